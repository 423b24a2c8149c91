// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/speech/speaker.hpp"

namespace gridboard::kiosk::speech {

// A device of another room as a sink: rooms beside each other don't know each other, so it only looks like one.
template <class Device>
class SinkOf final : public SoundSink {
 public:
  bool open(int samples_per_second) override { return device_.open(samples_per_second); }
  bool play(const std::int16_t* samples, std::size_t count) override { return device_.play(samples, count); }
  std::uint64_t heard() const override { return device_.heard(); }
  void cut() override { device_.cut(); }
  void resume() override { device_.resume(); }

 private:
  Device device_;
};

}  // namespace gridboard::kiosk::speech
