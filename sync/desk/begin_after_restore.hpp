// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// After a store was put back from a backup, before any server opens it. Boards may stand ahead of what it holds now, or
// at a number that has come to mean something else: every log gets a new epoch, so that each board fetches it anew and
// swaps it in whole. Numbers of bulletins leap ahead, so that none is ever given out twice. All or nothing; a second
// time does no harm.
[[nodiscard]] base::Result<void> begin_after_restore(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
