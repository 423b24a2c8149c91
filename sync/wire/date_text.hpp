// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// For the .cpp files of this room.

#include <array>
#include <string_view>

#include "sync/base/time.hpp"

namespace gridboard::wire {

// A million bills are encoded at one import: dates go straight into a stack buffer.
class DateText {
 public:
  explicit DateText(base::Date date) {
    write(0, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    write(5, static_cast<unsigned>(date.month()), 2);
    write(8, static_cast<unsigned>(date.day()), 2);
  }
  [[nodiscard]] std::string_view date() const { return {text_.data(), 10}; }
  [[nodiscard]] std::string_view month() const { return {text_.data(), 7}; }

 private:
  void write(std::size_t at, unsigned value, std::size_t digits) {
    for (std::size_t i = digits; i-- > 0; value /= 10) text_[at + i] = static_cast<char>('0' + value % 10);
  }
  std::array<char, 10> text_{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
};

}  // namespace gridboard::wire
