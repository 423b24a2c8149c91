// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a night does with bills that are late.
#include <doctest/doctest.h>

#include "sync/desk/charge_late_fees.hpp"
#include "sync/desk/refresh_payment_codes.hpp"
#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using tests::BooksCentre;
using tests::local;

TEST_CASE("each night has one sum of late fees, and nights that were missed get theirs") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    centre.put_bill(1, 5380, "2026-11-19");
    centre.put_bill(2, 1'000'000, "2026-11-20");
    const auto days = [&] {
      return centre.read([](store::Reader& reader) { return reader.payments().late_fee_days(9); });
    };
    const auto run = [&] { return desk::charge_late_fees(*centre.store, centre.rules, centre.clock.now()).value(); };
    CHECK(run() == 1);
    CHECK(run() == 0);
    REQUIRE(days().size() == 1);
    CHECK(days().front() == store::LateFeeDay{tests::day(2026, 11, 20), 1, 100, centre.clock.now()});
    centre.clock.set(local("2026-11-23 00:00:00"));
    CHECK(run() == 3);
    CHECK(run() == 0);
    REQUIRE(days().size() == 4);
    CHECK(days()[0].fee_fen == 3100);
    CHECK(days()[1].fee_fen == 2100);
    CHECK(days()[2].fee_fen == 1100);
    CHECK(days()[2].bills == 2);
    centre.clock.set(local("2027-06-01 00:00:00"));
    CHECK(run() == static_cast<std::size_t>(desk::kMostDaysMadeUpFor));
  }
}

TEST_CASE("each night every late bill's code is made anew, wherever a piece of the night's work ends") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    tests::BooksCentre centre(backend);
    // The 200th and 201st are of one household.
    for (int number = 1; number <= 210; ++number) centre.put_bill(number, 5000, "2026-10-20");
    model::Bill older = centre.bill("B1000000200");
    older.bill_no = "B1000000200-9";
    older.period = base::Month{std::chrono::year{2026}, std::chrono::month{9}};
    REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.put(older).map([](bool) {}); }));
    CHECK(desk::refresh_payment_codes(*centre.store, centre.rules, centre.clock.now()).value() == 211);
  }
}
