// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Columns: 编号/id, 地点/place (path), 类型/kind (hall, bank, agency, online), 名称/name; and if wanted 地址/address,
// 时间/hours, 电话/phone, 业务/services.
[[nodiscard]] base::Result<ImportReport> import_offices(store::Store& store, const std::string& path,
                                                        const Progress& progress = {});

}  // namespace gridboard::desk
