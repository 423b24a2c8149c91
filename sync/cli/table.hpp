// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Neat columns on a terminal: Chinese characters take two cells.

#include <string>
#include <string_view>
#include <vector>

namespace gridboard::cli {

// Cells that the text takes: 2 for wide and full-width characters, 0 for marks and controls.
[[nodiscard]] std::size_t cells_of(std::string_view text);
// Cut to at most `cells` cells, with an ellipsis if anything was cut.
[[nodiscard]] std::string cut_to_cells(std::string_view text, std::size_t cells);

class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t most_cells = 60;  // longer texts are cut
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  // As many cells as there are columns.
  void add(std::vector<std::string> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  // Title line, then the rows; each line ends with a newline.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// "  label     value" lines, values aligned, those without a value left out.
[[nodiscard]] std::string labelled(const std::vector<std::pair<std::string, std::string>>& lines);

}  // namespace gridboard::cli
