// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using tests::at_second;
using tests::day;

namespace {

// Puts a thing twice, wants it back once; the second put changes nothing.
template <class Thing>
void check_put(store::Store& store, const Thing& thing) {
  for (const bool expected : {true, false}) {
    const auto done = store.write([&](store::Writer& writer) -> Result<void> {
      const auto changed = writer.put(thing);
      REQUIRE(changed);
      CHECK(*changed == expected);
      return {};
    });
    CHECK(done);
  }
}

void reading(store::Store& store, const std::function<void(store::Reader&)>& body) {
  CHECK(store.read([&](store::Reader& reader) -> Result<void> {
    body(reader);
    return {};
  }));
}

}  // namespace

TEST_CASE("what is put comes back, and the same again changes nothing") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);

    SUBCASE("places") {
      const model::Place root{"YX", model::PlaceKind::company, "云溪供电", model::SiteClass::city, "", ""};
      const model::Place near{"YX/B", model::PlaceKind::community, "新华社区", model::SiteClass::rural, "m1", "T1"};
      const model::Place other{"YX/B0", model::PlaceKind::community, "别处", model::SiteClass::city, "", ""};
      const model::Place below{"YX/B/3", model::PlaceKind::building, "3栋", model::SiteClass::remote, "", ""};
      for (const auto& place : {root, near, other, below}) check_put(**store, place);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.place("YX/B").value() == near);
        CHECK_FALSE(reader.place("YX/C").value());
        CHECK(reader.places_named("3栋").value() == std::vector{below});
        CHECK(reader.places_under("YX/B").value() == std::vector{near, below});
        CHECK(reader.places_under("").value().size() == 4);
        CHECK(reader.places_fed_by("T1").value() == std::vector{near});
        CHECK(reader.places_managed_by("m1").value() == std::vector{near});
        CHECK(reader.places_managed_by("").value().empty());
      });
    }
    SUBCASE("supply points, managers, offices") {
      const model::SupplyPoint station{"S1", "", model::SupplyKind::substation, "北塘站"};
      const model::SupplyPoint feeder{"F1", "S1", model::SupplyKind::feeder, "新华线"};
      const model::SupplyPoint district{"T1", "F1", model::SupplyKind::transformer_district, "新华2号台区"};
      for (const auto& point : {station, feeder, district}) check_put(**store, point);
      const model::Manager manager{"m1", "赟", "社区客户经理", "13800008000", "8:00–18:00", "用电", "m1"};
      check_put(**store, manager);
      const model::Office office{"o1", "YX", "bank", "银行", "路 1 号", "9–17", "95598", "缴费"};
      check_put(**store, office);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.supply_under("F1").value() == std::vector{feeder, district});
        CHECK(reader.supply_point("S1").value() == station);
        CHECK(reader.manager("m1").value() == manager);
        CHECK(reader.office("o1").value() == office);
        CHECK(reader.offices().value().size() == 1);
      });
    }
    SUBCASE("households") {
      model::Household short_account{"0012345678", "YX/B/3/2", "501",  "𠮷龑", "138", "t", "M1",
                                     "T1",         true,       "独居", "",     "",    ""};
      model::Household long_account = short_account;
      long_account.account = "0000012345678";
      long_account.door = "502";
      long_account.pin_hash = "$argon2id$x";
      check_put(**store, short_account);
      check_put(**store, long_account);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.household("0012345678").value() == short_account);
        CHECK(reader.household("0000012345678").value() == long_account);
        CHECK_FALSE(reader.household("x").value());
        CHECK(reader.households_under("YX/B").value().size() == 2);
        CHECK(reader.households_under("YX/B/3/2/501").value() == std::vector{short_account});
        CHECK(reader.households_under("YX/B/3/20").value().empty());
      });
    }
    SUBCASE("bills") {
      const model::Bill january = tests::sample_bill("0012345678", 1);
      model::Bill february = tests::sample_bill("0012345678", 2);
      february.bill_no = "A-0007";
      february.status = model::BillStatus::paid;
      february.paid_fen = 9200;
      february.paid_at = at_second(5);
      february.lines.push_back({2, model::LinePrice::valley, 1, 3380, 0});
      const model::Bill other = tests::sample_bill("0012345679", 1);
      for (const auto& bill : {january, february, other}) check_put(**store, bill);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.bill("0012345678", february.period).value() == february);
        CHECK(reader.bill_numbered("A-0007").value() == february);
        CHECK(reader.bill_numbered(january.bill_no).value() == january);
        CHECK(reader.bills_of("0012345678").value() == std::vector{february, january});
        CHECK(reader.open_bills_due_before(day(2026, 1, 28), "", 9).value().empty());
        CHECK(reader.open_bills_due_before(day(2026, 1, 29), "", 9).value() == std::vector{january, other});
        CHECK(reader.open_bills_due_before(day(2026, 1, 29), "0012345678", 9).value() == std::vector{other});
        CHECK(reader.open_bills_due_before(day(2026, 1, 29), "", 1).value() == std::vector{january});
      });
      const auto clash = (*store)->write([&](store::Writer& writer) -> Result<void> {
        model::Bill taken = tests::sample_bill("0012345678", 3);
        taken.bill_no = "A-0007";
        return writer.put(taken).map([](bool) {});
      });
      REQUIRE_FALSE(clash);
      CHECK(clash.error().code == base::ErrorCode::conflict);
    }
    SUBCASE("notices and outages, newest first, those that reach a place") {
      model::Notice notice;
      notice.id = "n1";
      notice.title = "标题";
      notice.body = "正文";
      notice.audience = {"YX/B/3", "YX/C"};
      notice.published_at = at_second(1);
      notice.valid_from = at_second(2);
      notice.valid_to = at_second(3);
      notice.urgent = true;
      check_put(**store, notice);
      notice.day_parts = {{420, 570}, {1320, 0}};
      notice.outage_id = "o1";
      check_put(**store, notice);
      model::Outage outage;
      outage.id = "o1";
      outage.audience = {"YX/B"};
      outage.supply_ids = {"T1", "T2"};
      outage.published_at = at_second(1);
      outage.start = at_second(9);
      outage.timeline = {{at_second(1), "已派人", at_second(8)}, {at_second(2), "到达", {}}};
      check_put(**store, outage);
      outage.timeline.pop_back();
      outage.state = model::OutageState::restored;
      outage.restored_at = at_second(10);
      check_put(**store, outage);
      outage.windows = {{"1", at_second(9), at_second(10)}, {"2", at_second(11), at_second(12)}};
      outage.choose_by = at_second(8);
      check_put(**store, outage);
      outage.windows.pop_back();
      outage.chosen_window = "1";
      check_put(**store, outage);
      outage.state = model::OutageState::cancelled;
      outage.withdrawn = true;
      check_put(**store, outage);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.notice("n1").value() == notice);
        CHECK(reader.notices("YX/B").value().size() == 1);
        CHECK(reader.notices("YX/D").value().empty());
        CHECK(reader.outage("o1").value() == outage);
        CHECK(reader.outages("YX/B/3/1").value() == std::vector{outage});
      });
    }
    SUBCASE("questions of staff, those that reach a place") {
      model::PublishedQuestion question;
      question.question.id = "late-fee";
      question.question.topic = "arrears";
      question.question.zh = {"违约金怎么算？", "每天千分之一。"};
      question.question.asked = {"滞纳金", "晚交罚多少"};
      question.question.keywords = {"违约金"};
      question.question.related = {"pay-ways", "bill"};
      question.question.open = "bill";
      question.audience = {"YX/B/3", "YX/C"};
      question.published_at = at_second(1);
      question.publisher = "wang";
      check_put(**store, question);
      question.question.en = {"How?", "So."};
      question.valid_to = at_second(3);
      question.question.asked.pop_back();
      check_put(**store, question);
      model::PublishedQuestion away;
      away.question.id = "pay-ways";
      away.audience = {"YX/D"};
      check_put(**store, away);
      away.withdrawn = true;
      check_put(**store, away);
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.question("late-fee").value() == question);
        CHECK_FALSE(reader.question("none").value());
        CHECK(reader.questions("").value() == std::vector{question, away});
        CHECK(reader.questions("YX/B").value() == std::vector{question});
        CHECK(reader.questions("YX/E").value().empty());
      });
    }
    SUBCASE("requests, boards, answers, settings") {
      model::ServiceRequest request;
      request.receipt = "K7M-0042-Q";
      request.kind = "repair";
      request.place_path = "YX/B/3/2/501";
      request.board_id = "b1";
      request.answers = {{"what", "没电"}, {"phone", "138"}};
      request.submitted_at = at_second(1);
      request.received_at = at_second(2);
      request.steps = {{at_second(2), model::RequestState::received, "", ""}};
      check_put(**store, request);
      store::Board board;
      board.id = "b1";
      board.name = "3栋";
      board.place_path = "YX/B/3/2";
      board.code_hash = "hash";
      board.code_expires = at_second(1);
      board.receipt_prefix = "K7M";
      board.added_at = at_second(0);
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        REQUIRE(writer.put(board));
        REQUIRE(writer.keep_answer("b1", "i1", {"h", "{}"}));
        REQUIRE(writer.put_setting("zone", "+08:00"));
        return writer.put_setting("zone", "+09:00");
      }));
      reading(**store, [&](store::Reader& reader) {
        CHECK(reader.request("K7M-0042-Q").value() == request);
        CHECK(reader.requests({"YX/B", model::RequestState::received, 5, "", false}).value().size() == 1);
        CHECK(reader.requests({"YX/B", model::RequestState::closed, 5, "", false}).value().empty());
        CHECK(reader.board_with_code("hash").value()->id == "b1");
        CHECK_FALSE(reader.board_with_code("").value());
        CHECK(reader.boards().value().size() == 1);
        CHECK(reader.answer("b1", "i1").value()->content_hash == "h");
        CHECK_FALSE(reader.answer("b2", "i1").value());
        CHECK(reader.setting("zone").value() == "+09:00");
      });
      const auto twice = (*store)->write([&](store::Writer& writer) {
        return writer.keep_answer("b1", "i1", {"other", "{}"});
      });
      REQUIRE_FALSE(twice);
      CHECK(twice.error().code == base::ErrorCode::conflict);
    }
  }
}

TEST_CASE("a callback that fails rolls everything back") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    int told = 0;
    (*store)->on_change([&] { ++told; });
    const auto refused = (*store)->write([&](store::Writer& writer) -> Result<void> {
      REQUIRE(writer.put_setting("a", "1"));
      REQUIRE(writer.publish("YX", "place/YX", "YX", "{}"));
      return base::fail(base::ErrorCode::forbidden, "no");
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::forbidden);
    reading(**store, [&](store::Reader& reader) {
      CHECK_FALSE(reader.setting("a").value());
      CHECK_FALSE(reader.log_head("YX").value());
    });
    CHECK(told == 0);
    (*store)->on_change({});
  }
}
