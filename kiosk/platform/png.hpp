// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::platform {

// The bytes of a PNG of these pixels, 0xAARRGGBB in rows of `width`: what Display::pixels() gives.
[[nodiscard]] base::Result<std::string> png_of(std::span<const std::uint32_t> pixels, int width);

}  // namespace gridboard::kiosk::platform
