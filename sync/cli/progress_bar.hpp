// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

namespace gridboard::cli {

// One line on standard error that is drawn over while something goes on; nothing unless that is a terminal.
class ProgressBar {
 public:
  ProgressBar(std::ostream& err, std::string what);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();  // takes the line away

  // `note` stands behind the bar: "120,000 rows".
  void show(std::uint64_t done, std::uint64_t of, const std::string& note);

 private:
  std::ostream& err_;
  std::string what_;
  bool on_terminal_;
  int shown_permille_ = -1;
};

}  // namespace gridboard::cli
