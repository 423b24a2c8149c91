// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/words.hpp"

#include <array>
#include <cstdio>

#include "sync/bulletin/clean_text.hpp"

namespace gridboard::bulletin {

namespace {

using model::OutageKind;
using model::OutageState;

constexpr std::size_t kHeadlineCharacters = 160;

std::string say(Language language, std::string_view zh, std::string_view en) {
  return std::string(language == Language::zh ? zh : en);
}

// "2026-11-29 08:00"
std::string clock_text(base::Instant at, base::Zone zone) {
  const base::CivilTime civil = base::to_civil(at, zone);
  std::array<char, 8> clock{};
  std::snprintf(clock.data(), clock.size(), " %02d:%02d", civil.hour, civil.minute);
  return base::format_date(civil.date) + clock.data();
}

// A line of the description, if there is anything to say.
void add_line(std::string& text, const std::string& label, const std::string& value) {
  const std::string clean = clean_text(value);
  if (!clean.empty()) text += (text.empty() ? "" : "\n") + label + clean;
}

OutageState state_of(const model::Bulletin& bulletin) {
  return model::state_at(bulletin.outage, bulletin.sent);
}

std::string estimate_words(const model::Bulletin& bulletin, base::Zone zone, Language language) {
  if (bulletin.outage.etr) return clock_text(*bulletin.outage.etr, zone);
  return state_of(bulletin) == OutageState::ongoing ? say(language, "尚无法预计", "not known yet") : "";
}

std::string steps_words(const model::Bulletin& bulletin, base::Zone zone, Language language) {
  std::string steps;
  for (const model::OutageStep& step : bulletin.outage.timeline) {
    const std::string text = clean_line(step.text, 1000);
    if (text.empty() && !step.etr) continue;
    steps += "\n" + clock_text(step.at, zone) + " " + text;
    if (step.etr) {
      steps += say(language, "（预计 ", " (estimated ") + clock_text(*step.etr, zone) + say(language, " 复电）", ")");
    }
  }
  return steps;
}

}  // namespace

const char* tag_of(Language language) {
  return language == Language::zh ? "zh-CN" : "en-US";
}

std::string event_words(OutageKind kind, Language language) {
  switch (kind) {
    case OutageKind::planned:
      return say(language, "计划停电", "Planned power outage");
    case OutageKind::temporary:
      return say(language, "临时停电", "Power outage at short notice");
    case OutageKind::fault:
      return say(language, "故障停电", "Power outage by a fault");
    case OutageKind::rationing:
      return say(language, "有序用电", "Power rationing");
  }
  return "";
}

std::string withdrawal(Language language) {
  return say(language, "停电信息已撤销：实际未停电。", "The notice of the outage is withdrawn: power was not off.");
}

std::string headline(const model::Bulletin& bulletin, Language language) {
  const std::string event = event_words(bulletin.outage.kind, language);
  const std::string area = area_words(bulletin.outage);
  std::string words;
  switch (state_of(bulletin)) {
    case OutageState::announced:
      words = event + say(language, "预告：", " ahead: ");
      break;
    case OutageState::ongoing:
      words = event + say(language, "：", ": ");
      break;
    case OutageState::restored:
      words = say(language, "已恢复供电：", "Power is back: ");
      break;
    case OutageState::cancelled:
      words = event + (bulletin.outage.withdrawn
                           ? say(language, "信息已撤销，实际未停电：", ": notice withdrawn, power was not off: ")
                           : say(language, "已取消：", " called off: "));
      break;
  }
  return clean_line(words + area, kHeadlineCharacters);
}

std::string description(const model::Bulletin& bulletin, const Publisher& publisher, Language language) {
  const model::Outage& outage = bulletin.outage;
  const base::Zone zone = publisher.zone;
  std::string text;
  add_line(text, say(language, "原因：", "Cause: "), outage.cause);
  add_line(text, say(language, "范围：", "Area: "), outage.scope);
  add_line(text, say(language, "线路：", "Line: "), outage.line);
  const bool withdrawn = outage.withdrawn;
  add_line(
      text,
      withdrawn ? say(language, "原通知停电时间：", "Was to be off from: ") : say(language, "停电时间：", "From: "),
      clock_text(outage.start, zone));
  if (withdrawn) {
    add_line(text, "", withdrawal(language));
  } else if (outage.restored_at) {
    add_line(text, say(language, "恢复供电：", "Power back: "), clock_text(*outage.restored_at, zone));
  } else {
    add_line(text, say(language, "预计恢复供电：", "Power expected back: "), estimate_words(bulletin, zone, language));
  }
  const std::string steps = steps_words(bulletin, zone, language);
  if (!steps.empty()) text += "\n" + say(language, "进展：", "Progress:") + steps;
  return text;
}

std::string instruction(const model::Bulletin& bulletin, const Publisher& publisher, Language language) {
  const std::string hotline = clean_text(publisher.hotline);
  const std::string call_zh = hotline.empty() ? "联系供电公司" : "拨打 " + hotline;
  const std::string call_en = hotline.empty() ? "get in touch with the supplier" : "call " + hotline;
  switch (state_of(bulletin)) {
    case OutageState::announced:
      return say(language,
                 "请提前给手机和照明灯具充好电，妥善安排用电。家中有人离不开用电医疗设备的，请" + call_zh + "。",
                 "Charge phones and lamps in time. If somebody at home depends on medical equipment, " + call_en + ".");
    case OutageState::ongoing:
      return say(language,
                 "请关掉停电前在用的电器，以防来电时发生危险。看到断落的电线，请远离，并立即" + call_zh + "。",
                 "Switch off what was running, so that nothing starts unattended when power comes back. Stay away from "
                 "fallen lines and " +
                     call_en + ".");
    case OutageState::restored:
      return say(language, "如果家里仍然没有电，请先查看自家的空气开关；仍没有电的，请" + call_zh + "。",
                 "If your home is still without power, look at your own breaker first, then " + call_en + ".");
    case OutageState::cancelled:
      if (!bulletin.outage.withdrawn) {
        return say(language, "不会停电，照常用电。", "There will be no outage; nothing to do.");
      }
      return say(language,
                 "没有停电，照常用电。如果家里没有电，请先查看自家的空气开关；仍没有电的，请" + call_zh + "。",
                 "Power was not off; nothing to do. If your home is without power, look at your own breaker first, "
                 "then " +
                     call_en + ".");
  }
  return "";
}

std::string contact(const Publisher& publisher, Language language) {
  const std::string hotline = clean_line(publisher.hotline, 100);
  return hotline.empty() ? "" : say(language, "供电服务热线 ", "Hotline ") + hotline;
}

std::string area_words(const model::Outage& outage) {
  std::string words = clean_text(outage.scope);
  if (!words.empty()) return words;
  for (const std::string& path : outage.audience) words += (words.empty() ? "" : ", ") + path;
  return words.empty() ? "-" : words;
}

std::string time_text(base::Instant at, base::Zone zone) {
  return base::format_rfc3339(std::chrono::floor<std::chrono::seconds>(at), zone);
}

}  // namespace gridboard::bulletin
