// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/undo_rows.hpp"

#include "sync/desk/import_ground.hpp"
#include "sync/desk/imported_bill.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

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

}  // namespace

Result<void> Undoing::undo(const store::ImportRow& row) {
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

Result<void> Undoing::stop(const store::ImportRow& row, UndoObstacle::Why why, std::vector<store::StandsOn> standing,
                           std::string later) {
  obstacles_.push_back({row.line, row.thing, why, std::move(standing), std::move(later)});
  return {};
}

Result<void> Undoing::changed_since(const store::ImportRow& row) {
  auto later = writer_.imports().applied_after(import_.id, row.thing);
  if (!later) return tl::unexpected(later.error());
  return stop(row, UndoObstacle::Why::changed_since, {}, *later ? (*later)->file : "");
}

Result<void> Undoing::take_away(const store::ImportRow& row, const ImportedThing& thing) {
  const auto* household = std::get_if<model::Household>(&thing);
  if (household != nullptr && !household->pin_lock.empty()) return stop(row, UndoObstacle::Why::has_pin);
  auto standing = standing_on(writer_, thing);
  if (!standing) return tl::unexpected(standing.error());
  if (!standing->empty()) return stop(row, UndoObstacle::Why::stands_on, std::move(*standing));
  return things_.drop(thing);
}

Result<void> Undoing::give_back(const store::ImportRow& row, const std::optional<ImportedThing>& now) {
  auto before = thing_in(import_.kind, row.before);
  if (!before) return tl::unexpected(before.error());
  const auto ground = has_ground(writer_, *before);
  if (!ground) return tl::unexpected(ground.error());
  if (!*ground) return stop(row, UndoObstacle::Why::ground_gone);
  if (const auto* bill = std::get_if<model::Bill>(&*before)) {
    const auto taken = is_number_taken(writer_, *bill);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) return changed_since(row);
  }
  return things_.put(std::move(*before), now).map([](bool) {});
}

}  // namespace gridboard::desk
