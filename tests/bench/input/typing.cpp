// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "typing.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "sync/base/utf8.hpp"

namespace gridboard::bench {
namespace {

using Clock = std::chrono::steady_clock;

class Keys {
 public:
  explicit Keys(const Typist& typist) : typist_(typist) {}

  // Each key is asked about, as the board does.
  std::vector<std::string> type(const std::string& letters, bool for_name) {
    std::vector<std::string> row;
    for (std::size_t n = 1; n <= letters.size(); ++n) {
      const auto before = Clock::now();
      row = typist_(letters.substr(0, n), for_name);
      took_ms_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
    return row;
  }
  [[nodiscard]] double p99_ms() {
    std::sort(took_ms_.begin(), took_ms_.end());
    return took_ms_.empty() ? 0 : took_ms_[took_ms_.size() * 99 / 100];
  }

 private:
  const Typist& typist_;
  std::vector<double> took_ms_;
};

bool holds(const std::vector<std::string>& row, const std::string& text) {
  return std::find(row.begin(), row.end(), text) != row.end();
}

std::string joined(const std::vector<std::string>& syllables) {
  std::string letters;
  for (const std::string& each : syllables) letters += each;
  return letters;
}

bool types_name(Keys& keys, const Spoken& name) {
  if (holds(keys.type(joined(name.syllables), true), name.text)) return true;
  std::string rest = name.text;
  for (const std::string& syllable : name.syllables) {
    const std::string character(base::first_code_points(rest, 1));
    if (!holds(keys.type(syllable, true), character)) return false;
    rest.erase(0, character.size());
  }
  return true;
}

double percent(std::size_t part, std::size_t of) {
  return of == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(of);
}

}  // namespace

std::vector<std::string> split_syllables(const std::string& joined_by_apostrophes) {
  std::vector<std::string> parts(1);
  for (const char c : joined_by_apostrophes) {
    if (c == '\'') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

Typist our_typist(kiosk::input::PinyinEngine& engine) {
  return [&engine](const std::string& letters, bool for_name) {
    std::vector<std::string> row;
    for (auto& candidate : for_name ? engine.characters(letters) : engine.sentence(letters)) {
      if (row.size() == kFirstRow) break;
      row.push_back(std::move(candidate.text));
    }
    return row;
  };
}

Result type_all(const std::vector<Spoken>& phrases, const std::vector<Spoken>& names, const Typist& typist,
                bool tell_misses) {
  Keys keys(typist);
  std::size_t found_phrases = 0, found_names = 0;
  for (const Spoken& phrase : phrases) {
    const bool found = holds(keys.type(joined(phrase.syllables), false), phrase.text);
    found_phrases += found;
    if (!found && tell_misses) std::fprintf(stderr, "phrase %s\n", phrase.text.c_str());
  }
  for (const Spoken& name : names) {
    const bool found = types_name(keys, name);
    found_names += found;
    if (!found && tell_misses) std::fprintf(stderr, "name %s\n", name.text.c_str());
  }
  return {percent(found_phrases, phrases.size()), percent(found_names, names.size()), keys.p99_ms()};
}

}  // namespace gridboard::bench
