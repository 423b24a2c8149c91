// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A board that reads itself aloud, with a speaker that makes no sound.
#include <doctest/doctest.h>

#include <algorithm>

#include "made_up_speaker.hpp"
#include "stored_board.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

struct SpeakingBoard {
  explicit SpeakingBoard(StoredOptions options = {.link = false})
      : world((options.make_speaker = mouth.maker(), options)) {}
  void hear() {
    world.hands->wait_until([&] { return world.board->quiet(); }, 5s);
  }
  void press_speech() {
    world.hands->press_speech();
    hear();
  }
  void key(ImGuiKey key) {
    mouth.forget();
    world.hands->key(key);
    hear();
  }
  void tap(std::string_view id) {
    mouth.forget();
    REQUIRE(world.hands->tap(id));
    hear();
  }
  [[nodiscard]] const state::Speech& speech() const { return world.board->state().speech; }
  void turn() { world.board->turn(20ms), world.hands->settle(); }

  MadeUpMouth mouth;
  StoredBoard world;
};

}  // namespace

TEST_CASE("F1 reads the screen from its heading on, and stops it") {
  SpeakingBoard board;
  CHECK(board.mouth.given.empty());
  board.press_speech();
  REQUIRE(board.mouth.given.size() > 4);
  CHECK(board.mouth.given[0].text.find("开始读屏") == 0);
  CHECK(board.mouth.gave("501"));
  CHECK(board.mouth.gave("我的账单"));
  CHECK(board.mouth.given[0].language == speech::Language::chinese);
  board.mouth.forget();
  board.press_speech();
  CHECK(board.mouth.given.empty());
  CHECK_FALSE(board.speech().on);
  SUBCASE("it wakes an idle board, too") {
    for (int i = 0; i < 10 && board.world.shown() != ScreenId::attract; ++i) board.world.pass(40s);
    REQUIRE(board.world.shown() == ScreenId::attract);
    board.press_speech();
    CHECK(board.world.shown() == ScreenId::board);
    CHECK(board.mouth.gave("我的账单"));
  }
}

TEST_CASE("arrow keys say what they come to, Enter says what came of it") {
  SpeakingBoard board;
  board.press_speech();
  board.key(ImGuiKey_RightArrow);
  const std::vector<std::string> first = board.mouth.texts();
  REQUIRE(first.size() == 1);
  board.key(ImGuiKey_RightArrow);
  REQUIRE(board.mouth.given.size() == 1);
  CHECK(board.mouth.given[0].text != first[0]);
  for (int i = 0; i < 40 && !board.mouth.gave("办业务"); ++i) board.key(ImGuiKey_RightArrow);
  REQUIRE(board.mouth.gave("办业务"));
  board.key(ImGuiKey_Enter);
  CHECK(board.world.shown() == ScreenId::services);
  REQUIRE(!board.mouth.given.empty());
  CHECK(board.mouth.given[0].text.find("办业务") == 0);
  CHECK(board.mouth.gave("报修"));
}

TEST_CASE("a key silences at once, and what was being read can be gone on with") {
  SpeakingBoard board;
  board.mouth.at_once = false;
  board.world.hands->press_speech();
  REQUIRE(board.mouth.waiting.size() == 2);  // one ahead
  for (int i = 0; i < 3; ++i) board.mouth.begin(), board.mouth.end(), board.turn();
  const std::string cut = board.mouth.waiting.front().text;
  board.mouth.begin();
  board.turn();
  CHECK(board.speech().reading);
  CHECK(board.speech().sentence == cut);
  board.mouth.forget();
  const int stops = board.mouth.stops;
  board.world.hands->key(ImGuiKey_RightArrow);
  CHECK(board.mouth.stops > stops);
  CHECK_FALSE(board.speech().reading);
  CHECK(board.speech().paused);
  REQUIRE(board.mouth.given.size() == 1);  // where the keyboard is
  board.mouth.begin(), board.mouth.end(), board.turn();
  board.mouth.forget();
  REQUIRE(board.world.hands->find("speech.pause")->name == "继续");
  board.world.hands->tap("speech.pause");
  CHECK(board.speech().reading);
  CHECK_FALSE(board.speech().paused);
  REQUIRE(!board.mouth.given.empty());
  CHECK(board.mouth.given.front().text == cut);
  SUBCASE("and a touch pauses it again") {
    REQUIRE(board.world.hands->find("speech.pause")->name == "暂停");
    board.world.hands->tap("speech.pause");
    CHECK(board.speech().paused);
    CHECK_FALSE(board.speech().reading);
    CHECK(board.world.hands->find("speech.pause")->name == "继续");
  }
}

TEST_CASE("a touch silences before anything else is drawn") {
  SpeakingBoard board;
  board.mouth.at_once = false;
  board.world.hands->press_speech();
  board.mouth.begin();
  board.turn();
  const int stops = board.mouth.stops;
  board.world.board->display().inject_touch({5, 900}, true);
  board.world.board->turn(20ms);
  CHECK(board.mouth.stops == stops + 1);
  CHECK(board.mouth.waiting.empty());
  board.world.board->display().inject_touch({5, 900}, false);
  board.turn();
}

TEST_CASE("the word that is heard is marked where it is written") {
  SpeakingBoard board;
  board.mouth.at_once = false;
  board.world.hands->press_speech();
  while (board.mouth.waiting.front().text.find(board.world.hands->find("header.title")->text) != 0)
    board.mouth.begin(), board.mouth.end(), board.turn();
  const auto picture = [&] {
    const auto pixels = board.world.board->display().pixels();
    return std::vector<std::uint32_t>(pixels.begin(), pixels.end());
  };
  board.mouth.begin();
  board.turn();
  const auto before = picture();
  board.mouth.word(0, 6);
  board.turn();
  CHECK(board.speech().to == 6);
  CHECK(board.world.hands->find("header.title")->marked);
  CHECK(picture() != before);
  board.mouth.end();
  board.turn();
  CHECK_FALSE(board.world.hands->find("header.title")->marked);
}

TEST_CASE("a household's figures are said to headphones, or when they are asked for aloud") {
  SpeakingBoard board({.link = false});
  board.world.unlock();
  REQUIRE(board.world.shown() == ScreenId::bill);
  board.press_speech();
  CHECK(board.mouth.gave("插上耳机"));
  CHECK_FALSE(board.mouth.gave("应缴"));
  CHECK_FALSE(board.mouth.gave("¥"));
  board.tap("speech.private");
  CHECK(board.mouth.gave("¥"));
  CHECK(board.world.hands->find("speech.private") == nullptr);
  SUBCASE("the next person starts anew") {
    board.tap("foot.finish");
    CHECK_FALSE(board.speech().on);
    CHECK_FALSE(board.speech().private_aloud);
  }
}

TEST_CASE("with headphones the bill is read") {
  SpeakingBoard board({.link = false, .headphones = platform::HeadphoneRule::always});
  board.world.unlock();
  board.press_speech();
  CHECK(board.mouth.gave("¥"));
  CHECK(board.world.hands->find("speech.private") == nullptr);
}

TEST_CASE("the PIN's digits are not said") {
  SpeakingBoard board;
  board.press_speech();
  board.tap("slot.501");
  REQUIRE(board.world.shown() == ScreenId::unlock);
  board.tap("pin.4");
  CHECK(board.mouth.texts() == std::vector<std::string>{"第 1 位。"});
  board.tap("pin.8");
  CHECK(board.mouth.texts() == std::vector<std::string>{"第 2 位。"});
}

TEST_CASE("speed and loudness go with the next sentence, and are as usual for the next person") {
  SpeakingBoard board;
  board.press_speech();
  board.tap("speech.faster");
  REQUIRE(!board.mouth.given.empty());
  CHECK(board.mouth.given.back().speed == 1);
  CHECK(board.mouth.given.back().text.find("第 4 档") != std::string::npos);
  board.tap("speech.louder");
  CHECK(board.mouth.given.back().volume > 0.65f);
  board.tap("speech.softer");
  board.tap("speech.softer");
  CHECK(board.mouth.given.back().volume < 0.65f);
  board.world.pass(1h);
  CHECK_FALSE(board.speech().on);
  board.mouth.forget();
  board.press_speech();
  REQUIRE(!board.mouth.given.empty());
  CHECK(board.mouth.given.back().volume == doctest::Approx(0.65f));
  CHECK(board.mouth.given.back().speed == 0);
}

TEST_CASE("without sound the button says so, and the board goes on") {
  SpeakingBoard board;
  board.mouth.no_sound = true;
  board.press_speech();
  board.turn();
  CHECK_FALSE(board.world.board->state().can_speak);
  CHECK_FALSE(board.speech().on);
  REQUIRE(board.world.hands->find("foot.speak") != nullptr);
  CHECK(board.world.hands->find("foot.speak")->name == "没有声音");
  CHECK_FALSE(board.world.hands->find("foot.speak")->enabled);
  CHECK(board.world.hands->tap("board.services"));
  CHECK(board.world.shown() == ScreenId::services);
  SUBCASE("until there is a loudspeaker again") {
    board.mouth.no_sound = false;
    board.world.clock.set_wrong_by(10s);
    board.world.hands->key(ImGuiKey_RightArrow);
    board.turn();
    CHECK(board.world.board->state().can_speak);
    board.press_speech();
    CHECK(board.mouth.gave("报修"));
  }
}

TEST_CASE("the session's end is announced over what is being said") {
  SpeakingBoard board;
  board.press_speech();
  board.tap("board.services");
  board.mouth.forget();
  board.world.pass(75s);
  board.hear();
  CHECK(board.mouth.gave("您还在吗"));
  board.world.pass(20s);
  CHECK(board.world.shown() == ScreenId::board);
}

TEST_CASE("the English interface speaks English") {
  SpeakingBoard board({.english = true, .link = false});
  board.press_speech();
  REQUIRE(!board.mouth.given.empty());
  for (const speech::Utterance& each : board.mouth.given) CHECK(each.language == speech::Language::english);
  CHECK(board.mouth.gave("My bill"));
}

TEST_CASE("louder and softer stay within full scale") {
  CHECK(volume_of(0.65f, 0) == doctest::Approx(0.65f));
  CHECK(volume_of(0.65f, state::kLoudestSpeech) == doctest::Approx(1));
  float last = 1.1f;
  for (int step = state::kLoudestSpeech; step >= state::kQuietestSpeech; --step) {
    CHECK(volume_of(0.65f, step) < last);
    last = volume_of(0.65f, step);
  }
  CHECK(last > 0.1f);
}
