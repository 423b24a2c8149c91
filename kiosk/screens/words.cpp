// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/words.hpp"

#include <algorithm>
#include <chrono>

#include "sync/base/money.hpp"

namespace gridboard::kiosk::screens {
namespace {

constexpr base::Zone kZone{};  // the board's: China has one offset

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
std::string number(unsigned value) { return std::to_string(value); }
unsigned day_number(base::Date date) { return static_cast<unsigned>(date.day()); }
unsigned month_number(base::Date date) { return static_cast<unsigned>(date.month()); }

}  // namespace

std::string counted(const Ui& ui, std::string_view id, std::int64_t count) {
  const std::string figure = grouped(count);
  if (count == 1) {
    const std::string singular = std::string("one\x04") + std::string(id);
    const std::string_view found = ui.tr(singular);
    if (found != singular) return ui.say(singular, {figure});
  }
  return ui.say(id, {figure});
}

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::ptrdiff_t first = value < 0 ? 1 : 0;
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string kwh(std::int64_t energy_wh) {
  const std::string plain = base::format_kwh(energy_wh);
  const std::size_t point = plain.find('.');
  const std::string decimals = point == std::string::npos ? "" : plain.substr(point);
  return grouped(energy_wh / 1000) + decimals;
}

std::string yuan(std::int64_t amount_fen) { return "¥" + base::format_yuan_grouped(amount_fen); }

std::string phone_words(std::string_view phone) {
  const bool mobile = phone.size() == 11 && phone[0] == '1' &&
                      std::all_of(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!mobile) return std::string(phone);
  return std::string(phone.substr(0, 3)) + " " + std::string(phone.substr(3, 4)) + " " + std::string(phone.substr(7));
}

std::string_view weekday(const Ui& ui, base::Date date) {
  switch (std::chrono::weekday(std::chrono::sys_days(date)).c_encoding()) {
    case 0: return ui.tr("星期日");
    case 1: return ui.tr("星期一");
    case 2: return ui.tr("星期二");
    case 3: return ui.tr("星期三");
    case 4: return ui.tr("星期四");
    case 5: return ui.tr("星期五");
    default: return ui.tr("星期六");
  }
}

std::string_view month_name(const Ui& ui, unsigned month) {
  switch (month) {
    case 1: return ui.tr("1月");
    case 2: return ui.tr("2月");
    case 3: return ui.tr("3月");
    case 4: return ui.tr("4月");
    case 5: return ui.tr("5月");
    case 6: return ui.tr("6月");
    case 7: return ui.tr("7月");
    case 8: return ui.tr("8月");
    case 9: return ui.tr("9月");
    case 10: return ui.tr("10月");
    case 11: return ui.tr("11月");
    default: return ui.tr("12月");
  }
}

// {0} month's number, {1} day, {2} month's name.
std::string day_words(const Ui& ui, base::Date date) {
  return ui.say("{0} 月 {1} 日",
                {number(month_number(date)), number(day_number(date)), month_name(ui, month_number(date))});
}

std::string day_and_weekday(const Ui& ui, base::Date date) {
  return ui.say("{0} {1}", {day_words(ui, date), weekday(ui, date)});
}

std::string month_words(const Ui& ui, base::Month month) {
  const unsigned index = static_cast<unsigned>(month.month());
  return ui.say("{0} 年 {1} 月", {std::to_string(static_cast<int>(month.year())), number(index), month_name(ui, index)});
}

std::string clock_words(int hour, int minute) { return std::to_string(hour) + ":" + two(minute); }

std::string clock_words(base::Instant at) {
  const base::CivilTime civil = base::to_civil(at, kZone);
  return clock_words(civil.hour, civil.minute);
}

std::string moment_words(const Ui& ui, base::Instant at) { return day_words(ui, day_of(at)) + " " + clock_words(at); }

std::string deadline_words(const Ui& ui, base::Instant at) {
  const base::Instant start = base::start_of_day(day_of(at), kZone);
  if (at != start) return moment_words(ui, at);
  return day_words(ui, base::add_days(day_of(at), -1)) + " 24:00";
}

std::string span_words(const Ui& ui, base::Instant from, base::Instant to) {
  const std::string end = day_of(from) == day_of(to) ? clock_words(to) : moment_words(ui, to);
  return moment_words(ui, from) + "–" + end;
}

std::string short_day(base::Instant at) {
  const base::Date date = day_of(at);
  return two(static_cast<int>(month_number(date))) + "-" + two(static_cast<int>(day_number(date)));
}

base::Date day_of(base::Instant at) { return base::date_of(at, kZone); }

base::Instant instant_of(const base::CivilTime& civil) {
  return base::start_of_day(civil.date, kZone) + std::chrono::hours(civil.hour) + std::chrono::minutes(civil.minute) +
         std::chrono::seconds(civil.second);
}

std::int64_t seconds_until(const state::AppState& state, base::Instant at) {
  const auto left = std::chrono::ceil<std::chrono::seconds>(at - instant_of(state.header.now));
  return std::max<std::int64_t>(0, left.count());
}

std::string freshness_words(const Ui& ui, const state::FreshnessView& freshness) {
  switch (freshness.kind) {
    case state::FreshnessView::Kind::never: return std::string(ui.tr("还没有连上服务中心"));
    case state::FreshnessView::Kind::fresh:
      return freshness.age_minutes < 1 ? std::string(ui.tr("刚刚更新")) : counted(ui, "{0} 分钟前更新", freshness.age_minutes);
    case state::FreshnessView::Kind::stale: break;
  }
  const std::string since =
      day_words(ui, freshness.since.date) + " " + clock_words(freshness.since.hour, freshness.since.minute);
  return ui.say("网络中断，内容截至 {0}", {since});
}

std::string_view category_words(const Ui& ui, model::NoticeCategory category) {
  switch (category) {
    case model::NoticeCategory::tariff: return ui.tr("电价");
    case model::NoticeCategory::safety: return ui.tr("安全");
    case model::NoticeCategory::payment: return ui.tr("缴费");
    case model::NoticeCategory::community: return ui.tr("社区");
    case model::NoticeCategory::promise: return ui.tr("承诺");
  }
  return {};
}

std::string_view outage_kind_words(const Ui& ui, model::OutageKind kind) {
  switch (kind) {
    case model::OutageKind::planned: return ui.tr("计划停电");
    case model::OutageKind::temporary: return ui.tr("临时停电");
    case model::OutageKind::fault: return ui.tr("故障停电");
    case model::OutageKind::rationing: return ui.tr("有序用电");
  }
  return {};
}

std::string_view outage_state_words(const Ui& ui, const state::OutageView& view) {
  switch (view.state_now) {
    case model::OutageState::announced: return ui.tr("将要停电");
    case model::OutageState::ongoing: return ui.tr("正在停电");
    case model::OutageState::restored: return ui.tr("已经来电");
    case model::OutageState::cancelled:
      return view.outage.withdrawn ? ui.tr("已撤销：实际未停电") : ui.tr("已取消");
  }
  return {};
}

std::string_view request_state_words(const Ui& ui, model::RequestState state) {
  switch (state) {
    case model::RequestState::received: return ui.tr("已受理");
    case model::RequestState::dispatched: return ui.tr("已派单");
    case model::RequestState::accepted: return ui.tr("已接单");
    case model::RequestState::on_site: return ui.tr("已到现场");
    case model::RequestState::done: return ui.tr("已办结");
    case model::RequestState::closed: return ui.tr("已归档");
    case model::RequestState::returned: return ui.tr("已退回，重新安排");
    case model::RequestState::paused: return ui.tr("已挂起");
    case model::RequestState::reopened: return ui.tr("已重开");
    case model::RequestState::rejected: return ui.tr("不予受理");
    case model::RequestState::merged: return ui.tr("已与同一诉求合并");
  }
  return {};
}

const std::string& in_language(const state::AppState& state, const model::Text& text) {
  return state.english && !text.en.empty() ? text.en : text.zh;
}

}  // namespace gridboard::kiosk::screens
