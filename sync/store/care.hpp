// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The register of special care: households that need a call or a visit, by consent. A part of Reader and Writer
// (store.hpp), with the same rules. Nothing of it ever becomes a feed record.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::store {

struct CareEntry {
  std::string id;       // UUID
  std::string account;  // of the household
  std::string path;     // of its unit
  std::string kind;     // of assets/rules/care.json
  std::string body;     // sealed to the centre, see desk/care_register.hpp
  base::Date ends_on;   // the last day for which there is consent
  base::Instant added_at{};
  std::string added_by;  // an actor's id
  base::Instant changed_at{};

  bool operator==(const CareEntry&) const = default;
};

struct CareFilter {
  std::vector<std::string> under;    // of a unit at or under one of these; {""} is everywhere
  std::string kind;                  // "" for any
  std::string after_path, after_id;  // goes on behind this one; "" from the start
  std::size_t limit = 50;
};

class CareReader {
 public:
  virtual ~CareReader() = default;
  virtual base::Result<std::optional<CareEntry>> care(std::string_view id) = 0;
  virtual base::Result<std::vector<CareEntry>> care_of(std::string_view account) = 0;      // by kind
  virtual base::Result<std::vector<CareEntry>> care_listed(const CareFilter& filter) = 0;  // by path, then id
};

class CareWriter : public virtual CareReader {
 public:
  // By its id. conflict: the household has another one of that kind.
  virtual base::Result<void> put(const CareEntry& entry) = 0;
  virtual base::Result<bool> drop_care(std::string_view id) = 0;  // false if it wasn't there
  // Consent that ended before `day`: at most `limit`, the oldest first. For the job of the night, which drops them.
  virtual base::Result<std::vector<CareEntry>> care_ended_before(base::Date day, std::size_t limit) = 0;
};

}  // namespace gridboard::store
