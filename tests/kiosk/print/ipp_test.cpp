// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <atomic>

#include "ipp_printer.hpp"
#include "kiosk/print/ipp_talk.hpp"
#include "kiosk/print/printer.hpp"
#include "news.hpp"
#include "paper.hpp"
#include "sink.hpp"

namespace gridboard::kiosk::print {
namespace {

using State = JobNews::State;

constexpr const char* kWentWell = "sending printing done";

std::string print_to(const std::string& url, News& news) {
  Printer printer(quick(url), news.listener());
  printer.print(7, sample_slip());
  return news.until_last(7);
}

// Whether the printer itself says so: ippeveprinter ends a job only when its script has ended.
bool is_cancelled(const IppPrinter& printer, int job) {
  const auto address = parse_address(printer.url());
  const Bitmap nothing;
  const Patience patience;
  const std::atomic<bool> let_go{false};
  const Errand errand{*address, nothing, 203, patience, let_go, [] {}};
  const IppTalk talk(errand);
  for (int tries = 0; tries < 100; ++tries) {
    const auto answer = talk.ask(talk.job_request(IPP_OP_GET_JOB_ATTRIBUTES, job));
    REQUIRE(answer.has_value());
    for (const std::string& reason : words_of(*answer, "job-state-reasons")) {
      if (reason == "processing-to-stop-point" || reason == "job-canceled-by-user") return true;
    }
    rest(errand, std::chrono::milliseconds(50));
  }
  return false;
}

// Leads to the printer, question by question; the third, the document, breaks off after so many bytes.
std::function<void(Peer&)> breaking_wire(int to_port, int& questions, std::size_t after_bytes) {
  return [to_port, &questions, after_bytes](Peer& peer) {
    const std::size_t most = ++questions == 3 ? after_bytes : std::string::npos;
    peer.lead_to(to_port, most);
    if (most != std::string::npos) peer.reset();
  };
}

}  // namespace

TEST_CASE("a slip arrives at an IPP printer dot for dot, and its code scans") {
  const IppPrinter printer("exit 0");
  News news;
  const auto states = print_to(printer.url(), news);
  INFO(printer.log());
  CHECK(states == kWentWell);
  const auto paper = from_pwg_raster(printer.document());
  REQUIRE(paper.has_value());
  CHECK(*paper == *draw(sample_slip(), 576, 203));
  CHECK(scanned(*paper) == std::string(kSampleUrl) + "\n");
  SUBCASE("the job's name and user say nothing about who printed") {
    CHECK(printer.log().find("K7M") == std::string::npos);
  }
  SUBCASE("the next one, too, although the printer is busy with another's") {
    News other;
    Printer here(quick(printer.url()), news.listener()), there(quick(printer.url()), other.listener());
    here.print(8, sample_slip());
    there.print(9, sample_slip());
    CHECK(news.until_last(8) == kWentWell);
    CHECK(other.until_last(9) == kWentWell);
  }
}

TEST_CASE("paper out is told, and the slip never comes out later") {
  const IppPrinter printer("echo 'STATE: +media-empty' >&2\nexec sleep 100");
  News news;
  CHECK(print_to(printer.url(), news) == "sending printing paper_out");
  CHECK(is_cancelled(printer, 1));
}

TEST_CASE("a printer that needs a hand is offline, and the slip never comes out later") {
  const IppPrinter printer("echo 'STATE: +cover-open' >&2\nexec sleep 100");
  News news;
  CHECK(print_to(printer.url(), news) == "sending printing offline");
  CHECK(is_cancelled(printer, 1));
}

TEST_CASE("the job decides, not the printer") {
  News news;
  SUBCASE("paper that is put in at once lets the slip go on") {
    const IppPrinter printer("echo 'STATE: +media-needed' >&2\nsleep 0.2\necho 'STATE: -media-needed' >&2\nexit 0");
    CHECK(print_to(printer.url(), news) == kWentWell);
  }
  SUBCASE("a printer that complains and prints has printed") {
    const IppPrinter printer("echo 'STATE: +toner-empty,media-low' >&2\nsleep 1\nexit 0");
    CHECK(print_to(printer.url(), news) == kWentWell);
  }
}

TEST_CASE("a job that the printer breaks off failed, or lacked paper if that is why") {
  News news;
  SUBCASE("it failed") {
    const IppPrinter printer("exit 1");
    CHECK(print_to(printer.url(), news).ends_with("failed"));
  }
  SUBCASE("it lacked paper") {
    const IppPrinter printer("echo 'STATE: +media-empty' >&2\nsleep 0.3\nexit 1");
    CHECK(print_to(printer.url(), news).ends_with("paper_out"));
  }
}

TEST_CASE("a slow IPP printer prints all the same") {
  const IppPrinter printer("sleep 2\nexit 0");
  News news;
  CHECK(print_to(printer.url(), news) == kWentWell);
}

TEST_CASE("a job that never ends is given up and cancelled") {
  const IppPrinter printer("exec sleep 100");
  News news;
  PrinterSettings settings = quick(printer.url());
  settings.patience.whole = std::chrono::milliseconds(1200);
  Printer worker(settings, news.listener());
  worker.print(7, sample_slip());
  CHECK(news.until_last(7) == "sending printing failed");
  CHECK(is_cancelled(printer, 1));
}

TEST_CASE("an IPP printer that isn't there is offline") {
  News news;
  SUBCASE("nobody listens") {
    CHECK(print_to("ipp://127.0.0.1:" + std::to_string(free_port()), news) == "sending offline");
  }
  SUBCASE("it takes the connection and never answers") {
    const Sink sink([](Peer& peer) { peer.rest(600000); });
    CHECK(print_to(sink.url("ipp"), news) == "sending offline");
  }
  SUBCASE("it answers a byte a second") {
    const Sink sink([](Peer& peer) {
      for (const char c : std::string("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n")) {
        if (peer.over()) return;
        peer.write(std::string(1, c));
        peer.rest(1000);
      }
    });
    CHECK(print_to(sink.url("ipp"), news) == "sending offline");
  }
  SUBCASE("something else listens there") {
    const Sink sink([](Peer& peer) {
      peer.read();
      peer.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      peer.rest(100);
    });
    CHECK(print_to(sink.url("ipp"), news) == "sending failed");
  }
  SUBCASE("what it answers is no IPP") {
    const Sink sink([](Peer& peer) {
      peer.read();
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 12\r\n\r\nnever an ipp");
      peer.rest(100);
    });
    const std::string states = print_to(sink.url("ipp"), news);
    CHECK((states == "sending offline" || states == "sending failed"));
  }
}

TEST_CASE("an IPP printer that is gone in the middle is offline") {
  News news;
  SUBCASE("while it is told of the job") {
    const Sink sink([](Peer& peer) { peer.read(150); });
    CHECK(print_to(sink.url("ipp"), news) == "sending offline");
  }
  SUBCASE("while it takes the slip") {
    const IppPrinter printer("exit 0");
    int questions = 0;
    const Sink wire(breaking_wire(printer.port(), questions, 3000));
    CHECK(print_to(wire.url("ipp") + "/ipp/print", news) == "sending offline");
    CHECK(questions > 3);  // and then it was cancelled
    CHECK(printer.document().empty());
  }
  SUBCASE("for a moment only, while it prints") {
    const IppPrinter printer("sleep 1\nexit 0");
    int questions = 0;
    const Sink wire([&](Peer& peer) {
      ++questions;
      if (questions == 4 || questions == 5) return;
      peer.lead_to(printer.port());
    });
    CHECK(print_to(wire.url("ipp") + "/ipp/print", news) == kWentWell);
  }
  SUBCASE("while it prints") {
    IppPrinter printer("exec sleep 100");
    Printer worker(quick(printer.url()), news.listener());
    worker.print(7, sample_slip());
    news.until(7, State::printing);
    printer.switch_off();
    CHECK(news.until_last(7).ends_with("offline"));
  }
}

TEST_CASE("a slip that is let go of is cancelled at the printer") {
  const IppPrinter printer("exec sleep 100");
  News news;
  SUBCASE("by the next one") {
    Printer worker(quick(printer.url()), news.listener());
    worker.print(1, sample_slip());
    news.until(1, State::printing);
    worker.print(2, sample_slip());
    news.until(2, State::sending);
    CHECK(is_cancelled(printer, 1));
    for (const JobNews& each : news.all()) CHECK((each.number == 2 || !is_last(each.state)));
  }
  SUBCASE("by the board's end") {
    {
      Printer worker(quick(printer.url()), news.listener());
      worker.print(1, sample_slip());
      news.until(1, State::printing);
    }
    CHECK(is_cancelled(printer, 1));
    CHECK(news.all().back().state == State::printing);
  }
}

}  // namespace gridboard::kiosk::print
