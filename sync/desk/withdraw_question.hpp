// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/question.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Takes what staff have published under this id off every board: the one that ships with boards, if any, is offered
// again. It stays in the centre's books. A second time changes nothing. not_found.
[[nodiscard]] base::Result<model::PublishedQuestion> withdraw_question(store::Store& store, std::string_view id);

}  // namespace gridboard::desk
