// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who serves us, where to pay and ask, and what is promised.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/answers.hpp"
#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

std::string_view office_icon(const model::Office& office) {
  if (office.kind == "bank") return "bank";
  if (office.kind == "online") return "phone";
  return office.kind == "hall" ? "people" : "pay";
}

std::string office_words(const model::Office& office) {
  std::string out = office.address;
  for (const std::string* more : {&office.hours, &office.services}) {
    if (!more->empty()) out += (out.empty() ? "" : "\n") + *more;
  }
  if (!office.phone.empty()) out += (out.empty() ? "" : "\n") + phone_words(office.phone);
  return out;
}

// A card with an icon, a bold line and running text.
Block card_block(Stage& stage, std::string_view icon, const std::string& title, const std::string& words, float width,
                 const std::string& id) {
  Ui& ui = stage.ui;
  const float pad = std::round(ui.mm(5)), gap = std::round(ui.mm(3)), side = std::round(ui.em(Type::section) * 1.3f);
  const float inner = width - 3 * pad - side;
  Block block;
  block.height =
      2 * pad + std::max(side, widgets::height_of(ui, {title, Type::section, true}, inner) +
                                   (words.empty() ? 0 : gap + widgets::height_of(ui, {words, Type::small}, inner)));
  block.gap_after = ui.gap();
  block.draw = [&stage, icon = std::string(icon), title, words, id, pad, gap, side](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    widgets::paint_card(on, rect);
    AccessNode node = widgets::node_at(Role::text, id, rect);
    Rect inside = rect.inset(pad);
    widgets::paint_icon(on, icon, Rect{inside.x, inside.y, side, side}, c.deep);
    inside.cut_left(side, pad);
    widgets::paint_cut(on, inside, {title, Type::section, true, c.ink, c.card}, node, gap);
    widgets::paint(on, inside, {words, Type::small, false, c.ink, c.card}, node);
    node.name = title;
    node.spoken = words.empty() ? title : on.say("{0}：{1}。", {title, words});
    widgets::finish(on, std::move(node));
  };
  return block;
}

// What leads on from here.
void add_ways(Stage& stage, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  const auto add = [&](const char* id, std::string_view label, std::string_view detail, std::string_view icon,
                       state::Intents intents) {
    Button button{id, label, detail, icon, Face::outline, Type::section};
    button.align = Align::left;
    out.push_back(button_block(ui, button, width, [&stage, intents = std::move(intents)] {
      for (const state::Intent& intent : intents) stage.mean(intent);
    }));
    out.back().gap_after = ui.gap();
  };
  if (!stage.state.records.places.empty()) {
    add("contacts.records", ui.tr("服务记录"), ui.tr("这个月为本社区和邻近社区做了什么"), "chart",
        {state::Open{state::ScreenId::records}});
  }
  const bool safety =
      std::any_of(stage.state.notices.begin(), stage.state.notices.end(),
                  [](const state::NoticeView& view) { return view.notice.category == model::NoticeCategory::safety; });
  if (safety) {
    add("contacts.safety", ui.tr("安全用电"), ui.tr("家里、楼道、电动车怎么用电才安全"), "shield",
        {state::Open{state::ScreenId::notices}, state::ShowCategory{static_cast<int>(model::NoticeCategory::safety)}});
  }
  add("contacts.sign_in", ui.tr("工作人员签到"), ui.tr("客户经理到社区时扫码"), "badge",
      {state::Open{state::ScreenId::sign_in}});
}

}  // namespace

void draw_contacts(Stage& stage) {
  Ui& ui = stage.ui;
  const state::ContactsView& contacts = stage.state.contacts;
  const Rect page = frame(stage, ui.tr("谁为我服务"), stage.state.header.title);
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  if (contacts.manager) {
    Block block;
    block.height = manager_height(stage, *contacts.manager, width, false);
    block.draw = [&stage, &contacts](Rect rect) { draw_manager(stage, rect, *contacts.manager, false); };
    blocks.push_back(std::move(block));
  }
  if (!contacts.hotline.empty()) {
    const std::string title = ui.say("服务热线 {0}", {contacts.hotline});
    const std::string words = contacts.supplier.empty() ? std::string(ui.tr("全天 24 小时"))
                                                        : ui.say("全天 24 小时 · {0}", {contacts.supplier});
    blocks.push_back(card_block(stage, "phone", title, words, width, "contacts.hotline"));
  }
  add_ways(stage, width, blocks);
  if (!contacts.offices.empty())
    blocks.push_back(heading_block(ui, std::string(ui.tr("在哪儿缴费、办事")), width, "contacts.offices"));
  for (const model::Office& office : contacts.offices) {
    blocks.push_back(card_block(stage, office_icon(office), office.name, office_words(office), width,
                                "contacts.office." + office.id));
    blocks.back().title = std::string(ui.tr("在哪儿缴费、办事"));
  }
  if (!contacts.promises.empty()) {
    const std::string title(ui.tr("我们的承诺"));
    blocks.push_back(heading_block(ui, title, width, "contacts.promises"));
    for (const model::Promise& promise : contacts.promises) {
      const std::string& label = stage.state.english && !promise.label_en.empty() ? promise.label_en : promise.label_zh;
      blocks.push_back(
          card_block(stage, "clock", label, promise_words(ui, promise), width, "contacts.promise." + promise.id));
      blocks.back().title = title;
    }
  }
  if (!contacts.manager && contacts.hotline.empty() && contacts.offices.empty()) {
    blocks.insert(blocks.begin(), card_block(stage, "phone", std::string(ui.tr("联系方式还没有送到")),
                                             std::string(ui.tr("联网后会显示在这里。")), width, "contacts.none"));
  }
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "contacts.pages"));
}

}  // namespace gridboard::kiosk::screens
