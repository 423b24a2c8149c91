// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What stands on a slip.
#include "kiosk/app/slips.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using print::SlipLine;

namespace {

base::Date day(unsigned month, unsigned of_month) {
  return {std::chrono::year(2026), std::chrono::month(month), std::chrono::day(of_month)};
}

// A household's bill on an unlocked board, on 22 November.
struct Household {
  Household() {
    state.header.now = {day(11, 22), 9, 5};
    state.contacts.supplier = "云溪供电";
    state.board.hotline = "95598";
    state.session.unlocked = "3301010501";
    state.bill.place_and_door = "3 栋 2 单元 501";
    model::Bill bill;
    bill.period = std::chrono::year(2026) / std::chrono::October;
    bill.energy_wh = 171000;
    bill.amount_fen = 9640;
    bill.due = day(11, 25);
    state.bill.bill = bill;
    state.bill.standing = model::BillStanding::due;
    state.bill.payable_fen = 9640;
    state.bill.payment_payload = "00020101021226360014YUNXIPOWER";
  }

  std::optional<print::Slip> bill() { return bill_slip(state, ui()); }
  // What can be read on it, line by line; what a code holds can't.
  std::string text() {
    const auto slip = bill();
    REQUIRE(slip.has_value());
    std::string out;
    for (const SlipLine& line : slip->lines) {
      if (line.kind != SlipLine::Kind::code) out += line.text;
      if (!line.beside.empty()) out += " " + line.beside;
      out += "\n";
    }
    return out;
  }
  bool says(std::string_view words) { return text().find(words) != std::string::npos; }
  bool has_code() {
    const auto slip = bill();
    REQUIRE(slip.has_value());
    return std::any_of(slip->lines.begin(), slip->lines.end(),
                       [](const SlipLine& line) { return line.kind == SlipLine::Kind::code; });
  }

  state::AppState state;

 private:
  widgets::Ui ui() { return {theme_, **engine_, messages_, pictures_, access_, ImVec2(1080, 1920)}; }

  widgets::Theme theme_;
  base::Result<std::unique_ptr<text::TextEngine>> engine_ = text::TextEngine::open();
  text::Messages messages_;
  widgets::Pictures pictures_{"", "", ""};
  widgets::AccessTree access_;
};

}  // namespace

TEST_CASE("a bill notice says what to pay and until when, and how") {
  Household household;
  CHECK(household.says("¥96.40"));
  CHECK(household.says("11 月 25 日前缴费"));
  CHECK(household.says("171 度"));
  CHECK(household.says("3 栋 2 单元 501"));
  CHECK(household.says("95598"));
  CHECK(household.has_code());
  CHECK_FALSE(household.says("违约金"));
  SUBCASE("never to who hasn't unlocked") {
    household.state.session.unlocked.reset();
    CHECK_FALSE(household.bill().has_value());
  }
}

TEST_CASE("a bill notice that is overdue doesn't ask to pay by a day that has passed") {
  Household household;
  household.state.bill.bill->due = day(11, 19);
  household.state.bill.standing = model::BillStanding::overdue;
  household.state.bill.late_fee_fen = 100;
  household.state.bill.payable_fen = 9740;
  CHECK_FALSE(household.says("前缴费"));
  CHECK(household.says("11 月 19 日到期，已逾期"));
  CHECK(household.says("¥97.40"));
  CHECK(household.says("违约金 ¥1.00"));
  CHECK(household.says("违约金算到打印这天，以后每天增加"));
  CHECK(household.has_code());
}

TEST_CASE("a bill notice with nothing to pay has no code") {
  Household household;
  SUBCASE("paid") {
    household.state.bill.standing = model::BillStanding::paid;
    household.state.bill.payable_fen = 0;
    CHECK(household.says("已缴清"));
  }
  SUBCASE("corrected") {
    household.state.bill.standing = model::BillStanding::corrected;
    CHECK(household.says("这张账单已更正，以新账单为准"));
  }
  CHECK(household.says("¥96.40"));
  CHECK_FALSE(household.has_code());
}
