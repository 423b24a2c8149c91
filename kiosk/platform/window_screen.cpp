// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>

#include <atomic>
#include <cmath>
#include <cstring>
#include <vector>

#include "kiosk/platform/screen.hpp"
#include "kiosk/platform/turned.hpp"
#include "kiosk/platform/window_input.hpp"

namespace gridboard::kiosk::platform {
namespace {

constexpr float kMmPerInch = 25.4f;

void set_hints() {
  // Without this SDL draws the window's surface through OpenGL, which loads llvmpipe: 100 MB and half a second.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_APP_NAME, "gridboard");
}

base::Error sdl_error(const char* what) {
  return {base::ErrorCode::unavailable, std::string(what) + ": " + SDL_GetError()};
}

// Servers without a real monitor say 96 dpi; a monitor that says nothing makes SDL fail or give nonsense.
std::optional<float> real_px_per_mm(SDL_Window* window) {
  float diagonal = 0, across = 0, down = 0;
  const int display = SDL_GetWindowDisplayIndex(window);
  if (display < 0 || SDL_GetDisplayDPI(display, &diagonal, &across, &down) != 0) return std::nullopt;
  const bool sane = across > 30 && across < 400 && std::fabs(across - down) < 0.08f * across;
  const bool invented = std::fabs(across - 96) < 0.3f && std::fabs(down - 96) < 0.3f;
  if (!sane || invented) return std::nullopt;
  return (across + down) / 2 / kMmPerInch;
}

class WindowScreen final : public Screen {
 public:
  WindowScreen(SDL_Window* window, std::uint32_t wake_event, Turn turn)
      : window_(window), wake_event_(wake_event), turn_(turn), input_(turn) {
    take_surface();
  }
  ~WindowScreen() override {
    SDL_DestroyWindow(window_);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
  WindowScreen(const WindowScreen&) = delete;
  WindowScreen& operator=(const WindowScreen&) = delete;

  [[nodiscard]] bool has_surface() const { return surface_ != nullptr; }
  Canvas canvas() override { return canvas_; }
  std::optional<float> px_per_mm() const override { return real_px_per_mm(window_); }
  void show(std::span<const Box> boxes) override;
  Display::Wake wait(std::optional<std::chrono::milliseconds> at_most, InputQueue& queue) override;

  std::string system() const override {
    SDL_version version{};
    SDL_GetVersion(&version);
    return "SDL " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
           std::to_string(version.patch) + " " + SDL_GetCurrentVideoDriver();
  }

  void wake() override {
    if (wake_pending_.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_event_;
    if (SDL_PushEvent(&event) != 1) wake_pending_ = false;
  }

 private:
  void take_surface();
  [[nodiscard]] Canvas window_canvas() const;
  void handle(const SDL_Event& event, InputQueue& queue, Display::Wake& wake);
  void handle_window(const SDL_WindowEvent& event, Display::Wake& wake);

  SDL_Window* window_;
  std::uint32_t wake_event_;
  SDL_Surface* surface_ = nullptr;
  // Only where the window's own are of another kind or the picture is turned.
  std::vector<std::uint32_t> own_pixels_, turned_pixels_;
  Canvas canvas_;
  const Turn turn_;
  WindowInput input_;
  std::atomic<bool> wake_pending_ = false;
};

// Draws straight into the window's shared memory where that is 32-bit: no second picture, no copy.
void WindowScreen::take_surface() {
  surface_ = SDL_GetWindowSurface(window_);
  if (surface_ == nullptr) return;
  const std::uint32_t format = surface_->format->format;
  const bool same_kind = (format == SDL_PIXELFORMAT_ARGB8888 || format == SDL_PIXELFORMAT_RGB888) &&
                         surface_->pitch == surface_->w * 4 && !SDL_MUSTLOCK(surface_);
  if (same_kind && turn_ == Turn::none) {
    own_pixels_ = {};
    canvas_ = window_canvas();
    return;
  }
  own_pixels_.assign(static_cast<std::size_t>(surface_->w) * static_cast<std::size_t>(surface_->h), 0);
  canvas_ = turn_ == Turn::none ? Canvas{own_pixels_.data(), surface_->w, surface_->h, surface_->w}
                                : Canvas{own_pixels_.data(), surface_->h, surface_->w, surface_->h};
  // Turned and of another kind: turned first, into pixels that are then converted.
  turned_pixels_.assign(same_kind || turn_ == Turn::none ? 0 : own_pixels_.size(), 0);
}

Canvas WindowScreen::window_canvas() const {
  return {static_cast<std::uint32_t*>(surface_->pixels), surface_->w, surface_->h, surface_->w};
}

void WindowScreen::show(std::span<const Box> boxes) {
  if (surface_ == nullptr) return;
  Canvas upright = canvas_;
  if (turn_ != Turn::none) {
    upright = turned_pixels_.empty() ? window_canvas()
                                     : Canvas{turned_pixels_.data(), surface_->w, surface_->h, surface_->w};
  }
  std::vector<SDL_Rect> rects;
  rects.reserve(boxes.size());
  for (const Box& box : boxes) {
    const Box at = turned(box, turn_, canvas_.width, canvas_.height);
    if (turn_ != Turn::none) copy_turned(canvas_, box, turn_, upright);
    rects.push_back({at.x0, at.y0, at.x1 - at.x0, at.y1 - at.y0});
  }
  if (upright.pixels != surface_->pixels) {
    for (const SDL_Rect& rect : rects) {
      SDL_ConvertPixels(rect.w, rect.h, SDL_PIXELFORMAT_ARGB8888, upright.row(rect.y) + rect.x, upright.stride * 4,
                        surface_->format->format,
                        static_cast<std::uint8_t*>(surface_->pixels) + rect.y * surface_->pitch +
                            rect.x * surface_->format->BytesPerPixel,
                        surface_->pitch);
    }
  }
  SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size()));
}

Display::Wake WindowScreen::wait(std::optional<std::chrono::milliseconds> at_most, InputQueue& queue) {
  Display::Wake wake;
  SDL_Event event;
  const int timeout_ms = at_most ? static_cast<int>(std::min<std::int64_t>(at_most->count(), 3'600'000)) : -1;
  if (timeout_ms == 0 ? SDL_PollEvent(&event) : SDL_WaitEventTimeout(&event, timeout_ms)) {
    do {
      handle(event, queue, wake);
    } while (SDL_PollEvent(&event));
  }
  return wake;
}

void WindowScreen::handle(const SDL_Event& event, InputQueue& queue, Display::Wake& wake) {
  if (event.type == wake_event_) {
    wake_pending_ = false;
    wake.woken = true;
  } else if (event.type == SDL_QUIT) {
    wake.quit = true;
  } else if (event.type == SDL_WINDOWEVENT) {
    handle_window(event.window, wake);
    if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) input_.release_all(queue);
  } else if (surface_ != nullptr) {
    input_.handle(event, ImVec2(static_cast<float>(surface_->w), static_cast<float>(surface_->h)), queue, wake);
  }
}

void WindowScreen::handle_window(const SDL_WindowEvent& event, Display::Wake& wake) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      take_surface();
      wake.exposed = true;
      break;
    case SDL_WINDOWEVENT_EXPOSED:
      wake.exposed = true;
      break;
    case SDL_WINDOWEVENT_CLOSE:
      wake.quit = true;
      break;
    default:
      break;
  }
}

}  // namespace

base::Result<std::unique_ptr<Screen>> open_window(const DisplayOptions& options) {
  set_hints();
  SDL_SetMainReady();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return tl::unexpected(sdl_error("no display"));
  SDL_Rect bounds{0, 0, options.width, options.height};
  if (options.width == 0 || options.height == 0) {
    if (SDL_GetDisplayBounds(0, &bounds) != 0) return tl::unexpected(sdl_error("no display"));
  }
  // On X11 a borderless window of the screen's size is what a window manager shows in full screen, and where none runs
  // (the usual kiosk) it spares SDL's wait for an answer.
  const bool x11 = std::strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0;
  const bool whole = options.fullscreen && (options.width == 0 || options.height == 0);
  const SDL_WindowFlags borders = x11 ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
  const std::uint32_t flags = whole ? static_cast<std::uint32_t>(borders) : 0;
  const int at = whole ? 0 : static_cast<int>(SDL_WINDOWPOS_UNDEFINED);
  SDL_Window* window = SDL_CreateWindow("Gridboard", whole ? bounds.x : at, whole ? bounds.y : at, bounds.w, bounds.h,
                                        flags | SDL_WINDOW_SHOWN);
  if (window == nullptr) return tl::unexpected(sdl_error("no window"));
  if (whole) SDL_ShowCursor(SDL_DISABLE);
  // What the window became counts, not what was asked for: a compositor gives the whole screen its own size.
  int width = 0, height = 0;
  SDL_GetWindowSize(window, &width, &height);
  using Orientation = DisplayOptions::Orientation;
  const bool other_way = whole && options.orientation != Orientation::as_it_is &&
                         (options.orientation == Orientation::portrait) != (height > width);
  auto screen =
      std::make_unique<WindowScreen>(window, SDL_RegisterEvents(1), other_way ? options.turn : Turn::none);
  if (!screen->has_surface()) return tl::unexpected(sdl_error("no pixels for the window"));
  return screen;
}

}  // namespace gridboard::kiosk::platform
