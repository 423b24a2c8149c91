// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// For staff: what the board is connected to, holds and is made of; its screen tests; and the way out of the program.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/maintenance.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::MaintenanceTab;

constexpr MaintenanceTab kTabs[] = {MaintenanceTab::network, MaintenanceTab::sync,    MaintenanceTab::storage,
                                    MaintenanceTab::clock,   MaintenanceTab::version, MaintenanceTab::log,
                                    MaintenanceTab::pixels,  MaintenanceTab::touch};

struct TabLook {
  const char* id;
  std::string_view icon, words;
};

TabLook look_of(const Ui& ui, MaintenanceTab tab) {
  switch (tab) {
    case MaintenanceTab::network:
      return {"tab.network", "network", ui.tr("网络")};
    case MaintenanceTab::sync:
      return {"tab.sync", "refresh", ui.tr("同步")};
    case MaintenanceTab::storage:
      return {"tab.storage", "database", ui.tr("存储")};
    case MaintenanceTab::clock:
      return {"tab.clock", "clock", ui.tr("时钟")};
    case MaintenanceTab::version:
      return {"tab.version", "info", ui.tr("版本")};
    case MaintenanceTab::log:
      return {"tab.log", "list", ui.tr("日志")};
    case MaintenanceTab::pixels:
      return {"tab.pixels", "colours", ui.tr("坏点测试")};
    case MaintenanceTab::touch:
      return {"tab.touch", "hand", ui.tr("触摸测试")};
    case MaintenanceTab::leave:
      break;  // in the foot
  }
  return {};
}

Button tab_button(Stage& stage, MaintenanceTab tab) {
  const TabLook look = look_of(stage.ui, tab);
  Button button{look.id, look.words, {}, look.icon, Face::outline, Type::body};
  button.selected = tab == stage.state.maintenance.tab;
  button.part = AccessNode::Part::row;
  return button;
}

// In as few rows as their words allow, all of one width; icons go first where there is no room.
void draw_tabs(Stage& stage, Rect& page) {
  Ui& ui = stage.ui;
  const int count = static_cast<int>(std::size(kTabs));
  float with_icon = 0, without = 0;
  for (const MaintenanceTab tab : kTabs) {
    Button button = tab_button(stage, tab);
    with_icon = std::max(with_icon, widgets::width_of(ui, button));
    button.icon = {};
    button.selected = true;  // its tick takes room too
    without = std::max(without, widgets::width_of(ui, button));
  }
  const auto fits = [&](float width, int columns) {
    return width * static_cast<float>(columns) + ui.gap() * static_cast<float>(columns - 1) <= page.w;
  };
  int columns = 8;
  bool icons = true;
  for (; columns > 2; columns /= 2) {
    icons = fits(with_icon, columns);
    if (icons || fits(without, columns)) break;
  }
  for (int i = 0; i < count; i += columns) {
    const std::vector<Rect> cells =
        page.cut_top(ui.target() + std::round(ui.mm(2)), ui.gap()).columns(columns, ui.gap());
    for (int k = i; k < std::min(count, i + columns); ++k) {
      Button button = tab_button(stage, kTabs[k]);
      if (!icons && !button.selected) button.icon = {};
      if (widgets::width_of(ui, button) > cells[0].w) button.icon = {};
      if (widgets::draw(ui, cells[static_cast<std::size_t>(k - i)], button)) stage.mean(state::ShowTab{kTabs[k]});
    }
  }
  page.cut_top(ui.gap());
}

// A fact: what it is on the left, how it stands on the right; trouble is told by a sign and a word as well.
struct Fact {
  std::string name, value;
  bool trouble = false;
};

Block fact_block(Stage& stage, Fact fact, float width, const std::string& id) {
  Ui& ui = stage.ui;
  const float name_width = std::min(std::round(width * 0.36f), std::round(ui.mm(90))), gap = std::round(ui.mm(4)),
              pad = std::round(ui.mm(3.5f));
  const float sign = fact.trouble ? std::round(ui.em(Type::body) * 1.3f) + gap : 0;
  const float height =
      std::max(widgets::height_of(ui, {fact.name, Type::body}, name_width),
               widgets::height_of(ui, {fact.value, Type::body, true}, width - name_width - gap - sign));
  Block block;
  block.height = height + 2 * pad;
  block.gap_after = 0;
  block.draw = [&stage, fact = std::move(fact), name_width, gap, pad, sign, id](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    widgets::fill({rect.x, rect.bottom() - on.stroke(), rect.w, on.stroke()}, c.line);
    AccessNode node = widgets::node_at(Role::text, id, rect);
    Rect inside = rect.inset(0, pad);
    widgets::paint(on, inside.cut_left(name_width, gap), {fact.name, Type::body, false, c.second, c.ground}, node);
    if (sign > 0) {
      const float icon = sign - gap;
      const Rect at = inside.cut_left(icon, gap);
      widgets::paint_icon(on, "warning", {at.x, at.y - icon * 0.1f, icon, icon}, c.red);
    }
    widgets::paint(on, inside, {fact.value, Type::body, true, fact.trouble ? c.red : c.ink, c.ground}, node);
    node.name = fact.name;
    node.spoken = on.say("{0}：{1}。", {fact.name, fact.value});
    widgets::finish(on, std::move(node));
  };
  return block;
}

std::string bytes_words(std::uint64_t bytes) {
  constexpr std::uint64_t kMega = 1000 * 1000, kGiga = 1000 * kMega;
  const auto with_tenth = [](std::uint64_t value, std::uint64_t unit) {
    return std::to_string(value / unit) + "." + std::to_string(value % unit * 10 / unit);
  };
  if (bytes >= kGiga) return with_tenth(bytes, kGiga) + " GB";
  return bytes >= kMega ? with_tenth(bytes, kMega) + " MB" : std::to_string(bytes / 1000) + " kB";
}

std::string long_words(Ui& ui, std::uint64_t seconds) {
  const auto hours = static_cast<std::int64_t>(seconds / 3600);
  const std::string rest = counted(ui, "{0} 小时", hours % 24);
  return hours < 24 ? ui.say("{0} {1}", {rest, counted(ui, "{0} 分钟", static_cast<std::int64_t>(seconds / 60 % 60))})
                    : ui.say("{0} {1}", {counted(ui, "{0} 天", hours / 24), rest});
}

std::vector<Fact> network_facts(Stage& stage) {
  Ui& ui = stage.ui;
  const state::MaintenanceView& view = stage.state.maintenance.view;
  std::vector<Fact> facts;
  facts.push_back(
      {std::string(ui.tr("连接")), std::string(view.linked ? ui.tr("正常") : ui.tr("没有连上")), !view.linked});
  facts.push_back({std::string(ui.tr("服务中心")), view.server_url});
  facts.push_back({std::string(ui.tr("最近联系")),
                   view.last_contact ? moment_words(ui, *view.last_contact) : std::string(ui.tr("还没有过")),
                   !view.last_contact});
  if (!view.link_problem.empty()) facts.push_back({std::string(ui.tr("最近一次失败")), view.link_problem, true});
  return facts;
}

std::vector<Fact> clock_facts(Stage& stage) {
  Ui& ui = stage.ui;
  const state::MaintenanceView& view = stage.state.maintenance.view;
  constexpr std::int64_t kTolerated = 5'000;  // ms
  const std::int64_t offset = view.clock_offset_ms, size = offset < 0 ? -offset : offset;
  const std::string seconds = grouped(size / 1000) + "." + std::to_string(size % 1000 / 100);
  const std::string how = size < 1000  ? std::string(ui.tr("与服务中心一致"))
                          : offset > 0 ? ui.say("比服务中心快 {0} 秒", {seconds})
                                       : ui.say("比服务中心慢 {0} 秒", {seconds});
  return {{std::string(ui.tr("本机时间")), moment_words(ui, view.own_time)},
          {std::string(ui.tr("服务中心时间")), moment_words(ui, view.centre_time)},
          {std::string(ui.tr("相差")), how, size > kTolerated || stage.state.header.clock_doubtful}};
}

std::vector<Fact> facts_of(Stage& stage) {
  Ui& ui = stage.ui;
  const state::MaintenanceView& view = stage.state.maintenance.view;
  constexpr std::uint64_t kLowDisk = 500'000'000;
  switch (stage.state.maintenance.tab) {
    case MaintenanceTab::network:
      return network_facts(stage);
    case MaintenanceTab::sync:
      return {{std::string(ui.tr("本机")), view.board_name + " · " + view.board_id},
              {std::string(ui.tr("地点")), view.place_path},
              {std::string(ui.tr("本机保存")), counted(ui, "{0} 条记录", static_cast<std::int64_t>(view.records))},
              {std::string(ui.tr("等待上送")), counted(ui, "{0} 件", static_cast<std::int64_t>(view.waiting))},
              {std::string(ui.tr("最近联系")),
               view.last_contact ? moment_words(ui, *view.last_contact) : std::string(ui.tr("还没有过")),
               !view.last_contact}};
    case MaintenanceTab::storage:
      return {{std::string(ui.tr("数据文件")), view.store_path},
              {std::string(ui.tr("数据大小")), bytes_words(view.store_bytes)},
              {std::string(ui.tr("磁盘剩余")),
               ui.say("{0}，共 {1}", {bytes_words(view.disk_free_bytes), bytes_words(view.disk_bytes)}),
               view.disk_free_bytes < kLowDisk}};
    case MaintenanceTab::clock:
      return clock_facts(stage);
    case MaintenanceTab::version:
      return {{std::string(ui.tr("程序版本")), view.version},
              {std::string(ui.tr("系统")), view.system},
              {std::string(ui.tr("已运行")), long_words(ui, view.uptime_s)},
              {std::string(ui.tr("内存")), bytes_words(view.memory_kb * 1000)}};
    default:
      return {};
  }
}

// The newest first: what just went wrong is what one came for.
void add_log(Stage& stage, float width, std::vector<Block>& out) {
  const auto& log = stage.state.maintenance.view.log;
  for (std::size_t i = log.size(); i-- > 0;) {
    Block block =
        text_block(stage.ui, log[i], Type::small, false, stage.colours().ink, width, "log." + std::to_string(i));
    block.gap_after = std::round(stage.ui.mm(3));
    out.push_back(std::move(block));
  }
}

std::string stick_words(const Ui& ui, const state::Stick& stick) {
  const auto count = static_cast<std::int64_t>(stick.count);
  switch (stick.step) {
    case state::Stick::Step::idle:
      return std::string(ui.tr("没有网络的地方，可以用 U 盘带来服务中心的内容，带走待上送的诉求。"));
    case state::Stick::Step::busy:
      return std::string(ui.tr("正在读写 U 盘，请不要拔出。"));
    case state::Stick::Step::taken:
      return counted(ui, "已导入，更新了 {0} 条记录。", count);
    case state::Stick::Step::written:
      return counted(ui, "已写到 U 盘：{0} 件待上送。可以拔出。", count);
    case state::Stick::Step::failed:
      break;
  }
  return std::string(ui.tr(stick.sentence));
}

// Below the facts of synchronisation: bundles on a stick.
void draw_stick(Stage& stage, Rect& page) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::Stick& stick = stage.state.maintenance.stick;
  const bool failed = stick.step == state::Stick::Step::failed;
  Button take{"stick.take", ui.tr("从 U 盘导入"), {}, "next", Face::outline, Type::body};
  Button write{"stick.write", ui.tr("写到 U 盘"), {}, "previous", Face::outline, Type::body};
  take.enabled = write.enabled = stick.step != state::Stick::Step::busy;
  const float wide = std::max(widgets::width_of(ui, take), widgets::width_of(ui, write));
  const bool beside = 2 * wide + ui.gap() <= page.w;
  const std::string words = stick_words(ui, stick);
  const widgets::Words text{words, Type::body, failed, failed ? c.red : c.ink, c.ground};
  const float height = ui.button();
  Rect part = page.cut_bottom(widgets::height_of(ui, text, page.w) + ui.gap() + height * (beside ? 1 : 2) +
                                  (beside ? 0 : ui.gap()),
                              ui.card_gap());
  Rect row = part.cut_bottom(height);
  Rect above = beside ? Rect{} : (part.cut_bottom(ui.gap()), part.cut_bottom(height));
  const Rect first = beside ? row.cut_left(wide, ui.gap()) : above;
  if (widgets::draw(ui, first, take)) stage.mean(state::TakeBundle{});
  if (widgets::draw(ui, beside ? row.cut_left(wide) : row, write)) stage.mean(state::WriteOutbox{});
  widgets::label(ui, part, text, "stick.words");
}

// Nobody leaves by one slip of the finger.
void draw_leaving(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  Button stay{"leave.stay", ui.tr("不退出"), {}, "back", Face::primary};
  Button leave{"leave.confirm", ui.tr("确认退出程序"), {}, "leave", Face::red};
  const float height = std::max(widgets::height_of(ui, leave, page.w), ui.button());
  Rect buttons = page.cut_bottom(2 * height + ui.gap(), ui.card_gap());
  draw_message(stage, page, "leave", ui.tr("要退出提示板程序吗？"),
               ui.tr("退出后屏幕上不再有通知，住户不能查账单、不能报修，直到重新启动。"), "leave.question");
  if (widgets::draw(ui, buttons.cut_top(height, ui.gap()), stay)) stage.mean(state::ShowTab{MaintenanceTab::network});
  if (widgets::draw(ui, buttons.cut_top(height), leave)) stage.mean(state::LeaveProgram{});
}

}  // namespace

void draw_maintenance(Stage& stage) {
  Ui& ui = stage.ui;
  const MaintenanceTab tab = stage.state.maintenance.tab;
  if (tab == MaintenanceTab::pixels) return draw_pixel_test(stage);
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, ui.tr("本机维护"), ui.tr("由工作人员操作"));
  const FootAction leave{ui.tr("退出程序"), "maintenance.leave", "leave", tab != MaintenanceTab::leave, Face::red};
  if (draw_foot(stage, rest, leave)) stage.mean(state::ShowTab{MaintenanceTab::leave});
  Rect page = page_of(ui, rest);
  draw_tabs(stage, page);
  if (tab == MaintenanceTab::touch) return draw_touch_test(stage, page);
  if (tab == MaintenanceTab::leave) return draw_leaving(stage, page);
  if (tab == MaintenanceTab::sync) draw_stick(stage, page);
  std::vector<Block> blocks;
  const std::vector<Fact> facts = facts_of(stage);
  for (std::size_t i = 0; i < facts.size(); ++i)
    blocks.push_back(fact_block(stage, facts[i], page.w, "fact." + std::to_string(i)));
  if (tab == MaintenanceTab::log) add_log(stage, page.w, blocks);
  if (blocks.empty())
    return draw_message(stage, page, "list", ui.tr("还没有日志"), ui.tr("有事发生时会写在这里。"), "log.none");
  stage.turn(widgets::draw_flow(ui, blocks, {page, 1, ui.card_gap(), 0}, stage.page(), "maintenance.pages"));
}

}  // namespace gridboard::kiosk::screens
