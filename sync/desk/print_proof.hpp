// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A proof on paper, A4, for somebody who has never seen this program: what was said to whom, when, by which rule, each
// board with its times or the reason why not, and how to check all of it against the ledger.

#include <memory>
#include <optional>
#include <string>

#include "sync/desk/key_ring.hpp"
#include "sync/desk/prove_delivery.hpp"

namespace gridboard::desk {

// A PDF, made some sheets at a time: however many boards there are, it takes the memory of these, and that of the fonts
// at its end. What it says is of the moment of begin(), and the signature under it is over the ledger as it stood then.
// One thread at a time.
class ProofOnPaper {
 public:
  // Reads all of it, and keeps the rows in a temporary file. not_found: none such was published; unavailable: the fonts
  // aren't installed; io: there is no room for temporary files.
  [[nodiscard]] static base::Result<std::unique_ptr<ProofOnPaper>> begin(store::Store& store, const KeyRing& keys,
                                                                         const store::Announcement& announcement,
                                                                         const model::Rules& rules,
                                                                         const ProofMoment& moment);
  ~ProofOnPaper();
  ProofOnPaper(const ProofOnPaper&) = delete;
  ProofOnPaper& operator=(const ProofOnPaper&) = delete;

  // The next bytes of the file, never none; unset behind the last.
  [[nodiscard]] base::Result<std::optional<std::string>> next_piece();

 private:
  struct Parts;
  explicit ProofOnPaper(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gridboard::desk
