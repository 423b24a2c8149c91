// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The one place where errors become exit codes; `gridboard --help` prints the table.

#include <string>

#include "sync/base/result.hpp"

namespace gridboard::cli {

inline constexpr int kExitOk = 0, kExitInternal = 1, kExitUsage = 2, kExitNotFound = 3, kExitAmbiguous = 4,
                     kExitRefused = 5, kExitForbidden = 6, kExitUnavailable = 7;

[[nodiscard]] int exit_code_of(base::ErrorCode code);
[[nodiscard]] std::string exit_codes_in_words();

}  // namespace gridboard::cli
