// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/service_records.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using namespace gridboard::model;

TEST_CASE("counts under five are not given out, from five on they are") {
  for (const std::int64_t count : {0, 1, 4}) {
    CAPTURE(count);
    CHECK(suppressed(ServiceCountKind::visits, count) == ServiceCount{ServiceCountKind::visits, std::nullopt});
  }
  for (const std::int64_t count : {5, 6, 100000}) {
    CAPTURE(count);
    CHECK(suppressed(ServiceCountKind::hours, count) == ServiceCount{ServiceCountKind::hours, count});
  }
  CHECK(suppressed(ServiceCountKind::visits, -1).count == std::nullopt);
}

TEST_CASE("words of service counts go round") {
  for (int number = 0; number < kServiceCountKinds; ++number) {
    const auto kind = static_cast<ServiceCountKind>(number);
    CHECK(parse_service_count_kind(name_of(kind)).value() == kind);
  }
  CHECK_FALSE(parse_service_count_kind("total").has_value());
}
