// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Columns: 编号/id, 姓名/name; and if wanted 职务/title, 电话/phone, 服务时间/hours, 职责/serves, 照片/portrait.
// Before or after the places that name them.
[[nodiscard]] base::Result<ImportReport> import_managers(store::Store& store, const std::string& path,
                                                         const Progress& progress = {});

}  // namespace gridboard::desk
