// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/digest.hpp"

#include <sodium.h>

#include <span>

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

constexpr std::size_t kDigestBytes = 32, kWordBytes = 8;
// A board follows seven logs; as many as a cursor may name.
constexpr std::size_t kMaxLogs = 64;
constexpr std::size_t kMaxAnswerBytes = 64 << 10;
constexpr std::size_t kMaxNameBytes = 512;
constexpr std::size_t kMaxDriftBytes = 16 << 10;

}  // namespace

void Digest::add(std::string_view key, std::string_view body) {
  crypto_generichash_state state;
  std::array<unsigned char, kDigestBytes> hash{};
  const auto put = [&state](std::string_view bytes) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  };
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  put(key);
  put("\n");
  put(body);
  crypto_generichash_final(&state, hash.data(), hash.size());
  Digest one;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    one.sum_[i / kWordBytes] |= std::uint64_t{hash[i]} << (8 * (i % kWordBytes));
  }
  add(one);
}

void Digest::add(const Digest& others) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < sum_.size(); ++i) {
    const std::uint64_t with_carry = sum_[i] + carry;
    carry = with_carry < carry ? 1 : 0;
    sum_[i] = with_carry + others.sum_[i];
    carry += sum_[i] < with_carry ? 1 : 0;
  }
}

std::string Digest::text() const {
  std::array<unsigned char, kDigestBytes> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<unsigned char>(sum_[i / kWordBytes] >> (8 * (i % kWordBytes)));
  }
  return base::to_base64url(std::as_bytes(std::span(bytes)));
}

std::string encode_digests(const std::vector<LogDigest>& digests) {
  JsonWriter json;
  json.begin_object();
  json.name("digests");
  json.begin_array();
  for (const LogDigest& digest : digests) {
    json.begin_object();
    json.text("log", digest.log);
    json.number("epoch", static_cast<std::int64_t>(digest.position.epoch));
    json.number("seq", static_cast<std::int64_t>(digest.position.seq));
    json.text("digest", digest.digest);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

base::Result<std::vector<LogDigest>> decode_digests(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxAnswerBytes, "digests", base::ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "digests", base::ErrorCode::corrupt);
  std::vector<LogDigest> digests;
  fields.objects("digests", [&digests](Fields& one) {
    LogDigest digest;
    digest.log = one.text_not_empty("log");
    digest.position.epoch = one.place("epoch");
    digest.position.seq = one.place("seq");
    digest.digest = one.text_not_empty("digest");
    if (digest.log.size() > kMaxNameBytes) one.wrong("log", "must be at most 512 bytes");
    if (base::from_base64url(digest.digest).size() != kDigestBytes) one.wrong("digest", "must be 32 bytes");
    digests.push_back(std::move(digest));
  });
  if (digests.size() > kMaxLogs) return base::fail(base::ErrorCode::too_large, "digests: more than 64 logs");
  return fields.result(std::move(digests));
}

std::string encode(const Drift& drift) {
  JsonWriter json;
  json.begin_object();
  json.text("log", drift.log);
  json.text("reason", drift.reason);
  json.flag("drifted", true);
  json.end_object();
  return json.take();
}

base::Result<Drift> decode_drift(std::string_view text) {
  const auto document = JsonDocument::parse(text, kMaxDriftBytes, "drift", base::ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "drift", base::ErrorCode::corrupt);
  if (!fields.flag_or_false("drifted")) return base::fail(base::ErrorCode::not_found, "drift: it isn't one");
  Drift drift{fields.text_not_empty("log"), fields.text_not_empty("reason")};
  return fields.result(std::move(drift));
}

}  // namespace gridboard::wire
