// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/print_proof.hpp"

#include <array>

#include "sync/base/utf8.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/paper/paper.hpp"

namespace gridboard::desk {
namespace {

using base::Result;
using paper::Paper;
using paper::Weight;

constexpr double kLeft_mm = 18, kRight_mm = paper::kSheetWidth_mm - 18, kTop_mm = 20, kBottom_mm = 275;
constexpr double kWidth_mm = kRight_mm - kLeft_mm;
constexpr double kTitle_pt = 18, kHead_pt = 11, kText_pt = 9.5, kSmall_pt = 7.5;
constexpr double kLine_mm = 5.2, kRow_mm = 9.6, kTableTop_mm = 36;
constexpr int kRowsASheet = static_cast<int>((kBottom_mm - kTableTop_mm) / kRow_mm);
constexpr std::size_t kBoardsAStep = 500;
constexpr std::size_t kMostPlacesNamed = 12;
constexpr std::size_t kZoneAt = 19;  // of "2026-11-22T08:00:00+08:00"
constexpr ProofLanguage kZh = ProofLanguage::zh;

struct Column {
  double x_mm, width_mm;
  const char *zh, *en;
};
constexpr std::array kColumns{
    Column{kLeft_mm, 52, "地点与终端", "Door and board"}, Column{kLeft_mm + 53, 27, "下发", "Sent"},
    Column{kLeft_mm + 81, 27, "收到并验签", "Received, verified"},
    Column{kLeft_mm + 109, 27, "首次展示", "First shown"}, Column{kLeft_mm + 137, 37, "结论", "Finding"}};

class Sheets {
 public:
  Sheets(Paper& paper, std::string foot, std::int64_t count) : paper_(paper), foot_(std::move(foot)), count_(count) {}

  void begin() {
    ++number_;
    paper_.begin_sheet();
    paper_.line(kLeft_mm, kBottom_mm + 5, kRight_mm, kBottom_mm + 5, 0.4, false);
    paper_.text(kLeft_mm, kBottom_mm + 9, kSmall_pt, Weight::regular, foot_);
    const std::string page = "第 " + std::to_string(number_) + " 页，共 " + std::to_string(count_) + " 页  Page " +
                             std::to_string(number_) + " of " + std::to_string(count_);
    paper_.text(kRight_mm - paper_.width_mm(kSmall_pt, Weight::regular, page), kBottom_mm + 9, kSmall_pt,
                Weight::regular, page);
  }

 private:
  Paper& paper_;
  const std::string foot_;
  const std::int64_t count_;
  std::int64_t number_ = 0;
};

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

struct Facts {
  std::string supplier, places;
  ProofSummary summary;
  wire::LedgerEnd end;
};

// The first sheet, from top to bottom.
class Cover {
 public:
  Cover(Paper& paper, const ProofSubject& subject, const Facts& facts, const ProofMoment& moment)
      : paper_(paper), subject_(subject), facts_(facts), moment_(moment) {}

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
  [[nodiscard]] std::string clock(const std::optional<base::Instant>& at) const { return clock_text(at, moment_.zone); }

  void what() {
    const bool is_notice = subject_.announcement.kind == store::AnnouncementKind::notice;
    head("一、内容  What was announced");
    fact("发布单位 By", facts_.supplier);
    fact("编号 Number", subject_.announcement.id);
    fact("类别 Kind",
         is_notice ? "公告 notice"
                   : words_of(*subject_.outage_kind, kZh) + " " + words_of(*subject_.outage_kind, ProofLanguage::en));
    fact(is_notice ? "标题 Title" : "停电范围 Scope", subject_.title);
    fact(is_notice ? "正文 Words" : "停电原因 Cause", subject_.words, 5);
    fact("发布人 Publisher", subject_.publisher);
    fact("发布时间 Published", clock(subject_.published_at));
    fact("停电开始 Starts", clock(subject_.start));
    fact("失效时间 Over", clock(subject_.over_at));
    fact("公告范围 For", facts_.places, 3);
  }

  void rule() {
    head("二、提前时间  Ahead of time");
    if (subject_.lead_asked.count() == 0) {
      fact("规定 Rule", "此类公告没有提前时间的规定。No rule asks for a lead time.");
    } else {
      const auto hours = std::chrono::duration_cast<std::chrono::hours>(subject_.lead_asked).count();
      fact("规定 Rule", words_of(*subject_.outage_kind, kZh) + "须至少提前 " + std::to_string(hours) +
                            " 小时公告 (at least " + std::to_string(hours) + " h ahead)");
      fact("依据 Source", subject_.lead_source, 3);
      const bool in_time = *facts_.summary.published_lead >= subject_.lead_asked;
      fact("发布提前 Published",
           words_of_lead(*facts_.summary.published_lead, kZh) + (in_time ? "，符合规定 in time" : "，不足 late"));
    }
    if (facts_.summary.least_lead) {
      fact("终端展示提前 Shown", "最短 " + words_of_lead(*facts_.summary.least_lead, kZh) + "，最长 " +
                                     words_of_lead(*facts_.summary.most_lead, kZh));
      if (subject_.lead_asked.count() > 0) {
        fact("达到规定 In time", std::to_string(facts_.summary.in_time) + " 块终端；不足 late " +
                                     std::to_string(facts_.summary.late) + " 块");
      }
    }
    fact("例外理由 Override", subject_.override_reason, 3);
  }

  void figures() {
    const ProofSummary& sum = facts_.summary;
    head("三、结果  Result");
    fact("截至 As of",
         clock(moment_.now) + "（本证明的时间均为 " +
             base::format_rfc3339(std::chrono::floor<std::chrono::seconds>(moment_.now), moment_.zone).substr(kZoneAt) +
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
    fact("台账 Ledger", key_of(subject_.announcement) + "，共 " + std::to_string(end.number) + " 条 entries");
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
  const ProofSubject& subject_;
  const Facts& facts_;
  const ProofMoment& moment_;
  double y_ = kTop_mm;
};

// A row a board.
class Table {
 public:
  Table(Paper& paper, Sheets& sheets, base::Zone zone) : paper_(paper), sheets_(sheets), zone_(zone) {}

  void draw(const ProvedRow& row, const std::string& place) {
    if (drawn_++ % kRowsASheet == 0) begin_sheet();
    const store::BoardTold& told = row.board.told;
    const std::string name = row.board.name.empty() || row.board.name == place ? "" : row.board.name + " ";
    cell(0, place, name + row.board.id + (row.board.hall ? "（营业厅）" : ""));
    const bool by_stick = told.sent_at && told.sent_how == store::SentHow::stick;
    cell(1, clock_text(told.sent_at, zone_), by_stick ? "经 U 盘 by stick" : "");
    cell(2, clock_text(told.received_at, zone_), row.older_words ? "旧版内容 older words" : "");
    cell(3, clock_text(told.shown_at, zone_),
         told.seconds > 0 ? std::to_string(told.times) + " 次 " + std::to_string(told.seconds) + " 秒" : "");
    finding(row);
    y_ += kRow_mm;
    paper_.line(kLeft_mm, y_ - 4.3, kRight_mm, y_ - 4.3, 0.2, false);
  }

 private:
  void begin_sheet() {
    sheets_.begin();
    paper_.text(kLeft_mm, kTop_mm, kHead_pt, Weight::bold, "五、各终端  Board by board");
    for (const Column& column : kColumns) {
      paper_.text(column.x_mm, kTop_mm + 6, kSmall_pt, Weight::bold, column.zh);
      paper_.text(column.x_mm, kTop_mm + 9.4, kSmall_pt, Weight::regular, column.en);
    }
    paper_.line(kLeft_mm, kTop_mm + 11, kRight_mm, kTop_mm + 11, 0.6, false);
    y_ = kTableTop_mm;
  }
  void cell(std::size_t column, const std::string& first, const std::string& second) {
    const Column& at = kColumns[column];
    paper_.text(at.x_mm, y_, kSmall_pt, Weight::regular, fitting(paper_, kSmall_pt, at.width_mm, first));
    if (second.empty()) return;
    paper_.text(at.x_mm, y_ + 3.4, kSmall_pt, Weight::regular, fitting(paper_, kSmall_pt, at.width_mm, second));
  }
  void finding(const ProvedRow& row) {
    if (row.state == DeliveryState::shown) {
      const std::string lead = row.lead ? "提前 " + words_of_lead(*row.lead, kZh) + (row.in_time ? "" : " 不足") : "";
      return cell(4, row.in_audience ? "已展示 shown" : "已展示；终端已移走", lead);
    }
    const Column& at = kColumns[4];
    paper_.paragraph(at.x_mm, y_, at.width_mm, kSmall_pt, 2, words_of_miss(row, zone_, kZh));
  }

  Paper& paper_;
  Sheets& sheets_;
  const base::Zone zone_;
  std::int64_t drawn_ = 0;
  double y_ = kTableTop_mm;
};

Result<std::string> places_in_words(store::Reader& reader, const std::vector<std::string>& paths) {
  PlaceWords words(reader);
  std::string all;
  for (std::size_t i = 0; i < paths.size() && i < kMostPlacesNamed; ++i) {
    const auto said = words.of(paths[i]);
    if (!said) return tl::unexpected(said.error());
    all += (all.empty() ? "" : "、") + *said;
  }
  if (paths.size() > kMostPlacesNamed) all += " 等 " + std::to_string(paths.size()) + " 处";
  return all;
}

Result<void> draw_rows(store::Reader& reader, const ProofSubject& subject, const ProofMoment& moment, Table& table) {
  std::optional<BehindRow> at = BehindRow();
  while (at) {
    std::vector<ProvedRow> rows;
    auto next =
        each_proved_board(reader, subject, moment, *at, kBoardsAStep, [&rows](const ProvedRow& row) -> Result<void> {
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
      table.draw(row, *place);
    }
    at = *next;
  }
  return {};
}

}  // namespace

Result<std::string> print_proof(store::Store& store, const KeyRing& keys, const store::Announcement& announcement,
                                const model::Rules& rules, const ProofMoment& moment) {
  std::string pdf;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto subject = load_proof_subject(reader, announcement, rules);
    if (!subject) return tl::unexpected(subject.error());
    auto page = show_proof(reader, *subject, moment, {}, false, 0);
    if (!page) return tl::unexpected(page.error());
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    auto places = places_in_words(reader, subject->paths);
    if (!places) return tl::unexpected(places.error());
    auto paper = Paper::make("送达证明 " + announcement.id);
    if (!paper) return tl::unexpected(paper.error());
    const Facts facts{
        settings->supplier_name, *places, page->summary,
        signed_end(keys, key_of(announcement), {subject->ledger.number, subject->ledger.hash}, moment.now)};
    const std::int64_t rows = facts.summary.boards + facts.summary.moved_away;
    Sheets sheets(*paper,
                  settings->supplier_name + "  " + announcement.id + "  " + facts.end.checkpoint.hash.substr(0, 16),
                  1 + (rows + kRowsASheet - 1) / kRowsASheet);
    sheets.begin();
    Cover(*paper, *subject, facts, moment).draw();
    Table table(*paper, sheets, moment.zone);
    if (auto drawn = draw_rows(reader, *subject, moment, table); !drawn) return drawn;
    pdf = paper->finish();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return pdf;
}

}  // namespace gridboard::desk
