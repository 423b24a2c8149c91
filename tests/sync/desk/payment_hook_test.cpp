// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_hook.hpp"

#include <doctest/doctest.h>

#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using desk::HookSeal;

namespace {

const base::Instant kNow{std::chrono::seconds(1614265330)};

wire::SecretBytes secret_of(char fill) {
  return wire::SecretBytes(std::string_view(std::string(32, fill)));
}

std::vector<wire::SecretBytes> keys_of(std::string_view fills) {
  std::vector<wire::SecretBytes> keys;
  for (const char fill : fills) keys.push_back(secret_of(fill));
  return keys;
}

desk::HookRequest request_at(std::int64_t seconds, char fill) {
  const std::string at = std::to_string(seconds), body = "{}";
  return {"msg_1", at, desk::seal_hook(secret_of(fill), "msg_1", at, body), body, ""};
}

}  // namespace

TEST_CASE("the signature is the one of Standard Webhooks' own example") {
  // spec/standard-webhooks.md and the reference libraries' tests: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw.
  const std::string key_bytes(
      "\x31\xf2\x90\xf6\xbf\x06\x29\x8a\xab\x4f\x08\xd4\x3c\x3f\x08\x2c\xf6\x48\xa3\x62\xda\x2d\xa4\xb0", 24);
  const wire::SecretBytes key{std::string_view(key_bytes)};
  CHECK(desk::seal_hook(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})") ==
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("a message is taken up to five minutes from our own time, either way, to the second") {
  const auto keys = keys_of("a");
  const auto seal = [&](std::int64_t away) {
    return desk::check_seal(request_at(1614265330 + away, 'a'), keys, kNow, 300s);
  };
  CHECK(seal(0) == HookSeal::good);
  CHECK(seal(-299) == HookSeal::good);
  CHECK(seal(-300) == HookSeal::good);
  CHECK(seal(-301) == HookSeal::stale);
  CHECK(seal(299) == HookSeal::good);
  CHECK(seal(300) == HookSeal::good);
  CHECK(seal(301) == HookSeal::stale);
}

TEST_CASE("any of several keys and any of several signatures will do, nothing else") {
  const auto good = request_at(1614265330, 'a');
  CHECK(desk::check_seal(good, keys_of("ba"), kNow, 300s) == HookSeal::good);
  CHECK(desk::check_seal(good, keys_of("b"), kNow, 300s) == HookSeal::forged);
  CHECK(desk::check_seal(good, {}, kNow, 300s) == HookSeal::forged);
  auto several = good;
  several.signature = "v1,AAAA v2,x " + request_at(1614265330, 'c').signature + " " + good.signature;
  CHECK(desk::check_seal(several, keys_of("a"), kNow, 300s) == HookSeal::good);
  for (std::string desk::HookRequest::*part : {&desk::HookRequest::id, &desk::HookRequest::timestamp,
                                               &desk::HookRequest::body, &desk::HookRequest::signature}) {
    auto altered = good;
    (altered.*part).back() = (altered.*part).back() == '1' ? '2' : '1';
    CHECK(desk::check_seal(altered, keys_of("a"), kNow, 300s) == HookSeal::forged);
    (altered.*part).clear();
    CHECK(desk::check_seal(altered, keys_of("a"), kNow, 300s) == HookSeal::forged);
  }
  auto many = good;
  many.signature.clear();
  for (std::size_t i = 0; i < desk::kMostHookSignatures; ++i)
    many.signature += request_at(1614265330, 'c').signature + " ";
  many.signature += good.signature;
  CHECK(desk::check_seal(many, keys_of("a"), kNow, 300s) == HookSeal::forged);
}

TEST_CASE("a secret goes to its text and back") {
  const auto secret = secret_of('x');
  const std::string text = desk::text_of_secret(secret);
  CHECK(text.starts_with("whsec_"));
  CHECK(desk::secret_in(text).view() == secret.view());
  for (const char* wrong : {"", "whsec_", "whsec_AAAA", "AAAA", "whsec_!!!!"}) CHECK(desk::secret_in(wrong).empty());
}

TEST_CASE("a body says everything or is refused with what is wrong") {
  const auto at = tests::local("2026-11-20 08:00");
  const auto paid = desk::parse_hook(tests::succeeded("P-1", "B1", 5380, at));
  REQUIRE(paid);
  CHECK(paid->payment == "P-1");
  CHECK(paid->bill_no == "B1");
  CHECK(paid->amount_fen == 5380);
  CHECK(paid->at == at);
  CHECK(desk::parse_hook(tests::refunded("R-1", "P-1", 1, at))->refund == "R-1");
  const auto wrong = [](std::string text, const char* from, const char* to) {
    text.replace(text.find(from), std::string_view(from).size(), to);
    return !desk::parse_hook(text);
  };
  const std::string good = tests::succeeded("P-1", "B1", 5380, at);
  CHECK(wrong(good, "5380", "0"));
  CHECK(wrong(good, "5380", "-1"));
  CHECK(wrong(good, "5380", "53.8"));
  CHECK(wrong(good, "5380", "\"5380\""));
  CHECK(wrong(good, "5380", "10000000000"));
  CHECK(!wrong(good, "5380", "9999999999"));
  CHECK(wrong(good, "P-1", ""));
  CHECK(wrong(good, "P-1", "P 1"));
  CHECK(wrong(good, "B1", "B1;"));
  CHECK(wrong(good, "B1", "B1\\u00009"));  // not B1
  CHECK(wrong(good, "P-1", "P-1\\u0000"));
  CHECK(wrong(good, "B1", "B\xff"));
  CHECK(wrong(good, "+08:00", ""));
  CHECK(wrong(good, "succeeded", "failed"));
  CHECK(wrong(good, "{\"payment\"", "[\"payment\""));
  CHECK(!desk::parse_hook(""));
  CHECK(!desk::parse_hook("[]"));
  CHECK(!desk::parse_hook(std::string(desk::kMostHookBytes + 1, ' ')));
}
