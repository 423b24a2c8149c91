// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The second factor: codes of an authenticator by RFC 6238 (SHA-1, 30 s, 6 digits: what every authenticator can). Its
// secret is kept sealed to the centre's own key, so that a copy of the store makes no codes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

inline constexpr std::chrono::seconds kCodeStep{30};     // RFC 6238, 4.1
inline constexpr std::size_t kCodeDigits = 6;            // RFC 4226, 5.3: at least 6
inline constexpr std::size_t kCodeSecretBytes = 20;      // RFC 4226, 4 R6: 160 bits are recommended
inline constexpr std::int64_t kCodeStepsEitherSide = 1;  // RFC 6238, 5.2: one step for delays

[[nodiscard]] std::int64_t code_step(base::Instant now);
// invalid secrets don't exist: any bytes do.
[[nodiscard]] std::string one_time_code(const wire::SecretBytes& secret, std::int64_t step);
// The step whose code it is, if that is near `now` and after `last_step`.
[[nodiscard]] std::optional<std::int64_t> fitting_step(const wire::SecretBytes& secret, std::string_view code,
                                                       base::Instant now, std::int64_t last_step);
// RFC 4648 without padding.
[[nodiscard]] std::string to_base32(std::string_view bytes);

struct NewSecondFactor {
  wire::SecretBytes secret;  // base32, to be typed
  wire::SecretBytes uri;     // otpauth://, for the QR
};
// Counts once it is confirmed. After finish_password_check().
[[nodiscard]] base::Result<NewSecondFactor> begin_second_factor(store::Store& store, const KeyRing& keys,
                                                                const SignedInStaff& who, base::Instant now,
                                                                base::Random& random);
// False for a wrong code, which counts as a wrong try; then also `wait_until` if it must wait. conflict if none was
// begun. Ends all other sessions.
struct SecondFactorConfirmed {
  bool done = false;
  std::optional<base::Instant> wait_until;
};
[[nodiscard]] base::Result<SecondFactorConfirmed> confirm_second_factor(store::Store& store, const KeyRing& keys,
                                                                        const SignedInStaff& who, std::string_view code,
                                                                        base::Instant now);
// After finish_password_check(). Nothing happens where there is none.
[[nodiscard]] base::Result<void> remove_second_factor(store::Store& store, const SignedInStaff& who, base::Instant now);

// For sign_in_staff.cpp: the step of the account's authenticator that the code is of, if it fits. corrupt or
// unauthenticated if the secret can't be opened with the centre's keys.
[[nodiscard]] base::Result<std::optional<std::int64_t>> check_code(const KeyRing& keys, const std::string& sealed,
                                                                   std::string_view code, base::Instant now,
                                                                   std::int64_t last_step);

}  // namespace gridboard::desk
