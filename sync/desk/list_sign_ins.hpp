// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/presence.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ListSignIns {
  base::Instant from{}, to{};        // from <= at < to
  std::string board_id, manager_id;  // "" for any
};

struct ManagerHours {
  std::string manager_id, name;
  std::chrono::minutes counted{0};
  int open = 0;  // arrivals that no leaving belongs to
};
struct SignInList {
  std::vector<store::SignIn> sign_ins;  // newest first
  std::vector<Presence> presences;      // by arrival
  std::vector<ManagerHours> hours;      // by staff number
};

// invalid_input if the time ends before it begins. Only arrivals of the time count, each with the leaving of its day.
[[nodiscard]] base::Result<SignInList> list_sign_ins(store::Store& store, const ListSignIns& wanted);

// Time of presence that began then, at each place that has boards.
using MinutesAt = std::map<std::string, std::chrono::minutes>;  // by place path
[[nodiscard]] base::Result<MinutesAt> minutes_by_place(store::Reader& reader, base::Instant from, base::Instant to,
                                                       base::Zone zone);
// Whole hours at or under `path`.
[[nodiscard]] std::int64_t hours_under(const MinutesAt& minutes, std::string_view path);

}  // namespace gridboard::desk
