// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the public was told of outages, bulletin by bulletin. Part of store.hpp: Reader and Writer give these out.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::store {

// Moves with every bulletin, whatever it is about: nothing that is made of bulletins changes while it stands.
struct BulletinHead {
  std::int64_t number = 0;
  base::Instant moved_at{};  // when the last one was sent; the epoch while there are none

  bool operator==(const BulletinHead&) const = default;
};

struct BulletinFilter {
  std::string place_path;        // what concerns it: outages at, below and above it; "" for all
  std::optional<bool> standing;  // announced or ongoing, or over; any if unset
  std::optional<base::Instant> before_sent;
  std::string before_outage;  // goes on behind this one
  std::size_t limit = 50;
};

class BulletinReader {
 public:
  virtual ~BulletinReader() = default;
  virtual base::Result<BulletinHead> bulletin_head() = 0;
  // All of an outage, oldest first.
  virtual base::Result<std::vector<model::Bulletin>> bulletins_of(std::string_view outage_id) = 0;
  virtual base::Result<std::optional<model::Bulletin>> newest_bulletin(std::string_view outage_id) = 0;
  // The newest one of each outage, by when it was sent, then by the outage's id, both falling. A few probes of an index
  // a level of the place tree, however many outages there are.
  virtual base::Result<std::vector<model::Bulletin>> bulletins_listed(const BulletinFilter& filter) = 0;
  // Announced or ongoing outages that the public was never told of, by id: those of before there were bulletins.
  virtual base::Result<std::vector<std::string>> outages_without_bulletin(std::size_t limit) = 0;
};

class BulletinWriter : public virtual BulletinReader {
 public:
  // Whoever sends bulletins is the only one until the commit. conflict: the outage has one of this number.
  virtual base::Result<void> put(const model::Bulletin& bulletin) = 0;
};

}  // namespace gridboard::store
