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

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kAnyoneElse = 0077;

using Seed = std::array<unsigned char, 32>;
static_assert(crypto_sign_SEEDBYTES == 32 && crypto_box_SEEDBYTES == 32);

std::string encode(std::span<const unsigned char> bytes) {
  return base::to_base64url(std::as_bytes(bytes));
}

std::string publishing_secret(const Seed& seed) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
  return encode(secret);
}

std::string sealing_secret(const Seed& seed) {
  std::array<unsigned char, crypto_box_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_box_SECRETKEYBYTES> secret{};
  crypto_box_seed_keypair(open.data(), secret.data(), seed.data());
  return encode(secret);
}

std::string publishing_public(const std::string& secret) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_ed25519_sk_to_pk(open.data(), reinterpret_cast<const unsigned char*>(secret.data()));
  return encode(open);
}

std::string sealing_public(const std::string& secret) {
  std::array<unsigned char, crypto_box_PUBLICKEYBYTES> open{};
  crypto_scalarmult_base(open.data(), reinterpret_cast<const unsigned char*>(secret.data()));
  return encode(open);
}

Result<std::string> read_secret(const std::string& path, std::size_t bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
    return fail(code, "can't read the key file " + path + ": " + std::strerror(errno));
  }
  struct stat about {};
  std::array<char, 256> buffer{};
  const bool known = ::fstat(file, &about) == 0;
  const ssize_t length = ::read(file, buffer.data(), buffer.size());
  ::close(file);
  if (!known || length < 0) return fail(ErrorCode::io, "can't read the key file " + path);
  if ((about.st_mode & kAnyoneElse) != 0) {
    return fail(ErrorCode::forbidden, "others may read the key file " + path + ": its mode must be 0600");
  }
  std::string_view line(buffer.data(), static_cast<std::size_t>(length));
  while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  std::string secret = base::from_base64url(line);
  if (secret.size() != bytes) return fail(ErrorCode::corrupt, "the file " + path + " isn't a key");
  return secret;
}

Result<void> write_new(const std::string& path, const std::string& line) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (file < 0 && errno == EEXIST) return {};
  if (file < 0) return fail(ErrorCode::io, "can't make the key file " + path + ": " + std::strerror(errno));
  const std::string text = line + "\n";
  const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const bool closed = ::close(file) == 0;
  if (whole && closed) return {};
  ::unlink(path.c_str());
  return fail(ErrorCode::io, "can't write the key file " + path);
}

}  // namespace

Result<CentrePublicKeys> load_centre_public_keys(const std::string& data_folder) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  auto publishing = read_secret(data_folder + "/" + kPublishingKeyFile, crypto_sign_SECRETKEYBYTES);
  if (!publishing) return tl::unexpected(publishing.error());
  auto sealing = read_secret(data_folder + "/" + kSealingKeyFile, crypto_box_SECRETKEYBYTES);
  if (!sealing) return tl::unexpected(sealing.error());
  return CentrePublicKeys{publishing_public(*publishing), sealing_public(*sealing)};
}

Result<CentrePublicKeys> make_centre_keys(const std::string& data_folder, base::Random& random) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  Seed publishing{}, sealing{};
  random.fill(std::as_writable_bytes(std::span(publishing)));
  random.fill(std::as_writable_bytes(std::span(sealing)));
  auto written = write_new(data_folder + "/" + kPublishingKeyFile, publishing_secret(publishing));
  if (written) written = write_new(data_folder + "/" + kSealingKeyFile, sealing_secret(sealing));
  sodium_memzero(publishing.data(), publishing.size());
  sodium_memzero(sealing.data(), sealing.size());
  if (!written) return tl::unexpected(written.error());
  return load_centre_public_keys(data_folder);
}

}  // namespace gridboard::desk
