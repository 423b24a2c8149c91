// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the store counts by itself, and the words that it finds places by, alike on both stores.
#include <doctest/doctest.h>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using tests::at_second;

namespace {

model::Place place_of(const std::string& path, const std::string& name) {
  model::Place place;
  place.path = path;
  place.name = name;
  return place;
}

model::Household household_at(const std::string& unit, int number) {
  model::Household household;
  household.account = std::to_string(3310000000 + number);
  household.unit_path = unit;
  household.door = std::to_string(number);
  return household;
}

store::Board board_at(const std::string& id, const std::string& place, store::BoardState state) {
  store::Board board;
  board.id = id;
  board.place_path = place;
  board.state = state;
  board.receipt_prefix = id;
  return board;
}

// Everything in one store of its own; `ask` runs behind.
struct Counted {
  explicit Counted(const tests::Backend& backend) {
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store = std::move(*opened);
  }

  template <class Thing>
  void put(const Thing& thing) {
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
      const auto put = writer.put(thing);
      return put ? Result<void>() : Result<void>(tl::unexpected(put.error()));
    }));
  }
  template <class Ask>
  auto ask(Ask wanted) {
    decltype(wanted(std::declval<store::Reader&>())) answer = base::fail(base::ErrorCode::internal, "");
    REQUIRE(store->read([&](store::Reader& reader) -> Result<void> {
      answer = wanted(reader);
      return {};
    }));
    REQUIRE(answer);
    return std::move(*answer);
  }
  std::int64_t households(const std::string& under) {
    return ask([&](store::Reader& reader) { return reader.count_households_under(under); });
  }
  std::string found(const std::string& word, const std::string& under = "", const std::string& after = "",
                    std::size_t limit = 100) {
    std::string paths;
    for (const auto& place : ask([&](store::Reader& r) { return r.places_searched(word, under, after, limit); }))
      paths += place.path + ' ';
    return paths;
  }

  tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
};

}  // namespace

TEST_CASE("households are counted as they come, move and change, however often they are put") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Counted counted(backend);
    CHECK(counted.households("") == 0);
    for (int i = 0; i < 3; ++i) counted.put(household_at("YX/3/1", i));
    counted.put(household_at("YX/3-1/1", 3));
    counted.put(household_at("YX/3/1", 0));  // again the same
    CHECK(counted.households("") == 4);
    CHECK(counted.households("YX") == 4);
    CHECK(counted.households("YX/3") == 3);
    CHECK(counted.households("YX/3/1") == 3);
    CHECK(counted.households("YX/3-1") == 1);
    CHECK(counted.households("YX/4") == 0);
    auto moved = household_at("YX/4/1", 0);
    counted.put(moved);
    moved.phone = "13800000000";
    counted.put(moved);
    CHECK(counted.households("YX/3") == 2);
    CHECK(counted.households("YX/4") == 1);
    CHECK(counted.households("") == 4);
  }
}

TEST_CASE("what is rolled back isn't counted") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Counted counted(backend);
    counted.put(place_of("YX", "云溪"));
    CHECK(!counted.store->write([](store::Writer& writer) -> Result<void> {
      REQUIRE(writer.put(household_at("YX/1/1", 1)));
      REQUIRE(writer.put(place_of("YX/1", "一栋")));
      return base::fail(base::ErrorCode::conflict, "on purpose");
    }));
    CHECK(counted.households("") == 0);
    CHECK(counted.found("一栋").empty());
  }
}

TEST_CASE("boards are counted by state and by when they were heard of, below a place and at it") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Counted counted(backend);
    using enum store::BoardState;
    for (const auto& board :
         {board_at("A", "YX/1/1", active), board_at("B", "YX/1/1", active), board_at("C", "YX/1", awaiting),
          board_at("D", "YX/1-1", active), board_at("E", "YX/1/2", revoked)}) {
      counted.put(board);
    }
    REQUIRE(counted.store->write([](store::Writer& writer) -> Result<void> {
      if (auto seen = writer.note_seen("A", at_second(100)); !seen) return seen;
      return writer.note_seen("D", at_second(99));
    }));
    const auto standing = [&](const char* under) {
      return counted.ask([&](store::Reader& reader) { return reader.boards_by_standing(under, at_second(100)); });
    };
    using Standing = store::BoardStanding;
    CHECK(standing("YX/1") == std::vector<Standing>{{awaiting, 1, 0, 0}, {active, 1, 0, 1}, {revoked, 1, 0, 0}});
    CHECK(standing("") == std::vector<Standing>{{awaiting, 1, 0, 0}, {active, 1, 1, 1}, {revoked, 1, 0, 0}});
    CHECK(standing("ZZ").empty());
    const auto within = [&](const char* path) {
      return counted.ask([&](store::Reader& reader) { return reader.boards_within(path, at_second(100)); });
    };
    const auto at = [&](const char* path) {
      return counted.ask([&](store::Reader& reader) { return reader.boards_at(path, at_second(100)); });
    };
    CHECK(within("YX/1") == store::BoardsAt{"YX/1", 3, 1});
    CHECK(within("YX/1/2") == store::BoardsAt{"YX/1/2", 0, 0});
    CHECK(at("YX/1") == store::BoardsAt{"YX/1", 1, 0});
    CHECK(at("YX") == store::BoardsAt{"YX", 0, 0});
    std::vector<store::BoardsAt> places;
    REQUIRE(counted.store->read([&](store::Reader& reader) {
      return reader.each_place_with_boards(at_second(100), [&](const store::BoardsAt& place) -> Result<void> {
        places.push_back(place);
        return {};
      });
    }));
    CHECK(places == std::vector<store::BoardsAt>{{"YX/1", 1, 0}, {"YX/1-1", 1, 0}, {"YX/1/1", 2, 1}});
    const auto taken = [&](const char* prefix) {
      return counted.ask([&](store::Reader& reader) { return reader.is_receipt_prefix_taken(prefix); });
    };
    CHECK(taken("A"));
    CHECK(!taken("X"));
    CHECK(!taken(""));
  }
}

TEST_CASE("a place is found by what it is called now, by its name or its own code, in any case") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Counted counted(backend);
    counted.put(place_of("YX", "云溪供电"));
    counted.put(place_of("YX/Bt", "板塘"));
    counted.put(place_of("YX/Bt/bt", "Bt"));  // the same twice
    CHECK(counted.found("bT") == "YX/Bt YX/Bt/bt ");
    CHECK(counted.found("yx") == "YX ");  // not by what is above it
    counted.put(place_of("YX/Bt", "新塘"));
    CHECK(counted.found("板").empty());
    CHECK(counted.found("新塘") == "YX/Bt ");
    CHECK(counted.found("塘", "YX/Bt/bt").empty());
    counted.put(place_of("YX/Bt", "BT"));  // its name is now its code
    CHECK(counted.found("bt") == "YX/Bt YX/Bt/bt ");
    CHECK(counted.found("新塘").empty());
    CHECK(counted.found("_").empty());
    const auto at = counted.ask([](store::Reader& r) { return r.places_at({"YX/Bt", "YX/none", "YX", "YX"}); });
    REQUIRE(at.size() == 2);
    CHECK(at[0].path == "YX");
    CHECK(at[1].name == "BT");
    CHECK(counted.ask([](store::Reader& r) { return r.places_at({}); }).empty());
  }
}

TEST_CASE("words of many places and of few are found alike, a page at a time") {
  // More than the 100 places up to which a word is looked up together with others.
  constexpr int kMany = 150;
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Counted counted(backend);
    REQUIRE(counted.store->write([](store::Writer& writer) -> Result<void> {
      for (int i = 0; i < kMany; ++i) {
        const std::string building = "YX/" + std::to_string(1000 + i);
        REQUIRE(writer.put(place_of(building, "号楼")));
        if (i % 50 == 0) REQUIRE(writer.put(place_of(building + "/x", "小号楼")));
      }
      return {};
    }));
    std::string all, after;
    for (int pages = 0; pages < 100; ++pages) {
      const std::string page = counted.found("号楼", "YX", after, 20);
      if (page.empty()) break;
      all += page;
      after = page.substr(0, page.size() - 1);
      after = after.substr(after.rfind(' ') + 1);
    }
    std::string wanted;
    for (int i = 0; i < kMany; ++i) {
      wanted += "YX/" + std::to_string(1000 + i) + ' ';
      if (i % 50 == 0) wanted += "YX/" + std::to_string(1000 + i) + "/x ";
    }
    CHECK(all == wanted);
    CHECK(counted.found("号楼", "YX/1050") == "YX/1050 YX/1050/x ");
  }
}
