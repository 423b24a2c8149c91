// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::link {

// The address of a centre as typed or set, without a slash at the end. invalid_input unless it is https, or plain http
// to this machine itself: nothing that residents type in may cross a network in the clear.
[[nodiscard]] base::Result<std::string> checked_server_url(std::string_view typed);

}  // namespace gridboard::kiosk::link
