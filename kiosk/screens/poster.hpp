// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is read from afar: one thing, as large as the glass allows.

#include <functional>
#include <optional>
#include <vector>

#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/charts.hpp"

namespace gridboard::kiosk::screens {

// The same glass with everything on it so many times as large.
[[nodiscard]] Ui enlarged(const Ui& ui, float by);

// Blocks of one column, made for a scale of type and a width.
using MakeBlocks = std::function<std::vector<Block>(Ui&, float width)>;
// The largest scale, from `most` down to 1, at which the column fits the area. 1 if it fits at none.
[[nodiscard]] float fitting_scale(const Ui& ui, Rect area, float most, const MakeBlocks& make);
[[nodiscard]] float column_height(const std::vector<Block>& blocks, float gap);
// From the top down; blocks that don't fit any more are left out.
void draw_column(const std::vector<Block>& blocks, Rect area, float gap);

// A text on a ground of its own colour.
struct PosterText {
  std::string text, id;
  Type type = Type::heading;
  bool bold = false;
  ImU32 fg = 0, bg = 0;
  Role role = Role::text;
  Align align = Align::left;
  bool goes_on = false;  // with the text before it
};
[[nodiscard]] Block poster_block(Ui& ui, PosterText text, float width, float gap_after = -1);

// How an outage stands in time.
[[nodiscard]] widgets::TimeBar outage_bar(Stage& stage, const state::OutageView& view, const std::string& id,
                                          ImU32 ground);

[[nodiscard]] std::string_view category_icon(model::NoticeCategory category);
// The notice's picture as large as it fits this box, never distorted, dimmed by the theme; null if it has none, or if it
// hasn't come yet.
[[nodiscard]] widgets::Picture notice_picture(Ui& ui, const model::Notice& notice, float width, float height);
// What it takes of this box, whether it has come or not: nothing moves when it does. Nothing without a picture.
struct PictureRoom {
  float w = 0, h = 0;
};
[[nodiscard]] std::optional<PictureRoom> notice_picture_room(Ui& ui, const model::Notice& notice, float width,
                                                             float height);
// In the middle of a rect of that size. Until it has come, what it shows is told in words in its place.
void draw_notice_picture(Ui& ui, Rect rect, const model::Notice& notice, const std::string& id);
// A square face, or the sign of a person where there is none.
void draw_portrait(Stage& stage, Rect square, const state::ManagerView& view);

// When it was told: "16:52 更新", and the estimate before this one if that was another: "上一次预计 19:00". "" if
// unknown.
[[nodiscard]] std::string estimate_history(Stage& stage, const model::Outage& outage);
// The clock alone if it is today's.
[[nodiscard]] std::string near_moment(Stage& stage, base::Instant at);
// How fresh one thing is: when it was told, and, once the board is cut off, until when what it shows holds.
[[nodiscard]] std::string told_words(Stage& stage, base::Instant told_at);

}  // namespace gridboard::kiosk::screens
