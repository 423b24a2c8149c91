// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/notice_work.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using model::NoticePhase;
using model::NoticeState;

TEST_CASE("what a notice stands at follows from what people decided and, once published, from the time") {
  const auto at = [](int second) { return base::Instant(std::chrono::seconds(second)); };
  struct Row {
    NoticePhase phase;
    std::optional<base::Instant> from, to;
    int second;
    NoticeState state;
  };
  const Row rows[] = {
      {NoticePhase::draft, at(100), at(200), 300, NoticeState::draft},
      {NoticePhase::in_review, at(100), at(200), 300, NoticeState::in_review},
      {NoticePhase::returned, at(100), at(200), 300, NoticeState::returned},
      {NoticePhase::withdrawn, at(100), at(200), 150, NoticeState::withdrawn},
      {NoticePhase::published, {}, {}, 0, NoticeState::published},
      {NoticePhase::published, at(100), at(200), 99, NoticeState::scheduled},
      {NoticePhase::published, at(100), at(200), 100, NoticeState::published},
      {NoticePhase::published, at(100), at(200), 101, NoticeState::published},
      {NoticePhase::published, at(100), at(200), 199, NoticeState::published},
      {NoticePhase::published, at(100), at(200), 200, NoticeState::expired},
      {NoticePhase::published, at(100), at(200), 201, NoticeState::expired},
      {NoticePhase::published, at(100), {}, 1000000, NoticeState::published},
  };
  for (const Row& row : rows) {
    CAPTURE(row.second);
    CHECK(model::state_of(row.phase, row.from, row.to, at(row.second)) == row.state);
  }
}

TEST_CASE("states have names that come back") {
  for (const auto state : {NoticeState::draft, NoticeState::in_review, NoticeState::returned, NoticeState::scheduled,
                           NoticeState::published, NoticeState::expired, NoticeState::withdrawn}) {
    CHECK(model::parse_notice_state(model::name_of(state)) == state);
  }
  CHECK_FALSE(model::parse_notice_state("gone"));
}
