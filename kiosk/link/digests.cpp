// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Once a day the board finds out whether it holds what the centre believes it to hold.
#include <algorithm>
#include <utility>

#include "kiosk/link/conversation.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::link {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kNotNow{milliseconds::max()};

}  // namespace

milliseconds Conversation::between(Moment least, Moment most) {
  return least + milliseconds(random_.below(static_cast<std::uint64_t>((most - least).count()) + 1));
}

// Kept across restarts, or a board that is switched off every night would never come to it.
void Conversation::plan_digests(Moment from_now) {
  digests_at_ = clock_.now() + clock_offset_ + from_now;
  if (auto planned = writer_.plan_digests(*digests_at_); !planned) note_disk_failure(planned.error());
}

// What is overdue waits a little longer in memory alone: it stays overdue until it is done.
void Conversation::plan_digests_at_contact() {
  const auto due = writer_.digests_due();
  if (!due) return note_disk_failure(due.error());
  const Timing& timing = settings_.timing;
  const base::Instant now = clock_.now() + clock_offset_;
  // Never planned, or by a clock that was wrong.
  if (!*due || **due > now + 2 * timing.digests_every) return plan_digests(between({}, timing.digests_every));
  if (digests_at_ && *digests_at_ > now && *digests_at_ < now + 2 * timing.digests_every) return;
  digests_at_ = **due > now ? **due : now + between({}, timing.digests_again);
}

milliseconds Conversation::digests_due_in() {
  if (phase_ != Phase::streaming || !connected_ || !heard_hello_ || !digests_at_ || digests_get_ != 0) return kNotNow;
  return std::max(milliseconds(0), *digests_at_ - (clock_.now() + clock_offset_));
}

// Where this board is behind, in the middle of a commit or just moving, the centre's answer doesn't fit: that log is
// left for later.
void Conversation::ask_digests() {
  const auto cursor = writer_.cursor();
  if (!cursor) {
    note_disk_failure(cursor.error());
    return plan_digests(between(settings_.timing.digests_again / 2, settings_.timing.digests_again));
  }
  const HttpRequest request{url("/sync/v1/digests?after=") + *cursor, token_, std::nullopt,
                            settings_.timing.request_timeout};
  digests_get_ = http_.start(request, {}, [this](const HttpResult& result) {
    digests_get_ = 0;
    digests_answered(result);
  });
}

void Conversation::digests_answered(const HttpResult& result) {
  const Timing& timing = settings_.timing;
  const bool arrived = result.transport == Transport::arrived;
  if (seen_to_refusal(result)) return plan_digests(between({}, timing.digests_again));
  // A centre of an older release doesn't know them.
  if (arrived && result.status == 404)
    return plan_digests(between(timing.digests_every / 2, timing.digests_every * 3 / 2));
  const auto said = arrived && result.status == 200
                        ? wire::decode_digests(result.body)
                        : tl::unexpected(base::Error{base::ErrorCode::unavailable, "the centre told no digests"});
  if (!said) {
    base::log_event(base::LogLevel::info, "link.digests", {{"message", std::string_view(said.error().message)}});
    return plan_digests(result.retry_after + between(timing.digests_again / 2, timing.digests_again * 3 / 2));
  }
  const auto check = writer_.check_digests(*said);
  if (!check) {
    note_disk_failure(check.error());
    return plan_digests(between(timing.digests_again / 2, timing.digests_again * 3 / 2));
  }
  base::log_event(base::LogLevel::info, "link.digests",
                  {{"compared", static_cast<std::int64_t>(check->compared)},
                   {"left", static_cast<std::int64_t>(check->left)},
                   {"drifted", static_cast<std::int64_t>(check->drifted.size())}});
  const Moment every = check->left > 0 ? timing.digests_again : timing.digests_every;
  plan_digests(between(every / 2, every * 3 / 2));
  if (check->drifted.empty()) return;
  // The feed is asked for where those logs are left out, so that their snapshots come.
  outbox_waiting_ = true;
  stop_talking();
  phase_ = Phase::waiting;
  connect_at_ = clock_.monotonic();
}

}  // namespace gridboard::kiosk::link
