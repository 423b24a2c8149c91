// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// PINs of staff: the one behind a board's hidden corner, and the one that a manager signs in with.

#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct IssuedStaffPin {
  std::string id, name;  // of the board or the manager
  bool renewed = false;  // one was there before and has ended
};

// Six digits, kept as an argon2id hash; `file` (CSV, 0600, made new) is the only place where they can be read. conflict
// if the file exists, io if it can't be written: then nothing changed. not_found; conflict if the board is revoked.
[[nodiscard]] base::Result<IssuedStaffPin> issue_maintenance_pin(store::Store& store, std::string_view board_id,
                                                                 const std::string& file, base::Random& random);
[[nodiscard]] base::Result<IssuedStaffPin> issue_manager_pin(store::Store& store, std::string_view manager_id,
                                                             const std::string& file, base::Random& random);

}  // namespace gridboard::desk
