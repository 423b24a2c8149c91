// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/shown_notices.hpp"

#include <algorithm>

namespace gridboard::kiosk::update {
namespace {

using Notice = ShownNotices::Notice;
using Told = wire::ShownBody::Notice;
using state::ScreenId;

Told figures_of(const std::string& id, const Notice& notice) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(notice.on_glass).count();
  return {id, notice.received_at, notice.first, notice.times, seconds};
}

void come_up(Notice& notice, base::Instant now) {
  if (notice.times++ == 0) notice.first = now;
  notice.was_shown = true;
}

void end_days(ShownNotices& shown, const NoticesNow& now, std::vector<Told>& told) {
  const base::Date today = base::date_of(now.now, now.zone);
  for (auto& [id, notice] : shown.notices) {
    if (notice.date == today) continue;
    if (notice.times > 0) told.push_back(figures_of(id, notice));
    notice.date = today;
    notice.times = 0;
    notice.on_glass = {};
    if (id == shown.on_glass) come_up(notice, now.now);
  }
}

// What is held no more is forgotten, once its day has been told of.
void take_held(ShownNotices& shown, const NoticesNow& now) {
  std::erase_if(shown.notices, [&](const auto& each) {
    return each.second.times == 0 && std::find(now.held.begin(), now.held.end(), each.first) == now.held.end();
  });
  for (const std::string& id : now.held) {
    if (shown.notices.size() >= kMostNoticesTold) return;
    const auto [entry, is_new] = shown.notices.try_emplace(id);
    if (!is_new) continue;
    entry->second.received_at = now.now;
    entry->second.date = base::date_of(now.now, now.zone);
  }
}

}  // namespace

std::string notice_on_glass(const state::AppState& state) {
  const auto held = [](const std::vector<state::NoticeView>& views, const std::string& id) {
    return std::any_of(views.begin(), views.end(), [&id](const auto& view) { return view.notice.id == id; });
  };
  switch (state::shown_screen(state)) {
    case ScreenId::takeover:
      return state.takeover->notice.id;
    case ScreenId::notice:
      return held(state.notices, state.open_notice) ? state.open_notice : "";
    case ScreenId::attract: {
      const state::AttractStep step = state::attract_step(state);
      return step.kind == state::AttractStep::Kind::notice && held(state.board.notices, step.id) ? step.id : "";
    }
    default:
      return "";
  }
}

std::vector<Told> note_shown(ShownNotices& shown, const NoticesNow& now) {
  if (const auto on_glass = shown.notices.find(shown.on_glass); on_glass != shown.notices.end()) {
    on_glass->second.on_glass += now.monotonic - shown.looked_at;
  }
  shown.looked_at = now.monotonic;
  std::vector<Told> told;
  end_days(shown, now, told);
  take_held(shown, now);
  if (now.on_glass != shown.on_glass) {
    shown.on_glass = now.on_glass;
    const auto on_glass = shown.notices.find(now.on_glass);
    if (on_glass != shown.notices.end()) come_up(on_glass->second, now.now);
  }
  for (auto& [id, notice] : shown.notices) {
    if (notice.told_received && notice.told_shown == notice.was_shown) continue;
    told.push_back({id, notice.received_at, notice.was_shown ? std::optional(notice.first) : std::nullopt, 0, 0});
    notice.told_received = true;
    notice.told_shown = notice.was_shown;
  }
  return told;
}

}  // namespace gridboard::kiosk::update
