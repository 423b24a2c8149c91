// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Takes a notice off every board; it stays in the centre's books. A second time changes nothing. not_found.
[[nodiscard]] base::Result<model::Notice> withdraw_notice(store::Store& store, std::string_view id);

}  // namespace gridboard::desk
