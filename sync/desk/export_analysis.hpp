// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables of the analysis as CSV: UTF-8 with a byte order mark, which spreadsheets want, and nothing in it that they
// would take for a formula.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/show_analysis.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
// One line with its end; each cell as a spreadsheet may read it.
[[nodiscard]] std::string sheet_line(const std::vector<std::string>& cells);

enum class AnalysisTable { kinds, steps, below };
[[nodiscard]] std::optional<AnalysisTable> analysis_table_named(std::string_view name);

struct AnalysisColumn {
  const char *zh, *en;
  std::size_t amount;
  bool minutes = false;  // of milliseconds, rounded
};
[[nodiscard]] const std::vector<AnalysisColumn>& analysis_columns(model::AnalysisTopic topic);
[[nodiscard]] std::int64_t amount_in(const model::Amounts& amounts, const AnalysisColumn& column);

struct AnalysisTableRow {
  std::vector<std::string> head;
  model::Amounts amounts{};
};
// What stands in front of the sums: a kind, a first day; a place's path, name, households and boards.
[[nodiscard]] std::vector<std::string> analysis_head(AnalysisTable table, bool english);
[[nodiscard]] std::vector<AnalysisTableRow> analysis_table(const Analysis& analysis, AnalysisTable table,
                                                           model::AnalysisTopic topic);
// `hidden`: of each row, whether its sums are kept back.
[[nodiscard]] std::string analysis_csv(AnalysisTable table, model::AnalysisTopic topic,
                                       const std::vector<AnalysisTableRow>& rows, const std::vector<bool>& hidden,
                                       bool english);

}  // namespace gridboard::desk
