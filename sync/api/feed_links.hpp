// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where the public reads what staff look at. Addresses are whole where the centre has a public address, otherwise from
// the server's root. Stays in this room.

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::api {

// Nothing while the public was told nothing of it.
[[nodiscard]] base::Result<std::optional<boost::json::object>> outage_feeds(store::Reader& reader,
                                                                            std::string_view outage_id);
// Nothing while the public was told of no outage there, and for a household's own place, which has no feeds.
[[nodiscard]] base::Result<std::optional<boost::json::object>> place_feeds(store::Reader& reader,
                                                                           const model::Place& place);

}  // namespace gridboard::api
