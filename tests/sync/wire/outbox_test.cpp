// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/wire/samples.hpp"

using namespace gridboard;
using base::ErrorCode;

TEST_CASE("outbox items come back as they went, with the exact bytes of their bodies") {
  wire::OutboxItem odd = tests::sample_item();
  odd.id = "019aa5e0-7c00-7abc-8def-0123456789ac";
  odd.kind = wire::ItemKind::health;
  odd.body = R"({ "free_mb" : 1.50, "note":"\u4e2d" })";
  const std::vector<wire::OutboxItem> items{tests::sample_item(), odd};
  const auto back = wire::decode_items(wire::encode_items(items, base::Zone()));
  REQUIRE_MESSAGE(back, (back ? "" : back.error().message));
  CHECK(*back == items);
  CHECK(wire::decode_items(R"({"items":[]})")->empty());
}

TEST_CASE("an item of a kind that a newer board sends is known as such") {
  const auto items = wire::decode_items(
      R"({"items":[{"id":"019aa5e0-7c00-7abc-8def-0123456789ab","kind":"mood","at":"2026-11-21T16:42:00+08:00","body":{}}]})");
  REQUIRE(items);
  CHECK(items->front().kind == wire::ItemKind::unknown);
}

TEST_CASE("what is wrong with an outbox is said with its place") {
  const auto refused = [](const std::string& json, const std::string& says, ErrorCode code = ErrorCode::invalid_input) {
    CAPTURE(json.substr(0, 120));
    const auto items = wire::decode_items(json);
    REQUIRE_FALSE(items);
    CHECK(items.error().code == code);
    CHECK_MESSAGE(items.error().message.find(says) != std::string::npos, items.error().message);
  };
  const std::string id = R"("id":"019aa5e0-7c00-7abc-8def-0123456789ab")", at = R"("at":"2026-11-21T16:42:00+08:00")";
  refused("", "outbox: expected {");
  refused("{}", "outbox: items: is missing");
  refused(R"({"items":{}})", "items: expected [");
  refused(R"({"items":[1]})", "items[0]: expected {");
  refused(R"({"items":[{"id":"7","kind":"health",)" + at + R"(,"body":{}}]})", "items[0]: id: must be a UUID");
  refused(R"({"items":[{)" + id + "," + at + R"(,"body":{}}]})", "items[0]: kind: is missing");
  refused(R"({"items":[{)" + id + R"(,"kind":"health","body":{}}]})", "items[0]: at: is missing");
  refused(R"({"items":[{)" + id + R"(,"kind":"health","at":"now","body":{}}]})", "items[0]: at: must be a time");
  refused(R"({"items":[{)" + id + R"(,"kind":"health",)" + at + "}]}", "items[0]: body: is missing");
  refused(R"({"items":[{)" + id + R"(,"kind":"health",)" + at + R"(,"body":7}]})", "items[0]: body: must be an object");
  refused(R"({"items":[{)" + id + R"(,"kind":5,)" + at + R"(,"body":{}}]})", "items[0]: kind: must be a string");
  refused(wire::encode_items(std::vector<wire::OutboxItem>(101, tests::sample_item()), base::Zone()), "more than 100",
          ErrorCode::too_large);
  refused(std::string(wire::kMaxOutboxBytes + 1, ' '), "more than 4 MiB", ErrorCode::too_large);
}

TEST_CASE("a request's body comes back as it went") {
  const wire::RequestBody body{
      "K7M-2248-Q", "transfer", "YX/BT/G1/XH/3/2", "", {{"name", "𠮷 䶮"}, {"\"odd\"", ""}}, "", "", ""};
  CHECK(*wire::decode_request_body(wire::encode(body)) == body);
  wire::RequestBody same = body;
  same.same_as = "q3vz7k2mwd5x";
  same.outage_id = "o-2611-03";
  CHECK(*wire::decode_request_body(wire::encode(same)) == same);
  for (const char* json : {"{}", "[]", "", R"({"receipt":"","kind":"a","place_path":"YX"})",
                           R"({"receipt":"K","kind":"a","place_path":"YX","answers":[]})",
                           R"({"receipt":"K","kind":"a","place_path":"YX","answers":{"a":1}})"}) {
    CAPTURE(json);
    CHECK_FALSE(wire::decode_request_body(json));
  }
}

TEST_CASE("ratings and reopenings come back as they went") {
  for (int stars = 1; stars <= 5; ++stars) {
    const wire::RatingBody rating{"K7M-2248-Q", stars};
    CHECK(*wire::decode_rating_body(wire::encode(rating)) == rating);
  }
  const wire::ReopeningBody reopening{"K7M-2248-Q", "came_back"};
  CHECK(*wire::decode_reopening_body(wire::encode(reopening)) == reopening);
  CHECK(wire::decode_reopening_body(R"({"receipt":"K","reason":")" + std::string(40, 'a') + "\"}"));
  for (const char* json :
       {"", "[]", "{}", R"({"receipt":"K"})", R"({"receipt":"K","stars":0})", R"({"receipt":"K","stars":6})",
        R"({"receipt":"","stars":5})", R"({"receipt":"K","stars":"5"})", R"({"receipt":"K","stars":4.5})"}) {
    CAPTURE(json);
    const auto body = wire::decode_rating_body(json);
    REQUIRE_FALSE(body);
    CHECK(body.error().code == ErrorCode::invalid_input);
  }
  for (const std::string& json : {std::string("{}"), std::string(R"({"receipt":"K","reason":""})"),
                                  R"({"receipt":"K","reason":")" + std::string(41, 'a') + "\"}"}) {
    CAPTURE(json);
    CHECK_FALSE(wire::decode_reopening_body(json));
  }
}

TEST_CASE("every kind of item is known again by its name") {
  using enum wire::ItemKind;
  for (const auto kind : {request, rating, reopening, shown, sign_in, health, refused_segment, screenshot}) {
    wire::OutboxItem item = tests::sample_item();
    item.kind = kind;
    const auto back = wire::decode_items(wire::encode_items({item}, base::Zone()));
    REQUIRE(back);
    CHECK(back->front().kind == kind);
  }
}

TEST_CASE("answers come back as they went") {
  using Outcome = wire::ItemAnswer::Outcome;
  const std::vector<wire::ItemAnswer> answers{{"a", Outcome::accepted, "K7M-2248-Q", ""},
                                              {"b", Outcome::rejected, "", "欠费未结清"}};
  CHECK(*wire::decode_answers(wire::encode_answers(answers)) == answers);
  for (const char* json :
       {"{}", R"({"answers":7})", R"({"answers":[{"id":"a"}]})", R"({"answers":[{"id":"a","outcome":"maybe"}]})",
        R"({"answers":[{"outcome":"accepted"}]})"}) {
    CAPTURE(json);
    CHECK_FALSE(wire::decode_answers(json));
  }
}

TEST_CASE("enrolment and tokens come back as they went") {
  CHECK(wire::decode_enrol_request(wire::encode(wire::EnrolRequest{"ABCDE23456", "cHVibGlj"}))->public_key ==
        "cHVibGlj");
  const auto enrolled = wire::decode_enrol_answer(wire::encode(wire::EnrolAnswer{"b-0042", "cHVi", "c2Vh"}));
  CHECK(enrolled->board_id == "b-0042");
  CHECK(enrolled->publishing_key == "cHVi");
  CHECK(enrolled->sealing_key == "c2Vh");
  CHECK(wire::decode_challenge_request(wire::encode(wire::ChallengeRequest{"b-0042"}))->board_id == "b-0042");
  CHECK(wire::decode_challenge_answer(wire::encode(wire::ChallengeAnswer{"bm9uY2U"}))->nonce == "bm9uY2U");
  const auto asked = wire::decode_token_request(wire::encode(wire::TokenRequest{"b-0042", "bm9uY2U", "c2ln"}));
  CHECK(asked->signature == "c2ln");
  const wire::TokenAnswer token{"dG9rZW4", tests::at("2026-11-21T17:42:00+08:00")};
  CHECK(wire::decode_token_answer(wire::encode(token, base::Zone()))->expires_at == token.expires_at);
  CHECK_FALSE(wire::decode_enrol_request(R"({"code":"ABCDE23456"})"));
  CHECK_FALSE(wire::decode_enrol_answer(R"({"board_id":""})"));
  CHECK_FALSE(wire::decode_token_answer(R"({"token":"x","expires_at":"soon"})"));
  CHECK(
      wire::decode_problem(R"({"type":"about:blank","status":403,"code":"forbidden","detail":"the board is revoked"})")
          ->code == "forbidden");
}

TEST_CASE("what a board signs names its purpose, the board and the nonce") {
  CHECK(wire::challenge_bytes("b-0042", "bm9uY2U") == "gridboard board login 1\nb-0042\nbm9uY2U");
}

TEST_CASE("what was shown: notices and outages together, from 1 to 100, a version or none") {
  const auto body = [](std::size_t notices, std::size_t outages, const std::string& version) {
    wire::ShownBody made;
    for (std::size_t i = 0; i < notices; ++i)
      made.notices.push_back({"n" + std::to_string(i), {}, {}, 0, 0, {}, version});
    for (std::size_t i = 0; i < outages; ++i)
      made.outages.push_back({"o" + std::to_string(i), {}, {}, 0, 0, {}, version});
    return wire::encode(made, base::Zone());
  };
  const std::string version = wire::content_version("{}");
  CHECK(version.size() == wire::kContentVersionHex);
  CHECK(wire::decode_shown_body(body(1, 0, "")));
  CHECK(wire::decode_shown_body(body(0, 1, version)));
  CHECK(wire::decode_shown_body(body(60, 40, version)));
  CHECK_FALSE(wire::decode_shown_body(body(60, 41, version)));
  CHECK_FALSE(wire::decode_shown_body(body(0, 0, "")));
  CHECK_FALSE(wire::decode_shown_body(body(1, 0, version + "0")));
  CHECK_FALSE(wire::decode_shown_body(body(1, 0, std::string(wire::kContentVersionHex, 'G'))));
}
