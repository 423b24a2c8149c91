// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct IssuePins {
  std::vector<std::string> places;  // as resolve_places takes them
  std::string file;                 // slips to be printed: account,place,door,pin; must not exist yet
  bool renew = false;               // also for households that have one: their old PIN ends
};

struct IssuedPins {
  std::size_t issued = 0;
  std::size_t kept = 0;  // households that had one
};

// Enquiry PINs 查询密码 of 6 digits, kept as argon2id hashes; the file (0600) is the only place where they can be read.
// `progress(done, of)` is called on the caller's thread. conflict if the file exists, io if it
// can't be written: then nothing changed.
[[nodiscard]] base::Result<IssuedPins> issue_pins(store::Store& store, const IssuePins& wanted,
                                                  const model::Rules& rules, const base::Clock& clock,
                                                  base::Random& random,
                                                  const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace gridboard::desk
