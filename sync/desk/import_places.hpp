// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Columns: 编码/code, 上级/parent (path of the parent, empty for a root), 类型/kind, 名称/name; and if wanted
// 地域/site_class, 客户经理/manager, 台区/supply. A parent may stand anywhere in the file or in the store.
[[nodiscard]] base::Result<ImportReport> import_places(store::Store& store, const std::string& path,
                                                       const Progress& progress = {});

}  // namespace gridboard::desk
