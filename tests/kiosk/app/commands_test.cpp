// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the centre asks of a board from afar, on a real file.
#include <doctest/doctest.h>

#include "kiosk/app/screenshot.hpp"
#include "stored_board.hpp"
#include "sync/model/picture.hpp"
#include "sync/wire/commands.hpp"
#include "sync/wire/outbox.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using namespace std::chrono_literals;
using wire::CommandKind;
using wire::CommandOutcome;

namespace {

constexpr const char* kId = "019aa5e0-7c00-7abc-8def-0123456789ab";

void ask(StoredBoard& world, CommandKind kind, std::chrono::milliseconds from_now = 0ms) {
  world.close();
  const base::Instant asked = world.clock.now() + from_now;
  world.put({wire::CommandRecord{kind, kId, asked, asked + 10min}});
  world.open();
}

// What lies in the outbox about commands, oldest first; over a restart.
std::vector<wire::OutboxItem> answers(StoredBoard& world) {
  world.close();
  std::vector<wire::OutboxItem> found;
  const auto writer = replica::ReplicaWriter::open(world.folder + "/board.db", world.clock, world.random);
  REQUIRE(writer);
  const auto items = (*writer)->pending(100);
  REQUIRE(items);
  for (const wire::OutboxItem& item : *items) {
    if (item.kind == wire::ItemKind::command || item.kind == wire::ItemKind::screenshot) found.push_back(item);
  }
  return found;
}

std::size_t said(StoredBoard& world, CommandOutcome outcome) {
  const auto reader = replica::ReplicaReader::open(world.folder + "/board.db");
  REQUIRE(reader);
  const auto held = (*reader)->commands().value();
  return static_cast<std::size_t>(
      std::count_if(held.begin(), held.end(), [&](const auto& each) { return each.said == outcome; }));
}

void wait_until_said(StoredBoard& world, CommandOutcome outcome) {
  REQUIRE(world.hands->wait_until([&] { return said(world, outcome) == 1; }, 20s));
}

}  // namespace

TEST_CASE("a board that nobody stands at sends the picture of its glass, once") {
  StoredBoard world;
  ask(world, CommandKind::picture);
  wait_until_said(world, CommandOutcome::done);
  const auto items = answers(world);
  REQUIRE(items.size() == 1);
  REQUIRE(items[0].kind == wire::ItemKind::screenshot);
  const auto body = wire::decode_screenshot_body(items[0].body);
  REQUIRE(body);
  CHECK(body->command_id == kId);
  const auto header = model::read_picture_header(body->png);
  REQUIRE(header);
  CHECK(header->type == model::PictureType::png);
  CHECK(header->width_px == 1080);
  CHECK(header->height_px == 1920);
  world.open();
  world.hands->settle();
  CHECK(answers(world).size() == 1);
}

TEST_CASE("while a session is open nothing is taken: the board says that it waits, and goes on afterwards") {
  StoredBoard world;
  // Not yet its time: the session is open before it comes.
  ask(world, CommandKind::picture, update::kCommandClockSlack + 2s);
  world.hands->tap("slot.501");
  REQUIRE(world.board->state().session.open);
  wait_until_said(world, CommandOutcome::waiting);
  world.hands->settle();
  CHECK(said(world, CommandOutcome::done) == 0);
  world.pass(10min);
  REQUIRE_FALSE(world.board->state().session.open);
  wait_until_said(world, CommandOutcome::done);
  const auto items = answers(world);
  REQUIRE(items.size() == 2);
  CHECK(items[0].kind == wire::ItemKind::command);
  CHECK(items[1].kind == wire::ItemKind::screenshot);
}

TEST_CASE("a board begins anew once: it says so before, and that it did afterwards") {
  StoredBoard world;
  ask(world, CommandKind::restart);
  world.hands->wait_until([&] { return world.board->starts_anew(); }, 20s);
  REQUIRE(world.board->starts_anew());
  CHECK(said(world, CommandOutcome::begun) == 1);
  world.close();
  world.open();
  wait_until_said(world, CommandOutcome::done);
  CHECK_FALSE(world.board->starts_anew());
  const auto items = answers(world);
  REQUIRE(items.size() == 2);
  CHECK(wire::decode_command_answer(items[0].body) == wire::CommandAnswer{kId, CommandOutcome::begun, ""});
  CHECK(wire::decode_command_answer(items[1].body) == wire::CommandAnswer{kId, CommandOutcome::done, ""});
  world.open();
  world.hands->settle();
  CHECK_FALSE(world.board->starts_anew());
  CHECK(answers(world).size() == 2);
}

TEST_CASE("what was asked of a board days ago it doesn't do when it comes back") {
  StoredBoard world;
  ask(world, CommandKind::restart, -72h);
  world.hands->settle();
  CHECK_FALSE(world.board->starts_anew());
  CHECK(answers(world).empty());
}

TEST_CASE("a picture that is too large comes smaller, and one that can't isn't sent") {
  std::vector<std::uint32_t> noise(64 * 32);
  base::SeededRandom random(3);
  for (auto& pixel : noise) pixel = static_cast<std::uint32_t>(random.next_u64());
  const auto whole = screenshot(noise, 64, 1 << 20);
  REQUIRE(whole);
  CHECK(model::read_picture_header(*whole)->width_px == 64);
  const auto half = screenshot(noise, 64, whole->size() - 1);
  REQUIRE(half);
  CHECK(model::read_picture_header(*half)->width_px == 32);
  CHECK(model::read_picture_header(*half)->height_px == 16);
  const auto none = screenshot(noise, 64, 10);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == base::ErrorCode::too_large);
}
