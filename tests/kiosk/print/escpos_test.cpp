// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/print/escpos.hpp"
#include "kiosk/print/printer.hpp"
#include "news.hpp"
#include "paper.hpp"
#include "sink.hpp"

namespace gridboard::kiosk::print {
namespace {

using State = JobNews::State;

constexpr const char* kWentWell = "sending printing done";

// A printer that answers what it is asked: DLE EOT 1, 2, 4 and GS r 1. -1: not at all.
struct Statuses {
  int printer = 0x12, offline_cause = 0x12, paper = 0x12, printed = 0;
};

// Everything goes into `received`; `now` says what is answered by then.
std::function<void(Peer&)> answering(Received& received, std::function<Statuses(const std::string&)> now) {
  return [&received, now](Peer& peer) {
    std::string all, tail;
    while (true) {
      const std::string piece = peer.read(512);
      if (piece.empty()) return;
      received.add(piece);
      all += piece, tail += piece;
      const Statuses statuses = now(all);
      for (std::size_t at = 0; at + 3 <= tail.size();) {
        const std::string_view asked = std::string_view(tail).substr(at, 3);
        int answer = -1;
        if (asked == "\x10\x04\x01") answer = statuses.printer;
        if (asked == "\x10\x04\x02") answer = statuses.offline_cause;
        if (asked == "\x10\x04\x04") answer = statuses.paper;
        if (asked == "\x1dr\x01") answer = statuses.printed;
        if (answer >= 0) peer.write(std::string(1, static_cast<char>(answer)));
        at += answer >= 0 ? 3 : 1;
      }
      tail = tail.substr(tail.size() - std::min<std::size_t>(tail.size(), 2));
    }
  };
}

std::string print_to(const Sink& sink, News& news, Patience patience = quick("").patience) {
  PrinterSettings settings = quick(sink.url("escpos"));
  settings.patience = patience;
  Printer printer(settings, news.listener());
  printer.print(7, sample_slip());
  return news.until_last(7);
}

void keep_all(Peer& peer, Received& received) {
  for (std::string piece = peer.read(); !piece.empty(); piece = peer.read()) received.add(piece);
}

}  // namespace

TEST_CASE("a slip arrives at an ESC/POS printer dot for dot, and its code scans") {
  Received received;
  News news;
  SUBCASE("at one that tells nothing") {
    const Sink sink([&](Peer& peer) { keep_all(peer, received); });
    CHECK(print_to(sink, news) == kWentWell);
  }
  SUBCASE("at one that tells how it is") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{}; }));
    CHECK(print_to(sink, news) == kWentWell);
  }
  SUBCASE("at one that knows only DLE EOT") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x12, 0x12, 0x12, -1}; }));
    CHECK(print_to(sink, news) == kWentWell);
  }
  SUBCASE("at one whose paper is nearly at its end") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x12, 0x12, 0x1E, 0x03}; }));
    CHECK(print_to(sink, news) == kWentWell);
  }
  const EscPosPaper paper = from_escpos(received.bytes());
  CHECK(paper.bitmap == *draw(sample_slip(), 576, 203));
  CHECK(paper.cuts == 1);
  CHECK(paper.left_over.empty());
  CHECK(scanned(paper.bitmap) == std::string(kSampleUrl) + "\n");
}

TEST_CASE("no paper is told before anything is sent") {
  Received received;
  News news;
  SUBCASE("by the paper's sensor") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x12, 0x12, 0x72, -1}; }));
    CHECK(print_to(sink, news) == "sending paper_out");
  }
  SUBCASE("by why the printer is offline") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x1A, 0x32, 0x12, -1}; }));
    CHECK(print_to(sink, news) == "sending paper_out");
  }
  CHECK(from_escpos(received.bytes()).bitmap.height == 0);
}

TEST_CASE("paper that runs out under the slip is told") {
  Received received;
  News news;
  SUBCASE("the printer stops and says why") {
    const Sink sink(answering(received, [](const std::string& all) {
      return all.size() > 2000 ? Statuses{0x1A, 0x32, 0x72, -1} : Statuses{};
    }));
    CHECK(print_to(sink, news) == "sending printing paper_out");
  }
  SUBCASE("its last answer says that there is none any more") {
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x12, 0x12, 0x12, 0x0C}; }));
    CHECK(print_to(sink, news) == "sending printing paper_out");
  }
}

TEST_CASE("a printer that isn't there is offline") {
  News news;
  SUBCASE("nobody listens") {
    const FreePort nobody;
    Printer printer(quick("escpos://127.0.0.1:" + std::to_string(nobody.number())), news.listener());
    printer.print(7, sample_slip());
    CHECK(news.until_last(7) == "sending offline");
  }
  SUBCASE("its name is unknown") {
    Printer printer(quick("escpos://printer.invalid"), news.listener());
    printer.print(7, sample_slip());
    CHECK(news.until_last(7) == "sending offline");
  }
  SUBCASE("its cover is open") {
    Received received;
    const Sink sink(answering(received, [](const std::string&) { return Statuses{0x1A, 0x16, 0x12, -1}; }));
    CHECK(print_to(sink, news) == "sending offline");
    CHECK(from_escpos(received.bytes()).bitmap.height == 0);
  }
  SUBCASE("the next slip is printed once it is back") {
    const FreePort nobody;
    Printer printer(quick("escpos://127.0.0.1:" + std::to_string(nobody.number())), news.listener());
    printer.print(1, sample_slip());
    CHECK(news.until_last(1).ends_with("offline"));
    printer.print(2, sample_slip());
    CHECK(news.until_last(2).ends_with("offline"));
  }
}

TEST_CASE("a printer that is gone in the middle is offline") {
  News news;
  SUBCASE("it closes") {
    const Sink sink([](Peer& peer) {
      peer.read(600);
      peer.rest(400);  // past the question how it is
      peer.read(600);
    });
    CHECK(print_to(sink, news).ends_with("offline"));
  }
  SUBCASE("it is switched off") {
    const Sink sink([](Peer& peer) {
      peer.read(2000);
      peer.reset();
    });
    CHECK(print_to(sink, news).ends_with("offline"));
  }
  SUBCASE("it has told how it is, and then nothing more") {
    Received received;
    const Sink sink(answering(received, [](const std::string& all) {
      return all.size() > 2000 ? Statuses{-1, -1, -1, -1} : Statuses{0x12, 0x12, 0x12, -1};
    }));
    Patience patience = quick("").patience;
    patience.whole = std::chrono::milliseconds(5000);
    (void)print_to(sink, news, patience);
    CHECK(is_last(news.all().back().state));
  }
}

TEST_CASE("a printer that takes a byte a second is given up") {
  News news;
  const Sink sink(
      [](Peer& peer) {
        while (!peer.over() && !peer.read(1).empty()) peer.rest(1000);
      },
      1024);
  Patience patience = quick("").patience;
  SUBCASE("because it takes too long altogether") {
    patience.whole = std::chrono::milliseconds(2500);
  }
  SUBCASE("because it seems to take nothing") {
    patience.answer = std::chrono::milliseconds(800);
  }
  CHECK(print_to(sink, news, patience).ends_with("offline"));
}

TEST_CASE("a printer that takes its time prints all the same") {
  Received received;
  News news;
  const Sink sink(
      [&](Peer& peer) {
        for (std::string piece = peer.read(2000); !piece.empty(); piece = peer.read(2000)) {
          received.add(piece);
          peer.rest(20);
        }
      },
      2048);
  CHECK(print_to(sink, news) == kWentWell);
  CHECK(from_escpos(received.bytes()).bitmap == *draw(sample_slip(), 576, 203));
}

TEST_CASE("a slip that nobody waits for any more is let go of") {
  News news;
  Received received;
  const Sink sink([&](Peer& peer) { keep_all(peer, received); });
  Patience endless;
  endless.status = endless.answer = endless.whole = std::chrono::hours(1);
  SUBCASE("by the next one: only its news come") {
    const Sink hanging([](Peer& peer) { peer.rest(600000); }, 1024);
    PrinterSettings settings = quick(hanging.url("escpos"));
    settings.patience = endless;
    Printer printer(settings, news.listener());
    printer.print(1, sample_slip());
    news.until(1, State::sending);
    printer.print(2, sample_slip());
    news.until(2, State::sending);
    for (const JobNews& each : news.all()) CHECK(each.state == State::sending);
  }
  SUBCASE("by the end of the board, which waits for no printer") {
    const Sink hanging([](Peer& peer) { peer.rest(600000); }, 1024);
    PrinterSettings settings = quick(hanging.url("escpos"));
    settings.patience = endless;
    auto printer = std::make_unique<Printer>(settings, news.listener());
    printer->print(1, sample_slip());
    news.until(1, State::sending);
    printer.reset();
    CHECK(news.all().size() == 1);
  }
  SUBCASE("before it was begun: no news at all") {
    { Printer printer(quick(sink.url("escpos")), news.listener()); }
    CHECK(news.all().empty());
  }
}

TEST_CASE("slip after slip goes through the same printer") {
  Received received;
  News news;
  const Sink sink(answering(received, [](const std::string&) { return Statuses{}; }));
  Printer printer(quick(sink.url("escpos")), news.listener());
  for (std::uint64_t number = 1; number <= 3; ++number) {
    printer.print(number, sample_slip());
    CHECK(news.until_last(number) == kWentWell);
  }
  CHECK(from_escpos(received.bytes()).cuts == 3);
}

TEST_CASE("a slip that can't be drawn failed") {
  News news;
  const FreePort nobody;
  Printer printer(quick("escpos://127.0.0.1:" + std::to_string(nobody.number())), news.listener());
  printer.print(7, {{{SlipLine::Kind::code, SlipLine::Size::body, std::string(4000, 'x'), {}, false, false}}});
  CHECK(news.until_last(7) == "sending failed");
}

TEST_CASE("every status byte is either an answer or ignored") {
  int answers = 0;
  for (int byte = 0; byte < 256; ++byte) {
    const auto status = static_cast<std::uint8_t>(byte);
    CHECK_FALSE((escpos::is_status(status) && escpos::is_printed_answer(status)));
    answers += escpos::is_status(status) ? 1 : 0;
  }
  CHECK(answers == 16);
  CHECK(escpos::is_status(0x12));
  CHECK(escpos::says_no_paper(0x72));
  CHECK_FALSE(escpos::says_no_paper(0x1E));  // near its end
  CHECK(escpos::says_offline(0x1A));
}

}  // namespace gridboard::kiosk::print
