// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The JSON body, the query and the path of a request of staff.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/api/json_in.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (auto body = api::Body::parse(text)) {
    const auto top = body->top();
    const auto name = top.text_if_any("name", 1, 40);
    if (name && (name->empty() || name->find('\0') != std::string::npos)) std::abort();
    (void)top.integer("days", 1, 366);
    (void)top.time_if_any("valid_to");
    (void)top.texts_if_any("places", 100, 200);
    for (const auto& each : top.objects_if_any("grants", 50)) (void)each.text("place", 0, 200);
    (void)top.object("quiet_hours").text("from", 5, 5);
    if (const auto refusal = body->refusal()) (void)api::response_of(*refusal, api::Language::zh);
  }
  // What is taken for the start of a page is what we could have given out.
  if (const auto parts = api::read_after(text)) {
    if (api::read_after(api::make_after(*parts)) != parts) std::abort();
  }
  net::Request request;
  if (auto target = net::parse_target(text)) {
    request.target = std::move(*target);
    api::Query query(request);
    if (query.limit() < 1 || query.limit() > 500) std::abort();
    (void)query.text("q", 200);
    (void)query.time("from");
    (void)query.after(2);
    (void)query.refusal();
  }
  return 0;
}
