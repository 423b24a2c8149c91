// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/undo_rows.hpp"

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

Result<void> Undoing::look_at(const std::vector<store::ImportRow>& rows) {
  std::vector<ImportedThing> each;
  for (const store::ImportRow& row : rows) {
    auto after = thing_in(import_.kind, row.after);
    if (!after) return tl::unexpected(after.error());
    each.push_back(std::move(*after));
  }
  auto ground = ImportGround::of(writer_, each);
  if (!ground) return tl::unexpected(ground.error());
  ground_.emplace(std::move(*ground));
  return look_at_numbers(rows);
}

// Other bills may have got since what these had before.
Result<void> Undoing::look_at_numbers(const std::vector<store::ImportRow>& rows) {
  std::vector<model::Bill> bills;
  for (const store::ImportRow& row : rows) {
    if (row.before.empty()) continue;
    auto before = thing_in(import_.kind, row.before);
    if (!before) return tl::unexpected(before.error());
    if (auto* bill = std::get_if<model::Bill>(&*before)) bills.push_back(std::move(*bill));
  }
  taken_numbers_.clear();
  if (bills.empty()) return {};
  const auto taken = are_numbers_taken(writer_, bills);
  if (!taken) return tl::unexpected(taken.error());
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if ((*taken)[i]) taken_numbers_.insert(bills[i].bill_no);
  }
  return {};
}

Result<void> Undoing::undo(const store::ImportRow& row) {
  const auto after = thing_in(import_.kind, row.after);
  if (!after) return tl::unexpected(after.error());
  const auto now = ground_->stored_like(*after);
  if (!now) return tl::unexpected(now.error());
  const auto* bill = std::get_if<model::Bill>(&*after);
  if (bill != nullptr && ground_->is_worked_on_since(*bill, *import_.applied_at)) {
    return stop(row, UndoObstacle::Why::paid_since);
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
  const auto there = ground_->is_there_for(*before);
  if (!there) return tl::unexpected(there.error());
  if (!*there) return stop(row, UndoObstacle::Why::ground_gone);
  const auto* bill = std::get_if<model::Bill>(&*before);
  if (bill != nullptr && taken_numbers_.contains(bill->bill_no)) return changed_since(row);
  return things_.put(std::move(*before), now).map([](bool) {});
}

}  // namespace gridboard::desk
