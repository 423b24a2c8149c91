// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a board tells about itself: the body of a health item. Nothing personal.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::wire {

// How the board is. What it can't tell is left out.
struct HealthBody {
  std::string version;                          // of the board's program
  std::optional<std::int64_t> feed_lag_s;       // since it last knew that it has everything
  std::optional<std::int64_t> clock_offset_ms;  // the centre's clock minus its own
  std::optional<std::int64_t> storage_free_mb;  // MiB where its data lies
  std::optional<std::int64_t> temperature_c;    // of its hottest sensor
  std::string printer;                          // none, untried, ok, paper_out, offline or failed
  std::string speaker;                          // none or ok
  std::optional<std::int64_t> uptime_s;         // of the board's program
  std::string pictures;                         // of notices: ok, or why the last one can't be kept
  bool operator==(const HealthBody&) const = default;
};
[[nodiscard]] std::string encode(const HealthBody& body);
[[nodiscard]] base::Result<HealthBody> decode_health_body(std::string_view json);

}  // namespace gridboard::wire
