// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the centre is told without anybody asking: which notices and outages were on the glass, and how the board is.
#include <algorithm>
#include <utility>

#include "kiosk/app/board.hpp"
#include "kiosk/app/maintenance.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {

void Board::report() {
  if (!link_ || !views_.known) return;
  const auto told_of = [this](update::ShownNotices& shown, const std::vector<update::HeldWords>& held,
                              const std::string& on_glass) {
    return update::note_shown(shown, {held, on_glass, now(), clock_.monotonic(), settings_.zone});
  };
  const auto notices = told_of(shown_notices_, views_.held_notices, update::notice_on_glass(state_));
  const auto outages = told_of(shown_outages_, views_.held_outages, update::outage_on_glass(state_));
  wire::ShownBody body;
  for (std::size_t i = 0; i < notices.size() + outages.size(); ++i) {
    if (i < notices.size()) {
      body.notices.push_back(notices[i]);
    } else {
      body.outages.push_back(outages[i - notices.size()]);
    }
    if (body.notices.size() + body.outages.size() == wire::kMaxShown) tell_shown(std::exchange(body, {}));
  }
  if (!body.notices.empty() || !body.outages.empty()) tell_shown(body);
  report_health();
}

// What can't be handed over now may be told with the day's figures.
void Board::tell_shown(const wire::ShownBody& body) {
  if (link_->send(link::Report{wire::ItemKind::shown, wire::encode(body, settings_.zone)})) return;
  base::log_event(base::LogLevel::warning, "shown.not_told",
                  {{"count", static_cast<std::int64_t>(body.notices.size() + body.outages.size())}});
}

void Board::report_health() {
  if (!everything_at_) return;  // since the start
  const auto at = clock_.monotonic();
  if (health_looked_at_ && at - *health_looked_at_ < update::kHealthAtMostEvery) return;
  health_looked_at_ = at;
  wire::HealthBody body = health();
  if (!update::is_health_due(health_told_, body, at) || !link_->send(link::TellHealth{body})) return;
  health_told_ = {at, std::move(body)};
}

wire::HealthBody Board::health() const {
  wire::HealthBody body;
  body.version = GRIDBOARD_VERSION;
  const auto lag = std::max(now() - *everything_at_, base::Instant::duration::zero());
  body.feed_lag_s = std::chrono::floor<std::chrono::seconds>(lag).count();
  body.clock_offset_ms = centre_.offset().count();
  const DiskUse disk = disk_use(settings_.replica_path());
  if (disk.all_bytes > 0) body.storage_free_mb = static_cast<std::int64_t>(disk.free_bytes >> 20);
  body.temperature_c = hottest_c(kThermalFolder);
  body.printer = printer_ ? printer_word_ : "none";
  body.speaker = settings_.make_speaker && state_.can_speak ? "ok" : "none";
  body.uptime_s = std::chrono::floor<std::chrono::seconds>(clock_.monotonic() - begun_at_).count();
  return body;
}

}  // namespace gridboard::kiosk::app
