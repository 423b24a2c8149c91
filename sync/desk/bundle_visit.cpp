// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/bundle_visit.hpp"

#include <boost/json.hpp>

namespace gridboard::desk {
namespace {

namespace json = boost::json;

std::string setting_of(std::string_view board_id) {
  return "bundle/" + std::string(board_id);
}

BundleVisit read_visit(const json::object& object) {
  BundleVisit visit;
  visit.made_at = base::Instant(std::chrono::milliseconds(object.at("made_at_ms").as_int64()));
  visit.cursor = object.at("cursor").as_string();
  for (const json::value& id : object.at("items").as_array()) visit.items.emplace_back(id.as_string());
  return visit;
}

}  // namespace

base::Result<std::optional<BundleVisit>> load_bundle_visit(store::Reader& reader, std::string_view board_id) {
  const auto kept = reader.setting(setting_of(board_id));
  if (!kept) return tl::unexpected(kept.error());
  if (!*kept) return std::optional<BundleVisit>();
  try {
    return std::optional(read_visit(json::parse(**kept).as_object()));
  } catch (const std::exception&) {
    return base::fail(base::ErrorCode::corrupt, "setting " + setting_of(board_id));
  }
}

base::Result<void> save_bundle_visit(store::Writer& writer, std::string_view board_id, const BundleVisit& visit) {
  json::array items;
  for (const std::string& id : visit.items) items.emplace_back(id);
  const std::int64_t made_at_ms = visit.made_at.time_since_epoch().count();
  return writer.put_setting(setting_of(board_id),
                            json::serialize(json::object{
                                {"made_at_ms", made_at_ms}, {"cursor", visit.cursor}, {"items", std::move(items)}}));
}

}  // namespace gridboard::desk
