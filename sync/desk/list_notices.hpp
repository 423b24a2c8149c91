// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

enum class NoticeStanding { showing, coming, expired, withdrawn };
[[nodiscard]] const char* name_of(NoticeStanding standing);
[[nodiscard]] NoticeStanding standing(const model::Notice& notice, base::Instant now);

struct ListNotices {
  std::vector<std::string> places;  // notices that boards at or under them get; empty for all
  bool past = false;                // expired and withdrawn ones too
};
// Newest first.
[[nodiscard]] base::Result<std::vector<model::Notice>> list_notices(store::Store& store, const ListNotices& filter,
                                                                    const base::Clock& clock);

}  // namespace gridboard::desk
