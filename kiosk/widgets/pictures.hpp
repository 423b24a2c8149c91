// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Icons, rounded corners, portraits and QR codes as pages that the renderer draws from. Everything is scaled to the
// very pixels it is shown at, so that drawing copies and never filters. Belongs to the loop's thread.

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "kiosk/text/page.hpp"
#include "kiosk/widgets/image.hpp"
#include "kiosk/widgets/picture_reader.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::widgets {

// A part of a page. `page` is null if there is no such picture.
struct Picture {
  text::Page* page = nullptr;
  ImVec2 uv0{0, 0}, uv1{1, 1};
  int width = 0, height = 0;

  explicit operator bool() const { return page != nullptr; }
  [[nodiscard]] ImTextureID texture() const { return static_cast<ImTextureID>(page); }
};

// Dark modules are opaque, the rest transparent: drawn with dark ink on a white ground. `modules` is without quiet
// zone.
struct QrPicture {
  Picture picture;
  int modules = 0, module_px = 0;
};

inline constexpr std::size_t kImageBytes = 8u << 20;

class Pictures {
 public:
  // Folders of PNG files: <icons>/<name>.png and so on. A missing picture is no failure: it is left out.
  Pictures(std::string icons_folder, std::string portraits_folder, std::string images_folder = {});

  // Tinted by the colour it is drawn in; square, `size_px` high.
  [[nodiscard]] Picture icon(std::string_view name, int size_px);
  // A quarter of a disc whose centre is at the bottom right; mirror it by swapping uv.
  [[nodiscard]] Picture corner(int radius_px);
  // A quarter of a ring of this thickness inside that radius.
  [[nodiscard]] Picture corner_ring(int radius_px, int thickness_px);
  // A whole one: the tip of a pen.
  [[nodiscard]] Picture disc(int radius_px);
  // Fills a square of this size, cropped to its middle, with round corners.
  [[nodiscard]] Picture portrait(std::string_view name, int size_px, int radius_px);
  // A notice's image, whole, as large as it fits this box, with round corners. Those shown last are kept, at most
  // kImageBytes of them unless one frame needs more.
  [[nodiscard]] Picture image(std::string_view name, int width_px, int height_px, int radius_px = 0);
  // Those that came over the wire lie in this folder, each under its SHA-256; `arrived` is called on another thread
  // when one can be drawn. Without this call none is ever there.
  void read_travelled(std::string folder, std::function<void()> arrived);
  // One that came some other way: it is decoded when it is drawn, and nothing is read for it.
  void hold(std::string sha256, std::string bytes);
  // As `image`; null while it is being read, and if it isn't there.
  [[nodiscard]] Picture travelled(std::string_view sha256, int width_px, int height_px, int radius_px = 0);
  void take_travelled();  // what was read since; drawing one does it too
  void look_again();      // others may be there now
  void stop_reading();    // `arrived` isn't called any more
  [[nodiscard]] bool waits_for_travelled() const { return reader_ && reader_->waits(); }
  // libqrencode, error correction M, byte mode, marked as UTF-8 if it isn't ASCII. Null picture if it doesn't fit a
  // symbol.
  [[nodiscard]] QrPicture qr(std::string_view payload, int module_px);
  // Modules on a side for this payload, without quiet zone; 0 if it doesn't fit.
  [[nodiscard]] int qr_modules(std::string_view payload);

  // Wipes what belonged to one household: the QR codes.
  void forget_private();

 private:
  struct Code {
    std::string payload;
    int modules = 0, module_px = 0;
    std::unique_ptr<text::Page> page;  // kept and reused: its address is a texture
  };

  struct Image {
    std::string key;
    int used_frame = 0;
    std::unique_ptr<text::Page> page;  // kept and reused: its address is a texture
  };

  Picture place(const ImagePixels& shape);
  Image& free_image();
  Image* known_image(const std::string& key);
  Picture keep_image(const std::string& key, ImagePixels fitted, int radius_px);
  const ImagePixels& icon_source(const std::string& name);

  std::string icons_folder_, portraits_folder_, images_folder_;
  std::vector<std::unique_ptr<text::Page>> atlas_;
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  std::map<std::string, Picture, std::less<>> shapes_;
  std::map<std::string, ImagePixels, std::less<>> icon_sources_;
  std::map<std::string, std::unique_ptr<text::Page>, std::less<>> portraits_;
  std::vector<Image> images_;
  std::unique_ptr<PictureReader> reader_;
  std::map<std::string, int> wanted_radius_;  // of those that are being read, by their key without it
  std::set<std::string> missing_;             // by their SHA-256
  std::map<std::string, std::string> held_;   // bytes by their SHA-256
  std::vector<Code> codes_;                   // the bill's and the receipt's
  std::size_t next_code_ = 0;
};

}  // namespace gridboard::kiosk::widgets
