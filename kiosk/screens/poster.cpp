// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/poster.hpp"

#include <algorithm>
#include <cmath>

namespace gridboard::kiosk::screens {

Ui enlarged(const Ui& ui, float by) {
  Ui larger = ui;
  larger.magnify *= by;
  return larger;
}

float column_height(const std::vector<Block>& blocks, float gap) {
  float height = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    height += blocks[i].height;
    if (i + 1 < blocks.size()) height += blocks[i].gap_after >= 0 ? blocks[i].gap_after : gap;
  }
  return height;
}

float fitting_scale(const Ui& ui, Rect area, float most, const MakeBlocks& make) {
  for (float by = most; by > 1.0f; by -= 0.1f) {
    Ui larger = enlarged(ui, by);
    if (column_height(make(larger, area.w), larger.card_gap()) <= area.h) return by;
  }
  return 1.0f;
}

void draw_column(const std::vector<Block>& blocks, Rect area, float gap) {
  for (const Block& block : blocks) {
    if (block.height > area.h + 1) return;
    block.draw(area.cut_top(block.height, block.gap_after >= 0 ? block.gap_after : gap));
  }
}

Block poster_block(Ui& ui, PosterText text, float width, float gap_after) {
  Block block;
  block.height = widgets::height_of(ui, {text.text, text.type, text.bold}, width);
  block.gap_after = gap_after;
  block.draw = [&ui, text = std::move(text)](Rect rect) {
    if (text.goes_on) ui.access.go_on();
    widgets::label(ui, rect, {text.text, text.type, text.bold, text.fg, text.bg, text.align}, text.id, text.role);
  };
  return block;
}

std::string near_moment(Stage& stage, base::Instant at) {
  return day_of(at) == stage.state.header.now.date ? clock_words(at) : moment_words(stage.ui, at);
}

std::string estimate_history(Stage& stage, const model::Outage& outage) {
  Ui& ui = stage.ui;
  const model::OutageStep* told = nullptr;
  const model::OutageStep* before = nullptr;
  for (const model::OutageStep& step : outage.timeline) {
    if (!step.etr) continue;
    if (told != nullptr && told->etr != step.etr) before = told;
    if (told == nullptr || told->etr != step.etr) told = &step;
  }
  if (told == nullptr) return {};
  std::string words = ui.say("{0} 更新", {near_moment(stage, told->at)});
  if (before != nullptr) words += " · " + ui.say("上一次预计 {0}", {near_moment(stage, *before->etr)});
  return words;
}

std::string told_words(Stage& stage, base::Instant told_at) {
  Ui& ui = stage.ui;
  const state::FreshnessView& freshness = stage.state.header.freshness;
  std::string words = ui.say("{0} 发布", {near_moment(stage, told_at)});
  if (freshness.kind != state::FreshnessView::Kind::stale) return words;
  const std::string until = near_moment(stage, instant_of(freshness.since));
  return words + " · " + ui.say("截至 {0} 的消息", {until});
}

widgets::Picture notice_picture(Ui& ui, const model::Notice& notice, float width, float height) {
  const int w = static_cast<int>(width), h = static_cast<int>(height), corner = static_cast<int>(ui.corner());
  if (notice.picture) return ui.pictures.travelled(notice.picture->sha256, w, h, corner);
  return ui.pictures.image(notice.image, w, h, corner);
}

namespace {

widgets::Words placeholder_words(Ui& ui, const model::Notice& notice) {
  return {notice.picture->text, Type::small, false, ui.colours().second, ui.colours().pale, widgets::Align::centre};
}

float placeholder_padding(const Ui& ui) {
  return std::round(ui.mm(5));
}

// The sign of the category with the words below it, as one.
void draw_placeholder(Ui& ui, Rect rect, const model::Notice& notice, AccessNode& node) {
  const Palette& c = ui.colours();
  widgets::fill_round(ui, rect, ui.corner(), c.pale);
  const widgets::Words words = placeholder_words(ui, notice);
  Rect inside = rect.inset(placeholder_padding(ui));
  const float height = widgets::height_of(ui, words, inside.w), gap = std::round(ui.mm(3));
  const float sign = std::min(inside.h - (height + gap), std::round(ui.mm(14)));
  const bool has_sign = sign >= ui.em(Type::body);
  if (height > inside.h) {  // only the sign: the words are read aloud all the same
    const float side = std::min({inside.w, inside.h, ui.mm(14)});
    return widgets::paint_icon(ui, category_icon(notice.category), rect.centred(side, side), c.deep);
  }
  inside.cut_top((inside.h - height - (has_sign ? sign + gap : 0)) / 2);
  if (has_sign) {
    widgets::paint_icon(ui, category_icon(notice.category), inside.cut_top(sign, gap).centred(sign, sign), c.deep);
  }
  widgets::paint(ui, inside, words, node);
}

}  // namespace

std::optional<PictureRoom> notice_picture_room(Ui& ui, const model::Notice& notice, float width, float height) {
  if (!notice.picture) {
    const widgets::Picture picture = notice_picture(ui, notice, width, height);
    if (!picture) return std::nullopt;
    return PictureRoom{static_cast<float>(picture.width), static_cast<float>(picture.height)};
  }
  const float across = static_cast<float>(notice.picture->width_px);
  const float down = static_cast<float>(notice.picture->height_px);
  const float scale = std::min(width / across, height / down);
  PictureRoom room{std::floor(across * scale), std::floor(down * scale)};
  room.w = std::max(room.w, std::floor(std::min(width, ui.mm(120))));
  const float padding = placeholder_padding(ui);
  const float words = widgets::height_of(ui, placeholder_words(ui, notice), room.w - 2 * padding) + 2 * padding;
  if (words <= height) room.h = std::max(room.h, std::ceil(words));
  return room;
}

void draw_notice_picture(Ui& ui, Rect rect, const model::Notice& notice, const std::string& id) {
  AccessNode node = widgets::node_at(Role::image, id, rect);
  node.name = notice.picture ? notice.picture->text : notice.title;
  node.spoken = ui.say("配图：{0}。", {node.name});
  const widgets::Picture picture = notice_picture(ui, notice, rect.w, rect.h);
  if (picture) {
    const Rect shown = rect.centred(static_cast<float>(picture.width), static_cast<float>(picture.height));
    widgets::paint_picture(picture, widgets::snapped(shown), ui.colours().picture);
  } else if (notice.picture) {
    draw_placeholder(ui, rect, notice, node);
  }
  widgets::finish(ui, std::move(node));
}

std::string_view category_icon(model::NoticeCategory category) {
  switch (category) {
    case model::NoticeCategory::tariff:
      return "chart";
    case model::NoticeCategory::safety:
      return "shield";
    case model::NoticeCategory::payment:
      return "pay";
    case model::NoticeCategory::community:
      return "people";
    case model::NoticeCategory::promise:
      return "badge";
  }
  return "notice";
}

void draw_portrait(Stage& stage, Rect square, const state::ManagerView& view) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float corner = std::round(square.w * 0.08f);
  square = widgets::snapped(square);
  const auto picture =
      ui.pictures.portrait(view.manager.portrait, static_cast<int>(square.w), static_cast<int>(corner));
  if (picture) {
    widgets::paint_picture(picture, square, c.picture);
  } else {
    widgets::fill_round(ui, square, corner, c.pale);
    widgets::paint_icon(ui, "person", square.centred(square.w * 0.6f, square.h * 0.6f), c.deep);
  }
  AccessNode node = widgets::node_at(Role::image, "portrait", square);
  node.name = view.manager.name;
  node.spoken = ui.say("{0}的照片。", {view.manager.name});
  widgets::finish(ui, std::move(node));
}

}  // namespace gridboard::kiosk::screens
