// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/speech.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

template <class Wanted>
bool has(const Effects& effects) {
  return std::any_of(effects.begin(), effects.end(),
                     [](const Effect& each) { return std::holds_alternative<Wanted>(each); });
}

}  // namespace

TEST_CASE("the speaker button starts and stops reading aloud") {
  World world;
  CHECK(has<SayScreen>(world.mean(state::ToggleSpeech{})));
  CHECK(world.state.speech.on);
  CHECK(has<Silence>(world.mean(state::ToggleSpeech{})));
  CHECK_FALSE(world.state.speech.on);
  SUBCASE("over an urgent announcement too") {
    world.announce("N9");
    CHECK(has<SayScreen>(world.mean(state::ToggleSpeech{})));
  }
  SUBCASE("not while nothing could be heard") {
    CHECK(set_can_speak(world.state, false).empty());
    CHECK(world.mean(state::ToggleSpeech{}).empty());
    CHECK_FALSE(world.state.speech.on);
  }
  SUBCASE("a loudspeaker that is pulled out turns it off") {
    (void)world.mean(state::ToggleSpeech{});
    CHECK(has<Silence>(set_can_speak(world.state, false)));
    CHECK_FALSE(world.state.speech.on);
  }
}

TEST_CASE("what isn't asked for does nothing while the board is silent") {
  World world;
  for (const state::Intent& intent :
       std::vector<state::Intent>{state::PauseSpeech{}, state::RepeatSpeech{}, state::ChangeSpeed{1},
                                  state::ChangeVolume{1}, state::SayPrivateThings{}}) {
    CHECK(world.mean(intent).empty());
  }
  CHECK(world.state.speech.speed == 0);
  CHECK(world.state.speech.volume == 0);
  CHECK_FALSE(world.state.speech.private_aloud);
  CHECK_FALSE(world.state.speech.paused);
}

TEST_CASE("a screen that is read is paused and gone on with") {
  World world;
  (void)world.mean(state::ToggleSpeech{});
  CHECK(world.mean(state::PauseSpeech{}).empty());
  CHECK_FALSE(world.state.speech.paused);
  reading_began(world.state, world.now);
  CHECK(has<HoldSpeech>(world.mean(state::PauseSpeech{})));
  CHECK(world.state.speech.paused);
  CHECK_FALSE(world.state.speech.reading);
  SUBCASE("on") {
    CHECK(has<HoldSpeech>(world.mean(state::PauseSpeech{})));
    CHECK_FALSE(world.state.speech.paused);
  }
  SUBCASE("again from its beginning") {
    CHECK(has<SayScreen>(world.mean(state::RepeatSpeech{})));
    CHECK_FALSE(world.state.speech.paused);
  }
  SUBCASE("a key that cut it short is a pause, too") {
    reading_began(world.state, world.now);
    CHECK_FALSE(world.state.speech.paused);
    cut_short(world.state, true);
    CHECK(world.state.speech.paused);
    CHECK_FALSE(world.state.speech.reading);
  }
}

TEST_CASE("speed and loudness go in steps to their ends") {
  World world;
  (void)world.mean(state::ToggleSpeech{});
  for (int i = 0; i < 20; ++i) (void)world.mean(state::ChangeSpeed{1}), (void)world.mean(state::ChangeVolume{1});
  CHECK(world.state.speech.speed == state::kFastestSpeech);
  CHECK(world.state.speech.volume == state::kLoudestSpeech);
  (void)world.mean(state::ChangeSpeed{-100});
  CHECK(world.state.speech.speed == state::kFastestSpeech - 1);
  for (int i = 0; i < 20; ++i) (void)world.mean(state::ChangeSpeed{-1}), (void)world.mean(state::ChangeVolume{-1});
  CHECK(world.state.speech.speed == state::kSlowestSpeech);
  CHECK(world.state.speech.volume == state::kQuietestSpeech);
}

TEST_CASE("after a session nothing of what was heard is left, and the next one is as loud as usual") {
  World world;
  world.unlock();
  CHECK(set_headphones(world.state, true).empty());
  (void)world.mean(state::ToggleSpeech{});
  (void)world.mean(state::ChangeVolume{1});
  (void)world.mean(state::ChangeSpeed{1});
  (void)world.mean(state::SayPrivateThings{});
  reading_began(world.state, world.now);
  word_heard(world.state, "bill.due", "应缴 56.40 元", 0, 6);
  world.last = world.mean(state::Finish{});
  CHECK(world.effect<Silence>());
  CHECK(world.effect<WipeSession>());
  const state::Speech& speech = world.state.speech;
  CHECK_FALSE(speech.on);
  CHECK_FALSE(speech.private_aloud);
  CHECK_FALSE(speech.reading);
  CHECK(speech.volume == 0);
  CHECK(speech.speed == 0);
  CHECK(speech.sentence.empty());
  CHECK(speech.node.empty());
  CHECK(speech.headphones);  // they are still in
}

TEST_CASE("whoever listens is there: the session doesn't end while a screen is read once") {
  World world;
  world.unlock();
  (void)world.mean(state::ToggleSpeech{});
  reading_began(world.state, world.now);
  for (int i = 0; i < 20; ++i) {
    world.pass(20s);
    CHECK_FALSE(world.state.session.warning);
  }
  REQUIRE(world.state.screen == ScreenId::bill);
  SUBCASE("from its end on the time runs") {
    fell_silent(world.state, true, world.now);
    CHECK_FALSE(world.state.speech.reading);
    world.pass(69s);
    CHECK_FALSE(world.state.session.warning);
    world.pass(1s);
    CHECK(world.state.session.warning);
    world.pass(20s);
    CHECK(world.state.screen == ScreenId::board);
    CHECK_FALSE(world.state.speech.on);
  }
  SUBCASE("a pause isn't listening") {
    (void)world.mean(state::PauseSpeech{});
    world.pass(90s);
    CHECK(world.state.screen == ScreenId::board);
  }
  SUBCASE("a voice that never comes to its end doesn't keep it open for ever") {
    for (int i = 0; i < 40; ++i) world.pass(20s);
    CHECK(world.state.screen == ScreenId::board);
  }
}

TEST_CASE("speech that has nothing to say leaves the session as it is") {
  World world;
  world.unlock();
  (void)world.mean(state::ToggleSpeech{});
  world.pass(70s);
  CHECK(world.state.session.warning);
  fell_silent(world.state, false, world.now);
  world.pass(20s);
  CHECK(world.state.screen == ScreenId::board);
}

TEST_CASE("headphones that are pulled out take what is private with them") {
  World world;
  CHECK(set_headphones(world.state, true).empty());
  (void)world.mean(state::ToggleSpeech{});
  (void)world.mean(state::SayPrivateThings{});
  word_heard(world.state, "bill.due", "应缴 56.40 元", 0, 6);
  CHECK(has<Silence>(set_headphones(world.state, false)));
  CHECK(world.state.speech.on);
  CHECK_FALSE(world.state.speech.private_aloud);
  CHECK(world.state.speech.sentence.empty());
  CHECK(set_headphones(world.state, false).empty());
}

TEST_CASE("a word lies within its sentence") {
  World world;
  (void)world.mean(state::ToggleSpeech{});
  word_heard(world.state, "a", "八个字", 3, 100);
  CHECK(world.state.speech.to == 9);
  word_heard(world.state, "a", "一", 8, 100);
  CHECK(world.state.speech.from == world.state.speech.to);
}
