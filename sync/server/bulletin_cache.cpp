// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/bulletin_cache.hpp"

#include <utility>

namespace gridboard::server {
namespace {

constexpr std::chrono::milliseconds kHeadStays{1000}, kDocumentStays{600000};

}  // namespace

std::optional<std::int64_t> BulletinCache::fresh_head(std::chrono::milliseconds now) const {
  const std::lock_guard lock(mutex_);
  if (!head_ || now - head_asked_ >= kHeadStays) return std::nullopt;
  return head_;
}

void BulletinCache::note_head(std::int64_t head, std::chrono::milliseconds asked) {
  const std::lock_guard lock(mutex_);
  // An answer that was overtaken says nothing new.
  if (head_ && (asked < head_asked_ || head < *head_)) return;
  head_ = head;
  head_asked_ = asked;
}

BulletinCache::Document BulletinCache::find(const std::string& key, std::int64_t head, std::chrono::milliseconds now) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end()) return nullptr;
  const Document document = found->second.document;
  if (document->head != head || now - document->made >= kDocumentStays) {
    // Whoever looked a moment ago may ask for the head before: only what is older goes.
    if (document->head <= head) drop(found);
    return nullptr;
  }
  used_.splice(used_.begin(), used_, found->second.used);
  return document;
}

void BulletinCache::keep(const std::string& key, Document document) {
  const std::lock_guard lock(mutex_);
  if (document->body.size() > most_bytes_) return;
  if (const auto before = kept_.find(key); before != kept_.end()) drop(before);
  bytes_ += document->body.size();
  used_.push_front(key);
  kept_[key] = {std::move(document), used_.begin()};
  while (bytes_ > most_bytes_) drop(kept_.find(used_.back()));
}

void BulletinCache::drop(std::map<std::string, Kept>::iterator which) {
  bytes_ -= which->second.document->body.size();
  used_.erase(which->second.used);
  kept_.erase(which);
}

}  // namespace gridboard::server
