// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace gridboard::desk {

// What is tried first: the passwords of published breaches, as make_common_passwords.py takes them from Debian's
// python3-zxcvbn at build time. Small letters, without spaces, dashes, dots and underscores, each between newlines.
[[nodiscard]] std::string_view common_passwords();

}  // namespace gridboard::desk
