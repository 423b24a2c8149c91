// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

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

std::string print_with(const PrinterSettings& settings, News& news) {
  Printer printer(settings, news.listener());
  printer.print(7, sample_slip());
  return news.until_last(7);
}

std::string print_to(const std::string& url, News& news) {
  return print_with(quick(url), news);
}

// Waits much longer for paper than a printer of this test lacks it.
PrinterSettings patient(const std::string& url) {
  PrinterSettings settings = quick(url);
  settings.patience.paper = std::chrono::minutes(1);
  settings.patience.whole = std::chrono::minutes(2);
  return settings;
}

// What the printer itself says when another asks it.
class Asker {
 public:
  explicit Asker(const IppPrinter& printer) : address_(*parse_address(printer.url())) {}

  [[nodiscard]] bool job_says(int job, std::initializer_list<std::string_view> wanted) const {
    return says(talk_.job_request(IPP_OP_GET_JOB_ATTRIBUTES, job), "job-state-reasons", wanted);
  }
  [[nodiscard]] bool printer_says(std::initializer_list<std::string_view> wanted) const {
    return says(talk_.request(IPP_OP_GET_PRINTER_ATTRIBUTES), "printer-state-reasons", wanted);
  }

 private:
  [[nodiscard]] bool says(Ipp request, const char* attribute, std::initializer_list<std::string_view> wanted) const {
    const auto answer = talk_.ask(std::move(request));
    REQUIRE(answer.has_value());
    const auto words = words_of(*answer, attribute);
    return std::find_first_of(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
  }

  const Address address_;
  const Bitmap nothing_;
  const Patience patience_;
  const std::atomic<bool> let_go_{false};
  const Errand errand_{address_, nothing_, 203, patience_, let_go_, [] {}};
  const IppTalk talk_{errand_};
};

template <class Condition>
bool waited_for(const Condition& condition) {
  for (int tries = 0; tries < 400; ++tries) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

// How often it has answered why it stands still, or doesn't.
std::size_t times_looked_at(const IppPrinter& printer) {
  const std::string log = printer.log(), line = "Get-Printer-Attributes successful-ok";
  std::size_t times = 0;
  for (std::size_t at = log.find(line); at != std::string::npos; at = log.find(line, at + 1)) ++times;
  return times;
}

// ippeveprinter ends a job only when its script has ended.
bool is_cancelled(const IppPrinter& printer, int job) {
  const Asker asker(printer);
  return waited_for([&] { return asker.job_says(job, {"processing-to-stop-point", "job-canceled-by-user"}); });
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
    PrinterSettings settings = quick(printer.url());
    settings.patience.answer = std::chrono::seconds(20);
    Printer here(settings, news.listener()), there(settings, other.listener());
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
    const IppPrinter printer("echo 'STATE: +media-needed' >&2\nsleep 1\necho 'STATE: -media-needed' >&2\nexit 0");
    CHECK(print_with(patient(printer.url()), news) == kWentWell);
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
  SUBCASE("it lacked paper, as the printer still reports") {
    const IppPrinter printer("echo 'STATE: +media-empty' >&2\nexit 1");
    CHECK(print_to(printer.url(), news).ends_with("paper_out"));
  }
  SUBCASE("it lacked paper, which the printer has forgotten") {
    const IppPrinter printer(
        "echo 'STATE: +media-empty' >&2\nuntil [ -e \"$(dirname \"$0\")/seen\" ]; do sleep 0.05; done\n"
        "echo 'STATE: -media-empty' >&2\nexit 1");
    PrinterSettings settings = patient(printer.url());
    settings.patience.poll = std::chrono::seconds(2);  // it forgets and breaks off between two looks
    Printer worker(settings, news.listener());
    worker.print(7, sample_slip());
    {
      const Asker asker(printer);
      REQUIRE(waited_for([&] {
        return asker.printer_says({"media-empty", "media-empty-warning", "media-empty-error"});
      }));
    }
    const std::size_t looked = times_looked_at(printer);
    REQUIRE(waited_for([&] { return times_looked_at(printer) > looked; }));
    printer.folder().write("seen", "");
    CHECK(news.until_last(7).ends_with("paper_out"));
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
  settings.patience.whole = std::chrono::seconds(4);  // long enough for any machine to begin with it
  Printer worker(settings, news.listener());
  worker.print(7, sample_slip());
  CHECK(news.until_last(7) == "sending printing failed");
  CHECK(is_cancelled(printer, 1));
}

TEST_CASE("an IPP printer that isn't there is offline") {
  News news;
  SUBCASE("nobody listens") {
    const FreePort nobody;
    CHECK(print_to("ipp://127.0.0.1:" + std::to_string(nobody.number()), news) == "sending offline");
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
  // Before that ippeveprinter may forget that a job was cancelled.
  const auto prints = [&] { return waited_for([&] { return !printer.document().empty(); }); };
  SUBCASE("by the next one") {
    Printer worker(quick(printer.url()), news.listener());
    worker.print(1, sample_slip());
    news.until(1, State::printing);
    REQUIRE(prints());
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
      REQUIRE(prints());
    }
    CHECK(is_cancelled(printer, 1));
    CHECK(news.all().back().state == State::printing);
  }
}

}  // namespace gridboard::kiosk::print
