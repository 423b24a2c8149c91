// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/write_proof_table.hpp"

#include "sync/desk/search_places.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kBoardsAPage = 500;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A spreadsheet must not take a name for a formula.
std::string field(const std::string& text) {
  const bool is_formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const std::string safe = is_formula ? "'" + text : text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string line_of(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& each : fields) line += (line.empty() ? "" : ",") + each;
  return line + "\r\n";
}

std::string head_line(ProofLanguage language) {
  if (language == ProofLanguage::en) {
    return line_of({"Place", "Board", "Number", "Kind", "State", "Sent", "Sent by", "Received and verified",
                    "First shown", "Last shown", "Times", "Seconds", "Words", "Ahead of the start", "In time",
                    "Why not shown"});
  }
  return line_of({"地点", "终端", "终端编号", "类型", "状态", "下发时间", "下发方式", "收到并验签时间", "首次展示时间",
                  "最后展示时间", "展示次数", "展示秒数", "内容版本", "提前时间", "是否达到规定", "未展示原因"});
}

std::string row_line(const ProvedRow& row, const std::string& place, base::Zone zone, ProofLanguage language) {
  const bool zh = language == ProofLanguage::zh;
  const store::BoardTold& told = row.board.told;
  const char* const kind = row.board.hall ? (zh ? "营业厅" : "hall") : (zh ? "单元门口" : "door");
  const char* const words = told.version.empty() ? ""
                            : row.older_words    ? (zh ? "旧版" : "older")
                                                 : (zh ? "当前" : "now");
  const char* const in_time = !row.lead ? "" : row.in_time ? (zh ? "是" : "yes") : (zh ? "否" : "no");
  return line_of({field(place), field(row.board.name), field(row.board.id), kind, words_of(row.state, language),
                  clock_text(told.sent_at, zone), told.sent_at ? words_of(told.sent_how, language) : "",
                  clock_text(told.received_at, zone), clock_text(told.shown_at, zone),
                  clock_text(told.last_shown_at, zone), std::to_string(told.times), std::to_string(told.seconds), words,
                  row.lead ? words_of_lead(*row.lead, language) : "", in_time,
                  field(words_of_miss(row, zone, language))});
}

}  // namespace

Result<std::string> write_proof_table_page(store::Store& store, const store::Announcement& announcement,
                                           const model::Rules& rules, const ProofMoment& moment, ProofLanguage language,
                                           ProofTableStep& step) {
  std::string text;
  if (!step.begun) text = std::string(kByteOrderMark) + head_line(language);
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto subject = load_proof_subject(reader, announcement, rules);
    if (!subject) return tl::unexpected(subject.error());
    std::vector<ProvedRow> rows;
    const auto next = each_proved_board(reader, *subject, moment, step.after, kBoardsAPage,
                                        [&rows](const ProvedRow& row) -> Result<void> {
                                          rows.push_back(row);
                                          return {};
                                        });
    if (!next) return tl::unexpected(next.error());
    PlaceWords words(reader);
    std::vector<std::string> paths;
    for (const ProvedRow& row : rows) paths.push_back(row.board.place_path);
    if (auto looked = words.look_ahead(paths); !looked) return looked;
    for (const ProvedRow& row : rows) {
      const auto place = words.of(row.board.place_path);
      if (!place) return tl::unexpected(place.error());
      text += row_line(row, *place, moment.zone, language);
    }
    step.begun = true;
    step.ended = !next->has_value();
    if (*next) step.after = **next;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  // A stretch of boards that it isn't for says nothing.
  if (text.empty() && !step.ended) return write_proof_table_page(store, announcement, rules, moment, language, step);
  return text;
}

}  // namespace gridboard::desk
