// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/bill_row.hpp"

#include <algorithm>

namespace gridboard::store {

namespace {

constexpr std::int64_t kThirteenDigits = std::int64_t{1} << 44;
constexpr int kPeriodBits = 12;
constexpr int kFirstYear = 2000;

void append_number(std::uint64_t value, std::string& out) {
  while (value >= 0x80) {
    out += static_cast<char>((value & 0x7f) | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

// False at the end of the bytes or when the number is too long.
bool take_number(std::string_view& bytes, std::int64_t& value) {
  std::uint64_t result = 0;
  for (int shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    result |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) {
      value = static_cast<std::int64_t>(result);
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> account_column(std::string_view account) {
  if (account.size() != 10 && account.size() != 13) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : account) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return account.size() == 13 ? number | kThirteenDigits : number;
}

std::string account_text(std::int64_t column) {
  const bool long_form = (column & kThirteenDigits) != 0;
  std::string digits(long_form ? 13 : 10, '0');
  std::int64_t number = column & (kThirteenDigits - 1);
  for (std::size_t i = digits.size(); i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
  return digits;
}

std::optional<std::int64_t> bill_id(std::string_view account, base::Month period) {
  const auto number = account_column(account);
  if (!number || !period.ok()) return std::nullopt;
  const int months =
      (static_cast<int>(period.year()) - kFirstYear) * 12 + static_cast<int>(static_cast<unsigned>(period.month())) - 1;
  if (months < 0 || months >= (1 << kPeriodBits)) return std::nullopt;
  return (*number << kPeriodBits) | months;
}

std::vector<std::int64_t> bill_ids(const std::vector<BillKey>& keys) {
  std::vector<std::int64_t> ids;
  ids.reserve(keys.size());
  for (const BillKey& key : keys) {
    if (const auto id = bill_id(key.account, key.period)) ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::int64_t first_bill_id(std::int64_t account) {
  return account << kPeriodBits;
}

std::int64_t account_of_bill(std::int64_t id) {
  return id >> kPeriodBits;
}

base::Month period_of_bill(std::int64_t id) {
  const int months = static_cast<int>(id & ((1 << kPeriodBits) - 1));
  return base::Month(std::chrono::year(kFirstYear + months / 12),
                     std::chrono::month(1 + static_cast<unsigned>(months % 12)));
}

std::optional<std::int64_t> bill_number_column(std::string_view bill_no) {
  if (bill_no.empty() || bill_no.size() > 18 || bill_no.front() == '0') return std::nullopt;
  std::int64_t number = 0;
  for (const char c : bill_no) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

void bind_bill_number(SqlStatement& statement, int index, std::string_view bill_no) {
  if (const auto number = bill_number_column(bill_no)) {
    statement.bind(index, *number);
  } else {
    statement.bind(index, bill_no);
  }
}

void append_lines(const std::vector<model::BillLine>& lines, std::string& out) {
  for (const model::BillLine& line : lines) {
    append_number(static_cast<std::uint64_t>(line.tier) * 4 + static_cast<std::uint64_t>(line.price), out);
    append_number(static_cast<std::uint64_t>(line.energy_wh), out);
    append_number(static_cast<std::uint64_t>(line.price_e4), out);
    append_number(static_cast<std::uint64_t>(line.amount_fen), out);
  }
}

Result<std::vector<model::BillLine>> parse_lines(std::string_view bytes) {
  std::vector<model::BillLine> lines;
  while (!bytes.empty()) {
    std::int64_t head = 0;
    model::BillLine line;
    if (!take_number(bytes, head) || !take_number(bytes, line.energy_wh) || !take_number(bytes, line.price_e4) ||
        !take_number(bytes, line.amount_fen)) {
      return base::fail(base::ErrorCode::corrupt, "the lines of a stored bill are damaged");
    }
    line.tier = static_cast<int>(head / 4);
    line.price = static_cast<model::LinePrice>(head % 4);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace gridboard::store
