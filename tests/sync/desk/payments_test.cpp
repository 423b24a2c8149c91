// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/init_centre.hpp"
#include "sync/desk/record_payment.hpp"
#include "sync/desk/show_bill.hpp"
#include "sync/model/payment_link.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/household_key.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::kAccount;
using desk::test::kBillNo;
using desk::test::StaffCentre;

base::Result<desk::RecordedPayment> pay(StaffCentre& centre, std::int64_t amount_fen, const std::string& reference,
                                        std::optional<base::Instant> at = std::nullopt) {
  return desk::record_payment(*centre.store, {kBillNo, amount_fen, reference, at}, centre.rules, centre.clock);
}

wire::BillRecord on_board(StaffCentre& centre) {
  const std::string key = "bill/" + kAccount + "/202610";
  return tests::opened_bill(key, centre.body_of(desk::test::kCommunity, key));
}

desk::BillView shown(StaffCentre& centre) {
  return desk::show_bill(*centre.store, {kAccount, std::nullopt}, centre.rules, centre.clock).value();
}

}  // namespace

TEST_CASE("bill show gives the payment code that boards get") {
  StaffCentre centre;
  centre.give_pin();
  centre.put_bill(5380, "2026-11-30");
  const auto view = shown(centre);
  CHECK(view.place == "新华社区/3栋/2单元");
  CHECK(view.payable_fen == 5380);
  CHECK(view.late_fee_fen == 0);
  REQUIRE(view.payment);
  CHECK(view.payment == on_board(centre).payment);
  CHECK(model::parse_payment_code(view.payment->payload)->amount_fen == 5380);
  CHECK(view.payment->expires_at == desk::test::at("2026-12-01 00:00"));
  SUBCASE("overdue: with the late fee of the day") {
    centre.clock.set(desk::test::at("2026-12-03 09:00"));
    const auto overdue = shown(centre);
    CHECK(overdue.standing == model::BillStanding::overdue);
    CHECK(overdue.late_fee_fen == 100);  // 3 days of 1 per mille are 16 fen: the minimum of 1 yuan
    CHECK(overdue.payable_fen == 5480);
    CHECK(overdue.payment->amount_fen == 5480);
  }
  SUBCASE("another merchant changes the codes on the boards") {
    centre.settings.merchant.account_value = "OTHER0002";
    REQUIRE(desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now()));
    CHECK(on_board(centre).payment == shown(centre).payment);
    CHECK(on_board(centre).payment->payload.find("OTHER0002") != std::string::npos);
  }
  SUBCASE("a payment service's page: codes lead there, and back to the merchant without it") {
    centre.settings.payment_page = "https://pay.example/o";
    REQUIRE(desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now()));
    const auto told = on_board(centre).payment;
    REQUIRE(told);
    CHECK(told == shown(centre).payment);
    const auto link = model::parse_payment_link(told->payload);
    REQUIRE(link);
    CHECK(*link == model::PaymentLink{"https://pay.example/o", kBillNo, 5380, told->expires_at});
    centre.settings.payment_page.clear();
    REQUIRE(desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now()));
    CHECK(model::parse_payment_code(on_board(centre).payment->payload)->amount_fen == 5380);
    centre.settings.payment_page = "http://pay.example";
    const auto plain = desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now());
    REQUIRE_FALSE(plain);
    CHECK(plain.error().message.starts_with("payment-page: "));
  }
  SUBCASE("by month and for nobody") {
    const auto wanted = [&](const char* household, const char* period) {
      return desk::show_bill(*centre.store, {household, base::parse_month(period).value()}, centre.rules, centre.clock);
    };
    CHECK(wanted("新华社区/3栋/2单元/501", "2026-10")->bill.bill_no == kBillNo);
    CHECK(wanted(kAccount.c_str(), "2026-09").error().code == ErrorCode::not_found);
    CHECK(wanted("9999999999", "2026-10").error().code == ErrorCode::not_found);
  }
}

TEST_CASE("a payment counts once, whatever is repeated") {
  StaffCentre centre;
  centre.give_pin();
  centre.put_bill(5380, "2026-11-30");
  const auto first = pay(centre, 5380, "ALI-1");
  REQUIRE(first);
  CHECK(!first->repeated);
  CHECK(first->bill.status == model::BillStatus::paid);
  CHECK(first->still_payable_fen == 0);
  CHECK(on_board(centre).bill.status == model::BillStatus::paid);
  CHECK(!on_board(centre).payment);
  const std::uint64_t head = centre.head_of(desk::test::kCommunity);
  centre.clock.advance(1h);
  const auto again = pay(centre, 5380, "ALI-1");
  REQUIRE(again);
  CHECK(again->repeated);
  CHECK(again->bill == first->bill);
  CHECK(centre.head_of(desk::test::kCommunity) == head);
  CHECK(pay(centre, 5000, "ALI-1").error().code == ErrorCode::conflict);
  CHECK(pay(centre, 1, "ALI-2").error().code == ErrorCode::conflict);
}

TEST_CASE("a part payment leaves the rest to be paid") {
  StaffCentre centre;
  centre.give_pin();
  centre.put_bill(5380, "2026-11-30");
  const auto part = pay(centre, 2000, "ALI-1");
  REQUIRE(part);
  CHECK(part->bill.status == model::BillStatus::unpaid);
  CHECK(part->still_payable_fen == 3380);
  CHECK(on_board(centre).payment->amount_fen == 3380);
  const auto too_much = pay(centre, 3381, "ALI-2");
  REQUIRE(!too_much);
  CHECK(too_much.error().code == ErrorCode::conflict);
  CHECK(too_much.error().message.find("33.81 yuan is more than the 33.80 yuan") != std::string::npos);
  CHECK(shown(centre).bill.paid_fen == 2000);
  CHECK(pay(centre, 3380, "ALI-2")->bill.status == model::BillStatus::paid);
}

TEST_CASE("what was payable on the day of the payment counts") {
  StaffCentre centre;
  centre.give_pin();
  centre.put_bill(5380, "2026-11-30");
  centre.clock.set(desk::test::at("2026-12-01 09:00"));
  SUBCASE("paid in the last second of the due date, told the day after") {
    CHECK(pay(centre, 5380, "ALI-1", desk::test::at("2026-11-30 23:59:59"))->bill.status == model::BillStatus::paid);
  }
  SUBCASE("paid at midnight: the late fee is due") {
    const auto part = pay(centre, 5380, "ALI-1", desk::test::at("2026-12-01 00:00"));
    CHECK(part->bill.status == model::BillStatus::unpaid);
    CHECK(part->still_payable_fen == 100);
  }
  SUBCASE("what can't be is refused") {
    CHECK(pay(centre, 5380, "ALI-1", centre.clock.now() + 1s).error().code == ErrorCode::invalid_input);
    CHECK(pay(centre, 0, "ALI-1").error().code == ErrorCode::invalid_input);
    CHECK(pay(centre, -1, "ALI-1").error().code == ErrorCode::invalid_input);
    CHECK(pay(centre, 5380, "").error().code == ErrorCode::invalid_input);
    CHECK(pay(centre, 5380, "with space").error().code == ErrorCode::invalid_input);
  }
}
