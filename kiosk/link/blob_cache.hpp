// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Larger things on a board's disk, each a file that is called by its SHA-256. A file under its own name is whole: it
// was checked and flushed before it got that name. What is on its way is called <sha256>.part and outlives a restart.
//
// THREADING: of the thread that owns the replica's writer. Others only open the files.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::kiosk::link {

// A board shows some twenty notices at once, of at most 4 MiB each: this holds them and last month's.
inline constexpr std::uint64_t kUsualBlobBytes = 256u << 20;

class BlobCache {
 public:
  // `folder`: made when the first thing comes; "" keeps nothing.
  BlobCache(std::string folder, std::uint64_t max_bytes) : folder_(std::move(folder)), max_bytes_(max_bytes) {}

  [[nodiscard]] bool keeps_any() const { return !folder_.empty(); }
  [[nodiscard]] std::uint64_t max_bytes() const { return max_bytes_; }
  [[nodiscard]] bool has(const std::string& sha256) const;

  // Goes on with it, or begins; how many bytes are there already. Takes the place of what was on its way before.
  // too_large: there is no room for it beside those of `live`; io: the disk is full or fails.
  [[nodiscard]] base::Result<std::uint64_t> begin(const std::string& sha256, std::uint64_t size,
                                                  const std::set<std::string>& live);
  // conflict: more than it should be.
  [[nodiscard]] base::Result<void> add(std::string_view bytes);
  // Checks, flushes and names it. conflict: it isn't what its hash says, and is thrown away; unavailable: some is
  // missing still.
  [[nodiscard]] base::Result<void> finish();
  void pause();  // what is there of it stays
  void discard();
  // Throws away what is on its way and nobody wants any more.
  void drop_parts_but(const std::set<std::string>& wanted);
  // All of it: this board is revoked.
  void wipe();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Part {
    std::string sha256;
    std::uint64_t size = 0, got = 0;
    wire::Sha256 hash;
    std::unique_ptr<std::FILE, CloseFile> file;
  };

  [[nodiscard]] std::string path_of(const std::string& sha256) const { return folder_ + "/" + sha256; }
  // Takes away what was used longest ago, never of `live`, until so much fits.
  [[nodiscard]] base::Result<void> make_room(std::uint64_t bytes, const std::set<std::string>& live);
  [[nodiscard]] base::Result<void> hash_what_is_there(Part& part);

  std::string folder_;
  std::uint64_t max_bytes_;
  std::unique_ptr<Part> part_;
};

}  // namespace gridboard::kiosk::link
