// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who of the staff is at a board, worked out from the sign-ins.
//
// Presence lasts from an arrival to the leaving at the same board, or to the arrival at another one: nobody is in two
// places. It ends with the local day at the latest. An arrival that is followed by neither that day counts no hours:
// when it ended isn't known, and an invented end would be paid or held against somebody. It is listed as open, so that
// a supervisor asks.

#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct Presence {
  std::string manager_id, board_id;
  base::Instant from{};
  std::optional<base::Instant> to;  // nothing: open

  [[nodiscard]] std::chrono::minutes counted() const;  // whole minutes; zero while open
};

// By arrival. `sign_ins` in any order.
[[nodiscard]] std::vector<Presence> presences_of(std::vector<store::SignIn> sign_ins, base::Zone zone);

// The arrivals of today that are still open.
[[nodiscard]] base::Result<std::vector<Presence>> present_now(store::Reader& reader, base::Zone zone,
                                                              base::Instant now);
// Tells the board who is there: the one who came last, or nobody.
[[nodiscard]] base::Result<void> publish_presence(store::Writer& writer, const CentreSettings& settings,
                                                  std::string_view board_id, base::Instant now);
// Nightly: takes back from every board whoever hasn't signed out. Returns from how many.
[[nodiscard]] base::Result<std::size_t> end_presences(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
