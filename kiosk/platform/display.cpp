// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/display.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "kiosk/platform/fingers.hpp"
#include "kiosk/platform/frame.hpp"
#include "kiosk/platform/screen.hpp"

namespace gridboard::kiosk::platform {
namespace {

// A 21.5 inch glass of 1920x1080, the size that the look is drawn for.
constexpr float kUsualPxPerMm = 4.03f;
constexpr int kUsualWidth = 1080;
constexpr int kUsualHeight = 1920;

class BoardDisplay final : public Display {
 public:
  BoardDisplay(std::unique_ptr<Screen> screen, const DisplayOptions& options) : screen_(std::move(screen)) {
    px_per_mm_ = options.px_per_mm.value_or(screen_->px_per_mm().value_or(kUsualPxPerMm));
    canvas_ = screen_->canvas();
    renderer_.resize(canvas_.width, canvas_.height);
    make_context();
  }
  ~BoardDisplay() override {
    ImGui::GetIO().Fonts->SetTexID(ImTextureID{});
    ImGui::DestroyContext(context_);
  }
  BoardDisplay(const BoardDisplay&) = delete;
  BoardDisplay& operator=(const BoardDisplay&) = delete;

  ImVec2 size() const override { return {static_cast<float>(canvas_.width), static_cast<float>(canvas_.height)}; }
  float px_per_mm() const override { return px_per_mm_; }

  Wake wait(std::optional<std::chrono::milliseconds> at_most) override {
    if (!queue_.empty() || speech_ || staff_) at_most = std::chrono::milliseconds(0);
    Wake wake = screen_->wait(at_most, queue_);
    wake.input = !queue_.empty();
    wake.speech |= std::exchange(speech_, false);
    wake.staff |= std::exchange(staff_, false);
    if (wake.exposed) renderer_.lose_pixels();
    return wake;
  }
  void wake() override { screen_->wake(); }

  void begin_frame(float delta_seconds) override {
    refresh_canvas();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size();
    io.DeltaTime = std::max(delta_seconds, 0.0001f);
    queue_.feed(io);
    ImGui::NewFrame();
  }

  std::span<const ImVec2> pointer_way() const override { return queue_.way(); }

  bool present(const ImDrawData& data, ImU32 clear_colour) override {
    refresh_canvas();
    const std::vector<Box> boxes = renderer_.render(data, clear_colour, canvas_, shift_x_, shift_y_);
    if (boxes.empty()) return false;
    screen_->show(boxes);
    return true;
  }

  std::span<const std::uint32_t> pixels() const override {
    return {canvas_.pixels, static_cast<std::size_t>(canvas_.stride) * static_cast<std::size_t>(canvas_.height)};
  }
  base::Result<void> save_png(const std::string& path) const override { return write_png(canvas_, path); }

  void set_shift(int x, int y) override {
    shift_x_ = x;
    shift_y_ = y;
    queue_.set_shift(shift());
  }
  ImVec2 shift() const override { return {static_cast<float>(shift_x_), static_cast<float>(shift_y_)}; }

  void forget_input() override {
    queue_.forget();
    ImGuiIO& io = ImGui::GetIO();
    io.InputQueueCharacters.clear();
    ImGui::GetCurrentContext()->ClipboardHandlerData.clear();
  }
  std::string system() const override { return screen_->system() + ", Dear ImGui " IMGUI_VERSION; }

  void inject_finger(std::int64_t finger, ImVec2 at, Phase phase) override {
    if (phase == Phase::down) return fingers_.down(finger, at, queue_);
    if (phase == Phase::move) return fingers_.move(finger, at, queue_);
    fingers_.up(finger, at, queue_);
  }
  void inject_touch(ImVec2 at, bool down) override { inject_finger(0, at, down ? Phase::down : Phase::up); }
  void inject_wheel(ImVec2 at, float steps) override { queue_.wheel(at, steps); }
  void inject_key(ImGuiKey key) override {
    queue_.key(key, true);
    queue_.key(key, false);
  }
  void inject_text(std::string_view utf8) override { queue_.text(utf8); }
  void inject_shift(bool down) override { queue_.shift(down); }
  void inject_speech() override { speech_ = true; }
  void inject_staff() override { staff_ = true; }
  Counters counters() const override { return renderer_.counters(); }

 private:
  void make_context() {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.BackendPlatformName = "gridboard";
    io.DisplaySize = size();
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.SetClipboardTextFn = nullptr;
    io.GetClipboardTextFn = nullptr;
    // A window's padding would clip what is drawn at the edge of the glass; margins are the layout's.
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = style.ChildBorderSize = 0;
    style.WindowMinSize = ImVec2(1, 1);
    style.AntiAliasedLinesUseTex = false;
    InputQueue::set_up(io);
    // Text is drawn by kiosk/text; ImGui's own font is there because it insists on one, and for its white pixel.
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    unsigned char* coverage = nullptr;
    io.Fonts->GetTexDataAsAlpha8(&coverage, &font_page_.width, &font_page_.height);
    font_page_.format = text::PixelFormat::alpha8;
    font_page_.bytes.assign(coverage, coverage + font_page_.width * font_page_.height);
    io.Fonts->SetTexID(reinterpret_cast<ImTextureID>(&font_page_));
    io.Fonts->ClearTexData();
  }

  void refresh_canvas() {
    const Canvas now = screen_->canvas();
    if (now.width != canvas_.width || now.height != canvas_.height) renderer_.resize(now.width, now.height);
    if (now.pixels != canvas_.pixels) renderer_.lose_pixels();
    canvas_ = now;
  }

  std::unique_ptr<Screen> screen_;
  InputQueue queue_;
  Fingers fingers_;  // injected ones
  FrameRenderer renderer_;
  Canvas canvas_;
  text::Page font_page_;
  ImGuiContext* context_ = nullptr;
  float px_per_mm_ = kUsualPxPerMm;
  bool speech_ = false, staff_ = false;
  int shift_x_ = 0, shift_y_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<Display>> Display::open(const DisplayOptions& options) {
  if (options.px_per_mm && !(*options.px_per_mm > 0.5f && *options.px_per_mm < 40)) {
    return base::fail(base::ErrorCode::invalid_input, "px_per_mm must lie between 0.5 and 40");
  }
  if (options.width < 0 || options.height < 0 || options.width > 8192 || options.height > 8192) {
    return base::fail(base::ErrorCode::invalid_input, "a display is at most 8192 pixels wide and high");
  }
  if (options.headless) {
    return std::make_unique<BoardDisplay>(open_headless(options.width > 0 ? options.width : kUsualWidth,
                                                        options.height > 0 ? options.height : kUsualHeight),
                                          options);
  }
  auto window = open_window(options);
  if (!window) return tl::unexpected<base::Error>(window.error());
  return std::make_unique<BoardDisplay>(std::move(*window), options);
}

}  // namespace gridboard::kiosk::platform
