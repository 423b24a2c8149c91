// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <optional>

#include "kiosk/print/errand.hpp"
#include "kiosk/print/escpos.hpp"
#include "kiosk/print/socket.hpp"

namespace gridboard::kiosk::print {
namespace {

using State = JobNews::State;
using base::Result;

// A printer that answers DLE EOT but knows no GS r: its slip counts as printed if it says nothing bad for so long.
constexpr std::chrono::milliseconds kQuietMeansDone{3000};
// For the other end to say that the connection is broken, after all of it has arrived.
constexpr std::chrono::milliseconds kAfterwards{300};

class EscPosJob {
 public:
  EscPosJob(const Errand& errand, Socket socket)
      : errand_(errand), whole_(errand.patience.whole), socket_(std::move(socket)) {}

  Outcome run() {
    if (auto trouble = look()) return *trouble;
    if (auto sent = send_slip(); !sent) return explain(sent.error());
    errand_.sent();
    if (auto arrived = socket_.drain(errand_, whole_); !arrived) return explain(arrived.error());
    return answers_ ? await_printed() : say_goodbye();
  }

 private:
  static Outcome offline(const base::Error& error) { return {State::offline, error.message}; }

  Result<void> tell(const escpos::Bytes& bytes) { return socket_.send(bytes, errand_, whole_); }

  // The status byte; nothing if the printer doesn't tell.
  Result<std::optional<std::uint8_t>> status(escpos::Asked what) {
    if (auto asked = tell(escpos::ask(what)); !asked) return tl::unexpected(asked.error());
    for (const Deadline end(errand_.patience.status); !end.passed() && !errand_.let_go;) {
      auto byte = socket_.receive(errand_, end.left());
      if (!byte) return byte;
      if (*byte && escpos::is_status(**byte)) return byte;
      if (*byte && escpos::is_printed_answer(**byte)) printed_ = **byte;
    }
    return std::nullopt;
  }

  // What keeps it from printing. A printer that answers nothing is taken for a good one.
  std::optional<Outcome> look() {
    const auto paper = status(escpos::Asked::paper);
    if (!paper) return offline(paper.error());
    if (!*paper) return std::nullopt;
    answers_ = true;
    if (escpos::says_no_paper(**paper)) return Outcome{State::paper_out, "DLE EOT 4: no paper"};
    const auto printer = status(escpos::Asked::printer);
    if (!printer) return offline(printer.error());
    if (!*printer || !escpos::says_offline(**printer)) return std::nullopt;
    const auto cause = status(escpos::Asked::offline_cause);
    if (!cause) return offline(cause.error());
    if (*cause && escpos::says_stopped_for_paper(**cause)) return Outcome{State::paper_out, "DLE EOT 2: no paper"};
    return Outcome{State::offline, "DLE EOT 1: offline"};
  }

  Result<void> send_slip() {
    if (auto sent = tell(escpos::start()); !sent) return sent;
    for (int row = 0; row < errand_.bitmap.height && !errand_.let_go; row += escpos::kBandRows) {
      escpos::Bytes band = escpos::band(errand_.bitmap, row);
      auto sent = tell(band);
      explicit_bzero(band.data(), band.size());
      if (!sent) return sent;
    }
    if (auto sent = tell(escpos::cut()); !sent || !answers_) return sent;
    return tell(escpos::ask_when_printed());
  }

  // Why it took no more: out of paper, if it still says so.
  Outcome explain(const base::Error& error) {
    if (answers_ && error.code == base::ErrorCode::timed_out && !errand_.let_go) {
      if (auto trouble = look()) return *trouble;
    }
    return offline(error);
  }

  Outcome await_printed() {
    const Deadline quiet(kQuietMeansDone);
    bool well = true;
    while (!whole_.passed() && !errand_.let_go) {
      if (!printed_) {
        auto byte = socket_.receive(errand_, errand_.patience.poll);
        if (!byte) return offline(byte.error());
        if (*byte && escpos::is_printed_answer(**byte)) printed_ = **byte;
      }
      if (printed_) break;
      auto trouble = look();
      if (trouble && trouble->state == State::paper_out) return *trouble;
      well = !trouble;
      if (well && quiet.passed()) return {State::done, "said nothing bad"};
    }
    if (printed_ && !escpos::printed_says_no_paper(*printed_)) return {State::done, {}};
    if (printed_) return {State::paper_out, "GS r 1: no paper"};
    return {State::offline, "the printer doesn't go on"};
  }

  // It can't tell how it went. A connection that broke is told by the network, if at once.
  Outcome say_goodbye() {
    socket_.finish();
    for (const Deadline end(kAfterwards); !end.passed();) {
      const auto byte = socket_.receive(errand_, end.left());
      if (!byte && !socket_.closed_in_peace()) return offline(byte.error());
      if (!byte) break;  // as it should be after the last one
    }
    if (auto arrived = socket_.drain(errand_, whole_); !arrived) return offline(arrived.error());
    return {State::done, "the printer tells no status"};
  }

  const Errand& errand_;
  Deadline whole_;
  Socket socket_;
  bool answers_ = false;
  std::optional<std::uint8_t> printed_;
};

}  // namespace

Outcome print_by_escpos(const Errand& errand) {
  auto socket = Socket::connect(errand);
  if (!socket) return {State::offline, socket.error().message};
  return EscPosJob(errand, std::move(*socket)).run();
}

}  // namespace gridboard::kiosk::print
