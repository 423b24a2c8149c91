// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct MergeRequest {
  std::string receipt;  // what goes on with the other one
  std::string into;
  std::string by;
};

// From now on both residents see the steps of the one that it goes on with; what was merged into the first goes along.
// conflict if one of them is settled already or they are the same; not_found; invalid_input.
[[nodiscard]] base::Result<model::ServiceRequest> merge_request(store::Store& store, const model::Catalogue& catalogue,
                                                                const MergeRequest& wanted, const base::Clock& clock);

// The same within a transaction, of a request that may merge: `leading` isn't merged itself.
[[nodiscard]] base::Result<void> merge_into(store::Writer& writer, const CentreSettings& settings,
                                            const model::Catalogue& catalogue, model::ServiceRequest& request,
                                            const model::ServiceRequest& leading, const std::string& by,
                                            base::Instant now);

}  // namespace gridboard::desk
