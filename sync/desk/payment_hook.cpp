// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_hook.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <charconv>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

namespace json = boost::json;

constexpr std::size_t kMostReference = 64, kMostBillNo = 25, kMostDepth = 8, kMostHeader = 2048;
constexpr std::string_view kVersion = "v1,";

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Mac mac_of(const wire::SecretBytes& key, std::string_view id, std::string_view timestamp, std::string_view body) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const std::string_view part : {id, std::string_view("."), timestamp, std::string_view("."), body}) {
    crypto_auth_hmacsha256_update(&state, raw(part), part.size());
  }
  Mac mac;
  crypto_auth_hmacsha256_final(&state, mac.data());
  sodium_memzero(&state, sizeof state);
  return mac;
}

std::string base64_of(std::span<const unsigned char> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

bool is_mac(std::string_view text, Mac& mac) {
  std::size_t length = 0;
  const char* end = nullptr;
  const int wrong = sodium_base642bin(mac.data(), mac.size(), text.data(), text.size(), nullptr, &length, &end,
                                      sodium_base64_VARIANT_ORIGINAL);
  return wrong == 0 && length == mac.size() && end == text.data() + text.size();
}

std::vector<Mac> macs_in(std::string_view header) {
  std::vector<Mac> macs;
  if (header.size() > kMostHeader) return macs;
  while (!header.empty() && macs.size() < kMostHookSignatures) {
    const std::size_t end = std::min(header.find(' '), header.size());
    const std::string_view one = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    Mac mac{};
    if (one.starts_with(kVersion) && is_mac(one.substr(kVersion.size()), mac)) macs.push_back(mac);
  }
  return macs;
}

tl::unexpected<base::Error> wrong(const std::string& what) {
  return fail(ErrorCode::invalid_input, what);
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(std::string_view(value->get_string())) : std::string();
}

bool is_bill_no(std::string_view text) {
  return !text.empty() && text.size() <= kMostBillNo && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

Result<HookBody> read(const json::object& data, HookKind kind) {
  HookBody body;
  body.kind = kind;
  body.payment = text_of(data, "payment");
  body.refund = text_of(data, "refund");
  body.bill_no = text_of(data, "bill");
  if (!is_payment_reference(body.payment)) return wrong("data.payment isn't the number of a payment");
  if (kind == HookKind::refunded && !is_payment_reference(body.refund)) {
    return wrong("data.refund isn't the number of a refund");
  }
  if (kind == HookKind::succeeded && !is_bill_no(body.bill_no)) return wrong("data.bill isn't the number of a bill");
  const json::value* amount = data.if_contains("amount_fen");
  if (amount == nullptr || !amount->is_int64()) return wrong("data.amount_fen isn't a whole number of fen");
  body.amount_fen = amount->get_int64();
  if (body.amount_fen <= 0 || body.amount_fen > kMostPaymentFen) return wrong("data.amount_fen is out of bounds");
  const auto at = base::parse_rfc3339(text_of(data, "at"));
  if (!at) return wrong("data.at isn't a time with its offset");
  body.at = *at;
  return body;
}

}  // namespace

HookSeal check_seal(const HookRequest& request, const std::vector<wire::SecretBytes>& keys, base::Instant now,
                    std::chrono::seconds window) {
  if (request.id.empty() || request.timestamp.empty()) return HookSeal::forged;
  bool fits = false;
  const std::vector<Mac> given = macs_in(request.signature);
  for (const wire::SecretBytes& key : keys) {
    const Mac right = mac_of(key, request.id, request.timestamp, request.body);
    for (const Mac& mac : given) fits = sodium_memcmp(mac.data(), right.data(), right.size()) == 0 || fits;
  }
  if (!fits) return HookSeal::forged;
  std::int64_t seconds = 0;
  const char* end = request.timestamp.data() + request.timestamp.size();
  const auto [stop, bad] = std::from_chars(request.timestamp.data(), end, seconds);
  constexpr std::int64_t kMostSeconds = 253'402'300'799;  // year 9999
  if (bad != std::errc() || stop != end || seconds < 0 || seconds > kMostSeconds) return HookSeal::stale;
  const auto away = now - base::Instant(std::chrono::seconds(seconds));
  return away > window || -away > window ? HookSeal::stale : HookSeal::good;
}

std::string seal_hook(const wire::SecretBytes& key, std::string_view id, std::string_view timestamp,
                      std::string_view body) {
  return std::string(kVersion) + base64_of(mac_of(key, id, timestamp, body));
}

Result<HookBody> parse_hook(std::string_view text) {
  if (text.size() > kMostHookBytes) return wrong("the body is too large");
  boost::system::error_code bad;
  json::parse_options options;
  options.max_depth = kMostDepth;
  const json::value value = json::parse({text.data(), text.size()}, bad, {}, options);
  if (bad || !value.is_object()) return wrong("the body isn't a JSON object");
  const std::string type = text_of(value.get_object(), "type");
  const json::value* data = value.get_object().if_contains("data");
  if (data == nullptr || !data->is_object()) return wrong("there is no data");
  for (const HookKind kind : {HookKind::succeeded, HookKind::refunded}) {
    if (type == name_of(kind)) return read(data->get_object(), kind);
  }
  return wrong("type is neither payment.succeeded nor payment.refunded");
}

const char* name_of(HookKind kind) {
  return kind == HookKind::succeeded ? "payment.succeeded" : "payment.refunded";
}

bool is_payment_reference(std::string_view text) {
  return !text.empty() && text.size() <= kMostReference &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string text_of_secret(const wire::SecretBytes& secret) {
  return std::string(kPaymentSecretPrefix) + base64_of(std::span(secret.data(), secret.size()));
}

wire::SecretBytes secret_in(std::string_view text) {
  wire::SecretBytes secret(kPaymentSecretBytes);
  if (!text.starts_with(kPaymentSecretPrefix)) return wire::SecretBytes(0);
  text.remove_prefix(kPaymentSecretPrefix.size());
  std::size_t length = 0;
  const int bad = sodium_base642bin(secret.data(), secret.size(), text.data(), text.size(), nullptr, &length, nullptr,
                                    sodium_base64_VARIANT_ORIGINAL);
  if (bad != 0 || length != secret.size()) return wire::SecretBytes(0);
  return secret;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<std::byte, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), raw(bytes), bytes.size());
  return base::to_hex(hash);
}

}  // namespace gridboard::desk
