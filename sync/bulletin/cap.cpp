// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/cap.hpp"

#include "sync/bulletin/addresses.hpp"
#include "sync/bulletin/xml.hpp"

namespace gridboard::bulletin {

namespace {

using model::OutageState;

const char* message_type(const model::Bulletin& bulletin, bool is_first) {
  if (is_first) return "Alert";
  return bulletin.outage.state == OutageState::cancelled ? "Cancel" : "Update";
}

std::string references_to(const std::vector<model::Bulletin>& earlier, base::Zone zone) {
  std::string references;
  for (const model::Bulletin& one : earlier) {
    references +=
        (references.empty() ? "" : " ") + one.sender + ',' + model::bulletin_id(one) + ',' + time_text(one.sent, zone);
  }
  return references;
}

// Until when what it says holds: the estimate, unless that is over already, when nobody knows; a day of good news.
std::string expires_at(const model::Bulletin& bulletin, const Publisher& publisher, const model::AlertLevels& levels) {
  if (!model::is_standing(bulletin.outage.state)) {
    return time_text(bulletin.sent + levels.told_after_end(), publisher.zone);
  }
  const auto etr = bulletin.outage.etr;
  return etr && *etr > bulletin.sent ? time_text(*etr, publisher.zone) : "";
}

void add_parameter(Xml& xml, const char* name, std::string_view value) {
  xml.open("parameter").leaf("valueName", name).leaf("value", value).close();
}

void add_area(Xml& xml, const model::Outage& outage) {
  xml.open("area").leaf("areaDesc", area_words(outage));
  for (const std::string& path : outage.audience) {
    xml.open("geocode").leaf("valueName", "gridboard:place").leaf("value", path).close();
  }
  xml.close();
}

void add_info(Xml& xml, const model::Bulletin& bulletin, const Publisher& publisher, const model::AlertLevels& levels,
              Language language) {
  const model::Outage& outage = bulletin.outage;
  const model::AlertLevel level = levels.of(outage, bulletin.sent);
  xml.open("info");
  xml.leaf("language", tag_of(language)).leaf("category", "Infra").leaf("event", event_words(outage.kind, language));
  xml.leaf("responseType", level.response);
  xml.leaf("urgency", level.urgency).leaf("severity", level.severity).leaf("certainty", level.certainty);
  xml.leaf("onset", time_text(outage.start, publisher.zone));
  xml.leaf_if_any("expires", expires_at(bulletin, publisher, levels));
  xml.leaf_if_any("senderName", publisher.name);
  xml.leaf("headline", headline(bulletin, language));
  xml.leaf("description", description(bulletin, publisher, language));
  xml.leaf("instruction", instruction(bulletin, publisher, language));
  if (!publisher.public_url.empty()) xml.leaf("web", publisher.public_url + std::string(kAtomPath));
  xml.leaf_if_any("contact", contact(publisher, language));
  add_parameter(xml, "gridboard:kind", model::name_of(outage.kind));
  add_parameter(xml, "gridboard:state", model::name_of(model::state_at(outage, bulletin.sent)));
  if (outage.etr) add_parameter(xml, "gridboard:etr", time_text(*outage.etr, publisher.zone));
  if (outage.restored_at) add_parameter(xml, "gridboard:restored_at", time_text(*outage.restored_at, publisher.zone));
  add_area(xml, outage);
  xml.close();
}

}  // namespace

std::string cap_document(const model::Bulletin& bulletin, const std::vector<model::Bulletin>& earlier,
                         const Publisher& publisher, const model::AlertLevels& levels) {
  Xml xml;
  xml.open("alert", {{"xmlns", "urn:oasis:names:tc:emergency:cap:1.2"}});
  xml.leaf("identifier", model::bulletin_id(bulletin)).leaf("sender", bulletin.sender);
  xml.leaf("sent", time_text(bulletin.sent, publisher.zone));
  xml.leaf("status", "Actual").leaf("msgType", message_type(bulletin, earlier.empty())).leaf("scope", "Public");
  if (bulletin.outage.withdrawn) {
    xml.leaf("note", withdrawal(Language::zh) + " " + withdrawal(Language::en));
  }
  xml.leaf_if_any("references", references_to(earlier, publisher.zone));
  xml.leaf("incidents", bulletin.outage.id);
  for (const Language language : {Language::zh, Language::en}) add_info(xml, bulletin, publisher, levels, language);
  xml.close();
  return std::move(xml).bytes();
}

}  // namespace gridboard::bulletin
