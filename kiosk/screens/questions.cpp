// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Asking as people ask: what is typed so far stands in a box, what it may mean below or beside it.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/asking.hpp"
#include "kiosk/screens/entry.hpp"
#include "kiosk/widgets/fields.hpp"

namespace gridboard::kiosk::screens {
namespace {

float row_padding(Ui& ui) {
  return std::round(ui.mm(5));
}

float row_icon(Ui& ui) {
  return std::round(ui.em(Type::body) * 1.1f);
}

float row_height(Ui& ui, float words) {
  return std::max(std::round(ui.mm(ui.large ? 22 : 17)), words + std::round(ui.em(Type::body) * 1.1f));
}

// Nothing has been asked yet: what is found are the questions of everybody.
bool is_bare(const state::AppState& state) {
  return state.questions.typed.empty() && state.keys.composing.empty();
}

widgets::EntryBox box_of(Stage& stage, const std::string& composing) {
  Ui& ui = stage.ui;
  widgets::EntryBox box{"questions.box", ui.tr("您的问题"), stage.state.questions.typed};
  box.composing = composing;
  box.placeholder = ui.tr("想问什么，写几个字就行");
  box.active = true;
  box.type = Type::title;
  return box;
}

void draw_none(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const std::string_view title = ui.tr("没有找到这个问题的答案");
  const std::string again(ui.tr("换个说法，或者少写几个字再试试。"));
  // On a low page whom to ask comes first, then what else to try.
  std::string sentence = again + "\n" + people_to_ask(stage);
  const auto fits = [&](Type type, const std::string& words) {
    return ui.line_height(Type::title) * 1.6f + widgets::height_of(ui, {words, type}, rect.w) <= rect.h;
  };
  if (!fits(Type::body, sentence)) sentence = people_to_ask(stage);
  if (!fits(Type::body, sentence)) {
    const Palette& c = stage.colours();
    if (!ui.narrow() && rect.h >= ui.line_height(Type::body) * 2) {
      widgets::label(ui, rect, {title, Type::section, true, c.ink, c.ground, Align::centre, true}, "questions.none",
                     Role::heading);
    }
    return;
  }
  draw_message(stage, rect, "ask", title, sentence, "questions.none");
}

// With room for hardly a row one question stands between what turns to the next.
void draw_one(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const auto& found = stage.state.questions.found;
  const std::size_t at = std::min(stage.page(), found.size() - 1);
  const auto turner = [&](const char* id, std::string_view name, const char* icon, bool enabled, int by, Rect place) {
    Button button{id, {}, {}, icon, Face::outline, Type::body};
    button.name = std::string(name);
    button.enabled = enabled;
    button.part = AccessNode::Part::frame;
    if (widgets::draw(ui, place, button)) stage.turn(static_cast<int>(at) + by - static_cast<int>(stage.page()));
  };
  turner("questions.pages.previous", ui.tr("上一页"), "previous", at > 0, -1, rect.cut_left(ui.target(), ui.gap()));
  turner("questions.pages.next", ui.tr("下一页"), "next", at + 1 < found.size(), 1,
         rect.cut_right(ui.target(), ui.gap()));
  question_row(stage, found[at], rect.w).draw(rect);
}

void draw_found(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const state::Questions& questions = stage.state.questions;
  const bool bare = is_bare(stage.state);
  if (rect.h < ui.target()) return;
  if (questions.found.empty()) {
    // While the first answer is under way nothing flickers.
    if (questions.answered == questions.asked && !bare) draw_none(stage, rect);
    return;
  }
  const std::string count = counted(ui, "共 {0} 个", static_cast<std::int64_t>(questions.found.size()));
  if (rect.h < row_height(ui, ui.em(Type::body)) + ui.card_gap() + ui.target() && questions.found.size() > 1) {
    return draw_one(stage, rect);
  }
  const float least = section_height(ui) + row_height(ui, ui.em(Type::body)) + ui.card_gap() + ui.target();
  if (rect.h >= least) {
    section_cut(stage, rect, bare ? ui.tr("大家常问") : ui.tr("您是想问"), bare ? std::string() : count,
                "questions.found");
  }
  std::vector<Block> blocks;
  for (const model::Question& question : questions.found) blocks.push_back(question_row(stage, question, rect.w));
  stage.turn(widgets::draw_flow(ui, blocks, {rect, 1, ui.gap(), 0}, stage.page(), "questions.pages"));
}

}  // namespace

std::string people_to_ask(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  if (board.manager && !board.manager->manager.phone.empty()) {
    const model::Manager& manager = board.manager->manager;
    return ui.say("也可以打服务热线 {0}，\n或者找{1} {2}，电话 {3}。",
                  {board.hotline, manager.title, manager.name, phone_words(manager.phone)});
  }
  return board.hotline.empty() ? std::string(ui.tr("也可以问问工作人员。"))
                               : ui.say("也可以打服务热线 {0}，全天有人接听。", {board.hotline});
}

Block question_row(Stage& stage, const model::Question& question, float width) {
  Ui& ui = stage.ui;
  const std::string text = words_of(stage.state, question).question;
  const float pad = row_padding(ui), icon = row_icon(ui);
  const float inner = width - 3 * pad - icon;
  Block block;
  block.height = row_height(ui, widgets::height_of(ui, {text, Type::body}, inner));
  block.gap_after = ui.gap();
  block.draw = [&stage, id = question.id, text, pad, icon](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = stage.colours();
    const std::string node_id = "ask." + id;
    const widgets::Press press = widgets::press(on, rect, node_id);
    widgets::paint_card(on, rect);
    AccessNode node = widgets::node_at(Role::button, node_id, rect);
    Rect inside = rect.inset(pad, 0);
    widgets::paint_icon(on, "next", inside.cut_right(icon, pad).centred(icon, icon), c.deep);
    widgets::paint(on, inside, {text, Type::body, false, c.ink, c.card, Align::left, true}, node);
    widgets::paint_press(on, rect, press);
    node.part = AccessNode::Part::row;
    node.name = text;
    node.spoken = on.say("{0} 按一下看答案。", {text});
    widgets::finish(on, std::move(node));
    if (press.clicked) stage.mean(state::OpenQuestion{id});
  };
  return block;
}

void draw_questions(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("问一问"), ui.tr("用自己的话问就行"));
  const std::string composing = composing_words(stage.state.keys);
  const widgets::EntryBox box = box_of(stage, composing);
  const float gap = ui.card_gap();
  if (!ui.portrait()) {
    const Rect right = page.cut_right(std::round(page.w * 0.54f), std::round(ui.mm(6)));
    widgets::draw(ui, page.cut_top(widgets::height_of(ui, box, page.w), gap), box);
    draw_found(stage, page);
    return draw_question_entry(stage, right);
  }
  const float box_height = widgets::height_of(ui, box, page.w);
  float least = least_question_entry_height(stage, page.w);
  // Reading aloud takes two rows of a large page: then what is found has the place of the candidates while there are
  // none, and none beside them.
  const bool crowded = page.h - least - box_height - 2 * gap < row_height(ui, ui.em(Type::body));
  if (crowded) least = least_present_entry_height(stage, page.w);
  const float wanted = crowded ? 0 : std::min(question_entry_height(stage, page.w), page.h * 0.55f);
  const Rect keys = page.cut_bottom(std::max(least, wanted), gap);
  const Rect above = page.cut_bottom(box_height, gap);
  draw_found(stage, page);
  widgets::draw(ui, above, box);
  draw_question_entry(stage, keys);
}

}  // namespace gridboard::kiosk::screens
