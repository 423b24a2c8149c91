// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/state/wipe.hpp"

#include <doctest/doctest.h>

#include <cstring>

using namespace gridboard;
using namespace gridboard::kiosk;

namespace {

// Whether the bytes of the text can still be read at the place where it stood.
bool holds(const char* memory, std::size_t size, const char* secret) {
  const std::size_t length = std::strlen(secret);
  for (std::size_t i = 0; i + length <= size; ++i) {
    if (std::memcmp(memory + i, secret, length) == 0) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a wiped text is empty and its small buffer is overwritten") {
  std::string pin = "482913";
  state::wipe(pin);
  CHECK(pin.empty());
  CHECK_FALSE(holds(reinterpret_cast<const char*>(&pin), sizeof pin, "4829"));
}

TEST_CASE("what an erase left behind the end is overwritten too") {
  std::string typed = "482913";
  typed.resize(1);
  state::wipe(typed);
  CHECK_FALSE(holds(reinterpret_cast<const char*>(&typed), sizeof typed, "2913"));
}

TEST_CASE("nothing personal is left in the state, and what everybody sees stays") {
  state::AppState s;
  s.session.unlocked = "3100004471";
  s.bill.account = "3100004471";
  s.bill.masked_name = "张*明";
  s.bill.bill = model::Bill{};
  s.bill.bill->amount_fen = 9640;
  s.bill.payment_payload = "000201";
  s.unlock.digits = "4829";
  s.unlock.account = "3100004471";
  s.form.kind_id = "repair";
  s.form.answers["phone"] = "13800008000";
  s.keys.composing = "zhang";
  s.keys.candidates = {"张"};
  s.keys.candidate_letters = {5};
  s.keys.asked = 7;
  s.keys.written = {{{0.2f, 0.3f}}};
  s.session.writes_by = state::KeyMode::strokes;
  s.questions.typed = "电费";
  s.questions.read.resize(1);
  s.questions.asked = 4;
  s.printing = {state::Printing::What::bill, state::Printing::Step::done, 3};
  s.find_typed = "3-2-501";
  s.find.rows.push_back({"3100004471", "3 栋 2 单元", "501"});
  s.follow.typed = "K7M-0042-Q";
  s.follow.found = state::RequestView{};
  s.last_receipt = "K7M-0042-Q";
  s.last_promised_at = base::Instant{};
  s.bill.earlier_payable_fen = {9640};
  s.unlock.staff = true;
  s.unlock.then_outage = "O1";
  s.form.outage_id = "O1";
  s.form.windows.push_back({"2", {}, {}});
  s.form.neighbour = state::ReportView{};
  s.form.neighbour->choice = "building";
  s.form.neighbour_asked = true;
  s.form.same_as = "R1";
  s.follow.found->stars = 2;
  s.follow.step = state::Follow::Step::rating;
  s.follow.sending = true;
  s.phone_url = "https://yunxi.example/go/B1/complaint";
  s.phone_title = "投诉";
  s.session.staff = true;
  s.maintenance.marks.push_back({0.5f, 0.5f});
  s.maintenance.view.board_id = "B1";
  s.phone_base = "https://yunxi.example/go/B1";
  s.board.hotline = "95598";
  s.board.slots.push_back({"3100004471", "501", true});

  state::wipe_personal(s);

  CHECK_FALSE(s.session.unlocked);
  CHECK(s.bill.account.empty());
  CHECK(s.bill.masked_name.empty());
  CHECK_FALSE(s.bill.bill);
  CHECK(s.bill.payment_payload.empty());
  CHECK(s.unlock.digits.empty());
  CHECK(s.unlock.account.empty());
  CHECK(s.form.kind_id.empty());
  CHECK(s.form.answers.empty());
  CHECK(s.keys.composing.empty());
  CHECK(s.keys.candidates.empty());
  CHECK(s.keys.written.empty());
  CHECK_FALSE(s.session.writes_by.has_value());
  CHECK(s.questions.typed.empty());
  CHECK(s.questions.read.empty());
  CHECK(s.questions.asked == 4);
  CHECK(s.questions.answered == 4);
  CHECK(s.printing.step == state::Printing::Step::none);
  CHECK(s.printing.number == 3);
  CHECK(s.find_typed.empty());
  CHECK(s.find.rows.empty());
  CHECK(s.follow.typed.empty());
  CHECK_FALSE(s.follow.found);
  CHECK(s.last_receipt.empty());
  CHECK_FALSE(s.last_promised_at);
  CHECK(s.bill.earlier_payable_fen.empty());
  CHECK_FALSE(s.unlock.staff);
  CHECK(s.unlock.then_outage.empty());
  CHECK(s.form.outage_id.empty());
  CHECK(s.form.windows.empty());
  CHECK_FALSE(s.form.neighbour);
  CHECK_FALSE(s.form.neighbour_asked);
  CHECK(s.form.same_as.empty());
  CHECK(s.follow.step == state::Follow::Step::reading);
  CHECK_FALSE(s.follow.sending);
  CHECK(s.phone_url.empty());
  CHECK(s.phone_title.empty());
  CHECK_FALSE(s.session.staff);
  CHECK(s.maintenance.marks.empty());
  CHECK(s.maintenance.view.board_id.empty());
  CHECK(s.phone_base == "https://yunxi.example/go/B1");
  CHECK(s.board.hotline == "95598");
  CHECK(s.board.slots.size() == 1);
  SUBCASE("a late answer of pinyin is still known as late") {
    CHECK(s.keys.asked == 7);
  }
}
