// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff see of the board's insides. Nothing of it belongs to a resident.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gridboard::kiosk::app {

struct DiskUse {
  std::uint64_t store_bytes = 0, free_bytes = 0, all_bytes = 0;
};
// The replica's file with what belongs to it, and the disk that it lies on.
[[nodiscard]] DiskUse disk_use(const std::string& replica_path);
// Memory of this process that lies in RAM; 0 where the system doesn't tell.
[[nodiscard]] std::uint64_t memory_kb();
// Of the hottest sensor, in whole degrees; nothing where the system doesn't tell.
inline constexpr const char* kThermalFolder = "/sys/class/thermal";
[[nodiscard]] std::optional<std::int64_t> hottest_c(const std::string& thermal_folder);
// "Linux 6.1.0 x86_64"
[[nodiscard]] std::string operating_system();
// A line of the log (a JSON object) for people: "2026-11-22 05:27:03 warning link.retry reason=... wait_ms=1200", the
// time in UTC as it was logged. The line itself if it is no such object.
[[nodiscard]] std::string log_words(std::string_view line);

}  // namespace gridboard::kiosk::app
