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

// One household's slip, for as long as it is being handed over.
struct PinSlip {
  std::string account, unit_path, door;
  std::string pin;
};
struct PinIssue {
  std::vector<std::string> places;  // as resolve_places takes them
  bool renew = false;
  std::size_t most = 0;  // too_large, and nothing done, if there are more households to serve; 0: no limit
  // Puts the slips where people can read them; only then the PINs become good. By unit and door.
  std::function<base::Result<void>(const std::vector<PinSlip>&)> hand_over;
  // Runs in the transaction in which they become good, last; may be empty.
  std::function<base::Result<void>(store::Writer&, const IssuedPins&)> noted;
};
// What all ways of issuing PINs share. `progress` may be empty.
[[nodiscard]] base::Result<IssuedPins> issue_pins(store::Store& store, const PinIssue& issue, const model::Rules& rules,
                                                  const base::Clock& clock, base::Random& random,
                                                  const std::function<void(std::size_t, std::size_t)>& progress);

// Enquiry PINs 查询密码 of 6 digits, kept as argon2id hashes; the file (0600) is the only place where they can be read.
// `progress(done, of)` is called on the caller's thread. conflict if the file exists, io if it
// can't be written: then nothing changed.
[[nodiscard]] base::Result<IssuedPins> issue_pins(store::Store& store, const IssuePins& wanted,
                                                  const model::Rules& rules, const base::Clock& clock,
                                                  base::Random& random,
                                                  const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace gridboard::desk
