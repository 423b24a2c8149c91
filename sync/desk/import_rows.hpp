// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Files of what staff have on paper, one reader a kind: what is wrong with a row becomes an error, what is right is
// handed on in the order in which it is to be stored. Nothing is written here: the same reading is a preview and an
// import. Files of bills by the million have a way of their own (import_bills.hpp).

#include <functional>
#include <span>
#include <string>
#include <variant>

#include "sync/base/time.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/desk/import_table.hpp"
#include "sync/model/household.hpp"
#include "sync/model/place.hpp"
#include "sync/model/tariff.hpp"
#include "sync/store/imports.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// In the order of store::ImportKind.
using ImportedThing =
    std::variant<model::Place, model::SupplyPoint, model::Household, model::Manager, model::Office, model::Bill>;

// What a row may be held against beside the store. Only households and bills need the tariffs, only bills `now`.
struct ImportContext {
  const model::TariffBook* tariffs = nullptr;
  base::Date today{};
  Progress progress;  // may be empty
  base::Instant now{};
  base::Zone zone{};
};

// Not called any more once there is an error. What it returns as an error ends the reading.
using TakeRow = std::function<base::Result<void>(std::size_t line, ImportedThing thing)>;

// Parents may stand behind their children in the file and come before them here.
[[nodiscard]] base::Result<void> read_place_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                 const ImportContext& context, const TakeRow& take);
[[nodiscard]] base::Result<void> read_supply_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                  const ImportContext& context, const TakeRow& take);
[[nodiscard]] base::Result<void> read_household_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                     const ImportContext& context, const TakeRow& take);
[[nodiscard]] base::Result<void> read_manager_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                   const ImportContext& context, const TakeRow& take);
[[nodiscard]] base::Result<void> read_office_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                  const ImportContext& context, const TakeRow& take);
// As import_bills.hpp has the columns. A row doesn't know what the centre does: see keep_what_is_known().
[[nodiscard]] base::Result<void> read_bill_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                                const ImportContext& context, const TakeRow& take);

struct ImportFormat {
  std::span<const ImportColumn> columns;
  base::Result<void> (*read)(store::Reader&, ImportTable&, ImportErrors&, const ImportContext&, const TakeRow&);
};
[[nodiscard]] ImportFormat format_of(store::ImportKind kind);

extern const std::span<const ImportColumn> kPlaceColumns, kSupplyColumns, kHouseholdColumns, kManagerColumns,
    kOfficeColumns;

// "places", as commands and the API call it.
[[nodiscard]] const char* name_of(store::ImportKind kind);
[[nodiscard]] std::optional<store::ImportKind> import_kind_named(std::string_view name);

// The import of a whole file on the disk, all or nothing, without a history: what `gridboard import` does.
[[nodiscard]] base::Result<ImportReport> import_whole_file(store::Store& store, store::ImportKind kind,
                                                           const std::string& path, const model::Rules* rules,
                                                           const model::TariffBook* tariffs, base::Instant now,
                                                           const Progress& progress);

}  // namespace gridboard::desk
