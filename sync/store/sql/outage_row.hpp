// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How an outage stands in its row.

#include "sync/model/outage.hpp"
#include "sync/store/sql/columns.hpp"

namespace gridboard::store {

inline constexpr std::string_view kOutageColumns =
    "outage.id, outage.kind, outage.state, outage.cause, outage.scope, outage.line, outage.published_at, outage.start, "
    "outage.etr, outage.restored_at, outage.override_reason, outage.choose_by, outage.chosen_window, outage.version, "
    "outage.told_at, outage.households, outage.boards, outage.reopened, outage.withdrawn";
inline constexpr int kOutageColumnCount = 19;

inline model::Outage read_outage(const SqlRow& row) {
  model::Outage outage;
  outage.id = row.string(0);
  outage.kind = enum_of<model::OutageKind>(row, 1);
  outage.state = enum_of<model::OutageState>(row, 2);
  outage.cause = row.string(3);
  outage.scope = row.string(4);
  outage.line = row.string(5);
  outage.published_at = instant_of(row, 6);
  outage.start = instant_of(row, 7);
  outage.etr = instant_if_any(row, 8);
  outage.restored_at = instant_if_any(row, 9);
  outage.override_reason = row.string(10);
  outage.choose_by = instant_if_any(row, 11);
  outage.chosen_window = row.string(12);
  outage.version = row.integer(13);
  outage.told_at = instant_of(row, 14);
  outage.households = row.integer(15);
  outage.boards = row.integer(16);
  outage.reopened = row.integer(17);
  outage.withdrawn = row.boolean(18);
  return outage;
}

}  // namespace gridboard::store
