// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/model/notice.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Takes a notice off every board by command, whatever it stands at; it stays in the centre's books. A second time
// changes nothing. not_found.
[[nodiscard]] base::Result<model::Notice> withdraw_notice(store::Store& store, const Actor& actor, std::string_view id,
                                                          base::Instant now);

}  // namespace gridboard::desk
