// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/app/bill_view.hpp"
#include "kiosk/app/drive.hpp"
#include "kiosk/app/pin_locks.hpp"
#include "kiosk/app/tour.hpp"
#include "stored_board.hpp"
#include "sync/model/payment_code.hpp"
#include "sync/model/payment_link.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using state::ScreenId;

namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

void check_locked(const std::string& text) {
  for (const char* personal : {kName, kPhone, "92.00", kAccount, "4471"}) {
    CAPTURE(personal);
    CHECK_FALSE(holds(text, personal));
  }
}

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("before unlocking a slot shows its door and a flag alone") {
  StoredBoard world;
  CHECK(world.board->state().screen == ScreenId::board);
  const widgets::AccessNode* waiting = world.hands->find("slot.501");
  const widgets::AccessNode* quiet = world.hands->find("slot.502");
  REQUIRE(waiting);
  REQUIRE(quiet);
  CHECK(waiting->text.starts_with("501"));
  CHECK(world.board->state().board.slots[0].notice_waiting);
  CHECK_FALSE(world.board->state().board.slots[1].notice_waiting);
  CHECK(quiet->text == "502");
  check_locked(world.all_text());
  CHECK(world.board->state().header.title == "新华社区 3 栋 2 单元");
}

TEST_CASE("the right PIN shows the bill with its code, a wrong one doesn't") {
  StoredBoard world;
  world.unlock("000000");
  CHECK(world.board->state().screen == ScreenId::unlock);
  CHECK(world.board->state().unlock.problem == state::Unlock::Problem::wrong);
  CHECK(world.board->state().unlock.tries_left == 4);
  check_locked(world.all_text());
  world.unlock();
  REQUIRE(world.board->state().screen == ScreenId::bill);
  const state::BillView& bill = world.board->state().bill;
  CHECK(bill.payable_fen == 9200);
  CHECK(bill.payment_payload == open_bill(world.clock.now()).payment->payload);
  CHECK(bill.months.size() == 12);
  CHECK(bill.last_month_wh == 171000);
  CHECK(bill.last_year_wh == 171000);
  CHECK(bill.place_and_door == "3 栋 2 单元 501");
  CHECK(holds(world.all_text(), "92.00"));
  CHECK(world.hands->find("bill.qr"));
}

TEST_CASE("a payment that arrives turns the code into a tick") {
  StoredBoard world({.link = false});
  world.unlock();
  REQUIRE_FALSE(world.board->state().bill.payment_payload.empty());
  wire::BillRecord paid = open_bill(world.clock.now());
  paid.bill.status = model::BillStatus::paid;
  paid.bill.paid_fen = 9200;
  paid.payment.reset();
  world.close();
  world.put({sealed(paid)});
  world.open();
  world.unlock();
  CHECK(world.board->state().bill.standing == model::BillStanding::paid);
  CHECK(world.board->state().bill.payment_payload.empty());
}

TEST_CASE("a code that is expired, paid, altered or another bill's is never shown") {
  const base::Instant now = base::SystemClock().now();
  wire::BillRecord good = open_bill(now);
  CHECK(showable_payment(good, 9200, now) == good.payment->payload);
  wire::BillRecord bad = good;
  SUBCASE("expired") {
    CHECK(showable_payment(good, 9200, good.payment->expires_at).empty());
  }
  SUBCASE("paid") {
    CHECK(showable_payment(good, 0, now).empty());
  }
  SUBCASE("altered") {
    bad.payment->payload[bad.payment->payload.size() / 2] ^= 1;
    CHECK(showable_payment(bad, 9200, now).empty());
  }
  SUBCASE("of another bill") {
    bad.bill.bill_no = "B2020-01";
    CHECK(showable_payment(bad, 9200, now).empty());
  }
  SUBCASE("of another amount") {
    CHECK(showable_payment(good, 9300, now).empty());
  }
  SUBCASE("a page's: of another bill, amount or time, or led elsewhere by plain http") {
    const auto link = [&](std::string page, std::string bill_no, std::int64_t fen, base::Instant until) {
      bad.payment->payload = model::make_payment_link({std::move(page), std::move(bill_no), fen, until}).value_or("");
      return showable_payment(bad, 9200, now);
    };
    bad.payment->expires_at = good.payment->expires_at =
        std::chrono::floor<std::chrono::seconds>(now) + std::chrono::hours(1);
    const base::Instant until = bad.payment->expires_at;
    CHECK(link("https://pay.example", bad.bill.bill_no, 9200, until) == bad.payment->payload);
    CHECK(bad.payment->payload.starts_with("https://pay.example?bill="));
    CHECK(link("https://pay.example", "B2020-01", 9200, until).empty());
    CHECK(link("https://pay.example", bad.bill.bill_no, 9201, until).empty());
    CHECK(link("https://pay.example", bad.bill.bill_no, 9200, until + std::chrono::seconds(1)).empty());
    bad.payment->payload = "http://pay.example?bill=" + bad.bill.bill_no + "&fen=9200&until=1";
    CHECK(showable_payment(bad, 9200, now).empty());
  }
  SUBCASE("none") {
    bad.payment.reset();
    CHECK(showable_payment(bad, 9200, now).empty());
  }
}

TEST_CASE("a request handed in while nobody answers gets its receipt, and can be followed") {
  for (const bool link : {true, false}) {
    CAPTURE(link);
    StoredBoard world({.link = link});
    world.unlock();
    world.hands->tap("foot.home");
    world.hands->tap("board.services");
    world.hands->turn_to("services.pages", [](const auto& node) { return node.id == "services.home_visit"; });
    world.hands->tap("services.home_visit");
    REQUIRE(world.board->state().screen == ScreenId::form);
    world.hands->tap("form.who.myself");
    world.hands->tap("form.when." + world.board->state().form.day_parts.front().id);
    REQUIRE(world.board->state().screen == ScreenId::summary);
    world.hands->tap("summary.submit");
    REQUIRE(world.hands->wait_until([&] { return world.board->state().screen == ScreenId::receipt; },
                                    std::chrono::seconds(5)));
    world.hands->settle();
    const std::string receipt = world.board->state().last_receipt;
    CHECK(receipt.starts_with("K7M-"));
    CHECK(holds(world.all_text(), receipt));
    const std::size_t waiting = link ? 2 : 1;  // with a link the centre is told which notices have come, too
    CHECK(world.outbox_size() == waiting);
    world.close();  // the power fails
    world.open();
    CHECK(world.outbox_size() >= waiting);
    auto kept = world.board->reader()->request(receipt);
    REQUIRE(kept);
    REQUIRE(*kept);
    CHECK((*kept)->record.kind == "home_visit");
    CHECK_FALSE((*kept)->acknowledged);
  }
}

TEST_CASE("the end of a session leaves nothing of it in the state and on the glass") {
  StoredBoard world;
  world.unlock();
  REQUIRE(holds(world.all_text(), "92.00"));
  world.board->let_time_pass(std::chrono::seconds(75));
  world.hands->settle();
  CHECK(world.board->state().session.warning);
  CHECK(world.hands->find("warning.stay"));
  SUBCASE("stay") {
    world.hands->tap("warning.stay");
    CHECK(world.board->state().session.unlocked);
    CHECK_FALSE(world.board->state().session.warning);
  }
  SUBCASE("nobody touches") {
    world.board->let_time_pass(std::chrono::seconds(20));
    world.hands->settle();
    CHECK(world.board->state().screen == ScreenId::board);
    CHECK_FALSE(world.board->state().session.unlocked);
    CHECK(world.board->state().bill.masked_name.empty());
    check_locked(world.all_text());
  }
}

TEST_CASE("five wrong PINs lock the household, over a restart too") {
  StoredBoard world({.link = false});
  for (int i = 0; i < 5; ++i) world.unlock("000000");
  CHECK(world.board->state().unlock.problem == state::Unlock::Problem::waiting);
  world.close();
  world.open();
  world.unlock();
  CHECK(world.board->state().unlock.problem == state::Unlock::Problem::waiting);
  CHECK_FALSE(world.board->state().session.unlocked);
}

TEST_CASE("a broken file of locks is set aside") {
  const std::string path = (std::filesystem::temp_directory_path() / "gridboard-locks-test.json").string();
  std::ofstream(path) << "{broken";
  PinLocks locks(path);
  CHECK(locks.of("1") == update::PinLock{});
  REQUIRE(locks.keep("1", {2, 1, {}}));
  CHECK(PinLocks(path).of("1") == update::PinLock{2, 1, {}});
  std::filesystem::remove(path);
  std::filesystem::remove(path + ".corrupt");
}

TEST_CASE("nothing is drawn while nothing changes") {
  StoredBoard world({.link = false});
  world.hands->wait_until([] { return false; }, std::chrono::milliseconds(100));
  // The clock's minute may turn in between: then one more frame is right.
  const int minute = world.board->state().header.now.minute;
  const auto before = world.board->display().counters().frames;
  world.hands->wait_until([] { return false; }, std::chrono::milliseconds(400));
  if (world.board->state().header.now.minute == minute) CHECK(world.board->display().counters().frames == before);
}

TEST_CASE(
    "an empty board asks staff for its code, a lost connection says since when, a revoked one is out of service") {
  SUBCASE("not enrolled") {
    const std::string folder = (std::filesystem::temp_directory_path() / "gridboard-empty-board").string();
    base::SystemClock clock;
    base::SystemRandom random;
    Settings settings;
    settings.data_folder = folder;
    settings.assets_folder = GRIDBOARD_ASSETS_DIR;
    settings.share_folder = GRIDBOARD_SHARE_DIR;
    settings.link = false;
    settings.display.headless = true;
    settings.display.width = 1080;
    settings.display.height = 1920;
    auto board = Board::open(settings, clock, random);
    REQUIRE(board);
    Hands(**board, clock).settle();
    CHECK((*board)->state().screen == ScreenId::enrol);
    const auto tour = make_tour(**board, clock, {folder + "/tour", {}, {}, {}});
    REQUIRE_FALSE(tour);
    CHECK(tour.error().code == base::ErrorCode::not_found);
    board->reset();
    std::filesystem::remove_all(folder);
  }
  SUBCASE("stale") {
    StoredBoard world({.link = false});
    CHECK(world.board->state().header.freshness.kind == state::FreshnessView::Kind::fresh);
    world.board->lose_connection(world.board->now() - std::chrono::minutes(47));
    world.hands->settle();
    CHECK(world.board->state().header.freshness.kind == state::FreshnessView::Kind::stale);
    CHECK(world.board->state().header.freshness.age_minutes == 47);
  }
  SUBCASE("revoked") {
    StoredBoard world({.link = false});
    world.board->show_revoked();
    world.hands->settle();
    CHECK(world.board->state().screen == ScreenId::out_of_service);
    CHECK(holds(world.all_text(), "95598"));
  }
}

TEST_CASE("the tour walks every screen, in both orientations, both type sizes, both kinds of board") {
  StoredOptions options;
  SUBCASE("unit, portrait") {}
  SUBCASE("unit, landscape, English") {
    std::swap(options.width, options.height);
    options.english = true;
  }
  SUBCASE("unit, portrait, large") {
    options.large = true;
  }
  SUBCASE("hall, landscape") {
    std::swap(options.width, options.height);
    options.hall = true;
  }
  bool late = false;
  SUBCASE("unit, portrait, in the last minute of a day") {
    late = true;
  }
  options.link = false;
  StoredBoard world(options);
  if (late) {
    constexpr int kLastMinute = 24 * 60 - 1;
    const base::CivilTime civil = base::to_civil(world.clock.now(), base::Zone());
    world.clock.set_wrong_by(std::chrono::minutes(kLastMinute - civil.hour * 60 - civil.minute) -
                             std::chrono::seconds(civil.second));
  }
  const std::string folder = world.folder + "/tour";
  world.unlock();
  const std::string receipt = options.hall ? std::string() : world.hand_in_visit();
  if (!options.hall) world.finish_request(receipt);
  world.pass(std::chrono::hours(1));
  const auto steps =
      make_tour(*world.board, world.clock, {folder, {{kAccount, "501", kPin}}, kMaintenancePin, receipt});
  if (!steps) FAIL(steps.error().message);
  CHECK(*steps >= 25);
  std::string seen;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const std::string tree = file(entry.path());
    CAPTURE(entry.path().filename().string());
    CHECK(std::filesystem::exists(std::filesystem::path(entry.path()).replace_extension(".png")));
    CHECK(holds(tree, R"("missing_glyphs":[])"));
    seen += entry.path().filename().string() + " ";
    if (!holds(tree, R"("locked":true)")) continue;
    for (const char* personal : {kName, kPhone, "92.00"}) CHECK_FALSE(holds(tree, personal));
  }
  for (const char* name : {"-board.",
                           "-outages.",
                           "-outage.",
                           "-notices.",
                           "-notice.",
                           "-contacts.",
                           "-services.",
                           "-find.",
                           "-unlock.",
                           "-bill.",
                           "-bill-earlier.",
                           "-repair.",
                           "-name-rare.",
                           "-visit.",
                           "-summary.",
                           "-receipt.",
                           "-follow-found.",
                           "-session-warning.",
                           "-wrong-pin.",
                           "-no-connection.",
                           "-out-of-service.",
                           "-takeover.",
                           "-keys.",
                           "-records.",
                           "-sign-in.",
                           "-phone.",
                           "-attract-1.",
                           "-night.",
                           "-board-at-night.",
                           "-maintenance-unlock.",
                           "-maintenance-network.",
                           "-maintenance-log.",
                           "-maintenance-touch.",
                           "-maintenance-pixels.",
                           "-clock-doubtful."}) {
    CAPTURE(std::string(name));
    CHECK(holds(seen, name));
  }
}

TEST_CASE("a board is driven by lines, each with its answer") {
  StoredBoard world({.link = false});
  std::vector<std::string> lines{R"({"do":"tree"})",
                                 R"({"do":"tap","id":"board.services"})",
                                 R"({"do":"wait","id":"services.repair","timeout_ms":2000})",
                                 R"({"do":"wait","text":"没有这样的字","timeout_ms":50})",
                                 R"({"do":"key","key":"escape"})",
                                 R"({"do":"key","key":"shift+tab"})",
                                 R"({"do":"key","key":"f12"})",
                                 R"({"do":"type","text":"73"})",
                                 R"({"do":"touch","phase":"down","x":5,"y":900})",
                                 R"({"do":"touch","phase":"sideways"})",
                                 R"({"do":"touch","phase":"up","x":5,"y":900})",
                                 R"({"do":"advance","seconds":100})",
                                 R"({"do":"advance","seconds":31})",
                                 R"({"do":"tap","x":540,"y":900})",
                                 R"({"do":"dance"})",
                                 "no json",
                                 R"({"do":"quit"})"};
  std::vector<std::string> answers;
  std::size_t next = 0;
  drive(
      *world.board, world.clock,
      [&](std::string& line) {
        if (next == lines.size()) return false;
        line = lines[next++];
        return true;
      },
      [&](const std::string& answer) { answers.push_back(answer); });
  REQUIRE(answers.size() == lines.size());
  const bool expected[] = {true,  true, true, false, true, true,  true,  true, true,
                           false, true, true, true,  true, false, false, true};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    CAPTURE(lines[i]);
    CHECK(holds(answers[i], "\"ok\":true") == expected[i]);
  }
  CHECK(holds(answers[0], "\"slot.501\""));
  CHECK(holds(answers[0], "\"reach_top_px\""));
  CHECK(holds(answers[0], "\"part\":\"row\""));
  CHECK(holds(answers[4], "\"screen\":\"board\""));  // Escape leads back
  CHECK(holds(answers[6], "\"screen\":\"unlock\""));
  CHECK(holds(answers[11], "\"screen\":\"board\""));
  CHECK(holds(answers[12], "\"screen\":\"attract\""));
  CHECK(holds(answers[13], "\"screen\":\"board\""));  // the touch only woke it
}
