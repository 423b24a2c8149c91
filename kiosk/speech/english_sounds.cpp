// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/english_sounds.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/speech/chinese_sounds.hpp"

namespace gridboard::kiosk::speech {
namespace {

constexpr std::size_t kLongestCounted = 7;  // digits; what is longer without commas is copied, not counted
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string spelt(std::string_view characters) {
  std::string said;
  for (const char c : characters) {
    if (!said.empty()) said += ' ';
    said += c == '0' ? "oh" : std::string(1, c);
  }
  return said;
}

class Walk {
 public:
  Walk(const Glyphs& text, const Tables& tables) : text_(text), tables_(tables) {}

  std::vector<Sound> sounds() {
    for (std::size_t at = 0; at < text_.size();) at += std::max<std::size_t>(1, take(at));
    return std::move(sounds_);
  }

 private:
  std::size_t take(std::size_t at) {
    const char32_t c = text_.at(at);
    if (const std::size_t length = address_at(text_, at)) return put(at, length, "web address");
    if (is_han(c)) return take_han(at);
    if (const std::size_t length = take_code(at)) return length;
    if (c == U'¥' || (is_digit(c) && !is_letter(text_.before(at)))) return take_number(at);
    if (is_letter(c)) return take_word(at);
    return take_sign(at);
  }

  std::size_t take_number(std::size_t at) {
    for (const auto step :
         {&Walk::take_date, &Walk::take_time, &Walk::take_dialled, &Walk::take_money, &Walk::take_quantity}) {
      if (const std::size_t taken = (this->*step)(at)) return taken;
    }
    return 0;
  }

  std::size_t take_date(std::size_t at) {
    if (text_.count_digits(at) != 4 || text_.at(at + 4) != U'-' || text_.count_digits(at + 5) != 2) return 0;
    const int month = std::stoi(text_.ascii(at + 5, 2));
    if (month < 1 || month > 12) return 0;
    const std::string name(kMonths[static_cast<std::size_t>(month - 1)]);
    if (text_.at(at + 7) != U'-' || text_.count_digits(at + 8) != 2) return put(at, 7, name + " " + text_.ascii(at, 4));
    return put(at, 10, std::to_string(std::stoi(text_.ascii(at + 8, 2))) + " " + name + " " + text_.ascii(at, 4));
  }

  std::size_t take_time(std::size_t at) {
    const std::size_t digits = text_.count_digits(at);
    if (digits < 1 || digits > 2 || text_.at(at + digits) != U':' || text_.count_digits(at + digits + 1) != 2) return 0;
    const int hour = std::stoi(text_.ascii(at, digits)), minute = std::stoi(text_.ascii(at + digits + 1, 2));
    if (hour > 24 || minute > 59) return 0;
    const std::string said = minute == 0   ? std::to_string(hour) + " o'clock"
                             : minute < 10 ? std::to_string(hour) + " oh " + std::to_string(minute)
                                           : std::to_string(hour) + " " + std::to_string(minute);
    return put(at, digits + 3, said);
  }

  // Phones, hotlines, account numbers: digits, perhaps parted by single blanks and dashes.
  std::size_t take_dialled(std::size_t at) {
    std::size_t length = 0, digits = 0;
    bool parted = false;
    while (true) {
      const std::size_t more = text_.count_digits(at + length);
      digits += more;
      length += more;
      const char32_t between = text_.at(at + length);
      if (more < 3 || (between != U' ' && between != U'-') || text_.count_digits(at + length + 1) < 3) break;
      parted = true;
      ++length;
    }
    const char32_t behind = text_.at(at + length);
    if (behind == U'.' && is_digit(text_.at(at + length + 1))) return 0;
    const bool hotline = text_.has(at, U"95598") || text_.has(at, U"12398") || text_.has(at, U"12345");
    const bool zero = text_.at(at) == U'0' && digits > 1;
    const bool copied = digits > kLongestCounted || (parted && digits >= 10) || (hotline && digits == 5) || zero;
    if (!copied || behind == U',') return 0;
    for (std::size_t i = at; i < at + length;) {
      const std::size_t group = std::min<std::size_t>(text_.count_digits(i), digits == 11 && i == at ? 3 : 4);
      if (group == 0) {
        ++i;
        continue;
      }
      const std::size_t taken = digits <= 5 ? digits : group;
      put(i, taken, spelt(text_.ascii(i, taken)));
      i += taken;
      if (i < at + length) put_pause(i, Pause::brief);
    }
    return length;
  }

  struct Number {
    std::string digits, fraction;
    std::size_t length = 0;
  };
  Number number_at(std::size_t at) const {
    Number number;
    number.length = text_.count_digits(at);
    number.digits = text_.ascii(at, number.length);
    while (number.length > 0 && text_.at(at + number.length) == U',' &&
           text_.count_digits(at + number.length + 1) == 3) {
      number.digits += text_.ascii(at + number.length + 1, 3);
      number.length += 4;
    }
    if (number.length > 0 && text_.at(at + number.length) == U'.') {
      const std::size_t fraction = text_.count_digits(at + number.length + 1);
      number.fraction = text_.ascii(at + number.length + 1, fraction);
      if (fraction > 0) number.length += 1 + fraction;
    }
    return number;
  }

  std::size_t take_money(std::size_t at) {
    const bool sign = text_.at(at) == U'¥';
    const std::size_t begin = sign ? text_.skip_blanks(at + 1) : at;
    const Number number = number_at(begin);
    if (number.length == 0) return 0;
    std::size_t end = begin + number.length;
    const std::size_t behind = text_.skip_blanks(end);
    const bool word = text_.has(behind, U"yuan") && !is_letter(text_.at(behind + 4));
    if (!sign && !word) return 0;
    if (word) end = behind + 4;
    std::string said = number.digits;
    if (number.fraction.size() > 2) {
      said += "." + number.fraction + " yuan";
    } else {
      said += " yuan";
      const int fen = number.fraction.empty() ? 0 : std::stoi(number.fraction) * (number.fraction.size() == 1 ? 10 : 1);
      if (fen > 0) said += " " + std::to_string(fen);
    }
    return put(at, end - at, said);
  }

  std::size_t take_quantity(std::size_t at) {
    const Number number = number_at(at);
    if (number.length == 0) return 0;
    const std::size_t before = text_.skip_blanks_back(at);
    const bool door =
        text_.ends_with(before, U"door") || text_.ends_with(before, U"room") || text_.ends_with(before, U"Door");
    if (door && number.length == number.digits.size() && number.length >= 3)
      return put(at, number.length, spelt(number.digits));
    std::string said = number.digits + (number.fraction.empty() ? "" : "." + number.fraction);
    const std::size_t behind = text_.skip_blanks(at + number.length);
    if (text_.at(behind) == U'%') return put(at, behind + 1 - at, said + " percent");
    std::u32string sign;
    std::size_t length = 0;
    for (std::size_t i = behind; i < behind + 4 && i < text_.size(); ++i) {
      sign += text_.at(i);
      if (is_letter(text_.at(i)) && is_letter(text_.at(i + 1))) continue;
      const auto unit = tables_.english_units.find(to_utf8(sign));
      if (unit == tables_.english_units.end()) continue;
      length = i + 1 - at;
      said = number.digits + (number.fraction.empty() ? "" : "." + number.fraction) + " " + unit->second;
    }
    return put(at, length > 0 ? length : number.length, said);
  }

  std::size_t take_code(std::size_t at) {
    const auto belongs = [&](std::size_t i) { return is_digit(text_.at(i)) || is_letter(text_.at(i)); };
    if (belongs(at) && at > 0 && belongs(at - 1)) return 0;
    std::size_t length = 0;
    bool capital = false, small = false, digit = false;
    while (belongs(at + length) || (text_.at(at + length) == U'-' && length > 0 && belongs(at + length + 1))) {
      const char32_t c = text_.at(at + length++);
      digit = digit || is_digit(c);
      capital = capital || (c >= U'A' && c <= U'Z');
      small = small || (c >= U'a' && c <= U'z');
    }
    if (!capital || small || !digit || (is_digit(text_.at(at)) && is_letter(text_.at(at + length - 1)))) return 0;
    for (std::size_t i = at; i < at + length; ++i) {
      if (text_.at(i) == U'-') {
        put_pause(i, Pause::brief);
      } else {
        put(i, 1, spelt(text_.ascii(i, 1)));
      }
    }
    return length;
  }

  std::size_t take_word(std::size_t at) {
    const std::size_t length = latin_word_at(text_, at);
    const std::string word = text_.ascii(at, length);
    const auto unit = tables_.english_units.find(word);
    return put(at, length, unit != tables_.english_units.end() && length >= 2 && word != "min" ? unit->second : word);
  }

  std::size_t take_han(std::size_t at) {
    Sound sound;
    sound.from = text_[at].from;
    sound.to = text_[at].to;
    sound.characters = std::u32string(1, text_.at(at));
    sounds_.push_back(std::move(sound));
    return 1;
  }

  std::size_t take_sign(std::size_t at) {
    const char32_t c = text_.at(at);
    const std::size_t before = text_.skip_blanks_back(at), after = text_.skip_blanks(at + 1);
    const bool numbers = is_digit(text_.before(before)) && (is_digit(text_.at(after)) || text_.at(after) == U'¥');
    if (numbers && (c == U'-' || c == U'–' || c == U'~')) return put(at, 1, "to");
    if (c == U'&') return put(at, 1, "and");
    if (c == U'×') return put(at, 1, "times");
    if (c == U'=') return put(at, 1, "is");
    if (c == U'+') return put(at, 1, "plus");
    return put_pause(at, c == U'–' || (c == U'-' && text_.before(at) == U' ') ? Pause::brief : pause_of(c));
  }

  std::size_t put(std::size_t at, std::size_t length, std::string said) {
    Sound sound;
    sound.kind = Sound::Kind::english;
    sound.from = text_[at].from;
    sound.to = text_[at + length - 1].to;
    sound.english = std::move(said);
    sounds_.push_back(std::move(sound));
    return length;
  }
  std::size_t put_pause(std::size_t at, Pause pause) {
    if (pause == Pause::none) return 1;
    Sound sound;
    sound.kind = Sound::Kind::pause;
    sound.from = sound.to = text_[std::min(at, text_.size() - 1)].from;
    sound.pause = pause;
    sounds_.push_back(std::move(sound));
    return 1;
  }

  const Glyphs& text_;
  const Tables& tables_;
  std::vector<Sound> sounds_;
};

}  // namespace

std::vector<Sound> english_sounds(const Glyphs& text, const Tables& tables) {
  return Walk(text, tables).sounds();
}

}  // namespace gridboard::kiosk::speech
