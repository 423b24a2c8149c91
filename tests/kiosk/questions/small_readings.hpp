// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The readings of the few characters that these tests are about.

#include <map>

#include "kiosk/readings/readings.hpp"

namespace gridboard::tests {

class SmallReadings final : public kiosk::readings::Readings {
 public:
  std::vector<std::string> of(char32_t character) const override;
  int rareness_of(char32_t) const override { return 50; }
  // 银行 alone: as in 银行 hang2, elsewhere xing2.
  std::optional<kiosk::readings::Word> word_at(std::string_view text) const override;

 private:
  const std::map<char32_t, std::vector<std::string>> read_{
      {U'跳', {"tiao4"}}, {U'闸', {"zha2"}}, {U'电', {"dian4"}}, {U'费', {"fei4"}},  {U'飞', {"fei1"}},
      {U'停', {"ting2"}}, {U'密', {"mi4"}},  {U'码', {"ma3"}},   {U'银', {"yin2"}},  {U'行', {"xing2", "hang2"}},
      {U'怎', {"zen3"}},  {U'么', {"me5"}},  {U'交', {"jiao1"}}, {U'西', {"xi1"}},   {U'安', {"an1"}},
      {U'先', {"xian1"}}, {U'代', {"dai4"}}, {U'扣', {"kou4"}},  {U'忘', {"wang4"}}, {U'了', {"le5", "liao3"}}};
};

}  // namespace gridboard::tests
