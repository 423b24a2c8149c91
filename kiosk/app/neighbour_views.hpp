// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the board knows of the neighbourhood: open reports of a building, service records of communities.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/place_words.hpp"
#include "kiosk/state/views.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::kiosk::app {

// The place of kind `kind` at or above this one, "" if there is none.
[[nodiscard]] std::string enclosing(const Places& places, std::string_view path, model::PlaceKind kind);
// Of the building that `place` lies in, newest first; none if it lies in no building.
[[nodiscard]] std::vector<state::ReportView> report_views(const std::vector<wire::ReportRecord>& reports,
                                                          const Places& places, std::string_view place);
// The community of `place` first, the others as they come.
[[nodiscard]] state::RecordsView records_view(const std::vector<wire::ServiceRecordsRecord>& records,
                                              std::string_view place);

}  // namespace gridboard::kiosk::app
