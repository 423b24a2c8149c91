// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/cli/exit_code.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using cli::BareDate;

TEST_CASE("staff write times in the way that is shortest for them") {
  const base::Zone zone;
  const base::Instant now = base::parse_rfc3339("2026-11-22T16:40:30.250+08:00").value();
  const auto parsed = [&](std::string_view text, BareDate bare = BareDate::begins) {
    auto at = cli::parse_when(text, "--start", now, zone, bare);
    return at ? base::format_rfc3339(*at, zone) : std::string("refused: ") + base::name_of(at.error().code);
  };
  CHECK(parsed("2026-11-29 08:00") == "2026-11-29T08:00:00+08:00");
  CHECK(parsed("2026-11-29T08:00:00Z") == "2026-11-29T16:00:00+08:00");
  CHECK(parsed("today 18:00") == "2026-11-22T18:00:00+08:00");
  CHECK(parsed("明天 8:00") == parsed("tomorrow 8:00"));
  CHECK(parsed("tomorrow 08:00") == "2026-11-23T08:00:00+08:00");
  CHECK(parsed("now") == "2026-11-22T16:40:30.250+08:00");
  SUBCASE("relative ones fall on whole minutes, never with less ahead than was written") {
    CHECK(parsed("+3h") == "2026-11-22T19:41:00+08:00");
    CHECK(parsed("+7d") == "2026-11-29T16:41:00+08:00");
    CHECK(parsed("+90m") == "2026-11-22T18:11:00+08:00");
    CHECK(parsed("+1w") == "2026-11-29T16:41:00+08:00");
    CHECK(parsed("-30m") == "2026-11-22T16:10:00+08:00");
  }
  SUBCASE("a bare date is its beginning, or as an end the midnight after it") {
    CHECK(parsed("2026-11-29") == "2026-11-29T00:00:00+08:00");
    CHECK(parsed("2026-11-29", BareDate::ends) == "2026-11-30T00:00:00+08:00");
  }
  SUBCASE("anything else is refused with the option's name") {
    for (const char* wrong : {"", "soon", "+3", "+h", "+3x", "+99999999999999999d", "2026-02-30", "25:00"}) {
      CAPTURE(wrong);
      CHECK(parsed(wrong) == "refused: invalid_input");
    }
    CHECK(cli::parse_when("soon", "--start", now, zone).error().message.starts_with("--start: 'soon'"));
  }
}

TEST_CASE("columns stay in line with Chinese in them") {
  CHECK(cli::cells_of("3栋2单元") == 8);
  CHECK(cli::cells_of("𠮷") == 2);
  CHECK(cli::cut_to_cells("新华社区3栋", 7) == "新华社…");
  CHECK(cli::cut_to_cells("a\nb", 9) == "a b");
  cli::Table table({{"NAME"}, {"KWH", cli::Table::Align::right}});
  table.add({"张晓明", "9"});
  table.add({"Li", "1234"});
  CHECK(table.text() == "NAME     KWH\n张晓明     9\nLi      1234\n");
  CHECK(cli::labelled({{"Bill", "1"}, {"Nothing at all", ""}, {"户号", "2"}}) == "Bill  1\n户号  2\n");
}

TEST_CASE("each kind of error has its exit code") {
  using base::ErrorCode;
  CHECK(cli::exit_code_of(ErrorCode::internal) == 1);
  CHECK(cli::exit_code_of(ErrorCode::invalid_input) == 2);
  CHECK(cli::exit_code_of(ErrorCode::not_found) == 3);
  CHECK(cli::exit_code_of(ErrorCode::ambiguous) == 4);
  CHECK(cli::exit_code_of(ErrorCode::conflict) == 5);
  CHECK(cli::exit_code_of(ErrorCode::forbidden) == 6);
  CHECK(cli::exit_code_of(ErrorCode::io) == 7);
}
