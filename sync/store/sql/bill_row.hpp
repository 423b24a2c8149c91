// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How accounts, bills and their lines stand in columns (migrations/0001_first.sql).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/bill.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

using base::Result;

// Unset if `account` isn't 10 or 13 digits.
[[nodiscard]] std::optional<std::int64_t> account_column(std::string_view account);
[[nodiscard]] std::string account_text(std::int64_t column);

// Bills of an account are consecutive, by period. Unset for a bad account or a period before 2000 or after 2340.
[[nodiscard]] std::optional<std::int64_t> bill_id(std::string_view account, base::Month period);
// Of those that can be there, each once, ascending.
[[nodiscard]] std::vector<std::int64_t> bill_ids(const std::vector<BillKey>& keys);
[[nodiscard]] std::int64_t first_bill_id(std::int64_t account);
[[nodiscard]] std::int64_t account_of_bill(std::int64_t id);
[[nodiscard]] base::Month period_of_bill(std::int64_t id);

// The number that stands for a bill number, if turning it into text again gives the same.
[[nodiscard]] std::optional<std::int64_t> bill_number_column(std::string_view bill_no);
void bind_bill_number(SqlStatement& statement, int index, std::string_view bill_no);

// Each line as LEB128 numbers: tier * 4 + price, energy, price_e4, amount.
void append_lines(const std::vector<model::BillLine>& lines, std::string& out);
[[nodiscard]] Result<std::vector<model::BillLine>> parse_lines(std::string_view bytes);

// Order of the columns in every statement on bills, `id` first.
inline constexpr const char* kBillColumns =
    "id, bill_no, read_from, read_to, reading_from, reading_to, energy, peak, valley, year_to_date, tariff, lines, "
    "amount, due, status, paid, paid_at";
// Behind them, in what is read: what only the desk sets, and no file.
inline constexpr const char* kDisputeColumns = ", fee_free_days, disputed_on";

}  // namespace gridboard::store
