// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What begins with a digit or a sign and is said as a whole: dates, times, money, quantities with their units, phones,
// account and receipt numbers, doors, fractions, versions.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/speech/glyphs.hpp"
#include "kiosk/speech/sounds.hpp"
#include "kiosk/speech/tables.hpp"

namespace gridboard::kiosk::speech {

class Expressions {
 public:
  Expressions(const Glyphs& text, const Tables& tables, std::vector<Sound>& sounds)
      : text_(text), tables_(tables), sounds_(sounds) {}

  // What begins at `at` is put into the sounds: how many characters it was, 0 if nothing begins there.
  std::size_t take(std::size_t at);
  // A dash, a tilde or 至 between two of them: 到.
  [[nodiscard]] std::size_t take_range(std::size_t at);
  // Letters and digits in one, as receipts and devices are numbered: "K7M-0042-Q".
  std::size_t take_code(std::size_t at);

 private:
  struct Number {
    std::string whole, fraction;  // digits alone
    std::size_t length = 0;       // characters
    bool grouped = false;         // commas parted thousands
  };
  [[nodiscard]] Number number_at(std::size_t at) const;
  [[nodiscard]] bool is_dialled_or_copied(std::size_t at, const Number& number) const;
  [[nodiscard]] bool is_negative(std::size_t at) const;

  std::size_t take_date(std::size_t at);
  std::size_t take_month_and_day(std::size_t at);
  std::size_t take_time(std::size_t at);
  std::size_t take_mobile(std::size_t at);
  std::size_t take_landline(std::size_t at);
  std::size_t take_hidden(std::size_t at);
  std::size_t take_version(std::size_t at);
  std::size_t take_money(std::size_t at);
  std::size_t take_fraction(std::size_t at);
  std::size_t take_quantity(std::size_t at);
  std::size_t take_digits(std::size_t at, std::size_t digits);
  // The unit that begins at `at`, the longest: its characters and how many.
  [[nodiscard]] std::pair<std::u32string, std::size_t> unit_at(std::size_t at) const;
  [[nodiscard]] std::size_t put_per_unit(std::size_t at, std::u32string& said) const;

  std::size_t put(std::size_t at, std::size_t length, std::u32string said, Sound::Kind kind = Sound::Kind::number);
  void put_pause(std::size_t at);

  const Glyphs& text_;
  const Tables& tables_;
  std::vector<Sound>& sounds_;
};

}  // namespace gridboard::kiosk::speech
