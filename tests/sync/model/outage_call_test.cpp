// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/outage_call.hpp"

#include <doctest/doctest.h>

using namespace gridboard::model;

TEST_CASE("flags of a household say why it is called; where several fit, the first") {
  CHECK_FALSE(call_category_of(""));
  CHECK_FALSE(call_category_of(" , ，"));
  CHECK(call_category_of("独居老人") == CallCategory::care);
  CHECK(call_category_of("水产养殖") == CallCategory::aquaculture);
  CHECK(call_category_of("独居老人，冷库") == CallCategory::cold_storage);
  CHECK(call_category_of("cold_storage, important") == CallCategory::important);
  CHECK(has_cold_storage("重要用户、冷库用户"));
  CHECK_FALSE(has_cold_storage("重要用户"));
}

TEST_CASE("a call is settled by what became of it; an important user has to acknowledge") {
  using enum CallOutcome;
  for (const auto outcome : {no_answer, wrong_number}) CHECK_FALSE(is_settled(CallCategory::care, outcome));
  for (const auto outcome : {reached, not_needed}) CHECK(is_settled(CallCategory::care, outcome));
  CHECK_FALSE(is_settled(CallCategory::care, {}));
  CHECK_FALSE(is_settled(CallCategory::important, reached));
  CHECK(awaits_acknowledgement(CallCategory::important, reached));
  CHECK_FALSE(awaits_acknowledgement(CallCategory::important, acknowledged));
  CHECK_FALSE(awaits_acknowledgement(CallCategory::cold_storage, {}));
}

TEST_CASE("words of calls go round") {
  for (const auto category :
       {CallCategory::important, CallCategory::cold_storage, CallCategory::aquaculture, CallCategory::care}) {
    CHECK(parse_call_category(name_of(category)).value() == category);
  }
  for (const auto outcome : {CallOutcome::reached, CallOutcome::acknowledged, CallOutcome::no_answer,
                             CallOutcome::wrong_number, CallOutcome::not_needed}) {
    CHECK(parse_call_outcome(name_of(outcome)).value() == outcome);
  }
}
