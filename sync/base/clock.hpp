// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time is an argument: pass a Clock down to where an instant is taken, and the instant below that.

#include <chrono>

namespace gridboard::base {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Thread-safe in every implementation.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  // Never goes back; for deadlines and ages within a process only.
  [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] std::chrono::milliseconds monotonic() const override;
};

// Moves only when told to; for tests and simulation. Not thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] std::chrono::milliseconds monotonic() const override { return monotonic_; }
  void advance(std::chrono::milliseconds by) {
    now_ += by;
    monotonic_ += by;
  }
  // The wall clock jumps, the monotonic one doesn't.
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
  std::chrono::milliseconds monotonic_{0};
};

}  // namespace gridboard::base
