// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_places.hpp"

#include <array>
#include <map>

#include "sync/base/paths.hpp"
#include "sync/desk/import_rows.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t { kCode, kParent, kKind, kName, kSiteClass, kManager, kSupply };
constexpr std::array<ImportColumn, 7> kColumns{{{"编码", "code"},
                                                {"上级", "parent"},
                                                {"类型", "kind"},
                                                {"名称", "name"},
                                                {"地域", "site_class", false},
                                                {"客户经理", "manager", false},
                                                {"台区", "supply", false}}};
constexpr const char* kKindsInOrder =
    "company/公司, district/区县, grid/网格, community/社区, building/楼栋, unit/单元";
constexpr const char* kKindsInChinese = "公司、区县、网格、社区、楼栋、单元";

std::string in_chinese(model::PlaceKind kind) {
  constexpr const char* kNames[] = {"公司", "区县", "网格", "社区", "楼栋", "单元", "户"};
  return kNames[static_cast<std::size_t>(kind)];
}

struct Row {
  model::Place place;
  std::size_t line = 0;
};
using Rows = std::map<std::string, Row>;  // by path: parents come before what is below them

std::optional<model::Place> read_place(ImportTable& table) {
  const auto code = table.required(kCode, {"every place needs a code", "每个地点都要有编码"});
  const auto name = table.required(kName, {"every place needs a name", "每个地点都要有名称"});
  const bool plain = !code || code->find_first_of("/| \t\n\"") == std::string_view::npos;
  if (!plain) {
    table.wrong(kCode, {"is not a code; leave out / | \" and spaces (the place above goes into 上级/parent)",
                        "不是编码；不能含 / | \" 和空格（上级写在“上级”一列）"});
  }
  const auto kind = model::parse_place_kind(table.text(kKind));
  if (!kind) {
    table.wrong(kKind, {std::string("is not a kind; write one of ") + kKindsInOrder,
                        std::string("没有这种类型；请写") + kKindsInChinese});
  }
  const bool door = kind && *kind == model::PlaceKind::household;
  if (door) {
    table.wrong(kKind,
                {"households are imported from their own file (gridboard import households)", "住户要用住户文件导入"});
  }
  base::Result<model::SiteClass> site_class = model::SiteClass::city;
  if (!table.text(kSiteClass).empty()) site_class = model::parse_site_class(table.text(kSiteClass));
  if (!site_class) {
    table.wrong(kSiteClass, {"is not a site class; write city/城市, rural/农村 or remote/边远",
                             "没有这种地域；请写城市、农村或边远"});
  }
  if (!code || !name || !plain || !kind || door || !site_class) return std::nullopt;
  const std::string_view parent = table.text(kParent);
  return model::Place{parent.empty() ? std::string(*code) : std::string(parent) + "/" + std::string(*code),
                      *kind,
                      std::string(*name),
                      *site_class,
                      std::string(table.text(kManager)),
                      std::string(table.text(kSupply))};
}

Result<Rows> read_rows(ImportTable& table) {
  Rows rows;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return rows;
    const auto place = read_place(table);
    if (!place) continue;
    const auto [at, added] = rows.emplace(place->path, Row{*place, table.line()});
    if (!added) {
      const std::string first = std::to_string(at->second.line);
      table.wrong(kCode, {"the place " + place->path + " stands on line " + first + " already; leave one of them out",
                          "地点 " + place->path + " 在第 " + first + " 行已有；请去掉一行"});
    }
  }
}

Result<std::optional<model::Place>> find(store::Reader& reader, const Rows& rows, std::string_view path) {
  if (const auto in_file = rows.find(std::string(path)); in_file != rows.end()) return in_file->second.place;
  return reader.place(path);
}

Result<void> check_parent(store::Reader& reader, const Rows& rows, const Row& row, const ImportTable& table,
                          ImportErrors& errors) {
  const std::string_view parent_path = base::parent_path(row.place.path);
  if (parent_path.empty()) return {};
  auto parent = find(reader, rows, parent_path);
  if (!parent) return tl::unexpected(parent.error());
  if (!*parent) {
    errors.add(row.line, table.name(kParent), parent_path,
               {"is neither in this file nor in the store; give the path of a place that is, such as YX/BT",
                "文件里和系统里都没有这个上级；请写已有地点的路径，例如 YX/BT"});
  } else if ((*parent)->kind >= row.place.kind) {
    errors.add(row.line, table.name(kParent), parent_path,
               {std::string("is a ") + name_of((*parent)->kind) + ", and a " + name_of(row.place.kind) +
                    " can't be below one; the order is " + kKindsInOrder,
                "上级是" + in_chinese((*parent)->kind) + "，下面不能放" + in_chinese(row.place.kind) + "；顺序是" +
                    kKindsInChinese});
  }
  return {};
}

Result<void> check(store::Reader& reader, const Rows& rows, const Row& row, const ImportTable& table,
                   ImportErrors& errors) {
  if (auto done = check_parent(reader, rows, row, table, errors); !done) return done;
  auto stored = reader.place(row.place.path);
  if (!stored) return tl::unexpected(stored.error());
  // Which log a place's records live in depends on its kind.
  if (*stored && (*stored)->kind != row.place.kind) {
    errors.add(row.line, table.name(kKind), name_of(row.place.kind),
               {std::string("the place is a ") + name_of((*stored)->kind) +
                    " in the store, and a kind never changes; give the new place a code of its own",
                "系统里这个地点是" + in_chinese((*stored)->kind) + "，类型不能改；新地点请用新的编码"});
  }
  if (row.place.supply_id.empty()) return {};
  auto supply = reader.supply_point(row.place.supply_id);
  if (!supply) return tl::unexpected(supply.error());
  if (!*supply) {
    errors.add(row.line, table.name(kSupply), row.place.supply_id,
               {"is no supply point; import the supply points first, or correct the code",
                "没有这个台区；请先导入供电线路，或改正编号"});
  }
  return {};
}

}  // namespace

const std::span<const ImportColumn> kPlaceColumns(kColumns);

Result<void> read_place_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors, const ImportContext&,
                             const TakeRow& take) {
  const auto rows = read_rows(table);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& [path, row] : *rows) {
    if (auto done = check(reader, *rows, row, table, errors); !done) return done;
  }
  for (const auto& [path, row] : *rows) {
    if (!errors.none()) return {};
    if (auto taken = take(row.line, row.place); !taken) return taken;
  }
  return {};
}

Result<ImportReport> import_places(store::Store& store, const std::string& path, const Progress& progress) {
  return import_whole_file(store, store::ImportKind::places, path, nullptr, nullptr, {}, progress);
}

}  // namespace gridboard::desk
