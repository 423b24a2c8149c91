// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Columns: 账单编号/bill_no, 户号/account, 账期/period, 上次抄表日/read_from, 本次抄表日/read_to,
// 上次示数/reading_from, 本次示数/reading_to, 电量/energy, 年累计电量/year_to_date, 金额/amount, 应缴日/due; and if
// wanted 峰电量/peak and 谷电量/valley (needed by time-of-use tariffs), 状态/status, 缴费时间/paid_at. The lines of a
// bill are worked out from the tariff in force on its 本次抄表日; their sum must be its amount. Reads and checks on one
// thread, writes on another; memory does not grow with the file but for 14 bytes a bill.
[[nodiscard]] base::Result<ImportReport> import_bills(store::Store& store, const std::string& path,
                                                      const model::Rules& rules, const model::TariffBook& tariffs,
                                                      base::Instant now, const Progress& progress = {});

}  // namespace gridboard::desk
