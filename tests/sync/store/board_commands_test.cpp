// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What boards are asked to do and what they say of themselves, the same in every store.
#include "sync/store/board_commands.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using tests::at_second;

namespace {

store::BoardReport full_report(const std::string& board, int second) {
  return {board, at_second(second), {"0.6.0", 12, -340, 20480, 47, "ok", "none", 86400, "ok"}};
}

store::BoardCommand command(const std::string& id, const std::string& board, int second) {
  store::BoardCommand asked;
  asked.id = id;
  asked.board_id = board;
  asked.kind = wire::CommandKind::restart;
  asked.asked_at = at_second(second);
  asked.ends_at = at_second(second + 600);
  asked.asked_by = "a1";
  asked.asked_by_name = "王敏";
  return asked;
}

void write(store::Store& store, const std::function<Result<void>(store::BoardCommandWriter&)>& body) {
  const auto written = store.write([&](store::Writer& writer) { return body(writer.write_board_desk()); });
  REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
}

void read(store::Store& store, const std::function<void(store::BoardCommandReader&)>& body) {
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    body(reader.board_desk());
    return {};
  }));
}

// Runs it on a new store of each kind.
void on_each(const std::function<void(store::Store&)>& body) {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    body(**store);
  }
}

}  // namespace

TEST_CASE("of what a board says of itself the newest is kept, and what it can't tell stays untold") {
  on_each([](store::Store& store) {
    store::BoardReport silent{"b2", at_second(4), {}};
    write(store, [&](auto& desk) -> Result<void> {
      REQUIRE(desk.put(full_report("b1", 3)));
      return desk.put(silent);
    });
    const store::BoardReport newer = full_report("b1", 9);
    write(store, [&](auto& desk) { return desk.put(newer); });
    read(store, [&](auto& desk) {
      CHECK(desk.board_reports({"b2", "b1", "b3", "b1"}).value() == std::vector{newer, silent});
      CHECK(desk.board_reports({}).value().empty());
    });
  });
}

TEST_CASE("reports of more boards than one statement names come all, once each") {
  on_each([](store::Store& store) {
    std::vector<std::string> ids;
    write(store, [&](auto& desk) -> Result<void> {
      ids.clear();
      for (int i = 0; i < 120; ++i) {
        ids.push_back("b" + std::to_string(1000 + i));
        REQUIRE(desk.put(full_report(ids.back(), i)));
      }
      return {};
    });
    read(store, [&](auto& desk) {
      const auto reports = desk.board_reports(ids).value();
      REQUIRE(reports.size() == ids.size());
      for (std::size_t i = 0; i < ids.size(); ++i) CHECK(reports[i].board_id == ids[i]);
    });
  });
}

TEST_CASE("a command comes back as it was asked, and with what the board said of it") {
  on_each([](store::Store& store) {
    store::BoardCommand asked = command("c1", "b1", 10);
    write(store, [&](auto& desk) { return desk.put(asked); });
    read(store, [&](auto& desk) {
      CHECK(desk.board_command("c1").value() == asked);
      CHECK_FALSE(desk.board_command("c2").value());
    });
    asked.outcome = wire::CommandOutcome::failed;
    asked.said_at = at_second(20);
    asked.why = "no room";
    write(store, [&](auto& desk) { return desk.put(asked); });
    read(store, [&](auto& desk) { CHECK(desk.board_commands("b1").value() == std::vector{asked}); });
  });
}

TEST_CASE("of a board's commands the newest twenty are kept, newest first, and others' are let alone") {
  on_each([](store::Store& store) {
    write(store, [&](auto& desk) -> Result<void> {
      REQUIRE(desk.put(command("other", "b2", 1)));
      for (int i = 0; i < static_cast<int>(store::kKeptBoardCommands) + 3; ++i) {
        REQUIRE(desk.put(command("c" + std::to_string(100 + i), "b1", i)));
      }
      return {};
    });
    read(store, [&](auto& desk) {
      const auto kept = desk.board_commands("b1").value();
      REQUIRE(kept.size() == store::kKeptBoardCommands);
      CHECK(kept.front().id == "c122");
      CHECK(kept.back().id == "c103");
      CHECK(desk.board_commands("b2").value().size() == 1);
    });
  });
}

TEST_CASE("a board's newest picture takes the place of the one before, and old ones are dropped in portions") {
  on_each([](store::Store& store) {
    const std::string bytes("\x89PNG\0\xff", 6);
    const auto picture = [&](const char* board, int second) {
      return store::BoardPicture{board, "c1", at_second(second), 1080, 1920, bytes};
    };
    write(store, [&](auto& desk) -> Result<void> {
      REQUIRE(desk.put(picture("b1", 5)));
      REQUIRE(desk.put(picture("b1", 50)));
      REQUIRE(desk.put(picture("b2", 10)));
      return desk.put(picture("b3", 11));
    });
    read(store, [&](auto& desk) {
      CHECK(desk.board_picture("b1", true).value() == picture("b1", 50));
      CHECK(desk.board_picture("b1", false).value()->png.empty());
      CHECK(desk.board_picture("b1", false).value()->width_px == 1080);
      CHECK_FALSE(desk.board_picture("b4", true).value());
    });
    write(store, [&](auto& desk) -> Result<void> {
      CHECK(desk.drop_board_pictures(at_second(50), 1).value() == 1);
      CHECK(desk.drop_board_pictures(at_second(50), 10).value() == 1);
      CHECK(desk.drop_board_pictures(at_second(50), 10).value() == 0);
      return {};
    });
    read(store, [&](auto& desk) {
      CHECK(desk.board_picture("b1", false).value());
      CHECK_FALSE(desk.board_picture("b2", false).value());
      CHECK_FALSE(desk.board_picture("b3", false).value());
    });
  });
}
