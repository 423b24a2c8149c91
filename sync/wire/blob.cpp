// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/blob.hpp"

#include <sodium.h>

#include <array>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;

constexpr std::size_t kHashDigits = 64;
constexpr std::string_view kBegin = R"({"line":"blob",)";
// base64 of a piece, and what stands around it.
constexpr std::size_t kMaxBlobLineBytes = kBlobPieceBytes / 3 * 4 + 1024;

}  // namespace

bool is_sha256(std::string_view text) {
  return text.size() == kHashDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Sha256::State {
  crypto_hash_sha256_state hash{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->hash);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::take() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state_->hash, hash.data());
  return base::to_hex(std::as_bytes(std::span(hash)));
}

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.take();
}

bool is_blob_line(std::string_view line) {
  return line.starts_with(kBegin);
}

std::string encode(const BlobLine& line) {
  JsonWriter json({}, line.bytes.size() / 3 * 4 + 256);
  json.begin_object();
  json.text("line", "blob");
  json.text("sha256", line.sha256);
  json.number("size", static_cast<std::int64_t>(line.size));
  json.number("offset", static_cast<std::int64_t>(line.offset));
  json.text("bytes", base::to_base64url(std::as_bytes(std::span(line.bytes))));
  json.end_object();
  return json.take();
}

base::Result<BlobLine> parse_blob_line(std::string_view text) {
  const auto document = JsonDocument::parse(text, kMaxBlobLineBytes, "blob", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "blob", ErrorCode::corrupt);
  BlobLine line;
  if (fields.text("line") != "blob") fields.wrong("line", "must be \"blob\"");
  line.sha256 = fields.text("sha256");
  if (!is_sha256(line.sha256)) fields.wrong("sha256", "must be 64 hex digits");
  line.size = static_cast<std::uint64_t>(fields.count("size"));
  if (line.size == 0 || line.size > kMaxBlobBytes) fields.wrong("size", "must be from 1 to 32 MiB");
  line.offset = static_cast<std::uint64_t>(fields.count("offset"));
  line.bytes = base::from_base64url(fields.text("bytes"));
  if (line.bytes.empty() || line.bytes.size() > kBlobPieceBytes)
    fields.wrong("bytes", "must be from 1 byte to 256 KiB");
  if (line.offset > line.size || line.size - line.offset < line.bytes.size()) {
    fields.wrong("offset", "the bytes go over the end");
  }
  return fields.result(std::move(line));
}

}  // namespace gridboard::wire
