// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_managers.hpp"

#include <array>
#include <map>

#include "sync/desk/import_rows.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t { kId, kName, kTitle, kPhone, kHours, kServes, kPortrait };
constexpr std::array<ImportColumn, 7> kColumns{{{"编号", "id"},
                                                {"姓名", "name"},
                                                {"职务", "title", false},
                                                {"电话", "phone", false},
                                                {"服务时间", "hours", false},
                                                {"职责", "serves", false},
                                                {"照片", "portrait", false}}};

}  // namespace

const std::span<const ImportColumn> kManagerColumns(kColumns);

Result<void> read_manager_rows(store::Reader&, ImportTable& table, ImportErrors& errors, const ImportContext&,
                               const TakeRow& take) {
  std::map<std::string, std::size_t> lines;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    const auto id = table.required(kId, {"every manager needs a code", "每位客户经理都要有编号"});
    const auto name = table.required(kName, {"every manager needs a name", "每位客户经理都要有姓名"});
    if (!id || !name) continue;
    model::Manager manager{std::string(*id),
                           std::string(*name),
                           std::string(table.text(kTitle)),
                           std::string(table.text(kPhone)),
                           std::string(table.text(kHours)),
                           std::string(table.text(kServes)),
                           std::string(table.text(kPortrait))};
    const auto [at, added] = lines.emplace(manager.id, table.line());
    if (!added) table.wrong(kId, repeated(at->second));
    if (!errors.none()) continue;
    if (auto taken = take(table.line(), std::move(manager)); !taken) return taken;
  }
}

Result<ImportReport> import_managers(store::Store& store, const std::string& path, const Progress& progress) {
  return import_whole_file(store, store::ImportKind::managers, path, nullptr, nullptr, {}, progress);
}

}  // namespace gridboard::desk
