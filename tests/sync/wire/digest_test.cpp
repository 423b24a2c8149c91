// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/digest.hpp"

#include <doctest/doctest.h>

using namespace gridboard;

namespace {

wire::Digest digest_of(std::initializer_list<std::pair<const char*, const char*>> records) {
  wire::Digest digest;
  for (const auto& [key, body] : records) digest.add(key, body);
  return digest;
}

const std::string kSome = digest_of({{"a", "{}"}}).text();

}  // namespace

TEST_CASE("a digest is of the records, in whatever order and parts they come") {
  const auto all = digest_of({{"a", "{}"}, {"b", "{}"}, {"c", "{\"n\":1}"}});
  CHECK(digest_of({{"c", "{\"n\":1}"}, {"a", "{}"}, {"b", "{}"}}) == all);
  auto parts = digest_of({{"b", "{}"}});
  parts.add(digest_of({{"c", "{\"n\":1}"}, {"a", "{}"}}));
  CHECK(parts == all);
  CHECK(digest_of({{"a", "{}"}, {"b", "{}"}}).text() != all.text());
  CHECK(digest_of({{"a", "{}"}, {"b", "{}"}, {"c", "{\"n\":2}"}}).text() != all.text());
  CHECK(digest_of({{"a", "{}"}, {"a", "{}"}}).text() != wire::Digest().text());
  CHECK(wire::Digest().text() == std::string(43, 'A'));
}

// 2^256 - 1 and one more is 0: every carry is taken along.
TEST_CASE("a digest wraps around at 2^256") {
  wire::Digest doubled = digest_of({{"a", "{}"}});
  for (int bit = 0; bit < 256; ++bit) {
    const wire::Digest same = doubled;
    doubled.add(same);
  }
  CHECK(doubled == wire::Digest());
}

TEST_CASE("an answer with digests is read strictly") {
  const std::vector<wire::LogDigest> digests{{"YX", {9007199254740991, 17}, kSome}, {"board/b-0042", {2, 1}, kSome}};
  CHECK(wire::decode_digests(wire::encode_digests(digests)).value() == digests);
  CHECK(wire::decode_digests("{}").value().empty());
  CHECK(wire::decode_digests(R"({"digests":[],"more":1})").value().empty());
  const auto one = [](const std::string& epoch, const std::string& seq, const std::string& digest) {
    return R"({"digests":[{"log":"YX","epoch":)" + epoch + ",\"seq\":" + seq + ",\"digest\":\"" + digest + "\"}]}";
  };
  CHECK(wire::decode_digests(one("1", "2", kSome)));
  for (const std::string& wrong :
       {one("-1", "2", kSome), one("1", "2.5", kSome), one("1", "\"2\"", kSome), one("1", "2", kSome + "AA"),
        one("1", "2", ""), one("18446744073709551616", "2", kSome), std::string("[]"),
        std::string("{\"digests\":1}")}) {
    CAPTURE(wrong);
    CHECK_FALSE(wire::decode_digests(wrong));
  }
  CHECK_FALSE(wire::decode_digests(wire::encode_digests(std::vector<wire::LogDigest>(65, digests.front()))));
  CHECK(wire::decode_digests(wire::encode_digests(std::vector<wire::LogDigest>(64, digests.front()))));
}

TEST_CASE("a report of drift is told from other refusals") {
  const wire::Drift drift{"YX/BT/G1/XH", "it isn't what the centre holds"};
  CHECK(wire::decode_drift(wire::encode(drift)).value() == drift);
  CHECK(wire::decode_drift(R"({"log":"YX","reason":"its signature isn't the centre's"})").error().code ==
        base::ErrorCode::not_found);
  CHECK(wire::decode_drift(R"({"drifted":true})").error().code == base::ErrorCode::corrupt);
}
