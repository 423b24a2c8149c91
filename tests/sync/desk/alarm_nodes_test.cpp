// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Several servers look at the same boards at once: what they find is raised, and ended, once.
#include <doctest/doctest.h>

#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/watch_boards.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/open_store.hpp"
#include "tests/support/postgres.hpp"

using namespace gridboard;
using base::Result;

namespace {

constexpr int kServers = 3, kBoards = 12;
constexpr base::Instant kNow{std::chrono::seconds(1795000000)};

std::int64_t audited(store::Store& store, const std::string& action) {
  store::AuditFilter filter;
  filter.action = action;
  filter.limit = 500;
  return static_cast<std::int64_t>(desk::list_audit(store, filter)->items.size());
}

}  // namespace

TEST_CASE("three servers on one database raise and end each alarm once") {
  tests::PostgresServer server;
  const std::string location = server.new_location();
  const auto figures =
      model::AlarmFigures::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/rules/alarms.json").value();
  std::vector<std::unique_ptr<store::Store>> stores;
  for (int i = 0; i < kServers; ++i) stores.push_back(std::move(store::open_store(location).value()));
  REQUIRE(stores[0]->write([](store::Writer& writer) -> Result<void> {
    for (int i = 0; i < kBoards; ++i) {
      store::Board board;
      board.id = "B-" + std::to_string(i);
      board.place_path = "YX/" + std::to_string(i);
      board.receipt_prefix = board.id;
      board.state = store::BoardState::active;
      board.last_seen = kNow - std::chrono::hours(1);
      if (auto put = writer.put(board); !put) return put;
    }
    return {};
  }));
  const auto look = [&](base::Instant now) {
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::size_t raised = 0, ended = 0, failed = 0;
    for (auto& store : stores) {
      threads.emplace_back([&, own = store.get()] {
        base::SystemRandom random;
        const auto watched =
            desk::watch_boards(*own, {figures, std::chrono::seconds(25), base::Instant{}, now}, random);
        const std::lock_guard lock(mutex);
        failed += watched ? 0 : 1;
        raised += watched ? watched->raised : 0;
        ended += watched ? watched->ended : 0;
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(failed == 0);
    return std::pair(raised, ended);
  };
  CHECK(look(kNow) == std::pair<std::size_t, std::size_t>(kBoards, 0));
  CHECK(audited(*stores[0], "raiseAlarm") == kBoards);
  REQUIRE(stores[0]->write([](store::Writer& writer) -> Result<void> {
    for (int i = 0; i < kBoards; ++i) {
      if (auto seen = writer.note_seen("B-" + std::to_string(i), kNow); !seen) return seen;
    }
    return {};
  }));
  CHECK(look(kNow) == std::pair<std::size_t, std::size_t>(0, kBoards));
  CHECK(audited(*stores[0], "endAlarm") == kBoards);
  CHECK(look(kNow) == std::pair<std::size_t, std::size_t>(0, 0));
}
