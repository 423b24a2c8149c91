// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// For the .cpp files of this room.

#include "sync/wire/json_fields.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::wire {

[[nodiscard]] HouseholdLock read_lock(Fields& fields);

}  // namespace gridboard::wire
