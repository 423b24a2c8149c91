// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who was told what, and when: the ledger of it, and what it proves.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/print_proof.hpp"
#include "sync/desk/prove_delivery.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/desk/verify_ledger.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "sync/desk/write_proof_table.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using base::Result;
using desk::DeliveryState;
using desk::MissReason;
using desk::test::kCommunity;
using desk::test::StaffCentre;
using store::Announcement;
using store::AnnouncementKind;

std::string unit(int building, int number) {
  return kCommunity + "/" + std::to_string(building) + "/" + std::to_string(number);
}

struct Proof : StaffCentre {
  Announcement publish(const std::function<void(desk::PublishNotice&)>& change = {}) {
    desk::PublishNotice wanted;
    wanted.title = "电表更换";
    wanted.body = "周五更换电表。";
    wanted.places = {kCommunity};
    wanted.publisher = "王敏";
    if (change) change(wanted);
    const auto notice = desk::publish_notice(*store, wanted, clock, random);
    REQUIRE_MESSAGE(notice, (notice ? "" : notice.error().message));
    return {AnnouncementKind::notice, notice->id};
  }
  Announcement announce(model::OutageKind kind, base::Instant start, base::Instant published_at) {
    model::Outage outage;
    outage.id = "T20261122-K7QM";
    outage.kind = kind;
    outage.cause = "线路检修";
    outage.scope = "新华社区";
    outage.line = "新华一线";
    outage.audience = {kCommunity};
    outage.published_at = published_at;
    outage.start = start;
    outage.etr = start + 4h;
    put(outage);
    return {AnnouncementKind::outage, outage.id};
  }
  void put(const model::Outage& outage) {
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
      if (auto done = writer.put(outage); !done) return tl::unexpected(done.error());
      return desk::publish_outage(writer, settings, outage);
    }));
  }
  std::string version_of(const Announcement& announcement) {
    return wire::content_version(body_of(kCommunity, desk::key_of(announcement)));
  }
  void say(const store::Board& board, const Announcement& announcement, std::optional<base::Instant> shown,
           std::string version = "now", std::int64_t times = 0, std::int64_t seconds = 0) {
    if (version == "now") version = version_of(announcement);
    const wire::ShownBody::Shown said{announcement.id, clock.now(), shown, times, seconds, {}, version};
    wire::ShownBody body;
    (announcement.kind == AnnouncementKind::notice ? body.notices : body.outages).push_back(said);
    REQUIRE(hand_in(board, wire::ItemKind::shown, wire::encode(body, settings.zone), clock.now()).outcome ==
            wire::ItemAnswer::Outcome::accepted);
  }
  void send(const std::vector<store::Board>& boards, const Announcement& announcement) {
    std::vector<desk::SentTo> sent;
    for (const store::Board& board : boards) sent.push_back({board.id, clock.now()});
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
      for (const store::Board& board : boards) {
        if (auto seen = writer.note_seen(board.id, clock.now()); !seen) return seen;
      }
      return desk::note_sent(writer, announcement, sent, clock.now());
    }));
  }
  desk::ProofMoment moment() { return {clock.now(), clock.now() - 75s, settings.zone}; }
  desk::ProofPage page(const Announcement& announcement, bool missed = false, std::size_t limit = 500,
                       const desk::BehindRow& after = {}) {
    desk::ProofPage found;
    const auto read = store->read([&](store::Reader& reader) -> Result<void> {
      const auto subject = desk::load_proof_subject(reader, announcement, rules);
      if (!subject) return tl::unexpected(subject.error());
      auto shown = desk::show_proof(reader, *subject, moment(), after, missed, limit);
      if (!shown) return tl::unexpected(shown.error());
      found = std::move(*shown);
      return {};
    });
    REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
    return found;
  }
  MissReason why(const Announcement& announcement, const std::string& board_id) {
    const desk::ProofPage all = page(announcement);
    for (const auto& row : all.items) {
      if (row.board.id == board_id) return row.why;
    }
    FAIL("no such board: " << board_id);
    return MissReason::none;
  }
  std::vector<std::string> lines(const Announcement& announcement) {
    std::string text;
    REQUIRE(desk::export_chain(*store, desk::delivery_chain(announcement), *keys, clock.now(),
                               [&](std::string_view part) -> Result<void> {
                                 text += part;
                                 return {};
                               }));
    std::vector<std::string> found;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) found.push_back(line);
    return found;
  }
  // "" if it is whole.
  std::string verify(const std::vector<std::string>& lines, const std::string& key = "") {
    std::stringstream file;
    for (const std::string& line : lines) file << line << "\n";
    const auto ledger = desk::verify_ledger(file, key.empty() ? keys->public_keys().publishing : key);
    return ledger ? "" : ledger.error().message;
  }
};

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

TEST_CASE("a notice shown on 38 of 40 boards says which two and why") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int building = 1; building <= 10; ++building) {
    for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(building, number)));
  }
  const Announcement notice = proof.publish();
  store::Board silent = boards[10], waiting = boards[30];
  // One was never enrolled; one fell silent an hour before.
  REQUIRE(proof.store->write([&](store::Writer& writer) -> Result<void> {
    waiting.state = store::BoardState::awaiting;
    if (auto put = writer.put(waiting); !put) return put;
    return writer.note_seen(silent.id, proof.clock.now());
  }));
  proof.clock.advance(1h);
  for (const store::Board& board : boards) {
    if (board.id != silent.id && board.id != waiting.id) proof.say(board, notice, proof.clock.now());
  }
  const auto all = proof.page(notice);
  CHECK(all.summary.boards == 40);
  CHECK(all.summary.shown == 38);
  CHECK(all.items.size() == 40);
  CHECK(all.summary.misses ==
        std::vector<std::pair<MissReason, std::int64_t>>{{MissReason::silent, 1}, {MissReason::not_enrolled, 1}});
  const auto missed = proof.page(notice, true);
  REQUIRE(missed.items.size() == 2);
  CHECK(missed.items[0].board.id == silent.id);
  CHECK(missed.items[0].why == MissReason::silent);
  CHECK(desk::words_of_miss(missed.items[0], proof.settings.zone, desk::ProofLanguage::zh)
            .starts_with("终端离线，最后在线 "));
  CHECK(missed.items[1].board.id == waiting.id);
  CHECK(missed.items[1].why == MissReason::not_enrolled);
  // Building 3 has two households a unit; the silent board hangs in one of its units.
  CHECK(all.summary.households == 8);
  CHECK(all.summary.households_told == 6);
  // Page by page it is the same.
  std::vector<std::string> ids;
  for (desk::BehindRow after;;) {
    const auto part = proof.page(notice, false, 7, after);
    CHECK(part.summary.shown == 38);
    for (const auto& row : part.items) ids.push_back(row.board.id);
    if (!part.more) break;
    after = desk::behind(part.items.back());
  }
  CHECK(ids.size() == 40);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 40);
}

TEST_CASE("households count where their own door told them, halls apart") {
  Proof proof;
  const auto door = proof.enrolled(unit(3, 1)), other = proof.enrolled(unit(3, 2));
  auto hall = proof.enrolled(kCommunity);
  REQUIRE(proof.store->write([&](store::Writer& writer) {
    hall.hall = true;
    return writer.put(hall);
  }));
  const Announcement notice = proof.publish();
  proof.say(door, notice, proof.clock.now());
  proof.say(other, notice, std::nullopt);
  proof.say(hall, notice, proof.clock.now());
  const auto sum = proof.page(notice).summary;
  CHECK(sum.boards == 3);
  CHECK(sum.received == 3);
  CHECK(sum.shown == 2);
  CHECK(sum.halls == 1);
  CHECK(sum.halls_shown == 1);
  CHECK(sum.households == 8);
  CHECK(sum.households_told == 2);
}

TEST_CASE("each miss has its reason") {
  Proof proof;
  auto board = proof.enrolled(unit(1, 1));
  const auto change = [&](const std::function<void(store::Board&)>& to) {
    REQUIRE(proof.store->write([&](store::Writer& writer) -> Result<void> {
      board = **writer.board(board.id);
      to(board);
      return writer.put(board);
    }));
  };
  SUBCASE("before it came") {
    const Announcement notice = proof.publish();
    change([](store::Board& each) { each.last_seen.reset(); });
    CHECK(proof.why(notice, board.id) == MissReason::never_heard);
    change([](store::Board& each) { each.state = store::BoardState::unapproved; });
    CHECK(proof.why(notice, board.id) == MissReason::not_approved);
    change([](store::Board& each) { each.state = store::BoardState::active; });
    REQUIRE(proof.store->write([&](store::Writer& writer) { return writer.note_seen(board.id, proof.clock.now()); }));
    CHECK(proof.why(notice, board.id) == MissReason::not_fetched);
    proof.send({board}, notice);
    CHECK(proof.why(notice, board.id) == MissReason::not_confirmed);
    CHECK(proof.page(notice).summary.sent == 1);
    proof.clock.advance(76s);
    CHECK(proof.why(notice, board.id) == MissReason::silent);
    change([](store::Board& each) { each.state = store::BoardState::revoked; });
    CHECK(proof.why(notice, board.id) == MissReason::revoked);
  }
  SUBCASE("in the loop, and then over") {
    const Announcement notice = proof.publish();
    proof.say(board, notice, std::nullopt);
    proof.clock.advance(1min);
    CHECK(proof.why(notice, board.id) == MissReason::not_come_up);
    REQUIRE(desk::withdraw_notice(*proof.store, desk::cli_actor("wang"), notice.id, proof.clock.now()));
    CHECK(proof.why(notice, board.id) == MissReason::over_before);
  }
  SUBCASE("outside of its day-parts, to the minute") {
    proof.clock.set(desk::test::at("2026-11-22 08:00"));
    const Announcement notice = proof.publish([](desk::PublishNotice& wanted) {
      wanted.day_parts = {{17 * 60, 18 * 60}};
    });
    proof.say(board, notice, std::nullopt);
    proof.clock.set(desk::test::at("2026-11-22 17:00"));
    CHECK(proof.why(notice, board.id) == MissReason::not_its_time);
    proof.clock.set(desk::test::at("2026-11-22 17:00") + 1s);
    CHECK(proof.why(notice, board.id) == MissReason::not_come_up);
    change([](store::Board& each) { each.quiet_hours = model::DayPart{16 * 60, 19 * 60}; });
    CHECK(proof.why(notice, board.id) == MissReason::not_its_time);
  }
  SUBCASE("moved away: told, and in no figure any more") {
    const Announcement notice = proof.publish([](desk::PublishNotice& wanted) { wanted.places = {unit(1, 1)}; });
    proof.say(board, notice, std::nullopt);
    change([](store::Board& each) { each.place_path = unit(2, 2); });
    CHECK(proof.why(notice, board.id) == MissReason::moved_away);
    const auto sum = proof.page(notice).summary;
    CHECK(sum.boards == 0);
    CHECK(sum.moved_away == 1);
  }
  SUBCASE("one that was taken out of service before, or came after, isn't counted") {
    change([](store::Board& each) { each.state = store::BoardState::revoked; });
    proof.clock.advance(1h);
    const Announcement notice = proof.publish();
    proof.clock.advance(1h);
    REQUIRE(desk::withdraw_notice(*proof.store, desk::cli_actor("wang"), notice.id, proof.clock.now()));
    (void)proof.enrolled(unit(1, 2));
    CHECK(proof.page(notice).summary.boards == 0);
  }
}

TEST_CASE("the lead time of an outage is told of each board, to the second") {
  Proof proof;
  const auto early = proof.enrolled(unit(1, 1)), exact = proof.enrolled(unit(1, 2)), late = proof.enrolled(unit(1, 3));
  std::chrono::seconds asked{7 * 24h};
  model::OutageKind kind = model::OutageKind::planned;
  base::Instant start = desk::test::at("2026-12-01 08:00");
  SUBCASE("planned") {}
  SUBCASE("temporary") {
    kind = model::OutageKind::temporary;
    asked = 24h;
  }
  SUBCASE("over the end of the year") {
    start = desk::test::at("2027-01-03 00:30");
  }
  proof.clock.set(start - asked - 1h);
  const Announcement outage = proof.announce(kind, start, proof.clock.now());
  proof.clock.set(start);
  proof.say(early, outage, start - asked - 1s);
  proof.say(exact, outage, start - asked);
  proof.say(late, outage, start - asked + 1s);
  const auto page = proof.page(outage);
  std::map<std::string, bool> in_time;
  for (const auto& row : page.items) in_time[row.board.id] = row.in_time;
  CHECK(in_time == std::map<std::string, bool>{{early.id, true}, {exact.id, true}, {late.id, false}});
  CHECK(page.summary.in_time == 2);
  CHECK(page.summary.late == 1);
  CHECK(page.summary.published_lead == asked + 1h);
  CHECK(page.summary.least_lead == asked - 1s);
  CHECK(page.summary.most_lead == asked + 1s);
}

TEST_CASE("each later version of an outage is received and shown anew") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const auto start = proof.clock.now() + 30min;
  const Announcement outage = proof.announce(model::OutageKind::fault, start, proof.clock.now());
  const std::string first = proof.version_of(outage);
  proof.say(board, outage, proof.clock.now());
  proof.say(board, outage, proof.clock.now());  // a board that began anew
  proof.clock.advance(5min);
  model::Outage changed;
  REQUIRE(proof.store->read([&](store::Reader& reader) -> Result<void> {
    changed = **reader.outage(outage.id);
    return {};
  }));
  changed.timeline.push_back({proof.clock.now(), "抢修人员已到达", start + 2h});
  changed.etr = start + 2h;
  proof.put(changed);
  proof.put(changed);  // nothing new
  CHECK(proof.version_of(outage) != first);
  CHECK(proof.page(outage).items.at(0).older_words);
  proof.say(board, outage, std::nullopt);
  CHECK_FALSE(proof.page(outage).items.at(0).older_words);
  std::vector<std::string> actions;
  for (const std::string& line : proof.lines(outage)) {
    const auto parsed = wire::parse_ledger_line(line);
    REQUIRE(parsed);
    if (const auto* entry = std::get_if<wire::LedgerEntry>(&*parsed)) {
      actions.push_back(entry->action);
      CHECK(entry->subject == outage.id);
    }
  }
  CHECK(actions == std::vector<std::string>{"published", "received", "shown", "changed", "received"});
}

TEST_CASE("a ledger of deliveries that was touched is refused, with the line named") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(1, number)));
  const Announcement notice = proof.publish(), other = proof.publish();
  proof.send(boards, notice);
  for (const store::Board& board : boards) proof.say(board, notice, proof.clock.now());
  proof.clock.advance(25h);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 2);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 0);
  proof.say(boards[0], notice, proof.clock.now(), "now", 3, 44);
  const auto whole = proof.lines(notice);
  REQUIRE(whole.size() == 1 + 10 + 1 + 1 + 1);
  CHECK(proof.verify(whole) == "");
  auto touched = whole;
  SUBCASE("changed") {
    touched[4].replace(touched[4].find("shown_at"), 8, "shown_aT");
    CHECK(proof.verify(touched).starts_with("line 5: entry 4 was changed"));
  }
  SUBCASE("removed") {
    touched.erase(touched.begin() + 6);
    CHECK(proof.verify(touched).starts_with("line 7: entry 7 stands where entry 6 belongs"));
  }
  SUBCASE("in another order") {
    std::swap(touched[3], touched[4]);
    CHECK(proof.verify(touched).starts_with("line 4: "));
  }
  SUBCASE("cut off") {
    touched.pop_back();
    CHECK(proof.verify(touched).starts_with("line 14: is missing"));
  }
  SUBCASE("cut off before the last entry, with its own end kept") {
    touched.erase(touched.end() - 2);
    CHECK(proof.verify(touched).starts_with("line 13: the end is under entry 11"));
  }
  SUBCASE("signed by another centre") {
    base::SeededRandom random{7};
    const std::string folder = proof.folder + "/another";
    std::filesystem::create_directories(folder);
    REQUIRE(desk::make_centre_keys(folder, random));
    const auto theirs = desk::KeyRing::open(folder);
    REQUIRE(theirs);
    CHECK(proof.verify(touched, (*theirs)->public_keys().publishing).find("signed by another centre's key") !=
          std::string::npos);
  }
  SUBCASE("another announcement's name over it") {
    touched[0].replace(touched[0].find(notice.id), notice.id.size(), other.id);
    CHECK(proof.verify(touched).starts_with("line 12: the signature isn't the centre's"));
  }
  SUBCASE("in the store: it isn't signed any more, and the others are") {
    auto file = sqlite::Database::open(proof.folder + "/centre.db");
    REQUIRE(file);
    REQUIRE(file->execute("UPDATE delivery_entry SET at = at + 1 WHERE subject = '" + notice.id + "' AND number = 11"));
    proof.clock.advance(25h);
    proof.say(boards[0], other, proof.clock.now());
    proof.clock.advance(25h);
    const auto done = desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now());
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "notice/" + notice.id + " entry 11 isn't what was written");
    CHECK(proof.verify(proof.lines(other)) == "");
    CHECK(proof.verify(proof.lines(notice)).starts_with("line 13: entry 11 was changed"));
  }
}

TEST_CASE("a signature stands under every hundredth entry") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const Announcement notice = proof.publish();
  for (int i = 0; i < 97; ++i) proof.say(board, notice, proof.clock.now(), "now", 1, 1);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 1);  // with received and shown
  CHECK(proof.verify(proof.lines(notice)) == "");
}

TEST_CASE("what nothing was said of for four years is forgotten, not a moment earlier") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const Announcement notice = proof.publish();
  proof.say(board, notice, proof.clock.now());
  REQUIRE(proof.rules.retention.deliveries == std::chrono::days(1461));
  proof.clock.advance(proof.rules.retention.deliveries);
  CHECK(desk::drop_old_deliveries(*proof.store, proof.rules.retention, proof.clock.now()) == 0);
  proof.clock.advance(1ms);
  CHECK(desk::drop_old_deliveries(*proof.store, proof.rules.retention, proof.clock.now()) == 1);
  CHECK(proof.page(notice).summary.received == 0);
  CHECK(proof.lines(notice).size() == 2);  // its beginning and its end
}

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
