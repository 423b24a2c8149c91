// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Slips of PINs on paper, read back by a reader that isn't ours (pdftotext of poppler-utils).
#include <doctest/doctest.h>

#include <cstdio>
#include <set>

#include "sync/desk/audit.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/print_pin_slips.hpp"
#include "sync/paper/paper.hpp"
#include "tests/sync/desk/import_fixture.hpp"

using namespace gridboard;

namespace {

struct Office {
  desk::ImportDesk desk() { return {*centre.store, actor, clock, random, centre.rules, centre.tariffs}; }

  // What stands on the sheets.
  std::string words_of(const std::string& pdf) {
    const std::string file = centre.folder.write("slips.pdf", pdf);
    FILE* reader = ::popen(("pdftotext -enc UTF-8 '" + file + "' -").c_str(), "r");
    REQUIRE(reader != nullptr);
    std::string words;
    char block[4096];
    for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, reader)) > 0;) words.append(block, got);
    CHECK(::pclose(reader) == 0);
    return words;
  }
  std::string hash_of(const std::string& account) {
    std::string hash;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      hash = reader.household(account).value()->pin_hash;
      return {};
    }));
    return hash;
  }

  tests::ImportFixture centre;
  base::ManualClock clock{centre.now};
  base::SeededRandom random{7};
  desk::Actor actor{"a1", "王芳", "127.0.0.1"};
};

// On a machine that is so slow.
class SlowClock final : public base::Clock {
 public:
  SlowClock(base::Instant now, std::chrono::milliseconds step) : now_(now), step_(step) {}
  [[nodiscard]] base::Instant now() const override { return now_; }
  [[nodiscard]] std::chrono::milliseconds monotonic() const override { return passed_ += step_; }

 private:
  base::Instant now_;
  std::chrono::milliseconds step_;
  mutable std::chrono::milliseconds passed_{0};
};

// "483 920" as it stands on a slip; how often each.
std::vector<std::string> pins_in(const std::string& words) {
  std::vector<std::string> pins;
  const auto digits = [&](std::size_t at, std::size_t count) {
    for (std::size_t i = at; i < at + count; ++i) {
      if (i >= words.size() || words[i] < '0' || words[i] > '9') return false;
    }
    return true;
  };
  for (std::size_t at = 0; at + 7 <= words.size(); ++at) {
    const bool alone = (at == 0 || words[at - 1] == '\n') && (at + 7 == words.size() || words[at + 7] == '\n');
    if (alone && digits(at, 3) && words[at + 3] == ' ' && digits(at + 4, 3)) {
      pins.push_back(words.substr(at, 3) + words.substr(at + 4, 3));
    }
  }
  return pins;
}

}  // namespace

TEST_CASE("each household gets a slip with its door and a PIN that opens it, and the PIN is nowhere else") {
  Office office;
  const auto printed = desk::print_pin_slips(office.desk(), "YX/XH/1/2", false);
  REQUIRE_MESSAGE(printed, (printed ? "" : printed.error().message));
  CHECK(printed->issued.issued == 2);
  const std::string words = office.words_of(printed->pdf);
  CAPTURE(words);
  for (const char* expected :
       {"云溪供电", "新华社区 1栋 2单元 101", "新华社区 1栋 2单元 102", "户号尾号 0001", "查询密码"}) {
    CAPTURE(expected);
    CHECK(words.find(expected) != std::string::npos);
  }
  CHECK(words.find("3310000001") == std::string::npos);  // a neighbour may find the slip
  const auto pins = pins_in(words);
  REQUIRE(pins.size() == 2);
  const std::set<bool> fits{desk::pin_fits(office.hash_of("3310000001"), pins[0]),
                            desk::pin_fits(office.hash_of("3310000001"), pins[1])};
  CHECK(fits.size() == 2);  // one of them
  const auto audit = desk::list_audit(*office.centre.store, {});
  REQUIRE(audit);
  CHECK(audit->items.front().action == "printPinSlips");
  CHECK(audit->items.front().place == "YX/XH/1/2");
  for (const std::string& pin : pins) CHECK(audit->items.front().after.find(pin) == std::string::npos);

  // Who has one keeps it, unless it is meant to end.
  const std::string hash = office.hash_of("3310000001");
  const auto again = desk::print_pin_slips(office.desk(), "YX/XH/1/2", false);
  REQUIRE(again);
  CHECK(again->pdf.empty());
  CHECK(again->issued.kept == 2);
  CHECK(office.hash_of("3310000001") == hash);
  const auto renewed = desk::print_pin_slips(office.desk(), "YX/XH", true);
  REQUIRE(renewed);
  CHECK(renewed->issued.issued == 2);
  CHECK(office.hash_of("3310000001") != hash);
}

TEST_CASE("more households than fit a request are refused before anything happens") {
  Office office;
  std::string file = "户号,单元,门牌,户名,电价\n";
  for (std::size_t i = 0; i <= desk::kMostSlips - 2; ++i) {
    file += std::to_string(3310001000 + i) + ",YX/XH/1/2," + std::to_string(1000 + i) + ",王,residential-annual\n";
  }
  REQUIRE(office.centre.import_text("households", file)->ok());
  const auto printed = desk::print_pin_slips(office.desk(), "YX/XH", false);
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == base::ErrorCode::too_large);
  CHECK(office.hash_of("3310000001").empty());
  CHECK(desk::print_pin_slips(office.desk(), "YX/NO", false).error().code == base::ErrorCode::not_found);
}

TEST_CASE("a machine that takes too long to hash gives nobody a PIN that nobody could read") {
  Office office;
  const SlowClock in_time(office.centre.now, desk::kLongestHashing);
  const SlowClock late(office.centre.now, desk::kLongestHashing + std::chrono::milliseconds(1));
  const auto desk_with = [&](const base::Clock& clock) {
    return desk::ImportDesk{*office.centre.store, office.actor,        clock,
                            office.random,        office.centre.rules, office.centre.tariffs};
  };
  const auto printed = desk::print_pin_slips(desk_with(late), "YX/XH/1/2", false);
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == base::ErrorCode::timed_out);
  CHECK(office.hash_of("3310000001").empty());
  CHECK(desk::print_pin_slips(desk_with(in_time), "YX/XH/1/2", false));
}

TEST_CASE("a paper holds more characters than one font has codes, and breaks its lines") {
  Office office;
  auto sheet = paper::Paper::make("字");
  REQUIRE(sheet);
  sheet->begin_sheet();
  std::string many;
  for (char32_t c = U'一'; c < U'一' + 600; ++c) {
    many += static_cast<char>(0xe0 | (c >> 12));
    many += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    many += static_cast<char>(0x80 | (c & 0x3f));
  }
  CHECK(sheet->paragraph(10, 20, 190, 8, 100, many) > 8);
  CHECK(sheet->paragraph(10, 280, 20, 8, 1, "Keep it to yourself, all of you") == 1);
  CHECK(sheet->width_mm(10, paper::Weight::regular, "一") == doctest::Approx(10 / 72.0 * 25.4));
  std::string words = office.words_of(sheet->finish());
  std::erase_if(words, [](char c) { return c == '\n' || c == ' ' || c == '\f'; });
  CHECK(words.find(many) == 0);
}
