// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/blob_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <tuple>
#include <vector>

namespace gridboard::kiosk::link {
namespace {

using base::ErrorCode;
using base::Result;
namespace fs = std::filesystem;

constexpr std::string_view kPart = ".part";
constexpr std::size_t kBlockBytes = 64 << 10;

tl::unexpected<base::Error> failed(const std::string& path, int reason) {
  return base::fail(ErrorCode::io, path + ": " + std::strerror(reason));
}

struct Kept {
  std::string name;
  std::uint64_t bytes = 0;
  timespec used{};  // when it was shown last: who draws it says so on the file
};

std::vector<Kept> kept_in(const std::string& folder) {
  std::vector<Kept> kept;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    struct stat about {};
    if (::lstat(each->path().c_str(), &about) != 0 || !S_ISREG(about.st_mode)) continue;
    kept.push_back({each->path().filename().string(), static_cast<std::uint64_t>(about.st_size), about.st_mtim});
  }
  return kept;
}

bool flush_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool flushed = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return flushed;
}

}  // namespace

bool BlobCache::has(const std::string& sha256) const {
  struct stat about {};
  return keeps_any() && ::lstat(path_of(sha256).c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

Result<void> BlobCache::make_room(std::uint64_t bytes, const std::set<std::string>& live) {
  std::vector<Kept> kept = kept_in(folder_);
  std::uint64_t all = bytes;
  for (const Kept& each : kept) all += each.bytes;
  std::sort(kept.begin(), kept.end(), [](const Kept& one, const Kept& other) {
    return std::tie(one.used.tv_sec, one.used.tv_nsec) < std::tie(other.used.tv_sec, other.used.tv_nsec);
  });
  for (const Kept& each : kept) {
    if (all <= max_bytes_) return {};
    if (live.contains(each.name)) continue;
    if (::unlink(path_of(each.name).c_str()) != 0) return failed(path_of(each.name), errno);
    all -= each.bytes;
  }
  if (all <= max_bytes_) return {};
  return base::fail(ErrorCode::too_large, "the pictures that are shown take all the room there may be");
}

Result<void> BlobCache::hash_what_is_there(Part& part) {
  std::vector<char> block(kBlockBytes);
  while (true) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), part.file.get());
    part.hash.add({block.data(), count});
    part.got += count;
    if (count < block.size()) break;
  }
  if (std::ferror(part.file.get()) != 0) return failed(path_of(part.sha256), EIO);
  if (std::fseek(part.file.get(), 0, SEEK_END) != 0) return failed(path_of(part.sha256), errno);
  return {};
}

Result<std::uint64_t> BlobCache::begin(const std::string& sha256, std::uint64_t size,
                                       const std::set<std::string>& live) {
  pause();
  if (!keeps_any() || !wire::is_sha256(sha256)) return base::fail(ErrorCode::internal, "no blob can be kept");
  if (size > wire::kMaxBlobBytes) return base::fail(ErrorCode::too_large, "a blob has at most 32 MiB");
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return base::fail(ErrorCode::io, folder_ + ": " + error.message());
  std::set<std::string> stays = live;
  stays.insert(sha256 + std::string(kPart));
  if (auto room = make_room(size, stays); !room) return tl::unexpected(room.error());
  auto part = std::make_unique<Part>();
  part->sha256 = sha256;
  part->size = size;
  const std::string path = path_of(sha256) + std::string(kPart);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed(path, errno);
  part->file.reset(::fdopen(descriptor, "r+b"));
  if (!part->file) return failed(path, errno);
  if (auto hashed = hash_what_is_there(*part); !hashed) return tl::unexpected(hashed.error());
  const std::uint64_t got = part->got;
  part_ = std::move(part);
  if (got <= size) return got;
  discard();  // of another size than the record tells: begun anew
  return begin(sha256, size, live);
}

Result<void> BlobCache::add(std::string_view bytes) {
  if (!part_) return base::fail(ErrorCode::internal, "no blob is on its way");
  if (bytes.size() > part_->size - part_->got) return base::fail(ErrorCode::conflict, "the blob is longer than told");
  std::FILE* file = part_->file.get();
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) return failed(path_of(part_->sha256), errno);
  part_->hash.add(bytes);
  part_->got += bytes.size();
  return {};
}

Result<void> BlobCache::finish() {
  if (!part_) return base::fail(ErrorCode::internal, "no blob is on its way");
  if (part_->got < part_->size) return base::fail(ErrorCode::unavailable, "the blob isn't whole yet");
  if (part_->hash.take() != part_->sha256) {
    discard();
    return base::fail(ErrorCode::conflict, "the blob isn't what its hash says");
  }
  const std::string path = path_of(part_->sha256), from = path + std::string(kPart);
  std::FILE* file = part_->file.get();
  const bool kept = std::fflush(file) == 0 && ::fsync(::fileno(file)) == 0 &&
                    std::rename(from.c_str(), path.c_str()) == 0 && flush_folder(folder_);
  const int reason = errno;
  part_.reset();
  if (kept) return {};
  ::unlink(from.c_str());
  return failed(path, reason);
}

void BlobCache::pause() {
  part_.reset();  // closing writes what is buffered; what a full disk doesn't take is missing, and asked for again
}

void BlobCache::discard() {
  if (!part_) return;
  const std::string path = path_of(part_->sha256) + std::string(kPart);
  part_.reset();
  ::unlink(path.c_str());
}

void BlobCache::drop_parts_but(const std::set<std::string>& wanted) {
  if (!keeps_any()) return;
  for (const Kept& each : kept_in(folder_)) {
    if (!each.name.ends_with(kPart)) continue;
    const std::string sha256 = each.name.substr(0, each.name.size() - kPart.size());
    if (wanted.contains(sha256) || (part_ && part_->sha256 == sha256)) continue;
    ::unlink(path_of(each.name).c_str());
  }
}

void BlobCache::wipe() {
  discard();
  if (!keeps_any()) return;
  for (const Kept& each : kept_in(folder_)) ::unlink(path_of(each.name).c_str());
  flush_folder(folder_);
}

}  // namespace gridboard::kiosk::link
