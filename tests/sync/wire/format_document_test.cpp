// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every example of sync/protocol/FORMAT.md is read, and written again to the same bytes.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "sync/wire/blob.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/commands.hpp"
#include "sync/wire/digest.hpp"
#include "sync/wire/reports.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"
#include "sync/wire/unlock.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;

namespace {

struct Example {
  std::string what, key, text;  // of ```json record bill/... : "record", "bill/...", the line
};

std::vector<Example> examples() {
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/sync/protocol/FORMAT.md");
  REQUIRE(file);
  std::vector<Example> found;
  std::string line;
  while (std::getline(file, line)) {
    if (!line.starts_with("```json ")) continue;
    Example example;
    std::istringstream words(line.substr(8));
    words >> example.what >> example.key;
    while (std::getline(file, line) && line != "```") example.text += line;
    found.push_back(example);
  }
  return found;
}

std::string again(const wire::FeedLine& line) {
  const base::Zone zone;
  if (const auto* hello = std::get_if<wire::Hello>(&line)) return wire::encode(*hello, zone);
  if (const auto* beat = std::get_if<wire::Beat>(&line)) return wire::encode(*beat, zone);
  if (const auto* commit = std::get_if<wire::Commit>(&line)) return wire::encode(*commit);
  if (const auto* retry = std::get_if<wire::Retry>(&line)) return wire::encode(*retry);
  if (const auto* key = std::get_if<wire::KeyLine>(&line)) return wire::encode(*key, zone);
  const auto& segment = std::get<wire::SegmentLine>(line);
  return wire::encode_segment_line(segment.signature, wire::encode_segment_body(segment.segment));
}

template <class Decoded>
Decoded good(base::Result<Decoded> decoded) {
  REQUIRE_MESSAGE(decoded, (decoded ? "" : decoded.error().message));
  return *decoded;
}

std::string again(const Example& example) {
  const base::Zone zone;
  if (example.what == "feed-line") return again(good(wire::parse_feed_line(example.text)));
  if (example.what == "record") return wire::encode(good(wire::decode(example.key, example.text)), zone);
  if (example.what == "sealed") {
    // What lies inside is shown in the clear: sealed and opened it is the same.
    const std::string key = tests::sample_household_key();
    const wire::SealedBill bill = tests::sample_sealed_bill();
    wire::SealedBill shown = bill;
    shown.sealed = wire::seal_under(key, example.key, example.text);
    return wire::seal(good(wire::open(shown, key)), key, zone).sealed == bill.sealed ? example.text : "";
  }
  if (example.what == "blob-line") return wire::encode(good(wire::parse_blob_line(example.text)));
  if (example.what == "outbox") return wire::encode_items(good(wire::decode_items(example.text)), zone);
  if (example.what == "answers") return wire::encode_answers(good(wire::decode_answers(example.text)));
  if (example.what == "request-body") return wire::encode(good(wire::decode_request_body(example.text)));
  if (example.what == "shown-body") return wire::encode(good(wire::decode_shown_body(example.text)), base::Zone{});
  if (example.what == "rating-body") return wire::encode(good(wire::decode_rating_body(example.text)));
  if (example.what == "reopening-body") return wire::encode(good(wire::decode_reopening_body(example.text)));
  if (example.what == "health-body") return wire::encode(good(wire::decode_health_body(example.text)));
  if (example.what == "command-body") return wire::encode(good(wire::decode_command_answer(example.text)));
  if (example.what == "screenshot-body") return wire::encode(good(wire::decode_screenshot_body(example.text)));
  if (example.what == "enrol-request") return wire::encode(good(wire::decode_enrol_request(example.text)));
  if (example.what == "enrol-answer") return wire::encode(good(wire::decode_enrol_answer(example.text)));
  if (example.what == "challenge-request") return wire::encode(good(wire::decode_challenge_request(example.text)));
  if (example.what == "challenge-answer") return wire::encode(good(wire::decode_challenge_answer(example.text)));
  if (example.what == "token-request") return wire::encode(good(wire::decode_token_request(example.text)));
  if (example.what == "token-answer") return wire::encode(good(wire::decode_token_answer(example.text)), zone);
  if (example.what == "unlock-ask") return wire::encode(good(wire::decode_unlock_ask(example.text)));
  if (example.what == "unlock-answer") return wire::encode(good(wire::decode_unlock_answer(example.text)));
  if (example.what == "bundle-end") return wire::encode(good(wire::parse_bundle_end(example.text)), zone);
  if (example.what == "cursor") return wire::encode_cursor(good(wire::decode_cursor(example.text)));
  if (example.what == "digests") return wire::encode_digests(good(wire::decode_digests(example.text)));
  if (example.what == "drift-body") return wire::encode(good(wire::decode_drift(example.text)));
  if (example.what == "problem") {
    const std::string code = good(wire::decode_problem(example.text)).code;
    return code == "forbidden" || code == wire::kAwaitingApproval ? example.text : "";
  }
  FAIL("an example of a kind that this test doesn't know: " << example.what);
  return {};
}

}  // namespace

TEST_CASE("the examples of the format document are what the code reads and writes") {
  std::set<std::string> seen;
  for (const Example& example : examples()) {
    CAPTURE(example.what);
    CAPTURE(example.key);
    CHECK(again(example) == example.text);
    seen.insert(example.what == "record" ? "record " + example.key : example.what);
  }
  for (const wire::Record& record : tests::sample_records()) CHECK(seen.contains("record " + wire::key_of(record)));
  for (const char* what :
       {"feed-line",    "outbox",        "answers",      "request-body",      "rating-body",      "reopening-body",
        "shown-body",   "enrol-request", "enrol-answer", "challenge-request", "challenge-answer", "token-request",
        "token-answer", "cursor",        "problem",      "bundle-end",        "digests",          "drift-body",
        "unlock-ask",   "unlock-answer", "health-body",  "command-body",      "screenshot-body"}) {
    CAPTURE(what);
    CHECK(seen.contains(what));
  }
}

TEST_CASE("the example of unlocking opens as the document says") {
  const auto pair = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, '2'));
  wire::UnlockAsk ask;
  wire::UnlockAnswer answer;
  for (const Example& example : examples()) {
    if (example.what == "unlock-ask") ask = good(wire::decode_unlock_ask(example.text));
    if (example.what == "unlock-answer") answer = good(wire::decode_unlock_answer(example.text));
  }
  CHECK(ask.key == pair.public_key);
  const auto key = wire::open_unlock(pair.secret_key, "B-7K4M9X", ask.id, ask.account, answer.sealed);
  REQUIRE_MESSAGE(key, (key ? "" : key.error().message));
  CHECK(key->view() == tests::sample_household_key());
}

TEST_CASE("the examples of segments and keys are signed by the key that the document names") {
  const auto pair = wire::make_signing_pair(std::string(wire::kSeedBytes, '1'));
  std::size_t signed_lines = 0;
  for (const Example& example : examples()) {
    if (example.what != "feed-line") continue;
    const auto line = good(wire::parse_feed_line(example.text));
    if (const auto* segment = std::get_if<wire::SegmentLine>(&line)) {
      CHECK(wire::signature_fits(pair.public_key, segment->signature, segment->bytes));
      ++signed_lines;
    }
    if (const auto* key = std::get_if<wire::KeyLine>(&line)) {
      CHECK(wire::follows(*key, pair.public_key));
      ++signed_lines;
    }
  }
  CHECK(signed_lines == 3);
}

TEST_CASE("the example of a digest is of the record that the document names") {
  const std::string held(R"({"name":"云溪供电","hotline":"95598"})");
  for (const Example& example : examples()) {
    if (example.what != "digests") continue;
    wire::Digest digest;
    digest.add("supplier", held);
    CHECK(good(wire::decode_digests(example.text)).front().digest == digest.text());
  }
}

TEST_CASE("the examples of records are the samples of the tests, every member set") {
  std::map<std::string, std::string> by_key;
  for (const Example& example : examples()) {
    if (example.what == "record") by_key[example.key] = example.text;
  }
  for (const wire::Record& record : tests::sample_records()) {
    CHECK(by_key[wire::key_of(record)] == wire::encode(record, base::Zone()));
  }
}
