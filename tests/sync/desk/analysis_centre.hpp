// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A centre whose analysis is counted, on either store.

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/desk/count_analysis.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gridboard::desk::analysis_test {

inline const base::Zone kChina{};
inline constexpr std::int64_t kMinuteMs = 60'000;

// In kChina.
base::Instant at(const std::string& local);
base::Date day(const std::string& text);

// Company C, district C/D, communities A (buildings 1 to 3 with 4, 2 and 1 households) and B (building 1 with 3).
struct Centre {
  // "sqlite" or "postgres".
  explicit Centre(const std::string& backend);
  void restart();  // with what it has

  // Power was said to be back then, and that was taken back after, as the outage's history has it.
  void take_back(const std::string& outage, std::int64_t version, base::Instant said, base::Instant taken_back);
  template <class Thing>
  void put(const Thing& thing) {
    REQUIRE(store->write([&](store::Writer& writer) -> base::Result<void> {
      const auto put = writer.put(thing);
      return put ? base::Result<void>() : base::Result<void>(tl::unexpected(put.error()));
    }));
  }
  void put_place(const std::string& path, model::PlaceKind kind);
  void count(base::Instant now);
  // Of the days from one up to another; of one kind, or "" of all.
  model::Amounts sum(model::AnalysisTopic topic, const std::string& place, const std::string& from,
                     const std::string& upto, const std::string& kind = "");
  model::Amounts outages(const std::string& place, const std::string& from, const std::string& upto);

  tests::TemporaryFolder folder;
  std::string location;
  std::unique_ptr<store::Store> store;
  model::Rules rules;
  model::AnalysisFigures figures;
  std::vector<std::string> homes;  // unit of each household
};

// One that still goes on without an end.
model::Outage fault(const std::string& id, const std::string& place, const std::string& from,
                    const std::string& upto = "");

template <class Test>
void on_both(Test test) {
  for (const char* backend : {"sqlite", "postgres"}) {
    CAPTURE(backend);
    Centre centre(backend);
    test(centre);
  }
}

}  // namespace gridboard::desk::analysis_test
