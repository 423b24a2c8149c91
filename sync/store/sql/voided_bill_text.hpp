// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A bill that was replaced, as one text of a row: numbers in the order of the columns of `bill`, its lines in hex, and
// its tariff last. Number, account and period stand in columns of their own.

#include <string>
#include <string_view>

#include "sync/model/bill.hpp"

namespace gridboard::store {

[[nodiscard]] std::string text_of_bill(const model::Bill& bill);
// What can't be read is left as an empty bill has it: it is only looked at.
[[nodiscard]] model::Bill bill_in_text(std::string_view text);

}  // namespace gridboard::store
