// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "kiosk/link/conversation.hpp"
#include "sync/base/log.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::kiosk::link {
namespace {

constexpr int kRefusalsBeforeStartingAnew = 2;

}  // namespace

bool Conversation::take_piece(std::string_view piece) {
  last_heard_ = clock_.monotonic();
  const bool go_on = lines_.feed(piece, [this](std::string_view line) { return take_line(line); });
  if (lines_.too_long()) line_trouble_ = "a line of the feed is longer than 2 MiB";
  return go_on;
}

bool Conversation::take_line(std::string_view text) {
  const auto line = wire::parse_feed_line(text);
  if (!line) {
    if (line.error().code == base::ErrorCode::not_found) return true;
    return refuse_line("", line.error());
  }
  if (!heard_hello_ && !std::holds_alternative<wire::Hello>(*line) && !std::holds_alternative<wire::Retry>(*line)) {
    return refuse_line("", {base::ErrorCode::corrupt, "the feed must begin with hello"});
  }
  return std::visit([this](const auto& value) { return take(value); }, *line);
}

bool Conversation::take(const wire::Hello& hello) {
  heard_hello_ = true;
  token_proved_ = true;
  beat_ = hello.beat;
  feed_backoff_.set_bounds(hello.min_backoff, hello.max_backoff);
  outbox_backoff_.set_bounds(hello.min_backoff, hello.max_backoff);
  note_contact(hello.now, false);
  return true;
}

bool Conversation::take(const wire::Beat& beat) {
  feed_backoff_.reset();
  note_contact(beat.now, true);
  return true;
}

// Said when the centre drains: it will end the stream itself, or has refused it.
bool Conversation::take(const wire::Retry& retry) {
  retry_floor_ = retry.after;
  return true;
}

// One of another chain changes nothing: what the centre signs then will be refused, and told to it.
bool Conversation::take(const wire::KeyLine& key) {
  const auto taken = writer_.take_key(key);
  if (!taken) {
    note_disk_failure(taken.error());
    line_trouble_ = taken.error().message;
    return false;
  }
  if (*taken) identity_->publishing_key = key.publishing_key, identity_->sealing_key = key.sealing_key;
  return true;
}

bool Conversation::take(const wire::SegmentLine& segment) {
  const auto staged = writer_.stage(segment);
  if (staged) return true;
  if (staged.error().code == base::ErrorCode::conflict) return refuse_line(segment.segment.log, staged.error());
  note_disk_failure(staged.error());
  line_trouble_ = staged.error().message;
  return false;
}

bool Conversation::take(const wire::Commit& commit) {
  const auto before = writer_.cursor();
  const auto changed = writer_.commit(commit);
  if (!changed && changed.error().code == base::ErrorCode::conflict) return refuse_line("", changed.error());
  if (!before || !changed) {
    const base::Error& error = !before ? before.error() : changed.error();
    note_disk_failure(error);
    line_trouble_ = error.message;
    return false;
  }
  refusals_ = 0;
  feed_backoff_.reset();
  if (changed->empty()) return true;
  for (const std::string& key : *changed) {
    if (key.starts_with("request/")) post_(RequestUpdated{key.substr(key.find('/') + 1)});
    if (key.starts_with("notice/")) look_for_blobs_ = true;
  }
  post_version();
  // The board's own record may say that it hangs elsewhere now: what reaches it has changed then.
  const bool moved = !before->empty() && std::find(changed->begin(), changed->end(), "board") != changed->end();
  if (moved) retry_floor_ = {}, line_trouble_ = "moved";
  return !moved;
}

// Told to the centre once, then asked for again; when that doesn't help, everything is.
bool Conversation::refuse_line(const std::string& log, const base::Error& error) {
  line_trouble_ = error.message;
  if (++refusals_ == 1) {
    wire::JsonWriter report;
    report.begin_object();
    report.text_if_any("log", log);
    report.text("reason", error.message);
    report.end_object();
    if (auto kept = writer_.enqueue(wire::ItemKind::refused_segment, report.take()); !kept)
      note_disk_failure(kept.error());
    outbox_waiting_ = true;
  } else if (refusals_ % kRefusalsBeforeStartingAnew == 0) {
    base::log_event(base::LogLevel::warning, "link.starting_anew", {{"reason", std::string_view(error.message)}});
    if (auto forgotten = writer_.forget_positions(); !forgotten) note_disk_failure(forgotten.error());
  }
  return false;
}

void Conversation::feed_ended(const HttpResult& result) {
  talk_ = 0;
  if (phase_ != Phase::streaming) return;
  if (line_trouble_ == "moved") return reconnect_soon({});
  if (!line_trouble_.empty()) return retry_later({}, line_trouble_);
  if (result.transport == Transport::arrived && result.status == 200 && heard_hello_)
    return reconnect_soon(retry_floor_);
  if (seen_to_refusal(result)) return;
  const std::string reason =
      result.error.empty() ? "the centre answered " + std::to_string(result.status) : result.error;
  retry_later(result.retry_after, reason);
}

}  // namespace gridboard::kiosk::link
