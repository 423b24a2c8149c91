// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/ink.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/text/faces.hpp"
#include "kiosk/text/line_break.hpp"
#include "kiosk/text/missing_glyph.hpp"
#include "kiosk/text/setting.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::text {
namespace {

void blend(Sheet& sheet, const GlyphBitmap& glyph, int left, int top) {
  const int from_x = std::max(0, -left), to_x = std::min(glyph.width, sheet.width - left);
  for (int row = std::max(0, -top); row < std::min(glyph.height, sheet.height - top); ++row) {
    for (int column = from_x; column < to_x; ++column) {
      const auto at = static_cast<std::size_t>(top + row) * static_cast<std::size_t>(sheet.width) +
                      static_cast<std::size_t>(left + column);
      const std::uint8_t ink = glyph.coverage[static_cast<std::size_t>(row * glyph.width + column)];
      sheet.coverage[at] = std::max(sheet.coverage[at], ink);
    }
  }
}

}  // namespace

Ink::Ink(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
Ink::~Ink() = default;

base::Result<std::unique_ptr<Ink>> Ink::open() {
  auto faces = Faces::open();
  if (!faces) return tl::unexpected(faces.error());
  return std::unique_ptr<Ink>(new Ink(std::move(*faces)));
}

float Ink::width_px(std::string_view text, Style style) {
  float em = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::decode_utf8(text, offset);
    if (!is_invisible(code_point)) em += faces_->find(code_point, style.weight).advance_em;
  }
  return em * static_cast<float>(size_px_of(style));
}

std::vector<Line> Ink::break_lines(std::string_view text, Style style, float max_width_px) {
  const auto size = static_cast<float>(size_px_of(style));
  return break_text(text, max_width_px, [&](char32_t code_point) {
    return is_invisible(code_point) ? 0.0f : faces_->find(code_point, style.weight).advance_em * size;
  });
}

void Ink::draw(Sheet& sheet, int x, int y, std::string_view text, Style style) {
  const int size_px = size_px_of(style);
  const int baseline = y + static_cast<int>(std::lround(kAscentEm * static_cast<float>(size_px)));
  auto pen = static_cast<float>(x);
  GlyphBitmap glyph;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::decode_utf8(text, offset);
    if (is_invisible(code_point)) continue;
    const GlyphSource source = faces_->find(code_point, style.weight);
    glyph.width = glyph.height = 0;
    if (!faces_->render(source, style.weight, size_px, glyph)) draw_missing_glyph(*faces_, code_point, size_px, glyph);
    blend(sheet, glyph, static_cast<int>(std::lround(pen)) + glyph.left, baseline - glyph.top);
    pen += source.advance_em * static_cast<float>(size_px);
  }
  if (!glyph.coverage.empty()) explicit_bzero(glyph.coverage.data(), glyph.coverage.size());
}

}  // namespace gridboard::kiosk::text
