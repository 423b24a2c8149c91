// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>
#include <utility>

#include "sync/model/receipt.hpp"

using namespace gridboard::model;

namespace {

constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMPQRSTVWXYZ";

}  // namespace

TEST_CASE("a receipt reads back as it was made") {
  CHECK(make_receipt("K7M", 0) == "K7M-2222-D");
  CHECK(make_receipt("K7M", 82) == "K7M-224V-H");
  for (const std::uint64_t number : {0ULL, 1ULL, 28ULL, 29ULL, 707'280ULL, 707'281ULL, 18'446'744'073'709'551'615ULL}) {
    const std::string receipt = make_receipt("K7M", number);
    CAPTURE(receipt);
    CHECK(canonical_receipt(receipt) == receipt);
  }
  CHECK(make_receipt("K7M", 707'280).size() == 10);  // 29^4 - 1
  CHECK(make_receipt("K7M", 707'281).size() == 11);
}

TEST_CASE("receipts are taken as people type them") {
  const std::string receipt = make_receipt("K7M", 42);
  std::string typed;
  for (const char c : receipt) typed += static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
  CHECK(canonical_receipt(typed) == receipt);
  std::erase(typed, '-');
  CHECK(canonical_receipt(typed) == receipt);
  CHECK(canonical_receipt(" " + typed.substr(0, 3) + " " + typed.substr(3) + " ") == receipt);
}

TEST_CASE("every single wrong character of a receipt is noticed") {
  for (const std::uint64_t number : {12'345ULL, 99'999'999'999ULL}) {
    const std::string receipt = make_receipt("K7M", number);
    for (std::size_t i = 0; i < receipt.size(); ++i) {
      if (receipt[i] == '-') continue;
      for (const char other : kAlphabet) {
        if (other == receipt[i]) continue;
        std::string wrong = receipt;
        wrong[i] = other;
        CAPTURE(wrong);
        CHECK(canonical_receipt(wrong).empty());
      }
    }
  }
}

TEST_CASE("every swap of neighbours in a receipt is noticed") {
  std::string code = make_receipt("K7M", 99'999'999'999ULL);
  std::erase(code, '-');
  REQUIRE_FALSE(canonical_receipt(code).empty());
  int swaps = 0;
  for (std::size_t i = 0; i + 1 < code.size(); ++i) {
    if (code[i] == code[i + 1]) continue;
    std::string wrong = code;
    std::swap(wrong[i], wrong[i + 1]);
    CAPTURE(wrong);
    CHECK(canonical_receipt(wrong).empty());
    ++swaps;
  }
  CHECK(swaps > 5);
}

TEST_CASE("what can't be a receipt is refused") {
  for (const char* wrong : {"", "K7M", "K7M-222-T", "K7M-22O2-T", "K7M-2222-1", "收据", "K7M-22222-X",
                            "K7M-222222222222222222222222222222-T"}) {
    CAPTURE(wrong);
    CHECK(canonical_receipt(wrong).empty());
  }
  SUBCASE("a leading zero more would be a second text for the same number") {
    for (const char check : kAlphabet) CHECK(canonical_receipt(std::string("K7M-22222-") + check).empty());
  }
  SUBCASE("nor is one made for a prefix that isn't one") {
    for (const char* prefix : {"", "K7", "K7MM", "K1M", "k7m"}) {
      CHECK_FALSE(is_receipt_prefix(prefix));
      CHECK(make_receipt(prefix, 1).empty());
    }
  }
}

TEST_CASE("boards and numbers never share a receipt") {
  std::set<std::string> receipts;
  for (const char* prefix : {"K7M", "K7P", "222"}) {
    for (std::uint64_t number = 0; number < 2000; ++number) receipts.insert(make_receipt(prefix, number));
  }
  CHECK(receipts.size() == 6000);
}
