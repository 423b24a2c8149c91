// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "sync/base/ids.hpp"
#include "sync/desk/check_sign_in.hpp"
#include "sync/desk/issue_staff_pins.hpp"
#include "sync/desk/list_sign_ins.hpp"
#include "sync/desk/presence.hpp"
#include "sync/desk/publish_service_records.hpp"
#include "sync/model/sign_in_code.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using desk::SignInRefusal;
using desk::test::at;
using desk::test::kUnit;
using store::SignInKind;

// The third column of the second line.
std::string pin_in(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
  return line.substr(line.rfind(',') + 1);
}

struct Fixture {
  Fixture() {
    for (const char* id : {"M-001", "M-002"}) {
      model::Manager manager;
      manager.id = id;
      manager.name = id == std::string("M-001") ? "周敏" : "孙建国";
      REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
        if (auto put = writer.put(manager); !put) return tl::unexpected(put.error());
        return {};
      }));
      const std::string file = centre.folder + "/" + id + ".csv";
      REQUIRE(desk::issue_manager_pin(*centre.store, id, file, centre.random));
      pins[id] = pin_in(file);
    }
  }
  std::string code(const store::Board& of) const {
    return model::make_sign_in_code(of.id, base::from_base64url(of.sign_in_key), centre.clock.now());
  }
  desk::CheckedSignIn sign_in(const std::string& with, const std::string& manager,
                              SignInKind kind = SignInKind::arrive) {
    return desk::check_sign_in(*centre.store, {with, manager, pins[manager], kind}, centre.clock.now()).value();
  }
  // By a code of this moment, which takes the next step.
  desk::CheckedSignIn arrive(const store::Board& there, const std::string& manager) {
    return sign_in(code(there), manager);
  }
  desk::CheckedSignIn leave(const store::Board& there, const std::string& manager) {
    return sign_in(code(there), manager, SignInKind::leave);
  }
  std::string shown(const store::Board& there) { return centre.body_of("board/" + there.id, "presence"); }

  desk::test::StaffCentre centre;
  store::Board board = centre.enrolled(kUnit), other = centre.enrolled("YX/BT/G1/XH/4/1");
  std::map<std::string, std::string> pins;
};

}  // namespace

TEST_CASE("a fresh code of the board and the right PIN record an arrival that the board shows") {
  Fixture fixture;
  const auto checked = fixture.arrive(fixture.board, "M-001");
  CHECK(checked.refusal == SignInRefusal::none);
  CHECK(checked.manager_name == "周敏");
  CHECK(fixture.shown(fixture.board).find("周敏") != std::string::npos);
  fixture.centre.clock.advance(95min);
  const auto left = fixture.leave(fixture.board, "M-001");
  CHECK(left.refusal == SignInRefusal::none);
  CHECK(left.stayed == 95min);
  CHECK(fixture.shown(fixture.board).empty());
}

TEST_CASE("codes are refused") {
  Fixture fixture;
  const std::string code = fixture.code(fixture.board);
  SUBCASE("that are no codes") {
    for (const char* text : {"", "x", "B-1.2", "B-1.x.abc", "..", "B-1.1.abcdefghijklmnop.x"}) {
      CHECK(fixture.sign_in(text, "M-001").refusal == SignInRefusal::malformed);
    }
  }
  SUBCASE("with a forged mac") {
    std::string forged = code;
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    const auto checked = fixture.sign_in(forged, "M-001");
    CHECK((checked.refusal == SignInRefusal::forged || checked.refusal == SignInRefusal::malformed));
    std::string middle = code;
    char& inside = middle[middle.size() - 5];
    inside = inside == 'A' ? 'B' : 'A';
    CHECK(fixture.sign_in(middle, "M-001").refusal == SignInRefusal::forged);
  }
  SUBCASE("made with the key of another board") {
    const std::string stolen = model::make_sign_in_code(
        fixture.board.id, base::from_base64url(fixture.other.sign_in_key), fixture.centre.clock.now());
    CHECK(fixture.sign_in(stolen, "M-001").refusal == SignInRefusal::forged);
  }
  SUBCASE("of a board that isn't there") {
    std::string nobody = code;
    nobody.replace(0, fixture.board.id.size(), "B-222222");
    CHECK(fixture.sign_in(nobody, "M-001").refusal == SignInRefusal::forged);
  }
  SUBCASE("by age, to the second") {
    // Two steps back are good: from the start of its own step a code lives 90 seconds.
    const base::Instant began{std::chrono::floor<std::chrono::milliseconds>(
        model::kSignInStep * model::sign_in_step(fixture.centre.clock.now()))};
    SUBCASE("one second before") {
      fixture.centre.clock.set(began + 89s);
      CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::none);
    }
    SUBCASE("on the second") {
      fixture.centre.clock.set(began + 90s);
      CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::stale);
    }
    SUBCASE("one second after") {
      fixture.centre.clock.set(began + 91s);
      CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::stale);
    }
    SUBCASE("a step ahead is a clock that is a little fast, two are not") {
      fixture.centre.clock.set(began - 1s);
      CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::none);
    }
    SUBCASE("from the future") {
      fixture.centre.clock.set(began - 31s);
      CHECK(fixture.sign_in(code, "M-002").refusal == SignInRefusal::stale);
    }
  }
  SUBCASE("that were used, whoever comes with them again") {
    CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::none);
    CHECK(fixture.sign_in(code, "M-002").refusal == SignInRefusal::used);
    CHECK(fixture.sign_in(code, "M-001").refusal == SignInRefusal::used);
    CHECK(fixture.sign_in(code, "M-001", SignInKind::leave).refusal == SignInRefusal::used);
    CHECK(fixture.shown(fixture.board).find("周敏") != std::string::npos);
  }
}

TEST_CASE("who guesses a PIN waits longer and longer, and learns nothing of who exists") {
  Fixture fixture;
  const std::string right = fixture.pins["M-001"];
  const auto guess = [&](const std::string& manager, const std::string& pin) {
    return desk::check_sign_in(*fixture.centre.store, {fixture.code(fixture.board), manager, pin, SignInKind::arrive},
                               fixture.centre.clock.now())
        .value();
  };
  CHECK(guess("M-999", "123456").refusal == SignInRefusal::wrong_pin);
  CHECK(guess("M-001", "").refusal == SignInRefusal::wrong_pin);
  for (int i = 0; i < 4; ++i) CHECK(guess("M-001", "000000").refusal == SignInRefusal::wrong_pin);
  const auto waiting = guess("M-001", right);
  CHECK(waiting.refusal == SignInRefusal::waiting);
  CHECK(waiting.wait_until == fixture.centre.clock.now() + 15min);
  CHECK(fixture.arrive(fixture.other, "M-002").refusal == SignInRefusal::none);
  fixture.centre.clock.advance(15min - 1s);
  CHECK(guess("M-001", right).refusal == SignInRefusal::waiting);
  fixture.centre.clock.advance(1s);
  CHECK(guess("M-001", right).refusal == SignInRefusal::none);
}

TEST_CASE("presence goes with the manager and ends with the day") {
  Fixture fixture;
  REQUIRE(fixture.arrive(fixture.board, "M-001").refusal == SignInRefusal::none);
  SUBCASE("who comes elsewhere has left") {
    fixture.centre.clock.advance(1h);
    REQUIRE(fixture.arrive(fixture.other, "M-001").refusal == SignInRefusal::none);
    CHECK(fixture.shown(fixture.board).empty());
    CHECK(!fixture.shown(fixture.other).empty());
  }
  SUBCASE("when the second leaves, the first is still there") {
    fixture.centre.clock.advance(1h);
    REQUIRE(fixture.arrive(fixture.board, "M-002").refusal == SignInRefusal::none);
    CHECK(fixture.shown(fixture.board).find("孙建国") != std::string::npos);
    fixture.centre.clock.advance(1h);
    REQUIRE(fixture.leave(fixture.board, "M-002").refusal == SignInRefusal::none);
    CHECK(fixture.shown(fixture.board).find("周敏") != std::string::npos);
  }
  SUBCASE("who forgot to sign out is taken back at midnight, not a second before") {
    fixture.centre.clock.set(at("2026-11-22 23:59:59"));
    CHECK(desk::end_presences(*fixture.centre.store, fixture.centre.clock.now()) == 0u);
    CHECK(!fixture.shown(fixture.board).empty());
    fixture.centre.clock.set(at("2026-11-23 00:00"));
    CHECK(desk::end_presences(*fixture.centre.store, fixture.centre.clock.now()) == 1u);
    CHECK(fixture.shown(fixture.board).empty());
  }
}

TEST_CASE("hours are those that are known; a forgotten leaving is listed, not invented") {
  Fixture fixture;
  fixture.centre.clock.set(at("2026-11-23 08:00"));
  REQUIRE(fixture.arrive(fixture.board, "M-001").refusal == SignInRefusal::none);
  fixture.centre.clock.set(at("2026-11-23 11:30"));
  REQUIRE(fixture.leave(fixture.board, "M-001").refusal == SignInRefusal::none);
  fixture.centre.clock.set(at("2026-11-23 14:00"));
  REQUIRE(fixture.arrive(fixture.board, "M-001").refusal == SignInRefusal::none);
  fixture.centre.clock.set(at("2026-11-23 16:00"));
  REQUIRE(fixture.arrive(fixture.other, "M-001").refusal == SignInRefusal::none);
  fixture.centre.clock.set(at("2026-11-24 09:00"));
  REQUIRE(fixture.leave(fixture.other, "M-001").refusal == SignInRefusal::none);
  const auto list =
      desk::list_sign_ins(*fixture.centre.store, {at("2026-11-23 00:00"), at("2026-11-25 00:00"), "", ""});
  REQUIRE(list);
  CHECK(list->sign_ins.size() == 5);
  REQUIRE(list->presences.size() == 3);
  CHECK(list->presences[0].counted() == 210min);
  CHECK(list->presences[1].counted() == 120min);
  CHECK(!list->presences[2].to);
  REQUIRE(list->hours.size() == 1);
  CHECK(list->hours[0].counted == 330min);
  CHECK(list->hours[0].open == 1);
  CHECK(list->hours[0].name == "周敏");
  const auto there = desk::list_sign_ins(*fixture.centre.store,
                                         {at("2026-11-23 00:00"), at("2026-11-25 00:00"), fixture.other.id, "M-001"});
  CHECK(there->presences.size() == 1);
  CHECK(desk::list_sign_ins(*fixture.centre.store, {at("2026-11-25 00:00"), at("2026-11-25 00:00"), "", ""})
            .error()
            .code == base::ErrorCode::invalid_input);

  SUBCASE("and the community's service records count them from five on") {
    const auto published = desk::publish_service_records(*fixture.centre.store, fixture.centre.catalogue, std::nullopt,
                                                         at("2026-12-01 00:05"));
    REQUIRE(published);
    CHECK(base::format_month(published->month) == "2026-11");
    CHECK(published->complete);
    REQUIRE(published->communities.size() == 2);
    for (const auto& community : published->communities) {
      const auto& hours = community.records.counts.back();
      CHECK(hours.kind == model::ServiceCountKind::hours);
      CHECK(hours.count == (community.place_name == "新华社区" ? std::optional<std::int64_t>(5) : std::nullopt));
    }
  }
}

TEST_CASE("a PIN of staff is in its file alone") {
  Fixture fixture;
  const std::string file = fixture.centre.folder + "/pin.csv";
  const auto issued = desk::issue_maintenance_pin(*fixture.centre.store, fixture.board.id, file, fixture.centre.random);
  REQUIRE(issued);
  CHECK(!issued->renewed);
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  const std::string pin = pin_in(file);
  CHECK(pin.size() == 6);
  const std::string record = fixture.centre.body_of("board/" + fixture.board.id, "board");
  CHECK(record.find("$argon2id$") != std::string::npos);
  CHECK(record.find(pin) == std::string::npos);
  CHECK(
      desk::issue_maintenance_pin(*fixture.centre.store, fixture.board.id, file, fixture.centre.random).error().code ==
      base::ErrorCode::conflict);
  CHECK(desk::issue_manager_pin(*fixture.centre.store, "M-404", fixture.centre.folder + "/x", fixture.centre.random)
            .error()
            .code == base::ErrorCode::not_found);
  CHECK(!std::filesystem::exists(fixture.centre.folder + "/x"));
}
