// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/line_splitter.hpp"

#include <utility>

namespace gridboard::kiosk::link {

bool LineSplitter::feed(std::string_view piece, const std::function<bool(std::string_view)>& line) {
  while (!piece.empty()) {
    const std::size_t end = piece.find('\n');
    const std::string_view head = piece.substr(0, end);
    if (rest_.size() + head.size() > max_bytes_) return too_long_ = true, false;
    if (end == std::string_view::npos) {
      rest_ += head;
      return true;
    }
    piece.remove_prefix(end + 1);
    bool go_on = true;
    if (rest_.empty()) {
      if (!head.empty()) go_on = line(head);
    } else {
      rest_ += head;
      const std::string whole = std::exchange(rest_, {});
      go_on = line(whole);
    }
    if (!go_on) return false;
  }
  return true;
}

}  // namespace gridboard::kiosk::link
