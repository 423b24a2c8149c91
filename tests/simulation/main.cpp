// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// simulation [--seeds N] [--from SEED] [--plant BUG] [--verbose]
#include <sodium.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>

#include "sync/base/log.hpp"
#include "tests/simulation/run.hpp"
#include "tests/simulation/world.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace gridboard;
using simulation::Plant;

constexpr const char* kUsage =
    "usage: simulation [--seeds N] [--from SEED] [--plant BUG] [--verbose]\n"
    "\n"
    "Lives through N cities (300), each decided by its seed alone, from SEED (1) on, and prints the seeds in which an\n"
    "invariant broke. Then plants each of five bugs and looks whether some seed finds it.\n"
    "  --plant BUG  looks for that bug alone: skip-segment, ack-before-commit, drop-tombstone, reuse-receipt,\n"
    "               ignore-epoch\n"
    "  --verbose    tells what breaks; with --seeds 1 --from SEED a failing seed is replayed\n"
    "Exits 1 if an invariant broke or a planted bug wasn't found.\n";

// Within so many seeds a planted bug must show.
constexpr std::uint64_t kSeedsForAPlant = 300;

struct Wanted {
  std::uint64_t seeds = 300, from = 1;
  Plant plant = Plant::none;
  bool verbose = false;
};

bool read_number(const char* text, std::uint64_t& number) {
  const char* end = text + std::strlen(text);
  return std::from_chars(text, end, number).ptr == end;
}

bool read_plant(std::string_view name, Plant& plant) {
  for (const auto& known : simulation::kPlants) {
    if (known.name == name) return plant = known.plant, true;
  }
  return false;
}

bool read_arguments(int count, char** arguments, Wanted& wanted) {
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    const char* value = i + 1 < count ? arguments[i + 1] : "";
    if (name == "--verbose") {
      wanted.verbose = true;
      continue;
    }
    const bool right = name == "--seeds"   ? read_number(value, wanted.seeds)
                       : name == "--from"  ? read_number(value, wanted.from)
                       : name == "--plant" ? read_plant(value, wanted.plant)
                                           : false;
    if (!right) return false;
    ++i;
  }
  return true;
}

// Sealed boxes need randomness of their own: the same for the same seed as well.
std::uint64_t sodium_state = 0;
void fill_from_seed(void* const out, const std::size_t size) {
  base::SeededRandom random(++sodium_state);
  random.fill(std::span(static_cast<std::byte*>(out), size));
}
std::uint32_t number_from_seed() {
  std::uint32_t number = 0;
  fill_from_seed(&number, sizeof number);
  return number;
}
const char* name_of_randomness() {
  return "simulation";
}
randombytes_implementation seeded_randomness{name_of_randomness, number_from_seed, nullptr, nullptr,
                                             fill_from_seed,     nullptr};

simulation::Outcome live(const simulation::World& world, std::uint64_t seed, Plant plant, bool verbose) {
  sodium_state = seed << 20;
  return simulation::run_seed(world, seed, plant, verbose);
}

// How many of the seeds broke an invariant.
std::uint64_t count_violations(const simulation::World& world, const Wanted& wanted) {
  std::uint64_t broken = 0;
  simulation::Outcome all;
  for (std::uint64_t seed = wanted.from; seed < wanted.from + wanted.seeds; ++seed) {
    const auto outcome = live(world, seed, Plant::none, wanted.verbose);
    broken += outcome.violations.empty() ? 0 : 1;
    for (const std::string& violation : outcome.violations) {
      std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), violation.c_str());
    }
    all.receipts += outcome.receipts;
    all.requests += outcome.requests;
    all.power_cuts += outcome.power_cuts;
    all.restores += outcome.restores;
    all.old_disks += outcome.old_disks;
  }
  std::printf("%llu receipts shown, %llu requests, %llu power cuts, %llu restores, %llu old disks\n",
              static_cast<unsigned long long>(all.receipts), static_cast<unsigned long long>(all.requests),
              static_cast<unsigned long long>(all.power_cuts), static_cast<unsigned long long>(all.restores),
              static_cast<unsigned long long>(all.old_disks));
  return broken;
}

bool finds(const simulation::World& world, const simulation::PlantName& bug, const Wanted& wanted) {
  for (std::uint64_t seed = wanted.from; seed < wanted.from + kSeedsForAPlant; ++seed) {
    const auto outcome = live(world, seed, bug.plant, wanted.verbose);
    if (outcome.violations.empty()) continue;
    std::printf("planted %s: found by seed %llu: %s\n", bug.name.data(), static_cast<unsigned long long>(seed),
                outcome.violations.front().c_str());
    return true;
  }
  std::printf("planted %s: not found\n", bug.name.data());
  return false;
}

int run(const Wanted& wanted) {
  const tests::TemporaryFolder folder;
  const simulation::World world = simulation::make_world(folder.file("keys"));
  const std::uint64_t broken = wanted.plant == Plant::none ? count_violations(world, wanted) : 0;
  std::size_t found = 0, planted = 0;
  for (const auto& bug : simulation::kPlants) {
    if (wanted.plant != Plant::none && wanted.plant != bug.plant) continue;
    ++planted;
    found += finds(world, bug, wanted) ? 1 : 0;
  }
  std::printf("%llu seeds, %llu violations, %zu of %zu planted bugs found\n",
              static_cast<unsigned long long>(wanted.plant == Plant::none ? wanted.seeds : 0),
              static_cast<unsigned long long>(broken), found, planted);
  return broken == 0 && found == planted ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  Wanted wanted;
  if (!read_arguments(count, arguments, wanted)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  randombytes_set_implementation(&seeded_randomness);
  if (sodium_init() < 0) return 1;
  // What the rooms log of all these faults is of use in a replay only.
  if (!wanted.verbose && std::freopen("/dev/null", "w", stderr) == nullptr) return 1;
  simulation::use_virtual_files();
  try {
    return run(wanted);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "simulation: %s\n", error.what());
    return 1;
  }
}
