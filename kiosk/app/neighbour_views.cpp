// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/neighbour_views.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"

namespace gridboard::kiosk::app {

std::string enclosing(const Places& places, std::string_view path, model::PlaceKind kind) {
  for (; !path.empty(); path = base::parent_path(path)) {
    const auto found = places.find(path);
    if (found != places.end() && found->second.kind == kind) return std::string(path);
  }
  return {};
}

std::vector<state::ReportView> report_views(const std::vector<wire::ReportRecord>& reports, const Places& places,
                                            std::string_view place) {
  std::vector<state::ReportView> views;
  const std::string building = enclosing(places, place, model::PlaceKind::building);
  if (building.empty()) return views;
  for (const wire::ReportRecord& report : reports) {
    // One of another unit of the same building is a neighbour's too; one of the whole street isn't this building's.
    if (!base::path_contains(building, report.place_path)) continue;
    views.push_back({report.id, report.kind, report.choice,
                     place_words(places, report.place_path, model::PlaceKind::building), report.reported_at,
                     report.state});
  }
  return views;
}

state::RecordsView records_view(const std::vector<wire::ServiceRecordsRecord>& records, std::string_view place) {
  state::RecordsView view;
  for (const wire::ServiceRecordsRecord& record : records) {
    const bool own = base::path_contains(record.place_path, place);
    view.places.push_back({spaced(record.place_name), own, record.records});
  }
  std::stable_partition(view.places.begin(), view.places.end(), [](const auto& each) { return each.own; });
  return view;
}

}  // namespace gridboard::kiosk::app
