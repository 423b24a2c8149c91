// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "sync/cli/run.hpp"

int main(int argc, char** argv) {
  const gridboard::base::SystemClock clock;
  gridboard::base::SystemRandom random;
  return gridboard::cli::run(argc, argv, std::cin, std::cout, std::cerr, clock, random);
}
