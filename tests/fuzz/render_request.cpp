// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What `gridboard-kiosk --render` is asked for.
#include "kiosk/app/render_request.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace gridboard::kiosk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = app::read_render_request({reinterpret_cast<const char*>(data), size});
  if (!request) return 0;
  // What is drawn relies on these.
  if (!request->picture.empty() && !request->notice.picture) std::abort();
  if (request->place.size() > app::kMostHeaderBytes) std::abort();
  if (request->outage && request->outage->id != request->notice.outage_id) std::abort();
  return 0;
}
