// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Notices by category, and one notice to read, page by page.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "kiosk/screens/poster.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::NoticeCategory;

constexpr NoticeCategory kCategories[] = {NoticeCategory::tariff, NoticeCategory::safety, NoticeCategory::payment,
                                          NoticeCategory::community, NoticeCategory::promise};

std::vector<Button> tabs_of(Stage& stage) {
  Ui& ui = stage.ui;
  std::vector<Button> tabs;
  const auto add = [&](int category, std::string_view label) {
    Button button{"notices.tab." + std::to_string(category), label, {}, {}, Face::outline, Type::body};
    button.selected = category == stage.state.notice_category;
    button.part = AccessNode::Part::row;
    tabs.push_back(button);
  };
  add(-1, ui.tr("全部"));
  for (const NoticeCategory category : kCategories) add(static_cast<int>(category), category_words(ui, category));
  return tabs;
}

// Tabs in as many rows as their words need, of equal width.
void draw_tabs(Stage& stage, Rect& page) {
  Ui& ui = stage.ui;
  const std::vector<Button> tabs = tabs_of(stage);
  float widest = 0;
  for (const Button& tab : tabs)
    widest = std::max(widest, widgets::width_of(ui, tab) + (tab.selected ? 0 : ui.em(Type::body) * 1.7f));
  const int count = static_cast<int>(tabs.size());
  const int columns = widest * 6 + 5 * ui.gap() <= page.w ? 6 : 3;
  for (int i = 0; i < count; i += columns) {
    const std::vector<Rect> cells = page.cut_top(ui.button(), ui.gap()).columns(columns, ui.gap());
    for (int k = i; k < std::min(count, i + columns); ++k) {
      if (widgets::draw(ui, cells[static_cast<std::size_t>(k - i)], tabs[static_cast<std::size_t>(k)]))
        stage.mean(state::ShowCategory{k - 1});
    }
  }
  page.cut_top(0, ui.card_gap() - ui.gap() + 1);
}

// A card: the image or the sign of the category, the title, since when it hangs.
struct CardLook {
  float padding, thumb_width, thumb_height, words_width;
  std::string age;
};

CardLook card_look(Stage& stage, const model::Notice& notice, float width) {
  Ui& ui = stage.ui;
  CardLook look{};
  look.padding = std::round(ui.mm(4.5f));
  const bool wide = width > ui.mm(190);
  look.thumb_height = std::round(ui.mm(ui.large ? 30 : 26));
  look.thumb_width = !wide ? 0 : std::round(look.thumb_height * 1.8f);
  look.words_width = width - 2 * look.padding - (wide ? look.thumb_width + look.padding : 0);
  look.age = told_words(stage, notice.published_at);
  if (notice.pinned) look.age = ui.say("{0} · {1}", {ui.tr("置顶"), look.age});
  return look;
}

float card_words_height(Stage& stage, const model::Notice& notice, const CardLook& look) {
  Ui& ui = stage.ui;
  const float gap = std::round(ui.mm(2.5f)),
              tag = widgets::tag_width(ui, category_words(ui, notice.category)) + ui.em(Type::small) * 0.7f;
  const float age =
      std::max(widgets::tag_height(ui), widgets::height_of(ui, {look.age, Type::small}, look.words_width - tag));
  return widgets::height_of(ui, {notice.title, Type::body, true}, look.words_width) + gap + age;
}

float card_height(Stage& stage, const model::Notice& notice, float width) {
  const CardLook look = card_look(stage, notice, width);
  const float content = std::max(look.thumb_width > 0 ? look.thumb_height : 0, card_words_height(stage, notice, look));
  return std::max(stage.ui.target(), content + 2 * look.padding);
}

void paint_thumb(Ui& ui, Rect rect, const model::Notice& notice) {
  const Palette& c = ui.colours();
  const widgets::Picture picture = notice_picture(ui, notice, rect.w, rect.h);
  if (picture) {
    widgets::paint_picture(picture, rect.centred(static_cast<float>(picture.width), static_cast<float>(picture.height)),
                           c.picture);
    return;
  }
  widgets::fill_round(ui, rect, ui.corner(), c.pale);
  widgets::paint_icon(ui, category_icon(notice.category), rect.centred(rect.h * 0.5f, rect.h * 0.5f), c.deep);
}

void draw_card(Stage& stage, Rect rect, const model::Notice& notice) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const CardLook look = card_look(stage, notice, rect.w);
  const std::string id = "notice." + notice.id;
  const widgets::Press press = widgets::press(ui, rect, id);
  widgets::paint_card(ui, rect);
  AccessNode node = widgets::node_at(Role::button, id, rect);
  node.part = AccessNode::Part::row;
  Rect inside = rect.inset(look.padding);
  if (look.thumb_width > 0) {
    const Rect left = inside.cut_left(look.thumb_width, look.padding);
    paint_thumb(ui, left.centred(look.thumb_width, look.thumb_height), notice);
  }
  inside.cut_top(std::max(0.0f, (inside.h - card_words_height(stage, notice, look)) / 2));
  widgets::paint_cut(ui, inside, {notice.title, Type::body, true, c.ink, c.card}, node, std::round(ui.mm(2.5f)));
  const std::string_view category = category_words(ui, notice.category);
  const float tag =
      widgets::paint_tag(ui, {inside.x, inside.y + widgets::tag_height(ui) / 2}, category, c.deep, c.pale, node);
  inside.cut_left(tag, std::round(ui.em(Type::small) * 0.7f));
  inside.cut_top((widgets::tag_height(ui) - ui.em(Type::small)) / 2);
  widgets::paint(ui, {inside.x, inside.y, inside.w, inside.h + ui.em(Type::small)},
                 {look.age, Type::small, false, c.second, c.card}, node);
  widgets::paint_press(ui, rect, press);
  node.name = notice.title;
  node.spoken = ui.say("{0}公告：{1}。{2}发布。", {category, notice.title, day_words(ui, day_of(notice.published_at))});
  node.focused = press.focused;
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::OpenNotice{notice.id});
}

const model::Notice* opened(const state::AppState& state) {
  for (const auto* views : {&state.notices, &state.board.notices}) {
    for (const state::NoticeView& view : *views) {
      if (view.notice.id == state.open_notice) return &view.notice;
    }
  }
  return nullptr;
}

// Each line of the body is a block of its own, so that a page ends between lines, never in one.
void add_body(Stage& stage, const std::string& body, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Type type = ui.large ? Type::section : Type::body;
  const float indent = std::round(ui.em(type) * 1.1f), leading = ui.line_height(type) - ui.em(type);
  std::istringstream lines(body);
  std::string paragraph;
  int number = 0;
  while (std::getline(lines, paragraph)) {
    if (paragraph.empty()) {
      if (!out.empty()) out.back().gap_after = std::round(ui.em(type) * 1.1f);
      continue;
    }
    const bool item = paragraph.starts_with("- ");
    const std::string text = item ? paragraph.substr(2) : paragraph;
    const float line_width = width - (item ? indent : 0);
    const auto broken = ui.text.break_lines(text, {ui.em(type), text::Weight::regular}, line_width);
    for (std::size_t i = 0; i < broken.size(); ++i) {
      const std::string words = text.substr(broken[i].begin, broken[i].end - broken[i].begin);
      Block block;
      block.height = ui.em(type);
      block.gap_after = leading;
      const bool bullet = item && i == 0;
      block.draw = [&ui, words, type, bullet, item, indent, goes_on = i > 0, &c,
                    id = "notice.line." + std::to_string(number++)](Rect rect) {
        if (item) {
          const Rect mark = rect.cut_left(indent);
          const float dot = std::round(ui.em(type) * 0.26f);
          if (bullet)
            widgets::fill_round(ui, Rect{mark.x, mark.y, indent * 0.6f, mark.h}.centred(dot, dot), dot, c.green);
        }
        if (goes_on) ui.access.go_on();
        widgets::label(ui, rect, {words, type, false, c.ink, c.ground}, id);
      };
      out.push_back(std::move(block));
    }
  }
}

// Who hung it up, when, until when and at what time of day it hangs.
std::string about_words(Stage& stage, const model::Notice& notice) {
  Ui& ui = stage.ui;
  std::string about = ui.say("{0}发布", {day_words(ui, day_of(notice.published_at))});
  if (!notice.publisher.empty()) about = notice.publisher + " · " + about;
  if (notice.valid_to) about += " · " + ui.say("有效至 {0}", {day_words(ui, day_of(*notice.valid_to))});
  std::string parts;
  for (const model::DayPart& part : notice.day_parts) {
    const std::string span = clock_words(part.from_minute / 60, part.from_minute % 60) + "–" +
                             clock_words(part.to_minute / 60, part.to_minute % 60);
    parts += (parts.empty() ? "" : "，") + span;
  }
  if (!parts.empty()) about += "\n" + ui.say("每天 {0} 显示", {parts});
  const state::FreshnessView& freshness = stage.state.header.freshness;
  if (freshness.kind == state::FreshnessView::Kind::stale) {
    about += "\n" + ui.say("截至 {0} 的消息", {near_moment(stage, instant_of(freshness.since))});
  }
  return about;
}

void add_picture(Stage& stage, const model::Notice& notice, float width, float most_height, std::vector<Block>& out) {
  const auto room = notice_picture_room(stage.ui, notice, width, most_height);
  if (!room) return;
  Block block;
  block.height = room->h;
  block.gap_after = std::round(stage.ui.mm(8));
  block.draw = [&stage, &notice, room = *room](Rect rect) {
    draw_notice_picture(stage.ui, {rect.x, rect.y, room.w, room.h}, notice, "notice.image");
  };
  out.push_back(std::move(block));
}

}  // namespace

void draw_notices(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("公告"), stage.state.header.title);
  draw_tabs(stage, page);
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  for (const state::NoticeView& view : stage.state.notices) {
    if (stage.state.notice_category >= 0 && static_cast<int>(view.notice.category) != stage.state.notice_category)
      continue;
    Block block;
    block.height = card_height(stage, view.notice, width);
    block.gap_after = ui.gap();
    block.draw = [&stage, &view](Rect rect) { draw_card(stage, rect, view.notice); };
    blocks.push_back(std::move(block));
  }
  if (blocks.empty()) {
    return draw_message(stage, page, "notice", ui.tr("这里还没有公告"), ui.tr("有新公告会马上显示。"), "notices.none");
  }
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "notices.pages"));
}

void draw_notice(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const model::Notice* notice = opened(stage.state);
  if (notice == nullptr) {
    const Rect page = frame(stage, ui.tr("公告"), stage.state.header.title);
    return draw_message(stage, page, "notice", ui.tr("这条公告已到期或撤下"), ui.tr("请返回看其他公告。"),
                        "notice.gone");
  }
  Rect page = frame(stage, ui.say("公告 · {0}", {category_words(ui, notice->category)}), stage.state.header.title);
  const widgets::FlowArea area = flow_area(ui, page.inset(std::round(ui.mm(3)), 0));
  const float width = area.columns == 1 ? area.rect.w : (area.rect.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  blocks.push_back(text_block(ui, notice->title, Type::heading, true, c.ink, width, "notice.title", Role::heading));
  blocks.back().keep_with_next = true;
  blocks.push_back(text_block(ui, about_words(stage, *notice), Type::small, false, c.second, width, "notice.about"));
  blocks.back().gap_after = std::round(ui.mm(8));
  add_picture(stage, *notice, width, page.h * (ui.portrait() ? 0.45f : 0.6f), blocks);
  add_body(stage, notice->body, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "notice.pages"));
}

}  // namespace gridboard::kiosk::screens
