// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gridboard::kiosk::link {

// Cuts what comes in pieces into lines. Holds at most one line of `max_bytes`.
class LineSplitter {
 public:
  explicit LineSplitter(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  // `line` gets each whole line without its newline (empty ones are passed over) and says whether to go on. False if it
  // said no or a line grew too long.
  [[nodiscard]] bool feed(std::string_view piece, const std::function<bool(std::string_view)>& line);
  [[nodiscard]] bool too_long() const { return too_long_; }

 private:
  std::size_t max_bytes_;
  std::string rest_;
  bool too_long_ = false;
};

}  // namespace gridboard::kiosk::link
