// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A customer's choice among the windows of a reserved maintenance 预约检修.

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// The field that holds the window's id; nullptr if the kind has none.
[[nodiscard]] const model::Field* window_field(const model::RequestKind& kind);

// "" if the choice may be taken: the outage offers that window, it was handed in (`at`) before choose_by, nothing is
// decided yet, and the account's home is affected. Else a sentence for the resident. Kinds without such a field pass.
[[nodiscard]] base::Result<std::string> why_no_choice(store::Reader& reader, const CentreSettings& settings,
                                                      const model::RequestKind& kind,
                                                      const model::ServiceRequest& request, base::Instant at);

// What came of it: tells everybody whose choice counts, and their requests are done.
[[nodiscard]] base::Result<void> settle_choices(store::Writer& writer, const CentreSettings& settings,
                                                const std::string& outage_id, const std::string& text,
                                                const std::string& by, base::Instant now);

// "12月5日 08:00–10:00"
[[nodiscard]] std::string window_in_words(const model::OutageWindow& window, base::Zone zone);

}  // namespace gridboard::desk
