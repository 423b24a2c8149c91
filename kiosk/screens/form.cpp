// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A request's form: all fields on one page in normal type, a question a screen in large type.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/answers.hpp"
#include "kiosk/screens/entry.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/fields.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::Field;

constexpr std::size_t kMostChoices = 7;

float small_gap(Ui& ui) {
  return std::round(ui.mm(3));
}

Button option_button(const Field& field, const Option& option, std::string_view answer, Type type) {
  Button button{"form." + field.id + "." + option.id, option.label, option.detail, {}, Face::outline, type};
  button.align = Align::left;
  button.selected = option.id == answer;
  return button;
}

// The same width with and without the tick of the chosen one, so that nothing moves when one is chosen.
float option_height(Ui& ui, Button button, float width) {
  button.selected = true;
  return std::max(std::round(ui.mm(ui.large ? 24 : 17)), widgets::height_of(ui, button, width));
}

int option_columns(Stage& stage, const Field& field, const std::vector<Option>& options, float width) {
  Ui& ui = stage.ui;
  for (const int columns : {3, 2}) {
    if (static_cast<std::size_t>(columns) > options.size()) continue;
    const float each = (width - ui.gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const bool fits = std::all_of(options.begin(), options.end(), [&](const Option& option) {
      Button button = option_button(field, option, option.id, Type::body);
      button.detail = {};
      // A detail may take two lines, the choice itself one.
      return widgets::width_of(ui, button) <= each &&
             widgets::width_of(ui, {option.detail, Type::small}) <= each * 1.5f;
    });
    if (fits) return columns;
  }
  return 1;
}

float options_height(Stage& stage, const Field& field, float width) {
  Ui& ui = stage.ui;
  const std::vector<Option> options = options_of(stage, field);
  const int columns = option_columns(stage, field, options, width);
  const float each = (width - ui.gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float height = 0;
  for (std::size_t i = 0; i < options.size(); i += static_cast<std::size_t>(columns)) {
    float row = 0;
    for (std::size_t k = i; k < std::min(options.size(), i + static_cast<std::size_t>(columns)); ++k) {
      row = std::max(row, option_height(ui, option_button(field, options[k], {}, Type::body), each));
    }
    height += row + (i == 0 ? 0 : ui.gap());
  }
  return height;
}

void draw_options(Stage& stage, Rect rect, const Field& field) {
  Ui& ui = stage.ui;
  const std::vector<Option> options = options_of(stage, field);
  const int columns = option_columns(stage, field, options, rect.w);
  const float each = (rect.w - ui.gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t i = 0; i < options.size(); i += static_cast<std::size_t>(columns)) {
    const std::size_t end = std::min(options.size(), i + static_cast<std::size_t>(columns));
    float row = 0;
    for (std::size_t k = i; k < end; ++k)
      row = std::max(row, option_height(ui, option_button(field, options[k], {}, Type::body), each));
    const std::vector<Rect> cells = rect.cut_top(row, ui.gap()).columns(columns, ui.gap());
    for (std::size_t k = i; k < end; ++k) {
      const Button button = option_button(field, options[k], answer_of(stage, field), Type::body);
      if (widgets::draw(ui, cells[k - i], button)) stage.mean(state::ChooseAnswer{field.id, options[k].id});
    }
  }
}

// `composing` outlives the box.
widgets::EntryBox entry_box(Stage& stage, const Field& field, bool active, const std::string& composing) {
  const std::string& label = in_language(stage.state, field.label);
  widgets::EntryBox box{"form." + field.id, label, answer_of(stage, field)};
  box.placeholder = active ? std::string_view{} : stage.ui.tr("点这里填写");
  if (active) box.composing = composing;
  box.active = active;
  box.wrong = stage.state.form.problem_field == field.id;
  box.tappable = !active;
  box.type = stage.ui.large ? Type::heading : Type::title;
  box.unmasked = !field.personal;
  return box;
}

// One field of the page with all of them: its label, its hint, what to choose or to fill in.
Block field_block(Stage& stage, const Field& field, float width, bool active) {
  Ui& ui = stage.ui;
  const float gap = small_gap(ui);
  std::string label = in_language(stage.state, field.label);
  if (!state::is_required(stage.state.form, field)) label = ui.say("{0}（可不填）", {label});
  const std::string hint = in_language(stage.state, field.hint), problem = problem_words(stage, field);
  const bool typed = is_typed(field);
  const float body =
      typed ? widgets::height_of(ui, entry_box(stage, field, active, composing_words(stage.state.keys)), width)
            : options_height(stage, field, width);
  Block block;
  block.height = widgets::height_of(ui, {label, Type::section, true}, width) + gap + body;
  if (!problem.empty())
    block.height += widgets::height_of(ui, {problem, Type::body, true}, width - ui.em(Type::body) * 1.5f) + gap;
  if (!hint.empty()) block.height += widgets::height_of(ui, {hint, Type::small}, width) + gap;
  block.gap_after = ui.card_gap() + gap;
  block.title = label;
  block.draw = [&stage, &field, label, hint, problem, typed, active, gap](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    const std::string id = "form." + field.id;
    widgets::label_cut(on, rect, {label, Type::section, true, c.ink, c.ground}, id + ".label", gap, Role::heading);
    if (!problem.empty()) {
      const float em = on.em(Type::body);
      Rect row = rect.cut_top(widgets::height_of(on, {problem, Type::body, true}, rect.w - em * 1.5f), gap);
      widgets::paint_icon(on, "warning", row.cut_left(em, em * 0.5f).centred(em, em), c.red);
      widgets::label(on, row, {problem, Type::body, true, c.red, c.ground}, id + ".problem");
    }
    if (typed) {
      const std::string composing = composing_words(stage.state.keys);
      const widgets::EntryBox box = entry_box(stage, field, active, composing);
      if (widgets::draw(on, rect.cut_top(widgets::height_of(on, box, rect.w), gap), box))
        stage.mean(state::FocusField{field.id});
    } else {
      draw_options(stage, rect.cut_top(options_height(stage, field, rect.w), gap), field);
    }
    if (!hint.empty()) widgets::label(on, rect, {hint, Type::small, false, c.second, c.ground}, id + ".hint");
  };
  return block;
}

// For who would rather type on their own phone: the same form there.
Button phone_button(Ui& ui) {
  return {"form.go_on_phone", ui.tr("用手机继续"), {}, "phone_qr", Face::quiet, Type::body};
}

void draw_phone_button(Stage& stage, Rect rect) {
  if (widgets::draw(stage.ui, rect, phone_button(stage.ui))) stage.mean(state::GoOnWithPhone{});
}

// The page with the focused field is shown; turning a page moves the focus.
void draw_fields(Stage& stage, widgets::FlowArea area, const std::vector<const Field*>& fields, const Field* focused) {
  Ui& ui = stage.ui;
  std::vector<Block> blocks;
  const auto measure = [&] {
    const float width = area.columns == 1 ? area.rect.w : (area.rect.w - area.column_gap) / 2;
    blocks.clear();
    for (const Field* field : fields)
      blocks.push_back(field_block(stage, *field, width, field == focused && is_typed(*field)));
  };
  measure();
  if (!stage.state.phone_base.empty()) {
    // Only where it costs no page.
    widgets::FlowArea lower = area;
    const Rect row = lower.rect.cut_top(ui.button(), ui.card_gap());
    if (widgets::lay_out(blocks, lower).size() == widgets::lay_out(blocks, area).size()) {
      const float width = widgets::width_of(ui, phone_button(ui));
      draw_phone_button(stage, {row.right() - width, row.y, width, row.h});
      area = lower;
    }
  }
  const float least_room = area.rect.h - widgets::pager_height(ui) - ui.card_gap();
  const bool too_high =
      std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) { return block.height > least_room; });
  if (area.columns > 1 && too_high) {
    // Long choices need the whole width.
    area.columns = 1;
    measure();
  }
  widgets::FlowPages pages = widgets::lay_out(blocks, area);
  Rect pager{};
  if (pages.size() > 1) {
    pager = area.rect.cut_bottom(widgets::pager_height(ui), ui.card_gap());
    pages = widgets::lay_out(blocks, area);
  }
  std::size_t shown = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const widgets::Placed& placed : pages[p]) {
      if (fields[placed.block] == focused) shown = p;
    }
  }
  // In portrait what is to be chosen stands at the foot of the page, where hands are.
  const bool typing = focused != nullptr && is_typed(*focused);
  float down = 0;
  if (ui.portrait() && !typing && pages.size() == 1 && !pages[0].empty())
    down = area.rect.bottom() - pages[0].back().rect.bottom();
  for (const widgets::Placed& placed : pages[shown]) {
    Rect rect = placed.rect;
    rect.y += down;
    blocks[placed.block].draw(rect);
  }
  if (pages.size() < 2) return;
  const int by = widgets::draw_pager(ui, pager, shown, pages.size(), "form.pages");
  if (by != 0) stage.mean(state::FocusField{fields[pages[shown + static_cast<std::size_t>(by)].front().block]->id});
}

void draw_all(Stage& stage, Rect page, const std::vector<const Field*>& fields, const Field* focused) {
  Ui& ui = stage.ui;
  const bool typing = focused != nullptr && is_typed(*focused);
  widgets::FlowArea area = flow_area(ui, page);
  if (typing && ui.portrait()) {
    draw_entry(stage,
               area.rect.cut_bottom(std::min(entry_height(stage, *focused, page.w), page.h * 0.62f), ui.card_gap()),
               *focused);
  } else if (typing) {
    draw_entry(stage, area.rect.cut_right(std::round(page.w * 0.52f), area.column_gap), *focused);
    area.columns = 1;
  }
  draw_fields(stage, area, fields, focused);
}

// Large type: the choices of one question, as high as the page allows.
void draw_choices(Stage& stage, Rect rect, const Field& field) {
  Ui& ui = stage.ui;
  const std::vector<Option> options = options_of(stage, field);
  const int columns = ui.portrait() ? 1 : 2;
  const float width = (rect.w - ui.card_gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::vector<Block> blocks;
  float tallest = 0;
  const auto measure = [&](Type type) {
    float height = 0;
    for (const Option& option : options)
      height = std::max(height, option_height(ui, option_button(field, option, {}, type), width));
    return height;
  };
  const float rows =
      static_cast<float>((options.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns));
  Type type = Type::title;
  tallest = measure(type);
  if (rows * (tallest + ui.gap()) - ui.gap() > rect.h) type = Type::body, tallest = measure(type);
  const float roomy = std::min((rect.h - (rows - 1) * ui.gap()) / rows, std::round(ui.mm(44)));
  for (const Option& option : options) {
    Block block = button_block(ui, option_button(field, option, answer_of(stage, field), type), width,
                               [&stage, &field, id = option.id] {
                                 stage.mean(state::ChooseAnswer{field.id, id});
                               });
    block.height = std::max(tallest, roomy);
    block.gap_after = ui.gap();
    blocks.push_back(std::move(block));
  }
  stage.turn(widgets::draw_flow(ui, blocks, {rect, columns, ui.gap(), ui.card_gap()}, stage.page(), "form.pages"));
}

void draw_question(Stage& stage, Rect page, const Field& field) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string problem = problem_words(stage, field), id = "form." + field.id;
  const float gap = std::round(ui.mm(4));
  Rect entry{};
  if (is_typed(field)) {
    entry = ui.portrait() ? page.cut_bottom(std::min(entry_height(stage, field, page.w), page.h * 0.62f), ui.card_gap())
                          : page.cut_right(std::round(page.w * 0.54f), std::round(ui.mm(6)));
  }
  const std::string& question = in_language(stage.state, field.question);
  const bool roomy = ui.portrait() || is_typed(field);
  widgets::label_cut(ui, page,
                     {question.empty() ? in_language(stage.state, field.label) : question,
                      roomy ? Type::heading : Type::title, true, c.ink, c.ground},
                     id + ".question", gap, Role::heading);
  if (!problem.empty()) {
    const float em = ui.em(Type::body);
    Rect row = page.cut_top(widgets::height_of(ui, {problem, Type::body, true}, page.w - em * 1.5f), gap);
    widgets::paint_icon(ui, "warning", row.cut_left(em, em * 0.5f).centred(em, em), c.red);
    widgets::label(ui, row, {problem, Type::body, true, c.red, c.ground}, id + ".problem");
  }
  const std::string& hint = in_language(stage.state, field.hint);
  const float phone_width = stage.state.phone_base.empty() ? 0 : widgets::width_of(ui, phone_button(ui));
  if (!is_typed(field)) {
    // With seven to choose from there is no eighth.
    const bool with_phone = phone_width > 0 && options_of(stage, field).size() < kMostChoices;
    const float hint_width = page.w - (with_phone ? phone_width + gap : 0);
    const float hint_height = widgets::height_of(ui, {hint, Type::small}, hint_width);
    const float row_height = std::max(hint_height, with_phone ? ui.button() : 0);
    Rect row = row_height > 0 ? page.cut_bottom(row_height, gap) : Rect{};
    draw_choices(stage, page, field);
    const Rect at_phone = with_phone ? row.cut_right(phone_width, gap).centred(phone_width, ui.button()) : Rect{};
    if (hint_height > 0) {
      row.cut_top((row.h - hint_height) / 2);
      widgets::label(ui, row, {hint, Type::small, false, c.second, c.ground}, id + ".hint");
    }
    if (with_phone) draw_phone_button(stage, at_phone);
    return;
  }
  const std::string composing = composing_words(stage.state.keys);
  const widgets::EntryBox box = entry_box(stage, field, true, composing);
  widgets::draw(ui, page.cut_top(widgets::height_of(ui, box, page.w), gap), box);
  if (widgets::height_of(ui, {hint, Type::small}, page.w) <= page.h) {
    widgets::label_cut(ui, page, {hint, Type::small, false, c.second, c.ground}, id + ".hint", gap);
  }
  if (phone_width > 0 && page.h >= ui.button() && page.w >= phone_width) {
    draw_phone_button(stage, {page.x, page.y, phone_width, ui.button()});
  }
  draw_entry(stage, entry, field);
}

}  // namespace

void draw_form(Stage& stage) {
  Ui& ui = stage.ui;
  const model::RequestKind* kind = stage.catalogue.find(stage.state.form.kind_id);
  if (kind == nullptr) {
    const Rect page = frame(stage, ui.tr("办业务"));
    return draw_message(stage, page, "services", ui.tr("这项业务现在不能办"),
                        ui.tr("请返回看其他业务，或拨打服务热线。"), "form.gone");
  }
  const std::vector<const Field*> fields = asked_fields(stage, *kind);
  const std::size_t step = fields.empty() ? 0 : std::min(stage.state.form.step, fields.size() - 1);
  std::string subtitle = stage.unlocked() ? stage.state.bill.place_and_door : std::string();
  if (ui.large && fields.size() > 1) {
    const std::string steps =
        ui.say("第 {0} 步，共 {1} 步", {std::to_string(step + 1), std::to_string(fields.size() + 1)});
    subtitle = subtitle.empty() ? steps : subtitle + " · " + steps;
  }
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, in_language(stage.state, kind->name), subtitle);
  if (draw_foot(stage, rest, FootAction{ui.tr("下一步"), "form.next", {}})) stage.mean(state::NextStep{});
  const Rect page = page_of(ui, rest);
  if (fields.empty()) return;
  if (ui.large) return draw_question(stage, page, *fields[step]);
  const auto focused = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field* f) { return f->id == stage.state.form.focused_field; });
  draw_all(stage, page, fields, focused == fields.end() ? fields.front() : *focused);
}

}  // namespace gridboard::kiosk::screens
