// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"

namespace gridboard::cli {

// The whole program but for its process: reads the arguments, runs one command, returns the exit code.
[[nodiscard]] int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err,
                      const base::Clock& clock, base::Random& random);

}  // namespace gridboard::cli
