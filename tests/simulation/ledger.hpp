// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What residents were told, and what was found to be wrong.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gridboard::simulation {

struct Submission {
  std::string board_name, text;  // the text is unlike any other's
  std::string receipt;           // "" unless it was shown
  bool shown = false;
  // The only disk that had it is gone: it may have reached the centre or not, but not twice.
  bool excused = false;
};

class Ledger {
 public:
  std::uint64_t next_ticket() { return submissions_.size() + 1; }
  void hand_in(std::uint64_t ticket, Submission submission) { submissions_[ticket] = std::move(submission); }
  void show(std::uint64_t ticket, const std::string& receipt);
  [[nodiscard]] std::map<std::uint64_t, Submission>& submissions() { return submissions_; }

  void violate(const std::string& what);
  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }

 private:
  std::map<std::uint64_t, Submission> submissions_;
  std::map<std::string, std::uint64_t> shown_;
  std::vector<std::string> violations_;
};

}  // namespace gridboard::simulation
