// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/chinese_numbers.hpp"

#include <array>
#include <utility>

namespace gridboard::kiosk::speech {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::size_t kMostDigits = 16;

char32_t digit(char c) {
  return kDigits[static_cast<std::size_t>(c - '0')];
}

std::string_view without_leading_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? digits.substr(0, 0) : digits.substr(first);
}

std::string_view without_trailing_zeros(std::string_view digits) {
  const std::size_t last = digits.find_last_not_of('0');
  return last == std::string_view::npos ? digits.substr(0, 0) : digits.substr(0, last + 1);
}

// Up to four digits, of which one at least isn't 0: "1205" 一千二百零五, "0012" 零一十二.
std::u32string group_of_four(std::string_view digits) {
  constexpr std::array<char32_t, 4> kPlaces{0, U'十', U'百', U'千'};
  std::u32string said;
  bool gap = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t place = digits.size() - 1 - i;
    if (digits[i] == '0') {
      gap = true;
      continue;
    }
    if (std::exchange(gap, false)) said += U'零';
    said += digit(digits[i]);
    if (place > 0) said += kPlaces[place];
  }
  return said;
}

// 二 becomes 两 before 千, 万 and 亿 at the head of a number.
void put_liang(std::u32string& said) {
  if (said.size() < 2 || said[0] != U'二') return;
  if (said[1] == U'千' || said[1] == U'万' || said[1] == U'亿') said[0] = U'两';
}

}  // namespace

std::u32string cardinal(std::string_view digits) {
  const std::string_view number = without_leading_zeros(digits);
  if (number.empty()) return U"零";
  if (number.size() > kMostDigits) return digit_by_digit(digits, One::yi);
  constexpr std::array<std::u32string_view, 4> kGroups{U"", U"万", U"亿", U"万亿"};
  std::u32string said;
  bool gap = false;
  for (std::size_t left = number.size(); left > 0;) {
    const std::size_t group = (left - 1) / 4;
    const std::size_t length = left - group * 4;
    const std::string_view part = number.substr(number.size() - left, length);
    left -= length;
    if (part.find_first_not_of('0') == std::string_view::npos) {
      gap = true;
      continue;
    }
    if (std::exchange(gap, false) && part[0] != '0') said += U'零';
    said += group_of_four(part);
    said += kGroups[group];
  }
  // 一十二 is said 十二, but only at the head.
  if (said.size() > 1 && said[0] == U'一' && said[1] == U'十') said.erase(0, 1);
  put_liang(said);
  return said;
}

std::u32string digit_by_digit(std::string_view digits, One one) {
  std::u32string said;
  for (const char c : digits) said += c == '1' && one == One::yao ? U'幺' : digit(c);
  return said;
}

std::u32string decimal(std::string_view whole, std::string_view fraction) {
  std::u32string said = cardinal(whole);
  if (!fraction.empty()) said += U"点" + digit_by_digit(fraction, One::yi);
  return said;
}

std::u32string money(std::string_view whole, std::string_view fraction) {
  const std::string_view significant = without_trailing_zeros(fraction);
  const bool has_yuan = !without_leading_zeros(whole).empty();
  const auto yuan = [&] { return (without_leading_zeros(whole) == "2" ? U"两" : cardinal(whole)) + U"元"; };
  if (significant.empty()) return yuan();
  if (significant.size() > 2) return decimal(whole, significant) + U"元";
  std::u32string said = has_yuan ? yuan() : U"";
  const char jiao = significant[0];
  if (jiao != '0') said += std::u32string{digit(jiao), U'角'};
  if (significant.size() == 2) {
    if (jiao == '0' && has_yuan) said += U'零';
    said += std::u32string{digit(significant[1]), U'分'};
  }
  return said;
}

}  // namespace gridboard::kiosk::speech
