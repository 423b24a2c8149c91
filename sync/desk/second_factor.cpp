// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/second_factor.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <span>

#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/staff_tries.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kSha1Bytes = 20;
constexpr std::uint32_t kCodes = 1'000'000;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out.append({'%', kHex[c >> 4], kHex[c & 15]});
    }
  }
  return out;
}

// Google's Key Uri Format, which authenticators read.
std::string uri_of(std::string_view base32, const std::string& supplier, const std::string& name) {
  const std::string issuer = percent_encoded(supplier);
  return "otpauth://totp/" + issuer + ":" + percent_encoded(name) + "?secret=" + std::string(base32) +
         "&issuer=" + issuer + "&algorithm=SHA1&digits=" + std::to_string(kCodeDigits) +
         "&period=" + std::to_string(kCodeStep.count());
}

Result<store::Account> own_account(store::Writer& writer, const SignedInStaff& who) {
  auto account = writer.people().account(who.account.id);
  if (!account) return tl::unexpected(account.error());
  if (!*account) return fail(ErrorCode::not_found, "the account is gone");
  return std::move(**account);
}

}  // namespace

std::int64_t code_step(base::Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch() / kCodeStep;
}

std::string one_time_code(const wire::SecretBytes& secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[counter.size() - 1 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  const auto* made = ::HMAC(::EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
                            counter.size(), mac.data(), &size);
  if (made == nullptr || size != kSha1Bytes) return "";
  // RFC 4226, 5.3: four bytes from where the last half byte points, without the sign.
  const std::size_t at = mac[kSha1Bytes - 1] & 15u;
  const std::uint32_t number = (mac[at] & 0x7fu) << 24 | static_cast<std::uint32_t>(mac[at + 1]) << 16 |
                               static_cast<std::uint32_t>(mac[at + 2]) << 8 | mac[at + 3];
  sodium_memzero(mac.data(), mac.size());
  std::string code = std::to_string(number % kCodes);
  return code.insert(0, kCodeDigits - code.size(), '0');
}

std::optional<std::int64_t> fitting_step(const wire::SecretBytes& secret, std::string_view code, base::Instant now,
                                         std::int64_t last_step) {
  const std::int64_t middle = code_step(now);
  std::optional<std::int64_t> fits;
  for (std::int64_t step = middle - kCodeStepsEitherSide; step <= middle + kCodeStepsEitherSide; ++step) {
    std::string wanted = one_time_code(secret, step);
    // All of them are compared, whichever it is.
    const bool same = wanted.size() == code.size() && sodium_memcmp(wanted.data(), code.data(), code.size()) == 0;
    if (same && step > last_step && !fits) fits = step;
    wire::wipe(wanted);
  }
  return fits;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t bits = 0;
  int count = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8 | byte) & 0xfffu;
    for (count += 8; count >= 5; count -= 5) out += kLetters[bits >> (count - 5) & 31u];
  }
  if (count > 0) out += kLetters[bits << (5 - count) & 31u];
  return out;
}

Result<std::optional<std::int64_t>> check_code(const KeyRing& keys, const std::string& sealed, std::string_view code,
                                               base::Instant now, std::int64_t last_step) {
  auto opened = keys.open_sealed(sealed);
  if (!opened) return tl::unexpected(opened.error());
  const wire::SecretBytes secret((std::string_view(*opened)));
  wire::wipe(*opened);
  return fitting_step(secret, code, now, last_step);
}

Result<NewSecondFactor> begin_second_factor(store::Store& store, const KeyRing& keys, const SignedInStaff& who,
                                            base::Instant now, base::Random& random) {
  wire::SecretBytes secret(kCodeSecretBytes);
  random.fill(std::as_writable_bytes(std::span(secret.data(), secret.size())));
  const auto sealed = wire::seal_to(keys.public_keys().sealing, secret.view(), random);
  if (!sealed) return tl::unexpected(sealed.error());
  std::string supplier;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    supplier = settings->supplier_name;
    auto account = own_account(writer, who);
    if (!account) return tl::unexpected(account.error());
    account->pending_second_factor = *sealed;
    if (auto put = writer.write_people().put(*account); !put) return put;
    return note(writer, who.actor, {"beginSecondFactor", who.account.id, "", "", ""}, now);
  });
  if (!written) return tl::unexpected(written.error());
  std::string text = to_base32(secret.view());
  std::string uri = uri_of(text, supplier, who.account.name);
  NewSecondFactor made{wire::SecretBytes(std::string_view(text)), wire::SecretBytes(std::string_view(uri))};
  wire::wipe(text);
  wire::wipe(uri);
  return made;
}

Result<SecondFactorConfirmed> confirm_second_factor(store::Store& store, const KeyRing& keys, const SignedInStaff& who,
                                                    std::string_view code, base::Instant now) {
  SecondFactorConfirmed confirmed;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    confirmed = {};
    const StaffTry at{who.account.name, who.actor.peer};
    const auto waits = begin_try(writer, at, now);
    if (!waits) return tl::unexpected(waits.error());
    confirmed.wait_until = *waits;
    if (*waits) return {};
    auto account = own_account(writer, who);
    if (!account) return tl::unexpected(account.error());
    if (account->pending_second_factor.empty()) {
      return fail(ErrorCode::conflict, "no authenticator is waiting to be confirmed");
    }
    const Deed deed{"confirmSecondFactor", who.account.id, "", "", ""};
    const auto step = check_code(keys, account->pending_second_factor, code, now, 0);
    if (!step) return tl::unexpected(step.error());
    if (!*step) return note_refused(writer, who.actor, deed, now);
    confirmed.done = true;
    account->second_factor = std::move(account->pending_second_factor);
    account->pending_second_factor.clear();
    account->last_code_step = **step;
    if (auto put = writer.write_people().put(*account); !put) return put;
    if (auto forgotten = forget_try(writer, at); !forgotten) return forgotten;
    if (auto ended = writer.write_people().drop_sessions_of(who.account.id, who.session.hash); !ended) return ended;
    return note(writer, who.actor, deed, now);
  });
  if (!written) return tl::unexpected(written.error());
  return confirmed;
}

Result<void> remove_second_factor(store::Store& store, const SignedInStaff& who, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    auto account = own_account(writer, who);
    if (!account) return tl::unexpected(account.error());
    if (account->second_factor.empty() && account->pending_second_factor.empty()) return {};
    account->second_factor.clear();
    account->pending_second_factor.clear();
    if (auto put = writer.write_people().put(*account); !put) return put;
    return note(writer, who.actor, {"removeSecondFactor", who.account.id, "", "", ""}, now);
  });
}

}  // namespace gridboard::desk
