// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Imports of files as the store keeps them: the file until it is settled, what is wrong with it, what it changed, so
// that a whole import can be undone. A part of Reader and Writer (store.hpp), with the same rules.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::store {

// Stored by number: append, never reorder.
enum class ImportKind { places, supply, households, managers, offices, bills };
enum class ImportState {
  checking,  // its file is being read
  ready,     // may be applied
  refused,   // has errors
  applied,
  undone,
  failed,     // couldn't be checked, for none of the file's faults
  uploading,  // its file comes in pieces
  applying,   // in batches, see Import::total
  undoing,    // likewise
};

struct Import {
  std::string id;  // UUID version 7: in the order of time
  ImportKind kind = ImportKind::places;
  ImportState state = ImportState::checking;
  std::string file;  // as its sender calls it
  std::string actor, actor_name;
  base::Instant created_at{};
  std::optional<base::Instant> applied_at;
  std::string applied_by;  // a name
  std::optional<base::Instant> undone_at;
  std::string undone_by;
  std::int64_t bytes = 0;
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, errors = 0;
  std::string fingerprint;  // of all that it changes: what is applied is what was shown
  // A large one is applied and undone in batches: of `total` rows (0: as a whole) `done` are through, and `left` of
  // them stay as they stood, for reasons that are among its errors.
  std::int64_t total = 0, done = 0, left = 0;
  base::Instant worked_at{};  // when the work at it began, or made its last batch

  bool operator==(const Import&) const = default;
};

struct ImportFilter {
  std::optional<ImportKind> kind{};  // any if unset
  std::optional<ImportState> state{};
  std::string before{};  // ids below this one only; "" for the newest
  std::size_t limit = 50;
};

struct ImportErrorRow {
  std::int64_t line = 0;
  std::string column, value;
  std::string zh, en;

  bool operator==(const ImportErrorRow&) const = default;
};

// What an import does to one thing. JSON of texts by column, "" for nothing.
struct ImportRow {
  std::int64_t line = 0;
  std::string thing;  // "household/3301044471": the same for every import
  std::string before, after;
  std::int64_t number = 0;  // its place in the import, from 0; given by the reader

  bool operator==(const ImportRow&) const = default;
};

enum class Standing {
  places,
  households,
  boards,
  offices,
  notices,
  outages,
  questions,
  requests,
  groups,  // of notices
  grants,
  supply_points,
  bills,
  sign_ins,
  care,
};
// Of the things of one kind that refer to a thing, how many.
struct StandsOn {
  Standing what = Standing::places;
  std::int64_t count = 0;

  bool operator==(const StandsOn&) const = default;
};

// More than any import has.
inline constexpr std::int64_t kAllOfImport = std::int64_t{1} << 40;

class ImportReader {
 public:
  virtual ~ImportReader() = default;
  virtual base::Result<std::optional<Import>> import(std::string_view id) = 0;
  virtual base::Result<std::vector<Import>> imports(const ImportFilter& filter) = 0;            // newest first
  virtual base::Result<std::int64_t> count_imports(const ImportFilter& filter) = 0;             // whatever its page
  virtual base::Result<std::string> import_piece(std::string_view id, std::size_t number) = 0;  // from 0; "" behind
  // From `number` on, counted from 0, in the order in which they were added.
  virtual base::Result<std::vector<ImportErrorRow>> import_errors(std::string_view id, std::size_t number,
                                                                  std::size_t limit) = 0;
  virtual base::Result<std::vector<ImportRow>> import_rows(std::string_view id, std::size_t number,
                                                           std::size_t limit) = 0;
  // Those with from <= number < upto: some may have been dropped.
  virtual base::Result<std::vector<ImportRow>> import_rows_between(std::string_view id, std::int64_t from,
                                                                   std::int64_t upto) = 0;
  virtual base::Result<std::vector<std::int64_t>> import_piece_numbers(std::string_view id) = 0;  // ascending
  // The newest import above `id` that is applied, or is on its way there or back, and touched the thing.
  virtual base::Result<std::optional<Import>> applied_after(std::string_view id, std::string_view thing) = 0;

  // What would be left without ground if it went: nothing if it may go. Of what is no more on boards as well.
  virtual base::Result<std::vector<StandsOn>> stands_on_place(std::string_view path) = 0;
  virtual base::Result<std::vector<StandsOn>> stands_on_supply_point(std::string_view id) = 0;
  virtual base::Result<std::vector<StandsOn>> stands_on_manager(std::string_view id) = 0;
  virtual base::Result<std::vector<StandsOn>> stands_on_household(std::string_view account) = 0;
};

class ImportWriter : public virtual ImportReader {
 public:
  virtual base::Result<void> put(const Import& import) = 0;         // by its id
  virtual base::Result<bool> drop_import(std::string_view id) = 0;  // with all that is its; false if it wasn't there
  // At `number`, counted from 0. A piece takes the place of the one that stood there.
  virtual base::Result<void> add_import_piece(std::string_view id, std::size_t number, std::string_view bytes) = 0;
  virtual base::Result<void> add_import_error(std::string_view id, std::size_t number, const ImportErrorRow& row) = 0;
  virtual base::Result<void> add_import_row(std::string_view id, std::size_t number, const ImportRow& row) = 0;
  // From `number` on.
  virtual base::Result<void> add_import_rows(std::string_view id, std::size_t number,
                                             const std::vector<ImportRow>& rows) = 0;
  virtual base::Result<void> drop_import_errors(std::string_view id) = 0;
  virtual base::Result<void> drop_import_row(std::string_view id, std::int64_t number) = 0;
  // The first of them by number, out of `most` numbers in turn: so that nobody waits while millions go. How many went;
  // 0 once there are none.
  virtual base::Result<std::int64_t> drop_import_pieces(std::string_view id, std::int64_t most) = 0;
  virtual base::Result<std::int64_t> drop_import_rows(std::string_view id, std::int64_t most) = 0;

  // Take a thing away: false if it wasn't there. Its feed records are the desk's.
  virtual base::Result<bool> drop_place(std::string_view path) = 0;
  virtual base::Result<bool> drop_supply_point(std::string_view id) = 0;
  virtual base::Result<bool> drop_manager(std::string_view id) = 0;
  virtual base::Result<bool> drop_office(std::string_view id) = 0;
  virtual base::Result<bool> drop_household(std::string_view account) = 0;
};

}  // namespace gridboard::store
