// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/pin_slips.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::uint64_t kPinCount = 1'000'000;
constexpr mode_t kOwnerOnly = 0600;

// 000000 or 123456 is what anybody tries first.
bool is_guessed_first(const std::string& pin) {
  const int step = pin[1] - pin[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 2; i < pin.size(); ++i) {
    if (pin[i] - pin[i - 1] != step) return false;
  }
  return true;
}

}  // namespace

std::string make_pin(base::Random& random) {
  for (;;) {
    std::string pin = std::to_string(random.below(kPinCount));
    pin.insert(0, kPinDigits - pin.size(), '0');
    if (!is_guessed_first(pin)) return pin;
  }
}

std::string hash_pin(const std::string& pin) {
  char out[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str(out, pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return failed == 0 ? out : "";
}

bool pin_fits(const std::string& hash, std::string_view typed) {
  if (hash.empty()) {
    // The work of a check that nobody can pass: how long it takes must not tell who has a PIN.
    const std::string unused = hash_pin(std::string(typed));
    return false;
  }
  return crypto_pwhash_str_verify(hash.c_str(), typed.data(), typed.size()) == 0;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

SlipFile::~SlipFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (!kept_) ::unlink(path_.c_str());
}

Result<void> SlipFile::make() {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (descriptor_ >= 0) return {};
  if (errno == EEXIST) return fail(ErrorCode::conflict, path_ + " is there already and isn't overwritten");
  return fail(ErrorCode::io, "can't make " + path_ + ": " + std::strerror(errno));
}

Result<void> SlipFile::fill(std::string& text) {
  Result<void> done;
  for (std::size_t written = 0; done && written < text.size();) {
    const ssize_t part = ::write(descriptor_, text.data() + written, text.size() - written);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) done = fail(ErrorCode::io, "can't write " + path_ + ": " + std::strerror(errno));
    if (part > 0) written += static_cast<std::size_t>(part);
  }
  sodium_memzero(text.data(), text.size());
  if (done && ::fsync(descriptor_) != 0)
    done = fail(ErrorCode::io, "can't write " + path_ + ": " + std::strerror(errno));
  return done;
}

}  // namespace gridboard::desk
