// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The way back from an import: every thing as it was, unless something later stands on it.
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/import_desk.hpp"
#include "sync/desk/imported_bill.hpp"
#include "sync/desk/imported_things.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kRowsAtOnce = 500;

Result<std::vector<store::StandsOn>> standing_on(store::Writer& writer, const ImportedThing& thing) {
  store::ImportReader& imports = writer.imports();
  if (const auto* place = std::get_if<model::Place>(&thing)) return imports.stands_on_place(place->path);
  if (const auto* point = std::get_if<model::SupplyPoint>(&thing)) return imports.stands_on_supply_point(point->id);
  if (const auto* manager = std::get_if<model::Manager>(&thing)) return imports.stands_on_manager(manager->id);
  if (const auto* household = std::get_if<model::Household>(&thing)) {
    return imports.stands_on_household(household->account);
  }
  return std::vector<store::StandsOn>();
}

Result<bool> is_there(store::Reader& reader, const ImportedThing& ground) {
  return stored_like(reader, ground).map([](const std::optional<ImportedThing>& found) { return found.has_value(); });
}

// Whether everything is there that the thing refers to.
Result<bool> has_ground(store::Reader& reader, const ImportedThing& thing) {
  std::vector<ImportedThing> grounds;
  const auto on_place = [&](std::string_view path) {
    if (path.empty()) return;
    model::Place place;
    place.path = path;
    grounds.emplace_back(std::move(place));
  };
  const auto on_supply = [&](const std::string& id) {
    if (!id.empty()) grounds.emplace_back(model::SupplyPoint{id, "", model::SupplyKind::feeder, ""});
  };
  if (const auto* place = std::get_if<model::Place>(&thing)) {
    on_place(base::parent_path(place->path));
    on_supply(place->supply_id);
  } else if (const auto* point = std::get_if<model::SupplyPoint>(&thing)) {
    on_supply(point->parent_id);
  } else if (const auto* household = std::get_if<model::Household>(&thing)) {
    on_place(household->unit_path);
    on_supply(household->supply_id);
  } else if (const auto* bill = std::get_if<model::Bill>(&thing)) {
    model::Household billed;
    billed.account = bill->account;
    grounds.emplace_back(std::move(billed));
  } else if (const auto* office = std::get_if<model::Office>(&thing)) {
    on_place(office->place_path);
  }
  for (const ImportedThing& ground : grounds) {
    const auto there = is_there(reader, ground);
    if (!there || !*there) return there;
  }
  return true;
}

class Undoing {
 public:
  Undoing(store::Writer& writer, const store::Import& import, ImportedThings& things)
      : writer_(writer), import_(import), things_(things) {}

  Result<void> undo(const store::ImportRow& row) {
    const auto after = thing_in(import_.kind, row.after);
    if (!after) return tl::unexpected(after.error());
    const auto now = stored_like(writer_, *after);
    if (!now) return tl::unexpected(now.error());
    if (const auto* bill = std::get_if<model::Bill>(&*after)) {
      const auto worked_on = is_worked_on_since(writer_, *bill, *import_.applied_at);
      if (!worked_on) return tl::unexpected(worked_on.error());
      if (*worked_on) return stop(row, UndoObstacle::Why::paid_since);
    }
    if (!*now || json_of(**now) != row.after) return changed_since(row);
    return row.before.empty() ? take_away(row, **now) : give_back(row, *now);
  }
  [[nodiscard]] std::vector<UndoObstacle>& obstacles() { return obstacles_; }

 private:
  Result<void> stop(const store::ImportRow& row, UndoObstacle::Why why, std::vector<store::StandsOn> standing = {},
                    std::string later = "") {
    obstacles_.push_back({row.line, row.thing, why, std::move(standing), std::move(later)});
    return {};
  }

  Result<void> changed_since(const store::ImportRow& row) {
    auto later = writer_.imports().applied_after(import_.id, row.thing);
    if (!later) return tl::unexpected(later.error());
    return stop(row, UndoObstacle::Why::changed_since, {}, *later ? (*later)->file : "");
  }

  Result<void> take_away(const store::ImportRow& row, const ImportedThing& thing) {
    const auto* household = std::get_if<model::Household>(&thing);
    if (household != nullptr && !household->pin_lock.empty()) return stop(row, UndoObstacle::Why::has_pin);
    auto standing = standing_on(writer_, thing);
    if (!standing) return tl::unexpected(standing.error());
    if (!standing->empty()) return stop(row, UndoObstacle::Why::stands_on, std::move(*standing));
    return things_.drop(thing);
  }

  Result<void> give_back(const store::ImportRow& row, const std::optional<ImportedThing>& now) {
    auto before = thing_in(import_.kind, row.before);
    if (!before) return tl::unexpected(before.error());
    const auto ground = has_ground(writer_, *before);
    if (!ground) return tl::unexpected(ground.error());
    if (!*ground) return stop(row, UndoObstacle::Why::ground_gone);
    return things_.put(std::move(*before), now).map([](bool) {});
  }

  store::Writer& writer_;
  const store::Import& import_;
  ImportedThings& things_;
  std::vector<UndoObstacle> obstacles_;
};

// From the last row to the first: what was added on top of something goes before it.
Result<void> go_back(store::Writer& writer, const store::Import& import, Undoing& undoing, const Progress& progress) {
  const auto all = static_cast<std::size_t>(import.added + import.changed);
  for (std::size_t left = all; left > 0 && undoing.obstacles().size() < kMostObstacles;) {
    const std::size_t from = left > kRowsAtOnce ? left - kRowsAtOnce : 0;
    auto rows = writer.imports().import_rows(import.id, from, left - from);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->size() != left - from) return fail(ErrorCode::conflict, std::string(kImportTooOld));
    for (auto row = rows->rbegin(); row != rows->rend() && undoing.obstacles().size() < kMostObstacles; ++row) {
      if (auto done = undoing.undo(*row); !done) return done;
    }
    left = from;
    if (progress) progress({all - left, all, all - left});
  }
  return {};
}

std::string counts(const store::Import& import) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", import.file);
  json.text("kind", name_of(import.kind));
  json.number("added", import.added);
  json.number("changed", import.changed);
  json.end_object();
  return json.take();
}

}  // namespace

Result<UndoneImport> undo_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  UndoneImport undone;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    undone = {};
    auto found = writer.write_imports().import(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchImport));
    undone.import = std::move(**found);
    store::Import& import = undone.import;
    if (import.state != store::ImportState::applied) return fail(ErrorCode::conflict, std::string(kImportNotApplied));
    const base::Instant now = desk.clock.now();
    if (now - *import.applied_at > kUndoAge) return fail(ErrorCode::conflict, std::string(kImportTooOld));
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    ImportedThings things(writer, *settings, &desk.rules, now);
    Undoing undoing(writer, import, things);
    if (auto done = go_back(writer, import, undoing, progress); !done) return done;
    undone.obstacles = std::move(undoing.obstacles());
    // Told as a value; as an error here it takes back what was done so far.
    if (!undone.obstacles.empty()) return fail(ErrorCode::conflict, "");
    if (auto done = things.finish(); !done) return done;
    import.state = store::ImportState::undone;
    import.undone_at = now;
    import.undone_by = desk.actor.name;
    if (auto put = writer.write_imports().put(import); !put) return put;
    return note(writer, desk.actor, {"undoImport", import.id, "", counts(import), ""}, now);
  });
  if (!written && undone.obstacles.empty()) return tl::unexpected(written.error());
  return undone;
}

}  // namespace gridboard::desk
