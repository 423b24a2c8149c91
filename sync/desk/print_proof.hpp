// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A proof on paper, A4, for somebody who has never seen this program: what was said to whom, when, by which rule, each
// board with its times or the reason why not, and how to check all of it against the ledger.

#include <string>

#include "sync/desk/key_ring.hpp"
#include "sync/desk/proof_words.hpp"

namespace gridboard::desk {

// A PDF; about 300 bytes a board are held in memory. What it says is of one moment of the store, and the signature
// under it is over the ledger as it stood then. not_found: none such was published; unavailable: the fonts aren't
// installed.
[[nodiscard]] base::Result<std::string> print_proof(store::Store& store, const KeyRing& keys,
                                                    const store::Announcement& announcement, const model::Rules& rules,
                                                    const ProofMoment& moment);

}  // namespace gridboard::desk
