// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "kiosk/text/faces.hpp"
#include "kiosk/text/flat_table.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/line_break.hpp"
#include "kiosk/text/missing_glyph.hpp"
#include "kiosk/text/setting.hpp"
#include "kiosk/text/text.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::text {
namespace {

constexpr std::size_t kSharedPages = 6;
constexpr std::size_t kPrivatePages = 3;
// Mapped pages of the font files are given back after this many new glyphs: each glyph lies on pages of its own.
constexpr int kGlyphsPerRelease = 96;

class Engine final : public TextEngine {
 public:
  explicit Engine(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}

  float width_px(std::string_view text, Style style) override {
    float em = 0;
    for (std::size_t offset = 0; offset < text.size();) em += advance_em(base::decode_utf8(text, offset), style.weight);
    return em * static_cast<float>(size_px_of(style));
  }

  float ideograph_height_px(Style style) override {
    return ink_height(U'国', style) * static_cast<float>(size_px_of(style));
  }
  float digit_height_px(Style style) override {
    return ink_height(U'1', style) * static_cast<float>(size_px_of(style));
  }
  float ascent_px(Style style) override { return std::round(kAscentEm * static_cast<float>(size_px_of(style))); }

  std::vector<Line> break_lines(std::string_view text, Style style, float max_width_px) override {
    const auto size = static_cast<float>(size_px_of(style));
    return break_text(text, max_width_px, [&](char32_t c) { return advance_em(c, style.weight) * size; });
  }

  std::string elide(std::string_view text, Style style, float max_width_px) override {
    const auto size = static_cast<float>(size_px_of(style));
    const float room = max_width_px - advance_em(U'…', style.weight) * size;
    float width = 0;
    std::size_t kept = 0;
    for (std::size_t offset = 0; offset < text.size();) {
      width += advance_em(base::decode_utf8(text, offset), style.weight) * size;
      if (width <= room) kept = offset;
      if (width > max_width_px + 0.01f) return std::string(base::trim(text.substr(0, kept))) + "…";
    }
    return std::string(text);
  }

  void draw(ImDrawList* list, ImVec2 top_left, std::string_view text, Style style, ImU32 colour) override;

  const std::vector<char32_t>& missing() const override { return missing_; }
  std::vector<Page*> pages() override;
  void begin_private() override { private_ = true; }
  void end_private() override { private_ = false; }
  void forget_private() override;

 private:
  struct Placed {
    const Page* page;
    ImVec2 from, to, uv_from, uv_to;
  };

  const GlyphSource& source(char32_t code_point, Weight weight);
  float advance_em(char32_t code_point, Weight weight) {
    return is_invisible(code_point) ? 0.0f : source(code_point, weight).advance_em;
  }
  float ink_height(char32_t code_point, Style style);
  const Glyph* glyph(char32_t code_point, Weight weight, int size_px, int frame, GlyphCache*& cache);
  void rasterise(char32_t code_point, Weight weight, int size_px);
  void note_missing(char32_t code_point);
  void emit(ImDrawList* list, ImU32 colour);

  std::unique_ptr<Faces> faces_;
  GlyphCache shared_glyphs_{kSharedPages};
  GlyphCache private_glyphs_{kPrivatePages};
  FlatTable<GlyphSource> shared_sources_, private_sources_;
  std::vector<char32_t> missing_;
  std::size_t missing_shared_ = 0;  // the first ones, not met between the private marks
  bool private_ = false;
  std::array<std::optional<float>, 4> ink_heights_;
  GlyphBitmap bitmap_;
  std::vector<Placed> placed_;
  int glyphs_since_release_ = 0;
};

const GlyphSource& Engine::source(char32_t code_point, Weight weight) {
  const std::uint64_t key = glyph_key(code_point, weight, 1);
  if (const GlyphSource* known = shared_sources_.find(key)) return *known;
  if (private_) {
    if (const GlyphSource* known = private_sources_.find(key)) return *known;
    return *private_sources_.insert(key, faces_->find(code_point, weight));
  }
  return *shared_sources_.insert(key, faces_->find(code_point, weight));
}

float Engine::ink_height(char32_t code_point, Style style) {
  const std::size_t at = (code_point == U'1' ? 0u : 2u) + (style.weight == Weight::bold ? 1u : 0u);
  if (!ink_heights_[at]) ink_heights_[at] = faces_->ink_height_em(code_point, style.weight);
  return *ink_heights_[at];
}

const Glyph* Engine::glyph(char32_t code_point, Weight weight, int size_px, int frame, GlyphCache*& cache) {
  const std::uint64_t key = glyph_key(code_point, weight, size_px);
  cache = &shared_glyphs_;
  if (const Glyph* known = cache->find(key, frame)) return known;
  if (private_) {
    cache = &private_glyphs_;
    if (const Glyph* known = cache->find(key, frame)) return known;
  }
  rasterise(code_point, weight, size_px);
  const Glyph* made = cache->insert(key, bitmap_, frame);
  if (private_) explicit_bzero(bitmap_.coverage.data(), bitmap_.coverage.size());
  return made;
}

void Engine::rasterise(char32_t code_point, Weight weight, int size_px) {
  const GlyphSource from = source(code_point, weight);
  bitmap_.width = bitmap_.height = 0;
  if (!faces_->render(from, weight, size_px, bitmap_)) {
    draw_missing_glyph(*faces_, code_point, size_px, bitmap_);
    note_missing(code_point);
  }
  if (++glyphs_since_release_ >= kGlyphsPerRelease) {
    glyphs_since_release_ = 0;
    faces_->release_file_pages();
  }
}

void Engine::note_missing(char32_t code_point) {
  const auto shared_end = missing_.begin() + static_cast<std::ptrdiff_t>(missing_shared_);
  const auto from = private_ ? shared_end : missing_.begin();
  const auto to = private_ ? missing_.end() : shared_end;
  if (std::find(from, to, code_point) != to) return;
  missing_.insert(to, code_point);
  if (!private_) ++missing_shared_;
}

void Engine::draw(ImDrawList* list, ImVec2 top_left, std::string_view text, Style style, ImU32 colour) {
  const int size_px = size_px_of(style);
  const auto size = static_cast<float>(size_px);
  const ImVec2 clip_min = list->GetClipRectMin();
  const ImVec2 clip_max = list->GetClipRectMax();
  // Ink may stand out of the em box by a little; half an em is more than any face here does.
  if (top_left.y - size / 2 >= clip_max.y || top_left.y + size * 1.5f <= clip_min.y) return;
  const int frame = ImGui::GetCurrentContext() != nullptr ? ImGui::GetFrameCount() : 0;
  const float baseline = std::floor(top_left.y + 0.5f) + ascent_px(style);
  float pen = top_left.x;
  placed_.clear();
  for (std::size_t offset = 0; offset < text.size() && pen < clip_max.x + size;) {
    const char32_t code_point = base::decode_utf8(text, offset);
    if (is_invisible(code_point)) continue;
    const float advance = source(code_point, style.weight).advance_em * size;
    if (pen + advance + size >= clip_min.x) {
      GlyphCache* cache = nullptr;
      const Glyph* ink = glyph(code_point, style.weight, size_px, frame, cache);
      if (ink->page >= 0) {
        const ImVec2 from(std::floor(pen + 0.5f) + static_cast<float>(ink->left),
                          baseline - static_cast<float>(ink->top));
        constexpr float kTexel = 1.0f / kPageSide;
        placed_.push_back({cache->page(ink->page), from,
                           ImVec2(from.x + static_cast<float>(ink->width), from.y + static_cast<float>(ink->height)),
                           ImVec2(static_cast<float>(ink->x) * kTexel, static_cast<float>(ink->y) * kTexel),
                           ImVec2(static_cast<float>(ink->x + ink->width) * kTexel,
                                  static_cast<float>(ink->y + ink->height) * kTexel)});
      }
    }
    pen += advance;
  }
  emit(list, colour);
}

void Engine::emit(ImDrawList* list, ImU32 colour) {
  for (std::size_t first = 0; first < placed_.size();) {
    std::size_t last = first;
    while (last < placed_.size() && placed_[last].page == placed_[first].page) ++last;
    const auto count = static_cast<int>(last - first);
    list->PushTextureID(const_cast<Page*>(placed_[first].page));
    list->PrimReserve(count * 6, count * 4);
    for (; first < last; ++first) {
      const Placed& quad = placed_[first];
      list->PrimRectUV(quad.from, quad.to, quad.uv_from, quad.uv_to, colour);
    }
    list->PopTextureID();
  }
}

std::vector<Page*> Engine::pages() {
  std::vector<Page*> all;
  for (const GlyphCache* cache : {&shared_glyphs_, &private_glyphs_}) {
    for (std::size_t index = 0; index < cache->page_count(); ++index) {
      all.push_back(cache->page(static_cast<std::int32_t>(index)));
    }
  }
  return all;
}

void Engine::forget_private() {
  private_glyphs_.wipe();
  private_sources_.wipe();
  missing_.resize(missing_shared_);
  explicit_bzero(bitmap_.coverage.data(), bitmap_.coverage.size());
}

}  // namespace

base::Result<std::unique_ptr<TextEngine>> TextEngine::open() {
  auto faces = Faces::open();
  if (!faces) return tl::unexpected<base::Error>(faces.error());
  return std::make_unique<Engine>(std::move(*faces));
}

}  // namespace gridboard::kiosk::text
