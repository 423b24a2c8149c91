// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_desk.hpp"

#include <sodium.h>

#include <algorithm>
#include <memory>
#include <span>

#include "sync/desk/audit.hpp"
#include "sync/desk/imported_things.hpp"
#include "sync/model/known_bill.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

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

struct Changes {
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0;
  std::string fingerprint;
  ImportReport report;  // its errors
};

// Told of each thing that is new or another one.
using TakeChange = std::function<Result<void>(const ImportedThing& thing, const std::optional<ImportedThing>& before,
                                              store::ImportRow row)>;

Result<Changes> go_through(const ImportDesk& desk, store::ImportKind kind, store::Reader& reader,
                           std::shared_ptr<const std::string> file, base::Zone zone, const Progress& progress,
                           const TakeChange& take) {
  const ImportFormat format = format_of(kind);
  ImportErrors errors("", kImportErrorsKept);
  auto table = ImportTable::open_bytes(std::move(file), format.columns, errors);
  if (!table) return tl::unexpected(table.error());
  Changes changes;
  Fingerprint fingerprint;
  const base::Instant now = desk.clock.now();
  const ImportContext context{&desk.tariffs, base::date_of(now, zone), progress, now, zone};
  auto read = format.read(reader, *table, errors, context, [&](std::size_t line, ImportedThing thing) -> Result<void> {
    const auto before = stored_like(reader, thing);
    if (!before) return tl::unexpected(before.error());
    if (auto* bill = std::get_if<model::Bill>(&thing); bill != nullptr && *before) {
      model::keep_what_is_known(std::get<model::Bill>(**before), *bill);
    }
    store::ImportRow row{static_cast<std::int64_t>(line), name_of_thing(thing), *before ? json_of(**before) : "",
                         json_of(thing)};
    if (row.before == row.after) {
      ++changes.unchanged;
      return {};
    }
    ++(*before ? changes.changed : changes.added);
    fingerprint.add(row);
    return take(thing, *before, std::move(row));
  });
  if (!read) return tl::unexpected(read.error());
  changes.rows = static_cast<std::int64_t>(table->rows());
  changes.fingerprint = fingerprint.hex();
  errors.give_to(changes.report);
  return changes;
}

Result<std::shared_ptr<const std::string>> file_of(store::Reader& reader, std::string_view id) {
  auto bytes = std::make_shared<std::string>();
  for (std::size_t number = 0;; ++number) {
    const auto piece = reader.imports().import_piece(id, number);
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return std::shared_ptr<const std::string>(std::move(bytes));
    *bytes += *piece;
  }
}

Result<store::Import> import_of(store::Reader& reader, std::string_view id) {
  auto found = reader.imports().import(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchImport));
  return std::move(**found);
}

Result<base::Zone> zone_of(store::Reader& reader) {
  return load_centre_settings(reader).map([](const CentreSettings& settings) { return settings.zone; });
}

std::string summary(const store::Import& import) {
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

Result<void> keep_check(store::Writer& writer, store::Import& import, const Changes& changes,
                        const std::vector<store::ImportRow>& sample) {
  store::ImportWriter& imports = writer.write_imports();
  import.rows = changes.rows;
  import.errors = static_cast<std::int64_t>(changes.report.error_count);
  const bool good = changes.report.ok();
  import.state = good ? store::ImportState::ready : store::ImportState::refused;
  import.added = good ? changes.added : 0;
  import.changed = good ? changes.changed : 0;
  import.unchanged = good ? changes.unchanged : 0;
  import.fingerprint = changes.fingerprint;
  if (auto put = imports.put(import); !put) return put;
  if (auto gone = imports.drop_import_errors(import.id); !gone) return gone;
  if (auto gone = imports.drop_import_rows(import.id); !gone) return gone;
  std::size_t number = 0;
  for (const ImportError& error : changes.report.errors) {
    const store::ImportErrorRow row{static_cast<std::int64_t>(error.line), error.column, error.value, error.problem_zh,
                                    error.problem};
    if (auto added = imports.add_import_error(import.id, number++, row); !added) return added;
  }
  // What can't be imported isn't kept.
  if (!good) return imports.drop_import_pieces(import.id);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (auto added = imports.add_import_row(import.id, i, sample[i]); !added) return added;
  }
  return {};
}

}  // namespace

Result<store::Import> hand_in_import(const ImportDesk& desk, store::ImportKind kind, std::string_view file,
                                     std::string_view bytes) {
  if (bytes.empty()) return fail(ErrorCode::invalid_input, std::string(kImportEmpty));
  if (bytes.size() > kMostImportBytes) return fail(ErrorCode::too_large, "");
  store::Import import;
  import.created_at = desk.clock.now();
  import.id = base::make_uuid_v7(import.created_at, desk.random);
  import.kind = kind;
  import.file = file;
  import.actor = desk.actor.id;
  import.actor_name = desk.actor.name;
  import.bytes = static_cast<std::int64_t>(bytes.size());
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    store::ImportWriter& imports = writer.write_imports();
    if (auto put = imports.put(import); !put) return put;
    for (std::size_t number = 0; number * wire::kBlobPieceBytes < bytes.size(); ++number) {
      const auto piece = bytes.substr(number * wire::kBlobPieceBytes, wire::kBlobPieceBytes);
      if (auto added = imports.add_import_piece(import.id, number, piece); !added) return added;
    }
    return note(writer, desk.actor, {"previewImport", import.id, "", "", summary(import)}, import.created_at);
  });
  if (!written) return tl::unexpected(written.error());
  return import;
}

Result<store::Import> check_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  std::optional<Changes> changes;
  std::vector<store::ImportRow> sample;
  auto read = desk.store.read([&](store::Reader& reader) -> Result<void> {
    const auto import = import_of(reader, id);
    if (!import) return tl::unexpected(import.error());
    if (import->state != store::ImportState::checking) return {};
    auto file = file_of(reader, id);
    if (!file) return tl::unexpected(file.error());
    const auto zone = zone_of(reader);
    if (!zone) return tl::unexpected(zone.error());
    auto found = go_through(
        desk, import->kind, reader, std::move(*file), *zone, progress,
        [&](const ImportedThing&, const std::optional<ImportedThing>&, store::ImportRow row) -> Result<void> {
          if (sample.size() < kImportRowsShown) sample.push_back(std::move(row));
          return {};
        });
    if (!found) return tl::unexpected(found.error());
    changes = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::optional<store::Import> checked;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    checked = std::move(*import);
    if (checked->state != store::ImportState::checking || !changes) return {};
    return keep_check(writer, *checked, *changes, sample);
  });
  if (!written) return tl::unexpected(written.error());
  return std::move(*checked);
}

Result<store::Import> apply_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  std::optional<store::Import> applied;
  bool moved = false;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    moved = false;
    store::ImportWriter& imports = writer.write_imports();
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    if (import->state != store::ImportState::ready) return fail(ErrorCode::conflict, std::string(kImportNotReady));
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto file = file_of(writer, id);
    if (!file) return tl::unexpected(file.error());
    if (auto gone = imports.drop_import_rows(id); !gone) return gone;
    const base::Instant now = desk.clock.now();
    ImportedThings things(writer, *settings, &desk.rules, now);
    std::size_t number = 0;
    const auto changes = go_through(desk, import->kind, writer, std::move(*file), settings->zone, progress,
                                    [&](const ImportedThing& thing, const std::optional<ImportedThing>& before,
                                        const store::ImportRow& row) -> Result<void> {
                                      if (auto put = things.put(thing, before); !put)
                                        return tl::unexpected(put.error());
                                      return imports.add_import_row(id, number++, row);
                                    });
    if (!changes) return tl::unexpected(changes.error());
    moved = !changes->report.ok() || changes->fingerprint != import->fingerprint;
    if (moved) return fail(ErrorCode::conflict, std::string(kImportMoved));
    if (auto done = things.finish(); !done) return done;
    import->state = store::ImportState::applied;
    import->applied_at = now;
    import->applied_by = desk.actor.name;
    if (auto put = imports.put(*import); !put) return put;
    if (auto gone = imports.drop_import_pieces(id); !gone) return gone;
    applied = std::move(*import);
    return note(writer, desk.actor, {"applyImport", applied->id, "", "", summary(*applied)}, now);
  });
  if (written) return std::move(*applied);
  if (!moved) return tl::unexpected(written.error());
  auto reopened = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    if (import->state == store::ImportState::ready) import->state = store::ImportState::checking;
    return writer.write_imports().put(*import);
  });
  if (!reopened) return tl::unexpected(reopened.error());
  if (auto checked = check_import(desk, id); !checked) return checked;
  return tl::unexpected(written.error());
}

Result<void> discard_import(const ImportDesk& desk, std::string_view id) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    if (import->state == store::ImportState::applied || import->state == store::ImportState::undone) {
      return fail(ErrorCode::conflict, std::string(kImportSettled));
    }
    if (auto gone = writer.write_imports().drop_import(id); !gone) return tl::unexpected(gone.error());
    return note(writer, desk.actor, {"discardImport", import->id, "", summary(*import), ""}, desk.clock.now());
  });
}

store::ImportState state_at(const store::Import& import, base::Instant now) {
  const bool cut_off = import.state == store::ImportState::checking && now - import.created_at > kCheckAge;
  return cut_off ? store::ImportState::failed : import.state;
}

Result<std::size_t> drop_old_imports(store::Store& store, base::Instant now) {
  constexpr std::size_t kAtOnce = 100;
  std::size_t dropped = 0;
  std::string before;
  while (true) {
    std::vector<store::Import> page;
    const auto written = store.write([&](store::Writer& writer) -> Result<void> {
      store::ImportWriter& imports = writer.write_imports();
      auto found = imports.imports({{}, {}, before, kAtOnce});
      if (!found) return tl::unexpected(found.error());
      page = std::move(*found);
      for (const store::Import& import : page) {
        Result<bool> gone = false;
        if (!import.applied_at && now - import.created_at > kLookAge) gone = imports.drop_import(import.id);
        if (!gone) return tl::unexpected(gone.error());
        dropped += *gone ? 1 : 0;
        if (!import.applied_at || now - *import.applied_at <= kUndoAge) continue;
        if (auto forgotten = imports.drop_import_rows(import.id); !forgotten) return forgotten;
      }
      return {};
    });
    if (!written) return tl::unexpected(written.error());
    if (page.size() < kAtOnce) return dropped;
    before = page.back().id;
  }
}

}  // namespace gridboard::desk
