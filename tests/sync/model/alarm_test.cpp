// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/alarm.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using namespace gridboard::model;

namespace {

const std::string kFile = std::string(GRIDBOARD_ASSETS_DIR) + "/rules/alarms.json";

}  // namespace

TEST_CASE("the figures of alarms are the centre's, each with its source and its limits") {
  const AlarmFigures figures = AlarmFigures::load(kFile).value();
  CHECK(figures.of(AlarmKind::silent).figure == 900);
  CHECK(figures.of(AlarmKind::feed_lag).figure == 1800);
  CHECK(figures.of(AlarmKind::clock).figure == 30000);
  CHECK(figures.of(AlarmKind::storage).figure == 512);
  CHECK(figures.of(AlarmKind::temperature).figure == 80);
  CHECK(figures.of(AlarmKind::printer).figure == 0);
  for (const AlarmKind kind : kAlarmKinds) {
    CHECK(figures.of(kind).kind == kind);
    CHECK_FALSE(figures.of(kind).source.empty());
    CHECK(alarm_kind_named(name_of(kind)) == kind);
  }
  CHECK_FALSE(alarm_kind_named("louder"));
}

TEST_CASE("a board is well one step before the figure and not at it") {
  CHECK_FALSE(is_bad(AlarmKind::silent, 899, 900));
  CHECK(is_bad(AlarmKind::silent, 900, 900));
  CHECK(is_bad(AlarmKind::silent, 901, 900));
  CHECK_FALSE(is_bad(AlarmKind::feed_lag, 1799, 1800));
  CHECK(is_bad(AlarmKind::feed_lag, 1800, 1800));
  CHECK_FALSE(is_bad(AlarmKind::clock, 29999, 30000));
  CHECK(is_bad(AlarmKind::clock, 30000, 30000));
  CHECK_FALSE(is_bad(AlarmKind::clock, -29999, 30000));
  CHECK(is_bad(AlarmKind::clock, -30000, 30000));
  CHECK_FALSE(is_bad(AlarmKind::storage, 512, 512));
  CHECK(is_bad(AlarmKind::storage, 511, 512));
  CHECK_FALSE(is_bad(AlarmKind::temperature, 79, 80));
  CHECK(is_bad(AlarmKind::temperature, 80, 80));
  CHECK_FALSE(is_bad(AlarmKind::printer, 1, 0));
  for (const char* word : {"paper_out", "offline", "failed"}) CHECK(is_bad_printer(word));
  for (const char* word : {"", "none", "untried", "ok"}) CHECK_FALSE(is_bad_printer(word));
}

TEST_CASE("a file of figures that lacks one, has one twice or out of its limits is refused") {
  const auto wrong = [](const std::string& rules) {
    const auto read = AlarmFigures::parse(R"({"title":"t","source":"s","rules":[)" + rules + "]}", "alarms.json");
    return read ? std::string() : read.error().message;
  };
  const std::string silent = R"({"kind":"silent","figure":5,"least":1,"most":9,"unit":"s","source":"x"})";
  CHECK(wrong(silent).find("lacks feed_lag") != std::string::npos);
  CHECK(wrong(silent + "," + silent).find("stands twice") != std::string::npos);
  CHECK_FALSE(wrong(R"({"kind":"silent","figure":10,"least":1,"most":9,"unit":"s","source":"x"})").empty());
  CHECK(wrong(R"({"kind":"noise","source":"x"})").find("kind") != std::string::npos);
  CHECK_FALSE(AlarmFigures::parse("[]", "alarms.json"));
  CHECK_FALSE(AlarmFigures::load("/nonexistent/alarms.json"));
}
