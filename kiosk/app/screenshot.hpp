// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::app {

// The PNG of a frame as Display::pixels() gives it, in at most `most_bytes`: where it would be larger, half or a
// quarter of its width and height, as much as it takes. too_large if that isn't enough.
[[nodiscard]] base::Result<std::string> screenshot(std::span<const std::uint32_t> pixels, int width,
                                                   std::size_t most_bytes);

}  // namespace gridboard::kiosk::app
