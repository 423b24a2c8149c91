// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Pages of boards, places and supply points, alike on both stores.
#include <doctest/doctest.h>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using tests::at_second;

namespace {

store::Board board_of(const std::string& id, const std::string& place, store::BoardState state) {
  store::Board board;
  board.id = id;
  board.name = "门口" + id;
  board.place_path = place;
  board.state = state;
  board.receipt_prefix = id;
  board.added_at = at_second(1);
  return board;
}

void fill(store::Store& store) {
  REQUIRE(store.write([](store::Writer& writer) -> Result<void> {
    for (const char* path : {"YX", "YX/BT", "YX/BT/3", "YX/BT/3-1", "YX/BT/30", "YX/BT/3/2", "YX/BT/3/1", "ZZ"}) {
      model::Place place;
      place.path = path;
      place.name = std::string("名") + path;
      if (auto put = writer.put(place); !put) return tl::unexpected(put.error());
    }
    using enum store::BoardState;
    for (const auto& board : {board_of("A", "YX/BT/3/2", active), board_of("B", "YX/BT/3/1", active),
                              board_of("C", "YX/BT/3-1", awaiting), board_of("D_1", "YX/BT/3/2", revoked)}) {
      if (auto put = writer.put(board); !put) return put;
    }
    for (const auto& point : {model::SupplyPoint{"S", "", model::SupplyKind::substation, "站"},
                              model::SupplyPoint{"F1", "S", model::SupplyKind::feeder, "一线"},
                              model::SupplyPoint{"F2", "S", model::SupplyKind::feeder, "二线"}}) {
      if (auto put = writer.put(point); !put) return tl::unexpected(put.error());
    }
    int door = 0;
    for (const char* unit : {"YX/BT/3/2", "YX/BT/3/2", "YX/BT/3-1"}) {
      model::Household household;
      household.account = "33100000" + std::to_string(10 + door);
      household.unit_path = unit;
      household.door = std::to_string(++door);
      if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    }
    if (auto seen = writer.note_seen("A", at_second(100)); !seen) return seen;
    if (auto seen = writer.note_seen("A", at_second(50)); !seen) return seen;  // never goes back
    if (auto seen = writer.note_seen("B", at_second(10)); !seen) return seen;
    return writer.note_seen("nobody", at_second(10));
  }));
}

template <class Filter>
std::string boards_in(store::Store& store, Filter with) {
  std::string ids;
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    store::BoardFilter filter;
    with(filter);
    const auto boards = reader.boards_listed(filter);
    REQUIRE(boards);
    for (const auto& board : *boards) ids += board.id + ' ';
    filter.limit = 1;  // the count doesn't mind
    const auto count = reader.count_boards(filter);
    REQUIRE(count);
    if (filter.after_place.empty()) CHECK(*count == static_cast<std::int64_t>(boards->size()));
    return {};
  }));
  return ids;
}

template <class Ask>
auto asked(store::Store& store, Ask ask) {
  decltype(ask(std::declval<store::Reader&>())) answer = base::fail(base::ErrorCode::internal, "");
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    answer = ask(reader);
    return {};
  }));
  REQUIRE(answer);
  return *answer;
}

std::string paths_of(const std::vector<model::Place>& places) {
  std::string paths;
  for (const auto& place : places) paths += place.path + ' ';
  return paths;
}

}  // namespace

TEST_CASE("boards are listed by place, filtered and cut by the store") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    fill(**store);
    using Filter = store::BoardFilter;
    CHECK(boards_in(**store, [](Filter&) {}) == "C B A D_1 ");
    CHECK(boards_in(**store, [](Filter& filter) { filter.under = "YX/BT/3"; }) == "B A D_1 ");
    CHECK(boards_in(**store, [](Filter& filter) { filter.under = "YX/BT/3-1"; }) == "C ");
    CHECK(boards_in(**store, [](Filter& filter) { filter.state = store::BoardState::active; }) == "B A ");
    CHECK(boards_in(**store, [](Filter& filter) { filter.text = "d_"; }) == "D_1 ");
    CHECK(boards_in(**store, [](Filter& filter) { filter.text = "%"; }).empty());
    CHECK(boards_in(**store, [](Filter& filter) { filter.text = "门口c"; }) == "C ");
    const auto seen = [&](store::BoardSeen how, int second) {
      return boards_in(**store, [&](Filter& filter) { filter.seen = how, filter.seen_at = at_second(second); });
    };
    CHECK(seen(store::BoardSeen::since, 100) == "A ");
    CHECK(seen(store::BoardSeen::since, 101).empty());
    CHECK(seen(store::BoardSeen::before, 100) == "B ");
    CHECK(seen(store::BoardSeen::never, 0) == "C D_1 ");
    CHECK(boards_in(**store, [](Filter& filter) {
            filter.after_place = "YX/BT/3/2", filter.after_id = "A", filter.limit = 5;
          }) == "D_1 ");
  }
}

TEST_CASE("places and supply points are walked and searched a page at a time") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    fill(**store);
    const auto under = [&](const char* path, const char* after, std::size_t limit) {
      return paths_of(asked(**store, [&](store::Reader& r) { return r.places_directly_under(path, after, limit); }));
    };
    CHECK(under("", "", 10) == "YX ZZ ");
    CHECK(under("YX/BT", "", 10) == "YX/BT/3 YX/BT/3-1 YX/BT/30 ");
    CHECK(under("YX/BT", "YX/BT/3", 1) == "YX/BT/3-1 ");
    CHECK(under("YX/BT/30", "", 10).empty());
    CHECK(asked(**store, [](store::Reader& r) { return r.count_places_directly_under("YX/BT/3"); }) == 2);
    const auto search = [&](const char* word, const char* top, const char* after) {
      return paths_of(asked(**store, [&](store::Reader& r) { return r.places_searched(word, top, after, 3); }));
    };
    CHECK(search("30", "", "") == "YX/BT/30 ");
    CHECK(search("名", "YX/BT/3", "") == "YX/BT/3 YX/BT/3/1 YX/BT/3/2 ");
    CHECK(search("名", "YX/BT/3", "YX/BT/3/1") == "YX/BT/3/2 ");
    CHECK(search("%", "", "").empty());
    const auto supply = [&](std::optional<std::string> parent, const std::string& text, const std::string& after) {
      std::string ids;
      const store::SupplyFilter filter{std::move(parent), text, after, 10};
      for (const auto& point : asked(**store, [&](store::Reader& r) { return r.supply_listed(filter); }))
        ids += point.id + ' ';
      return ids;
    };
    CHECK(supply(std::nullopt, "", "") == "F1 F2 S ");
    CHECK(supply("", "", "") == "S ");
    CHECK(supply("S", "", "F1") == "F2 ");
    CHECK(supply(std::nullopt, "线", "") == "F1 F2 ");
    CHECK(asked(**store, [](store::Reader& r) { return r.count_supply_directly_under("S"); }) == 2);
    CHECK(asked(**store, [](store::Reader& r) { return r.count_households_under(""); }) == 3);
    CHECK(asked(**store, [](store::Reader& r) { return r.count_households_under("YX/BT/3"); }) == 2);
  }
}
