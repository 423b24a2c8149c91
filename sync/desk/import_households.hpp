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

// Columns: 户号/account, 单元/unit (path), 门牌/door, 户名/name, 电价/tariff; and if wanted 电话/phone, 表号/meter,
// 台区/supply, 同意提示/consent (是/否), 关爱/care. A PIN that was issued stays. A household that moved takes its
// bills along.
[[nodiscard]] base::Result<ImportReport> import_households(store::Store& store, const std::string& path,
                                                           const model::Rules& rules, const model::TariffBook& tariffs,
                                                           base::Instant now, const Progress& progress = {});

}  // namespace gridboard::desk
