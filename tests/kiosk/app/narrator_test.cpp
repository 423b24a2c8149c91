// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/narrator.hpp"

#include <doctest/doctest.h>

using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using widgets::AccessNode;
using widgets::Role;
using Part = AccessNode::Part;
using Region = AccessNode::Region;

namespace {

AccessNode node(Role role, const std::string& id, const std::string& spoken, Part part = Part::choice) {
  AccessNode out;
  out.role = role;
  out.id = id;
  out.name = out.text = spoken;
  out.spoken = spoken;
  out.part = part;
  out.target = role == Role::button;
  return out;
}

AccessNode in(Region region, AccessNode out) {
  out.region = region;
  return out;
}

// A screen in a test: what stands on it, where the keyboard is.
struct Glass {
  std::vector<AccessNode> nodes{in(Region::header, node(Role::heading, "header.title", "办业务")),
                                in(Region::header, node(Role::text, "header.freshness", "刚刚更新")),
                                in(Region::header, node(Role::text, "header.clock", "10:05，星期日。")),
                                node(Role::button, "services.repair", "报修，按钮。"),
                                node(Role::button, "services.visit", "请人上门，按钮。"),
                                in(Region::foot, node(Role::button, "foot.back", "返回，按钮。")),
                                in(Region::foot, node(Role::button, "form.next", "下一步，按钮。"))};
  widgets::Focus focus{"services", "", 0, 0, 0, 0, false, false};
  text::Messages messages;
  bool aloud = false;
  Narrator narrator;

  Scene scene() const { return {nodes, focus, messages, aloud}; }
  AccessNode& of(const std::string& id) {
    return *std::find_if(nodes.begin(), nodes.end(), [&](const AccessNode& each) { return each.id == id; });
  }
  std::vector<std::string> follow(const Done& done = {}) { return words(narrator.follow(scene(), done).sentences); }
  std::vector<std::string> key() { return follow({true, {}, {}}); }
  std::vector<std::string> move(const std::string& id) {
    focus.shown = true;
    focus.id = id;
    return key();
  }
  static std::vector<std::string> words(const Sentences& sentences) {
    std::vector<std::string> out;
    for (const Sentence& each : sentences) out.push_back(each.text);
    return out;
  }
};
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a screen that comes up is read from its heading to what goes on; clock and foot when all is asked for") {
  Glass glass;
  const Told told = glass.narrator.follow(glass.scene(), {});
  CHECK(told.is_screen);
  CHECK(told.interrupts);
  CHECK(Glass::words(told.sentences) == Words{"办业务", "报修，按钮。", "请人上门，按钮。", "下一步，按钮。"});
  CHECK(Glass::words(glass.narrator.read(glass.scene(), true)) ==
        Words{"办业务", "刚刚更新", "报修，按钮。", "请人上门，按钮。", "返回，按钮。", "下一步，按钮。", "10:05，星期日。"});
  CHECK(Glass::words(glass.narrator.read_from(glass.scene(), false, "services.visit")) ==
        Words{"请人上门，按钮。", "下一步，按钮。"});
  CHECK(glass.narrator.read_from(glass.scene(), false, "gone").size() == 4);
}

TEST_CASE("what is for a finger that knows of it is never said") {
  Glass glass;
  AccessNode corner = node(Role::button, "corner", "");
  corner.silent = true;
  corner.spoken = "维护";
  glass.nodes.push_back(corner);
  for (const std::string& each : Glass::words(glass.narrator.read(glass.scene(), true))) CHECK(each != "维护");
}

TEST_CASE("a key that moves the focus has the place said, and which of how many it is") {
  Glass glass;
  (void)glass.follow();
  CHECK(glass.move("services.visit") == Words{"请人上门，按钮。第 2 个，共 2 个。"});
  CHECK(glass.move("services.repair") == Words{"报修，按钮。第 1 个，共 2 个。"});
  CHECK(glass.move("foot.back") == Words{"返回，按钮。"});
  SUBCASE("a field says how it is filled in") {
    glass.nodes.push_back(node(Role::field, "form.phone", "联系电话，还没有填。"));
    glass.nodes.back().target = true;
    (void)glass.follow();
    CHECK(glass.move("form.phone") == Words{"联系电话，还没有填。按确认键填写。"});
  }
  SUBCASE("a key that changes nothing says it again: nothing is silent") {
    CHECK(glass.key() == Words{"返回，按钮。"});
  }
}

TEST_CASE("a clock that goes on isn't said, and nothing is said twice") {
  Glass glass;
  glass.nodes.push_back(node(Role::text, "bill.expires", "支付码还有 14:59 有效"));
  (void)glass.follow();
  CHECK(glass.follow().empty());
  glass.of("bill.expires").spoken = "支付码还有 14:58 有效";
  glass.of("header.clock").spoken = "10:06，星期日。";
  CHECK(glass.follow().empty());
  SUBCASE("nor while the focus moves") {
    glass.of("bill.expires").spoken = "支付码还有 14:57 有效";
    CHECK(glass.move("services.repair").size() == 1);
  }
  SUBCASE("other news are, once") {
    glass.of("bill.expires").spoken = "已缴清";
    CHECK(glass.follow() == Words{"已缴清"});
    CHECK(glass.follow().empty());
  }
}

TEST_CASE("what was pressed says what it has become") {
  Glass glass;
  (void)glass.follow();
  (void)glass.move("services.repair");
  glass.of("services.repair").spoken = "报修，已选。";
  CHECK(glass.key() == Words{"报修，已选。"});
  SUBCASE("in the foot too") {
    (void)glass.move("foot.back");
    glass.of("foot.back").spoken = "标准字，按钮。";
    CHECK(glass.key() == Words{"标准字，按钮。"});
  }
  SUBCASE("by a finger: its name first, unless it has changed itself") {
    glass.focus.shown = false;
    CHECK(glass.follow({true, "services.visit", "请人上门"}) == Words{"请人上门"});
    glass.of("services.visit").spoken = "请人上门，已选。";
    CHECK(glass.follow({true, "services.visit", "请人上门"}) == Words{"请人上门，已选。"});
  }
  SUBCASE("a new screen: what was touched, then the screen") {
    glass.focus.screen = "form";
    const Words said = glass.follow({true, "services.visit", "请人上门"});
    REQUIRE(said.size() > 2);
    CHECK(said[0] == "请人上门");
    CHECK(said[1] == "办业务");
  }
}

TEST_CASE("what is typed is said as it is typed") {
  Glass glass;
  glass.nodes.push_back(node(Role::field, "form.name", "新户名，还没有填。"));
  (void)glass.follow();
  const auto type = [&](const std::string& value) {
    glass.of("form.name").value = value;
    glass.of("form.name").spoken = "新户名，已填：" + value + "。";
    return glass.key();
  };
  CHECK(type("o") == Words{"o"});
  CHECK(type("ou") == Words{"u"});
  CHECK(type("欧") == Words{"欧"});
  CHECK(type("欧阳") == Words{"阳"});
  CHECK(type("欧") == Words{"删除 阳。"});
  CHECK(type("") == Words{"已清空。"});
  SUBCASE("and the candidates that come for it, the first of them by name") {
    for (const char* each : {"欧", "偶", "呕", "藕", "殴", "鸥"})
      glass.nodes.push_back(node(Role::button, std::string("candidate.") + each, each, Part::row));
    CHECK(glass.follow() == Words{"可选 6 个：欧、偶、呕、藕、殴。"});
  }
}

TEST_CASE("of a PIN the number of digits is said, and that people nearby hear its keys") {
  Glass glass;
  glass.focus.screen = "unlock";
  glass.nodes = {node(Role::heading, "unlock.saying", "请输入 6 位查询密码"),
                 node(Role::field, "unlock.pin", "查询密码，共 6 位，已输入 0 位。")};
  for (int i = 0; i < 10; ++i)
    glass.nodes.push_back(node(Role::button, "pin." + std::to_string(i), std::to_string(i) + "，按钮。", Part::key));
  CHECK(glass.follow() == Words{"请输入 6 位查询密码", "查询密码，共 6 位，已输入 0 位。", "按键 10 个，用方向键找。"});
  CHECK(glass.move("pin.4") == Words{"旁边的人也听得见您选的数字。可以插上耳机，或者先用“打乱数字”。", "4，按钮。"});
  CHECK(glass.move("pin.5") == Words{"5，按钮。"});
  glass.of("unlock.pin").spoken = "查询密码，共 6 位，已输入 1 位。";
  glass.of("unlock.pin").echo = "第 1 位。";
  CHECK(glass.key() == Words{"第 1 位。"});
  SUBCASE("a finger's digit is not named") {
    glass.focus.shown = false;
    glass.of("unlock.pin").spoken = "查询密码，共 6 位，已输入 2 位。";
    glass.of("unlock.pin").echo = "第 2 位。";
    CHECK(glass.follow({true, "pin.7", "7"}) == Words{"第 2 位。"});
  }
}

TEST_CASE("with headphones there is no warning about people nearby") {
  Glass glass;
  glass.aloud = true;
  glass.nodes.push_back(node(Role::button, "pin.4", "4，按钮。", Part::key));
  (void)glass.follow();
  CHECK(glass.move("pin.4") == Words{"4，按钮。"});
}

TEST_CASE("what belongs to the household is said to headphones alone") {
  Glass glass;
  glass.nodes = {in(Region::header, node(Role::heading, "header.title", "我的账单")),
                 node(Role::heading, "bill.due", "应缴 56.40 元"), node(Role::text, "bill.line.1", "第一档 171 度"),
                 node(Role::button, "bill.earlier", "9 月 · 48.20 元，按钮。")};
  for (AccessNode& each : glass.nodes) each.is_private = each.id != "header.title";
  glass.nodes.back().in_public = "9 月，按钮。";
  const Words in_public = Glass::words(glass.narrator.read(glass.scene(), false));
  REQUIRE(in_public.size() == 3);
  CHECK(in_public[1].find("插上耳机") != std::string::npos);
  CHECK(in_public[2] == "9 月，按钮。");
  glass.aloud = true;
  const Sentences alone = glass.narrator.read(glass.scene(), false);
  CHECK(Glass::words(alone) == Words{"我的账单", "应缴 56.40 元", "第一档 171 度", "9 月 · 48.20 元，按钮。"});
  CHECK_FALSE(alone[0].is_private);
  CHECK(alone[1].is_private);
}

TEST_CASE("the receipt's number is said twice") {
  Glass glass;
  glass.nodes.push_back(node(Role::text, "receipt.number", "回执号：1 2 3。"));
  const Words said = Glass::words(glass.narrator.read(glass.scene(), false));
  CHECK(std::count(said.begin(), said.end(), "回执号：1 2 3。") == 1);
  CHECK(std::count(said.begin(), said.end(), "再说一遍。回执号：1 2 3。") == 1);
}

TEST_CASE("a long list is counted, and heard row by row or when it is asked for") {
  Glass glass;
  for (int i = 101; i < 121; ++i)
    glass.nodes.push_back(node(Role::button, "slot." + std::to_string(i), std::to_string(i), Part::row));
  const Words said = Glass::words(glass.narrator.read(glass.scene(), false));
  CHECK(said.back() == "这里有 20 项，用方向键一项一项听。");
  CHECK(glass.narrator.read(glass.scene(), true).size() > 20);
}

TEST_CASE("a page that is turned is read, not its first row alone") {
  Glass glass;
  glass.nodes.push_back(node(Role::text, "pages.where", "第 1 页，共 2 页"));
  (void)glass.follow();
  (void)glass.move("services.visit");
  glass.of("pages.where").spoken = "第 2 页，共 2 页";
  for (const char* each : {"notice.a", "notice.b", "notice.c"})
    glass.nodes.push_back(node(Role::button, each, each, Part::row));
  CHECK(glass.key() == Words{"第 2 页，共 2 页", "notice.a", "notice.b", "notice.c"});
}

TEST_CASE("the session's end is announced once, over all else") {
  Glass glass;
  (void)glass.follow();
  glass.nodes.push_back(in(Region::foot, node(Role::heading, "warning", "20 秒后自动退出。您还在吗？")));
  const Told told = glass.narrator.follow(glass.scene(), {});
  CHECK(told.interrupts);
  CHECK_FALSE(told.is_screen);
  REQUIRE(told.sentences.size() == 2);
  CHECK(told.sentences[0].text == "20 秒后自动退出。您还在吗？");
  glass.of("warning").spoken = "19 秒后自动退出。您还在吗？";
  CHECK(glass.follow().empty());
}

TEST_CASE("a field's problem is said when it comes up") {
  Glass glass;
  (void)glass.follow();
  (void)glass.move("form.next");
  glass.nodes.push_back(node(Role::text, "form.phone.problem", "请填 11 位手机号"));
  CHECK(glass.key() == Words{"请填 11 位手机号"});
}

TEST_CASE("the lines of a paragraph are said in one breath") {
  Glass glass;
  glass.nodes = {node(Role::heading, "takeover.title", "天然气泄漏，请马上下"), node(Role::text, "takeover.title.1", "楼"),
                 node(Role::text, "takeover.body", "Please take"), node(Role::text, "takeover.body.1", "the stairs.")};
  glass.nodes[1].line_of = "takeover.title";
  glass.nodes[3].line_of = "takeover.body";
  const Sentences said = glass.narrator.read(glass.scene(), false);
  CHECK(Glass::words(said) == Words{"天然气泄漏，请马上下楼", "Please take the stairs."});
  CHECK(said[0].node == "takeover.title");
}
