// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_bill_rows.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sync/base/money.hpp"
#include "sync/base/paths.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/model/household.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

enum Column : std::size_t {
  kBillNo = kBillNoColumn,
  kAccount,
  kPeriod,
  kReadFrom,
  kReadTo,
  kReadingFrom,
  kReadingTo,
  kEnergy,
  kPeak,
  kValley,
  kYearToDate,
  kAmount,
  kDue,
  kStatus,
  kPaidAt
};
constexpr std::array<ImportColumn, 15> kColumns{{{"账单编号", "bill_no"},
                                                 {"户号", "account"},
                                                 {"账期", "period"},
                                                 {"上次抄表日", "read_from"},
                                                 {"本次抄表日", "read_to"},
                                                 {"上次示数", "reading_from"},
                                                 {"本次示数", "reading_to"},
                                                 {"电量", "energy"},
                                                 {"峰电量", "peak", false},
                                                 {"谷电量", "valley", false},
                                                 {"年累计电量", "year_to_date"},
                                                 {"金额", "amount"},
                                                 {"应缴日", "due"},
                                                 {"状态", "status", false},
                                                 {"缴费时间", "paid_at", false}}};
constexpr std::size_t kLongestBillNo = 25;  // what a payment code has room for

std::string kwh(std::int64_t energy_wh) {
  return base::format_kwh(energy_wh) + " kWh";
}

bool fits_bill_no(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

std::string in_words(const std::vector<model::BillLine>& lines) {
  std::string text;
  for (const model::BillLine& line : lines) {
    if (!text.empty()) text += " + ";
    text += kwh(line.energy_wh) + " at " + base::format_price(line.price_e4);
  }
  return text;
}

// Account and period as one number: a 1 in front keeps leading zeros, and no key is 0.
std::uint64_t key_of(std::string_view account, base::Month period) {
  std::uint64_t number = 1;
  for (const char digit : account) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  const auto months =
      static_cast<std::uint64_t>(static_cast<int>(period.year())) * 12 + static_cast<unsigned>(period.month());
  return number * 131072 + months % 131072;
}

}  // namespace

const std::span<const ImportColumn> kBillColumns = kColumns;

Result<BilledHouseholds> BilledHouseholds::load(store::Reader& reader) {
  BilledHouseholds households;
  std::map<std::string, std::uint32_t> log_numbers, logs_of_units;
  auto done = reader.each_household([&](const model::Household& household) -> Result<void> {
    auto of_unit = logs_of_units.find(household.unit_path);
    if (of_unit == logs_of_units.end()) {
      auto log = log_of(reader, household.unit_path);
      if (!log) return tl::unexpected(log.error());
      const auto [number, added] = log_numbers.emplace(*log, static_cast<std::uint32_t>(households.logs.size()));
      if (added) households.logs.push_back(*log);
      of_unit = logs_of_units.emplace(household.unit_path, number->second).first;
    }
    BilledHousehold billed{household.path(), household.tariff_id, of_unit->second, 0};
    const std::string key = sealing_key_of(household);
    if (key.size() == wire::kHouseholdKeyBytes) {
      households.keys += key;
      billed.key = static_cast<std::uint32_t>(households.keys.size() / wire::kHouseholdKeyBytes);
    }
    households.by_account.emplace(household.account, std::move(billed));
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return households;
}

std::string_view BilledHouseholds::key_of(const BilledHousehold& household) const {
  if (household.key == 0) return {};
  return std::string_view(keys).substr((household.key - 1) * wire::kHouseholdKeyBytes, wire::kHouseholdKeyBytes);
}

std::size_t SeenBills::slot_of(std::uint64_t key) const {
  const std::size_t mask = keys_.size() - 1;
  std::size_t slot = (key * 0x9e3779b97f4a7c15U >> 20) & mask;
  while (keys_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) & mask;
  return slot;
}

void SeenBills::grow() {
  std::vector<std::uint64_t> old_keys(keys_.empty() ? 1024 : keys_.size() * 2, 0);
  std::vector<std::uint32_t> old_lines(old_keys.size(), 0);
  old_keys.swap(keys_);
  old_lines.swap(lines_);
  for (std::size_t i = 0; i < old_keys.size(); ++i) {
    if (old_keys[i] == 0) continue;
    const std::size_t slot = slot_of(old_keys[i]);
    keys_[slot] = old_keys[i];
    lines_[slot] = old_lines[i];
  }
}

std::size_t SeenBills::note(std::string_view account, base::Month period, std::size_t line) {
  if (count_ * 10 >= keys_.size() * 8) grow();
  const std::uint64_t key = key_of(account, period);
  const std::size_t slot = slot_of(key);
  if (keys_[slot] == key) return lines_[slot];
  keys_[slot] = key;
  lines_[slot] = static_cast<std::uint32_t>(line);
  ++count_;
  return 0;
}

std::size_t SeenBills::line_of(std::string_view account, base::Month period) const {
  if (keys_.empty()) return 0;
  const std::size_t slot = slot_of(key_of(account, period));
  return keys_[slot] == 0 ? 0 : lines_[slot];
}

const BilledHousehold* BillRows::read(model::Bill& bill) {
  const BilledHousehold* household = read_identity(bill);
  // All that is wrong with a row is said at once; what depends on wrong fields is left unsaid.
  const bool readings = read_readings(bill);
  const bool energy = read_energy(bill);
  const bool money = read_money(bill);
  if (household == nullptr || !readings || !energy || !money || !read_status(bill)) return nullptr;
  if (bill.reading_to_wh - bill.reading_from_wh != bill.energy_wh) {
    const std::string made = kwh(bill.reading_to_wh - bill.reading_from_wh);
    const std::string from = base::format_kwh(bill.reading_from_wh), to = base::format_kwh(bill.reading_to_wh);
    table_.wrong(kEnergy,
                 {"the readings make " + made + " (" + from + " to " + to + "); correct the energy or a reading",
                  "按示数是 " + made + "（" + from + " 到 " + to + "）；请改正电量或示数"});
    return nullptr;
  }
  bill.tariff_id = household->tariff_id;
  if (!price(bill)) return nullptr;
  if (const std::size_t first = seen_.note(bill.account, bill.period, table_.line()); first != 0) {
    table_.wrong(kPeriod, {"the bill of " + bill.account + " for this period stands on line " + std::to_string(first) +
                               " already; leave one of them out",
                           "第 " + std::to_string(first) + " 行已有 " + bill.account + " 这个账期的账单；请去掉一行"});
    return nullptr;
  }
  return household;
}

const BilledHousehold* BillRows::read_identity(model::Bill& bill) {
  const auto bill_no = table_.required(kBillNo, {"every bill needs its number", "每张账单都要有编号"});
  bool good = bill_no.has_value();
  if (bill_no && (bill_no->size() > kLongestBillNo || !std::all_of(bill_no->begin(), bill_no->end(), fits_bill_no))) {
    table_.wrong(kBillNo, {"is not a bill number; it has at most 25 characters: A-Z, a-z, 0-9 and -",
                           "不是账单编号；最多 25 个字母、数字和连字符"});
    good = false;
  }
  const auto period = table_.month(kPeriod);
  if (period && (static_cast<int>(period->year()) < 2000 || static_cast<int>(period->year()) > 2199)) {
    table_.wrong(kPeriod, {"is not a period of 2000 to 2199", "不是 2000 年到 2199 年之间的账期"});
    good = false;
  }
  const auto account = table_.account(kAccount);
  if (!account) return nullptr;
  const auto household = households_.by_account.find(*account);
  if (household == households_.by_account.end()) {
    table_.wrong(kAccount, {"is no household of this centre; import the households first, or correct the number",
                            "系统里没有这个户号；请先导入客户，或改正户号"});
    return nullptr;
  }
  if (!good || !period) return nullptr;
  bill.bill_no = *bill_no;
  bill.account = *account;
  bill.period = *period;
  return &household->second;
}

bool BillRows::read_readings(model::Bill& bill) {
  const auto from = table_.date(kReadFrom);
  const auto to = table_.date(kReadTo);
  const auto reading_from = table_.energy_wh(kReadingFrom);
  const auto reading_to = table_.energy_wh(kReadingTo);
  bool good = from && to && reading_from && reading_to;
  if (from && to && *to < *from) {
    table_.wrong(kReadTo, {"is before the reading of " + base::format_date(*from) + "; it must be that day or later",
                           "早于上次抄表日 " + base::format_date(*from) + "；应为当天或更晚"});
    good = false;
  }
  if (reading_from && reading_to && *reading_to < *reading_from) {
    table_.wrong(kReadingTo,
                 {"is below the reading before, " + base::format_kwh(*reading_from) +
                      "; a meter never counts backwards (enter a changed meter as two bills)",
                  "小于上次示数 " + base::format_kwh(*reading_from) + "；电表不会倒走（换表请分成两张账单）"});
    good = false;
  }
  if (!good) return false;
  bill.read_from = *from;
  bill.read_to = *to;
  bill.reading_from_wh = *reading_from;
  bill.reading_to_wh = *reading_to;
  return true;
}

bool BillRows::read_energy(model::Bill& bill) {
  const auto energy = table_.energy_wh(kEnergy);
  const auto year_to_date = table_.energy_wh(kYearToDate);
  std::optional<std::int64_t> peak = 0, valley = 0;
  if (!table_.text(kPeak).empty()) peak = table_.energy_wh(kPeak);
  if (!table_.text(kValley).empty()) valley = table_.energy_wh(kValley);
  if (!energy || !year_to_date || !peak || !valley) return false;
  bill.energy_wh = *energy;
  bill.year_to_date_wh = *year_to_date;
  bill.peak_wh = *peak;
  bill.valley_wh = *valley;
  if (*year_to_date >= *energy) return true;
  table_.wrong(kYearToDate, {"is less than the bill's own " + kwh(*energy) + "; it counts this bill too",
                             "小于本期电量 " + kwh(*energy) + "；年累计包含本期"});
  return false;
}

bool BillRows::read_money(model::Bill& bill) {
  const auto amount = table_.amount_fen(kAmount);
  const auto due = table_.date(kDue);
  if (!amount || !due) return false;
  bill.amount_fen = *amount;
  bill.due = *due;
  return true;
}

bool BillRows::read_status(model::Bill& bill) {
  bill.paid_at.reset();
  bill.paid_fen = 0;
  if (bill.due < bill.read_to) {
    table_.wrong(kDue,
                 {"is before the reading of " + base::format_date(bill.read_to) + "; it must be that day or later",
                  "早于本次抄表日 " + base::format_date(bill.read_to) + "；应为当天或更晚"});
    return false;
  }
  const std::string_view paid_at = table_.text(kPaidAt);
  if (!paid_at.empty()) {
    const auto at = base::parse_local_or_rfc3339(paid_at, zone_);
    if (!at) {
      table_.wrong(kPaidAt, {"is not a time; write it as 2026-11-21 16:42", "不是时间；请写成 2026-11-21 16:42"});
      return false;
    }
    if (*at > now_) {
      table_.wrong(kPaidAt, {"lies in the future; correct it, or leave it empty", "在将来；请改正或留空"});
      return false;
    }
    bill.paid_at = *at;
  }
  const std::string_view status = table_.text(kStatus);
  bill.status = bill.paid_at ? model::BillStatus::paid : model::BillStatus::unpaid;
  if (!status.empty()) {
    const auto parsed = model::parse_bill_status(status);
    if (!parsed) {
      table_.wrong(kStatus, {"is not a status; write unpaid/未缴, paid/已缴, disputed/有异议 or corrected/已更正",
                             "不是状态；请写未缴、已缴、有异议或已更正"});
      return false;
    }
    bill.status = *parsed;
  }
  if (bill.paid_at && bill.status == model::BillStatus::unpaid) {
    table_.wrong(kStatus, {"the bill has a time of payment; write paid/已缴, or leave that time empty",
                           "账单有缴费时间；请写已缴，或把缴费时间留空"});
    return false;
  }
  // Nothing is owed: it would be overdue for ever.
  if (bill.status == model::BillStatus::unpaid && bill.amount_fen == 0) bill.status = model::BillStatus::paid;
  if (bill.status == model::BillStatus::paid) bill.paid_fen = bill.amount_fen;
  return true;
}

bool BillRows::price(model::Bill& bill) {
  const model::Tariff* tariff = tariffs_.in_force(bill.tariff_id, bill.read_to);
  if (tariff == nullptr) {
    table_.wrong(kReadTo, {"tariff " + bill.tariff_id + " has no prices for this day; add them to the tariffs first",
                           "电价 " + bill.tariff_id + " 没有当日的价目；请先补充电价"});
    return false;
  }
  const std::int64_t parts_wh = bill.peak_wh + bill.valley_wh;
  if (tariff->time_of_use ? parts_wh != bill.energy_wh : parts_wh != 0 && parts_wh != bill.energy_wh) {
    table_.wrong(kEnergy, {"peak and valley make " + kwh(parts_wh) + "; together they must be the energy",
                           "峰、谷电量合计 " + kwh(parts_wh) + "，应等于电量"});
    return false;
  }
  model::Consumption consumption;
  if (tariff->tier_period == model::TierPeriod::year)
    consumption.used_before_wh = bill.year_to_date_wh - bill.energy_wh;
  if (tariff->time_of_use) {
    consumption.peak_wh = bill.peak_wh;
    consumption.valley_wh = bill.valley_wh;
  } else {
    consumption.flat_wh = bill.energy_wh;
  }
  bill.lines = model::price_consumption(*tariff, consumption);
  const std::int64_t priced_fen = model::total_fen(bill.lines);
  if (priced_fen == bill.amount_fen) return true;
  table_.wrong(kAmount,
               {"the file says " + base::format_yuan(bill.amount_fen) + " yuan, tariff " + bill.tariff_id + " makes " +
                    base::format_yuan(priced_fen) + (bill.lines.empty() ? "" : " (" + in_words(bill.lines) + ")") +
                    "; correct the amount or the energy",
                "文件写 " + base::format_yuan(bill.amount_fen) + " 元，按电价 " + bill.tariff_id + " 应为 " +
                    base::format_yuan(priced_fen) + " 元；请改正金额或电量"});
  return false;
}

}  // namespace gridboard::desk
