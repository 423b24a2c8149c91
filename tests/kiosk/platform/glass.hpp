// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A headless display and a frame drawn on it in one call.

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/platform/display.hpp"

namespace gridboard::kiosk::platform {

inline constexpr ImU32 kTestGround = IM_COL32(0xf5, 0xf3, 0xec, 255);

class Glass {
 public:
  explicit Glass(int width = 600, int height = 480) {
    DisplayOptions options;
    options.headless = true;
    options.width = width;
    options.height = height;
    open(options);
  }
  explicit Glass(const DisplayOptions& options) { open(options); }

  // One window over the whole glass; returns whether a pixel changed.
  bool frame(const std::function<void(ImDrawList*)>& draw) {
    display->begin_frame(0.02f);
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(display->size());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("glass", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove);
    draw(ImGui::GetWindowDrawList());
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::Render();
    return display->present(*ImGui::GetDrawData(), kTestGround);
  }

  [[nodiscard]] std::uint32_t pixel(int x, int y) const {
    return display->pixels()[static_cast<std::size_t>(y) * static_cast<std::size_t>(display->size().x) +
                             static_cast<std::size_t>(x)];
  }
  [[nodiscard]] std::vector<std::uint32_t> copy() const {
    const auto pixels = display->pixels();
    return {pixels.begin(), pixels.end()};
  }

  std::unique_ptr<Display> display;

 private:
  void open(const DisplayOptions& options) {
    auto opened = Display::open(options);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().message));
    display = std::move(*opened);
  }
};

}  // namespace gridboard::kiosk::platform
