// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/receipts_plant.hpp"

#include "sync/replica/receipts.hpp"

namespace {

bool forgetful_now = false;

}  // namespace

// gridboard::replica::receipts_by_time(base::Instant), as the linker calls it.
#define RECEIPTS_BY_TIME(prefix) \
  prefix##_ZN9gridboard7replica16receipts_by_timeENSt6chrono10time_pointINS1_3_V212system_clockENS1_8durationIlSt5ratioILl1ELl1000EEEEEE
extern "C" {
std::uint64_t RECEIPTS_BY_TIME(__real_)(gridboard::base::Instant now);
std::uint64_t RECEIPTS_BY_TIME(__wrap_)(gridboard::base::Instant now) {
  return forgetful_now ? 0 : RECEIPTS_BY_TIME(__real_)(now);
}
}

namespace gridboard::simulation {

ForgetfulReceipts::ForgetfulReceipts(bool forgetful) {
  forgetful_now = forgetful;
}

ForgetfulReceipts::~ForgetfulReceipts() {
  forgetful_now = false;
}

}  // namespace gridboard::simulation
