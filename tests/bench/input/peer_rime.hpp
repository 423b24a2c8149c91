// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The peer: librime with luna_pinyin_simp, its user data in a private folder that is deleted.

#include <cstdint>
#include <memory>
#include <string>

#include "typing.hpp"

namespace gridboard::bench {

class PeerRime {
 public:
  // Null, with a word on the error stream, if it can't be started.
  [[nodiscard]] static std::unique_ptr<PeerRime> open();
  ~PeerRime();
  PeerRime(const PeerRime&) = delete;
  PeerRime& operator=(const PeerRime&) = delete;

  // Keys are typed on, as in its own programs: the question's last letter alone is pressed where the rest stands
  // already.
  [[nodiscard]] Typist typist();

 private:
  explicit PeerRime(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
  std::uint64_t session_ = 0;
  std::string typed_;
};

}  // namespace gridboard::bench
