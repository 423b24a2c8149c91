// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The page behind a receipt: open to whoever has its number, so nothing of the resident is in it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/judge_request.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct FollowedRequest {
  std::string receipt, kind, supplier, hotline;
  model::RequestState state = model::RequestState::received;
  base::Instant submitted_at{};
  std::optional<base::Instant> promised_at;
  // Without who took them, and with every run of seven or more digits masked: staff may write a phone number.
  std::vector<model::RequestStep> steps;
  int stars = 0;
  bool merged = false, can_rate = false, can_reopen = false;
};

// not_found for what is no receipt and for one that nobody has alike.
[[nodiscard]] base::Result<FollowedRequest> follow_request(store::Store& store, std::string_view receipt,
                                                           base::Instant now);
// What the resident says on that page; see judge_request.hpp. not_found.
[[nodiscard]] base::Result<Judged> rate_by_phone(store::Store& store, const model::Catalogue& catalogue,
                                                 std::string_view receipt, int stars, base::Instant now);
[[nodiscard]] base::Result<Judged> reopen_by_phone(store::Store& store, const model::Catalogue& catalogue,
                                                   std::string_view receipt, std::string_view reason,
                                                   base::Instant now);

[[nodiscard]] std::string mask_long_numbers(std::string_view text);

}  // namespace gridboard::desk
