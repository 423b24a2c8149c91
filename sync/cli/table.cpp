// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/table.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::cli {
namespace {

struct Range {
  char32_t first, last;
};
// Unicode's East Asian Width W and F, as blocks.
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                           {0x1F900, 0x1F9FF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};
constexpr Range kNone[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x0300, 0x036F},
                           {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges), [c](Range r) { return c >= r.first && c <= r.last; });
}

std::size_t cells_of_character(char32_t c) {
  if (is_in(kNone, c)) return 0;
  return is_in(kWide, c) ? 2 : 1;
}

constexpr std::string_view kGap = "  ";

void append_padded(std::string& line, const std::string& text, std::size_t width, Table::Align align) {
  const std::string padding(width - std::min(width, cells_of(text)), ' ');
  line += align == Table::Align::right ? padding + text : text + padding;
}

}  // namespace

std::size_t cells_of(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t offset = 0; offset < text.size();) cells += cells_of_character(base::decode_utf8(text, offset));
  return cells;
}

std::string cut_to_cells(std::string_view text, std::size_t cells) {
  std::string out;
  std::size_t used = 0;
  const bool cut = cells_of(text) > cells;
  for (std::size_t offset = 0; offset < text.size();) {
    char32_t c = base::decode_utf8(text, offset);
    if (c == U'\n' || c == U'\t') c = U' ';
    used += cells_of_character(c);
    if (cut && used + 1 > cells) return out + "…";
    base::append_utf8(out, c);
  }
  return out;
}

void Table::add(std::vector<std::string> row) {
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = cut_to_cells(row[i], columns_[i].most_cells);
  rows_.push_back(std::move(row));
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = cells_of(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, cells_of(row[i]));
    widths.push_back(width);
    titles.push_back(columns_[i].title);
  }
  std::string out;
  const auto append_row = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += kGap;
      append_padded(line, row[i], widths[i], columns_[i].align);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  };
  append_row(titles);
  for (const auto& row : rows_) append_row(row);
  return out;
}

std::string labelled(const std::vector<std::pair<std::string, std::string>>& lines) {
  std::size_t width = 0;
  for (const auto& [label, value] : lines) {
    if (!value.empty()) width = std::max(width, cells_of(label));
  }
  std::string out;
  for (const auto& [label, value] : lines) {
    if (value.empty()) continue;
    append_padded(out, label, width, Table::Align::left);
    out += std::string(kGap) + value + "\n";
  }
  return out;
}

}  // namespace gridboard::cli
