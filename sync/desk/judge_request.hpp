// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What residents say afterwards: how it was done, and that it has to be done again. Within a writing transaction.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Why it can't be taken; not for a reason that is the caller's to word otherwise.
enum class Judged { taken, too_early, twice, too_late, malformed };
// For the resident, in Chinese; "" if it was taken.
[[nodiscard]] std::string sentence_of(Judged judged, const CentreSettings& settings);

struct JudgeDesk {
  const CentreSettings& settings;
  const model::Catalogue& catalogue;
  base::Instant now;
};

// 1 to 5 stars, once, after it was done. Of a merged request by the state of the one that it goes on with.
[[nodiscard]] base::Result<Judged> rate_request(store::Writer& writer, const JudgeDesk& desk,
                                                model::ServiceRequest request, int stars, base::Instant at);
// Opens the leading request again, which all who follow it see. `at` is when the resident said so: an offline board
// tells later. `reason` is a word such as "came_back".
[[nodiscard]] base::Result<Judged> reopen_request(store::Writer& writer, const JudgeDesk& desk,
                                                  const model::ServiceRequest& request, std::string_view reason,
                                                  base::Instant at);

}  // namespace gridboard::desk
