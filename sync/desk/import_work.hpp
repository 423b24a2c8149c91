// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the parts of the import desk share. Stays in this room.

#include <functional>
#include <string>

#include "sync/desk/import_desk.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

// What a file would change at this moment.
struct ImportChanges {
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0;
  std::string fingerprint;
  ImportReport report;  // its errors
};

// Told of each thing that is new or another one.
using TakeChange = std::function<base::Result<void>(const ImportedThing& thing,
                                                    const std::optional<ImportedThing>& before, store::ImportRow row)>;

// Reads the import's pieces one after the other, by the reader that it holds the things against.
[[nodiscard]] base::Result<ImportChanges> go_through(const ImportDesk& desk, const store::Import& import,
                                                     store::Reader& reader, base::Zone zone, const Progress& progress,
                                                     const TakeChange& take);

// not_found: kNoSuchImport.
[[nodiscard]] base::Result<store::Import> import_of(store::Reader& reader, std::string_view id);
// For the audit chain: its file and counts, nobody's name.
[[nodiscard]] std::string summary_of(const store::Import& import);
// unavailable once the server ends: what was begun goes on when it starts again.
[[nodiscard]] base::Result<void> go_on(const ImportDesk& desk);

// In turns, so that nobody who writes waits long.
[[nodiscard]] base::Result<void> drop_pieces_of(store::Store& store, std::string_view id);
[[nodiscard]] base::Result<void> drop_rows_of(store::Store& store, std::string_view id);

// How a row came to be left as it stood: kept among the import's errors, and no more among its rows.
[[nodiscard]] base::Result<void> leave_row(store::ImportWriter& imports, store::Import& import,
                                           const store::ImportRow& row, const ImportProblem& why);

// An import with Import::total, begun or to be gone on with; see import_desk.hpp.
[[nodiscard]] base::Result<store::Import> apply_in_batches(const ImportDesk& desk, std::string_view id,
                                                           const Progress& progress);
[[nodiscard]] base::Result<store::Import> undo_in_batches(const ImportDesk& desk, std::string_view id,
                                                          const Progress& progress);

}  // namespace gridboard::desk
