// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reading what a provider says. Stays in this room.

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace gridboard::oidc {

// Nothing if it is no JSON object, or nested deeper than any of these is.
[[nodiscard]] std::optional<boost::json::object> parse_object(std::string_view text);
// "" if it isn't there or no text.
[[nodiscard]] std::string text_in(const boost::json::object& object, std::string_view name);

}  // namespace gridboard::oidc
