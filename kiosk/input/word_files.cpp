// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/word_files.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

using base::ErrorCode;

std::vector<std::string_view> columns_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<std::string_view> columns;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    columns.push_back(line.substr(begin, at - begin));
  }
  return columns;
}

bool is_syllable(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

base::Error wrong(std::string_view source, std::size_t line, std::string_view what) {
  return {ErrorCode::invalid_input, std::string(source) + ":" + std::to_string(line) + ": " + std::string(what)};
}

// Calls take(columns) for each line that isn't empty; it returns what is wrong, "" if nothing.
template <class Take>
base::Result<void> for_each_line(std::string_view file, std::string_view source, Take take) {
  if (!base::is_valid_utf8(file)) return tl::unexpected(wrong(source, 1, "is not UTF-8"));
  std::size_t number = 0;
  while (!file.empty()) {
    ++number;
    const std::size_t end = std::min(file.find('\n'), file.size());
    const auto columns = columns_of(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (columns.empty()) continue;
    const std::string_view problem = take(columns);
    if (!problem.empty()) return tl::unexpected(wrong(source, number, problem));
  }
  return {};
}

}  // namespace

base::Result<std::vector<Word>> parse_words(std::string_view file, std::string_view name_of_source) {
  std::vector<Word> words;
  auto done = for_each_line(file, name_of_source, [&](const auto& columns) -> std::string_view {
    if (columns.size() != base::count_code_points(columns[0]) + 1) return "needs a syllable for each character";
    Word word{std::string(columns[0]), {}};
    for (std::size_t i = 1; i < columns.size(); ++i) {
      if (!is_syllable(columns[i])) return "a syllable is lower case letters without a tone";
      word.syllables += (i > 1 ? "'" : "") + std::string(columns[i]);
    }
    words.push_back(std::move(word));
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return words;
}

base::Result<CharactersByReading> parse_characters(std::string_view file, std::string_view name_of_source) {
  CharactersByReading read;
  auto done = for_each_line(file, name_of_source, [&](const auto& columns) -> std::string_view {
    if (!is_syllable(columns[0]) || columns.size() < 2) return "needs a reading and at least one character";
    auto& characters = read[std::string(columns[0])];
    for (std::size_t i = 1; i < columns.size(); ++i) {
      if (base::count_code_points(columns[i]) != 1) return "characters are parted by blanks";
      if (std::find(characters.begin(), characters.end(), columns[i]) == characters.end()) {
        characters.emplace_back(columns[i]);
      }
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return read;
}

}  // namespace gridboard::kiosk::input
