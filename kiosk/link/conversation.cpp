// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/conversation.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/log.hpp"

namespace gridboard::kiosk::link {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWait{60000};
// Between two questions whether staff have approved, whatever the centre says.
constexpr milliseconds kApprovalAskedWithin{60000};

std::string reason_of(const HttpResult& result) {
  if (!result.error.empty()) return result.error;
  return "the centre answered " + std::to_string(result.status);
}

}  // namespace

Conversation::Conversation(const Settings& settings, base::Clock& clock, base::Random& random, HttpClient& http,
                           replica::ReplicaWriter& writer, Post post)
    : settings_(settings),
      clock_(clock),
      random_(random),
      http_(http),
      writer_(writer),
      post_(std::move(post)),
      feed_backoff_(settings.timing.min_backoff, settings.timing.max_backoff),
      outbox_backoff_(settings.timing.min_backoff, settings.timing.max_backoff),
      lines_(wire::kMaxLineBytes),
      beat_(settings.timing.beat),
      blobs_(settings.blob_folder, settings.max_blob_bytes) {}

Conversation::~Conversation() {
  http_.cancel(talk_);
  http_.cancel(outbox_post_);
  http_.cancel(enrol_post_);
  http_.cancel(digests_get_);
  http_.cancel(blob_get_);
  http_.cancel(unlock_talk_);
}

void Conversation::begin() {
  const auto identity = writer_.identity();
  const auto revoked = writer_.revoked();
  if (!identity || !revoked) return note_disk_failure(!identity ? identity.error() : revoked.error());
  identity_ = *identity;
  if (*revoked) wipe_blobs();
  post_(Ready{identity_.has_value(), *revoked, identity_ ? identity_->server_url : std::string()});
  phase_ = *revoked ? Phase::revoked : identity_ ? Phase::waiting : Phase::not_enrolled;
  connect_at_ = clock_.monotonic();
}

void Conversation::take(const Command& command) {
  if (const auto* enrol = std::get_if<Enrol>(&command))
    take(*enrol);
  else if (const auto* submit = std::get_if<Submit>(&command))
    take(*submit);
  else if (const auto* rate = std::get_if<Rate>(&command))
    take(*rate);
  else if (const auto* reopen = std::get_if<Reopen>(&command))
    take(*reopen);
  else if (const auto* report = std::get_if<Report>(&command))
    take(*report);
  else if (const auto* health = std::get_if<TellHealth>(&command))
    take(*health);
  else if (const auto* answer = std::get_if<AnswerCommand>(&command))
    take(*answer);
  else if (const auto* bundle = std::get_if<TakeBundle>(&command))
    take(*bundle);
  else if (const auto* outbox = std::get_if<WriteOutbox>(&command))
    take(*outbox);
  else if (const auto* ask = std::get_if<AskUnlock>(&command))
    take(*ask);
  else if (std::holds_alternative<EndUnlock>(command))
    end_unlock();
  else if (std::holds_alternative<FetchAnew>(command))
    fetch_anew();
  else if (phase_ == Phase::waiting)
    connect_at_ = clock_.monotonic();
}

void Conversation::fetch_anew() {
  if (auto forgotten = writer_.forget_positions(); !forgotten) return note_disk_failure(forgotten.error());
  if (phase_ == Phase::not_enrolled || phase_ == Phase::revoked) return;
  stop_talking();
  phase_ = Phase::waiting;
  connect_at_ = clock_.monotonic();
}

milliseconds Conversation::run_due() {
  const Moment now = clock_.monotonic();
  if (phase_ == Phase::waiting && now >= connect_at_) connect();
  const Moment silent_after = beat_ * 5 / 2;
  if (phase_ == Phase::streaming && now - last_heard_ > silent_after) {
    stop_talking();
    retry_later({}, "nothing was heard for two and a half beats");
  }
  if (outbox_waiting_ && outbox_post_ == 0 && !token_.empty() && connected_ && now >= outbox_at_) post_outbox();
  if (digests_due_in() <= milliseconds(0)) ask_digests();

  milliseconds wait = std::min(std::min(kLongestWait, run_blobs(now)), digests_due_in());
  wait = std::min(wait, run_unlock(now));
  if (phase_ == Phase::waiting) wait = std::min(wait, connect_at_ - now);
  if (phase_ == Phase::streaming) wait = std::min(wait, last_heard_ + silent_after - now + milliseconds(1));
  if (outbox_waiting_ && outbox_post_ == 0 && connected_ && outbox_at_ > now) wait = std::min(wait, outbox_at_ - now);
  return std::max(wait, milliseconds(0));
}

std::string Conversation::url(const char* path) const {
  return identity_->server_url + path;
}

void Conversation::connect() {
  phase_ = Phase::proving;
  if (token_.empty())
    ask_challenge();
  else
    open_feed();
}

void Conversation::ask_challenge() {
  const HttpRequest request{url("/sync/v1/challenge"), "", wire::encode(wire::ChallengeRequest{identity_->board_id}),
                            settings_.timing.request_timeout};
  talk_ = http_.start(request, {}, [this](const HttpResult& result) {
    talk_ = 0;
    if (result.transport != Transport::arrived || result.status != 200) {
      if (!seen_to_refusal(result)) retry_later(result.retry_after, reason_of(result));
      return;
    }
    const auto answer = wire::decode_challenge_answer(result.body);
    if (!answer) return retry_later({}, answer.error().message);
    ask_token(answer->nonce);
  });
}

void Conversation::ask_token(const std::string& nonce) {
  const auto signature = sign_challenge(identity_->secret_key, identity_->board_id, nonce);
  if (!signature) return retry_later({}, signature.error().message);
  const HttpRequest request{url("/sync/v1/token"), "",
                            wire::encode(wire::TokenRequest{identity_->board_id, nonce, *signature}),
                            settings_.timing.request_timeout};
  talk_ = http_.start(request, {}, [this](const HttpResult& result) {
    talk_ = 0;
    if (result.transport != Transport::arrived || result.status != 200) {
      if (!seen_to_refusal(result)) retry_later(result.retry_after, reason_of(result));
      return;
    }
    const auto answer = wire::decode_token_answer(result.body);
    if (!answer) return retry_later({}, answer.error().message);
    token_ = answer->token;
    token_proved_ = false;
    open_feed();
  });
}

void Conversation::open_feed() {
  const auto cursor = writer_.cursor();
  if (!cursor) return note_disk_failure(cursor.error());
  writer_.drop_staged();
  phase_ = Phase::streaming;
  heard_hello_ = false;
  line_trouble_.clear();
  retry_floor_ = {};
  lines_ = LineSplitter(wire::kMaxLineBytes);
  last_heard_ = clock_.monotonic();
  const HttpRequest request{url("/sync/v1/feed?after=") + *cursor, token_, std::nullopt, milliseconds(0)};
  talk_ = http_.start(
      request, [this](std::string_view piece) { return take_piece(piece); },
      [this](const HttpResult& result) { feed_ended(result); });
}

void Conversation::stop_talking() {
  http_.cancel(std::exchange(talk_, 0));
  http_.cancel(std::exchange(digests_get_, 0));
  writer_.drop_staged();
}

void Conversation::retry_later(Moment floor, const std::string& reason) {
  writer_.drop_staged();
  phase_ = Phase::waiting;
  const Moment wait = feed_backoff_.next(random_, std::max(floor, retry_floor_));
  connect_at_ = clock_.monotonic() + wait;
  base::log_event(base::LogLevel::info, "link.retry",
                  {{"reason", std::string_view(reason)}, {"wait_ms", wait.count()}});
  if (std::exchange(connected_, false)) post_(ConnectionLost{reason});
  fail_unlock(true);
  post_(Retrying{reason});
}

// The centre ended the stream in good order: that isn't a loss, unless coming back fails.
void Conversation::reconnect_soon(Moment floor) {
  writer_.drop_staged();
  phase_ = Phase::waiting;
  connect_at_ =
      clock_.monotonic() + floor + Backoff(settings_.timing.min_backoff, settings_.timing.min_backoff).next(random_);
}

void Conversation::now_revoked() {
  stop_talking();
  http_.cancel(std::exchange(outbox_post_, 0));
  phase_ = Phase::revoked;
  connected_ = false;
  fail_unlock(false);
  token_.clear();
  wipe_blobs();
  if (auto wiped = writer_.mark_revoked(); !wiped) {
    note_disk_failure(wiped.error());
    retry_later({}, "revoked, but not wiped yet");  // the centre says it again, and it is tried again
  }
  base::log_event(base::LogLevel::warning, "link.revoked", {{"board", std::string_view(identity_->board_id)}});
  post_(Revoked{});
  post_version();
}

// Somebody stands before it and waits: no back-off that grows.
void Conversation::await_approval(Moment floor) {
  reconnect_soon(std::clamp<Moment>(floor, settings_.timing.min_backoff, kApprovalAskedWithin));
  post_(AwaitsApproval{identity_->board_id});
}

bool Conversation::seen_to_refusal(const HttpResult& result) {
  if (result.transport != Transport::arrived) return false;
  if (result.status == 403 && result.is_problem) {
    const auto problem = wire::decode_problem(result.body);
    if (problem && problem->code == "forbidden") return now_revoked(), true;
  }
  if (result.status == 409 && result.is_problem) {
    const auto problem = wire::decode_problem(result.body);
    if (problem && problem->code == wire::kAwaitingApproval) return await_approval(result.retry_after), true;
  }
  // 410 is a token that was good once. Another is asked for at once if this one ever was; else it might go on for ever.
  if ((result.status == 401 || result.status == 410) && !token_.empty()) {
    token_.clear();
    stop_talking();
    if (!std::exchange(token_proved_, false))
      return retry_later(result.retry_after, "the centre refused a new token"), true;
    phase_ = Phase::waiting;
    connect_at_ = clock_.monotonic();
    return true;
  }
  return false;
}

void Conversation::note_contact(base::Instant centre_now, bool has_everything) {
  if (auto noted = writer_.note_contact(centre_now); !noted) return note_disk_failure(noted.error());
  const bool fresh = !std::exchange(connected_, true);
  if (fresh) outbox_waiting_ = true, outbox_at_ = clock_.monotonic();
  clock_offset_ = centre_now - clock_.now();
  if (fresh || !digests_at_) plan_digests_at_contact();
  post_(Contact{centre_now, centre_now - clock_.now(), fresh, has_everything});
}

void Conversation::note_disk_failure(const base::Error& error) {
  base::log_event(base::LogLevel::error, "link.disk",
                  {{"code", name_of(error.code)}, {"message", std::string_view(error.message)}});
  if (error.code != base::ErrorCode::corrupt) return;
  writer_.suspect_damage();
  replica_broken_ = true;
}

}  // namespace gridboard::kiosk::link
