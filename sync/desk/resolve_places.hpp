// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From what staff write after --place to places.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/household.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// A path of codes ("YX/BT/G1/XH/3/2"), a path of names or its end ("新华社区/3栋/2单元"), or a name that is unique.
// not_found suggests what is near; ambiguous lists what it fits (at most ten); invalid_input if nothing was written.
[[nodiscard]] base::Result<model::Place> resolve_place(store::Reader& reader, std::string_view written);
// Each of them; one that lies within another one given, or is repeated, is left out. At least one must be given.
[[nodiscard]] base::Result<std::vector<model::Place>> resolve_places(store::Reader& reader,
                                                                     const std::vector<std::string>& written);
// An account number, or a place followed by a door: "新华社区/3栋/2单元/501", "YX/BT/G1/XH/3/2/501".
[[nodiscard]] base::Result<model::Household> resolve_household(store::Reader& reader, std::string_view written);

// "新华社区/3栋/2单元": names from the community down, or from the root for what lies above a community.
[[nodiscard]] base::Result<std::string> place_in_words(store::Reader& reader, std::string_view path);
// Leaves out every path that another one contains; sorted.
[[nodiscard]] std::vector<std::string> without_contained(std::vector<std::string> paths);

}  // namespace gridboard::desk
