// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Messages of payment services as they arrive: signed as Standard Webhooks have it (spec/standard-webhooks.md of
// github.com/standard-webhooks/standard-webhooks, symmetric scheme "v1"). Untrusted input; pure.
//
// Headers: webhook-id (the message's own number), webhook-timestamp (Unix seconds), webhook-signature (space-separated,
// "v1,<base64 of HMAC-SHA-256 over id.timestamp.body>": several while a service changes its key). Body: JSON
// {"type": "payment.succeeded", "data": {"payment", "bill", "amount_fen", "at"}} or
// {"type": "payment.refunded", "data": {"refund", "payment", "amount_fen", "at"}}.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kMostHookBytes = 16 << 10;
inline constexpr std::size_t kMostHookSignatures = 8;
inline constexpr std::size_t kPaymentSecretBytes = 32;
inline constexpr std::string_view kPaymentSecretPrefix = "whsec_";

struct HookRequest {
  std::string id, timestamp, signature;  // headers, as sent
  std::string body;
  std::string peer;
};

enum class HookSeal { good, forged, stale };
// forged if no signature fits one of the keys, whatever the time; stale if one does and the timestamp lies further from
// `now` than `window`. Compares in constant time.
[[nodiscard]] HookSeal check_seal(const HookRequest& request, const std::vector<wire::SecretBytes>& keys,
                                  base::Instant now, std::chrono::seconds window);
// "v1,<base64>", as services make it.
[[nodiscard]] std::string seal_hook(const wire::SecretBytes& key, std::string_view id, std::string_view timestamp,
                                    std::string_view body);

enum class HookKind { succeeded, refunded };
struct HookBody {
  HookKind kind = HookKind::succeeded;
  std::string payment;  // the service's own number
  std::string refund;   // likewise, of a refund
  std::string bill_no;  // of a payment
  std::int64_t amount_fen = 0;
  base::Instant at{};
};
// invalid_input says what is wrong. Numbers of payments and refunds are 1 to 64 printable ASCII characters without
// spaces; an amount is above 0 and at most kMostPaymentFen.
inline constexpr std::int64_t kMostPaymentFen = 99'999'999'99;
[[nodiscard]] base::Result<HookBody> parse_hook(std::string_view body);
[[nodiscard]] const char* name_of(HookKind kind);
// What a reference of a payment may look like.
[[nodiscard]] bool is_payment_reference(std::string_view text);

// "whsec_..." as services are given it, and back; empty if it isn't one.
[[nodiscard]] std::string text_of_secret(const wire::SecretBytes& secret);
[[nodiscard]] wire::SecretBytes secret_in(std::string_view text);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace gridboard::desk
