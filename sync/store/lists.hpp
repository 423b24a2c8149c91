// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff look through, a page at a time: boards, places, supply points. The database picks, orders and cuts;
// nothing here reads a whole table into memory. Part of store::Reader.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/place.hpp"

namespace gridboard::store {

struct Board;
enum class BoardState;

enum class BoardSeen { any, never, before, since };

struct BoardFilter {
  std::string text;                 // in its id or name, ASCII letters in any case; "" for any
  std::optional<BoardState> state;  // any if unset
  std::string under;                // stands there or below; "" for everywhere
  std::string group;                // in this group of boards; "" for any
  BoardSeen seen = BoardSeen::any;  // `before` and `since`: of `seen_at`
  base::Instant seen_at{};
  std::string after_place, after_id;  // goes on behind this one; "" from the start
  std::size_t limit = 50;
};

struct SupplyFilter {
  std::optional<std::string> parent;  // directly under it, "" for the tops; any if unset
  std::string text;                   // in its id or name; "" for any
  std::string after;                  // goes on behind this id
  std::size_t limit = 50;
};

class ListReader {
 public:
  virtual ~ListReader() = default;
  // By place, then id.
  virtual base::Result<std::vector<Board>> boards_listed(const BoardFilter& filter) = 0;
  // Of all pages: where to go on and how many are wanted don't matter.
  virtual base::Result<std::int64_t> count_boards(const BoardFilter& filter) = 0;
  // Children, not grandchildren, by path; "" for the roots.
  virtual base::Result<std::vector<model::Place>> places_directly_under(std::string_view path, std::string_view after,
                                                                        std::size_t limit) = 0;
  virtual base::Result<std::int64_t> count_places_directly_under(std::string_view path) = 0;
  // Those of the paths that are there, by path; in a few questions, however many they are.
  virtual base::Result<std::vector<model::Place>> places_at(const std::vector<std::string>& paths) = 0;
  // Places at or under `under` ("" for all) whose name or own code has `word` in it, by path.
  virtual base::Result<std::vector<model::Place>> places_searched(std::string_view word, std::string_view under,
                                                                  std::string_view after, std::size_t limit) = 0;
  virtual base::Result<std::vector<model::SupplyPoint>> supply_listed(const SupplyFilter& filter) = 0;  // by id
  virtual base::Result<std::int64_t> count_supply_directly_under(std::string_view id) = 0;
  virtual base::Result<std::int64_t> count_households_under(std::string_view path) = 0;  // "" for all
};

}  // namespace gridboard::store
