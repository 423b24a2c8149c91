// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gridboard::base {

// Overwrites what earlier calls left on this thread's stack below the caller's frame, 128 KiB deep: short strings live
// there and nowhere else.
void wipe_stack();

}  // namespace gridboard::base
