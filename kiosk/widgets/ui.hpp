// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What every widget and screen is given for one frame.

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

#include <imgui.h>

#include "kiosk/text/messages.hpp"
#include "kiosk/text/text.hpp"
#include "kiosk/widgets/access.hpp"
#include "kiosk/widgets/pictures.hpp"
#include "kiosk/widgets/theme.hpp"

namespace gridboard::kiosk::widgets {

struct Ui {
  const Theme& theme;
  text::TextEngine& text;
  const text::Messages& messages;
  Pictures& pictures;  // icons, portraits, QR codes as pages
  AccessTree& access;
  ImVec2 size;         // the glass in pixels
  float px_per_mm = 4.03f;
  bool large = false;

  [[nodiscard]] bool portrait() const { return size.y > size.x; }
  [[nodiscard]] float mm(float millimetres) const { return millimetres * px_per_mm; }
  [[nodiscard]] std::string_view tr(std::string_view id) const { return messages.tr(id); }
  [[nodiscard]] std::string say(std::string_view id, std::initializer_list<std::string_view> arguments) const {
    return messages.format(id, arguments);
  }

  [[nodiscard]] const ThemeFace& face() const { return large ? theme.large : theme.normal; }
  [[nodiscard]] const Palette& colours() const { return face().colours; }
  // Whole pixels, never below what the theme asks for.
  [[nodiscard]] float em(Type type) const { return std::ceil(mm(face().type.em(type)) - 0.02f); }
  [[nodiscard]] float line_height(Type type) const { return std::round(em(type) * face().type.line_spacing); }
  [[nodiscard]] float target() const { return std::ceil(mm(face().measures.target)); }
  [[nodiscard]] float gap() const { return std::ceil(mm(face().measures.gap)); }
  [[nodiscard]] float button() const { return std::ceil(mm(face().measures.button)); }
  [[nodiscard]] float margin() const { return std::round(mm(face().measures.margin)); }
  [[nodiscard]] float padding() const { return std::round(mm(face().measures.padding)); }
  [[nodiscard]] float card_gap() const { return std::round(mm(face().measures.card_gap)); }
  [[nodiscard]] float corner() const { return std::round(mm(face().measures.corner)); }
  [[nodiscard]] float stroke() const { return std::max(1.0f, std::round(mm(face().measures.stroke))); }
  [[nodiscard]] float strong_stroke() const { return std::max(2.0f, std::round(mm(face().measures.strong_stroke))); }
};

}  // namespace gridboard::kiosk::widgets
