// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where pixels go and input comes from: memory only, or a window. A real edge: tests and the tour have no window.

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "kiosk/platform/canvas.hpp"
#include "kiosk/platform/display.hpp"
#include "kiosk/platform/input_queue.hpp"

namespace gridboard::kiosk::platform {

class Screen {
 public:
  virtual ~Screen() = default;
  // Keeps the pixels of the last frame; another size than before means that they are lost.
  [[nodiscard]] virtual Canvas canvas() = 0;
  virtual void show(std::span<const Box> boxes) = 0;
  [[nodiscard]] virtual std::optional<float> px_per_mm() const = 0;
  // Adds what comes to the queue; returns at the first that came. Doesn't sleep if at_most is 0.
  virtual Display::Wake wait(std::optional<std::chrono::milliseconds> at_most, InputQueue& queue) = 0;
  virtual void wake() = 0;
  [[nodiscard]] virtual std::string system() const = 0;
};

[[nodiscard]] std::unique_ptr<Screen> open_headless(int width, int height);
[[nodiscard]] base::Result<std::unique_ptr<Screen>> open_window(const DisplayOptions& options);

[[nodiscard]] base::Result<void> write_png(const Canvas& canvas, const std::string& path);

}  // namespace gridboard::kiosk::platform
