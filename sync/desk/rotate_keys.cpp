// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/rotate_keys.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>

#include "sync/base/log.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// One rotation at a time, whoever begins it; let go with the descriptor.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder) : descriptor_(::open(folder.c_str(), O_RDONLY | O_CLOEXEC)) {
    held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) == 0;
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  [[nodiscard]] bool held() const { return held_; }
  [[nodiscard]] bool sync() const { return ::fsync(descriptor_) == 0; }

 private:
  int descriptor_ = -1;
  bool held_ = false;
};

bool write_durably(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return false;
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  return ::close(file) == 0 && written;
}

// The moment of the rename is the moment of the rotation.
Result<void> put_chain(const std::string& data_folder, const FolderLock& folder,
                       const std::vector<wire::KeyLine>& chain) {
  const std::string path = data_folder + "/" + kKeyChainFile, fresh = path + ".new";
  std::string text;
  for (const wire::KeyLine& key : chain) text += wire::encode(key, base::Zone()) + "\n";
  const bool done = write_durably(fresh, text) && std::rename(fresh.c_str(), path.c_str()) == 0 && folder.sync();
  if (!done) return fail(ErrorCode::io, "can't write the key chain " + path);
  return {};
}

}  // namespace

Result<wire::KeyLine> rotate_keys(const std::string& data_folder, std::chrono::days overlap, base::Instant now,
                                  base::Random& random) {
  if (overlap < std::chrono::days(0) || overlap > kLongestKeyOverlap) {
    return fail(ErrorCode::invalid_input, "the overlap must be from 0 to 365 days");
  }
  const FolderLock folder(data_folder);
  if (!folder.held()) return fail(ErrorCode::not_found, "there is no centre in " + data_folder);
  const auto present = load_centre_public_keys(data_folder);
  if (!present) return tl::unexpected(present.error());
  auto chain = load_key_chain(data_folder);
  if (!chain) return tl::unexpected(chain.error());
  const std::uint64_t number = chain->size() + 1, next = number + 1;
  const std::string publishing_path = publishing_key_path(data_folder, next);
  const std::string sealing_path = sealing_key_path(data_folder, next);
  // Left by a rotation that was cut off: nobody was ever told of them.
  ::unlink(publishing_path.c_str());
  ::unlink(sealing_path.c_str());
  if (auto made = make_key_files(publishing_path, sealing_path, random); !made) return tl::unexpected(made.error());
  const auto before = load_publishing_secret(publishing_key_path(data_folder, number));
  const auto publishing = load_publishing_secret(publishing_path);
  const auto sealing = load_sealing_secret(sealing_path);
  if (!before) return tl::unexpected(before.error());
  if (!publishing) return tl::unexpected(publishing.error());
  if (!sealing) return tl::unexpected(sealing.error());
  wire::KeyLine link;
  link.number = next;
  link.publishing_key = wire::public_half(*publishing);
  link.sealing_key = wire::public_half_of_sealing(*sealing);
  link.since = now;
  link.until = now + overlap;
  wire::sign_key(*before, link);
  chain->push_back(link);
  if (auto put = put_chain(data_folder, folder, *chain); !put) return tl::unexpected(put.error());
  ::unlink(publishing_key_path(data_folder, number).c_str());
  base::log_event(base::LogLevel::info, "keys.rotated", {{"number", static_cast<std::int64_t>(next)}});
  return link;
}

Result<std::vector<ListedKeys>> list_keys(const std::string& data_folder) {
  const auto present = load_centre_public_keys(data_folder);
  if (!present) return tl::unexpected(present.error());
  const auto chain = load_key_chain(data_folder);
  if (!chain) return tl::unexpected(chain.error());
  std::vector<ListedKeys> listed;
  for (std::size_t i = chain->size(); i-- > 0;) {
    const wire::KeyLine& link = (*chain)[i];
    ListedKeys keys{link.number, {link.publishing_key, link.sealing_key}, link.since, std::nullopt};
    if (i + 1 < chain->size()) keys.until = (*chain)[i + 1].until;
    listed.push_back(std::move(keys));
  }
  ListedKeys first;
  if (chain->empty()) first.keys = *present;
  if (!chain->empty()) first.until = chain->front().until;
  listed.push_back(std::move(first));
  return listed;
}

}  // namespace gridboard::desk
