// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/tables.hpp"

#include <algorithm>

#include "kiosk/speech/glyphs.hpp"
#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::speech {
namespace {

using Columns = std::vector<std::string>;

Columns columns_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  Columns columns;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    columns.emplace_back(line.substr(begin, at - begin));
  }
  return columns;
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += base::decode_utf8(text, at);
  return characters;
}

// take(columns) of each line that has any; false if they are wrong.
template <class Take>
base::Result<void> read_lines(const std::string& path, Take take) {
  const auto file = base::read_file(path);
  if (!file) return tl::unexpected(file.error());
  std::string_view rest = *file;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    Columns columns = columns_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!columns.empty() && !take(std::move(columns))) {
      return base::fail(base::ErrorCode::corrupt, path + ":" + std::to_string(number) + ": the columns aren't right");
    }
  }
  return {};
}

bool all_syllables(Columns::const_iterator begin, Columns::const_iterator end) {
  return begin != end && std::all_of(begin, end, [](const std::string& each) { return is_syllable(each); });
}

}  // namespace

bool is_syllable(std::string_view text) {
  if (text.size() < 2 || text.size() > 7 || text.back() < '1' || text.back() > '5') return false;
  return std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= 'a' && c <= 'z'; });
}

base::Result<Tables> read_tables(const std::string& folder) {
  Tables tables;
  auto done = read_lines(folder + "/units.txt", [&](Columns columns) {
    if (columns.size() < 3) return false;
    tables.units[columns[0]] = characters_of(columns[1]);
    std::string english = columns[2];
    for (std::size_t i = 3; i < columns.size(); ++i) english += " " + columns[i];
    tables.english_units[columns[0]] = std::move(english);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  done = read_lines(folder + "/letters.txt", [&](Columns columns) {
    if (!all_syllables(columns.begin() + 1, columns.end())) return false;
    tables.letters[columns[0]] = Columns(columns.begin() + 1, columns.end());
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  done = read_lines(folder + "/surnames.txt", [&](const Columns& columns) {
    const std::u32string name = characters_of(columns[0]);
    const bool alone = columns.size() == 3 && columns[2] == "alone";
    if ((columns.size() != 2 && !alone) || name.size() != 1 || !is_syllable(columns[1])) return false;
    tables.surnames[name[0]] = {columns[1], alone};
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return tables;
}

}  // namespace gridboard::kiosk::speech
