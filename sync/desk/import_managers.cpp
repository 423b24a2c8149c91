// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_managers.hpp"

#include <array>
#include <map>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/import_table.hpp"

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

Result<ImportReport> import_managers(store::Store& store, const std::string& path, const Progress& progress) {
  return import_file(store, path, kColumns, progress,
                     [](store::Writer& writer, const CentreSettings& settings, ImportTable& table, ImportErrors& errors,
                        ImportReport& report) -> Result<void> {
                       std::map<std::string, std::size_t> lines;
                       while (true) {
                         const auto more = table.next();
                         if (!more) return tl::unexpected(more.error());
                         if (!*more) return {};
                         const auto id = table.required(kId, "every manager needs a code");
                         const auto name = table.required(kName, "every manager needs a name");
                         if (!id || !name) continue;
                         const model::Manager manager{std::string(*id),
                                                      std::string(*name),
                                                      std::string(table.text(kTitle)),
                                                      std::string(table.text(kPhone)),
                                                      std::string(table.text(kHours)),
                                                      std::string(table.text(kServes)),
                                                      std::string(table.text(kPortrait))};
                         const auto [at, added] = lines.emplace(manager.id, table.line());
                         if (!added) {
                           table.wrong(
                               kId, "stands on line " + std::to_string(at->second) + " already; leave one of them out");
                         }
                         if (!errors.none()) continue;
                         auto changed = writer.put(manager);
                         if (!changed) return tl::unexpected(changed.error());
                         ++(*changed ? report.changed : report.unchanged);
                         if (!*changed) continue;
                         if (auto done = publish_manager(writer, settings, manager); !done) return done;
                       }
                     });
}

}  // namespace gridboard::desk
