// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Dates, figures and states in the screen's language. Chinese and figures are parted by a space, as in print.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/state/app_state.hpp"
#include "kiosk/widgets/ui.hpp"

namespace gridboard::kiosk::screens {

using widgets::Ui;

// Text with a count: the catalogue may hold another form for one (msgctxt "one").
[[nodiscard]] std::string counted(const Ui& ui, std::string_view id, std::int64_t count);

[[nodiscard]] std::string grouped(std::int64_t number);  // "1,973"
[[nodiscard]] std::string kwh(std::int64_t energy_wh);   // grouped, whole or with decimals as they are
[[nodiscard]] std::string yuan(std::int64_t amount_fen); // "¥96.40"
[[nodiscard]] std::string phone_words(std::string_view phone);  // "139 0000 5598"; others as they are

[[nodiscard]] std::string_view weekday(const Ui& ui, base::Date date);
[[nodiscard]] std::string day_words(const Ui& ui, base::Date date);         // "11 月 29 日"
[[nodiscard]] std::string day_and_weekday(const Ui& ui, base::Date date);   // "11 月 29 日 星期日"
[[nodiscard]] std::string month_words(const Ui& ui, base::Month month);     // "2026 年 10 月"
[[nodiscard]] std::string_view month_name(const Ui& ui, unsigned month);    // "10 月" as a chart's label
[[nodiscard]] std::string clock_words(int hour, int minute);                // "8:05"
[[nodiscard]] std::string clock_words(base::Instant at);
[[nodiscard]] std::string moment_words(const Ui& ui, base::Instant at);     // "11 月 29 日 8:00"
// The same for a time by which something is done: midnight is the end of the day before, "11 月 27 日 24:00".
[[nodiscard]] std::string deadline_words(const Ui& ui, base::Instant at);
[[nodiscard]] std::string span_words(const Ui& ui, base::Instant from, base::Instant to);  // "11 月 29 日 8:00–11:30"
[[nodiscard]] std::string short_day(base::Instant at);                      // "11-18"

[[nodiscard]] base::Date day_of(base::Instant at);            // in the board's zone
[[nodiscard]] base::Instant instant_of(const base::CivilTime& civil);
[[nodiscard]] std::int64_t seconds_until(const state::AppState& state, base::Instant at);  // at least 0

[[nodiscard]] std::string freshness_words(const Ui& ui, const state::FreshnessView& freshness);
[[nodiscard]] std::string_view category_words(const Ui& ui, model::NoticeCategory category);
[[nodiscard]] std::string_view outage_kind_words(const Ui& ui, model::OutageKind kind);
[[nodiscard]] std::string_view outage_state_words(const Ui& ui, const state::OutageView& view);
[[nodiscard]] std::string_view request_state_words(const Ui& ui, model::RequestState state);
[[nodiscard]] const std::string& in_language(const state::AppState& state, const model::Text& text);

}  // namespace gridboard::kiosk::screens
