// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What isn't given stays as it is.
struct SetBoard {
  std::string id;
  std::optional<std::string> name;
  std::optional<model::DayPart> quiet_hours;
  bool no_quiet_hours = false;
};

// Changes how a board shows itself and sends it there. A board without a sign-in key gets one. not_found; conflict if
// it is revoked; invalid_input if nothing is given.
[[nodiscard]] base::Result<store::Board> set_board(store::Store& store, const SetBoard& wanted, base::Random& random);
[[nodiscard]] base::Result<store::Board> set_board(store::Writer& writer, const SetBoard& wanted, base::Random& random);

// base64url of the bytes that sign-in codes of a board are made with.
[[nodiscard]] std::string make_sign_in_key(base::Random& random);
// Every board that isn't revoked and has no sign-in key yet gets one. Returns how many did.
[[nodiscard]] base::Result<std::size_t> give_sign_in_keys(store::Store& store, base::Random& random);

}  // namespace gridboard::desk
