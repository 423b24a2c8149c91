// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/service_records.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CommunityRecords {
  std::string place_path, place_name;
  model::ServiceRecords records;
};
struct PublishedServiceRecords {
  base::Month month;
  bool complete = true;                       // false: the month goes on
  std::vector<CommunityRecords> communities;  // by path
};

// What was done for each community in a month: home visits, repairs, business, inquiries and queries that stand as done
// or closed (a request that was merged counts with the one that it goes on with), and the managers' hours at its
// boards. Counts that are too small to be told are left out here; true ones never leave the centre. The record lies in
// the log of the place above, so that boards of neighbour communities hold it too. The newest month published takes the
// place of the one before. `month` unset: the last complete one. invalid_input for a month that hasn't begun.
[[nodiscard]] base::Result<PublishedServiceRecords> publish_service_records(store::Store& store,
                                                                            const model::Catalogue& catalogue,
                                                                            std::optional<base::Month> month,
                                                                            base::Instant now);

}  // namespace gridboard::desk
