// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What every widget and screen is given for one frame.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "kiosk/text/messages.hpp"
#include "kiosk/text/text.hpp"
#include "kiosk/widgets/access.hpp"
#include "kiosk/widgets/pictures.hpp"
#include "kiosk/widgets/theme.hpp"

namespace gridboard::kiosk::widgets {

// The theme is drawn for a glass of 268 mm on its shorter side, read from a step away. A larger one is read from
// farther off, so that everything grows with it, up to what still leaves a page within the reach. A small one, under
// 240 mm, hangs where one stands close to it: type, targets and gaps shrink alike, so that what is read keeps the angle
// that it has in the eye, down to 0.62 of the theme: capitals of 3.3 mm, enough from 60 cm, and targets of 8 mm, a
// finger's breadth.
inline constexpr float kUsualSide_mm = 268, kSmallSide_mm = 240, kLeastScale = 0.62f, kMostScale = 1.8f;

[[nodiscard]] constexpr float scale_of_side(float short_side_mm) {
  const float least = short_side_mm < kSmallSide_mm ? kLeastScale : 1.0f;
  return std::clamp(short_side_mm / kUsualSide_mm, least, kMostScale);
}

// What the board is saying: of which node, in which words, and which of their bytes are heard now.
struct Heard {
  std::string_view node, sentence;
  std::size_t from = 0, to = 0;
};

struct Ui {
  const Theme& theme;
  text::TextEngine& text;
  const text::Messages& messages;
  Pictures& pictures;  // icons, portraits, QR codes as pages
  AccessTree& access;
  ImVec2 size;         // the glass in pixels
  float px_per_mm = 4.03f;
  bool large = false;
  float reach_top = 0;  // pixels: no control lies above this line, so that everybody reaches it
  Heard heard{};
  std::span<const ImVec2> pointer_way{};  // where the finger was since the frame before, all of it
  float magnify = 1;    // what is said from afar, on posters and urgent announcements, is set larger

  [[nodiscard]] bool portrait() const { return size.y > size.x; }
  [[nodiscard]] float scale() const { return scale_of_side(std::min(size.x, size.y) / px_per_mm); }
  [[nodiscard]] float mm(float millimetres) const { return millimetres * px_per_mm * scale() * magnify; }
  [[nodiscard]] std::string_view tr(std::string_view id) const { return messages.tr(id); }
  [[nodiscard]] std::string say(std::string_view id, std::initializer_list<std::string_view> arguments) const {
    return messages.format(id, arguments);
  }

  [[nodiscard]] const ThemeFace& face() const { return large ? theme.large : theme.normal; }
  [[nodiscard]] const Palette& colours() const { return face().colours; }
  // A glass that is hardly wider than a hand: what is merely set large goes down to running text, some things are left
  // out.
  [[nodiscard]] bool narrow() const { return std::min(size.x, size.y) < px_per_mm * scale() * 180; }
  // Whole pixels; running text and what is smaller is never below what the theme asks for.
  [[nodiscard]] float em(Type type) const {
    constexpr std::array<float, kTypes> kMostOfSide{1, 1, 0.042f, 0.051f, 0.061f, 0.061f, 0.106f};
    const float wanted = std::ceil(mm(face().type.em(type)) - 0.02f),
                body = std::ceil(mm(face().type.em(Type::body)) - 0.02f);
    const float most = std::ceil(std::min(size.x, size.y) * kMostOfSide[static_cast<std::size_t>(type)] * magnify);
    return type <= Type::body ? wanted : std::max(body, std::min(wanted, most));
  }
  [[nodiscard]] float line_height(Type type) const { return std::round(em(type) * face().type.line_spacing); }
  [[nodiscard]] float target() const { return std::ceil(mm(face().measures.target)); }
  [[nodiscard]] float gap() const { return std::ceil(mm(face().measures.gap)); }
  [[nodiscard]] float button() const { return std::ceil(mm(face().measures.button)); }
  // On a glass that is hardly wider than a hand, what is empty gives way to what is read.
  [[nodiscard]] float margin() const { return std::round(std::min(mm(face().measures.margin), size.x * 0.03f)); }
  [[nodiscard]] float padding() const {
    return std::round(std::min(mm(face().measures.padding), std::min(size.x, size.y) * 0.0265f));
  }
  [[nodiscard]] float card_gap() const { return std::round(mm(face().measures.card_gap)); }
  [[nodiscard]] float corner() const { return std::round(mm(face().measures.corner)); }
  [[nodiscard]] float stroke() const { return std::max(1.0f, std::round(mm(face().measures.stroke))); }
  [[nodiscard]] float strong_stroke() const { return std::max(2.0f, std::round(mm(face().measures.strong_stroke))); }
};

}  // namespace gridboard::kiosk::widgets
