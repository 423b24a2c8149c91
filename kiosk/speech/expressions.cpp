// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/expressions.hpp"

#include <array>

#include "kiosk/speech/chinese_numbers.hpp"

namespace gridboard::kiosk::speech {
namespace {

int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 6)) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

std::size_t Expressions::put(std::size_t at, std::size_t length, std::u32string said, Sound::Kind kind) {
  Sound sound;
  sound.kind = kind;
  sound.from = text_[at].from;
  sound.to = text_[at + length - 1].to;
  sound.characters = std::move(said);
  sounds_.push_back(std::move(sound));
  return length;
}

void Expressions::put_pause(std::size_t at) {
  Sound sound;
  sound.kind = Sound::Kind::pause;
  sound.from = sound.to = text_[at].from;
  sound.pause = Pause::brief;
  sounds_.push_back(std::move(sound));
}

Expressions::Number Expressions::number_at(std::size_t at) const {
  Number number;
  std::size_t digits = text_.count_digits(at);
  number.whole = text_.ascii(at, digits);
  number.length = digits;
  // 1,205 but not 3,4: thousands have three digits, and the first group at most three.
  while (digits > 0 && number.whole.size() <= 15 && (number.grouped || number.length <= 3) &&
         text_.at(at + number.length) == U',' && text_.count_digits(at + number.length + 1) == 3) {
    number.whole += text_.ascii(at + number.length + 1, 3);
    number.length += 4;
    number.grouped = true;
  }
  if (digits > 0 && text_.at(at + number.length) == U'.') {
    const std::size_t fraction = text_.count_digits(at + number.length + 1);
    number.fraction = text_.ascii(at + number.length + 1, fraction);
    if (fraction > 0) number.length += 1 + fraction;
  }
  return number;
}

std::size_t Expressions::take(std::size_t at) {
  const char32_t c = text_.at(at);
  if (c == U'*') return take_hidden(at);
  if (c == U'¥' || ((c == U'-' || c == U'+') && !is_letter(text_.before(at)) && !is_digit(text_.before(at)))) {
    if (const std::size_t taken = take_money(at)) return taken;
    if (c == U'-' && is_negative(at)) return take_quantity(at);
    return 0;
  }
  if (!is_digit(c)) return 0;
  for (const auto step : {&Expressions::take_date, &Expressions::take_time, &Expressions::take_mobile,
                          &Expressions::take_landline, &Expressions::take_version, &Expressions::take_money,
                          &Expressions::take_month_and_day, &Expressions::take_fraction, &Expressions::take_quantity}) {
    if (const std::size_t taken = (this->*step)(at)) return taken;
  }
  return 0;
}

// 2026-11-21, 2026/11/21, 2026.11.21, 2026-11, 2026年.
std::size_t Expressions::take_date(std::size_t at) {
  if (text_.count_digits(at) != 4) return 0;
  const std::u32string year = digit_by_digit(text_.ascii(at, 4), One::yi) + U"年";
  const std::size_t behind = text_.skip_blanks(at + 4);
  if (text_.at(behind) == U'年') return put(at, behind + 1 - at, year);
  const char32_t sign = text_.at(at + 4);
  if (sign != U'-' && sign != U'/' && sign != U'.') return 0;
  const std::size_t month_digits = text_.count_digits(at + 5);
  const int month = value_of(text_.ascii(at + 5, month_digits));
  const int first = value_of(text_.ascii(at, 4));
  if (month_digits < 1 || month_digits > 2 || month < 1 || month > 12 || first < 1900 || first > 2199) return 0;
  const std::u32string said = year + cardinal(text_.ascii(at + 5, month_digits)) + U"月";
  const std::size_t day_at = at + 5 + month_digits + 1;
  const std::size_t day_digits = text_.at(day_at - 1) == sign ? text_.count_digits(day_at) : 0;
  const int day = value_of(text_.ascii(day_at, day_digits));
  if (day_digits >= 1 && day_digits <= 2 && day >= 1 && day <= 31) {
    std::size_t length = day_at + day_digits - at;
    put(at, length, said + cardinal(text_.ascii(day_at, day_digits)) + U"日");
    if (text_.at(at + length) == U'T' && is_digit(text_.at(at + length + 1))) ++length;
    return length;
  }
  if (sign != U'-' || month_digits != 2 || day_digits > 0) return 0;
  return put(at, 7, said);
}

// 08-05: both of two digits, so that a range of numbers isn't taken for it.
std::size_t Expressions::take_month_and_day(std::size_t at) {
  if (text_.count_digits(at) != 2 || text_.at(at + 2) != U'-' || text_.count_digits(at + 3) != 2) return 0;
  if (text_.before(at) == U'-' || text_.at(at + 5) == U'-' || text_.at(at + 5) == U'.') return 0;
  const int month = value_of(text_.ascii(at, 2)), day = value_of(text_.ascii(at + 3, 2));
  const char32_t behind = text_.at(text_.skip_blanks(at + 5));
  const bool counts = is_han(behind) && behind != U'日' && behind != U'前' && behind != U'起' && behind != U'至';
  if (month < 1 || month > 12 || day < 1 || day > 31 || counts || is_letter(behind)) return 0;
  return put(at, 5, cardinal(text_.ascii(at, 2)) + U"月" + cardinal(text_.ascii(at + 3, 2)) + U"日");
}

// 8:00, 18:30, 08:00:15.
std::size_t Expressions::take_time(std::size_t at) {
  const std::size_t hour_digits = text_.count_digits(at);
  if (hour_digits < 1 || hour_digits > 2 || text_.at(at + hour_digits) != U':') return 0;
  const std::string hour = text_.ascii(at, hour_digits), minute = text_.ascii(at + hour_digits + 1, 2);
  if (text_.count_digits(at + hour_digits + 1) != 2 || value_of(hour) > 24 || value_of(minute) > 59) return 0;
  std::size_t length = hour_digits + 3;
  std::u32string said = (value_of(hour) == 2 ? U"两" : cardinal(hour)) + U"点";
  const bool has_seconds = text_.at(at + length) == U':' && text_.count_digits(at + length + 1) == 2;
  const auto with_zero = [](const std::string& digits) {
    return (value_of(digits) > 0 && value_of(digits) < 10 ? U"零" : U"") + cardinal(digits);
  };
  if (value_of(minute) > 0 || has_seconds) said += with_zero(minute) + U"分";
  if (has_seconds) {
    said += with_zero(text_.ascii(at + length + 1, 2)) + U"秒";
    length += 3;
  }
  return put(at, length, said);
}

// 3-4-4, as everybody tells a number: 13800008000, 138 0000 8000, 138-0000-8000, 138****8000.
std::size_t Expressions::take_mobile(std::size_t at) {
  constexpr std::array<std::size_t, 3> kGroups{3, 4, 4};
  if (text_.at(at) != U'1' || text_.at(at + 1) < U'3' || is_digit(text_.before(at))) return 0;
  std::array<std::size_t, 3> begins{};
  std::size_t next = at;
  for (std::size_t group = 0; group < 3; ++group) {
    const char32_t between = text_.at(next);
    if (group > 0 && (between == U' ' || between == U'-')) ++next;
    begins[group] = next;
    for (std::size_t i = 0; i < kGroups[group]; ++i, ++next) {
      const bool hidden = group == 1 && text_.at(begins[group]) == U'*';
      if (hidden ? text_.at(next) != U'*' : !is_digit(text_.at(next))) return 0;
    }
  }
  if (is_digit(text_.at(next)) || is_letter(text_.at(next)) || text_.at(next) == U',') return 0;
  for (std::size_t group = 0; group < 3; ++group) {
    if (group > 0) put_pause(begins[group]);
    if (group == 1 && text_.at(begins[group]) == U'*') {
      put(begins[group], 4, U"四位隐去", Sound::Kind::text);
    } else {
      put(begins[group], kGroups[group], digit_by_digit(text_.ascii(begins[group], kGroups[group]), One::yao),
          Sound::Kind::one_by_one);
    }
  }
  return next - at;
}

// 0571-87654321, 400-123-4567: what a dash parts, and longer parts in fours.
std::size_t Expressions::take_landline(std::size_t at) {
  const std::size_t area = text_.count_digits(at);
  const bool has_area = text_.at(at) == U'0' && (area == 3 || area == 4);
  const bool is_service = area == 3 && (text_.has(at, U"400") || text_.has(at, U"800"));
  if ((!has_area && !is_service) || text_.at(at + area) != U'-') return 0;
  std::size_t length = area;
  while (text_.at(at + length) == U'-' && text_.count_digits(at + length + 1) >= 3) {
    length += 1 + text_.count_digits(at + length + 1);
  }
  if (length < 10 || length > 14) return 0;
  for (std::size_t part = at; part < at + length;) {
    const std::size_t digits = text_.count_digits(part);
    if (part > at) put_pause(part);
    take_digits(part, digits);
    part += digits + 1;
  }
  return length;
}

// What stars hide: 陈*华 (one: 某) and ****4471 (only the end is shown).
std::size_t Expressions::take_hidden(std::size_t at) {
  std::size_t stars = 0;
  while (text_.at(at + stars) == U'*') ++stars;
  const std::size_t digits = text_.count_digits(at + stars);
  if (digits > 0 && stars >= 3) {
    put(at, stars, U"尾号", Sound::Kind::text);
    return stars + take_digits(at + stars, digits);
  }
  if (stars <= 2 && is_han(text_.before(at))) return put(at, stars, std::u32string(stars, U'某'), Sound::Kind::text);
  return 0;
}

// 1.2.3, 10.0.0.7
std::size_t Expressions::take_version(std::size_t at) {
  std::size_t length = text_.count_digits(at);
  std::u32string said = cardinal(text_.ascii(at, length));
  std::size_t parts = 1;
  while (text_.at(at + length) == U'.' && text_.count_digits(at + length + 1) > 0) {
    const std::size_t digits = text_.count_digits(at + length + 1);
    said += U"点" + digit_by_digit(text_.ascii(at + length + 1, digits), One::yi);
    length += 1 + digits;
    ++parts;
  }
  return parts < 3 ? 0 : put(at, length, said, Sound::Kind::number);
}

bool Expressions::is_negative(std::size_t at) const {
  if (text_.at(at) != U'-' || !is_digit(text_.at(at + 1))) return false;
  const std::size_t before = text_.skip_blanks_back(at);
  // Between two numbers it is a range, and behind a word a dash: only what can't be one is a minus.
  return !is_digit(text_.before(before)) && !is_letter(text_.before(before)) && text_.before(at) != U')';
}

// ¥1,205.00, -¥3.00, ¥-3.00, 56.40元, 56.40 元.
std::size_t Expressions::take_money(std::size_t at) {
  std::size_t next = at;
  bool negative = false, sign = false;
  for (int i = 0; i < 3; ++i) {
    if (!negative && text_.at(next) == U'-') {
      negative = true;
      ++next;
    } else if (!sign && (text_.at(next) == U'¥')) {
      sign = true;
      next = text_.skip_blanks(next + 1);
    } else if (i == 0 && text_.at(next) == U'+') {
      ++next;
    }
  }
  const Number number = number_at(next);
  if (number.length == 0) return 0;
  std::size_t end = next + number.length;
  const std::size_t behind = text_.skip_blanks(end);
  const bool big = text_.at(behind) == U'万' || text_.at(behind) == U'亿';
  const bool word = text_.at(behind) == U'元' && text_.at(behind + 1) != U'件' && text_.at(behind + 1) != U'素';
  if (!sign && !word) return 0;
  if (sign && big) return 0;
  if (word) end = behind + 1;
  std::u32string said = (negative ? U"负" : U"") + money(number.whole, number.fraction);
  if (!negative && text_.at(at) == U'+') said = U"加" + said;
  end += put_per_unit(end, said);
  return put(at, end - at, said);
}

// 1/2 二分之一; not 3/2/501 and not 11/21 of a date.
std::size_t Expressions::take_fraction(std::size_t at) {
  const std::size_t above = text_.count_digits(at);
  if (text_.at(at + above) != U'/' || text_.before(at) == U'/') return 0;
  const std::size_t below = text_.count_digits(at + above + 1);
  const std::size_t end = at + above + 1 + below;
  if (below < 1 || below > 4 || above > 4 || text_.at(end) == U'/' || text_.at(end) == U'.') return 0;
  if (value_of(text_.ascii(at + above + 1, below)) == 0) return 0;
  const std::u32string said = cardinal(text_.ascii(at + above + 1, below)) + U"分之" + cardinal(text_.ascii(at, above));
  return put(at, end - at, said);
}

}  // namespace gridboard::kiosk::speech
