// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/replica/search.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using Tokens = std::vector<std::string>;

namespace {

std::vector<std::string> doors(const std::vector<replica::HouseholdMatch>& matches) {
  std::vector<std::string> found;
  for (const auto& match : matches)
    found.push_back(match.unit_path.substr(match.unit_path.find("XH/") + 3) + ":" + match.door);
  return found;
}

replica::HouseholdIndex small_community() {
  const std::string xh = "YX/BT/G1/XH";
  return {{{"1203004471", xh + "/3/2", "501"},
           {"1203004472", xh + "/3/2", "502"},
           {"1203004473", xh + "/3/1", "501"},
           {"1203004474", xh + "/12/1", "1001"},
           {"1203004475", xh + "/12/1", "101"},
           {"0203004476", xh + "/2/3", "501"},
           {"1203004477", xh + "/2/3", "1-甲"},
           {"1203004478", xh + "/2/3", "301东户"}},
          {{xh, "新华社区"}, {xh + "/3", "3栋"}, {xh + "/12", "12栋"}, {xh + "/2", "2栋"}, {xh + "/3/2", "2单元"}}};
}

}  // namespace

TEST_CASE("what people type falls into the same words however they write it") {
  for (const char* typed : {"3-2-501", "3栋2单元501", "３－２－５０１", "三栋二单元501室", " 3 2 501 ", "3#2#501",
                            "03-02-0501", "3号楼2单元501号"}) {
    CAPTURE(typed);
    CHECK(replica::tokens_of(typed) == Tokens{"3", "2", "501"});
  }
  CHECK(replica::tokens_of("十二栋") == Tokens{"12"});
  CHECK(replica::tokens_of("三十一栋") == Tokens{"31"});
  CHECK(replica::tokens_of("三里屯b3栋") == Tokens{"三里屯", "B", "3"});
  CHECK(replica::tokens_of("1-甲") == Tokens{"1", "甲"});
  CHECK(replica::tokens_of("").empty());
  CHECK(replica::tokens_of("\xff\xfe--").empty());
  CHECK(replica::tokens_of("0") == Tokens{"0"});
}

TEST_CASE("a household is found by its door") {
  const auto index = small_community();
  const auto find = [&index](const char* typed) { return doors(index.find(typed, 20)); };
  CHECK(find("3-2-501") == Tokens{"3/2:501"});
  CHECK(find("3栋2单元501") == Tokens{"3/2:501"});
  CHECK(find("三栋2单元５０１") == Tokens{"3/2:501"});
  CHECK(find("新华 3-2-501") == Tokens{"3/2:501"});
  CHECK(find("501") == Tokens{"2/3:501", "3/1:501", "3/2:501"});
  CHECK(find("3-50") == Tokens{"2/3:501", "3/1:501", "3/2:501", "3/2:502"});
  CHECK(find("3栋2单元") == Tokens{"3/2:501", "3/2:502"});
  CHECK(find("12-1-10") == Tokens{"12/1:101", "12/1:1001"});
  CHECK(find("2栋1甲") == Tokens{"2/3:1-甲"});
  CHECK(find("301东") == Tokens{"2/3:301东户"});
  CHECK(find("9-9-999").empty());
  CHECK(find("张").empty());
}

TEST_CASE("a household is found by its account number or the start of it") {
  const auto index = small_community();
  auto matches = index.find("1203004474", 20);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].by_account);
  CHECK(matches[0].door == "1001");
  CHECK(index.find("120300", 20).size() == 7);
  CHECK(index.find("0203 0044", 20).size() == 1);
  CHECK(index.find("120", 20).empty());
  CHECK(index.find("120300", 3).size() == 3);
}

TEST_CASE("nothing typed lists everyone as people count") {
  const auto all = doors(small_community().find("", 20));
  CHECK(all == Tokens{"2/3:1-甲", "2/3:301东户", "2/3:501", "3/1:501", "3/2:501", "3/2:502", "12/1:101", "12/1:1001"});
}

TEST_CASE("a hall's five thousand households are listed and searched") {
  Replica replica;
  std::vector<wire::Put> puts;
  for (int building = 1; building <= 25; ++building) {
    for (int unit = 1; unit <= 4; ++unit) {
      const std::string path = "YX/BT/G1/XH/" + std::to_string(building) + "/" + std::to_string(unit);
      for (int door = 0; door < 50; ++door) {
        const std::string account = std::to_string(1'203'000'000 + building * 1000 + unit * 100 + door);
        puts.push_back(
            put_of(wire::Record(household_of(account, path, std::to_string((door / 4 + 1) * 100 + door % 4 + 1)))));
      }
    }
  }
  replica.apply(puts);
  const auto reader = replica.reader();
  CHECK(value_of(reader->count_households()) == 5000);
  const auto unit = value_of(reader->households("YX/BT/G1/XH/3/2"));
  REQUIRE(unit.size() == 50);
  CHECK(unit[0].door == "101");
  CHECK(unit[49].door == "1302");
  CHECK(value_of(reader->households("YX/BT/G1/XH")).size() == 5000);
  const auto found = value_of(reader->find_households("3-2-501", 10));
  REQUIRE(found.size() == 1);
  CHECK(found[0].unit_path == "YX/BT/G1/XH/3/2");
  const auto started = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) (void)value_of(reader->find_households("2-50", 20));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
  MESSAGE("a search among 5,000 households: " << took.count() / 10 << " us");
  // A household that moved in is found at once.
  replica.apply({put_of(wire::Record(household_of("1299999999", "YX/BT/G1/XH/3/2", "9901")))});
  CHECK(value_of(reader->find_households("3-2-9901", 10)).size() == 1);
}
