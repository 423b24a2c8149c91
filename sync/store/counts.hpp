// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How many there are, without looking at each: what a page says at its top. Part of store::Reader.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::store {

enum class BoardState;

// Boards of one state at one place or below: never heard of, heard of before a moment, and since.
struct BoardStanding {
  BoardState state{};
  std::int64_t never_seen = 0, before = 0, since = 0;

  bool operator==(const BoardStanding&) const = default;
};

// Boards that aren't revoked at one place.
struct BoardsAt {
  std::string place_path;
  std::int64_t boards = 0;
  std::int64_t since = 0;  // heard of since a moment

  bool operator==(const BoardsAt&) const = default;
};

// How many boards have said of a notice that they have it and that they show it.
struct DeliveryMark {
  std::string notice_id;
  std::int64_t received = 0, shown = 0;

  bool operator==(const DeliveryMark&) const = default;
};

class CountReader {
 public:
  virtual ~CountReader() = default;
  // By state; a state without boards is left out. `under` "" for everywhere.
  virtual base::Result<std::vector<BoardStanding>> boards_by_standing(std::string_view under, base::Instant since) = 0;
  // At the place itself, none below.
  virtual base::Result<BoardsAt> boards_at(std::string_view place_path, base::Instant since) = 0;
  // At the place and below, counted together.
  virtual base::Result<BoardsAt> boards_within(std::string_view place_path, base::Instant since) = 0;
  // Every place that has one, by path; stops at the first error of `visit`.
  virtual base::Result<void> each_place_with_boards(
      base::Instant since, const std::function<base::Result<void>(const BoardsAt&)>& visit) = 0;
  // Of the notices published since then, the newest `limit` of them: how a server hears what boards told another one.
  virtual base::Result<std::vector<DeliveryMark>> delivery_marks(base::Instant published_since, std::size_t limit) = 0;
  // A number that is another one as soon as a board tells something of itself or answers what it was asked to do.
  virtual base::Result<std::int64_t> boards_mark() = 0;
  virtual base::Result<bool> is_receipt_prefix_taken(std::string_view prefix) = 0;  // by a board
};

}  // namespace gridboard::store
