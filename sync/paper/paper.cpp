// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/paper/paper.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "sync/base/utf8.hpp"

namespace gridboard::paper {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kLineFeed = 1.45;  // of the size: what Chinese in small type wants
constexpr double kDash_pt = 2, kGap_pt = 3;
// Its index 2 is simplified Chinese.
constexpr std::array<const char*, 2> kFaces{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                                            "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"};
constexpr int kSimplifiedChinese = 2;

// Glyphs of a text, as cairo keeps them, and which bytes each stands for: so a reader finds the words.
struct Glyphs {
  cairo_glyph_t* glyphs = nullptr;
  int count = 0;
  cairo_text_cluster_t* clusters = nullptr;
  int cluster_count = 0;
  cairo_text_cluster_flags_t flags{};

  Glyphs(cairo_scaled_font_t* font, double x, double y, std::string_view words) {
    cairo_scaled_font_text_to_glyphs(font, x, y, words.data(), static_cast<int>(words.size()), &glyphs, &count,
                                     &clusters, &cluster_count, &flags);
  }
  Glyphs(const Glyphs&) = delete;
  Glyphs& operator=(const Glyphs&) = delete;
  ~Glyphs() {
    if (glyphs != nullptr) sodium_memzero(glyphs, sizeof(cairo_glyph_t) * static_cast<std::size_t>(count));
    cairo_glyph_free(glyphs);
    cairo_text_cluster_free(clusters);
  }
};

// A file that grows in memory; what it outgrows is wiped.
struct File {
  std::string bytes;

  static cairo_status_t take(void* self, const unsigned char* data, unsigned length) {
    std::string& bytes = static_cast<File*>(self)->bytes;
    if (bytes.size() + length > bytes.capacity()) {
      std::string larger;
      larger.reserve(2 * (bytes.size() + length));
      larger = bytes;
      sodium_memzero(bytes.data(), bytes.size());
      bytes.swap(larger);
    }
    bytes.append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  }
};

}  // namespace

struct Paper::Parts {
  std::array<cairo_font_face_t*, kFaces.size()> fonts{};
  File file;
  cairo_surface_t* surface = nullptr;
  cairo_t* pen = nullptr;
  bool begun = false;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    cairo_destroy(pen);
    cairo_surface_destroy(surface);
    for (cairo_font_face_t* font : fonts) cairo_font_face_destroy(font);
    sodium_memzero(file.bytes.data(), file.bytes.size());
  }

  void use(Weight weight, double size_pt) const {
    cairo_set_font_face(pen, fonts[static_cast<std::size_t>(weight)]);
    cairo_set_font_size(pen, size_pt);
  }
};

base::Result<Paper> Paper::make(std::string_view title) {
  auto parts = std::make_unique<Parts>();
  for (std::size_t i = 0; i < kFaces.size(); ++i) {
    std::error_code error;
    if (!std::filesystem::exists(kFaces[i], error)) {
      return base::fail(base::ErrorCode::unavailable,
                        std::string("can't read ") + kFaces[i] + ": install fonts-noto-cjk");
    }
    FcPattern* const face = FcPatternCreate();
    FcPatternAddString(face, FC_FILE, reinterpret_cast<const FcChar8*>(kFaces[i]));
    FcPatternAddInteger(face, FC_INDEX, kSimplifiedChinese);
    parts->fonts[i] = cairo_ft_font_face_create_for_pattern(face);
    FcPatternDestroy(face);
  }
  parts->surface = cairo_pdf_surface_create_for_stream(&File::take, &parts->file, kSheetWidth_mm * kPointsPerMm,
                                                       kSheetHeight_mm * kPointsPerMm);
  cairo_pdf_surface_set_metadata(parts->surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
  parts->pen = cairo_create(parts->surface);
  if (const cairo_status_t status = cairo_status(parts->pen); status != CAIRO_STATUS_SUCCESS) {
    return base::fail(base::ErrorCode::internal, std::string("can't make a PDF: ") + cairo_status_to_string(status));
  }
  return Paper(std::move(parts));
}

Paper::Paper(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Paper::Paper(Paper&&) noexcept = default;
Paper& Paper::operator=(Paper&&) noexcept = default;
Paper::~Paper() = default;

void Paper::begin_sheet() {
  if (std::exchange(parts_->begun, true)) cairo_show_page(parts_->pen);
}

void Paper::text(double x_mm, double y_mm, double size_pt, Weight weight, std::string_view words) {
  parts_->use(weight, size_pt);
  const Glyphs drawn(cairo_get_scaled_font(parts_->pen), x_mm * kPointsPerMm, y_mm * kPointsPerMm, words);
  cairo_show_text_glyphs(parts_->pen, words.data(), static_cast<int>(words.size()), drawn.glyphs, drawn.count,
                         drawn.clusters, drawn.cluster_count, drawn.flags);
}

double Paper::width_mm(double size_pt, Weight weight, std::string_view words) const {
  parts_->use(weight, size_pt);
  const Glyphs drawn(cairo_get_scaled_font(parts_->pen), 0, 0, words);
  cairo_text_extents_t extents{};
  cairo_glyph_extents(parts_->pen, drawn.glyphs, drawn.count, &extents);
  return extents.x_advance / kPointsPerMm;
}

int Paper::paragraph(double x_mm, double y_mm, double width, double size_pt, int most_lines, std::string_view words) {
  int lines = 0;
  while (!words.empty() && lines < most_lines) {
    std::size_t end = 0, last_space = 0;
    for (std::size_t next = 0; next < words.size(); end = next) {
      const char32_t character = base::decode_utf8(words, next);
      if (width_mm(size_pt, Weight::regular, words.substr(0, next)) > width) break;
      if (character == U' ') last_space = next;
      if (next == words.size()) last_space = 0;
    }
    // A word in Latin letters stays whole.
    const bool in_word = end < words.size() && static_cast<unsigned char>(words[end]) < 0x80 && words[end] != ' ';
    if (in_word && last_space > 0) end = last_space;
    if (end == 0) break;
    text(x_mm, y_mm + lines * size_pt * kLineFeed / kPointsPerMm, size_pt, Weight::regular, words.substr(0, end));
    words.remove_prefix(end);
    ++lines;
  }
  return lines;
}

void Paper::line(double from_x_mm, double from_y_mm, double to_x_mm, double to_y_mm, double width_pt, bool dashed) {
  constexpr std::array<double, 2> kDashes{kDash_pt, kGap_pt};
  cairo_t* const pen = parts_->pen;
  cairo_set_line_width(pen, width_pt);
  cairo_set_dash(pen, kDashes.data(), dashed ? kDashes.size() : 0, 0);
  cairo_move_to(pen, from_x_mm * kPointsPerMm, from_y_mm * kPointsPerMm);
  cairo_line_to(pen, to_x_mm * kPointsPerMm, to_y_mm * kPointsPerMm);
  cairo_stroke(pen);
}

std::string Paper::take() {
  return std::exchange(parts_->file.bytes, {});
}

std::string Paper::finish() {
  if (parts_->begun) cairo_show_page(parts_->pen);
  cairo_surface_finish(parts_->surface);
  return std::move(parts_->file.bytes);
}

}  // namespace gridboard::paper
