// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which notices and outages have come, and which were really on the glass, for the centre: how often and how long, and
// nothing of who was there. One ShownNotices each.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/state/app_state.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::kiosk::update {

// More notices than a community has at once; nothing is told of what comes above that.
inline constexpr std::size_t kMostNoticesTold = 200;

struct ShownNotices {
  struct Notice {
    // Of the words that it has now:
    std::string version;  // see wire::content_version
    base::Instant received_at{};
    std::optional<base::Instant> shown_at;
    bool told_received = false, told_shown = false;
    // Of one day:
    base::Date date;
    base::Instant first{}, last{};
    std::int64_t times = 0;
    std::chrono::milliseconds on_glass{0};
  };
  std::map<std::string, Notice> notices;   // by id
  std::string on_glass;                    // id, "" for none
  std::chrono::milliseconds looked_at{0};  // monotonic
};

// The notice whose title and words can be read: opened, urgent, or in the loop of an idle board. A row or a card with a
// title alone is none.
[[nodiscard]] std::string notice_on_glass(const state::AppState& state);

// The outage whose cause, scope and times can be read, likewise. A strip above other things is none.
[[nodiscard]] std::string outage_on_glass(const state::AppState& state);

struct HeldWords {
  std::string id, version;

  bool operator==(const HeldWords&) const = default;
};
struct NoticesNow {
  const std::vector<HeldWords>& held;  // all that the board has
  std::string on_glass;                // of these, from now on until the next call; "" for none
  base::Instant now{};
  std::chrono::milliseconds monotonic{0};
  base::Zone zone;
};
// What is to be told now: words that have come, or are shown for the first time; and the figures of days that are
// over. Call it whenever that may have changed, and now and then besides.
[[nodiscard]] std::vector<wire::ShownBody::Shown> note_shown(ShownNotices& shown, const NoticesNow& now);

}  // namespace gridboard::kiosk::update
