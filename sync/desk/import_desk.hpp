// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Imports from the console: handed in, checked with a look at what would change, applied, undone.
//
// What was shown is what is done. One of up to ImportSizes::whole_rows changes is one transaction, and so is undoing
// it: it is applied only if it still changes exactly what its check said. A larger one would keep everybody else from
// writing for minutes. It goes in batches, each a short transaction that keeps how far it is, so that it goes on there
// whatever ended it; a row is changed only if it still stands as the check saw it, and else is left and told.

#include <atomic>
#include <cstdint>
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

// Ten thousand changes take about a second, in which nobody else writes: a resident who hands in a request hardly
// notices that. Larger files are read by nobody row by row, and that all or nothing of them is done matters less than
// others' wait.
inline constexpr std::int64_t kMostWholeRows = 10'000;
// About 10 ms on a quiet machine of two cores, and several times that on a busy one.
inline constexpr std::int64_t kBatchRows = 100;

struct ImportSizes {
  std::int64_t whole_rows = kMostWholeRows;
  std::int64_t batch_rows = kBatchRows;
};

// All of it outlives the calls.
struct ImportDesk {
  store::Store& store;
  const Actor& actor;
  const base::Clock& clock;
  base::Random& random;
  const model::Rules& rules;
  const model::TariffBook& tariffs;
  ImportSizes sizes{};
  const std::atomic<bool>* stopping = nullptr;  // true: what runs ends soon, as unavailable, and can be gone on with
};

// What the server takes as one request, and so holds in memory. Larger files come in pieces.
inline constexpr std::size_t kMostImportBytes = 16 << 20;
// Three million bills; all of a city's.
inline constexpr std::size_t kMostUploadBytes = 512 << 20;
inline constexpr std::size_t kUploadPieceBytes = 1 << 20;  // all but the last
// Files that are on their way at the same time: each takes its room until it is whole or a day old.
inline constexpr std::int64_t kMostUploads = 16;
inline constexpr std::size_t kImportErrorsKept = 5000;  // more nobody mends one by one
inline constexpr std::size_t kImportRowsShown = 100;    // of what would change
// A look that nobody acted on, or a file that never became whole: it has names and phones in it and doesn't stay.
inline constexpr std::chrono::hours kLookAge{24};
// How long an import can be undone: the billing month in which its faults show.
inline constexpr std::chrono::hours kUndoAge{31 * 24};
// A check that hasn't come to an end by then was cut off (its server ended). The largest file takes some minutes, and
// may wait behind others.
inline constexpr std::chrono::minutes kCheckAge{60};
// Batches that take longer have stopped: their server ended, or the store was away.
inline constexpr std::chrono::seconds kBatchAge{30};

inline constexpr std::string_view kNoSuchImport = "no import has this id";
inline constexpr std::string_view kImportNotReady = "the import isn't one that can be applied now";
inline constexpr std::string_view kImportNotApplied = "the import isn't one that can be undone now";
inline constexpr std::string_view kImportTooOld = "the import was applied too long ago to be undone";
inline constexpr std::string_view kImportMoved = "what the import would change is no more what was shown";
inline constexpr std::string_view kImportSettled = "the import has been applied and stays in the history";
inline constexpr std::string_view kImportEmpty = "the file is empty";
inline constexpr std::string_view kImportElsewhere = "another server has taken this import up";
inline constexpr std::string_view kUploadTooLarge = "the file is larger than 512 MiB";
inline constexpr std::string_view kTooManyUploads = "too many files are being handed in";
inline constexpr std::string_view kImportNotUploading = "the import's file is whole already";
inline constexpr std::string_view kNoSuchPiece = "the file has no such piece";
inline constexpr std::string_view kPieceOfWrongLength = "the piece isn't as long as it has to be";
inline constexpr std::string_view kPieceOfWrongHash = "the piece's bytes don't have the hash that was given";

// Keeps the file; it is being checked from now on. invalid_input: it is empty.
[[nodiscard]] base::Result<store::Import> hand_in_import(const ImportDesk& desk, store::ImportKind kind,
                                                         std::string_view file, std::string_view bytes);

// A file in pieces of kUploadPieceBytes, the last one what is left: begun, its pieces in any order and any number of
// times, finished. invalid_input: kImportEmpty; too_large: kUploadTooLarge; conflict: kTooManyUploads.
[[nodiscard]] base::Result<store::Import> begin_upload(const ImportDesk& desk, store::ImportKind kind,
                                                       std::string_view file, std::size_t bytes);
// `number` counts from 0; `sha256` is of the piece. invalid_input: kNoSuchPiece, kPieceOfWrongLength,
// kPieceOfWrongHash; conflict: kImportNotUploading.
[[nodiscard]] base::Result<void> take_upload_piece(const ImportDesk& desk, std::string_view id, std::int64_t number,
                                                   std::string_view sha256, std::string_view bytes);
struct FinishedUpload {
  store::Import import;
  std::vector<std::int64_t> missing;  // pieces; then nothing happened, else it is being checked from now on
};
// conflict: kImportNotUploading.
[[nodiscard]] base::Result<FinishedUpload> finish_upload(const ImportDesk& desk, std::string_view id);

// Reads it and compares it with what is stored: ready, or refused with its errors. Writes nothing but that.
[[nodiscard]] base::Result<store::Import> check_import(const ImportDesk& desk, std::string_view id,
                                                       const Progress& progress = {});
// conflict: kImportNotReady, or kImportMoved: then it has been checked anew and says what it would change now. A large
// one that was begun goes on where it stands; what it left is Import::left, its first kImportErrorsKept with line and
// reason among its errors.
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
// How people read it.
[[nodiscard]] ImportProblem problem_of(const UndoObstacle& obstacle);
// Everything as it was before the import, or nothing; a large one all but what stands against it, which is left as by
// apply_import(). conflict: kImportNotApplied, kImportTooOld.
[[nodiscard]] base::Result<UndoneImport> undo_import(const ImportDesk& desk, std::string_view id,
                                                     const Progress& progress = {});

// As people are to see it: a check that was cut off has failed.
[[nodiscard]] store::ImportState state_at(const store::Import& import, base::Instant now);

// Whether its batches are being made, or have stopped midway.
[[nodiscard]] bool is_under_way(const store::Import& import);
// Those whose check or batches a server that ended left: for one that starts.
[[nodiscard]] base::Result<std::vector<store::Import>> unfinished_imports(store::Store& store);

// Retention: looks that are older than kLookAge, and what imports older than kUndoAge remember. How many.
[[nodiscard]] base::Result<std::size_t> drop_old_imports(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
