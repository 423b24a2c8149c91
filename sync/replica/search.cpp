// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/search.hpp"

#include <algorithm>
#include <cctype>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::replica {
namespace {

constexpr std::size_t kMaxTypedCodePoints = 64;
constexpr std::size_t kMaxTokens = 8;
constexpr std::size_t kShortestAccountStart = 4;  // shorter ones would list half the community

char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full width
  if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
  return c;
}
bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char32_t c) {
  return c >= 'A' && c <= 'Z';
}
bool is_place_suffix(char32_t c) {
  return std::u32string_view(U"栋幢座号楼单元室户层门").find(c) != std::u32string_view::npos;
}
bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}
int numeral_value(char32_t c) {
  if (c == U'〇' || c == U'零') return 0;
  if (c == U'两') return 2;
  if (c == U'十') return 10;
  const auto at = std::u32string_view(U"一二三四五六七八九").find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at) + 1;
}

// 十二 -> 12, 三十 -> 30, 五〇一 -> 501.
std::string spelled_number(std::u32string_view numerals) {
  const auto ten = numerals.find(U'十');
  if (ten == std::u32string_view::npos) {
    std::string digits;
    for (const char32_t c : numerals) digits += static_cast<char>('0' + numeral_value(c));
    return digits;
  }
  const int tens = ten == 0 ? 1 : numeral_value(numerals[ten - 1]);
  const int ones = ten + 1 < numerals.size() ? numeral_value(numerals[ten + 1]) : 0;
  return std::to_string(tens * 10 + ones);
}

// Chinese numerals count as digits only before 栋, 单元 and their like: 三里屯 stays a name.
std::u32string prepared(std::string_view text) {
  std::u32string raw, out;
  for (std::size_t offset = 0; offset < text.size() && raw.size() < kMaxTypedCodePoints;) {
    raw += folded(base::decode_utf8(text, offset));
  }
  for (std::size_t i = 0; i < raw.size();) {
    std::size_t end = i;
    while (end < raw.size() && numeral_value(raw[end]) >= 0) ++end;
    if (end > i && end < raw.size() && is_place_suffix(raw[end])) {
      for (const char c : spelled_number(std::u32string_view(raw).substr(i, end - i))) out += static_cast<char32_t>(c);
      i = end;
    } else if (end > i) {
      out.append(raw, i, end - i);
      i = end;
    } else {
      out += raw[i++];
    }
  }
  return out;
}

enum class Class { separator, digit, letter, ideograph };
Class class_of(char32_t c) {
  if (is_digit(c)) return Class::digit;
  if (is_letter(c)) return Class::letter;
  if (is_place_suffix(c) || !is_ideograph(c)) return Class::separator;
  return Class::ideograph;
}

bool starts_at(const std::vector<std::string>& typed, std::size_t at, const std::vector<std::string>& tokens) {
  return !tokens.empty() && at + tokens.size() <= typed.size() &&
         std::equal(tokens.begin(), tokens.end(), typed.begin() + static_cast<std::ptrdiff_t>(at));
}

// "" if anything but digits and separators was typed. Accounts keep their leading zeros.
std::string only_digits(std::string_view typed) {
  std::string digits;
  for (const char32_t c : prepared(typed)) {
    if (class_of(c) == Class::digit)
      digits += static_cast<char>(c);
    else if (class_of(c) != Class::separator)
      return {};
  }
  return digits;
}

enum class Fit { exact, start, all_of_unit, none };

// How the typed tokens from `at` on fit a door: the last one may still be on its way.
Fit fit_of_door(const std::vector<std::string>& typed, std::size_t at, const std::vector<std::string>& door) {
  const std::size_t left = typed.size() - at;
  if (left == 0) return Fit::all_of_unit;
  if (left > door.size()) return Fit::none;
  for (std::size_t i = 0; i + 1 < left; ++i) {
    if (typed[at + i] != door[i]) return Fit::none;
  }
  if (!door[left - 1].starts_with(typed.back())) return Fit::none;
  return left == door.size() && door.back() == typed.back() ? Fit::exact : Fit::start;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  Class last = Class::separator;
  for (const char32_t c : prepared(text)) {
    const Class now = class_of(c);
    if (now != Class::separator) {
      if (now != last) tokens.emplace_back();
      if (tokens.back() == "0" && now == Class::digit) tokens.back().clear();
      base::append_utf8(tokens.back(), c);
    }
    last = now;
  }
  return tokens;
}

bool comes_before(std::string_view left, std::string_view right) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t l = 0, r = 0;
  while (l < left.size() && r < right.size()) {
    if (digit(left[l]) && digit(right[r])) {
      std::size_t l_end = l, r_end = r;
      while (l_end < left.size() && digit(left[l_end])) ++l_end;
      while (r_end < right.size() && digit(right[r_end])) ++r_end;
      while (l + 1 < l_end && left[l] == '0') ++l;
      while (r + 1 < r_end && right[r] == '0') ++r;
      if (l_end - l != r_end - r) return l_end - l < r_end - r;
      const int order = left.substr(l, l_end - l).compare(right.substr(r, r_end - r));
      if (order != 0) return order < 0;
      l = l_end, r = r_end;
    } else {
      if (left[l] != right[r]) return static_cast<unsigned char>(left[l]) < static_cast<unsigned char>(right[r]);
      ++l, ++r;
    }
  }
  return l == left.size() && r != right.size();
}

HouseholdIndex::HouseholdIndex(std::vector<Household> households,
                               const std::map<std::string, std::string>& place_names) {
  std::sort(households.begin(), households.end(), [](const Household& left, const Household& right) {
    if (left.unit_path != right.unit_path) return comes_before(left.unit_path, right.unit_path);
    return comes_before(left.door, right.door);
  });
  std::map<std::string, std::size_t> unit_numbers;
  for (Household& household : households) {
    const auto [found, is_new] = unit_numbers.emplace(household.unit_path, units_.size());
    if (is_new) {
      Unit& unit = units_.emplace_back();
      for (const std::string& path : base::self_and_ancestors(household.unit_path)) {
        const auto name = place_names.find(path);
        Segment segment{tokens_of(base::last_segment(path)), {}, name == place_names.end() ? "" : name->second};
        segment.name_tokens = tokens_of(segment.name);
        unit.segments.push_back(std::move(segment));
      }
    }
    std::vector<std::string> door = tokens_of(household.door);
    entries_.push_back({std::move(household), found->second, std::move(door)});
  }
}

void HouseholdIndex::door_begins(const Unit& unit, const std::vector<std::string>& typed, std::size_t token,
                                 std::size_t segment, std::vector<bool>& begins) {
  begins[token] = true;
  if (token == typed.size()) return;
  for (std::size_t s = segment; s < unit.segments.size(); ++s) {
    const Segment& place = unit.segments[s];
    if (starts_at(typed, token, place.code_tokens))
      door_begins(unit, typed, token + place.code_tokens.size(), s + 1, begins);
    if (place.name_tokens != place.code_tokens && starts_at(typed, token, place.name_tokens)) {
      door_begins(unit, typed, token + place.name_tokens.size(), s + 1, begins);
    }
    const bool is_word = static_cast<unsigned char>(typed[token].front()) >= 0x80;
    if (is_word && place.name.find(typed[token]) != std::string::npos)
      door_begins(unit, typed, token + 1, s + 1, begins);
  }
}

std::vector<HouseholdMatch> HouseholdIndex::find(std::string_view typed_text, std::size_t limit) const {
  std::vector<std::string> typed = tokens_of(typed_text);
  if (typed.size() > kMaxTokens) typed.resize(kMaxTokens);
  std::vector<std::vector<bool>> begins(units_.size(), std::vector<bool>(typed.size() + 1, false));
  for (std::size_t u = 0; u < units_.size(); ++u) door_begins(units_[u], typed, 0, 0, begins[u]);
  const std::string account_start = only_digits(typed_text);
  const bool may_be_account = account_start.size() >= kShortestAccountStart;

  std::vector<std::vector<const Entry*>> by_fit(4);
  for (const Entry& entry : entries_) {
    Fit best = Fit::none;
    for (std::size_t at = 0; at <= typed.size(); ++at) {
      if (begins[entry.unit][at]) best = std::min(best, fit_of_door(typed, at, entry.door_tokens));
    }
    if (best != Fit::none)
      by_fit[static_cast<std::size_t>(best)].push_back(&entry);
    else if (may_be_account && entry.household.account.starts_with(account_start))
      by_fit[3].push_back(&entry);
  }
  std::vector<HouseholdMatch> matches;
  for (std::size_t fit = 0; fit < by_fit.size(); ++fit) {
    for (const Entry* entry : by_fit[fit]) {
      if (matches.size() == limit) return matches;
      matches.push_back({entry->household.account, entry->household.unit_path, entry->household.door, fit == 3});
    }
  }
  return matches;
}

}  // namespace gridboard::replica
