// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A page of the board's weight drawn by kiosk/text and kiosk/platform alone: header with a clock, an outage, 24 doors,
// notices, the manager's card, and a hall list of 5,000 rows. Without a flag: timings as JSON lines, no window. With
// --window: stays open, reacts to clicks and the wheel, ticks once a second (to be measured from outside by run.py).
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>

#include "kiosk/platform/display.hpp"
#include "kiosk/text/text.hpp"

namespace {

using gridboard::kiosk::platform::Display;
using gridboard::kiosk::text::Style;
using gridboard::kiosk::text::TextEngine;
using gridboard::kiosk::text::Weight;
using Clock = std::chrono::steady_clock;

constexpr ImU32 kGreen = IM_COL32(0, 0x6b, 0x63, 255);
constexpr ImU32 kGround = IM_COL32(0xf5, 0xf3, 0xec, 255);
constexpr ImU32 kCard = IM_COL32(255, 255, 255, 255);
constexpr ImU32 kLine = IM_COL32(0xd6, 0xd3, 0xc8, 255);
constexpr ImU32 kInk = IM_COL32(0x14, 0x21, 0x1f, 255);
constexpr ImU32 kSecond = IM_COL32(0x43, 0x52, 0x4f, 255);

struct Page {
  int clock_s = 0;
  bool hall = false;
  int opened = -1;
};

class Painter {
 public:
  Painter(TextEngine& text, ImDrawList* list) : text_(text), list_(list) {}

  void say(float x, float y, const char* what, float em, ImU32 colour, Weight weight = Weight::regular) {
    text_.draw(list_, ImVec2(x, y), what, Style{em, weight}, colour);
  }
  void card(ImVec2 from, ImVec2 to, ImU32 fill) {
    list_->AddRectFilled(from, to, fill, 16);
    list_->AddRect(from, to, kLine, 16, 0, 2);
  }

 private:
  TextEngine& text_;
  ImDrawList* list_;
};

void draw_header(Painter& painter, ImDrawList* list, const Page& page) {
  list->AddRectFilled(ImVec2(0, 0), ImVec2(1080, 160), kGreen);
  painter.say(44, 32, "新华社区 3 栋 2 单元", 46, kCard, Weight::bold);
  painter.say(44, 100, "云溪供电 · 用电信息提示板 · 1 分钟前更新", 28, kCard);
  char clock[16];
  std::snprintf(clock, sizeof clock, "16:%02d:%02d", page.clock_s / 60 % 60, page.clock_s % 60);
  painter.say(790, 28, clock, 64, kCard, Weight::bold);
  painter.say(826, 104, "11 月 21 日 星期六", 26, kCard);
}

void draw_doors(Painter& painter, ImDrawList* list, Page& page) {
  painter.card(ImVec2(32, 180), ImVec2(1048, 336), IM_COL32(0xfd, 0xec, 0xcf, 255));
  painter.say(180, 212, "11 月 29 日 8:00–11:30 计划停电", 46, IM_COL32(0x8f, 0x47, 0, 255), Weight::bold);
  painter.say(180, 278, "更换 3 栋配电箱 · 影响 1–3 单元 · 已提前 8 天告知", 28, kInk);
  painter.say(32, 364, "本单元 24 户", 34, kInk, Weight::bold);
  for (int door = 0; door < 24; ++door) {
    const ImVec2 from(32 + static_cast<float>(door % 4) * 257, 418 + static_cast<float>(door / 4) * 108);
    const ImVec2 to(from.x + 245, from.y + 96);
    ImGui::SetCursorScreenPos(from);
    ImGui::PushID(door);
    if (ImGui::InvisibleButton("door", ImVec2(245, 96))) page.opened = page.opened == door ? -1 : door;
    const bool pressed = ImGui::IsItemActive();
    ImGui::PopID();
    const bool waiting = door % 3 == 0;
    painter.card(from, to,
                 pressed || page.opened == door ? IM_COL32(0xe3, 0xf0, 0xed, 255)
                 : waiting                      ? kCard
                                                : kGround);
    char label[8];
    std::snprintf(label, sizeof label, "%d", (6 - door / 4) * 100 + door % 4 + 1);
    painter.say(from.x + 22, from.y + 24, label, 46, waiting ? kInk : kSecond,
                waiting ? Weight::bold : Weight::regular);
    if (!waiting) continue;
    list->AddRect(ImVec2(from.x + 170, from.y + 18), ImVec2(from.x + 208, from.y + 44), kGreen, 3, 0, 3);
    painter.say(from.x + 152, from.y + 56, "有通知", 24, kGreen, Weight::bold);
  }
}

void draw_notices(Painter& painter) {
  const char* titles[] = {"居民阶梯电价怎么算？一图看懂", "冬季取暖：插线板不要串接", "新华路邮政储蓄可代收电费"};
  for (int index = 0; index < 3; ++index) {
    const float y = 1130 + static_cast<float>(index) * 80;
    painter.card(ImVec2(32, y), ImVec2(1048, y + 70), kCard);
    painter.say(150, y + 20, titles[index], 29, kInk);
    painter.say(960, y + 22, "11-18", 26, kSecond);
  }
  painter.card(ImVec2(32, 1380), ImVec2(1048, 1545), kCard);
  painter.say(206, 1404, "周 敏", 36, kInk, Weight::bold);
  painter.say(206, 1456, "社区客户经理 · 每日 8:00–18:00", 26, kSecond);
  painter.say(206, 1498, "抢修、上门、咨询都可以找我", 26, kSecond);
  painter.say(760, 1426, "139 0000 5598", 40, kGreen, Weight::bold);
}

void draw_hall(TextEngine& text) {
  ImGui::SetCursorScreenPos(ImVec2(32, 180));
  ImGui::BeginChild("hall", ImVec2(1016, 1380));
  Painter painter(text, ImGui::GetWindowDrawList());
  ImGuiListClipper clipper;
  clipper.Begin(5000, 72);
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const ImVec2 at(32, 180 + static_cast<float>(row) * 72 - ImGui::GetScrollY());
      char place[64];
      std::snprintf(place, sizeof place, "新华社区 %d 栋 %d 单元 %d", row / 60 + 1, row / 12 % 5 + 1,
                    row % 12 / 2 * 100 + 101 + row % 2);
      painter.card(at, ImVec2(at.x + 1000, at.y + 66), kCard);
      painter.say(at.x + 22, at.y + 18, place, 30, kInk);
      char account[32];
      std::snprintf(account, sizeof account, "尾号 %04d", row * 7919 % 10000);
      painter.say(at.x + 780, at.y + 20, account, 26, kSecond);
    }
  }
  ImGui::SetCursorPosY(5000 * 72);
  ImGui::EndChild();
}

void draw_foot(Painter& painter, ImDrawList* list, Page& page) {
  list->AddRectFilled(ImVec2(0, 1696), ImVec2(1080, 1920), kCard);
  const char* names[] = {"我的账单", "停电信息", "公告", "办业务"};
  for (int index = 0; index < 4; ++index) {
    const ImVec2 from(32 + static_cast<float>(index) * 259, 1718);
    ImGui::SetCursorScreenPos(from);
    if (ImGui::InvisibleButton(names[index], ImVec2(241, 172))) page.hall = !page.hall;
    list->AddRectFilled(from, ImVec2(from.x + 241, from.y + 172), kGreen, 16);
    painter.say(from.x + 48, from.y + 104, names[index], 36, kCard, Weight::bold);
  }
}

bool draw_frame(Display& display, TextEngine& text, Page& page, float delta_s) {
  display.begin_frame(delta_s);
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(display.size());
  ImGui::Begin("board", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove);
  ImDrawList* list = ImGui::GetWindowDrawList();
  Painter painter(text, list);
  draw_header(painter, list, page);
  if (page.hall) {
    draw_hall(text);
  } else {
    draw_doors(painter, list, page);
    draw_notices(painter);
  }
  draw_foot(painter, list, page);
  ImGui::End();
  ImGui::Render();
  return display.present(*ImGui::GetDrawData(), kGround);
}

// CPU, not wall: the figures hold while others use the machine.
double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double since_ms(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void report(const char* metric, double value) {
  std::printf("{\"bench\":\"pixels\",\"metric\":\"%s\",\"ours\":%.3f}\n", metric, value);
}

template <class Step>
double mean_cpu_ms(int times, Step step) {
  const double start = cpu_ms();
  for (int index = 0; index < times; ++index) step(index);
  return (cpu_ms() - start) / times;
}

void measure(Display& display, TextEngine& text, const char* png) {
  Page page;
  const auto frame = [&] { draw_frame(display, text, page, 0.016f); };
  report("first_frame_ms", mean_cpu_ms(1, [&](int) { frame(); }));
  if (png != nullptr && !display.save_png(png)) std::fprintf(stderr, "can't write %s\n", png);
  report("unchanged_frame_ms", mean_cpu_ms(100, [&](int) { frame(); }));
  report("clock_frame_ms", mean_cpu_ms(100, [&](int second) {
           page.clock_s = second;
           frame();
         }));
  report("click_ms", mean_cpu_ms(50, [&](int index) {
           const ImVec2 at(154 + 257 * static_cast<float>(index % 4), 466 + 108 * static_cast<float>(index % 6));
           display.inject_touch(at, true);
           display.inject_touch(at, false);
           for (int part = 0; part < 3; ++part) frame();
         }));
  page.hall = true;
  frame();
  report("wheel_ms", mean_cpu_ms(100, [&](int) {
           display.inject_wheel(ImVec2(500, 800), -1);
           frame();
           frame();
         }));
  if (png != nullptr && !display.save_png(std::string(png) + ".hall.png"))
    std::fprintf(stderr, "can't write the hall\n");
  report("whole_redraw_ms", mean_cpu_ms(20, [&](int index) {
           page.hall = index % 2 == 0;
           frame();
         }));
}

void stay_open(Display& display, TextEngine& text) {
  Page page;
  auto next_tick = Clock::now();
  bool input = true;
  for (;;) {
    if (Clock::now() >= next_tick) ++page.clock_s, next_tick += std::chrono::seconds(1);
    draw_frame(display, text, page, 0.016f);
    if (input) draw_frame(display, text, page, 0.016f);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_tick - Clock::now());
    const Display::Wake wake = display.wait(std::max(left, std::chrono::milliseconds(0)));
    if (wake.quit) return;
    input = wake.input;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool window = argc > 1 && std::strcmp(argv[1], "--window") == 0;
  const auto start = Clock::now();
  auto text = TextEngine::open();
  gridboard::kiosk::platform::DisplayOptions options;
  options.headless = !window;
  auto display = Display::open(options);
  if (!text || !display) {
    std::fprintf(stderr, "%s\n", !text ? text.error().message.c_str() : display.error().message.c_str());
    return 1;
  }
  if (window) {
    stay_open(**display, **text);
  } else {
    report("open_ms", since_ms(start));
    measure(**display, **text, argc > 1 ? argv[1] : nullptr);
  }
  return 0;
}
