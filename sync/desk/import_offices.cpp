// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_offices.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sync/desk/import_rows.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t { kId, kPlace, kKind, kName, kAddress, kHours, kPhone, kServices };
constexpr std::array<ImportColumn, 8> kColumns{{{"编号", "id"},
                                                {"地点", "place"},
                                                {"类型", "kind"},
                                                {"名称", "name"},
                                                {"地址", "address", false},
                                                {"时间", "hours", false},
                                                {"电话", "phone", false},
                                                {"业务", "services", false}}};

constexpr std::array<std::pair<const char*, const char*>, 4> kKinds{
    {{"hall", "营业厅"}, {"bank", "银行"}, {"agency", "代办点"}, {"online", "线上"}}};

const char* kind_of(std::string_view written) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const auto& kind) { return written == kind.first || written == kind.second; });
  return found == kKinds.end() ? nullptr : found->first;
}

Result<std::optional<model::Office>> read_office(store::Reader& reader, ImportTable& table) {
  const auto id = table.required(kId, {"every office needs a code", "每个网点都要有编号"});
  const auto name = table.required(kName, {"every office needs a name", "每个网点都要有名称"});
  const auto place_path =
      table.required(kPlace, {"give the path of the place that it serves", "请写它服务的地点的路径"});
  const char* kind = kind_of(table.text(kKind));
  if (kind == nullptr) {
    table.wrong(kKind, {"is not a kind; write hall/营业厅, bank/银行, agency/代办点 or online/线上",
                        "没有这种类型；请写营业厅、银行、代办点或线上"});
  }
  if (place_path) {
    auto place = reader.place(*place_path);
    if (!place) return tl::unexpected(place.error());
    if (!*place) {
      table.wrong(kPlace, {"is no place; give the path of one, such as YX/BT, and import the places first",
                           "没有这个地点；请写地点的路径，例如 YX/BT，并先导入楼栋"});
      return std::optional<model::Office>();
    }
  }
  if (!id || !name || !place_path || kind == nullptr) return std::optional<model::Office>();
  return model::Office{std::string(*id),
                       std::string(*place_path),
                       kind,
                       std::string(*name),
                       std::string(table.text(kAddress)),
                       std::string(table.text(kHours)),
                       std::string(table.text(kPhone)),
                       std::string(table.text(kServices))};
}

}  // namespace

const std::span<const ImportColumn> kOfficeColumns(kColumns);

Result<void> read_office_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors, const ImportContext&,
                              const TakeRow& take) {
  std::map<std::string, std::size_t> lines;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    auto office = read_office(reader, table);
    if (!office) return tl::unexpected(office.error());
    if (!*office) continue;
    const auto [at, added] = lines.emplace((*office)->id, table.line());
    if (!added) table.wrong(kId, repeated(at->second));
    if (!errors.none()) continue;
    if (auto taken = take(table.line(), std::move(**office)); !taken) return taken;
  }
}

Result<ImportReport> import_offices(store::Store& store, const std::string& path, const Progress& progress) {
  return import_whole_file(store, store::ImportKind::offices, path, nullptr, nullptr, {}, progress);
}

}  // namespace gridboard::desk
