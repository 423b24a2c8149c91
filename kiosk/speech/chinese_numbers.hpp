// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Numbers as Chinese characters, as they are said. All take digits as written, without separators.

#include <string>
#include <string_view>

namespace gridboard::kiosk::speech {

enum class One { yi, yao };

// "1205" 一千二百零五, "12" 十二, "20000" 两万; up to 16 digits, longer ones digit by digit.
[[nodiscard]] std::u32string cardinal(std::string_view digits);
[[nodiscard]] std::u32string digit_by_digit(std::string_view digits, One one);
// "96", "40": 九十六点四零. Without a fraction the cardinal.
[[nodiscard]] std::u32string decimal(std::string_view whole, std::string_view fraction);
// "56", "40": 五十六元四角. A fraction of three digits and more stays a decimal: 零点五八八元.
[[nodiscard]] std::u32string money(std::string_view whole, std::string_view fraction);

}  // namespace gridboard::kiosk::speech
