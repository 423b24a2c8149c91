// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_households.hpp"

#include <array>
#include <map>
#include <set>

#include "sync/desk/import_rows.hpp"
#include "sync/model/household.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t { kAccount, kUnit, kDoor, kName, kPhone, kTariff, kMeter, kSupply, kConsent, kCare };
constexpr std::array<ImportColumn, 10> kColumns{{{"户号", "account"},
                                                 {"单元", "unit"},
                                                 {"门牌", "door"},
                                                 {"户名", "name"},
                                                 {"电话", "phone", false},
                                                 {"电价", "tariff"},
                                                 {"表号", "meter", false},
                                                 {"台区", "supply", false},
                                                 {"同意提示", "consent", false},
                                                 {"关爱", "care", false}}};
constexpr std::size_t kRowsBetweenProgress = 256;

// Checks rows against the store and against the rows before them.
class HouseholdRows {
 public:
  HouseholdRows(store::Reader& reader, ImportTable& table, const model::TariffBook& tariffs, base::Date today)
      : reader_(reader), table_(table), tariffs_(tariffs), today_(today) {}

  // The household of the present row; unset if something is wrong with it, which is an error already.
  Result<std::optional<model::Household>> read() {
    good_ = true;
    model::Household household;
    if (const auto account = table_.account(kAccount)) {
      household.account = *account;
    } else {
      good_ = false;
    }
    if (auto done = read_door(household); !done) return tl::unexpected(done.error());
    read_customer(household);
    if (auto done = read_supply(household); !done) return tl::unexpected(done.error());
    if (good_) check_duplicates(household);
    if (!good_) return std::optional<model::Household>();
    return household;
  }

 private:
  void wrong(std::size_t column, ImportProblem problem) {
    good_ = false;
    table_.wrong(column, std::move(problem));
  }

  Result<void> read_door(model::Household& household) {
    household.unit_path = table_.text(kUnit);
    household.door = table_.text(kDoor);
    if (household.door.empty() || household.door.find_first_of("/| \"") != std::string::npos) {
      wrong(kDoor, {"is not a door; write what stands on it, such as 501, without / | \" and spaces",
                    "不是门牌；请照门上的写，例如 501，不能含 / | \" 和空格"});
    }
    if (known_units_.contains(household.unit_path)) return {};
    auto place = reader_.place(household.unit_path);
    if (!place) return tl::unexpected(place.error());
    if (!*place) {
      wrong(kUnit, {"is no place; give the path of the unit, such as YX/BT/G1/XH/3/2, and import the places first",
                    "没有这个单元；请写单元的路径，例如 YX/BT/G1/XH/3/2，并先导入楼栋"});
    } else if ((*place)->kind < model::PlaceKind::community) {
      wrong(kUnit,
            {std::string("is a ") + name_of((*place)->kind) + "; a household is below a community, building or unit",
             "级别不对；住户要放在社区、楼栋或单元下"});
    } else {
      known_units_.insert(household.unit_path);
    }
    return {};
  }

  void read_customer(model::Household& household) {
    household.name = table_.text(kName);
    if (household.name.empty()) {
      wrong(kName, {"is empty; write the name of the account's holder", "是空的；请写户名"});
    }
    household.phone = table_.text(kPhone);
    if (household.phone.find_first_not_of("0123456789+- ") != std::string::npos) {
      wrong(kPhone, {"is not a phone number; write digits, such as 13800008000 or 0571-88001234",
                     "不是电话号码；请写数字，例如 13800008000 或 0571-88001234"});
    }
    household.tariff_id = table_.text(kTariff);
    if (tariffs_.in_force(household.tariff_id, today_) == nullptr) {
      const std::string known = known_tariffs();
      wrong(kTariff, {"is no tariff; known: " + known, "没有这种电价；可用：" + known});
    }
    household.meter_no = table_.text(kMeter);
    household.care = table_.text(kCare);
    const std::string_view consent = table_.text(kConsent);
    household.consent_notice = consent == "是" || consent == "1" || consent == "yes";
    if (!household.consent_notice && !consent.empty() && consent != "否" && consent != "0" && consent != "no") {
      wrong(kConsent, {"is neither yes nor no; write 是/1 or 否/0", "要写“是”或“否”"});
    }
  }

  Result<void> read_supply(model::Household& household) {
    household.supply_id = table_.text(kSupply);
    if (household.supply_id.empty() || known_supply_.contains(household.supply_id)) return {};
    auto point = reader_.supply_point(household.supply_id);
    if (!point) return tl::unexpected(point.error());
    if (*point) {
      known_supply_.insert(household.supply_id);
    } else {
      wrong(kSupply, {"is no supply point; import the supply points first, or correct the code",
                      "没有这个台区；请先导入供电线路，或改正编号"});
    }
    return {};
  }

  void check_duplicates(const model::Household& household) {
    const auto [account, new_account] = accounts_.emplace(household.account, table_.line());
    if (!new_account) wrong(kAccount, repeated(account->second));
    const auto [door, new_door] = doors_.emplace(household.path(), table_.line());
    if (!new_door) {
      const std::string first = std::to_string(door->second);
      wrong(kDoor, {"line " + first + " has this door of " + household.unit_path +
                        " already; give each household a door of its own, such as 501-甲",
                    "第 " + first + " 行已有 " + household.unit_path + " 的这个门牌；请给每户不同的门牌，例如 501-甲"});
    }
  }

  [[nodiscard]] std::string known_tariffs() const {
    std::set<std::string> ids;
    for (const model::Tariff& tariff : tariffs_.all()) ids.insert(tariff.id);
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
    return text;
  }

  store::Reader& reader_;
  ImportTable& table_;
  const model::TariffBook& tariffs_;
  base::Date today_;
  bool good_ = true;
  std::set<std::string> known_units_, known_supply_;
  std::map<std::string, std::size_t> accounts_, doors_;
};

}  // namespace

const std::span<const ImportColumn> kHouseholdColumns(kColumns);

Result<void> read_household_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                                 const ImportContext& context, const TakeRow& take) {
  HouseholdRows rows(reader, table, *context.tariffs, context.today);
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (context.progress && table.rows() % kRowsBetweenProgress == 0) context.progress(table.progress());
    auto household = rows.read();
    if (!household) return tl::unexpected(household.error());
    if (!*household || !errors.none()) continue;
    if (auto taken = take(table.line(), std::move(**household)); !taken) return taken;
  }
}

Result<ImportReport> import_households(store::Store& store, const std::string& path, const model::Rules& rules,
                                       const model::TariffBook& tariffs, base::Instant now, const Progress& progress) {
  return import_whole_file(store, store::ImportKind::households, path, &rules, &tariffs, now, progress);
}

}  // namespace gridboard::desk
