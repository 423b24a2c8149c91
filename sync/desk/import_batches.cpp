// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Large imports: applied and undone in batches, each a short transaction that keeps how far it is. Whoever goes on with
// one, also two at a time, goes on there.
#include <algorithm>

#include "sync/desk/audit.hpp"
#include "sync/desk/import_ground.hpp"
#include "sync/desk/import_work.hpp"
#include "sync/desk/undo_rows.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::ImportState;

namespace {

// One row after the other of an import that is being applied.
class Applying {
 public:
  Applying(store::Writer& writer, store::Import& import, ImportedThings& things, const ImportGround& ground)
      : writer_(writer), import_(import), things_(things), ground_(ground) {}

  Result<void> apply(const store::ImportRow& row, ImportedThing thing) {
    const auto now = ground_.stored_like(thing);
    if (!now) return tl::unexpected(now.error());
    const std::string stands = *now ? json_of(**now) : "";
    if (stands == row.after) return pass_over(row);
    if (stands != row.before) {
      return leave(row,
                   {"has changed since the check and was left as it is; look at it, and import it again if it is to "
                    "be as the file says",
                    "检查之后又有变化，这一行没有导入；请核对，需要的话重新导入这一行"});
    }
    const auto there = ground_.is_there_for(thing);
    if (!there) return tl::unexpected(there.error());
    if (!*there) {
      return leave(row, {"what it belongs to has gone since the check; import that first, then this again",
                         "检查之后，它所属的住户、地点或线路已经没有了，这一行没有导入；请先导入那一项"});
    }
    if (const auto* bill = std::get_if<model::Bill>(&thing); bill != nullptr && ground_.is_number_taken(*bill)) {
      return leave(row, {"another bill has got this one's number since the check; give each bill its own",
                         "检查之后，另一张账单用了这个编号，这一行没有导入；每张账单要有自己的编号"});
    }
    return things_.put(std::move(thing), *now).map([](bool) {});
  }

 private:
  // Somebody has made it so already, and so it isn't this import's to undo.
  Result<void> pass_over(const store::ImportRow& row) {
    --(row.before.empty() ? import_.added : import_.changed);
    ++import_.unchanged;
    return writer_.write_imports().drop_import_row(import_.id, row.number);
  }
  Result<void> leave(const store::ImportRow& row, const ImportProblem& why) {
    return leave_row(writer_.write_imports(), import_, row, why);
  }

  store::Writer& writer_;
  store::Import& import_;
  ImportedThings& things_;
  const ImportGround& ground_;
};

Result<void> apply_rows(store::Writer& writer, store::Import& import, ImportedThings& things, std::int64_t upto) {
  const auto rows = writer.imports().import_rows_between(import.id, import.done, upto);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<ImportedThing> each;
  for (const store::ImportRow& row : *rows) {
    auto thing = thing_in(import.kind, row.after);
    if (!thing) return tl::unexpected(thing.error());
    each.push_back(std::move(*thing));
  }
  const auto ground = ImportGround::of(writer, each);
  if (!ground) return tl::unexpected(ground.error());
  Applying applying(writer, import, things, *ground);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (auto done = applying.apply((*rows)[i], std::move(each[i])); !done) return done;
  }
  return {};
}

// From the last to the first: what was added on top of something goes before it.
Result<void> undo_rows(store::Writer& writer, store::Import& import, ImportedThings& things, std::int64_t upto) {
  const auto rows = writer.imports().import_rows_between(import.id, import.total - upto, import.total - import.done);
  if (!rows) return tl::unexpected(rows.error());
  Undoing undoing(writer, import, things);
  if (auto looked = undoing.look_at(*rows); !looked) return looked;
  for (auto row = rows->rbegin(); row != rows->rend(); ++row) {
    if (auto done = undoing.undo(*row); !done) return done;
    if (undoing.obstacles().empty()) continue;
    const ImportProblem why = problem_of(undoing.obstacles().back());
    if (auto left = leave_row(writer.write_imports(), import, *row, why); !left) return left;
    undoing.obstacles().clear();
  }
  return {};
}

using GoThroughRows = Result<void> (*)(store::Writer&, store::Import&, ImportedThings&, std::int64_t upto);

// One transaction. `import` becomes what it is then; nothing is done if it isn't in the state `during`.
Result<void> make_batch(const ImportDesk& desk, store::Import& import, ImportState during, ImportState after,
                        GoThroughRows rows) {
  const std::string id = import.id;
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = import_of(writer, id);
    if (!found) return tl::unexpected(found.error());
    import = std::move(*found);
    if (import.state != during) return {};
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const base::Instant now = desk.clock.now();
    ImportedThings things(writer, *settings, &desk.rules, now);
    const std::int64_t upto = std::min(import.total, import.done + desk.sizes.batch_rows);
    if (auto done = rows(writer, import, things, upto); !done) return done;
    if (auto done = things.finish(); !done) return done;
    import.done = upto;
    import.worked_at = now;
    if (upto == import.total) import.state = after;
    return writer.write_imports().put(import);
  });
}

Result<void> make_batches(const ImportDesk& desk, store::Import& import, ImportState during, ImportState after,
                          GoThroughRows rows, const Progress& progress) {
  while (import.state == during) {
    if (auto on = go_on(desk); !on) return on;
    if (auto made = make_batch(desk, import, during, after, rows); !made) return made;
    const auto done = static_cast<std::uint64_t>(import.done);
    if (progress) progress({done, static_cast<std::uint64_t>(import.total), static_cast<std::size_t>(import.done)});
  }
  return {};
}

}  // namespace

Result<store::Import> apply_in_batches(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  store::Import import;
  const auto begun = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = import_of(writer, id);
    if (!found) return tl::unexpected(found.error());
    import = std::move(*found);
    if (import.state == ImportState::applying) return {};
    if (import.state != ImportState::ready) return fail(ErrorCode::conflict, std::string(kImportNotReady));
    import.state = ImportState::applying;
    import.done = import.left = 0;
    import.applied_at = import.worked_at = desk.clock.now();
    import.applied_by = desk.actor.name;
    if (auto put = writer.write_imports().put(import); !put) return put;
    return note(writer, desk.actor, {"applyImport", import.id, "", "", summary_of(import)}, *import.applied_at);
  });
  if (!begun) return tl::unexpected(begun.error());
  const auto made = make_batches(desk, import, ImportState::applying, ImportState::applied, &apply_rows, progress);
  if (!made) return tl::unexpected(made.error());
  return import;
}

Result<store::Import> undo_in_batches(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  store::Import import;
  const auto begun = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = import_of(writer, id);
    if (!found) return tl::unexpected(found.error());
    import = std::move(*found);
    if (import.state == ImportState::undoing) return {};
    if (import.state != ImportState::applied) return fail(ErrorCode::conflict, std::string(kImportNotApplied));
    const base::Instant now = desk.clock.now();
    if (now - *import.applied_at > kUndoAge) return fail(ErrorCode::conflict, std::string(kImportTooOld));
    import.state = ImportState::undoing;
    import.done = import.left = 0;
    import.undone_at = import.worked_at = now;
    import.undone_by = desk.actor.name;
    // Why rows weren't applied is of no more use.
    if (auto gone = writer.write_imports().drop_import_errors(id); !gone) return gone;
    if (auto put = writer.write_imports().put(import); !put) return put;
    return note(writer, desk.actor, {"undoImport", import.id, "", summary_of(import), ""}, now);
  });
  if (!begun) return tl::unexpected(begun.error());
  const auto made = make_batches(desk, import, ImportState::undoing, ImportState::undone, &undo_rows, progress);
  if (!made) return tl::unexpected(made.error());
  return import;
}

}  // namespace gridboard::desk
