// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <qrencode.h>

namespace gridboard::kiosk::widgets {
namespace {

constexpr int kAtlasSide = 1024;
constexpr int kCodeSide = 1280;
constexpr std::size_t kCodes = 2;
constexpr std::size_t kImages = 64;

std::unique_ptr<text::Page> blank_page(int side) {
  auto page = std::make_unique<text::Page>();
  page->width = page->height = side;
  page->bytes.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  return page;
}

void mark_dirty(text::Page& page, int x0, int y0, int x1, int y1) {
  if (page.dirty_x0 >= page.dirty_x1) {
    page.dirty_x0 = x0, page.dirty_y0 = y0, page.dirty_x1 = x1, page.dirty_y1 = y1;
    return;
  }
  page.dirty_x0 = std::min(page.dirty_x0, x0), page.dirty_y0 = std::min(page.dirty_y0, y0);
  page.dirty_x1 = std::max(page.dirty_x1, x1), page.dirty_y1 = std::max(page.dirty_y1, y1);
}

Picture whole(text::Page& page) {
  return {&page, {0, 0}, {1, 1}, page.width, page.height};
}

void round_off(text::Page& rgba, int radius) {
  for (int y = 0; y < radius; ++y) {
    for (int x = 0; x < radius; ++x) {
      const int covered = disc_coverage(radius - 1 - x, radius - 1 - y, static_cast<float>(radius));
      for (const int px : {x, rgba.width - 1 - x}) {
        for (const int py : {y, rgba.height - 1 - y}) {
          std::uint8_t& alpha = rgba.bytes[static_cast<std::size_t>(py * rgba.width + px) * 4 + 3];
          alpha = static_cast<std::uint8_t>(alpha * covered / 255);
        }
      }
    }
  }
}

std::string travelled_key(const PictureWish& wish) {
  return "blob " + wish.sha256 + "@" + std::to_string(wish.width_px) + "x" + std::to_string(wish.height_px);
}

int frame_now() {
  return ImGui::GetCurrentContext() != nullptr ? ImGui::GetFrameCount() : 0;
}

std::unique_ptr<QRcode, decltype(&QRcode_free)> encode(std::string_view payload) {
  constexpr unsigned kUtf8 = 26;  // of the ECI register
  const auto none = [] { return std::unique_ptr<QRcode, decltype(&QRcode_free)>{nullptr, &QRcode_free}; };
  const std::unique_ptr<QRinput, decltype(&QRinput_free)> input{QRinput_new2(0, QR_ECLEVEL_M), &QRinput_free};
  if (!input) return none();
  // Without being told, readers take Chinese for Shift-JIS.
  const bool ascii =
      std::all_of(payload.begin(), payload.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (!ascii && QRinput_appendECIheader(input.get(), kUtf8) != 0) return none();
  const auto* bytes = reinterpret_cast<const unsigned char*>(payload.data());
  if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(payload.size()), bytes) != 0) return none();
  return {QRcode_encodeInput(input.get()), &QRcode_free};
}

}  // namespace

Pictures::Pictures(std::string icons_folder, std::string portraits_folder, std::string images_folder)
    : icons_folder_(std::move(icons_folder)),
      portraits_folder_(std::move(portraits_folder)),
      images_folder_(std::move(images_folder)) {}

// Shelves: shapes stand side by side, a new shelf below when one is full, a new page when all are.
Picture Pictures::place(const ImagePixels& shape) {
  if (shape.width <= 0 || shape.width > kAtlasSide || shape.height > kAtlasSide) return {};
  if (shelf_x_ + shape.width > kAtlasSide) shelf_x_ = 0, shelf_y_ += shelf_height_, shelf_height_ = 0;
  if (atlas_.empty() || shelf_y_ + shape.height > kAtlasSide) {
    atlas_.push_back(blank_page(kAtlasSide));
    shelf_x_ = shelf_y_ = shelf_height_ = 0;
  }
  text::Page& page = *atlas_.back();
  for (int y = 0; y < shape.height; ++y) {
    std::copy_n(shape.bytes.begin() + static_cast<std::ptrdiff_t>(y) * shape.width, shape.width,
                page.bytes.begin() + static_cast<std::ptrdiff_t>(shelf_y_ + y) * kAtlasSide + shelf_x_);
  }
  mark_dirty(page, shelf_x_, shelf_y_, shelf_x_ + shape.width, shelf_y_ + shape.height);
  const auto uv = [](int at) { return static_cast<float>(at) / static_cast<float>(kAtlasSide); };
  const Picture picture{&page,
                        {uv(shelf_x_), uv(shelf_y_)},
                        {uv(shelf_x_ + shape.width), uv(shelf_y_ + shape.height)},
                        shape.width,
                        shape.height};
  shelf_x_ += shape.width;
  shelf_height_ = std::max(shelf_height_, shape.height);
  return picture;
}

const ImagePixels& Pictures::icon_source(const std::string& name) {
  const auto known = icon_sources_.find(name);
  if (known != icon_sources_.end()) return known->second;
  ImagePixels& source = icon_sources_[name];
  if (auto image = read_png(icons_folder_ + "/" + name + ".png")) source = alpha_of(*image);
  return source;
}

Picture Pictures::icon(std::string_view name, int size_px) {
  const std::string key = std::string(name) + "@" + std::to_string(size_px);
  const auto known = shapes_.find(key);
  if (known != shapes_.end()) return known->second;
  const ImagePixels& source = icon_source(std::string(name));
  const Picture picture = source.bytes.empty() ? Picture{} : place(scaled(source, size_px, size_px));
  shapes_.emplace(key, picture);
  return picture;
}

Picture Pictures::corner(int radius_px) {
  const std::string key = "corner@" + std::to_string(radius_px);
  const auto known = shapes_.find(key);
  if (known != shapes_.end()) return known->second;
  ImagePixels shape{radius_px, radius_px, 1, {}};
  for (int y = 0; y < radius_px; ++y) {
    for (int x = 0; x < radius_px; ++x) {
      shape.bytes.push_back(disc_coverage(radius_px - 1 - x, radius_px - 1 - y, static_cast<float>(radius_px)));
    }
  }
  return shapes_.emplace(key, place(shape)).first->second;
}

Picture Pictures::disc(int radius_px) {
  const std::string key = "disc@" + std::to_string(radius_px);
  const auto known = shapes_.find(key);
  if (known != shapes_.end()) return known->second;
  ImagePixels shape{2 * radius_px, 2 * radius_px, 1, {}};
  for (int y = 0; y < 2 * radius_px; ++y) {
    for (int x = 0; x < 2 * radius_px; ++x) {
      const auto from_middle = [radius_px](int at) { return at < radius_px ? radius_px - 1 - at : at - radius_px; };
      shape.bytes.push_back(disc_coverage(from_middle(x), from_middle(y), static_cast<float>(radius_px)));
    }
  }
  return shapes_.emplace(key, place(shape)).first->second;
}

Picture Pictures::corner_ring(int radius_px, int thickness_px) {
  const std::string key = "ring@" + std::to_string(radius_px) + "/" + std::to_string(thickness_px);
  const auto known = shapes_.find(key);
  if (known != shapes_.end()) return known->second;
  ImagePixels shape{radius_px, radius_px, 1, {}};
  for (int y = 0; y < radius_px; ++y) {
    for (int x = 0; x < radius_px; ++x) {
      const int outer = disc_coverage(radius_px - 1 - x, radius_px - 1 - y, static_cast<float>(radius_px));
      const int inner =
          disc_coverage(radius_px - 1 - x, radius_px - 1 - y, static_cast<float>(radius_px - thickness_px));
      shape.bytes.push_back(static_cast<std::uint8_t>(outer - inner));
    }
  }
  return shapes_.emplace(key, place(shape)).first->second;
}

Picture Pictures::portrait(std::string_view name, int size_px, int radius_px) {
  if (name.empty() || name.find('/') != std::string_view::npos) return {};
  const std::string key = std::string(name) + "@" + std::to_string(size_px) + "/" + std::to_string(radius_px);
  auto known = portraits_.find(key);
  if (known == portraits_.end()) {
    auto page = std::make_unique<text::Page>();
    if (auto image = read_png(portraits_folder_ + "/" + std::string(name) + ".png")) {
      ImagePixels square = scaled(cropped_square(*image), size_px, size_px);
      page->width = page->height = size_px;
      page->format = text::PixelFormat::rgba32;
      page->bytes = std::move(square.bytes);
      round_off(*page, radius_px);
      mark_dirty(*page, 0, 0, size_px, size_px);
    }
    known = portraits_.emplace(key, std::move(page)).first;
  }
  return known->second->width > 0 ? whole(*known->second) : Picture{};
}

// Frees what was shown longest ago while there is too much of it; what this frame draws stays.
Pictures::Image& Pictures::free_image() {
  std::size_t bytes = 0;
  for (const Image& image : images_) bytes += image.page->bytes.size();
  while (bytes > kImageBytes) {
    Image* oldest = nullptr;
    for (Image& image : images_) {
      const bool idle = !image.page->bytes.empty() && image.used_frame != frame_now();
      if (idle && (oldest == nullptr || image.used_frame < oldest->used_frame)) oldest = &image;
    }
    if (oldest == nullptr) break;
    bytes -= oldest->page->bytes.size();
    oldest->key.clear();
    std::vector<std::uint8_t>().swap(oldest->page->bytes);
  }
  Image* oldest = nullptr;
  for (Image& image : images_) {
    if (image.key.empty()) return image;
    if (image.used_frame != frame_now() && (oldest == nullptr || image.used_frame < oldest->used_frame))
      oldest = &image;
  }
  if (images_.size() >= kImages && oldest != nullptr) return *oldest;
  return images_.emplace_back(Image{{}, 0, std::make_unique<text::Page>()});
}

Pictures::Image* Pictures::known_image(const std::string& key) {
  for (Image& known : images_) {
    if (known.key != key) continue;
    known.used_frame = frame_now();
    return &known;
  }
  return nullptr;
}

// An empty picture keeps its key: that there is none is known, too.
Picture Pictures::keep_image(const std::string& key, ImagePixels fitted, int radius_px) {
  Image& free = free_image();
  free.key = key;
  free.used_frame = frame_now();
  text::Page& page = *free.page;
  page.bytes = std::move(fitted.bytes);
  if (page.bytes.empty()) return {};
  page.width = fitted.width, page.height = fitted.height;
  page.format = text::PixelFormat::rgba32;
  round_off(page, std::min({radius_px, page.width / 2, page.height / 2}));
  ++page.generation;
  page.dirty_x0 = page.dirty_x1 = 0;
  mark_dirty(page, 0, 0, page.width, page.height);
  return whole(page);
}

Picture Pictures::image(std::string_view name, int width_px, int height_px, int radius_px) {
  if (name.empty() || name.find('/') != std::string_view::npos || width_px < 1 || height_px < 1) return {};
  const std::string key = std::string(name) + "@" + std::to_string(width_px) + "x" + std::to_string(height_px) + "/" +
                          std::to_string(radius_px);
  if (const Image* known = known_image(key)) return known->page->bytes.empty() ? Picture{} : whole(*known->page);
  auto source = read_png(images_folder_ + "/" + std::string(name) + ".png");
  if (!source) return keep_image(key, {}, radius_px);
  const double scale =
      std::min(static_cast<double>(width_px) / source->width, static_cast<double>(height_px) / source->height);
  return keep_image(key,
                    scaled(*source, std::max(1, static_cast<int>(source->width * scale)),
                           std::max(1, static_cast<int>(source->height * scale))),
                    radius_px);
}

void Pictures::read_travelled(std::string folder, std::function<void()> arrived) {
  reader_ = std::make_unique<PictureReader>(std::move(folder), std::move(arrived));
}

void Pictures::take_travelled() {
  if (!reader_) return;
  for (ReadPicture& each : reader_->take()) {
    const std::string key = travelled_key(each.wish);
    const auto wanted = wanted_radius_.find(key);
    if (wanted == wanted_radius_.end()) continue;
    if (each.pixels.bytes.empty())
      missing_.insert(each.wish.sha256);
    else
      keep_image(key, std::move(each.pixels), wanted->second);
    wanted_radius_.erase(wanted);
  }
}

void Pictures::hold(std::string sha256, std::string bytes) {
  held_[std::move(sha256)] = std::move(bytes);
}

Picture Pictures::travelled(std::string_view sha256, int width_px, int height_px, int radius_px) {
  if (width_px < 1 || height_px < 1) return {};
  take_travelled();
  const PictureWish wish{std::string(sha256), width_px, height_px};
  const std::string key = travelled_key(wish);
  if (const Image* known = known_image(key)) return known->page->bytes.empty() ? Picture{} : whole(*known->page);
  if (const auto held = held_.find(wish.sha256); held != held_.end()) {
    auto pixels = fitting(held->second, wish);
    return keep_image(key, pixels ? std::move(*pixels) : ImagePixels{}, radius_px);
  }
  if (!reader_) return {};
  if (missing_.contains(wish.sha256) || reader_->waits_for(wish)) return {};
  if (wanted_radius_.size() > kMostWishes) wanted_radius_.clear();  // of wishes that were dropped
  wanted_radius_[key] = radius_px;
  reader_->ask(wish);
  return {};
}

void Pictures::look_again() {
  missing_.clear();
}

void Pictures::stop_reading() {
  reader_.reset();
}

int Pictures::qr_modules(std::string_view payload) {
  for (const Code& code : codes_) {
    if (code.modules > 0 && code.payload == payload) return code.modules;
  }
  const auto symbol = encode(payload);
  return symbol ? symbol->width : 0;
}

QrPicture Pictures::qr(std::string_view payload, int module_px) {
  const auto shown = [](Code& code) {
    const int side = code.modules * code.module_px;
    const float edge = static_cast<float>(side) / static_cast<float>(kCodeSide);
    return QrPicture{{code.page.get(), {0, 0}, {edge, edge}, side, side}, code.modules, code.module_px};
  };
  for (Code& code : codes_) {
    if (code.module_px == module_px && code.payload == payload) return shown(code);
  }
  const auto symbol = encode(payload);
  if (!symbol || symbol->width * module_px > kCodeSide) return {};
  if (codes_.size() < kCodes) codes_.push_back({{}, 0, 0, blank_page(kCodeSide)});
  Code& code = codes_[next_code_ % kCodes];
  next_code_ = (next_code_ + 1) % kCodes;
  code.payload = payload;
  code.modules = symbol->width;
  code.module_px = module_px;
  text::Page& page = *code.page;
  std::fill(page.bytes.begin(), page.bytes.end(), std::uint8_t{0});
  for (int y = 0; y < code.modules * module_px; ++y) {
    for (int x = 0; x < code.modules * module_px; ++x) {
      const bool dark = (symbol->data[(y / module_px) * symbol->width + x / module_px] & 1) != 0;
      if (dark) page.bytes[static_cast<std::size_t>(y) * kCodeSide + static_cast<std::size_t>(x)] = 255;
    }
  }
  ++page.generation;
  mark_dirty(page, 0, 0, page.width, page.height);
  return shown(code);
}

void Pictures::forget_private() {
  for (Code& code : codes_) {
    std::fill(code.payload.begin(), code.payload.end(), '\0');
    code.payload.clear();
    code.modules = code.module_px = 0;
    std::fill(code.page->bytes.begin(), code.page->bytes.end(), std::uint8_t{0});
    ++code.page->generation;
    mark_dirty(*code.page, 0, 0, code.page->width, code.page->height);
  }
}

}  // namespace gridboard::kiosk::widgets
