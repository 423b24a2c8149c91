// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Documents made of bulletins, kept until any bulletin is sent: thousands who poll cost a look at one number a second.
// Thread-safe, bounded.

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace gridboard::server {

struct MadeDocument {
  std::string body;
  const char* type = "";
  std::string tag;                   // ETag: "\"...\""
  std::int64_t head = 0;             // of the bulletins when it was made
  std::chrono::milliseconds made{};  // monotonic
};

class BulletinCache {
 public:
  using Document = std::shared_ptr<const MadeDocument>;

  // `most_bytes` of bodies at most; what was asked for longest ago goes first.
  explicit BulletinCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // The head, if somebody looked within the last second. `now` is monotonic.
  [[nodiscard]] std::optional<std::int64_t> fresh_head(std::chrono::milliseconds now) const;
  // `asked`: before the store was asked for it.
  void note_head(std::int64_t head, std::chrono::milliseconds asked);

  // Null if it isn't there, was made of another head, or so long ago that what else stands in it (the supplier's name)
  // may have changed.
  [[nodiscard]] Document find(const std::string& key, std::int64_t head, std::chrono::milliseconds now);
  void keep(const std::string& key, Document document);

 private:
  struct Kept {
    Document document;
    std::list<std::string>::iterator used;
  };

  void drop(std::map<std::string, Kept>::iterator which);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::optional<std::int64_t> head_;
  std::chrono::milliseconds head_asked_{};
  std::map<std::string, Kept> kept_;
  std::list<std::string> used_;  // last used first
  std::size_t bytes_ = 0;
};

}  // namespace gridboard::server
