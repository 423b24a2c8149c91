// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A proof as a table and on paper.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "sync/desk/print_proof.hpp"
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
  const auto pdf = desk::print_proof(*proof.store, *proof.keys, outage, proof.rules, proof.moment());
  REQUIRE_MESSAGE(pdf, (pdf ? "" : pdf.error().message));
  if (const char* const kept = std::getenv("GRIDBOARD_KEEP_PROOF")) std::ofstream(kept, std::ios::binary) << *pdf;
  const std::string text = text_of(proof.folder, *pdf);
  for (const char* words :
       {"送达证明", "T20261122-K7QM", "计划停电", "线路检修", "2026-11-23 08:00:00", "至少提前 168 小时",
        "《电力供应与使用条例》", "8 天 0:00:00，符合规定", "40 块终端中 38 块已展示", "已下发，终端未回报",
        "gridboard ledger verify", "第 1 页，共 3 页", "第 3 页，共 3 页", "新华社区"}) {
    CAPTURE(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(text.find(proof.lines(outage).back().substr(proof.lines(outage).back().find("\"hash\":\"") + 8, 16)) !=
        std::string::npos);
}
