// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <condition_variable>
#include <mutex>
#include <vector>

#include "kiosk/platform/screen.hpp"

namespace gridboard::kiosk::platform {
namespace {

class HeadlessScreen final : public Screen {
 public:
  HeadlessScreen(int width, int height)
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

  Canvas canvas() override { return {pixels_.data(), width_, height_, width_}; }
  void show(std::span<const Box>) override {}
  std::optional<float> px_per_mm() const override { return std::nullopt; }

  Display::Wake wait(std::optional<std::chrono::milliseconds> at_most, InputQueue&) override {
    std::unique_lock lock(mutex_);
    const auto is_woken = [this] { return woken_; };
    if (at_most) {
      condition_.wait_for(lock, *at_most, is_woken);
    } else {
      condition_.wait(lock, is_woken);
    }
    Display::Wake wake;
    wake.woken = woken_;
    woken_ = false;
    return wake;
  }

  std::string system() const override { return "no display"; }

  void wake() override {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    condition_.notify_one();
  }

 private:
  int width_, height_;
  std::vector<std::uint32_t> pixels_;
  std::mutex mutex_;
  std::condition_variable condition_;
  bool woken_ = false;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Screen> open_headless(int width, int height) {
  return std::make_unique<HeadlessScreen>(width, height);
}

}  // namespace gridboard::kiosk::platform
