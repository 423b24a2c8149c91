// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Receipts of what is handed in by phone: a prefix of the centre's own that no board has, and a number that nobody
// guesses, as the page behind it is open to the net.

#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr const char* kPhonePrefixSetting = "phone.receipt_prefix";

// One that no request has. conflict if none is found.
[[nodiscard]] base::Result<std::string> new_phone_receipt(store::Writer& writer, base::Random& random);

}  // namespace gridboard::desk
