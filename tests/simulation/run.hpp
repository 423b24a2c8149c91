// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/centre.hpp"
#include "tests/simulation/plants.hpp"

namespace gridboard::simulation {

struct Outcome {
  std::vector<std::string> violations;
  // How much happened, so that a run in which nothing does is seen.
  std::uint64_t receipts = 0, requests = 0, power_cuts = 0, restores = 0, old_disks = 0;
};

// The whole life of a small city, decided by the seed alone: everything happens for the same reasons in the same order
// each time.
[[nodiscard]] Outcome run_seed(const World& world, std::uint64_t seed, Plant plant, bool verbose);

}  // namespace gridboard::simulation
