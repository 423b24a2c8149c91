// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>

#include "sync/base/ids.hpp"

using namespace gridboard::base;

namespace {

std::string bytes_as_text(std::string_view text) {
  return to_base64url(std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace

TEST_CASE("UUIDs of version 7") {
  SeededRandom random(7);
  const Instant start{std::chrono::milliseconds(1'795'249'320'123)};
  SUBCASE("carry their version and variant") {
    const std::string id = make_uuid_v7(start, random);
    CHECK(is_uuid(id));
    CHECK(id[14] == '7');
    CHECK(std::string("89ab").find(id[19]) != std::string::npos);
  }
  SUBCASE("sort by the time they were made") {
    std::string previous;
    for (int i = 0; i < 2000; ++i) {
      const std::string id = make_uuid_v7(start + std::chrono::milliseconds(i), random);
      CHECK(previous < id);
      previous = id;
    }
  }
  SUBCASE("differ within one millisecond") {
    std::set<std::string> ids;
    for (int i = 0; i < 2000; ++i) ids.insert(make_uuid_v7(start, random));
    CHECK(ids.size() == 2000);
  }
  SUBCASE("hold the Unix time in their first 48 bits") {
    CHECK(make_uuid_v7(Instant{std::chrono::milliseconds(0x0123456789AB)}, random).substr(0, 13) == "01234567-89ab");
  }
}

TEST_CASE("what isn't a UUID in lower case is refused") {
  CHECK(is_uuid("019e2f3a-0000-7abc-8def-0123456789ab"));
  CHECK_FALSE(is_uuid("019E2F3A-0000-7ABC-8DEF-0123456789AB"));
  CHECK_FALSE(is_uuid("019e2f3a-0000-7abc-8def-0123456789a"));
  CHECK_FALSE(is_uuid("019e2f3a00000-7abc-8def-0123456789ab"));
  CHECK_FALSE(is_uuid("019e2f3a-0000-7abc-8def-0123456789ag"));
  CHECK_FALSE(is_uuid(""));
}

TEST_CASE("random numbers below a bound are below it and even") {
  SeededRandom random(1);
  std::map<std::uint64_t, int> counts;
  for (int i = 0; i < 29'000; ++i) ++counts[random.below(29)];
  CHECK(counts.size() == 29);
  for (const auto& [value, count] : counts) {
    CHECK(value < 29);
    CHECK(count > 850);
    CHECK(count < 1150);
  }
  CHECK(random.below(1) == 0);
}

TEST_CASE("the same seed gives the same sequence, the kernel never does") {
  SeededRandom one(42), same(42), other(43);
  const std::uint64_t first = one.next_u64();
  CHECK(first == same.next_u64());
  CHECK(first != other.next_u64());
  SystemRandom kernel;
  CHECK(kernel.next_u64() != kernel.next_u64());
}

TEST_CASE("codes hold nothing that is misread") {
  SystemRandom random;
  const std::string code = make_code(4000, random);
  CHECK(code.size() == 4000);
  CHECK(code.find_first_of("01ILONU") == std::string::npos);
  CHECK(std::set<char>(code.begin(), code.end()).size() == 29);
  CHECK(normalise_code("k7m-224v r") == "K7M224VR");
  CHECK(normalise_code("") == "");
}

TEST_CASE("hex and base64url") {
  SUBCASE("the test vectors of RFC 4648, without padding") {
    const std::map<std::string, std::string> vectors{
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
      CHECK(bytes_as_text(plain) == encoded);
      CHECK(from_base64url(encoded) == plain);
    }
  }
  SUBCASE("every byte comes back") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(from_base64url(bytes_as_text(all)) == all);
  }
  SUBCASE("what is no base64url is empty") {
    for (const char* wrong : {"Z", "Zg==", "Zm9+", "Zm9/", "Zm 9", "Zh"}) CHECK(from_base64url(wrong).empty());
  }
  SUBCASE("hex") {
    const std::array bytes{std::byte{0x00}, std::byte{0x7F}, std::byte{0xFF}};
    CHECK(to_hex(bytes) == "007fff");
  }
}
