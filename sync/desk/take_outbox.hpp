// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// Takes in what a board sends, each item once: its effect and its answer are kept in one transaction, an item that was
// there before gets the answer of then. Answers stand in the order of the items. An item that can never be taken is
// answered with a rejection and a sentence for the resident; it holds up nothing.
// conflict: an id came with other content than before; nothing of this call was done. forbidden: the board is revoked.
[[nodiscard]] base::Result<std::vector<wire::ItemAnswer>> take_outbox(store::Store& store, const KeyRing& keys,
                                                                      const model::Catalogue& catalogue,
                                                                      const model::Rules& rules,
                                                                      std::string_view board_id,
                                                                      const std::vector<wire::OutboxItem>& items,
                                                                      base::Instant now);

}  // namespace gridboard::desk
