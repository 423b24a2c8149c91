// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gridboard::kiosk::app {

// Folders where something is mounted that staff may have put in: under /media, /run/media and /mnt, by the text of
// /proc/self/mounts, in its order.
[[nodiscard]] std::vector<std::string> mounted_sticks(std::string_view mounts);
// The given folder alone, or what is mounted now.
[[nodiscard]] std::vector<std::string> sticks(const std::string& given);

}  // namespace gridboard::kiosk::app
