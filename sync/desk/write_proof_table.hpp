// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A proof as a table for spreadsheets: RFC 4180 in UTF-8 with a BOM, a line a board.

#include <string>

#include "sync/desk/proof_words.hpp"

namespace gridboard::desk {

// Where the pages go on; as export_chain_page() does it.
struct ProofTableStep {
  BehindRow after;
  bool begun = false, ended = false;
};
// The next lines, the head first; "" only once step.ended. Boards that change between pages come as they are then.
[[nodiscard]] base::Result<std::string> write_proof_table_page(store::Store& store,
                                                               const store::Announcement& announcement,
                                                               const model::Rules& rules, const ProofMoment& moment,
                                                               ProofLanguage language, ProofTableStep& step);

}  // namespace gridboard::desk
