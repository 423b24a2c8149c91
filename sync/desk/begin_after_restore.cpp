// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/begin_after_restore.hpp"

namespace gridboard::desk {

base::Result<void> begin_after_restore(store::Store& store) {
  return store.write([](store::Writer& writer) { return writer.renew_epochs(); });
}

}  // namespace gridboard::desk
