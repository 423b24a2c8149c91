// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Imports from the console: handed in, checked with a look at what would change, applied as a whole, undone as a whole.
//
// What was shown is what is done: an import is applied only if it still changes exactly what its check said. It is one
// transaction; so is undoing it.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/import_rows.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/store/imports.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// All of it outlives the calls.
struct ImportDesk {
  store::Store& store;
  const Actor& actor;
  const base::Clock& clock;
  base::Random& random;
  const model::Rules& rules;
  const model::TariffBook& tariffs;
};

// As much as a page of a browser hands over and the server holds in memory: some 150,000 households. Larger files are
// imported by command.
inline constexpr std::size_t kMostImportBytes = 16 << 20;
inline constexpr std::size_t kImportErrorsKept = 5000;  // more nobody mends one by one
inline constexpr std::size_t kImportRowsShown = 100;    // of what would change
// A look that nobody acted on: the file has names and phones in it and doesn't stay.
inline constexpr std::chrono::hours kLookAge{24};
// How long an import can be undone: the billing month in which its faults show.
inline constexpr std::chrono::hours kUndoAge{31 * 24};
// A check that hasn't come to an end by then was cut off (its server ended).
inline constexpr std::chrono::minutes kCheckAge{10};

inline constexpr std::string_view kNoSuchImport = "no import has this id";
inline constexpr std::string_view kImportNotReady = "the import isn't one that can be applied now";
inline constexpr std::string_view kImportNotApplied = "the import isn't one that can be undone now";
inline constexpr std::string_view kImportTooOld = "the import was applied too long ago to be undone";
inline constexpr std::string_view kImportMoved = "what the import would change is no more what was shown";
inline constexpr std::string_view kImportSettled = "the import has been applied and stays in the history";
inline constexpr std::string_view kImportEmpty = "the file is empty";

// Keeps the file; it is being checked from now on. invalid_input: it is empty.
[[nodiscard]] base::Result<store::Import> hand_in_import(const ImportDesk& desk, store::ImportKind kind,
                                                         std::string_view file, std::string_view bytes);
// Reads it and compares it with what is stored: ready, or refused with its errors. Writes nothing but that.
[[nodiscard]] base::Result<store::Import> check_import(const ImportDesk& desk, std::string_view id,
                                                       const Progress& progress = {});
// conflict: kImportNotReady, or kImportMoved: then it has been checked anew and says what it would change now.
[[nodiscard]] base::Result<store::Import> apply_import(const ImportDesk& desk, std::string_view id,
                                                       const Progress& progress = {});
// Gives up what wasn't applied. conflict: kImportSettled.
[[nodiscard]] base::Result<void> discard_import(const ImportDesk& desk, std::string_view id);

// Why one thing stays as the import made it.
struct UndoObstacle {
  enum class Why {
    changed_since,  // by `later`, if that was an import
    stands_on,      // what would lose its ground
    has_pin,
    ground_gone,  // what it stood on before the import isn't there any more
    paid_since,   // a bill: money came, or staff worked on it
  };
  std::int64_t line = 0;
  std::string thing;  // as store::ImportRow has it
  Why why = Why::changed_since;
  std::vector<store::StandsOn> standing;
  std::string later;  // its file
};
inline constexpr std::size_t kMostObstacles = 20;

struct UndoneImport {
  store::Import import;
  std::vector<UndoObstacle> obstacles;  // some of them; then nothing was undone
};
// Everything as it was before the import, or nothing. conflict: kImportNotApplied, kImportTooOld.
[[nodiscard]] base::Result<UndoneImport> undo_import(const ImportDesk& desk, std::string_view id,
                                                     const Progress& progress = {});

// As people are to see it: a check that was cut off has failed.
[[nodiscard]] store::ImportState state_at(const store::Import& import, base::Instant now);

// Retention: looks that are older than kLookAge, and what imports older than kUndoAge remember. How many.
[[nodiscard]] base::Result<std::size_t> drop_old_imports(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
