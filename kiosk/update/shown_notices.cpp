// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/shown_notices.hpp"

#include <algorithm>

namespace gridboard::kiosk::update {
namespace {

using Notice = ShownNotices::Notice;
using Told = wire::ShownBody::Shown;
using state::ScreenId;

Told figures_of(const std::string& id, const Notice& notice) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(notice.on_glass).count();
  return {id, notice.received_at, notice.first, notice.times, seconds, notice.last, notice.version};
}

void come_up(Notice& notice, base::Instant now) {
  if (notice.times++ == 0) notice.first = now;
  notice.last = now;
  if (!notice.shown_at) notice.shown_at = now;
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
    return each.second.times == 0 &&
           std::none_of(now.held.begin(), now.held.end(), [&](const HeldWords& held) { return held.id == each.first; });
  });
  for (const HeldWords& held : now.held) {
    auto entry = shown.notices.find(held.id);
    if (entry == shown.notices.end()) {
      if (shown.notices.size() >= kMostNoticesTold) continue;
      entry = shown.notices.try_emplace(held.id).first;
      entry->second.date = base::date_of(now.now, now.zone);
    } else if (entry->second.version == held.version) {
      continue;
    }
    Notice& notice = entry->second;
    notice.version = held.version;
    notice.received_at = now.now;
    notice.told_received = notice.told_shown = false;
    notice.shown_at.reset();
    // The glass shows the new words at once.
    if (held.id == shown.on_glass) notice.shown_at = now.now;
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

std::string outage_on_glass(const state::AppState& state) {
  const auto held = [&state](const std::string& id) {
    return std::any_of(state.outages.begin(), state.outages.end(), [&id](const auto& v) { return v.outage.id == id; });
  };
  switch (state::shown_screen(state)) {
    case ScreenId::outage:
      return held(state.open_outage) ? state.open_outage : "";
    case ScreenId::attract: {
      const state::AttractStep step = state::attract_step(state);
      return step.kind == state::AttractStep::Kind::outage && held(step.id) ? step.id : "";
    }
    default:
      return "";
  }
}

std::vector<Told> note_shown(ShownNotices& shown, const NoticesNow& now) {
  if (const auto on_glass = shown.notices.find(shown.on_glass); on_glass != shown.notices.end()) {
    on_glass->second.on_glass += now.monotonic - shown.looked_at;
    on_glass->second.last = now.now;
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
    if (notice.told_received && notice.told_shown == notice.shown_at.has_value()) continue;
    told.push_back({id, notice.received_at, notice.shown_at, 0, 0, {}, notice.version});
    notice.told_received = true;
    notice.told_shown = notice.shown_at.has_value();
  }
  return told;
}

}  // namespace gridboard::kiosk::update
