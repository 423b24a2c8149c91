// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/receipt.hpp"

#include <algorithm>

#include "sync/base/ids.hpp"

namespace gridboard::model {

namespace {

constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMPQRSTVWXYZ";
constexpr std::size_t kPrime = 29;
constexpr std::size_t kPrefixLength = 3;
constexpr std::size_t kLeastNumberLength = 4;
constexpr std::size_t kMostNumberLength = 14;  // 2^64 in base 29
static_assert(kAlphabet.size() == kPrime);
// Weights must be different and not zero modulo the prime over the whole length.
static_assert(kPrefixLength + kMostNumberLength + 1 < kPrime);

bool in_alphabet(char character) {
  return kAlphabet.find(character) != std::string_view::npos;
}

// Sum of value times place, the last character at place `first_place`, modulo the prime.
std::size_t weighted_sum(std::string_view characters, std::size_t first_place) {
  std::size_t sum = 0;
  std::size_t place = first_place;
  for (auto it = characters.rbegin(); it != characters.rend(); ++it, ++place) {
    sum = (sum + kAlphabet.find(*it) * place) % kPrime;
  }
  return sum;
}

std::string number_text(std::uint64_t number) {
  std::string text;
  while (number > 0 || text.size() < kLeastNumberLength) {
    text += kAlphabet[number % kPrime];
    number /= kPrime;
  }
  std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace

bool is_receipt_prefix(std::string_view prefix) {
  return prefix.size() == kPrefixLength && std::all_of(prefix.begin(), prefix.end(), in_alphabet);
}

std::string make_receipt(std::string_view board_prefix, std::uint64_t number) {
  if (!is_receipt_prefix(board_prefix)) return {};
  const std::string running = number_text(number);
  const std::size_t sum = weighted_sum(std::string(board_prefix) + running, 2);
  return std::string(board_prefix) + "-" + running + "-" + kAlphabet[(kPrime - sum) % kPrime];
}

std::string canonical_receipt(std::string_view typed) {
  const std::string code = base::normalise_code(typed);
  const bool fits = code.size() >= kPrefixLength + kLeastNumberLength + 1 &&
                    code.size() <= kPrefixLength + kMostNumberLength + 1 &&
                    std::all_of(code.begin(), code.end(), in_alphabet);
  if (!fits || weighted_sum(code, 1) != 0) return {};
  const std::string running = code.substr(kPrefixLength, code.size() - kPrefixLength - 1);
  // A longer number never starts with the digit for zero: each receipt has one text.
  if (running.size() > kLeastNumberLength && running.front() == kAlphabet.front()) return {};
  return code.substr(0, kPrefixLength) + "-" + running + "-" + code.back();
}

}  // namespace gridboard::model
