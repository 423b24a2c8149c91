// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A household is unlocked at a board with the resident's own phone: the board asks, the phone proves the PIN, the board
// fetches the household's key, sealed to it alone. One ask a board, kept in the store: any node answers.

#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/unlock.hpp"

namespace gridboard::desk {

// Time to take out a phone, to scan and to find the slip with the PIN; a photograph of the code is of no use later.
inline constexpr std::chrono::minutes kPhoneUnlockLasts{3};

// Takes the place of the board's ask before. not_found: no such household is served at this board, or it has no key.
[[nodiscard]] base::Result<void> begin_phone_unlock(store::Store& store, const store::Board& board,
                                                    const wire::UnlockAsk& ask, base::Instant now);
// Whether somebody has entered the PIN: only reads. not_found as below.
[[nodiscard]] base::Result<bool> is_unlocked_by_phone(store::Store& store, const std::string& board_id,
                                                      const std::string& id, base::Instant now);
// For that board alone; what was sealed is given once and is gone then. not_found: too late, or another ask took its
// place.
[[nodiscard]] base::Result<wire::UnlockAnswer> collect_phone_unlock(store::Store& store, const std::string& board_id,
                                                                    const std::string& id, base::Instant now);

// What the phone shows: the board and the door, as on the glass.
struct PhoneUnlock {
  std::string board_name, door, supplier;
};
// not_found: no such code, too late, or used.
[[nodiscard]] base::Result<PhoneUnlock> show_phone_unlock(store::Store& store, const std::string& board_id,
                                                          const std::string& id, base::Instant now);

struct PhoneUnlocked {
  bool done = false;  // sealed: the board opens within a second
  bool wrong_pin = false;
  std::optional<base::Instant> wait_until;  // too many wrong PINs for this household, here or on other pages
  PhoneUnlock shown;
  std::string account;  // for the log
};
// Takes 0.1 s and 64 MiB. Counts a try before it checks. not_found as above.
[[nodiscard]] base::Result<PhoneUnlocked> unlock_by_phone(store::Store& store, const std::string& board_id,
                                                          const std::string& id, std::string_view pin,
                                                          base::Instant now, base::Random& random);

}  // namespace gridboard::desk
