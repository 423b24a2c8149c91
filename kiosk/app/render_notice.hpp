// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/app/render_request.hpp"
#include "kiosk/app/settings.hpp"

namespace gridboard::kiosk::app {

// A notice as a board shows it to who opened it, an urgent one as it takes the glass: the same state, drawn by the same
// screens. The bytes of a PNG of 1080x1920, or 1920x1080 lying. Of `settings` the folders of assets, the theme, the
// zone and where the glass hangs count; nothing is written. One at a time in a process.
[[nodiscard]] base::Result<std::string> render_notice(const Settings& settings, const RenderRequest& request);

}  // namespace gridboard::kiosk::app
