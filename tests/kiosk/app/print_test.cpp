// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// From a touch on the glass to the paper.
#include <doctest/doctest.h>

#include "stored_board.hpp"
#include "tests/kiosk/print/paper.hpp"
#include "tests/kiosk/print/sink.hpp"

namespace gridboard::kiosk::app {
namespace {

using Step = state::Printing::Step;

StoredOptions with_printer(const std::string& url, bool english = false) {
  StoredOptions options;
  options.english = english;
  options.printer.url = url;
  return options;
}

std::function<void(print::Peer&)> keeping(print::Received& received) {
  return [&received](print::Peer& peer) {
    for (std::string piece = peer.read(); !piece.empty(); piece = peer.read()) received.add(piece);
  };
}

void print_by_touch(StoredBoard& stored, const char* button, Step until) {
  REQUIRE(stored.hands->tap(button));
  CHECK(
      stored.hands->wait_until([&] { return stored.board->state().printing.step == until; }, std::chrono::seconds(20)));
  stored.hands->settle();
}

std::string open_the_bill(StoredBoard& stored) {
  stored.unlock();
  stored.hands->wait_until([&] { return stored.board->state().screen == state::ScreenId::bill; },
                           std::chrono::seconds(10));
  stored.hands->settle();
  return stored.board->state().bill.payment_payload;
}

}  // namespace

TEST_CASE("a receipt is printed by a touch, with the code of the page that tells how far it is") {
  for (const bool english : {false, true}) {
    CAPTURE(english);
    print::Received received;
    const print::Sink sink(keeping(received));
    StoredBoard stored(with_printer(sink.url("escpos"), english));
    stored.unlock();
    const std::string receipt = stored.hand_in_visit();
    REQUIRE_FALSE(receipt.empty());
    print_by_touch(stored, "receipt.print", Step::done);
    const print::EscPosPaper paper = print::from_escpos(received.bytes());
    CHECK(paper.cuts == 1);
    CHECK(print::scanned(paper.bitmap) == "http://127.0.0.1:9/r/" + receipt + "\n");
  }
}

TEST_CASE("a bill notice is printed by a touch, with the code that pays it") {
  print::Received received;
  const print::Sink sink(keeping(received));
  StoredBoard stored(with_printer(sink.url("escpos")));
  const std::string payment = open_the_bill(stored);
  REQUIRE_FALSE(payment.empty());
  print_by_touch(stored, "bill.print", Step::done);
  const print::EscPosPaper paper = print::from_escpos(received.bytes());
  CHECK(paper.cuts == 1);
  CHECK(print::scanned(paper.bitmap) == payment + "\n");
}

TEST_CASE("a dead printer takes away only itself") {
  const print::FreePort nobody;
  StoredBoard stored(with_printer("escpos://127.0.0.1:" + std::to_string(nobody.number())));
  stored.unlock();
  const std::string receipt = stored.hand_in_visit();
  print_by_touch(stored, "receipt.print", Step::offline);
  CHECK(stored.all_text().find(receipt) != std::string::npos);
  SUBCASE("and may be asked again") {
    print_by_touch(stored, "receipt.print", Step::offline);
  }
  SUBCASE("the board goes on") {
    CHECK(stored.hands->tap("foot.home"));
    CHECK(stored.shown() == state::ScreenId::board);
  }
}

TEST_CASE("no paper is told on the screen that keeps the receipt number") {
  const print::Sink sink([](print::Peer& peer) {
    while (!peer.read().empty()) peer.write("\x72");
  });
  StoredBoard stored(with_printer(sink.url("escpos")));
  stored.unlock();
  const std::string receipt = stored.hand_in_visit();
  print_by_touch(stored, "receipt.print", Step::paper_out);
  CHECK(stored.all_text().find(receipt) != std::string::npos);
}

TEST_CASE("a board ends at once although its printer hangs") {
  const print::Sink sink([](print::Peer& peer) { peer.rest(600000); }, 1024);
  StoredBoard stored(with_printer(sink.url("escpos")));
  (void)open_the_bill(stored);
  REQUIRE(stored.hands->tap("bill.print"));
  stored.close();
}

TEST_CASE("without a printer there is nothing to press for it") {
  StoredBoard stored;
  CHECK_FALSE(stored.board->state().can_print);
  stored.unlock();
  (void)stored.hand_in_visit();
  CHECK(stored.hands->find("receipt.print") == nullptr);
}

}  // namespace gridboard::kiosk::app
