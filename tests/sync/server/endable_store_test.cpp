// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/endable_store.hpp"

#include <doctest/doctest.h>

#include "tests/sync/server/centre.hpp"

using namespace gridboard;

TEST_CASE("work of many pieces ends between two of them, and keeps what it had done") {
  test::Centre centre;
  server::EndableStore store(*centre.store);
  const auto name_community = [&](const char* name) {
    return store.write([&](store::Writer& writer) -> base::Result<void> {
      auto place = writer.place(test::kCommunity);
      if (!place) return tl::unexpected(place.error());
      (*place)->name = name;
      store.end();  // in the middle of this piece
      return writer.put(**place).map([](bool) {});
    });
  };
  CHECK(name_community("新华里"));
  const auto refused = name_community("和平里");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::unavailable);
  CHECK(store.has_ended());
  CHECK_FALSE(store.read([](store::Reader&) -> base::Result<void> { return {}; }));
  std::string name;
  REQUIRE(centre.store->read([&](store::Reader& reader) {
    return reader.place(test::kCommunity).map([&](const auto& place) { name = place->name; });
  }));
  CHECK(name == "新华里");
}
