// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_supply.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sync/desk/import_rows.hpp"

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
    const auto id = table.required(kId, {"every supply point needs the supplier's code", "每个供电点都要有编号"});
    const auto name = table.required(kName, {"every supply point needs a name", "每个供电点都要有名称"});
    const auto kind = model::parse_supply_kind(table.text(kKind));
    if (!kind) {
      table.wrong(kKind, {"is not a kind; write substation/变电站, feeder/线路 or transformer_district/台区",
                          "没有这种类型；请写变电站、线路或台区"});
    }
    if (!id || !name || !kind) continue;
    model::SupplyPoint point{std::string(*id), std::string(table.text(kParent)), *kind, std::string(*name)};
    const auto [at, added] = rows.emplace(point.id, Row{point, table.line()});
    if (!added) table.wrong(kId, repeated(at->second.line));
  }
}

// The parent must be there, in the file or in the store, and be of a higher kind: so there are no circles either.
Result<std::optional<ImportProblem>> parent_problem(store::Reader& reader, const std::map<std::string, Row>& rows,
                                                    const model::SupplyPoint& point) {
  if (point.parent_id.empty()) {
    if (point.kind == model::SupplyKind::substation) return std::nullopt;
    return ImportProblem("is empty; only a substation has no parent", "是空的；只有变电站没有上级");
  }
  std::optional<model::SupplyPoint> parent;
  if (const auto in_file = rows.find(point.parent_id); in_file != rows.end()) {
    parent = in_file->second.point;
  } else {
    auto stored = reader.supply_point(point.parent_id);
    if (!stored) return tl::unexpected(stored.error());
    parent = *stored;
  }
  if (!parent) {
    return ImportProblem("is neither in this file nor in the store; give the 编号 of a supply point that is",
                         "文件里和系统里都没有这个上级；请写已有供电点的编号");
  }
  if (parent->kind < point.kind) return std::nullopt;
  return ImportProblem(std::string("is a ") + name_of(parent->kind) + ", and a " + name_of(point.kind) +
                           " can't hang below one; the order is substation, feeder, transformer_district",
                       "上下级反了；顺序是变电站、线路、台区");
}

// Those from which it is fed come first.
std::vector<const Row*> in_order(const std::map<std::string, Row>& rows) {
  std::vector<const Row*> ordered;
  for (const auto& [id, row] : rows) ordered.push_back(&row);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Row* a, const Row* b) { return a->point.kind < b->point.kind; });
  return ordered;
}

}  // namespace

const std::span<const ImportColumn> kSupplyColumns(kColumns);

Result<void> read_supply_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors, const ImportContext&,
                              const TakeRow& take) {
  const auto rows = read_rows(table);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& [id, row] : *rows) {
    auto problem = parent_problem(reader, *rows, row.point);
    if (!problem) return tl::unexpected(problem.error());
    if (*problem) errors.add(row.line, table.name(kParent), row.point.parent_id, std::move(**problem));
  }
  for (const Row* row : in_order(*rows)) {
    if (!errors.none()) return {};
    if (auto taken = take(row->line, row->point); !taken) return taken;
  }
  return {};
}

Result<ImportReport> import_supply(store::Store& store, const std::string& path, const Progress& progress) {
  return import_whole_file(store, store::ImportKind::supply, path, nullptr, nullptr, {}, progress);
}

}  // namespace gridboard::desk
