// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/errand.hpp"

#include <algorithm>
#include <thread>

namespace gridboard::kiosk::print {

bool rest(const Errand& errand, std::chrono::milliseconds time) {
  for (const Deadline end(time); !end.passed() && !errand.let_go;) {
    std::this_thread::sleep_for(std::min(end.left(), kGlance));
  }
  return !errand.let_go;
}

}  // namespace gridboard::kiosk::print
