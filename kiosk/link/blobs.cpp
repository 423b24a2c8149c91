// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Fetches what the records that are held refer to, one after the other, beside the feed and never before it.
#include <algorithm>
#include <utility>

#include "kiosk/link/conversation.hpp"
#include "kiosk/link/wanted_pictures.hpp"
#include "sync/base/log.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::kiosk::link {
namespace {

using std::chrono::milliseconds;

constexpr int kOk = 200, kPart = 206, kNotFound = 404;

}  // namespace

void Conversation::look_for_blobs() {
  look_for_blobs_ = false;
  if (!blobs_.keeps_any()) return;
  auto wanted = wanted_pictures(settings_.replica_path, clock_.now(), blobs_.max_bytes());
  if (!wanted) return note_disk_failure(wanted.error());
  wanted_blobs_ = std::move(*wanted);
  const std::set<std::string> hashes = hashes_of(wanted_blobs_);
  if (blob_get_ == 0 || !hashes.contains(blob_now_.sha256)) {
    http_.cancel(std::exchange(blob_get_, 0));
    blobs_.pause();
  }
  blobs_.drop_parts_but(hashes);
  std::erase_if(later_blobs_, [&](const auto& each) { return !hashes.contains(each.first); });
}

// What is due of what isn't there; when the next is, if none.
const model::RecordPicture* Conversation::next_blob(Moment now, Moment& next_at) {
  for (const model::RecordPicture& each : wanted_blobs_) {
    if (blobs_.has(each.sha256)) continue;
    const auto later = later_blobs_.find(each.sha256);
    if (later == later_blobs_.end() || later->second.at <= now) return &each;
    next_at = std::min(next_at, later->second.at);
  }
  return nullptr;
}

Conversation::Moment Conversation::run_blobs(Moment now) {
  // Now and then without a new record too: what a notice shows may go when the notice ends.
  if (look_for_blobs_ || now >= look_for_blobs_at_) look_for_blobs(), look_for_blobs_at_ = now + kLookForBlobsEvery;
  Moment next_at = now + kLongestWaitForBlobs;
  while (blob_get_ == 0 && connected_ && !token_.empty() && phase_ == Phase::streaming) {
    const model::RecordPicture* next = next_blob(now, next_at);
    if (next == nullptr) break;
    get_blob(*next);
  }
  return next_at - now;
}

void Conversation::get_blob(const model::RecordPicture& picture) {
  blob_now_ = picture;
  const auto there = blobs_.begin(picture.sha256, picture.bytes, hashes_of(wanted_blobs_));
  if (!there) return blob_not_kept(there.error());
  if (*there == picture.bytes) return keep_blob();
  HttpRequest request;
  request.url = url("/sync/v1/blobs/") + picture.sha256;
  request.bearer = token_;
  request.timeout = settings_.timing.blob_timeout;
  request.from_byte = *there;
  blob_trouble_.reset();
  blob_get_ = http_.start(
      request,
      [this](std::string_view piece) {
        auto added = blobs_.add(piece);
        if (!added) blob_trouble_ = added.error();
        return added.has_value();
      },
      [this](const HttpResult& result) {
        blob_get_ = 0;
        blob_ended(result);
      });
}

void Conversation::blob_ended(const HttpResult& result) {
  if (blob_trouble_) return blob_not_kept(*blob_trouble_);
  const bool ours = result.status == kOk || result.status == kPart;
  if (result.transport == Transport::arrived && ours) return keep_blob();
  // A 200 to a request for the rest: what is there is of no use to this centre.
  if (result.status == kOk && result.from_byte_ignored) blobs_.discard();
  blobs_.pause();
  if (!ours && seen_to_refusal(result)) return;
  const milliseconds floor =
      result.status == kNotFound ? settings_.timing.max_backoff : result.retry_after;  // not soon to be there
  blob_later(floor, result.error.empty() ? "the centre answered " + std::to_string(result.status) : result.error);
}

void Conversation::keep_blob() {
  const std::string sha256 = blob_now_.sha256;
  if (auto kept = blobs_.finish(); !kept) return blob_not_kept(kept.error());
  later_blobs_.erase(sha256);
  base::log_event(base::LogLevel::info, "blob.kept", {{"sha256", std::string_view(sha256)}});
  tell_of_blobs("");
  post_(PictureKept{sha256});
}

// The disk's fault, or the blob's.
void Conversation::blob_not_kept(const base::Error& error) {
  const std::string& sha256 = blob_now_.sha256;
  if (error.code == base::ErrorCode::conflict) {
    blobs_.discard();
    if (refused_blobs_.insert(sha256).second) {
      wire::JsonWriter report;
      report.begin_object();
      report.text("key", "blob/" + sha256);
      report.text("reason", error.message);
      report.end_object();
      if (auto kept = writer_.enqueue(wire::ItemKind::refused_segment, report.take()); !kept)
        note_disk_failure(kept.error());
      outbox_waiting_ = true;
    }
    return blob_later({}, error.message);
  }
  if (error.code == base::ErrorCode::unavailable) {
    blobs_.pause();
    return blob_later({}, error.message);
  }
  // Room is needed more by the replica than by half a picture.
  blobs_.discard();
  blob_later(settings_.timing.max_backoff, error.message);
  tell_of_blobs(error.message);
}

void Conversation::blob_later(Moment floor, const std::string& reason) {
  const auto [later, is_new] = later_blobs_.try_emplace(
      blob_now_.sha256, Later{Backoff(settings_.timing.min_backoff, settings_.timing.max_backoff), Moment(0)});
  const Moment wait = later->second.backoff.next(random_, floor);
  later->second.at = clock_.monotonic() + wait;
  base::log_event(base::LogLevel::info, "blob.retry",
                  {{"sha256", std::string_view(blob_now_.sha256)},
                   {"reason", std::string_view(reason)},
                   {"wait_ms", wait.count()}});
}

// The newest report counts: one when the trouble begins or is another, one when it is over.
void Conversation::tell_of_blobs(const std::string& trouble) {
  if (std::exchange(told_of_blobs_, trouble) == trouble) return;
  // A disk that is full may refuse this too: then it is told with the next report.
  (void)enqueue_health();
}

void Conversation::wipe_blobs() {
  http_.cancel(std::exchange(blob_get_, 0));
  wanted_blobs_.clear();
  later_blobs_.clear();
  blobs_.wipe();
}

}  // namespace gridboard::kiosk::link
