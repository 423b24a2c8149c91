// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What `gridboard-kiosk --render` is asked for; the members are in kiosk/main/run_render.hpp.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"

namespace gridboard::kiosk::app {

// A picture of the largest size in base64, and as much again for what stands beside it.
inline constexpr std::size_t kMostRenderBytes = 8 << 20;
inline constexpr std::size_t kMostHeaderBytes = 200;  // of each of the words beside the notice

struct RenderRequest {
  model::Notice notice;
  std::optional<model::Outage> outage;  // that the notice names
  std::string place, supplier, hotline;
  bool landscape = false, large = false, english = false;
  base::Instant now{};
  std::string picture;  // bytes of notice.picture, "" without
};

// Untrusted input. The error begins with the member that is wrong: "orientation: must be portrait or landscape".
[[nodiscard]] base::Result<RenderRequest> read_render_request(std::string_view json);

}  // namespace gridboard::kiosk::app
