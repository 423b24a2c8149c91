// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_offices.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/import_table.hpp"

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
  const auto id = table.required(kId, "every office needs a code");
  const auto name = table.required(kName, "every office needs a name");
  const auto place_path = table.required(kPlace, "give the path of the place that it serves");
  const char* kind = kind_of(table.text(kKind));
  if (kind == nullptr) table.wrong(kKind, "is not a kind; write hall/营业厅, bank/银行, agency/代办点 or online/线上");
  if (place_path) {
    auto place = reader.place(*place_path);
    if (!place) return tl::unexpected(place.error());
    if (!*place) {
      table.wrong(kPlace, "is no place; give the path of one, such as YX/BT, and import the places first");
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

Result<ImportReport> import_offices(store::Store& store, const std::string& path, const Progress& progress) {
  return import_file(store, path, kColumns, progress,
                     [](store::Writer& writer, const CentreSettings& settings, ImportTable& table, ImportErrors& errors,
                        ImportReport& report) -> Result<void> {
                       std::map<std::string, std::size_t> lines;
                       while (true) {
                         const auto more = table.next();
                         if (!more) return tl::unexpected(more.error());
                         if (!*more) return {};
                         auto office = read_office(writer, table);
                         if (!office) return tl::unexpected(office.error());
                         if (!*office) continue;
                         const auto [at, added] = lines.emplace((*office)->id, table.line());
                         if (!added) {
                           table.wrong(
                               kId, "stands on line " + std::to_string(at->second) + " already; leave one of them out");
                         }
                         if (!errors.none()) continue;
                         auto changed = writer.put(**office);
                         if (!changed) return tl::unexpected(changed.error());
                         ++(*changed ? report.changed : report.unchanged);
                         if (!*changed) continue;
                         if (auto done = publish_office(writer, settings, **office); !done) return done;
                       }
                     });
}

}  // namespace gridboard::desk
