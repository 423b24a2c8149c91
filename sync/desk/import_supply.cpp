// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_supply.hpp"

#include <array>
#include <map>

#include "sync/desk/import_table.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t { kId, kParent, kKind, kName };
constexpr std::array<ImportColumn, 4> kColumns{
    {{"编号", "id"}, {"上级", "parent"}, {"类型", "kind"}, {"名称", "name"}}};

struct Row {
  model::SupplyPoint point;
  std::size_t line = 0;
};

// The rows by id; what is wrong in itself is an error already.
Result<std::map<std::string, Row>> read_rows(ImportTable& table) {
  std::map<std::string, Row> rows;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return rows;
    const auto id = table.required(kId, "every supply point needs the supplier's code");
    const auto name = table.required(kName, "every supply point needs a name");
    const auto kind = model::parse_supply_kind(table.text(kKind));
    if (!kind) table.wrong(kKind, "is not a kind; write substation/变电站, feeder/线路 or transformer_district/台区");
    if (!id || !name || !kind) continue;
    model::SupplyPoint point{std::string(*id), std::string(table.text(kParent)), *kind, std::string(*name)};
    const auto [at, added] = rows.emplace(point.id, Row{point, table.line()});
    if (!added)
      table.wrong(kId, "stands on line " + std::to_string(at->second.line) + " already; leave one of them out");
  }
}

// The parent must be there, in the file or in the store, and be of a higher kind: so there are no circles either.
Result<std::string> parent_problem(store::Reader& reader, const std::map<std::string, Row>& rows,
                                   const model::SupplyPoint& point) {
  if (point.parent_id.empty()) {
    if (point.kind == model::SupplyKind::substation) return "";
    return "is empty; only a substation has no parent";
  }
  std::optional<model::SupplyPoint> parent;
  if (const auto in_file = rows.find(point.parent_id); in_file != rows.end()) {
    parent = in_file->second.point;
  } else {
    auto stored = reader.supply_point(point.parent_id);
    if (!stored) return tl::unexpected(stored.error());
    parent = *stored;
  }
  if (!parent) return "is neither in this file nor in the store; give the 编号 of a supply point that is";
  if (parent->kind < point.kind) return "";
  return std::string("is a ") + name_of(parent->kind) + ", and a " + name_of(point.kind) +
         " can't hang below one; the order is substation, feeder, transformer_district";
}

}  // namespace

Result<ImportReport> import_supply(store::Store& store, const std::string& path, const Progress& progress) {
  return import_file(store, path, kColumns, progress,
                     [](store::Writer& writer, const CentreSettings&, ImportTable& table, ImportErrors& errors,
                        ImportReport& report) -> Result<void> {
                       auto rows = read_rows(table);
                       if (!rows) return tl::unexpected(rows.error());
                       for (const auto& [id, row] : *rows) {
                         auto problem = parent_problem(writer, *rows, row.point);
                         if (!problem) return tl::unexpected(problem.error());
                         if (!problem->empty())
                           errors.add(row.line, table.name(kParent), row.point.parent_id, *problem);
                         if (!errors.none()) continue;
                         auto changed = writer.put(row.point);
                         if (!changed) return tl::unexpected(changed.error());
                         ++(*changed ? report.changed : report.unchanged);
                       }
                       return {};
                     });
}

}  // namespace gridboard::desk
