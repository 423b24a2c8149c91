// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/receipts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>

#include "sync/replica/schema.hpp"

namespace gridboard::replica {
namespace {

std::string side_path(const std::string& replica_path) {
  return replica_path + ".receipts";
}

bool write_durably(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  return (::close(file) == 0) && written;
}

}  // namespace

std::uint64_t reserved_receipts(const std::string& replica_path) {
  const int file = ::open(side_path(replica_path).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 32> text{};
  const ssize_t size = ::read(file, text.data(), text.size());
  ::close(file);
  std::uint64_t below = 0;
  if (size > 0) std::from_chars(text.data(), text.data() + size, below);
  return below;
}

base::Result<void> reserve_receipts(const std::string& replica_path, std::uint64_t below) {
  const std::string path = side_path(replica_path), fresh = path + ".new";
  if (!write_durably(fresh, std::to_string(below) + "\n") || std::rename(fresh.c_str(), path.c_str()) != 0 ||
      !sync_folder_of(path)) {
    return base::fail(base::ErrorCode::io, "the file of used receipt numbers can't be written: " + path);
  }
  return {};
}

std::uint64_t receipts_by_time(base::Instant now) {
  const base::Instant start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  return now <= start ? 0 : static_cast<std::uint64_t>((now - start) / kReceiptEvery);
}

}  // namespace gridboard::replica
