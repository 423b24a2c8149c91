// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The body of an outbox post, and of a request within.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/outbox.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)wire::decode_answers(text);
  (void)wire::decode_problem(text);
  const auto items = wire::decode_items(text);
  if (!items) return 0;
  for (const wire::OutboxItem& item : *items) {
    const auto body = wire::decode_request_body(item.body);
    if (!body) continue;
    const auto again = wire::decode_request_body(wire::encode(*body));
    if (!again || !(*again == *body)) std::abort();
  }
  return 0;
}
