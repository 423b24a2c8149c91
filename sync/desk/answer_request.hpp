// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct AnswerRequest {
  std::string receipt;
  std::optional<model::RequestState> state;  // unset: only says something
  std::string text;                          // to the resident; required to reject, pause or return
  std::optional<base::Instant> promised_at;  // a new promise, not in the past
  std::string by;                            // who answers
};

// The board that took the request in shows the step at once, and so do those of neighbours whose requests go on with
// it. conflict if it was merged itself: answer the one that it goes on with, or merge it by merge_request(). conflict
// if the state may not follow the present one: the message names those that may. not_found; invalid_input.
[[nodiscard]] base::Result<model::ServiceRequest> answer_request(store::Store& store, const model::Catalogue& catalogue,
                                                                 const AnswerRequest& wanted, const base::Clock& clock);

}  // namespace gridboard::desk
