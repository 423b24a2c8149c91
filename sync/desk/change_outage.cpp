// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/change_outage.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/base/paths.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/send_bulletin.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {

namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostPlacesNamed = 20;

// An outage as people read its fields, each with what it says.
std::vector<std::pair<const char*, std::string>> fields_of(const model::Outage& outage, base::Zone zone,
                                                           base::Instant now) {
  const auto time = [zone](const std::optional<base::Instant>& at) {
    return at ? base::format_rfc3339(*at, zone) : std::string();
  };
  return {{"kind", model::name_of(outage.kind)},
          {"state", outage.withdrawn ? "withdrawn" : model::name_of(model::state_at(outage, now))},
          {"cause", outage.cause},
          {"scope", outage.scope},
          {"line", outage.line},
          {"start", time(outage.start)},
          {"etr", time(outage.etr)},
          {"restored_at", time(outage.restored_at)},
          {"override_reason", outage.override_reason},
          {"choose_by", time(outage.choose_by)},
          {"windows", outage.windows.empty() ? std::string() : std::to_string(outage.windows.size())},
          {"chosen_window", outage.chosen_window}};
}

std::string changed_fields(const model::Outage* before, const model::Outage& after, base::Zone zone,
                           base::Instant now) {
  json::array fields;
  const auto said = fields_of(after, zone, now);
  const auto was = before == nullptr ? decltype(fields_of(after, zone, now))() : fields_of(*before, zone, now);
  const auto add = [&fields](const char* name, const std::string& old, const std::string& fresh) {
    if (old != fresh) fields.push_back({{"name", name}, {"before", old}, {"after", fresh}});
  };
  for (std::size_t i = 0; i < said.size(); ++i) {
    add(said[i].first, was.empty() ? std::string() : was[i].second, said[i].second);
  }
  for (const model::OutageStep& step : after.timeline) {
    const bool known = before != nullptr &&
                       std::find(before->timeline.begin(), before->timeline.end(), step) != before->timeline.end();
    if (!known) add("text", "", step.text);
  }
  return json::serialize(fields);
}

// Where it is, joined by '|'; what its places have in common if those are too many to be read.
std::string places_of(const model::Outage& outage) {
  std::string all;
  if (outage.audience.size() <= kMostPlacesNamed) {
    for (const std::string& path : outage.audience) all += (all.empty() ? "" : "|") + path;
    return all;
  }
  std::string_view common = outage.audience.front();
  for (const std::string& path : outage.audience) {
    while (!common.empty() && !base::path_contains(common, path)) common = base::parent_path(common);
  }
  return std::string(common);
}

std::string text_of(const model::Outage& outage, base::Zone zone, base::Instant now) {
  json::object text{{"version", outage.version}};
  for (const auto& [name, value] : fields_of(outage, zone, now)) {
    if (!value.empty()) text[name] = value;
  }
  if (!outage.timeline.empty()) text["text"] = outage.timeline.back().text;
  return json::serialize(text);
}

}  // namespace

Result<Deed> keep_outage(store::Writer& writer, const CentreSettings& settings, const model::Outage* before,
                         model::Outage& after, const Actor& actor, const OutageDeed& deed, base::Instant now) {
  after.version = before == nullptr ? 1 : before->version + 1;
  if (auto put = writer.put(after); !put) return tl::unexpected(put.error());
  if (auto sent = publish_outage(writer, settings, after); !sent) return tl::unexpected(sent.error());
  if (auto told = send_bulletin(writer, settings, after, now); !told) return tl::unexpected(told.error());
  const store::OutageChange change{
      after.id,   after.version, now,         actor.id,
      actor.name, deed.action,   deed.reason, changed_fields(before, after, settings.zone, now)};
  if (auto kept = writer.write_outage_desk().add_change(change); !kept) return tl::unexpected(kept.error());
  if (auto resolved = resolve_covered_proposals(writer, after, now); !resolved) {
    return tl::unexpected(resolved.error());
  }
  return Deed{deed.action, after.id, places_of(after),
              before == nullptr ? std::string() : text_of(*before, settings.zone, now),
              text_of(after, settings.zone, now)};
}

Result<ChangedOutage> change_outage_in(store::Writer& writer, const CentreSettings& settings, std::string_view typed_id,
                                       const OutageHand& hand, const OutageDeed& deed, base::Instant now,
                                       const OutageAlteration& alter) {
  auto found = writer.outage(canonical_short_id(typed_id));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchOutage));
  ChangedOutage changed{**found, std::nullopt};
  if (hand.may && !hand.may(deed.action, changed.outage.audience)) {
    return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
  }
  if (hand.version && *hand.version != changed.outage.version) {
    return fail(ErrorCode::conflict, std::string(kOutageChanged));
  }
  if (auto altered = alter(writer, changed.outage); !altered) return tl::unexpected(altered.error());
  if (changed.outage == **found) return changed;
  auto kept = keep_outage(writer, settings, &**found, changed.outage, hand.actor, deed, now);
  if (!kept) return tl::unexpected(kept.error());
  changed.deed = std::move(*kept);
  return changed;
}

Result<model::Outage> change_outage(store::Store& store, std::string_view id, const OutageHand& hand,
                                    const OutageDeed& deed, base::Instant now, const OutageAlteration& alter) {
  model::Outage outage;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto changed = change_outage_in(writer, *settings, id, hand, deed, now, alter);
    if (!changed) return tl::unexpected(changed.error());
    outage = std::move(changed->outage);
    return changed->deed ? note(writer, hand.actor, *changed->deed, now) : Result<void>();
  });
  if (!written) return tl::unexpected(written.error());
  return outage;
}

void add_step(model::Outage& outage, model::OutageStep step) {
  const auto later = std::upper_bound(outage.timeline.begin(), outage.timeline.end(), step.at,
                                      [](base::Instant at, const model::OutageStep& other) { return at < other.at; });
  outage.timeline.insert(later, std::move(step));
}

}  // namespace gridboard::desk
