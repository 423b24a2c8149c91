// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_desk.hpp"

#include <algorithm>

#include "sync/desk/audit.hpp"
#include "sync/desk/import_work.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

// What was handed in, before its bytes.
store::Import new_import(const ImportDesk& desk, store::ImportKind kind, std::string_view file, std::size_t bytes) {
  store::Import import;
  import.created_at = import.worked_at = desk.clock.now();
  import.id = base::make_uuid_v7(import.created_at, desk.random);
  import.kind = kind;
  import.file = file;
  import.actor = desk.actor.id;
  import.actor_name = desk.actor.name;
  import.bytes = static_cast<std::int64_t>(bytes);
  return import;
}

Result<void> note_hand_in(store::Writer& writer, const ImportDesk& desk, const store::Import& import) {
  return note(writer, desk.actor, {"previewImport", import.id, "", "", summary_of(import)}, desk.clock.now());
}

// One that isn't applied any more, and so can go once its rows have. False if it has been applied.
Result<bool> give_up(store::Store& store, std::string_view id,
                     const std::function<Result<void>(store::Writer&)>& also) {
  bool given_up = false;
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    given_up = !import->applied_at;
    if (!given_up) return {};
    import->state = store::ImportState::failed;
    if (auto put = writer.write_imports().put(*import); !put) return put;
    return also(writer);
  });
  if (!written) return tl::unexpected(written.error());
  if (!given_up) return false;
  if (auto gone = drop_pieces_of(store, id); !gone) return tl::unexpected(gone.error());
  if (auto gone = drop_rows_of(store, id); !gone) return tl::unexpected(gone.error());
  const auto dropped =
      store.write([&](store::Writer& writer) { return writer.write_imports().drop_import(id).map([](bool) {}); });
  if (!dropped) return tl::unexpected(dropped.error());
  return true;
}

std::int64_t pieces_of(const store::Import& import) {
  constexpr auto kPiece = static_cast<std::int64_t>(kUploadPieceBytes);
  return (import.bytes + kPiece - 1) / kPiece;
}

std::size_t piece_bytes(const store::Import& import, std::int64_t number) {
  const std::int64_t behind = import.bytes - number * static_cast<std::int64_t>(kUploadPieceBytes);
  return std::min(kUploadPieceBytes, static_cast<std::size_t>(behind));
}

}  // namespace

Result<store::Import> hand_in_import(const ImportDesk& desk, store::ImportKind kind, std::string_view file,
                                     std::string_view bytes) {
  if (bytes.empty()) return fail(ErrorCode::invalid_input, std::string(kImportEmpty));
  if (bytes.size() > kMostImportBytes) return fail(ErrorCode::too_large, "");
  const store::Import import = new_import(desk, kind, file, bytes.size());
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    store::ImportWriter& imports = writer.write_imports();
    if (auto put = imports.put(import); !put) return put;
    for (std::size_t number = 0; number * wire::kBlobPieceBytes < bytes.size(); ++number) {
      const auto piece = bytes.substr(number * wire::kBlobPieceBytes, wire::kBlobPieceBytes);
      if (auto added = imports.add_import_piece(import.id, number, piece); !added) return added;
    }
    return note_hand_in(writer, desk, import);
  });
  if (!written) return tl::unexpected(written.error());
  return import;
}

Result<store::Import> begin_upload(const ImportDesk& desk, store::ImportKind kind, std::string_view file,
                                   std::size_t bytes) {
  if (bytes == 0) return fail(ErrorCode::invalid_input, std::string(kImportEmpty));
  if (bytes > kMostUploadBytes) return fail(ErrorCode::too_large, std::string(kUploadTooLarge));
  store::Import import = new_import(desk, kind, file, bytes);
  import.state = store::ImportState::uploading;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto open = writer.imports().count_imports({{}, store::ImportState::uploading, {}, 0});
    if (!open) return tl::unexpected(open.error());
    if (*open >= kMostUploads) return fail(ErrorCode::conflict, std::string(kTooManyUploads));
    return writer.write_imports().put(import);
  });
  if (!written) return tl::unexpected(written.error());
  return import;
}

Result<void> take_upload_piece(const ImportDesk& desk, std::string_view id, std::int64_t number,
                               std::string_view sha256, std::string_view bytes) {
  // Before anybody is kept from writing.
  const bool as_sent = wire::sha256_of(bytes) == sha256;
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    if (import->state != store::ImportState::uploading) {
      return fail(ErrorCode::conflict, std::string(kImportNotUploading));
    }
    if (number < 0 || number >= pieces_of(*import)) return fail(ErrorCode::invalid_input, std::string(kNoSuchPiece));
    if (bytes.size() != piece_bytes(*import, number)) {
      return fail(ErrorCode::invalid_input, std::string(kPieceOfWrongLength));
    }
    if (!as_sent) return fail(ErrorCode::invalid_input, std::string(kPieceOfWrongHash));
    return writer.write_imports().add_import_piece(id, static_cast<std::size_t>(number), bytes);
  });
}

Result<FinishedUpload> finish_upload(const ImportDesk& desk, std::string_view id) {
  FinishedUpload finished;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    finished = {};
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    finished.import = std::move(*import);
    if (finished.import.state != store::ImportState::uploading) {
      return fail(ErrorCode::conflict, std::string(kImportNotUploading));
    }
    const auto there = writer.imports().import_piece_numbers(id);
    if (!there) return tl::unexpected(there.error());
    for (std::int64_t number = 0; number < pieces_of(finished.import); ++number) {
      if (!std::binary_search(there->begin(), there->end(), number)) finished.missing.push_back(number);
    }
    if (!finished.missing.empty()) return {};
    finished.import.state = store::ImportState::checking;
    finished.import.worked_at = desk.clock.now();
    if (auto put = writer.write_imports().put(finished.import); !put) return put;
    return note_hand_in(writer, desk, finished.import);
  });
  if (!written) return tl::unexpected(written.error());
  return finished;
}

namespace {

// All of it in one transaction, or nothing.
Result<store::Import> apply_whole(const ImportDesk& desk, std::string_view id, const Progress& progress) {
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
    if (auto gone = imports.drop_import_rows(id, store::kAllOfImport); !gone) return tl::unexpected(gone.error());
    const base::Instant now = desk.clock.now();
    ImportedThings things(writer, *settings, &desk.rules, now);
    std::size_t number = 0;
    const auto changes = go_through(desk, *import, writer, settings->zone, progress,
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
    if (auto gone = imports.drop_import_pieces(id, store::kAllOfImport); !gone) return tl::unexpected(gone.error());
    applied = std::move(*import);
    return note(writer, desk.actor, {"applyImport", applied->id, "", "", summary_of(*applied)}, now);
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

}  // namespace

Result<store::Import> apply_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  std::int64_t total = 0;
  const auto read = desk.store.read([&](store::Reader& reader) -> Result<void> {
    const auto import = import_of(reader, id);
    if (!import) return tl::unexpected(import.error());
    total = import->total;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return total == 0 ? apply_whole(desk, id, progress) : apply_in_batches(desk, id, progress);
}

Result<void> discard_import(const ImportDesk& desk, std::string_view id) {
  const auto given_up = give_up(desk.store, id, [&](store::Writer& writer) -> Result<void> {
    const auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    return note(writer, desk.actor, {"discardImport", import->id, "", summary_of(*import), ""}, desk.clock.now());
  });
  if (!given_up) return tl::unexpected(given_up.error());
  if (!*given_up) return fail(ErrorCode::conflict, std::string(kImportSettled));
  return {};
}

store::ImportState state_at(const store::Import& import, base::Instant now) {
  const bool cut_off = import.state == store::ImportState::checking && now - import.worked_at > kCheckAge;
  return cut_off ? store::ImportState::failed : import.state;
}

bool is_under_way(const store::Import& import) {
  return import.state == store::ImportState::applying || import.state == store::ImportState::undoing;
}

Result<std::vector<store::Import>> unfinished_imports(store::Store& store) {
  constexpr std::size_t kMost = 100;
  std::vector<store::Import> found;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    for (const auto state : {store::ImportState::applying, store::ImportState::undoing, store::ImportState::checking}) {
      const auto some = reader.imports().imports({{}, state, {}, kMost});
      if (!some) return tl::unexpected(some.error());
      found.insert(found.end(), some->begin(), some->end());
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

namespace {

// Whether an import went.
Result<bool> drop_if_old(store::Store& store, const store::Import& import, base::Instant now) {
  if (!import.applied_at) {
    if (now - import.created_at <= kLookAge) return false;
    return give_up(store, import.id, [](store::Writer&) { return Result<void>(); });
  }
  if (is_under_way(import) || now - *import.applied_at <= kUndoAge) return false;
  return drop_rows_of(store, import.id).map([] { return false; });
}

}  // namespace

Result<std::size_t> drop_old_imports(store::Store& store, base::Instant now) {
  constexpr std::size_t kAtOnce = 100;
  std::size_t dropped = 0;
  std::string before;
  while (true) {
    std::vector<store::Import> page;
    const auto read = store.read([&](store::Reader& reader) -> Result<void> {
      auto found = reader.imports().imports({{}, {}, before, kAtOnce});
      if (!found) return tl::unexpected(found.error());
      page = std::move(*found);
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    for (const store::Import& import : page) {
      const auto gone = drop_if_old(store, import, now);
      if (!gone) return tl::unexpected(gone.error());
      dropped += *gone ? 1 : 0;
    }
    if (page.size() < kAtOnce) return dropped;
    before = page.back().id;
  }
}

}  // namespace gridboard::desk
