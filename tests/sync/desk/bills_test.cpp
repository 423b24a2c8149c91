// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What staff do with bills and their money.
#include <doctest/doctest.h>

#include "sync/desk/correct_bill.hpp"
#include "sync/desk/dispute_bill.hpp"
#include "sync/desk/look_at_bills.hpp"
#include "sync/desk/payment_keys.hpp"
#include "sync/desk/payment_offer.hpp"
#include "sync/desk/settle_payment.hpp"
#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using model::BillStatus;
using store::MessageVerdict;
using tests::BooksCentre;
using tests::local;
using tests::succeeded;

namespace {

void pay(BooksCentre& centre, const std::string& reference, const std::string& bill_no, std::int64_t fen) {
  REQUIRE(centre.send("m-" + reference, succeeded(reference, bill_no, fen, centre.clock.now())) ==
          MessageVerdict::taken);
}

std::string refusal_of(const base::Result<model::Bill>& done) {
  REQUIRE(!done);
  return done.error().message;
}

store::BillsFound listed(BooksCentre& centre, const store::BillFilter& filter) {
  return centre.read([&](store::Reader& reader) { return reader.payments().bills_listed(filter); });
}

store::BillSums summed(BooksCentre& centre, const store::BillFilter& filter) {
  return centre.read([&](store::Reader& reader) { return reader.payments().sum_bills(filter); });
}

}  // namespace

TEST_CASE("money for a bill that nobody knows waits for staff, who say whose it is") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    CHECK(centre.send("m1", succeeded("P-1", "B9", 5380, centre.clock.now())) == MessageVerdict::unmatched);
    const auto desk = centre.desk();
    CHECK(refusal_of(desk::match_payment(desk, "demo/P-2", bill, "r")) == desk::kNoSuchPayment);
    CHECK(refusal_of(desk::match_payment(desk, "demo/P-1", "B8", "r")) == desk::kNoSuchBill);
    const auto matched = desk::match_payment(desk, "demo/P-1", bill, "打电话确认");
    REQUIRE(matched);
    CHECK(matched->status == BillStatus::paid);
    CHECK(refusal_of(desk::match_payment(desk, "demo/P-1", bill, "r")) == desk::kPaymentMatched);
    CHECK(centre.read([](store::Reader& reader) { return reader.payments().count_unmatched(); }) == 0);
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("what was paid too much stays as credit, pays another bill or goes back") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string first = centre.put_bill(1, 5000, "2026-11-30");
    const std::string second = centre.put_bill(2, 3000, "2026-11-30");
    pay(centre, "P-1", first, 7000);
    CHECK(centre.credit(centre.bill(first)) == 2000);
    const auto desk = centre.desk();
    CHECK(refusal_of(desk::move_credit(desk, first, second, 2001, "r")) == desk::kNoCredit);
    CHECK(refusal_of(desk::move_credit(desk, first, first, 1, "r")) == desk::kSameBill);
    const auto moved = desk::move_credit(desk, first, second, 1500, "客户同意抵扣");
    REQUIRE(moved);
    CHECK(moved->paid_fen == 1500);
    CHECK(moved->status == BillStatus::unpaid);
    CHECK(centre.bill(first).status == BillStatus::paid);
    CHECK(centre.credit(centre.bill(first)) == 500);
    CHECK(!desk::refund_payment(desk, {"demo/P-1", 5501, "R-1", "r"}));
    REQUIRE(desk::refund_payment(desk, {"demo/P-1", 500, "R-1", "退回多缴"}));
    CHECK(centre.credit(centre.bill(first)) == 0);
    CHECK(centre.bill(first).status == BillStatus::paid);
    REQUIRE(desk::refund_payment(desk, {"demo/P-1", 500, "R-1", "退回多缴"}));  // told again
    CHECK(centre.bill(first).paid_fen == 5000);
    CHECK(!desk::refund_payment(desk, {"demo/P-1", 400, "R-1", "r"}));
    centre.check_books(centre.bill(first));
    centre.check_books(centre.bill(second));
  }
}

TEST_CASE("a corrected bill takes the place of the wrong one, and its money moves over") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string wrong = centre.put_bill(1, 9200, "2026-11-30");
    pay(centre, "P-1", wrong, 9200);
    const auto desk = centre.desk();
    desk::CorrectBill wanted;
    wanted.bill_no = wrong;
    wanted.becomes = "C1";
    wanted.reading_to_wh = 101'000;
    wanted.energy_wh = 100'000;
    wanted.reason = "抄错表";
    const auto right = desk::correct_bill(desk, centre.tariffs, wanted);
    REQUIRE_MESSAGE(right, (right ? "" : right.error().message));
    CHECK(right->amount_fen == 5380);
    CHECK(right->status == BillStatus::paid);
    CHECK(centre.credit(*right) == 3820);
    CHECK(!centre.read([&](store::Reader& reader) { return reader.bill_numbered(wrong); }));
    // Who still has the old code pays the new bill.
    CHECK(centre.send("m2", succeeded("P-2", wrong, 100, centre.clock.now())) == MessageVerdict::taken);
    CHECK(centre.credit(centre.bill("C1")) == 3920);
    const auto shown = desk::look_at_bill(desk, wrong);
    REQUIRE(shown);
    CHECK(shown->listed.bill.bill_no == "C1");
    REQUIRE(shown->replaced.size() == 1);
    CHECK(shown->replaced.front().was.amount_fen == 9200);
    CHECK(shown->replaced.front().was.lines ==
          std::vector<model::BillLine>{{1, model::LinePrice::flat, 171000, 5380, 9200}});
    CHECK(shown->household.name == "张*明");
    std::int64_t of_wrong = 0, of_right = 0;
    for (const auto& entry : shown->entries) (entry.bill_no == wrong ? of_wrong : of_right) += entry.amount_fen;
    CHECK(of_wrong == 0);
    CHECK(of_right == 5380);
    centre.check_books(centre.bill("C1"));
    // Upwards: what came covers a part of it.
    wanted.bill_no = "C1";
    wanted.becomes = "C2";
    wanted.energy_wh = 200'000;
    const auto more = desk::correct_bill(desk, centre.tariffs, wanted);
    REQUIRE(more);
    CHECK(more->amount_fen == 10'760);
    CHECK(more->status == BillStatus::unpaid);
    CHECK(more->paid_fen == 9300);
    CHECK(centre.credit(*more) == 0);
    centre.check_books(*more);
    wanted.bill_no = "C2";
    for (const char* taken : {"C2", "C1", "no spaces", ""}) {
      wanted.becomes = taken;
      CHECK(!desk::correct_bill(desk, centre.tariffs, wanted));
    }
  }
}

TEST_CASE("a disputed bill has no code and bears no late fee until the dispute has ended") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 1'000'000, "2026-11-15");
    const auto shown = [&] { return desk::look_at_bill(centre.desk(), bill).value(); };
    CHECK(shown().listed.late_fee_fen == 5000);
    CHECK(shown().code->amount_fen == 1'005'000);
    REQUIRE(desk::open_dispute(centre.desk(), bill, "电量偏高"));
    CHECK(refusal_of(desk::open_dispute(centre.desk(), bill, "r")) == desk::kDisputeStands);
    CHECK(shown().listed.bill.status == BillStatus::disputed);
    CHECK(!shown().code);
    centre.clock.advance(24h * 10);
    CHECK(shown().listed.late_fee_fen == 5000);
    REQUIRE(desk::end_dispute(centre.desk(), bill, false, "复核无误"));
    CHECK(refusal_of(desk::end_dispute(centre.desk(), bill, true, "r")) == desk::kNoDispute);
    CHECK(shown().listed.bill.status == BillStatus::unpaid);
    CHECK(shown().listed.late_fee_fen == 5000);
    centre.clock.advance(24h);
    CHECK(shown().listed.late_fee_fen == 6000);
    CHECK(shown().code->amount_fen == 1'006'000);
    REQUIRE(shown().disputes.size() == 1);
    CHECK(shown().disputes.front().state == store::DisputeState::rejected);
    CHECK(shown().disputes.front().answer == "复核无误");
  }
}

TEST_CASE("a payment under protest settles a disputed bill, and its refund opens the dispute's bill again") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5000, "2026-11-30");
    REQUIRE(desk::open_dispute(centre.desk(), bill, "电量偏高"));
    pay(centre, "P-1", bill, 5000);
    CHECK(centre.bill(bill).status == BillStatus::paid);
    REQUIRE(desk::refund_payment(centre.desk(), {"demo/P-1", 5000, "R-1", "r"}));
    CHECK(centre.bill(bill).status == BillStatus::disputed);
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("a dispute changes nothing of the late fee of the days before it") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 1'000'000, "2026-11-15");
    const auto shown = [&] { return desk::look_at_bill(centre.desk(), bill).value(); };
    const auto dispute_for = [&](int days) {
      REQUIRE(desk::open_dispute(centre.desk(), bill, "电量偏高"));
      centre.clock.advance(24h * days);
      REQUIRE(desk::end_dispute(centre.desk(), bill, false, "复核无误"));
    };
    SUBCASE("paid late, disputed then: the fee that was paid isn't given back") {
      pay(centre, "P-1", bill, 1'005'000);
      centre.clock.advance(24h);
      dispute_for(10);
      CHECK(centre.bill(bill).status == BillStatus::paid);
      CHECK(centre.bill(bill).paid_fen == 1'005'000);
      CHECK(centre.credit(centre.bill(bill)) == 0);
      CHECK(shown().settlement.late_fee_fen == 5000);
    }
    SUBCASE("paid late without the fee, disputed then: it is still owed") {
      pay(centre, "P-1", bill, 1'000'000);
      centre.clock.advance(24h);
      dispute_for(10);
      CHECK(centre.bill(bill).status == BillStatus::unpaid);
      CHECK(shown().listed.payable_fen == 6000);
      dispute_for(3);
      centre.clock.advance(24h);
      CHECK(shown().listed.payable_fen == 7000);
    }
    SUBCASE("paid during it: with the fee of the day on which it began") {
      REQUIRE(desk::open_dispute(centre.desk(), bill, "电量偏高"));
      centre.clock.advance(24h * 5);
      pay(centre, "P-1", bill, 1'005'000);
      centre.clock.advance(24h * 5);
      REQUIRE(desk::end_dispute(centre.desk(), bill, false, "复核无误"));
      CHECK(centre.bill(bill).status == BillStatus::paid);
      CHECK(centre.credit(centre.bill(bill)) == 0);
      CHECK(shown().settlement.late_fee_fen == 5000);
    }
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("a bill corrected upwards is due today or later, so that what wasn't asked for bears no late fee") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const base::Date today = base::date_of(centre.clock.now(), base::Zone());
    const std::string wrong = centre.put_bill(1, 5380, base::format_date(base::add_days(today, -1)));
    desk::CorrectBill wanted;
    wanted.bill_no = wrong;
    wanted.becomes = "C1";
    wanted.reading_to_wh = 201'000;
    wanted.energy_wh = 200'000;
    wanted.reason = "抄错表";
    const auto correct = [&] { return desk::correct_bill(centre.desk(), centre.tariffs, wanted); };
    SUBCASE("the day before: refused, and nothing is done") {
      for (const bool named : {false, true}) {
        if (named) wanted.due = base::add_days(today, -1);
        const auto refused = correct();
        REQUIRE(!refused);
        CHECK(refused.error().message == desk::kDueNeeded);
      }
      CHECK(centre.bill(wrong).amount_fen == 5380);
    }
    SUBCASE("on the day") {
      wanted.due = today;
      const auto right = correct();
      REQUIRE_MESSAGE(right, (right ? "" : right.error().message));
      CHECK(right->amount_fen == 10'760);
      CHECK(right->due == today);
      CHECK(desk::look_at_bill(centre.desk(), "C1")->settlement.late_fee_fen == 0);
    }
    SUBCASE("as much or less than before: as it was due") {
      wanted.energy_wh = 100'000;
      CHECK(correct()->due == base::add_days(today, -1));
    }
  }
}

TEST_CASE("days of disputes before a corrected bill's new due date put off nothing") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string wrong = centre.put_bill(1, 9200, "2026-11-15");
    REQUIRE(desk::open_dispute(centre.desk(), wrong, "电量偏高"));
    centre.clock.advance(24h * 3);
    REQUIRE(desk::end_dispute(centre.desk(), wrong, false, "复核无误"));
    REQUIRE(desk::open_dispute(centre.desk(), wrong, "再次复核"));
    centre.clock.advance(24h * 7);
    desk::CorrectBill wanted;
    wanted.bill_no = wrong;
    wanted.becomes = "C1";
    wanted.reading_to_wh = 101'000;
    wanted.energy_wh = 100'000;
    wanted.reason = "抄错表";
    SUBCASE("due as before: they bear no fee") {
      CHECK(desk::correct_bill(centre.desk(), centre.tariffs, wanted)->fee_free_days == 10);
    }
    SUBCASE("due later") {
      wanted.due = base::parse_date("2026-12-15").value();
      CHECK(desk::correct_bill(centre.desk(), centre.tariffs, wanted)->fee_free_days == 0);
    }
    SUBCASE("due amid the second one") {
      wanted.due = base::parse_date("2026-11-25").value();
      CHECK(desk::correct_bill(centre.desk(), centre.tariffs, wanted)->fee_free_days == 5);
    }
  }
}

TEST_CASE("a bill corrected to nothing is settled and never overdue") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    desk::CorrectBill wanted;
    wanted.bill_no = centre.put_bill(1, 9200, "2026-11-15");
    wanted.becomes = "C1";
    wanted.reading_to_wh = 1000;
    wanted.reason = "抄错表";
    const auto right = desk::correct_bill(centre.desk(), centre.tariffs, wanted);
    REQUIRE(right);
    CHECK(right->amount_fen == 0);
    CHECK(right->status == BillStatus::paid);
    pay(centre, "P-1", "C1", 300);
    CHECK(centre.credit(centre.bill("C1")) == 300);
    centre.check_books(centre.bill("C1"));
  }
}

TEST_CASE("a refund that staff tell again is known, and one that was refused isn't taken for done") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5000, "2026-11-30");
    pay(centre, "P-1", bill, 5000);
    const auto desk = centre.desk();
    REQUIRE(desk::refund_payment(desk, {"demo/P-1", 5000, "R-1", "退"}));
    CHECK(desk::refund_payment(desk, {"demo/P-1", 5000, "R-1", "退"}));
    CHECK(centre.bill(bill).paid_fen == 0);
    pay(centre, "P-2", bill, 1000);
    const auto body = tests::refunded("R-2", "P-2", 2000, centre.clock.now());
    CHECK(centre.send("m-r2", body) == MessageVerdict::conflict);
    CHECK(!desk::refund_payment(desk, {"demo/P-2", 2000, "R-2", "退"}));
    CHECK(centre.send("m-r3", body) == MessageVerdict::conflict);
    CHECK(centre.bill(bill).paid_fen == 1000);
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("of all bills the newest month comes first, whatever is asked for and however small the pages are") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    for (int number = 1; number <= 3; ++number) {
      centre.put_bill(number, 5380, "2026-11-30");  // of October
      REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
        for (const unsigned month : {7U, 9U}) {
          model::Bill bill = tests::sample_bill(std::to_string(1000000000 + number), month);
          bill.status = number == 2 ? BillStatus::paid : BillStatus::unpaid;
          if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
        }
        return {};
      }));
    }
    using Keys = std::vector<std::string>;
    // Month and the last digit of the account, as pages of one bring them.
    const auto walked = [&](store::BillFilter filter) {
      Keys keys;
      filter.today = tests::day(2026, 11, 20);
      for (filter.limit = 1;;) {
        const auto page = listed(centre, filter);
        for (const auto& key : page.bills)
          keys.push_back(base::format_month(key.period).substr(5) + key.account.back());
        if (!page.looked_upto) break;
        filter.after = page.looked_upto;
      }
      return keys;
    };
    store::BillFilter filter;
    CHECK(walked(filter) == Keys{"103", "102", "101", "093", "092", "091", "073", "072", "071"});
    filter.state = store::BillState::unpaid;
    CHECK(walked(filter) == Keys{"103", "102", "101", "093", "091", "073", "071"});
    filter.state = store::BillState::overdue;
    CHECK(walked(filter) == Keys{"093", "091", "073", "071"});
    filter.state = store::BillState::paid;
    CHECK(walked(filter) == Keys{"092", "072"});
    filter.state.reset();
    filter.period = base::parse_month("2026-09").value();
    CHECK(walked(filter) == Keys{"093", "092", "091"});
    filter.period.reset();
    filter.account = "1000000002";
    CHECK(walked(filter) == Keys{"102", "092", "072"});
    filter.account.clear();
    for (const char* bill : {"2026071000000001", "2026091000000003"}) {
      REQUIRE(desk::open_dispute(centre.desk(), bill, "r"));
    }
    filter.state = store::BillState::disputed;
    CHECK(walked(filter) == Keys{"093", "071"});
    filter.under = {"YX/XH"};
    CHECK(walked(filter) == Keys{"093", "071"});
  }
}

TEST_CASE("bills are found by account, state, month and place, page by page") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    for (int i = 0; i < 30; ++i) centre.put_bill(i, 1000 + i, i < 10 ? "2026-11-19" : "2026-11-30");
    pay(centre, "P-1", "B1000000011", 1011);
    pay(centre, "P-2", "B1000000012", 2012);
    REQUIRE(desk::open_dispute(centre.desk(), "B1000000013", "r"));
    store::BillFilter filter;
    filter.today = tests::day(2026, 11, 20);
    const auto count = [&] {
      const auto sums = summed(centre, filter);
      CHECK(sums.whole);
      CHECK(listed(centre, filter).bills.size() == static_cast<std::size_t>(sums.bills));
      return sums.bills;
    };
    for (const std::vector<std::string>& under : {std::vector<std::string>{""}, {"YX"}, {"YX/XH", "YX/other"}}) {
      filter.under = under;
      CAPTURE(under.front());
      filter.state.reset();
      CHECK(count() == 30);
      filter.state = store::BillState::unpaid;
      CHECK(count() == 27);
      filter.state = store::BillState::overdue;
      CHECK(count() == 10);
      filter.state = store::BillState::paid;
      CHECK(count() == 2);
      filter.state = store::BillState::disputed;
      CHECK(count() == 1);
      filter.state = store::BillState::over_paid;
      CHECK(count() == 1);
      filter.state.reset();
      filter.period = base::parse_month("2026-10").value();
      CHECK(count() == 30);
      filter.period = base::parse_month("2026-09").value();
      CHECK(count() == 0);
      filter.period.reset();
      filter.limit = 7;
      std::vector<std::string> seen;
      while (true) {
        const auto page = listed(centre, filter);
        for (const auto& key : page.bills) seen.push_back(key.account);
        if (!page.looked_upto) break;
        filter.after = page.looked_upto;
        filter.after_unit = page.looked_unit;
        filter.after_door = page.looked_door;
      }
      CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 30);
      CHECK(seen.size() == 30);
      filter.after.reset();
      filter.after_unit.clear();
      filter.limit = 50;
    }
    filter.under = {"YX/other"};
    CHECK(count() == 0);
    filter.state = store::BillState::disputed;
    CHECK(count() == 0);
    filter.under = {""};
    filter.state.reset();
    filter.account = "1000000003";
    CHECK(count() == 1);
  }
}

TEST_CASE("a service's secret is told once, changed with an overlap, and ended") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5000, "2026-11-30");
    const auto made = desk::add_payment_key(*centre.store, centre.desk().actor, "demo",
                                            centre.keys->public_keys().sealing, 1h, centre.clock.now(), centre.random);
    REQUIRE(made);
    CHECK(made->key.number == 2);
    const auto next = desk::secret_in(made->secret);
    const auto send = [&](const char* id, const wire::SecretBytes& secret) {
      return centre.take(centre.signed_request(id, succeeded(id, bill, 1, centre.clock.now()), secret)).verdict;
    };
    CHECK(send("a", centre.secret) == MessageVerdict::taken);
    CHECK(send("b", next) == MessageVerdict::taken);
    centre.clock.advance(1h - 1ms);
    CHECK(send("c", centre.secret) == MessageVerdict::taken);
    centre.clock.advance(1ms);
    CHECK(send("d", centre.secret) == MessageVerdict::forged);
    CHECK(send("e", next) == MessageVerdict::taken);
    REQUIRE(desk::end_payment_key(*centre.store, centre.desk().actor, "demo", 2, centre.clock.now()));
    CHECK(send("f", next) == MessageVerdict::forged);
    for (const auto& kept : desk::list_payment_providers(*centre.store).value()) {
      for (const auto& key : kept.keys) CHECK(key.sealed.find(made->secret.substr(6)) == std::string::npos);
    }
  }
}
