// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which boards are alive, and which fell silent together.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Servers note a board with an open feed every second beat; one that missed three is taken for gone.
inline constexpr int kBeatsUntilSilent = 3;
inline constexpr std::chrono::seconds kLeastUntilSilent{60};  // however quick the beat
[[nodiscard]] base::Instant live_since(base::Instant now, std::chrono::milliseconds beat);

struct BoardCounts {
  std::int64_t live = 0, silent = 0, never_seen = 0;  // of the active ones
  std::int64_t awaiting = 0, unapproved = 0, revoked = 0;

  bool operator==(const BoardCounts&) const = default;
};
// Of the boards at or under any of `places`; {""} is everywhere.
[[nodiscard]] base::Result<BoardCounts> count_boards(store::Reader& reader, const std::vector<std::string>& places,
                                                     base::Instant live_since);

// Boards that fell silent together, said once.
struct Silence {
  std::size_t boards = 0;
  base::Instant since{};  // when the first of them was heard last
  std::string supply_id;  // what all of them hang on, if that is why: the lowest such point
  std::string supply_name;
  std::string board_id;                // of a single one
  std::vector<std::string> board_ids;  // all of them
};

// What the rule below works on: one silent board and the points that it hangs on, the lowest first.
struct SilentBoard {
  std::string id, place_path;
  base::Instant since{};
  std::vector<model::SupplyPoint> hangs_on;
};
// A supply point stands for boards when at least two hang on it, no board that is live does, and they fell silent
// within kTogether of one another; the highest such point is said, or the one below it that all of them hang on. Others
// are said one by one. Newest first.
inline constexpr std::chrono::minutes kTogether{10};
[[nodiscard]] std::vector<Silence> group_silences(const std::vector<SilentBoard>& silent,
                                                  const std::vector<std::string>& points_with_live_boards);

// Of the points that two or more of the boards hang on, those below which a board is live. One live board is enough, so
// each place that such a point feeds is asked for one.
[[nodiscard]] base::Result<std::vector<std::string>> points_alive(store::Reader& reader,
                                                                  const std::vector<SilentBoard>& silent,
                                                                  base::Instant live_since);

}  // namespace gridboard::desk
