// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A proof as a table and on paper.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "sync/desk/paper_rows.hpp"
#include "sync/desk/print_proof.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "sync/desk/write_proof_table.hpp"
#include "tests/sync/desk/proof_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using desk::test::Proof;
using desk::test::unit;
using store::Announcement;

namespace {

std::string text_of(const std::string& folder, const std::string& pdf) {
  const std::string path = folder + "/proof.pdf";
  std::ofstream(path, std::ios::binary) << pdf;
  std::string text;
  std::FILE* const pipe = ::popen(("pdftotext -layout " + path + " -").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t read = 0; (read = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, read);
  REQUIRE(::pclose(pipe) == 0);
  return text;
}

std::unique_ptr<desk::ProofOnPaper> begun(Proof& proof, const Announcement& announcement) {
  auto paper = desk::ProofOnPaper::begin(*proof.store, *proof.keys, announcement, proof.rules, proof.moment());
  REQUIRE_MESSAGE(paper, (paper ? "" : paper.error().message));
  return std::move(*paper);
}

std::vector<std::string> rest_of(desk::ProofOnPaper& paper) {
  std::vector<std::string> pieces;
  while (true) {
    auto piece = paper.next_piece();
    REQUIRE_MESSAGE(piece, (piece ? "" : piece.error().message));
    if (!*piece) return pieces;
    CHECK_FALSE((*piece)->empty());
    pieces.push_back(std::move(**piece));
  }
}

std::vector<std::string> pieces_of(Proof& proof, const Announcement& announcement) {
  return rest_of(*begun(proof, announcement));
}

// Beside the boards of the centre.
void add_boards(Proof& proof, int count) {
  const store::Board like = proof.enrolled(unit(1, 1));
  REQUIRE(proof.store->write([&](store::Writer& writer) -> base::Result<void> {
    for (int i = 0; i < count; ++i) {
      store::Board board = like;
      board.id = "B-" + std::to_string(100000 + i);
      board.name = std::to_string(i) + " 号门口";
      board.receipt_prefix = board.id;
      board.place_path = unit(1 + i % 10, 1 + i / 10 % 4);
      if (auto put = writer.put(board); !put) return put;
    }
    return {};
  }));
}

}  // namespace
TEST_CASE("a table for spreadsheets, which takes no name for a formula") {
  Proof proof;
  auto board = proof.enrolled(unit(1, 1));
  REQUIRE(proof.store->write([&](store::Writer& writer) {
    board.name = "=HYPERLINK(\"x\"),东门";
    return writer.put(board);
  }));
  const auto second = proof.enrolled(unit(1, 2));
  const Announcement notice = proof.publish();
  proof.say(second, notice, proof.clock.now());
  std::string text;
  for (desk::ProofTableStep step; !step.ended;) {
    const auto page =
        desk::write_proof_table_page(*proof.store, notice, proof.rules, proof.moment(), desk::ProofLanguage::zh, step);
    REQUIRE_MESSAGE(page, (page ? "" : page.error().message));
    text += *page;
  }
  CHECK(text.starts_with("\xEF\xBB\xBF地点,终端,"));
  CHECK(text.find("\"'=HYPERLINK(\"\"x\"\"),东门\"") != std::string::npos);
  CHECK(text.find(",已展示,") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("the paper says what, who, when, by which rule, and how to check it") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int building = 1; building <= 10; ++building) {
    for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(building, number)));
  }
  const auto start = desk::test::at("2026-12-01 08:00");
  proof.clock.set(start - 8 * 24h);
  const Announcement outage = proof.announce(model::OutageKind::planned, start, proof.clock.now());
  proof.send(boards, outage);
  for (std::size_t i = 2; i < boards.size(); ++i) proof.say(boards[i], outage, proof.clock.now());
  std::string pdf;
  for (const std::string& piece : pieces_of(proof, outage)) pdf += piece;
  if (const char* const kept = std::getenv("GRIDBOARD_KEEP_PROOF")) std::ofstream(kept, std::ios::binary) << pdf;
  const std::string text = text_of(proof.folder, pdf);
  for (const char* words :
       {"送达证明", "T20261122-K7QM", "计划停电", "线路检修", "2026-11-23 08:00:00", "2026-12-01 12:00:00",
        "至少提前 168 小时", "《电力供应与使用条例》", "提前 8 天 0:00:00，符合规定", "40 块终端中 38 块已展示",
        "已下发，终端未回报", "gridboard ledger verify", "第 1 页，共 3 页", "第 3 页，共 3 页", "新华社区"}) {
    CAPTURE(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(text.find(proof.lines(outage).back().substr(proof.lines(outage).back().find("\"hash\":\"") + 8, 16)) !=
        std::string::npos);
}

TEST_CASE("the place for the seal stands whole behind the last row, on a sheet of its own where there is no room") {
  struct Case {
    int boards, sheets;
  };
  for (const Case& each : {Case{1, 2}, Case{18, 2}, Case{19, 3}, Case{24, 3}, Case{25, 3}}) {
    CAPTURE(each.boards);
    Proof proof;
    add_boards(proof, each.boards - 1);
    std::string pdf;
    for (const std::string& piece : pieces_of(proof, proof.publish())) pdf += piece;
    const std::string text = text_of(proof.folder, pdf);
    const std::size_t last = text.rfind('\f', text.size() - 2) + 1;
    CHECK(std::count(text.begin(), text.end(), '\f') == each.sheets);
    std::size_t before = 0;
    for (const char* words : {"六、出具", "出具单位（盖章）", "云溪供电", "经办人", "日期"}) {
      CAPTURE(words);
      const std::size_t at = text.find(words, std::max(before, last));
      CHECK(at != std::string::npos);
      before = at;
    }
    CHECK(text.find("出具单位") > last);
  }
}

TEST_CASE("of a proof of no board the seal's sheet follows the cover") {
  Proof proof;
  std::string pdf;
  for (const std::string& piece : pieces_of(proof, proof.publish())) pdf += piece;
  const std::string text = text_of(proof.folder, pdf);
  CHECK(std::count(text.begin(), text.end(), '\f') == 2);
  CHECK(text.find("五、出具") > text.find('\f'));
}

TEST_CASE("an outage that was withdrawn is proved: when it was told, and when and why it went") {
  Proof proof;
  const store::Board board = proof.enrolled(unit(1, 1));
  const auto start = desk::test::at("2026-12-01 08:00");
  proof.clock.set(start);
  const Announcement fault = proof.announce(model::OutageKind::fault, start, start);
  proof.send({board}, fault);
  proof.say(board, fault, start + 55s);
  proof.clock.set(start + 10min);
  REQUIRE(desk::withdraw_outage(*proof.store, {fault.id, "误报，现场有电", ""}, proof.clock));
  REQUIRE(proof.store->read([&](store::Reader& reader) -> base::Result<void> {
    const auto subject = desk::load_proof_subject(reader, fault, proof.rules).value();
    CHECK(subject.withdrawn);
    CHECK(subject.over_at == start + 10min);
    return {};
  }));
  std::string pdf;
  for (const std::string& piece : pieces_of(proof, fault)) pdf += piece;
  const std::string text = text_of(proof.folder, pdf);
  for (const char* words : {"2026-12-01 08:10:00", "停电信息已撤销：实际未停电", "1 块终端中 1 块已展示"}) {
    CAPTURE(words);
    CHECK(text.find(words) != std::string::npos);
  }
}

TEST_CASE("of a fault the paper says how long after its start boards told of it, and blames nobody for that") {
  Proof proof;
  const std::vector<store::Board> boards{proof.enrolled(unit(1, 1)), proof.enrolled(unit(1, 2))};
  const auto start = desk::test::at("2026-12-01 08:00");
  proof.clock.set(start);
  const Announcement fault = proof.announce(model::OutageKind::fault, start, start);
  proof.send(boards, fault);
  proof.clock.set(start + 75s);
  proof.say(boards[0], fault, start + 55s);
  proof.say(boards[1], fault, start + 75s);
  std::string pdf;
  for (const std::string& piece : pieces_of(proof, fault)) pdf += piece;
  const std::string text = text_of(proof.folder, pdf);
  CHECK(text.find("最早停电开始后 0:00:55，最晚停电开始后 0:01:15") != std::string::npos);
  CHECK(text.find("没有提前时间的规定") != std::string::npos);
  CHECK(text.find("不足") == std::string::npos);
}

TEST_CASE("a long proof is made some sheets at a time, of one moment, each sheet with its number") {
  Proof proof;
  constexpr int kBoards = 1200;
  add_boards(proof, kBoards - 1);
  const Announcement notice = proof.publish();
  const auto paper = begun(proof, notice);
  const auto first = paper->next_piece();
  REQUIRE(first);
  REQUIRE(*first);
  std::string pdf = **first;
  CHECK(pdf.starts_with("%PDF-"));
  // What becomes known behind the first sheets is said by none.
  const auto late = proof.enrolled(unit(3, 1));
  proof.clock.advance(1h);
  proof.say(late, notice, proof.clock.now());
  const std::vector<std::string> rest = rest_of(*paper);
  CHECK(rest.size() >= 6);
  // But for the last, which brings the fonts, none is long, however many boards there are.
  for (std::size_t i = 0; i + 1 < rest.size(); ++i) CHECK(rest[i].size() < 64u << 10);
  for (const std::string& piece : rest) pdf += piece;
  const std::string text = text_of(proof.folder, pdf);
  for (const char* words :
       {"1200 块终端中 0 块已展示", "第 1 页，共 52 页", "第 2 页，共 52 页", "第 52 页，共 52 页"}) {
    CAPTURE(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(text.find("第 53 页") == std::string::npos);
  CHECK(text.find(late.id) == std::string::npos);
  for (int i = 0; i < kBoards - 1; ++i) {
    const std::string id = "B-" + std::to_string(100000 + i);
    if (text.find(id) == std::string::npos) FAIL_CHECK(id << " is on no sheet");
  }
}

TEST_CASE("rows on their way to paper come back as they were, whatever stands in them") {
  auto rows = desk::PaperRows::make();
  REQUIRE(rows);
  desk::PaperRow plain, odd;
  plain.cells[0] = {"新华社区 3 栋 2 单元", "B-K7QM3R"};
  plain.cells[4] = {"已展示 shown", ""};
  odd.cells[1].first = std::string("a\0b\n\t", 5);
  odd.missed = std::string(100000, 'x');
  for (const auto& row : {plain, odd, plain}) REQUIRE(rows->add(row));
  CHECK(rows->count() == 3);
  for (const auto& row : {plain, odd, plain}) CHECK(rows->next().value() == row);
  CHECK_FALSE(rows->next().value());
  CHECK_FALSE(rows->next().value());
}
