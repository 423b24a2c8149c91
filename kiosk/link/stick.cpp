// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bundles on a stick, between the talks with the centre.
#include <algorithm>
#include <filesystem>

#include "kiosk/link/bundle.hpp"
#include "kiosk/link/conversation.hpp"
#include "kiosk/link/sentences.hpp"

namespace gridboard::kiosk::link {
namespace {

const char* sentence_for(const base::Error& error, const char* otherwise) {
  if (error.code == base::ErrorCode::conflict) return sentences::kBundleRefused;
  if (error.code == base::ErrorCode::not_found) return sentences::kNoBundle;
  if (error.code == base::ErrorCode::unavailable) return sentences::kNotEnrolled;
  return otherwise;
}

}  // namespace

void Conversation::take(const TakeBundle& take) {
  if (phase_ == Phase::revoked || !identity_) return post_(StickFailed{sentences::kNotEnrolled, "not enrolled"});
  // What the stream has staged so far mustn't mix with it.
  const bool talking = phase_ == Phase::streaming || phase_ == Phase::proving;
  if (talking) stop_talking(), reconnect_soon({});
  const std::string folder = std::filesystem::path(settings_.replica_path).parent_path().string();
  http_.cancel(std::exchange(blob_get_, 0));
  const BundleBlobs blobs{blobs_, settings_.replica_path, clock_.now()};
  const auto taken =
      take_bundle(writer_, take.path, folder.empty() ? "." : folder, blobs_.keeps_any() ? &blobs : nullptr);
  look_for_blobs_ = true;
  outbox_waiting_ = true;  // a refusal is told
  // The bundle may have brought other keys.
  if (auto identity = writer_.identity(); identity && *identity) identity_ = std::move(*identity);
  if (!taken) {
    note_disk_failure(taken.error());
    return post_(StickFailed{sentence_for(taken.error(), sentences::kBundleUnreadable), taken.error().message});
  }
  for (const std::string& key : taken->changed) {
    if (key.starts_with("request/")) post_(RequestUpdated{key.substr(key.find('/') + 1)});
  }
  if (!taken->changed.empty() || !taken->answered.empty()) post_version();
  if (taken->pictures > 0) post_(PictureKept{});
  post_(BundleTaken{taken->made_at, taken->changed.size(), taken->answered.size()});
}

void Conversation::take(const WriteOutbox& write) {
  const auto written = write_outbox(writer_, write.path, clock_.now(), settings_.zone);
  if (written) return post_(OutboxWritten{written->items});
  post_(StickFailed{sentence_for(written.error(), sentences::kStickNotWritten), written.error().message});
}

}  // namespace gridboard::kiosk::link
