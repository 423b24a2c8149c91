// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One of every kind, with every member set; sync/protocol/FORMAT.md shows their bytes.

#include <vector>

#include "sync/wire/feed.hpp"
#include "sync/wire/outbox.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::tests {

[[nodiscard]] base::Instant at(const char* rfc3339);
[[nodiscard]] wire::HouseholdRecord sample_household();
[[nodiscard]] std::string sample_household_key();  // the bytes 00 to 1f
[[nodiscard]] wire::HouseholdDetails sample_details();
[[nodiscard]] wire::BillRecord sample_bill();
[[nodiscard]] wire::SealedBill sample_sealed_bill();
[[nodiscard]] model::Notice sample_notice();
[[nodiscard]] model::Outage sample_outage();
[[nodiscard]] model::PublishedQuestion sample_question();
[[nodiscard]] std::vector<wire::Record> sample_records();
[[nodiscard]] wire::Segment sample_segment();
[[nodiscard]] wire::OutboxItem sample_item();

}  // namespace gridboard::tests
