// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

// 已受理 已派单 已接单 到达现场 已办结 已归档 / 回退 挂起 重开 不予受理 合并
enum class RequestState {
  received,
  dispatched,
  accepted,
  on_site,
  done,
  closed,
  returned,
  paused,
  reopened,
  rejected,
  merged
};

struct RequestStep {
  base::Instant at{};
  RequestState state = RequestState::received;
  std::string by;    // who, "" for the resident
  std::string text;  // said to the resident; "" if nothing was

  bool operator==(const RequestStep&) const = default;
};

// What the resident says of how it was done: 1 很不满意 to 5 非常满意.
struct RequestRating {
  int stars = 0;
  base::Instant at{};

  bool operator==(const RequestRating&) const = default;
};

// ServiceRequest 诉求: what a resident asks for.
struct ServiceRequest {
  std::string receipt;  // Receipt 回执, see receipt.hpp
  std::string kind;     // id in the catalogue: "repair"
  std::string place_path;
  std::string account;  // "" if none was unlocked
  std::string board_id;
  std::map<std::string, std::string> answers;  // field id -> what was given
  RequestState state = RequestState::received;
  base::Instant submitted_at{};
  base::Instant received_at{};
  std::optional<base::Instant> promised_at;
  std::vector<RequestStep> steps;  // oldest first
  std::string source = "board";  // "board" or "phone"
  std::optional<RequestRating> rating;
  std::string merged_into;  // receipt of the neighbour's request that it goes on with, "" if none
  std::string outage_id;    // of a chosen maintenance window

  bool operator==(const ServiceRequest&) const = default;
};

// Whether staff (or a resident, to reopened) may take a request from one state to the other; a state never follows
// itself. Received, returned and reopened requests lie at the desk, which may dispatch them or answer them itself.
[[nodiscard]] bool may_follow(RequestState from, RequestState to);
// Done or closed: rated once, and opened again within kReopenWithin of being done, that moment included.
inline constexpr std::chrono::hours kReopenWithin{7 * 24};
[[nodiscard]] bool may_rate(const ServiceRequest& request);
[[nodiscard]] bool may_reopen(RequestState state, const std::vector<RequestStep>& steps, base::Instant now);
inline constexpr std::size_t kPublicIdKeyBytes = 32;
// What neighbours know a request by: 12 characters of a-z and 2-7. Receipts count up, so anybody could try them all; a
// secret that the centre alone holds (`key`, raw) keeps it from leading back to the receipt. "" if the key has not
// kPublicIdKeyBytes.
[[nodiscard]] std::string public_id(std::string_view receipt, std::string_view key);
[[nodiscard]] const char* name_of(RequestState state);
[[nodiscard]] base::Result<RequestState> parse_request_state(std::string_view text);

}  // namespace gridboard::model
