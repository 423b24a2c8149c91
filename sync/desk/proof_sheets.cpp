// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/proof_sheets.hpp"

#include <array>

#include "sync/base/utf8.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/proof_words.hpp"

namespace gridboard::desk {
namespace {

using paper::Paper;
using paper::Weight;

constexpr double kLeft_mm = 18, kRight_mm = paper::kSheetWidth_mm - 18, kTop_mm = 20, kBottom_mm = 275;
constexpr double kWidth_mm = kRight_mm - kLeft_mm;
constexpr double kTitle_pt = 18, kHead_pt = 11, kText_pt = 9.5, kSmall_pt = 7.5;
constexpr double kLine_mm = 5.2, kRow_mm = 9.6, kTableTop_mm = 36;
static_assert(kTableTop_mm + ProofSheets::kRowsASheet * kRow_mm <= kBottom_mm);
// A round seal of a company in China measures 42 mm; it has a little air around it.
constexpr double kSealRoom_mm = 46, kSealTop_mm = 6, kSealGap_mm = 7;
constexpr double kSealBlock_mm = kSealGap_mm + kSealTop_mm + kSealRoom_mm;
constexpr int kRowsBesideSeal = static_cast<int>((kBottom_mm - kTableTop_mm - kSealBlock_mm) / kRow_mm);
constexpr std::size_t kZoneAt = 19;  // of "2026-11-22T08:00:00+08:00"
constexpr std::size_t kHashInFoot = 16;
constexpr ProofLanguage kZh = ProofLanguage::zh;

struct Column {
  double x_mm, width_mm;
  const char *zh, *en;
};
constexpr std::array kColumns{
    Column{kLeft_mm, 52, "地点与终端", "Door and board"}, Column{kLeft_mm + 53, 27, "下发", "Sent"},
    Column{kLeft_mm + 81, 27, "收到并验签", "Received, verified"},
    Column{kLeft_mm + 109, 27, "首次展示", "First shown"}, Column{kLeft_mm + 137, 37, "结论", "Finding"}};

// Cut where the column ends, with a mark that it was.
std::string fitting(const Paper& paper, double size_pt, double width_mm, const std::string& words) {
  if (paper.width_mm(size_pt, Weight::regular, words) <= width_mm) return words;
  std::string kept;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = base::decode_utf8(words, at);
    std::string longer = kept;
    base::append_utf8(longer, c);
    if (paper.width_mm(size_pt, Weight::regular, longer + "…") > width_mm) break;
    kept = std::move(longer);
  }
  return kept + "…";
}

// The first sheet, from top to bottom.
class Cover {
 public:
  Cover(Paper& paper, const PaperFacts& facts) : paper_(paper), facts_(facts) {}

  void draw() {
    paper_.text(kLeft_mm, y_, kTitle_pt, Weight::bold, "送达证明");
    paper_.text(kLeft_mm + 36, y_, kHead_pt, Weight::regular, "Proof of notice");
    y_ += 8;
    what();
    rule();
    figures();
    ledger();
  }

 private:
  void head(const char* words) {
    y_ += 3;
    paper_.text(kLeft_mm, y_, kHead_pt, Weight::bold, words);
    paper_.line(kLeft_mm, y_ + 1.6, kRight_mm, y_ + 1.6, 0.5, false);
    y_ += 7;
  }
  void fact(const char* name, const std::string& words, int most_lines = 2) {
    if (words.empty()) return;
    paper_.text(kLeft_mm, y_, kText_pt, Weight::regular, name);
    const int lines = paper_.paragraph(kLeft_mm + 38, y_, kWidth_mm - 38, kText_pt, most_lines, words);
    y_ += std::max(1, lines) * kLine_mm;
  }
  [[nodiscard]] std::string clock(const std::optional<base::Instant>& at) const {
    return clock_text(at, facts_.moment.zone);
  }

  void what() {
    const bool is_notice = facts_.subject.announcement.kind == store::AnnouncementKind::notice;
    head("一、内容  What was announced");
    fact("发布单位 By", facts_.supplier);
    fact("编号 Number", facts_.subject.announcement.id);
    fact("类别 Kind", is_notice ? "公告 notice"
                                : words_of(*facts_.subject.outage_kind, kZh) + " " +
                                      words_of(*facts_.subject.outage_kind, ProofLanguage::en));
    fact(is_notice ? "标题 Title" : "停电范围 Scope", facts_.subject.title);
    fact(is_notice ? "正文 Words" : "停电原因 Cause", facts_.subject.words, 5);
    fact("发布人 Publisher", facts_.subject.publisher);
    fact("发布时间 Published", clock(facts_.subject.published_at));
    fact("停电开始 Starts", clock(facts_.subject.start));
    fact("预计来电 Power back", clock(facts_.subject.back_at));
    fact("失效时间 Over", clock(facts_.subject.over_at));
    if (facts_.subject.withdrawn) fact("撤销 Withdrawn", "停电信息已撤销：实际未停电。Withdrawn: power was not off.");
    fact("公告范围 For", facts_.places, 3);
  }

  void rule() {
    head("二、提前时间  Ahead of time");
    if (facts_.subject.lead_asked.count() == 0) {
      fact("规定 Rule", "此类公告没有提前时间的规定。No rule asks for a lead time.");
    } else {
      const auto hours = std::chrono::duration_cast<std::chrono::hours>(facts_.subject.lead_asked).count();
      fact("规定 Rule", words_of(*facts_.subject.outage_kind, kZh) + "须至少提前 " + std::to_string(hours) +
                            " 小时公告 (at least " + std::to_string(hours) + " h ahead)");
      fact("依据 Source", facts_.subject.lead_source, 3);
      const bool in_time = *facts_.summary.published_lead >= facts_.subject.lead_asked;
      fact("发布时机 Published",
           words_of_timing(*facts_.summary.published_lead, kZh) + (in_time ? "，符合规定 in time" : "，不足 late"));
    }
    if (facts_.summary.least_lead) {
      fact("终端展示 Shown", "最早" + words_of_timing(*facts_.summary.most_lead, kZh) + "，最晚" +
                                 words_of_timing(*facts_.summary.least_lead, kZh));
      if (facts_.subject.lead_asked.count() > 0) {
        fact("达到规定 In time", std::to_string(facts_.summary.in_time) + " 块终端；不足 late " +
                                     std::to_string(facts_.summary.late) + " 块");
      }
    }
    fact("例外理由 Override", facts_.subject.override_reason, 3);
  }

  void figures() {
    const ProofSummary& sum = facts_.summary;
    head("三、结果  Result");
    fact("截至 As of",
         clock(facts_.moment.now) + "（本证明的时间均为 " +
             base::format_rfc3339(std::chrono::floor<std::chrono::seconds>(facts_.moment.now), facts_.moment.zone)
                 .substr(kZoneAt) +
             "）");
    fact("终端 Boards", std::to_string(sum.boards) + " 块终端中 " + std::to_string(sum.shown) + " 块已展示，" +
                            std::to_string(sum.boards - sum.shown) + " 块未展示  " + std::to_string(sum.shown) +
                            " of " + std::to_string(sum.boards) + " boards showed it");
    if (sum.halls > 0) {
      fact("其中营业厅 Halls", std::to_string(sum.halls) + " 块中 " + std::to_string(sum.halls_shown) + " 块已展示");
    }
    fact("户数 Households", std::to_string(sum.households) + " 户中 " + std::to_string(sum.households_told) +
                                " 户的单元门口已展示  told " + std::to_string(sum.households_told) + " of " +
                                std::to_string(sum.households));
    for (const auto& [reason, count] : sum.misses) {
      fact("未展示 Missed",
           std::to_string(count) + " 块：" + words_of(reason, kZh) + "  " + words_of(reason, ProofLanguage::en));
    }
    if (sum.moved_away > 0) {
      fact("另有 Besides", std::to_string(sum.moved_away) + " 块终端已移出公告范围，不计入以上数字。");
    }
  }

  void ledger() {
    const wire::LedgerCheckpoint& end = facts_.end.checkpoint;
    head("四、台账与核验  Ledger and how to check");
    fact("台账 Ledger", key_of(facts_.subject.announcement) + "，共 " + std::to_string(end.number) + " 条 entries");
    fact("末条哈希 Hash", end.hash, 2);
    fact("签名 Signature", end.signature, 2);
    fact("公钥 Key",
         end.publishing_key + "（第 " + std::to_string(end.key_number) + " 号 no. " + std::to_string(end.key_number) +
             "）",
         2);
    fact("签名时间 Signed", clock(end.at));
    fact("核验 Check",
         "随附台账文件，在任何装有本软件的计算机上运行："
         "gridboard ledger verify 文件 --key 公钥。"
         "改动、删除、调换、截断任何一行，或由他人签名，都会被拒绝并指出行号。"
         "Each line carries the hash of the one before; the centre's signature stands under the last.",
         5);
  }

  Paper& paper_;
  const PaperFacts& facts_;
  double y_ = kTop_mm;
};

// The cover fills its sheet, as a table may.
bool needs_sheet_for_seal(std::int64_t rows) {
  return rows == 0 || (rows - 1) % ProofSheets::kRowsASheet >= kRowsBesideSeal;
}

PaperRow::Cell finding(const ProvedRow& row) {
  const std::string lead = row.lead ? words_of_timing(*row.lead, kZh) + (row.in_time ? "" : " 不足") : std::string();
  return {row.in_audience ? "已展示 shown" : "已展示；终端已移走", lead};
}

}  // namespace

PaperRow paper_row(const ProvedRow& row, const std::string& place, base::Zone zone) {
  const store::BoardTold& told = row.board.told;
  const std::string name = row.board.name.empty() || row.board.name == place ? "" : row.board.name + " ";
  const bool by_stick = told.sent_at && told.sent_how == store::SentHow::stick;
  PaperRow made;
  made.cells[0] = {place, name + row.board.id + (row.board.hall ? "（营业厅）" : "")};
  made.cells[1] = {clock_text(told.sent_at, zone), by_stick ? "经 U 盘 by stick" : ""};
  made.cells[2] = {clock_text(told.received_at, zone), row.older_words ? "旧版内容 older words" : ""};
  made.cells[3] = {clock_text(told.shown_at, zone),
                   told.seconds > 0 ? std::to_string(told.times) + " 次 " + std::to_string(told.seconds) + " 秒" : ""};
  if (row.state == DeliveryState::shown) made.cells[4] = finding(row);
  if (row.state != DeliveryState::shown) made.missed = words_of_miss(row, zone, kZh);
  return made;
}

ProofSheets::ProofSheets(Paper& paper, const PaperFacts& facts, std::int64_t rows)
    : paper_(paper),
      foot_(facts.supplier + "  " + facts.subject.announcement.id + "  " +
            facts.end.checkpoint.hash.substr(0, kHashInFoot)),
      rows_(rows),
      sheets_(1 + (rows + kRowsASheet - 1) / kRowsASheet + (needs_sheet_for_seal(rows) ? 1 : 0)) {}

void ProofSheets::draw_cover(const PaperFacts& facts) {
  begin_sheet();
  Cover(paper_, facts).draw();
}

void ProofSheets::draw(const PaperRow& row) {
  if (drawn_++ % kRowsASheet == 0) begin_table_sheet();
  const std::size_t last = kColumns.size() - 1;
  for (std::size_t column = 0; column < last; ++column) draw_cell(column, row.cells[column]);
  if (row.missed.empty()) {
    draw_cell(last, row.cells[last]);
  } else {
    paper_.paragraph(kColumns[last].x_mm, y_mm_, kColumns[last].width_mm, kSmall_pt, 2, row.missed);
  }
  y_mm_ += kRow_mm;
  paper_.line(kLeft_mm, y_mm_ - 4.3, kRight_mm, y_mm_ - 4.3, 0.2, false);
}

void ProofSheets::draw_seal(const PaperFacts& facts) {
  if (needs_sheet_for_seal(rows_)) {
    begin_sheet();
    y_mm_ = kTop_mm;
  } else {
    y_mm_ += kSealGap_mm;
  }
  paper_.text(kLeft_mm, y_mm_, kHead_pt, Weight::bold, rows_ == 0 ? "五、出具  Issued" : "六、出具  Issued");
  paper_.line(kLeft_mm, y_mm_ + 1.6, kRight_mm, y_mm_ + 1.6, 0.5, false);
  const double top = y_mm_ + kSealTop_mm, bottom = top + kSealRoom_mm;
  const double right = kRight_mm, left = right - kSealRoom_mm;
  for (const double y : {top, bottom}) paper_.line(left, y, right, y, 0.3, true);
  for (const double x : {left, right}) paper_.line(x, top, x, bottom, 0.3, true);
  paper_.text(left + 2, top + 4, kSmall_pt, Weight::regular, "盖章处 Seal");
  const double written = kLeft_mm + 50, wide = left - 8 - written;
  double y = top + 9;
  paper_.text(kLeft_mm, y, kText_pt, Weight::regular, "出具单位（盖章） Issued by (seal)");
  paper_.paragraph(written + 6, y, wide - 6, kText_pt, 2, facts.supplier);
  for (const char* name : {"经办人 Handled by", "日期 Date"}) {
    y += 15;
    paper_.text(kLeft_mm, y, kText_pt, Weight::regular, name);
    paper_.line(written, y + 1, written + wide, y + 1, 0.3, false);
  }
  paper_.text(written + 15, y, kText_pt, Weight::regular, "年");
  paper_.text(written + 30, y, kText_pt, Weight::regular, "月");
  paper_.text(written + 45, y, kText_pt, Weight::regular, "日");
}

void ProofSheets::begin_sheet() {
  ++sheet_;
  paper_.begin_sheet();
  paper_.line(kLeft_mm, kBottom_mm + 5, kRight_mm, kBottom_mm + 5, 0.4, false);
  paper_.text(kLeft_mm, kBottom_mm + 9, kSmall_pt, Weight::regular, foot_);
  const std::string page = "第 " + std::to_string(sheet_) + " 页，共 " + std::to_string(sheets_) + " 页  Page " +
                           std::to_string(sheet_) + " of " + std::to_string(sheets_);
  paper_.text(kRight_mm - paper_.width_mm(kSmall_pt, Weight::regular, page), kBottom_mm + 9, kSmall_pt, Weight::regular,
              page);
}

void ProofSheets::begin_table_sheet() {
  begin_sheet();
  paper_.text(kLeft_mm, kTop_mm, kHead_pt, Weight::bold, "五、各终端  Board by board");
  for (const Column& column : kColumns) {
    paper_.text(column.x_mm, kTop_mm + 6, kSmall_pt, Weight::bold, column.zh);
    paper_.text(column.x_mm, kTop_mm + 9.4, kSmall_pt, Weight::regular, column.en);
  }
  paper_.line(kLeft_mm, kTop_mm + 11, kRight_mm, kTop_mm + 11, 0.6, false);
  y_mm_ = kTableTop_mm;
}

void ProofSheets::draw_cell(std::size_t column, const PaperRow::Cell& cell) {
  const Column& at = kColumns[column];
  paper_.text(at.x_mm, y_mm_, kSmall_pt, Weight::regular, fitting(paper_, kSmall_pt, at.width_mm, cell.first));
  if (cell.second.empty()) return;
  paper_.text(at.x_mm, y_mm_ + 3.4, kSmall_pt, Weight::regular, fitting(paper_, kSmall_pt, at.width_mm, cell.second));
}

}  // namespace gridboard::desk
