// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_work.hpp"

#include <sodium.h>

#include <array>

#include "sync/desk/known_bills.hpp"
#include "sync/model/known_bill.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

// Some milliseconds of work each.
constexpr std::int64_t kPiecesAtOnce = 4, kRowsAtOnce = 400;

// What an import would change, told apart from anything else that it might.
class Fingerprint {
 public:
  Fingerprint() { crypto_generichash_init(&state_, nullptr, 0, kBytes); }
  void add(const store::ImportRow& row) {
    for (const std::string* part : {&row.thing, &row.before, &row.after}) {
      const std::uint64_t size = part->size();
      crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(&size), sizeof size);
      crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(part->data()), part->size());
    }
  }
  [[nodiscard]] std::string hex() {
    std::array<std::byte, kBytes> out{};
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(out.data()), out.size());
    return base::to_hex(out);
  }

 private:
  static constexpr std::size_t kBytes = 32;
  crypto_generichash_state state_{};
};

// Things of a file, held against the store: bills many at once, all others one by one, since rows of theirs may stand
// on what the one before has put.
class Comparing {
 public:
  Comparing(store::Reader& reader, store::ImportKind kind, ImportChanges& changes, Fingerprint& fingerprint,
            const TakeChange& take)
      : reader_(reader),
        at_once_(kind == store::ImportKind::bills ? kBillsAtOnce : 1),
        changes_(changes),
        fingerprint_(fingerprint),
        take_(take) {}

  Result<void> add(std::size_t line, ImportedThing thing) {
    lines_.push_back(line);
    things_.push_back(std::move(thing));
    return things_.size() < at_once_ ? Result<void>() : finish();
  }

  Result<void> finish() {
    const auto stored = stored_like_each(reader_, things_);
    if (!stored) return tl::unexpected(stored.error());
    for (std::size_t i = 0; i < things_.size(); ++i) {
      if (auto done = compare(lines_[i], things_[i], (*stored)[i]); !done) return done;
    }
    lines_.clear();
    things_.clear();
    return {};
  }

 private:
  Result<void> compare(std::size_t line, ImportedThing& thing, const std::optional<ImportedThing>& before) {
    if (auto* bill = std::get_if<model::Bill>(&thing); bill != nullptr && before) {
      model::keep_what_is_known(std::get<model::Bill>(*before), *bill);
    }
    store::ImportRow row{static_cast<std::int64_t>(line), name_of_thing(thing), before ? json_of(*before) : "",
                         json_of(thing)};
    if (row.before == row.after) {
      ++changes_.unchanged;
      return {};
    }
    ++(before ? changes_.changed : changes_.added);
    fingerprint_.add(row);
    return take_(thing, before, std::move(row));
  }

  store::Reader& reader_;
  std::size_t at_once_;
  ImportChanges& changes_;
  Fingerprint& fingerprint_;
  const TakeChange& take_;
  std::vector<std::size_t> lines_;
  std::vector<ImportedThing> things_;
};

template <class Drop>
Result<void> drop_in_turns(store::Store& store, const Drop& drop) {
  while (true) {
    std::int64_t gone = 0;
    const auto written = store.write([&](store::Writer& writer) -> Result<void> {
      const auto dropped = drop(writer.write_imports());
      if (!dropped) return tl::unexpected(dropped.error());
      gone = *dropped;
      return {};
    });
    if (!written || gone == 0) return written;
  }
}

}  // namespace

Result<ImportChanges> go_through(const ImportDesk& desk, const store::Import& import, store::Reader& reader,
                                 base::Zone zone, const Progress& progress, const TakeChange& take) {
  const ImportFormat format = format_of(import.kind);
  ImportErrors errors("", kImportErrorsKept);
  auto table =
      ImportTable::open_pieces([&](std::size_t number) { return reader.imports().import_piece(import.id, number); },
                               static_cast<std::uint64_t>(import.bytes), format.columns, errors);
  if (!table) return tl::unexpected(table.error());
  ImportChanges changes;
  Fingerprint fingerprint;
  const base::Instant now = desk.clock.now();
  const ImportContext context{&desk.tariffs, base::date_of(now, zone), progress, now, zone};
  Comparing comparing(reader, import.kind, changes, fingerprint, take);
  auto read = format.read(reader, *table, errors, context, [&](std::size_t line, ImportedThing thing) -> Result<void> {
    if (auto on = go_on(desk); !on) return on;
    return comparing.add(line, std::move(thing));
  });
  if (read) read = comparing.finish();
  if (!read) return tl::unexpected(read.error());
  changes.rows = static_cast<std::int64_t>(table->rows());
  changes.fingerprint = fingerprint.hex();
  errors.give_to(changes.report);
  return changes;
}

Result<store::Import> import_of(store::Reader& reader, std::string_view id) {
  auto found = reader.imports().import(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchImport));
  return std::move(**found);
}

std::string summary_of(const store::Import& import) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", import.file);
  json.text("kind", name_of(import.kind));
  json.number("added", import.added);
  json.number("changed", import.changed);
  json.number("unchanged", import.unchanged);
  json.end_object();
  return json.take();
}

Result<void> go_on(const ImportDesk& desk) {
  if (desk.stopping == nullptr || !desk.stopping->load(std::memory_order_relaxed)) return {};
  return fail(ErrorCode::unavailable, "the server ends; it goes on when it has started again");
}

Result<void> drop_pieces_of(store::Store& store, std::string_view id) {
  return drop_in_turns(store, [&](auto& imports) { return imports.drop_import_pieces(id, kPiecesAtOnce); });
}

Result<void> drop_rows_of(store::Store& store, std::string_view id) {
  return drop_in_turns(store, [&](auto& imports) { return imports.drop_import_rows(id, kRowsAtOnce); });
}

Result<void> leave_row(store::ImportWriter& imports, store::Import& import, const store::ImportRow& row,
                       const ImportProblem& why) {
  if (static_cast<std::size_t>(import.left) < kImportErrorsKept) {
    const std::string thing = row.thing.substr(row.thing.find('/') + 1);
    const auto kept = imports.add_import_error(import.id, static_cast<std::size_t>(import.left),
                                               {row.line, "", thing, why.zh, why.en});
    if (!kept) return kept;
  }
  ++import.left;
  --(row.before.empty() ? import.added : import.changed);
  return imports.drop_import_row(import.id, row.number);
}

}  // namespace gridboard::desk
