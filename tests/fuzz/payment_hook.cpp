// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What comes to a payment service's address: headers and body of anybody's making. Without the key no bytes are taken
// for the service's, and what is read of a body is within its bounds.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/payment_hook.hpp"

using namespace gridboard;

namespace {

// The next line, taken off `text`.
std::string next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string line(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

// Three lines of headers, and the body behind them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  desk::HookRequest request;
  request.id = next_line(text);
  request.timestamp = next_line(text);
  request.signature = next_line(text);
  request.body = text;
  const base::Instant now(std::chrono::seconds(1795000000));
  std::vector<wire::SecretBytes> keys;
  keys.emplace_back(std::string_view("a key that no input knows, 32 B."));
  const std::chrono::seconds window(300);
  if (desk::check_seal(request, keys, now, window) != desk::HookSeal::forged) std::abort();
  // Signed, it is as old as it says.
  request.signature = desk::seal_hook(keys.front(), request.id, request.timestamp, request.body);
  const bool named = !request.id.empty() && !request.timestamp.empty();
  const auto seal = desk::check_seal(request, keys, now, window);
  if (named == (seal == desk::HookSeal::forged)) std::abort();
  if (seal == desk::HookSeal::good && request.timestamp.find_first_not_of("0123456789") != std::string::npos) {
    std::abort();
  }
  const auto body = desk::parse_hook(request.body);
  if (!body) return 0;
  if (body->amount_fen <= 0 || body->amount_fen > desk::kMostPaymentFen) std::abort();
  if (!desk::is_payment_reference(body->payment)) std::abort();
  if (body->kind == desk::HookKind::refunded && !desk::is_payment_reference(body->refund)) std::abort();
  static_cast<void>(desk::secret_in(request.body));
  return 0;
}
