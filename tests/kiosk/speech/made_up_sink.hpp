// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A loudspeaker that a test plays with: hears at once, or as much as it is told to.

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <vector>

#include "kiosk/speech/speaker.hpp"

namespace gridboard::tests {

class MadeUpSink final : public kiosk::speech::SoundSink {
 public:
  static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

  bool open(int samples_per_second) override {
    const std::lock_guard lock(mutex_);
    ++opened;
    waits_above_ = static_cast<std::uint64_t>(samples_per_second) / 10;
    return is_there_;
  }
  bool play(const std::int16_t* samples, std::size_t count) override {
    std::unique_lock lock(mutex_);
    something_.wait(lock, [this] { return cut_ || !is_there_ || taken_ - heard_now() <= waits_above_; });
    if (cut_ || !is_there_) return false;
    sound_.insert(sound_.end(), samples, samples + count);
    taken_ += count;
    return true;
  }
  std::uint64_t heard() const override {
    const std::lock_guard lock(mutex_);
    return heard_now();
  }
  void cut() override {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    taken_ = heard_now();
    something_.notify_all();
  }
  void resume() override {
    const std::lock_guard lock(mutex_);
    cut_ = false;
  }

  // The device hears no more than so many samples.
  void hear_until(std::uint64_t samples) {
    const std::lock_guard lock(mutex_);
    limit_ = samples;
    something_.notify_all();
  }
  void set_there(bool is_there) {
    const std::lock_guard lock(mutex_);
    is_there_ = is_there;
    something_.notify_all();
  }
  std::vector<std::int16_t> sound() const {
    const std::lock_guard lock(mutex_);
    return sound_;
  }
  std::uint64_t taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
  }
  int opened = 0;

 private:
  std::uint64_t heard_now() const { return std::min(taken_, limit_); }

  mutable std::mutex mutex_;
  std::condition_variable something_;
  std::vector<std::int16_t> sound_;
  std::uint64_t taken_ = 0, limit_ = kAll, waits_above_ = 0;
  bool cut_ = false, is_there_ = true;
};

// What a speaker tells, waited for.
class Told {
 public:
  using Said = kiosk::speech::Said;
  std::function<void(Said)> taker() {
    return [this](Said said) {
      const std::lock_guard lock(mutex_);
      all_.push_back(said);
      something_.notify_all();
    };
  }
  // Waits, generously, until `count` of `what` were told.
  bool wait_for(Said::What what, std::size_t count = 1) {
    std::unique_lock lock(mutex_);
    return something_.wait_for(lock, std::chrono::seconds(30), [&] { return counted(what) >= count; });
  }
  std::vector<Said> all() const {
    const std::lock_guard lock(mutex_);
    return all_;
  }
  std::size_t count(Said::What what) const {
    const std::lock_guard lock(mutex_);
    return counted(what);
  }

 private:
  std::size_t counted(Said::What what) const {
    return static_cast<std::size_t>(
        std::count_if(all_.begin(), all_.end(), [what](const Said& said) { return said.what == what; }));
  }
  mutable std::mutex mutex_;
  std::condition_variable something_;
  std::vector<Said> all_;
};

}  // namespace gridboard::tests
