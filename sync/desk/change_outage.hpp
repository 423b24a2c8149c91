// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Reads an outage, lets `change` alter or refuse it, keeps and publishes it, all in one transaction. not_found.
[[nodiscard]] base::Result<model::Outage> change_outage(
    store::Store& store, std::string_view id,
    const std::function<base::Result<void>(store::Writer&, model::Outage&)>& change);
[[nodiscard]] base::Result<model::Outage> change_outage(
    store::Store& store, std::string_view id, const std::function<base::Result<void>(model::Outage&)>& change);

// Keeps the timeline in the order of time, whenever a step is told of.
void add_step(model::Outage& outage, model::OutageStep step);

}  // namespace gridboard::desk
