// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The part of expressions.hpp that is about plain numbers: how many of what, or which one.
#include <algorithm>

#include "kiosk/speech/chinese_numbers.hpp"
#include "kiosk/speech/expressions.hpp"

namespace gridboard::kiosk::speech {
namespace {

using Words = std::initializer_list<std::u32string_view>;

bool any_ends(const Glyphs& text, std::size_t at, Words words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(at, word); });
}
bool any_begins(const Glyphs& text, std::size_t at, Words words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.has(at, word); });
}

constexpr std::size_t kLongestQuantity = 7;  // digits; what is longer without commas is copied, not counted

// Two stays 二 where it names rather than counts: months, days, houses, floors, steps of a tariff.
bool names_its_number(const Glyphs& text, std::size_t before, std::size_t after) {
  return text.before(before) == U'第' || any_begins(text, after,
                                                    {U"月", U"日", U"号", U"栋", U"幢", U"单元", U"室", U"楼", U"层",
                                                     U"期", U"档", U"级", U"班", U"路", U"座", U"区", U"组"});
}

}  // namespace

std::pair<std::u32string, std::size_t> Expressions::unit_at(std::size_t at) const {
  constexpr std::size_t kLongestUnit = 4;
  for (std::size_t length = kLongestUnit; length > 0; --length) {
    if (at + length > text_.size() || (is_letter(text_.at(at + length - 1)) && is_letter(text_.at(at + length))))
      continue;
    std::u32string sign;
    for (std::size_t i = at; i < at + length; ++i) sign += text_.at(i);
    const auto found = tables_.units.find(to_utf8(sign));
    if (found != tables_.units.end()) return {found->second, length};
  }
  return {};
}

// "/kWh", "/度", "/月" behind what is said: 每度, 每月.
std::size_t Expressions::put_per_unit(std::size_t at, std::u32string& said) const {
  if (text_.at(at) != U'/') return 0;
  const auto [unit, length] = unit_at(at + 1);
  if (length > 0) {
    said += U"每" + unit;
    return 1 + length;
  }
  if (!is_han(text_.at(at + 1))) return 0;
  said += U"每";
  return 1;
}

bool Expressions::is_dialled_or_copied(std::size_t at, const Number& number) const {
  if (!number.fraction.empty() || number.grouped) return false;
  const std::string& digits = number.whole;
  if (digits.size() > kLongestQuantity || (digits.size() >= 2 && digits[0] == '0')) return true;
  const std::size_t end = at + number.length;
  const bool room_behind = any_begins(text_, end, {U"室", U"房间", U"号房"});
  std::size_t before = text_.skip_blanks_back(at);
  const bool house_before = any_ends(text_, before, {U"单元", U"栋", U"幢", U"号楼"});
  if (digits.size() >= 3 && (room_behind || house_before)) return true;
  for (const std::string_view hotline : {"95598", "12398", "12345", "12315", "110", "119", "120", "122"}) {
    if (digits == hotline &&
        !any_begins(text_, text_.skip_blanks(end),
                    {U"度", U"元", U"户", U"分", U"米", U"天", U"个", U"千", U"万", U"人", U"栋", U"号", U"伏", U"瓦",
                     U"次", U"条"}) &&
        unit_at(text_.skip_blanks(end)).second == 0) {
      return true;
    }
  }
  while (text_.before(before) == U':' || text_.before(before) == U'是' || text_.before(before) == U'为' ||
         text_.before(before) == U' ')
    --before;
  if (any_ends(text_, before, {U"尾号", U"户号",   U"编号", U"单号",   U"号码",   U"卡号",   U"账号",
                               U"回执", U"回执号", U"表号", U"密码",   U"验证码", U"电话",   U"热线",
                               U"手机", U"座机",   U"工号", U"登记码", U"邮编",   U"资产号", U"设备号"})) {
    return text_.at(text_.skip_blanks(end)) != U'位';
  }
  return digits.size() >= 3 && digits.size() != 4 && any_ends(text_, before, {U"拨打", U"请拨", U"打"});
}

std::size_t Expressions::take_digits(std::size_t at, std::size_t digits) {
  // Five go in one breath, as hotlines do; more in fours, with threes in front for what is left over.
  constexpr std::size_t kMostInOneBreath = 5;
  std::size_t left = digits;
  for (std::size_t next = at; left > 0;) {
    const std::size_t over = left % 4;
    const std::size_t group = left <= kMostInOneBreath ? left : over == 0 ? 4 : over == 1 ? 5 : 3;
    if (next > at) put_pause(next);
    put(next, group, digit_by_digit(text_.ascii(next, group), One::yao), Sound::Kind::one_by_one);
    next += group;
    left -= group;
  }
  return digits;
}

std::size_t Expressions::take_quantity(std::size_t at) {
  const bool negative = text_.at(at) == U'-';
  const std::size_t begin = at + (negative ? 1 : 0);
  const Number number = number_at(begin);
  if (number.length == 0) return 0;
  if (!negative && is_dialled_or_copied(begin, number)) return take_digits(begin, number.length);

  const std::size_t end = begin + number.length;
  const std::size_t behind = text_.skip_blanks(end);
  const bool close = behind - end <= 1;
  std::u32string said = decimal(number.whole, number.fraction);
  if (number.whole == "2" && number.fraction.empty() && is_han(text_.at(behind)) &&
      !names_its_number(text_, text_.skip_blanks_back(at), behind)) {
    said = U"两";
  }
  const std::u32string sign = negative ? U"负" : U"";
  if (close && (text_.at(behind) == U'%' || text_.at(behind) == U'‰')) {
    return put(at, behind + 1 - at, sign + (text_.at(behind) == U'%' ? U"百分之" : U"千分之") + said);
  }
  const auto [unit, length] = close ? unit_at(behind) : std::pair<std::u32string, std::size_t>{};
  if (length > 0) {
    const bool temperature = unit == U"摄氏度";
    if (number.whole == "2" && number.fraction.empty()) said = U"两";
    said = (temperature && negative ? U"零下" : sign) + said + unit;
    std::size_t taken = behind + length - at;
    taken += put_per_unit(at + taken, said);
    return put(at, taken, said);
  }
  return put(at, end - at, sign + said);
}

std::size_t Expressions::take_range(std::size_t at) {
  const std::size_t dash = text_.skip_blanks(at);
  const char32_t c = text_.at(dash);
  const bool is_dash = c == U'-' || c == U'–' || c == U'—' || c == U'~' || c == U'～';
  if (!is_dash || (text_.at(dash + 1) == c && c == U'—')) return 0;
  const std::size_t before = text_.skip_blanks_back(at);
  const std::size_t after = text_.skip_blanks(dash + 1);
  // On its left a number, perhaps with what it counts; on its right another, or a day.
  const char32_t left = text_.before(before);
  const bool counted = is_digit(left) || left == U'%' || is_letter(left) ||
                       (is_han(left) && is_digit(text_.before(text_.skip_blanks_back(before - 1))));
  const bool weekday = before >= 2 && any_ends(text_, before - 1, {U"周", U"星期", U"礼拜"});
  const bool followed = is_digit(text_.at(after)) || text_.at(after) == U'¥' ||
                        any_begins(text_, after, {U"次日", U"当日", U"周", U"星期", U"明", U"当天", U"现在"});
  if (!(counted || weekday) || !followed || (is_letter(left) && c == U'-')) return 0;
  return put(at, after - at, U"到");
}

std::size_t Expressions::take_code(std::size_t at) {
  const auto belongs = [&](std::size_t i) { return is_digit(text_.at(i)) || is_letter(text_.at(i)); };
  std::size_t length = 0;
  bool letter = false, digit = false;
  while (belongs(at + length) || (text_.at(at + length) == U'-' && length > 0 && belongs(at + length + 1))) {
    letter = letter || is_letter(text_.at(at + length));
    digit = digit || is_digit(text_.at(at + length));
    ++length;
  }
  if (!letter || !digit) return 0;
  const std::size_t leading = text_.count_digits(at + 1);
  const bool version =
      (text_.at(at) == U'v' || text_.at(at) == U'V') && leading > 0 && text_.at(at + 1 + leading) == U'.';
  if (version) length = 1;
  for (std::size_t i = at; i < at + length;) {
    if (text_.at(i) == U'-') {
      put_pause(i++);
    } else if (const std::size_t digits = text_.count_digits(i)) {
      i += take_digits(i, digits);
    } else {
      const auto said = tables_.letters.find(std::string(1, static_cast<char>(text_.at(i) | 0x20)));
      put(i, 1, std::u32string(1, text_.at(i)), Sound::Kind::letters);
      if (said != tables_.letters.end()) sounds_.back().syllables = said->second;
      ++i;
    }
  }
  return length;
}

}  // namespace gridboard::kiosk::speech
