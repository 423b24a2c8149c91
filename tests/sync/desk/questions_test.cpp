// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/list_questions.hpp"
#include "sync/desk/publish_question.hpp"
#include "sync/desk/withdraw_question.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::kCommunity;
using desk::test::StaffCentre;

model::Question question(const std::string& id) {
  model::Question question;
  question.id = id;
  question.topic = "ours";
  question.zh = {"服务厅几点开门？", "9:00 到 17:00。"};
  return question;
}

const std::vector<model::Question> kShipped{question("late-fee"), question("pay-ways")};

desk::PublishQuestions wanted(std::vector<model::Question> questions, std::vector<std::string> places) {
  desk::PublishQuestions wanted;
  wanted.questions = std::move(questions);
  wanted.places = std::move(places);
  wanted.publisher = "wang";
  return wanted;
}

base::Result<std::vector<model::PublishedQuestion>> publish(StaffCentre& centre, const desk::PublishQuestions& what) {
  return desk::publish_questions(*centre.store, what, kShipped, centre.catalogue, centre.clock);
}

std::size_t listed(StaffCentre& centre, const desk::ListQuestions& filter) {
  const auto questions = desk::list_questions(*centre.store, filter, centre.clock);
  REQUIRE(questions);
  return questions->size();
}

}  // namespace

TEST_CASE("questions reach the boards of their places and no other") {
  StaffCentre centre;
  const auto published = publish(centre, wanted({question("our-hall"), question("late-fee")}, {"新华社区/3栋/2单元"}));
  REQUIRE(published);
  CHECK(published->size() == 2);
  const auto keys = centre.keys_at(desk::test::kUnit);
  CHECK(keys.contains("question/our-hall"));
  CHECK(keys.contains("question/late-fee"));
  CHECK(centre.keys_at(kCommunity).contains("question/our-hall"));
  CHECK_FALSE(centre.keys_at(kCommunity + "/3/1").contains("question/our-hall"));
  CHECK_FALSE(centre.keys_at("YX/BT/G1/DX").contains("question/our-hall"));
  const auto body = wire::decode("question/our-hall", centre.body_of(kCommunity, "question/our-hall"));
  REQUIRE(body);
  CHECK(std::get<model::PublishedQuestion>(*body) == published->front());
  SUBCASE("the same again moves nothing, another answer replaces it") {
    const auto head = centre.head_of(kCommunity);
    REQUIRE(publish(centre, wanted({question("our-hall")}, {"新华社区/3栋/2单元"})));
    CHECK(centre.head_of(kCommunity) == head);
    model::Question other = question("our-hall");
    other.zh.answer = "8:30 到 17:30。";
    REQUIRE(publish(centre, wanted({other}, {"东兴社区"})));
    CHECK_FALSE(centre.keys_at(desk::test::kUnit).contains("question/our-hall"));
    CHECK(centre.keys_at("YX/BT/G1/DX").contains("question/our-hall"));
  }
  SUBCASE("withdrawn, it is gone from boards and stays in the books") {
    const auto withdrawn = desk::withdraw_question(*centre.store, " our-hall ");
    REQUIRE(withdrawn);
    CHECK(withdrawn->withdrawn);
    CHECK_FALSE(centre.keys_at(desk::test::kUnit).contains("question/our-hall"));
    CHECK(listed(centre, {}) == 1);
    CHECK(listed(centre, {{}, true}) == 2);
    const auto none = desk::withdraw_question(*centre.store, "pay-ways");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::not_found);
  }
}

TEST_CASE("one that ships with boards may be taken away") {
  StaffCentre centre;
  model::Question away;
  away.id = "late-fee";
  const auto published = publish(centre, wanted({away}, {"新华社区"}));
  REQUIRE(published);
  CHECK(desk::standing_of(published->front(), centre.clock.now()) == std::string("takes_away"));
  away.id = "never-was";
  const auto refused = publish(centre, wanted({away}, {"新华社区"}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.starts_with("never-was: "));
}

TEST_CASE("questions end when they say so, and are listed by where they are") {
  StaffCentre centre;
  desk::PublishQuestions what = wanted({question("our-hall")}, {"新华社区"});
  what.valid_to = centre.clock.now() + std::chrono::hours(24);
  REQUIRE(publish(centre, what));
  CHECK(listed(centre, {{"新华社区/3栋"}, false}) == 1);
  CHECK(listed(centre, {{"东兴社区"}, false}) == 0);
  centre.clock.advance(std::chrono::hours(24));
  CHECK(listed(centre, {}) == 0);
  CHECK(listed(centre, {{}, true}) == 1);
  const auto late = publish(centre, what);
  REQUIRE_FALSE(late);
  CHECK(late.error().message.starts_with("to: "));
}

TEST_CASE("a question that leads nowhere is refused, and nothing of the file is published") {
  StaffCentre centre;
  model::Question wrong = question("our-hall");
  const auto refused = [&] {
    const auto published = publish(centre, wanted({question("good"), wrong}, {"新华社区"}));
    REQUIRE_FALSE(published);
    CHECK(published.error().code == ErrorCode::invalid_input);
    CHECK(listed(centre, {{}, true}) == 0);
    return published.error().message;
  };
  SUBCASE("to a question that isn't there") {
    wrong.related = {"late-fee", "good", "none"};
    CHECK(refused() == "our-hall: related: there is no question \"none\"");
  }
  SUBCASE("to a screen that isn't there") {
    wrong.open = "maintenance";
    CHECK(refused().starts_with("our-hall: open: "));
    wrong.open = "notices.gossip";
    CHECK(refused().starts_with("our-hall: open: "));
    for (const char* open : {"bill", "notices.tariff", "repair"}) {
      wrong.open = open;
      CHECK(publish(centre, wanted({wrong}, {"新华社区"})));
      REQUIRE(desk::withdraw_question(*centre.store, "our-hall"));
    }
  }
  SUBCASE("to nobody") {
    CHECK_FALSE(publish(centre, wanted({question("good")}, {})));
    CHECK_FALSE(publish(centre, wanted({}, {"新华社区"})));
  }
}
