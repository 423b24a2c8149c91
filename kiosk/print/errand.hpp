// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One slip on its way to the printer, whatever that speaks. On the worker's thread.

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "kiosk/print/address.hpp"
#include "kiosk/print/printer.hpp"

namespace gridboard::kiosk::print {

// What a device does is waited for on the clock that nobody sets.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds from_now) : at_(std::chrono::steady_clock::now() + from_now) {}
  [[nodiscard]] bool passed() const { return left().count() <= 0; }
  [[nodiscard]] std::chrono::milliseconds left() const {
    return std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
  }

 private:
  std::chrono::steady_clock::time_point at_;
};

struct Errand {
  const Address& address;
  const Bitmap& bitmap;
  int dots_per_inch;
  const Patience& patience;
  const std::atomic<bool>& let_go;  // set from outside: nobody waits for this slip any more
  std::function<void()> sent;       // the printer has all of it
};

// How it ended: done, paper_out, offline or failed.
struct Outcome {
  JobNews::State state = JobNews::State::failed;
  std::string reason;
};

// No wait is longer than this without a look at `let_go`.
inline constexpr std::chrono::milliseconds kGlance{50};

// False if the errand was let go of meanwhile.
bool rest(const Errand& errand, std::chrono::milliseconds time);

// A Job of the Internet Printing Protocol: image/pwg-raster straight to the printer. What is given up is cancelled
// there, so that nothing of a resident comes out when they have left.
[[nodiscard]] Outcome print_by_ipp(const Errand& errand);
// ESC/POS on a raw TCP connection: GS v 0 in bands, feed, cut. The printer's status where it sends one.
[[nodiscard]] Outcome print_by_escpos(const Errand& errand);

}  // namespace gridboard::kiosk::print
