// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is written on the glass, as people say it: numbers, money, dates, times, phones, doors, account numbers, units.
//
// Decided so: 56.40 元 is 五十六元四角, 56.05 元 五十六元零五分, a price of three decimals 零点五八八元; kWh is 度;
// 8:00 is 八点, 18:30 十八点三十分; whatever is dialled, typed or copied (phones, account and receipt numbers, rooms)
// goes digit by digit with 幺 for 1, years and decimals with 一; letters are said as Chinese staff say them, English
// words by an English voice.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/speech/speaker.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::speech {

enum class Pause { none, brief, full };

// What is said in one breath and marked together.
struct Piece {
  std::size_t from = 0, to = 0;  // bytes of the text
  Language voice = Language::chinese;
  std::string spoken;                  // Chinese: the characters that are said; English: words
  std::vector<std::string> syllables;  // Chinese: with tones, as readings writes them; 一 and 不 as they change. The
                                       // third tone is left as it is: both voices change it themselves
  bool one_by_one = false;  // digits and letters: each for itself
  Pause after = Pause::none;
};

// Safe to use from any thread.
class Verbaliser {
 public:
  // not_found or corrupt name the file.
  [[nodiscard]] static base::Result<std::unique_ptr<Verbaliser>> open(const SpeechFiles& files);
  virtual ~Verbaliser() = default;
  // `text` may be anything; what is not UTF-8 is skipped. Pieces in order, none empty. Chinese characters in an English
  // text, such as names, are said by the Chinese voice.
  [[nodiscard]] virtual std::vector<Piece> verbalise(std::string_view text, Language language) const = 0;
};

}  // namespace gridboard::kiosk::speech
