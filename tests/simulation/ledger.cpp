// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/ledger.hpp"

#include <algorithm>

namespace gridboard::simulation {

void Ledger::show(std::uint64_t ticket, const std::string& receipt) {
  Submission& submission = submissions_[ticket];
  submission.receipt = receipt;
  submission.shown = true;
  if (const auto [before, fresh] = shown_.emplace(receipt, ticket); !fresh && before->second != ticket) {
    violate("the receipt " + receipt + " was shown for \"" + submissions_[before->second].text + "\" and for \"" +
            submission.text + "\"");
  }
}

void Ledger::violate(const std::string& what) {
  if (std::find(violations_.begin(), violations_.end(), what) == violations_.end()) violations_.push_back(what);
}

}  // namespace gridboard::simulation
