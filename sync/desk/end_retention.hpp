// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Drops the removals whose retention has ended, counted from the first of these calls after the removal, in writes of
// bounded length; how many. Boards that were away for longer get a snapshot. The server calls it at its start and after
// every local midnight.
[[nodiscard]] base::Result<std::size_t> end_retention(store::Store& store, const model::RetentionRules& rules,
                                                      base::Instant now);

// Drops the blobs that no notice on boards, or to come there, has referred to for as long as the rules say, counted
// from the first of these calls that saw so; how many. Called as above.
[[nodiscard]] base::Result<std::size_t> drop_unused_blobs(store::Store& store, const model::RetentionRules& rules,
                                                          base::Instant now);

// Drops the pictures of locked screens that were taken so long ago; how many. Called as above.
[[nodiscard]] base::Result<std::size_t> drop_board_pictures(store::Store& store, const model::RetentionRules& rules,
                                                            base::Instant now);

}  // namespace gridboard::desk
