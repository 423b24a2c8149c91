// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From what staff choose to the places that it is, and how many boards and households these reach.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice_work.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Paths, sorted, none within another: places as they are; of supply points all that hangs on them, as
// places_without_power() says; groups by what they stand for now. Nothing chosen is nothing. not_found with
// kPlaceUnknown, kSupplyUnknown or kGroupUnknown of notice_rules.hpp.
[[nodiscard]] base::Result<std::vector<std::string>> resolve_targets(store::Reader& reader,
                                                                     const model::NoticeTargets& targets);

// Which boards some paths reach, by base::reaches(), in the time of a few look-ups each.
class Audience {
 public:
  explicit Audience(const std::vector<std::string>& paths) : paths_(paths.begin(), paths.end()) {}
  [[nodiscard]] bool reaches(std::string_view place_path) const;

 private:
  std::set<std::string, std::less<>> paths_;
};

struct Reach {
  std::int64_t boards = 0;       // enrolled or awaiting; not revoked
  std::int64_t live_boards = 0;  // heard of since `live_since`
  std::int64_t households = 0;
};

// Counts for several choices after one another in one transaction: a place is counted once.
class ReachCounter {
 public:
  ReachCounter(store::Reader& reader, base::Instant live_since) : reader_(reader), live_since_(live_since) {}
  // `paths` as resolve_targets() gives them.
  [[nodiscard]] base::Result<Reach> count(const std::vector<std::string>& paths);

 private:
  base::Result<store::BoardsAt> within(const std::string& path);
  base::Result<store::BoardsAt> at(const std::string& path);
  base::Result<void> count_singly(const std::vector<std::string>& paths, Reach& reach);
  base::Result<void> count_together(const std::vector<std::string>& paths, Reach& reach);

  store::Reader& reader_;
  base::Instant live_since_;
  std::map<std::string, store::BoardsAt, std::less<>> within_, at_;
  std::map<std::string, std::int64_t, std::less<>> households_;
};

}  // namespace gridboard::desk
