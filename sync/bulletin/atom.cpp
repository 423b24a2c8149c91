// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/atom.hpp"

#include <algorithm>

#include "sync/bulletin/addresses.hpp"
#include "sync/bulletin/xml.hpp"

namespace gridboard::bulletin {

namespace {

// The day on which the name was its owner's, as tag: URIs want it (RFC 4151); any that stays will do for feeds.
constexpr const char* kFeedDay = "2026";

std::string feed_id(std::string_view sender, const std::string& place_path) {
  // A path's own characters are those of a tag already: place codes have nothing else.
  return "tag:" + std::string(sender) + ',' + kFeedDay + ":outages" +
         (place_path.empty() ? "" : atom_address(place_path).substr(kAtomPath.size()));
}

std::string entry_id(const model::Bulletin& bulletin) {
  return "tag:" + bulletin.origin + ',' + base::format_date(base::date_of(bulletin.outage.published_at, base::Zone())) +
         ":outage/" + bulletin.outage.id;
}

std::string author(const Publisher& publisher, std::string_view sender) {
  return publisher.name.empty() ? std::string(sender) : publisher.name;
}

// Within the element of the entry.
void add_parts(Xml& xml, const model::Bulletin& bulletin, const Publisher& publisher) {
  xml.leaf("id", entry_id(bulletin)).leaf("title", headline(bulletin, Language::zh));
  xml.leaf("updated", time_text(bulletin.sent, publisher.zone));
  xml.leaf("published", time_text(bulletin.outage.published_at, publisher.zone));
  xml.empty(
      "link",
      {{"rel", "alternate"}, {"type", "application/cap+xml"}, {"href", publisher.public_url + cap_address(bulletin)}});
  xml.empty("category", {{"term", model::name_of(bulletin.outage.kind)},
                         {"label", event_words(bulletin.outage.kind, Language::zh)}});
  xml.empty("category", {{"term", model::name_of(model::state_at(bulletin.outage, bulletin.sent))}});
  xml.leaf("summary", description(bulletin, publisher, Language::zh), {{"type", "text"}});
}

void add_entry(Xml& xml, const model::Bulletin& bulletin, const Publisher& publisher) {
  xml.open("entry");
  add_parts(xml, bulletin, publisher);
  xml.close();
}

void add_links(Xml& xml, const AtomPage& page, const Publisher& publisher) {
  const std::string& root = publisher.public_url;
  xml.empty(
      "link",
      {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", root + atom_address(page.place_path, page.after)}});
  xml.empty("link", {{"rel", "first"}, {"href", root + atom_address(page.place_path)}});
  if (page.more && !page.bulletins.empty()) {
    const model::Bulletin& last = page.bulletins.back();
    xml.empty("link",
              {{"rel", "next"}, {"href", root + atom_address(page.place_path, to_text({last.sent, last.outage.id}))}});
  }
  xml.empty("link",
            {{"rel", "alternate"}, {"type", "text/calendar"}, {"href", root + calendar_address(page.place_path)}});
}

}  // namespace

std::string atom_document(const AtomPage& page, const Publisher& publisher, std::string_view sender) {
  base::Instant updated = page.updated;
  if (!page.bulletins.empty()) {
    updated = std::max_element(page.bulletins.begin(), page.bulletins.end(), [](const auto& a, const auto& b) {
                return a.sent < b.sent;
              })->sent;
  }
  const std::string where = page.place_name.empty() ? "" : page.place_name + " ";
  const std::string name = author(publisher, sender);
  Xml xml;
  xml.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", "zh-CN"}});
  xml.leaf("id", feed_id(sender, page.place_path)).leaf("title", where + "停电信息");
  xml.leaf("subtitle", name + " 停电通报，每条链接到 CAP 1.2 报文").leaf("updated", time_text(updated, publisher.zone));
  xml.open("author").leaf("name", name).close();
  xml.leaf("generator", "Gridboard");
  add_links(xml, page, publisher);
  for (const model::Bulletin& bulletin : page.bulletins) add_entry(xml, bulletin, publisher);
  xml.close();
  return std::move(xml).bytes();
}

std::string entry_document(const model::Bulletin& bulletin, const Publisher& publisher) {
  Xml xml;
  xml.open("entry", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", "zh-CN"}});
  add_parts(xml, bulletin, publisher);
  xml.empty("link", {{"rel", "self"},
                     {"type", "application/atom+xml;type=entry"},
                     {"href", publisher.public_url + entry_address(bulletin.outage.id)}});
  xml.open("author").leaf("name", author(publisher, bulletin.sender)).close();
  xml.close();
  return std::move(xml).bytes();
}

}  // namespace gridboard::bulletin
