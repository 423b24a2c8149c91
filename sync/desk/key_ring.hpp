// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The centre's keys in use: signs segments, opens what was sealed. A rotation in the data folder is picked up without a
// restart, by every process that has the folder.
//
// THREADING: all from any thread.

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/centre_keys.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kProofBytes = 32;

class KeyRing {
 public:
  // Errors as of load_centre_public_keys.
  [[nodiscard]] static base::Result<std::unique_ptr<KeyRing>> open(const std::string& data_folder);
  ~KeyRing();
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  // One look at the folder (a stat). If it holds newer keys they are used from here on; if those can't be read the ones
  // before stay in use, which boards take for the overlap, and it is logged.
  void refresh();

  [[nodiscard]] std::uint64_t number() const;  // of the newest pair, 1 until the first rotation
  [[nodiscard]] CentrePublicKeys public_keys() const;
  // Lines of the feed, the oldest first, without newlines.
  [[nodiscard]] std::vector<std::string> chain_lines() const;
  // base64url of the signature over the exact bytes of a segment.
  [[nodiscard]] std::string sign(std::string_view body) const;
  // With whatever key of this centre it was sealed to. unauthenticated if with none.
  [[nodiscard]] base::Result<std::string> open_sealed(std::string_view sealed) const;
  // kProofBytes by which any node with these keys knows that one of them wrote `text`. Nobody else can tell or make it.
  // Proofs from before a rotation stay good.
  [[nodiscard]] std::string prove(std::string_view text) const;
  [[nodiscard]] bool proves(std::string_view text, std::string_view proof) const;

 private:
  struct Keys;
  struct Stamp {
    std::int64_t changed_ns = 0;
    std::uint64_t size = 0, inode = 0;
    bool operator==(const Stamp&) const = default;
  };
  explicit KeyRing(std::string data_folder) : folder_(std::move(data_folder)) {}
  [[nodiscard]] Stamp stamp() const;
  [[nodiscard]] base::Result<std::shared_ptr<const Keys>> load() const;
  [[nodiscard]] std::shared_ptr<const Keys> keys() const;

  const std::string folder_;
  mutable std::mutex mutex_;  // of what follows
  std::shared_ptr<const Keys> keys_;
  Stamp stamp_;
};

}  // namespace gridboard::desk
