// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/bundle.hpp"

namespace gridboard::desk {

struct TakenBundle {
  wire::BundleEnd end;
  std::size_t accepted = 0, rejected = 0;
  std::size_t clashing = 0;  // items whose id came before with other content: nothing was done about them
};

// Takes in an outbox that was brought on a stick, as take_outbox does, and remembers where the board stands: the next
// bundle for it begins there and brings the answers. The same file again changes nothing.
// corrupt, not_found, io: as wire::BundleReader; invalid_input: it is no outbox; unauthenticated: the board didn't sign
// it; conflict: an outbox of that board which was made later is here already; forbidden: the board is revoked.
[[nodiscard]] base::Result<TakenBundle> take_bundle(store::Store& store, const KeyRing& keys,
                                                    const model::Catalogue& catalogue, const model::Rules& rules,
                                                    const std::string& path, base::Instant now);

}  // namespace gridboard::desk
