// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/feed_links.hpp"

#include <string>

#include "sync/bulletin/addresses.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/store/bulletins.hpp"

namespace gridboard::api {

namespace json = boost::json;
using base::Result;

Result<std::optional<json::object>> outage_feeds(store::Reader& reader, std::string_view outage_id) {
  const auto newest = reader.bulletins().newest_bulletin(outage_id);
  if (!newest) return tl::unexpected(newest.error());
  if (!*newest) return std::nullopt;
  const auto settings = desk::load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  return json::object{{"cap", settings->public_url + bulletin::newest_cap_address(outage_id)},
                      {"atom", settings->public_url + bulletin::entry_address(outage_id)}};
}

Result<std::optional<json::object>> place_feeds(store::Reader& reader, const model::Place& place) {
  if (place.kind == model::PlaceKind::household) return std::nullopt;
  store::BulletinFilter filter;
  filter.place_path = place.path;
  filter.limit = 1;
  const auto heard = reader.bulletins().bulletins_listed(filter);
  if (!heard) return tl::unexpected(heard.error());
  if (heard->empty()) return std::nullopt;
  const auto settings = desk::load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  return json::object{{"calendar", settings->public_url + bulletin::calendar_address(place.path)},
                      {"atom", settings->public_url + bulletin::atom_address(place.path)}};
}

}  // namespace gridboard::api
