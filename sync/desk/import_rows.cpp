// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_rows.hpp"

#include "sync/desk/import_bill_rows.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr std::pair<store::ImportKind, const char*> kNames[] = {
    {store::ImportKind::places, "places"},         {store::ImportKind::supply, "supply"},
    {store::ImportKind::households, "households"}, {store::ImportKind::managers, "managers"},
    {store::ImportKind::offices, "offices"},       {store::ImportKind::bills, "bills"}};

}  // namespace

const char* name_of(store::ImportKind kind) {
  return kNames[static_cast<std::size_t>(kind)].second;
}

std::optional<store::ImportKind> import_kind_named(std::string_view name) {
  for (const auto& [kind, known] : kNames) {
    if (name == known) return kind;
  }
  return std::nullopt;
}

ImportFormat format_of(store::ImportKind kind) {
  switch (kind) {
    case store::ImportKind::places:
      return {kPlaceColumns, &read_place_rows};
    case store::ImportKind::supply:
      return {kSupplyColumns, &read_supply_rows};
    case store::ImportKind::managers:
      return {kManagerColumns, &read_manager_rows};
    case store::ImportKind::offices:
      return {kOfficeColumns, &read_office_rows};
    case store::ImportKind::bills:
      return {kBillColumns, &read_bill_rows};
    case store::ImportKind::households:
      break;
  }
  return {kHouseholdColumns, &read_household_rows};
}

Result<ImportReport> import_whole_file(store::Store& store, store::ImportKind kind, const std::string& path,
                                       const model::Rules* rules, const model::TariffBook* tariffs, base::Instant now,
                                       const Progress& progress) {
  const ImportFormat format = format_of(kind);
  return import_file(
      store, path, format.columns, progress,
      [&](store::Writer& writer, const CentreSettings& settings, ImportTable& table, ImportErrors& errors,
          ImportReport& report) -> Result<void> {
        ImportedThings things(writer, settings, rules, now);
        const ImportContext context{tariffs, base::date_of(now, settings.zone), progress, now, settings.zone};
        auto read = format.read(writer, table, errors, context, [&](std::size_t, ImportedThing thing) -> Result<void> {
          const auto before = stored_like(writer, thing);
          if (!before) return tl::unexpected(before.error());
          const auto changed = things.put(std::move(thing), *before);
          if (!changed) return tl::unexpected(changed.error());
          ++(*changed ? report.changed : report.unchanged);
          return {};
        });
        if (!read || !errors.none()) return read;
        return things.finish();
      });
}

}  // namespace gridboard::desk
