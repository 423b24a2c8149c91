// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/slip.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/print/code.hpp"
#include "kiosk/text/ink.hpp"

namespace gridboard::kiosk::print {
namespace {

using Size = SlipLine::Size;
using text::Style;
using text::Weight;

// Em, a Chinese character's body. 4 mm is 32 dots at 203 dpi, enough for the densest characters and for old eyes.
float em_mm(Size size) {
  switch (size) {
    case Size::small: return 3.5f;
    case Size::body: return 4.0f;
    case Size::large: return 5.5f;
    case Size::title: return 8.5f;
  }
  return 4.0f;
}
constexpr float kLeastTitle_mm = 6.0f;
constexpr float kLineSpacing = 1.3f;
constexpr float kEnds_mm = 2.5f, kSide_mm = 1.0f, kAround_mm = 1.6f;  // white at both ends, at the sides, around a rule
constexpr float kRule_mm = 0.3f;
constexpr float kBandPadding_mm = 1.2f;
// Heat spreads in the paper and old eyes want more black than white, so that half a dot covered already counts.
constexpr std::uint8_t kBlackFrom = 112;

// Grows downwards as lines are set.
class Composer {
 public:
  Composer(text::Ink& ink, int width, int dots_per_inch)
      : ink_(ink), dots_per_mm_(static_cast<float>(dots_per_inch) / 25.4f) {
    sheet_.width = width;
    margin_ = dots(kSide_mm);
    add_space(kEnds_mm);
  }
  ~Composer() { explicit_bzero(sheet_.coverage.data(), sheet_.coverage.size()); }
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;

  base::Result<void> add(const SlipLine& line, int dots_per_inch) {
    switch (line.kind) {
      case SlipLine::Kind::text: add_text(line); break;
      case SlipLine::Kind::pair: add_pair(line); break;
      case SlipLine::Kind::rule: add_rule(); break;
      case SlipLine::Kind::band: add_band(line); break;
      case SlipLine::Kind::code: return add_code(line, dots_per_inch);
    }
    return {};
  }

  Bitmap finish() {
    add_space(kEnds_mm);
    Bitmap out;
    out.width = sheet_.width, out.height = sheet_.height;
    out.rows.assign(out.stride() * static_cast<std::size_t>(out.height), 0);
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x) {
        if (at(x, y) < kBlackFrom) continue;
        out.rows[static_cast<std::size_t>(y) * out.stride() + static_cast<std::size_t>(x / 8)] |=
            static_cast<std::uint8_t>(0x80 >> (x % 8));
      }
    }
    return out;
  }
  [[nodiscard]] int height() const { return sheet_.height; }

 private:
  [[nodiscard]] int dots(float mm) const { return static_cast<int>(std::lround(mm * dots_per_mm_)); }
  [[nodiscard]] int room() const { return sheet_.width - 2 * margin_; }
  [[nodiscard]] std::uint8_t& at(int x, int y) {
    return sheet_.coverage[static_cast<std::size_t>(y) * static_cast<std::size_t>(sheet_.width) +
                           static_cast<std::size_t>(x)];
  }
  [[nodiscard]] Style style_of(const SlipLine& line) const {
    return {std::round(em_mm(line.size) * dots_per_mm_), line.bold ? Weight::bold : Weight::regular};
  }
  [[nodiscard]] static int line_height(Style style) {
    return static_cast<int>(std::lround(style.em_px * kLineSpacing));
  }

  // The first row of so many new white ones. The old bytes are overwritten before they are given back.
  int grow(int rows) {
    const int top = sheet_.height;
    sheet_.height += rows;
    const std::size_t size = static_cast<std::size_t>(sheet_.width) * static_cast<std::size_t>(sheet_.height);
    if (size > sheet_.coverage.capacity()) {
      std::vector<std::uint8_t> larger;
      larger.reserve(2 * size);
      larger.assign(sheet_.coverage.begin(), sheet_.coverage.end());
      if (!sheet_.coverage.empty()) explicit_bzero(sheet_.coverage.data(), sheet_.coverage.size());
      sheet_.coverage = std::move(larger);
    }
    sheet_.coverage.resize(size);
    return top;
  }
  void add_space(float mm) { grow(dots(mm)); }
  void fill(int left, int top, int width, int height) {
    for (int y = top; y < top + height; ++y) {
      for (int x = left; x < left + width; ++x) at(x, y) = 255;
    }
  }

  // Within a column; top of the first line, its lines each in the middle of its height. Returns the height.
  int set_lines(const std::vector<text::Line>& lines, std::string_view words, Style style, int left, int width, int top,
                bool centred) {
    const int each = line_height(style), above = (each - static_cast<int>(style.em_px)) / 2;
    int y = top;
    for (const text::Line& line : lines) {
      std::string_view shown = words.substr(line.begin, line.end - line.begin);
      // What parts two things parts nothing at the end of a line.
      constexpr std::string_view kDot = " ·";
      if (centred && lines.size() > 1 && shown.ends_with(kDot)) shown.remove_suffix(kDot.size());
      const int indent = centred ? std::max(0, (width - static_cast<int>(ink_.width_px(shown, style))) / 2) : 0;
      ink_.draw(sheet_, left + indent, y + above, shown, style);
      y += each;
    }
    return y - top;
  }

  // No line ends with a lone character below: as narrow as the same number of lines allows.
  std::vector<text::Line> balanced(std::string_view words, Style style, int width) {
    auto lines = ink_.break_lines(words, style, static_cast<float>(width));
    for (float narrower = static_cast<float>(width) - style.em_px; narrower > style.em_px * 2;
         narrower -= style.em_px) {
      auto tried = ink_.break_lines(words, style, narrower);
      if (tried.size() > lines.size() || is_wider(tried, narrower)) break;
      lines = std::move(tried);
    }
    return lines;
  }
  static bool is_wider(const std::vector<text::Line>& lines, float width) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const text::Line& line) { return line.width_px > width + 0.5f; });
  }

  void add_words(std::string_view words, Style style, bool centred) {
    const auto lines =
        centred ? balanced(words, style, room()) : ink_.break_lines(words, style, static_cast<float>(room()));
    const int top = grow(static_cast<int>(lines.size()) * line_height(style));
    set_lines(lines, words, style, margin_, room(), top, centred);
  }

  void add_text(const SlipLine& line) {
    Style style = style_of(line);
    const auto least = std::ceil(kLeastTitle_mm * dots_per_mm_);
    while (line.size == Size::title && style.em_px > least &&
           ink_.width_px(line.text, style) > static_cast<float>(room())) {
      style.em_px -= 1;
    }
    add_words(line.text, style, line.centred);
  }

  void add_pair(const SlipLine& line) {
    Style value = style_of(line);
    const Style label{value.em_px, Weight::regular};
    const float label_width = ink_.width_px(line.text, label), value_width = ink_.width_px(line.beside, value);
    if (label_width + value.em_px + value_width > static_cast<float>(room())) {
      add_words(line.text, label, false);
      const auto lines = ink_.break_lines(line.beside, value, static_cast<float>(room()));
      const int top = grow(static_cast<int>(lines.size()) * line_height(value));
      const int indent = lines.size() == 1 ? room() - static_cast<int>(std::ceil(lines.front().width_px)) : 0;
      set_lines(lines, line.beside, value, margin_ + std::max(0, indent), room(), top, false);
      return;
    }
    const int each = line_height(value), top = grow(each), above = (each - static_cast<int>(value.em_px)) / 2;
    ink_.draw(sheet_, margin_, top + above, line.text, label);
    ink_.draw(sheet_, margin_ + room() - static_cast<int>(std::ceil(value_width)), top + above, line.beside, value);
  }

  void add_rule() {
    add_space(kAround_mm);
    const int thick = std::max(1, dots(kRule_mm));
    fill(margin_, grow(thick), room(), thick);
    add_space(kAround_mm);
  }

  void add_band(const SlipLine& line) {
    const Style style = style_of(line);
    const int padding = dots(kBandPadding_mm), width = room() - 2 * padding;
    const auto lines = balanced(line.text, style, width);
    const int words = static_cast<int>(lines.size()) * line_height(style), height = words + 2 * padding;
    const int top = grow(height);
    set_lines(lines, line.text, style, margin_ + padding, width, top + padding, true);
    for (int y = top; y < top + height; ++y) {
      for (int x = margin_; x < margin_ + room(); ++x) at(x, y) = static_cast<std::uint8_t>(255 - at(x, y));
    }
    add_space(kAround_mm);
  }

  void draw_code(const Code& code, int left, int top, int module) {
    for (int row = 0; row < code.modules; ++row) {
      for (int column = 0; column < code.modules; ++column) {
        if (code.dark[static_cast<std::size_t>(row * code.modules + column)] == 0) continue;
        fill(left + (kQuietModules + column) * module, top + (kQuietModules + row) * module, module, module);
      }
    }
  }

  base::Result<void> add_code(const SlipLine& line, int dots_per_inch) {
    auto code = encode_code(line.text);
    if (!code) return tl::unexpected(code.error());
    const int module = module_dots(*code, sheet_.width, dots_per_inch);
    if (module == 0) return base::fail(base::ErrorCode::too_large, "the QR code is wider than the paper");
    const Style style = style_of(line);
    const int side = module * code->modules_with_margin(), quiet = kQuietModules * module;
    // Its quiet zone is margin enough to the left.
    const int left = std::max(0, margin_ - quiet), beside = sheet_.width - margin_ - left - side;
    const bool next_to_it = !line.beside.empty() && static_cast<float>(beside) >= 7 * style.em_px;
    if (!next_to_it) {
      draw_code(*code, (sheet_.width - side) / 2, grow(side), module);
      if (!line.beside.empty()) add_words(line.beside, style, true);
      add_space(kAround_mm);
    } else {
      const auto lines = balanced(line.beside, style, beside);
      const int words = static_cast<int>(lines.size()) * line_height(style);
      const int height = std::max(side, words), top = grow(height);
      draw_code(*code, left, top + (height - side) / 2, module);
      set_lines(lines, line.beside, style, left + side, beside, top + (height - words) / 2, false);
    }
    explicit_bzero(code->dark.data(), code->dark.size());
    return {};
  }

  text::Ink& ink_;
  float dots_per_mm_;
  int margin_ = 0;
  text::Sheet sheet_;
};

}  // namespace

base::Result<Bitmap> draw(const Slip& slip, int width_dots, int dots_per_inch) {
  if (width_dots < kNarrowestDots || width_dots > kWidestDots || dots_per_inch < kCoarsestDpi ||
      dots_per_inch > kFinestDpi) {
    return base::fail(base::ErrorCode::invalid_input, "no paper is that wide or that fine");
  }
  auto ink = text::Ink::open();
  if (!ink) return tl::unexpected(ink.error());
  Composer composer(**ink, width_dots, dots_per_inch);
  for (const SlipLine& line : slip.lines) {
    if (auto added = composer.add(line, dots_per_inch); !added) return tl::unexpected(added.error());
    if (composer.height() > kLongestDots) return base::fail(base::ErrorCode::too_large, "the slip is too long");
  }
  return composer.finish();
}

void wipe(Slip& slip) {
  for (SlipLine& line : slip.lines) {
    for (std::string* words : {&line.text, &line.beside}) {
      words->resize(words->capacity());
      explicit_bzero(words->data(), words->size());
    }
  }
  slip.lines.clear();
}

void wipe(Bitmap& bitmap) {
  if (!bitmap.rows.empty()) explicit_bzero(bitmap.rows.data(), bitmap.rows.size());
  bitmap = Bitmap{};
}

}  // namespace gridboard::kiosk::print
