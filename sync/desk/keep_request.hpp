// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Every change of a request goes through here, so that all who follow it see it.

#include <optional>
#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Puts it and sends its state to the board that took it in, and to the boards of those that were merged into it. While
// it is open and its kind asks neighbours whether theirs is the same, the boards of its building hold a report of it.
[[nodiscard]] base::Result<void> keep_request(store::Writer& writer, const CentreSettings& settings,
                                              const model::Catalogue& catalogue, const model::ServiceRequest& request);

// The request that staff work on: itself, or the one that it was merged into.
[[nodiscard]] base::Result<model::ServiceRequest> leading_request(store::Reader& reader,
                                                                  const model::ServiceRequest& request);
// As the resident sees it: with the state, the promise and the steps of the leading one.
[[nodiscard]] base::Result<model::ServiceRequest> as_followed(store::Reader& reader,
                                                              const model::ServiceRequest& request);

// The answer that neighbours are asked about: "" if they aren't.
[[nodiscard]] std::string neighbour_choice(const model::Catalogue& catalogue, const model::ServiceRequest& request);
// The building that `path` lies in; "" for what lies in none.
[[nodiscard]] base::Result<std::string> building_of(store::Reader& reader, std::string_view path);
[[nodiscard]] bool is_open(model::RequestState state);
// The open request of this kind in the building that neighbours know by that id, if there is one.
[[nodiscard]] base::Result<std::optional<model::ServiceRequest>> reported_request(store::Reader& reader,
                                                                                  const CentreSettings& settings,
                                                                                  std::string_view building,
                                                                                  std::string_view kind,
                                                                                  std::string_view public_id);

}  // namespace gridboard::desk
