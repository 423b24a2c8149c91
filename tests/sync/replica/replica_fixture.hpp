// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sync/replica/replica.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/sync/wire/samples.hpp"

namespace gridboard::tests {

template <class T>
T value_of(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}
inline void check_done(const base::Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message);
}

[[nodiscard]] wire::Put put_of(const wire::Record& record, const std::string& audience = "YX");
// The keys of the centre that signs and opens here.
[[nodiscard]] const wire::SigningPair& centre_signing();
[[nodiscard]] const wire::SealingPair& centre_sealing();
// Of a board that has pinned them.
[[nodiscard]] replica::Identity identity_of(const std::string& board_id);
[[nodiscard]] wire::SegmentLine line_of(const wire::Segment& segment);
// A board "b-0042" that has its identity and its own record (prefix K7M).
struct Replica {
  Replica();
  void open() { writer = value_of(replica::ReplicaWriter::open(path, clock, random)); }
  void enrol();
  [[nodiscard]] std::unique_ptr<replica::ReplicaReader> reader() const {
    return value_of(replica::ReplicaReader::open(path));
  }
  // One live segment of the community's log, from where it stands, and a commit.
  std::vector<std::string> apply(const std::vector<wire::Put>& puts, const std::vector<std::string>& removes = {});

  TemporaryFolder folder;
  std::string path = folder.file("board.db");
  base::ManualClock clock{at("2026-11-21T16:42:00+08:00")};
  base::SeededRandom random{7};
  std::unique_ptr<replica::ReplicaWriter> writer;
  std::uint64_t seq = 0;
};
inline constexpr const char* kCommunity = "YX/BT/G1/XH";

[[nodiscard]] wire::HouseholdRecord household_of(const std::string& account, const std::string& unit_path,
                                                 const std::string& door);

}  // namespace gridboard::tests
