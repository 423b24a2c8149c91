// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/api/environment.hpp"

namespace gridboard::api {

// Takes up what a server that ended left midway. Call it once, when a server starts; nothing is awaited.
void go_on_with_imports(const Environment& env);

}  // namespace gridboard::api
