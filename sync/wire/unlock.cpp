// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/unlock.hpp"

#include <array>
#include <span>

#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kMaxUnlockBytes = 4096, kMaxIdChars = 22;

// What stands in the box before the key.
std::string head_of_box(std::string_view board_id, std::string_view id, std::string_view account) {
  std::string head = "gridboard household unlock 1";
  for (const std::string_view part : {board_id, id, account}) {
    head += '\n';
    head += part;
  }
  head += '\n';
  return head;
}

}  // namespace

bool is_unlock_id(std::string_view text) {
  return text.size() == kMaxIdChars && base::from_base64url(text).size() == kUnlockIdBytes;
}

std::string make_unlock_id(base::Random& random) {
  std::array<std::byte, kUnlockIdBytes> id{};
  random.fill(id);
  return base::to_base64url(id);
}

std::string encode(const UnlockAsk& ask) {
  JsonWriter json;
  json.begin_object();
  json.text("id", ask.id);
  json.text("account", ask.account);
  json.text("key", ask.key);
  json.end_object();
  return json.take();
}

Result<UnlockAsk> decode_unlock_ask(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxUnlockBytes, "unlock", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "unlock", ErrorCode::invalid_input);
  UnlockAsk ask{fields.text_not_empty("id"), fields.text_not_empty("account"), fields.text_not_empty("key")};
  if (!fields.failed() && !is_unlock_id(ask.id)) fields.wrong("id", "must be 16 bytes in base64url");
  if (!fields.failed() && base::from_base64url(ask.key).size() != kSealingSecretBytes) {
    fields.wrong("key", "must be 32 bytes in base64url");
  }
  return fields.result(std::move(ask));
}

std::string encode(const UnlockAnswer& answer) {
  JsonWriter json;
  json.begin_object();
  json.text_if_any("sealed", answer.sealed);
  json.end_object();
  return json.take();
}

Result<UnlockAnswer> decode_unlock_answer(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxUnlockBytes, "unlock answer", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "unlock answer", ErrorCode::corrupt);
  UnlockAnswer answer{fields.text_or_empty("sealed")};
  return fields.result(std::move(answer));
}

Result<std::string> seal_unlock(const UnlockAsk& ask, std::string_view board_id, std::string_view household_key,
                                base::Random& random) {
  if (household_key.size() != kHouseholdKeyBytes) return fail(ErrorCode::corrupt, "a household's key has 32 bytes");
  const std::string head = head_of_box(board_id, ask.id, ask.account);
  std::string plain;
  plain.reserve(head.size() + household_key.size());  // never moves: no copy of the key is left behind
  plain += head;
  plain += household_key;
  auto sealed = seal_to(ask.key, plain, random);
  wipe(plain);
  return sealed;
}

Result<SecretBytes> open_unlock(const SecretBytes& secret_key, std::string_view board_id, std::string_view id,
                                std::string_view account, std::string_view sealed) {
  auto plain = open_sealed(secret_key, sealed);
  if (!plain) return tl::unexpected(plain.error());
  const std::string head = head_of_box(board_id, id, account);
  Result<SecretBytes> key = fail(ErrorCode::unauthenticated, "the box was sealed for another board, code or household");
  if (plain->size() == head.size() + kHouseholdKeyBytes && plain->starts_with(head)) {
    key = SecretBytes(std::string_view(*plain).substr(head.size()));
  }
  wipe(*plain);
  return key;
}

}  // namespace gridboard::wire
