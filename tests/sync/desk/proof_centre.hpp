// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small centre that publishes, hears of boards what they show, and proves it.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/desk/prove_delivery.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/model/outage.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace gridboard::desk::test {

struct Proof : StaffCentre {
  // To the whole community.
  store::Announcement publish(const std::function<void(PublishNotice&)>& change = {});
  store::Announcement announce(model::OutageKind kind, base::Instant start, base::Instant published_at);
  void put(const model::Outage& outage);
  std::string version_of(const store::Announcement& announcement);
  // As the board says it; `version`: "now" for what is published now.
  void say(const store::Board& board, const store::Announcement& announcement, std::optional<base::Instant> shown,
           std::string version = "now", std::int64_t times = 0, std::int64_t seconds = 0);
  // To boards that are heard of at this moment.
  void send(const std::vector<store::Board>& boards, const store::Announcement& announcement);
  ProofMoment moment();
  ProofPage page(const store::Announcement& announcement, bool missed = false, std::size_t limit = 500,
                 const BehindRow& after = {});
  MissReason why(const store::Announcement& announcement, const std::string& board_id);
  // Of the announcement's ledger.
  std::vector<std::string> lines(const store::Announcement& announcement);
  // "" if it is whole.
  std::string verify(const std::vector<std::string>& lines, const std::string& key = "");
};

// Of the community.
std::string unit(int building, int number);

}  // namespace gridboard::desk::test
