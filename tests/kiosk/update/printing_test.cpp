// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A slip of what is shown: one at a time, and news of it only while it is looked at.
#include "kiosk/update/printing.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::Printing;
using state::ScreenId;
using Step = state::Printing::Step;

namespace {

void show_receipt(World& world) {
  world.state.can_print = true;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "home"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("13800008000");
  (void)world.mean(state::NextStep{});
  (void)world.mean(state::Submit{});
  submitted(world.state, "K7M-0042-Q");
  REQUIRE(world.state.screen == ScreenId::receipt);
}

void show_bill(World& world) {
  world.state.can_print = true;
  world.unlock();
  world.state.bill.bill = model::Bill{};
  REQUIRE(world.state.screen == ScreenId::bill);
}

}  // namespace

TEST_CASE("a receipt is printed once at a time, and its news are told") {
  World world;
  show_receipt(world);
  world.last = world.mean(state::PrintSlip{});
  REQUIRE(world.effect<PrintSlip>() != nullptr);
  const std::uint64_t number = world.effect<PrintSlip>()->number;
  CHECK(world.effect<PrintSlip>()->what == Printing::What::receipt);
  CHECK(world.state.printing.step == Step::sending);
  CHECK(world.mean(state::PrintSlip{}).empty());
  print_told(world.state, number, Step::printing);
  CHECK(world.mean(state::PrintSlip{}).empty());
  SUBCASE("done") {
    print_told(world.state, number, Step::done);
    CHECK(world.state.printing.step == Step::done);
    print_told(world.state, number, Step::failed);  // its end has been told
    CHECK(world.state.printing.step == Step::done);
    world.last = world.mean(state::PrintSlip{});
    REQUIRE(world.effect<PrintSlip>() != nullptr);
    CHECK(world.effect<PrintSlip>()->number == number + 1);
    print_told(world.state, number, Step::done);  // news of the one before
    CHECK(world.state.printing.step == Step::sending);
  }
  SUBCASE("out of paper, and paper comes") {
    print_told(world.state, number, Step::paper_out);
    CHECK(world.state.printing.step == Step::paper_out);
    print_told(world.state, number, Step::done);
    CHECK(world.state.printing.step == Step::done);
  }
  SUBCASE("offline, and tried again") {
    print_told(world.state, number, Step::offline);
    world.last = world.mean(state::PrintSlip{});
    CHECK(world.effect<PrintSlip>() != nullptr);
  }
  SUBCASE("the session ends meanwhile") {
    (void)world.mean(state::Finish{});
    CHECK(world.state.printing.step == Step::none);
    print_told(world.state, number, Step::done);
    CHECK(world.state.printing.step == Step::none);
    CHECK(impossible(world.state, world.context) == "");
    show_receipt(world);
    world.last = world.mean(state::PrintSlip{});
    REQUIRE(world.effect<PrintSlip>() != nullptr);
    CHECK(world.effect<PrintSlip>()->number > number);
  }
  CHECK(impossible(world.state, world.context) == "");
}

TEST_CASE("a bill is printed while it is unlocked and shown") {
  World world;
  show_bill(world);
  world.last = world.mean(state::PrintSlip{});
  REQUIRE(world.effect<PrintSlip>() != nullptr);
  CHECK(world.effect<PrintSlip>()->what == Printing::What::bill);
  const std::uint64_t number = world.state.printing.number;
  SUBCASE("another month's is another slip") {
    (void)world.mean(state::ShowPeriod{base::Month{std::chrono::year(2026), std::chrono::month(9)}});
    CHECK(world.state.printing.step == Step::none);
  }
  SUBCASE("another household sees nothing of it") {
    (void)world.mean(state::Home{});
    (void)world.mean(state::ChooseHousehold{"3100004472"});
    CHECK(world.state.printing.step == Step::none);
  }
  print_told(world.state, number, Step::done);
  CHECK(impossible(world.state, world.context) == "");
}

TEST_CASE("nothing is printed where there is nothing to print, or nothing to print with") {
  World world;
  SUBCASE("without a printer") {
    show_receipt(world);
    world.state.can_print = false;
  }
  SUBCASE("on the board") {
    world.state.can_print = true;
  }
  SUBCASE("without a bill") {
    show_bill(world);
    world.state.bill.bill.reset();
  }
  CHECK(world.mean(state::PrintSlip{}).empty());
  CHECK(world.state.printing.step == Step::none);
}
