// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxLoginBytes = 8192;

// Reads a small object whose members are all strings that must not be empty.
template <class T, class Read>
Result<T> decode_small(std::string_view json, const char* what, ErrorCode code, Read read) {
  const auto document = JsonDocument::parse(json, kMaxLoginBytes, what, code);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), what, code);
  T value = read(fields);
  return fields.result(std::move(value));
}

std::string encode_texts(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, value] : members) json.text(name, value);
  json.end_object();
  return json.take();
}

}  // namespace

std::string challenge_bytes(std::string_view board_id, std::string_view nonce) {
  std::string bytes = "gridboard board login 1\n";
  bytes += board_id;
  bytes += '\n';
  bytes += nonce;
  return bytes;
}

std::string encode(const EnrolRequest& request) {
  return encode_texts({{"code", request.code}, {"public_key", request.public_key}});
}
std::string encode(const EnrolAnswer& answer) {
  return encode_texts(
      {{"board_id", answer.board_id}, {"publishing_key", answer.publishing_key}, {"sealing_key", answer.sealing_key}});
}
std::string encode(const ChallengeRequest& request) {
  return encode_texts({{"board_id", request.board_id}});
}
std::string encode(const ChallengeAnswer& answer) {
  return encode_texts({{"nonce", answer.nonce}});
}
std::string encode(const TokenRequest& request) {
  return encode_texts({{"board_id", request.board_id}, {"nonce", request.nonce}, {"signature", request.signature}});
}
std::string encode(const TokenAnswer& answer, base::Zone zone) {
  return encode_texts({{"token", answer.token}, {"expires_at", base::format_rfc3339(answer.expires_at, zone)}});
}

Result<EnrolRequest> decode_enrol_request(std::string_view json) {
  return decode_small<EnrolRequest>(json, "enrol", ErrorCode::invalid_input, [](Fields& fields) {
    return EnrolRequest{fields.text_not_empty("code"), fields.text_not_empty("public_key")};
  });
}
// Until segments are signed and requests sealed the centre has no such keys to give.
Result<EnrolAnswer> decode_enrol_answer(std::string_view json) {
  return decode_small<EnrolAnswer>(json, "enrol answer", ErrorCode::corrupt, [](Fields& fields) {
    return EnrolAnswer{fields.text_not_empty("board_id"), fields.text_or_empty("publishing_key"),
                       fields.text_or_empty("sealing_key")};
  });
}
Result<ChallengeRequest> decode_challenge_request(std::string_view json) {
  return decode_small<ChallengeRequest>(json, "challenge", ErrorCode::invalid_input, [](Fields& fields) {
    return ChallengeRequest{fields.text_not_empty("board_id")};
  });
}
Result<ChallengeAnswer> decode_challenge_answer(std::string_view json) {
  return decode_small<ChallengeAnswer>(json, "challenge answer", ErrorCode::corrupt,
                                       [](Fields& fields) { return ChallengeAnswer{fields.text_not_empty("nonce")}; });
}
Result<TokenRequest> decode_token_request(std::string_view json) {
  return decode_small<TokenRequest>(json, "token", ErrorCode::invalid_input, [](Fields& fields) {
    return TokenRequest{fields.text_not_empty("board_id"), fields.text_not_empty("nonce"),
                        fields.text_not_empty("signature")};
  });
}
Result<TokenAnswer> decode_token_answer(std::string_view json) {
  return decode_small<TokenAnswer>(json, "token answer", ErrorCode::corrupt, [](Fields& fields) {
    return TokenAnswer{fields.text_not_empty("token"), fields.instant("expires_at")};
  });
}
Result<Problem> decode_problem(std::string_view json) {
  return decode_small<Problem>(json, "problem", ErrorCode::corrupt, [](Fields& fields) {
    return Problem{fields.text_not_empty("code"), fields.text_or_empty("detail")};
  });
}

}  // namespace gridboard::wire
