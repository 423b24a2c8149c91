// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Columns: 编号/id, 上级/parent, 类型/kind, 名称/name. A parent may stand anywhere in the file or in the store.
[[nodiscard]] base::Result<ImportReport> import_supply(store::Store& store, const std::string& path,
                                                       const Progress& progress = {});

}  // namespace gridboard::desk
