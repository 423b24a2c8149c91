// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <ostream>

namespace gridboard::cli {
namespace {

constexpr int kBarCells = 30;
constexpr const char* kEraseLine = "\r\033[K";

}  // namespace

ProgressBar::ProgressBar(std::ostream& err, std::string what)
    : err_(err), what_(std::move(what)), on_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (on_terminal_ && shown_permille_ >= 0) err_ << kEraseLine << std::flush;
}

void ProgressBar::show(std::uint64_t done, std::uint64_t of, const std::string& note) {
  if (!on_terminal_) return;
  const int permille = of == 0 ? 1000 : static_cast<int>(std::min(done, of) * 1000 / of);
  if (permille == shown_permille_) return;
  shown_permille_ = permille;
  const int filled = permille * kBarCells / 1000;
  std::string bar(static_cast<std::size_t>(filled), '#');
  bar.resize(kBarCells, '.');
  err_ << kEraseLine << what_ << " [" << bar << "] " << permille / 10 << "%  " << note << std::flush;
}

}  // namespace gridboard::cli
