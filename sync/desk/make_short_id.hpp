// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Ids of what staff make and type again: "N20261122-K7QM". A letter, the day, four characters nobody misreads.

#include <functional>
#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::desk {

// `is_taken` is asked in the writing transaction, so an id is never given twice.
[[nodiscard]] base::Result<std::string> make_short_id(
    char letter, base::Date day, base::Random& random,
    const std::function<base::Result<bool>(const std::string&)>& is_taken);
// As typed: trimmed, in upper case.
[[nodiscard]] std::string canonical_short_id(std::string_view typed);

}  // namespace gridboard::desk
