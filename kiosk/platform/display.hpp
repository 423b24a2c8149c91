// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The glass: window, input and pixels. SDL types stay in this room. Belongs to the loop's thread but for wake().
//
// An ImTextureID is the address of a text::Page. Pages drawn one to one on whole pixels are copied; enlarged by a whole
// number they keep hard edges (QR codes); all else is drawn between texels. A change of a page's pixels is seen by its
// generation: a new picture at the address of an old one must start with a generation that the old one never had.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::platform {

// A quarter turn of the picture, seen by who stands before the glass.
enum class Turn { none, right, left };

struct DisplayOptions {
  bool headless = false;      // no window and no video driver: pixels in memory only
  int width = 0, height = 0;  // headless or windowed size; 0: the whole screen
  bool fullscreen = true;
  // On the whole screen: the picture stands upright or lies, and is turned where the screen is the other way round.
  enum class Orientation { as_it_is, portrait, landscape } orientation = Orientation::as_it_is;
  Turn turn = Turn::right;         // which way, where it has to be
  std::optional<float> px_per_mm;  // the board's setting; otherwise from the screen's real size, else 4.03
};

class Display {
 public:
  // Makes the ImGui context too (no ini file; its own keyboard navigation stays off: kiosk/widgets has one).
  [[nodiscard]] static base::Result<std::unique_ptr<Display>> open(const DisplayOptions& options);
  virtual ~Display() = default;

  [[nodiscard]] virtual ImVec2 size() const = 0;
  [[nodiscard]] virtual float px_per_mm() const = 0;

  struct Wake {
    bool input = false;  // something for ImGui came
    bool woken = false;  // wake() was called
    bool quit = false;
    bool exposed = false;  // pixels were lost; the next present draws all
    bool speech = false;   // F1, or the button with the tactile mark: start or stop speech
    bool staff = false;    // F12: staff with a keyboard ask for maintenance
  };
  // Sleeps until an event, wake() or the deadline; hands touches and keys to ImGuiIO. A press and its release that
  // arrive together are given to two frames, so that no short tap is lost.
  virtual Wake wait(std::optional<std::chrono::milliseconds> at_most) = 0;
  virtual void wake() = 0;  // from any thread

  virtual void begin_frame(float delta_seconds) = 0;  // sets ImGuiIO and calls ImGui::NewFrame
  // Where the finger was since the frame before, each place while it is down. Valid until the next begin_frame().
  [[nodiscard]] virtual std::span<const ImVec2> pointer_way() const = 0;
  // Draws what differs from the last frame (damage by tiles) and shows it. Returns whether any pixel changed.
  virtual bool present(const ImDrawData& data, ImU32 clear_colour) = 0;

  // Pixels of the last frame, 0xAARRGGBB, rows of size().x.
  [[nodiscard]] virtual std::span<const std::uint32_t> pixels() const = 0;
  [[nodiscard]] virtual base::Result<void> save_png(const std::string& path) const = 0;

  // Against burn-in: everything is drawn so many pixels away from where it belongs, and input is taken from there.
  // Boxes that reach the edge of the picture go on to the edge of the glass.
  virtual void set_shift(int x, int y) = 0;
  [[nodiscard]] virtual ImVec2 shift() const = 0;

  // Wipes what was typed and touched and not used up.
  virtual void forget_input() = 0;
  [[nodiscard]] virtual std::string system() const = 0;  // what draws, for staff: "SDL 2.26.5 x11, Dear ImGui 1.86"

  // Synthetic input through the same path as real input, in pixels of the glass; for the tour, tests and benchmarks.
  enum class Phase { down, move, up };
  virtual void inject_finger(std::int64_t finger, ImVec2 at, Phase phase) = 0;
  virtual void inject_touch(ImVec2 at, bool down) = 0;  // of one finger
  virtual void inject_wheel(ImVec2 at, float steps) = 0;
  virtual void inject_key(ImGuiKey key) = 0;   // pressed and released
  virtual void inject_text(std::string_view utf8) = 0;  // as a keyboard or a barcode scanner types it
  virtual void inject_shift(bool down) = 0;             // the key that turns Tab round
  virtual void inject_speech() = 0;                     // F1
  virtual void inject_staff() = 0;                      // F12

  struct Counters {
    std::uint64_t frames = 0, frames_drawn = 0, tiles_drawn = 0, pixels_drawn = 0;
  };
  [[nodiscard]] virtual Counters counters() const = 0;
};

}  // namespace gridboard::kiosk::platform
