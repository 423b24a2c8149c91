// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/answers.hpp"

using namespace gridboard;
using namespace gridboard::model;

TEST_CASE("phones: mobile numbers and landlines with their area code") {
  for (const char* good : {"13800008000", "138 0000 8000", "0571-8765 4321", "010-65598559", "02161234567"}) {
    CAPTURE(good);
    CHECK(is_phone(good));
  }
  for (const char* bad :
       {"", "1380000800", "138000080000", "12345678901", "87654321", "0571", "13800O08000", "00571876543"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_phone(bad));
  }
}

TEST_CASE("an answer fits its field") {
  Field field;
  field.max_characters = 4;
  SUBCASE("text: up to so many characters, and nothing that can't be printed") {
    field.type = FieldType::text;
    CHECK(problem_of(field, "楼道灯坏") == AnswerProblem::none);
    CHECK(problem_of(field, "楼道灯坏了") == AnswerProblem::malformed);
    CHECK(problem_of(field, "a\x01") == AnswerProblem::malformed);
    CHECK(problem_of(field, "\xff") == AnswerProblem::malformed);
  }
  SUBCASE("a choice is one of those in the catalogue") {
    field.choices = {{"home", {}, {}}};
    CHECK(problem_of(field, "home") == AnswerProblem::none);
    CHECK(problem_of(field, "moon") == AnswerProblem::malformed);
  }
  SUBCASE("digits are digits") {
    field.type = FieldType::digits;
    CHECK(problem_of(field, "0042") == AnswerProblem::none);
    CHECK(problem_of(field, "4a") == AnswerProblem::malformed);
  }
  SUBCASE("blanks alone are no answer, which a field that may be left out takes") {
    CHECK(problem_of(field, "  ") == AnswerProblem::missing);
    field.required = false;
    CHECK(problem_of(field, "") == AnswerProblem::none);
  }
}

TEST_CASE("five half-days are offered, of the next working days") {
  const auto calendar = WorkingCalendar::parse(R"({"year":2026,"source":"test","off":[],"make_up":[]})", "test");
  REQUIRE(calendar);
  std::vector<std::string> ids;
  for (const HalfDay& one : offered_half_days(*calendar, *base::parse_date("2026-11-20"))) ids.push_back(id_of(one));
  CHECK(ids == std::vector<std::string>{"2026-11-23/morning", "2026-11-23/afternoon", "2026-11-24/morning",
                                        "2026-11-24/afternoon", "2026-11-25/morning"});
}
