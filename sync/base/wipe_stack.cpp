// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/wipe_stack.hpp"

#include <cstring>

namespace gridboard::base {

[[gnu::noinline]] void wipe_stack() {
  unsigned char deep[128 * 1024];
  explicit_bzero(deep, sizeof deep);
}

}  // namespace gridboard::base
