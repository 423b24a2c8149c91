// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The slip printer beside the board. One job at a time on a thread of its own; the loop never waits for paper.
//
// THREADING: print() and the destructor from the loop's thread; `told` is called on the worker's and must not block.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/print/slip.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::print {

// How long a job waits for what. Whoever stands there sees at most `whole` of it.
struct Patience {
  std::chrono::milliseconds connect{3000};  // for each address of the printer
  std::chrono::milliseconds answer{6000};   // to a question, and without taking a byte of the slip
  std::chrono::milliseconds status{700};    // for a byte of ESC/POS status, which not every printer sends
  std::chrono::milliseconds poll{300};      // between two questions how the job is
  std::chrono::milliseconds paper{2500};    // without paper or with an open cover, before it is told: somebody may help
  std::chrono::milliseconds whole{60000};
};

struct PrinterSettings {
  // "ipp://host:port/ipp/print", "ipps://..." or "escpos://host:9100"; "" while there is none.
  std::string url;
  int width_dots = 576;  // of the paper: 576 on 80 mm at 203 dpi, 384 on 58 mm
  int dots_per_inch = 203;
  Patience patience;
};
// A sentence that names what is wrong with it, for the command line and the configuration.
[[nodiscard]] base::Result<void> check(const PrinterSettings& settings);

struct JobNews {
  enum class State { sending, printing, done, paper_out, offline, failed } state = State::sending;
  std::uint64_t number = 0;
  std::string reason;  // for the log, never for the glass
};
[[nodiscard]] constexpr bool is_last(JobNews::State state) { return state >= JobNews::State::done; }
[[nodiscard]] const char* name_of(JobNews::State state);

class Printer {
 public:
  // Costs nothing until something is printed.
  Printer(PrinterSettings settings, std::function<void(JobNews)> told);
  // Gives up what isn't done yet, and returns at once: a thread that hangs in a name look-up is left behind.
  ~Printer();
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;

  // Whatever was sent and not done yet is let go of: its news come no more.
  void print(std::uint64_t number, Slip slip);

 private:
  class Worker;
  std::shared_ptr<Worker> worker_;  // shared with its thread, which may end later
};

}  // namespace gridboard::kiosk::print
