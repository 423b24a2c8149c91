// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How places are said: "新华社区 3 栋 2 单元", "3 栋 2 单元 501".

#include <map>
#include <string>
#include <string_view>

#include "sync/model/place.hpp"

namespace gridboard::kiosk::app {

using Places = std::map<std::string, model::Place, std::less<>>;  // by path

// A blank between Chinese characters and figures, as in print: "3栋" -> "3 栋".
[[nodiscard]] std::string spaced(std::string_view text);
// The names from the community down (from `from_kind` on) to this place.
[[nodiscard]] std::string place_words(const Places& places, std::string_view path,
                                      model::PlaceKind from_kind = model::PlaceKind::community);
// The nearest manager at or above this place, "" if none is named.
[[nodiscard]] std::string manager_of(const Places& places, std::string_view path);
[[nodiscard]] model::SiteClass site_class_of(const Places& places, std::string_view path);

}  // namespace gridboard::kiosk::app
