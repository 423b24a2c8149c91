// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/begin_after_restore.hpp"

#include "sync/desk/send_bulletin.hpp"

namespace gridboard::desk {

base::Result<void> begin_after_restore(store::Store& store, base::Instant now) {
  return store.write([&](store::Writer& writer) -> base::Result<void> {
    if (auto renewed = writer.renew_epochs(); !renewed) return renewed;
    return leap_bulletin_numbers(writer, now);
  });
}

}  // namespace gridboard::desk
