// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/export_analysis.hpp"

#include <array>

#include "sync/desk/pin_slips.hpp"

namespace gridboard::desk {

namespace {

using model::AnalysisTopic;

constexpr std::int64_t kMinuteMs = 60'000;

std::string cell(const std::string& text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return csv_field(formula ? "'" + text : text);
}

}  // namespace

std::string sheet_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + cell(cells[i]);
  return line + "\r\n";
}

std::optional<AnalysisTable> analysis_table_named(std::string_view name) {
  if (name == "kinds") return AnalysisTable::kinds;
  if (name == "steps") return AnalysisTable::steps;
  if (name == "below") return AnalysisTable::below;
  return std::nullopt;
}

const std::vector<AnalysisColumn>& analysis_columns(AnalysisTopic topic) {
  static const std::array<std::vector<AnalysisColumn>, model::kAnalysisTopics.size()> columns{{
      {{"停电次数", "outages", model::kOutages},
       {"停电户次", "interruptions", model::kInterruptions},
       {"停电户分钟", "household minutes", model::kHouseholdMs, true},
       {"已复电", "restored", model::kRestored},
       {"有预计复电时间", "with an estimate", model::kEstimated},
       {"首次预计准确", "first estimate right", model::kFirstWithin},
       {"最后预计准确", "last estimate right", model::kLastWithin},
       {"预计改动次数", "estimate moved", model::kEstimateMoves},
       {"应提前公告", "lead time asked", model::kLeadAsked},
       {"按时公告", "lead time kept", model::kLeadKept},
       {"误报来电次数", "said to be back too early", model::kTakenBack}},
      {{"受理", "received", model::kReceived},
       {"办结", "done", model::kDone},
       {"到期承诺", "promises due", model::kDue},
       {"兑现承诺", "promises kept", model::kKept},
       {"评价", "rated", model::kRated},
       {"星数合计", "stars", model::kStars}},
      {{"发布", "published", model::kPublished},
       {"应达终端", "boards aimed at", model::kAimedBoards},
       {"已收到", "received", model::kReceivedBoards},
       {"已展示", "shown", model::kShownBoards}},
      {{"告警", "alarms", model::kRaised}, {"失联分钟", "silent minutes", model::kSilentMs, true}},
  }};
  return columns[static_cast<std::size_t>(topic)];
}

std::int64_t amount_in(const model::Amounts& amounts, const AnalysisColumn& column) {
  const std::int64_t amount = amounts[column.amount];
  return column.minutes ? (amount + kMinuteMs / 2) / kMinuteMs : amount;
}

std::vector<std::string> analysis_head(AnalysisTable table, bool english) {
  switch (table) {
    case AnalysisTable::kinds:
      return {english ? "kind" : "类别"};
    case AnalysisTable::steps:
      return {english ? "from" : "日期"};
    case AnalysisTable::below:
      break;
  }
  if (english) return {"place", "name", "households", "boards"};
  return {"地点代码", "地点", "户数", "终端"};
}

std::vector<AnalysisTableRow> analysis_table(const Analysis& analysis, AnalysisTable table, AnalysisTopic topic) {
  const auto number = static_cast<std::size_t>(topic);
  std::vector<AnalysisTableRow> rows;
  switch (table) {
    case AnalysisTable::kinds:
      for (const auto& [kind, amounts] : analysis.now.topics[number]) rows.push_back({{kind}, amounts});
      break;
    case AnalysisTable::steps:
      for (const auto& step : analysis.steps) {
        rows.push_back({{base::format_date(step.from)}, total_of(step.topics[number])});
      }
      break;
    case AnalysisTable::below:
      for (const auto& at : analysis.below) {
        rows.push_back(
            {{at.place.path, at.place.name, std::to_string(at.sums.households), std::to_string(at.sums.boards)},
             total_of(at.sums.topics[number])});
      }
      break;
  }
  return rows;
}

std::string analysis_csv(AnalysisTable table, AnalysisTopic topic, const std::vector<AnalysisTableRow>& rows,
                         const std::vector<bool>& hidden, bool english) {
  std::vector<std::string> head = analysis_head(table, english);
  for (const AnalysisColumn& column : analysis_columns(topic)) head.emplace_back(english ? column.en : column.zh);
  std::string text = std::string(kByteOrderMark) + sheet_line(head);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> cells = rows[i].head;
    for (const AnalysisColumn& column : analysis_columns(topic)) {
      cells.push_back(hidden[i] ? "" : std::to_string(amount_in(rows[i].amounts, column)));
    }
    text += sheet_line(cells);
  }
  return text;
}

}  // namespace gridboard::desk
