// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The body of an outbox post, of a request within, of a rating, of a reopening, of what a board tells of itself and of
// what it answers to a command.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/commands.hpp"
#include "sync/wire/outbox.hpp"
#include "sync/wire/reports.hpp"

using namespace gridboard;

namespace {

// What is taken must come back from its own bytes.
template <class Body>
void check_again(std::string_view json, base::Result<Body> (*decode)(std::string_view)) {
  const auto body = decode(json);
  if (!body) return;
  const auto again = decode(wire::encode(*body));
  if (!again || !(*again == *body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)wire::decode_answers(text);
  (void)wire::decode_problem(text);
  check_again(text, wire::decode_rating_body);
  check_again(text, wire::decode_reopening_body);
  check_again(text, wire::decode_health_body);
  check_again(text, wire::decode_command_answer);
  check_again(text, wire::decode_screenshot_body);
  if (const auto shown = wire::decode_shown_body(text)) {
    const auto again = wire::decode_shown_body(wire::encode(*shown, base::Zone()));
    if (!again || !(*again == *shown)) std::abort();
  }
  const auto items = wire::decode_items(text);
  if (!items) return 0;
  for (const wire::OutboxItem& item : *items) {
    check_again(item.body, wire::decode_request_body);
  }
  return 0;
}
