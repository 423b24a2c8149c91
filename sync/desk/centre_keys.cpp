// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/centre_keys.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <span>

#include "sync/base/files.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kAnyoneElse = 0077;

std::string encode(const wire::SecretBytes& secret) {
  return base::to_base64url(std::as_bytes(std::span(secret.data(), secret.size())));
}

Result<wire::SecretBytes> read_secret(const std::string& path, std::size_t bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
    return fail(code, "can't read the key file " + path + ": " + std::strerror(errno));
  }
  struct stat about {};
  wire::SecretBytes buffer(256);
  const bool known = ::fstat(file, &about) == 0;
  const ssize_t length = ::read(file, buffer.data(), buffer.size());
  ::close(file);
  if (!known || length < 0) return fail(ErrorCode::io, "can't read the key file " + path);
  if ((about.st_mode & kAnyoneElse) != 0) {
    return fail(ErrorCode::forbidden, "others may read the key file " + path + ": its mode must be 0600");
  }
  std::string_view line = buffer.view().substr(0, static_cast<std::size_t>(length));
  while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  std::string secret = base::from_base64url(line);
  if (secret.size() != bytes) return fail(ErrorCode::corrupt, "the file " + path + " isn't a key");
  wire::SecretBytes kept((std::string_view(secret)));
  wire::wipe(secret);
  return kept;
}

Result<void> write_new(const std::string& path, const wire::SecretBytes& secret) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (file < 0 && errno == EEXIST) return {};
  if (file < 0) return fail(ErrorCode::io, "can't make the key file " + path + ": " + std::strerror(errno));
  std::string text = encode(secret) + "\n";
  const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const bool closed = ::close(file) == 0;
  wire::wipe(text);
  if (whole && closed) return {};
  ::unlink(path.c_str());
  return fail(ErrorCode::io, "can't write the key file " + path);
}

std::string path_of(const std::string& data_folder, const char* first, const char* stem, std::uint64_t number) {
  return data_folder + "/" + (number == 1 ? std::string(first) : stem + std::to_string(number) + ".key");
}

wire::SecretBytes make_seed(base::Random& random) {
  wire::SecretBytes seed(wire::kSeedBytes);
  random.fill(std::as_writable_bytes(std::span(seed.data(), seed.size())));
  return seed;
}

}  // namespace

std::string publishing_key_path(const std::string& data_folder, std::uint64_t number) {
  return path_of(data_folder, kPublishingKeyFile, "publishing.", number);
}

std::string sealing_key_path(const std::string& data_folder, std::uint64_t number) {
  return path_of(data_folder, kSealingKeyFile, "sealing.", number);
}

Result<wire::SecretBytes> load_publishing_secret(const std::string& path) {
  return read_secret(path, wire::kSigningSecretBytes);
}

Result<wire::SecretBytes> load_sealing_secret(const std::string& path) {
  return read_secret(path, wire::kSealingSecretBytes);
}

Result<void> make_key_files(const std::string& publishing_path, const std::string& sealing_path,
                            base::Random& random) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  const auto written = write_new(publishing_path, wire::make_signing_pair(make_seed(random).view()).secret_key);
  if (!written) return written;
  return write_new(sealing_path, wire::make_sealing_pair(make_seed(random).view()).secret_key);
}

Result<std::vector<wire::KeyLine>> load_key_chain(const std::string& data_folder) {
  const std::string path = data_folder + "/" + kKeyChainFile;
  std::vector<wire::KeyLine> chain;
  const auto text = base::read_file(path);
  if (!text && text.error().code == ErrorCode::not_found) return chain;
  if (!text) return tl::unexpected(text.error());
  const auto broken = [&path](const std::string& why) {
    return fail(ErrorCode::corrupt, "the key chain " + path + " is damaged: " + why);
  };
  for (std::string_view rest = *text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto line = wire::parse_feed_line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line) return broken(line.error().message);
    auto* key = std::get_if<wire::KeyLine>(&*line);
    if (key == nullptr || key->number != chain.size() + 2) return broken("a link is out of order");
    if (!chain.empty() && !wire::follows(*key, chain.back().publishing_key)) {
      return broken("link " + std::to_string(key->number) + " isn't signed by the key before");
    }
    chain.push_back(std::move(*key));
  }
  return chain;
}

Result<CentrePublicKeys> load_centre_public_keys(const std::string& data_folder) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  const auto chain = load_key_chain(data_folder);
  if (!chain) return tl::unexpected(chain.error());
  const std::uint64_t number = chain->size() + 1;
  const auto publishing = load_publishing_secret(publishing_key_path(data_folder, number));
  if (!publishing) return tl::unexpected(publishing.error());
  const auto sealing = load_sealing_secret(sealing_key_path(data_folder, number));
  if (!sealing) return tl::unexpected(sealing.error());
  CentrePublicKeys keys{wire::public_half(*publishing), wire::public_half_of_sealing(*sealing)};
  if (!chain->empty() &&
      (keys.publishing != chain->back().publishing_key || keys.sealing != chain->back().sealing_key)) {
    return fail(ErrorCode::corrupt, "the key files in " + data_folder + " aren't those that the chain names");
  }
  return keys;
}

Result<CentrePublicKeys> make_centre_keys(const std::string& data_folder, base::Random& random) {
  const auto chain = load_key_chain(data_folder);
  if (!chain) return tl::unexpected(chain.error());
  // After a rotation the first pair is gone on purpose.
  if (chain->empty()) {
    const auto made =
        make_key_files(publishing_key_path(data_folder, 1), sealing_key_path(data_folder, 1), random);
    if (!made) return tl::unexpected(made.error());
  }
  return load_centre_public_keys(data_folder);
}

}  // namespace gridboard::desk
