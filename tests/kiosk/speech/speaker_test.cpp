// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/speaker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <thread>

#include "tests/kiosk/speech/made_up_sink.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::speech;
using What = Said::What;

namespace {

const SpeechFiles kFiles{GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""};
const std::string kLong =
    "计划检修停电提前 7 天公告，写明停电区域、线路和时间。临时检修停电提前 24 "
    "小时通知。故障停电查明原因后马上公布预计来电时间。";

Utterance utterance(std::uint64_t number, std::string text) {
  Utterance each;
  each.number = number;
  each.text = std::move(text);
  return each;
}

bool waited_for(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

int loudest(const std::vector<std::int16_t>& sound) {
  int most = 0;
  for (const std::int16_t sample : sound) most = std::max(most, std::abs(int{sample}));
  return most;
}

}  // namespace

TEST_CASE("an utterance is heard from its beginning to its end") {
  tests::MadeUpSink sink;
  tests::Told told;
  const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
  const std::string text = "应缴电费 56.40 元，请拨 95598。";
  speaker->say(utterance(7, text));
  REQUIRE(told.wait_for(What::ended));
  const auto all = told.all();
  SUBCASE("began first, ended last, all with its number") {
    CHECK(all.front().what == What::began);
    CHECK(all.back().what == What::ended);
    CHECK(std::all_of(all.begin(), all.end(), [](const Said& said) { return said.number == 7; }));
  }
  SUBCASE("its words come one after another and name their bytes") {
    std::string words;
    for (const Said& said : all) {
      if (said.what == What::word) words += text.substr(said.from, said.to - said.from) + "|";
    }
    CHECK(words == "应缴|电费|56.40 元|请|拨|95598|");
  }
  SUBCASE("it makes a sound, for some seconds") {
    CHECK(sink.sound().size() > 22050 * 2);
    CHECK(sink.sound().size() < 22050 * 10);
    CHECK(loudest(sink.sound()) > 3000);
  }
}

TEST_CASE("volume and speed") {
  const auto sound_of = [](float volume, int speed) {
    tests::MadeUpSink sink;
    tests::Told told;
    const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
    Utterance each = utterance(1, "停电信息");
    each.volume = volume;
    each.speed = speed;
    speaker->say(each);
    REQUIRE(told.wait_for(What::ended));
    return sink.sound();
  };
  const auto usual = sound_of(0.65f, 0);
  CHECK(loudest(sound_of(0.3f, 0)) < loudest(usual));
  CHECK(loudest(sound_of(0.0f, 0)) == 0);
  CHECK(sound_of(0.65f, kSlowest).size() > usual.size());
  CHECK(sound_of(0.65f, kFastest).size() < usual.size());
}

TEST_CASE("stop") {
  tests::MadeUpSink sink;
  tests::Told told;
  const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
  SUBCASE("ends what is said and drops what waits") {
    sink.hear_until(5000);
    for (std::uint64_t number = 1; number <= 3; ++number) speaker->say(utterance(number, kLong));
    REQUIRE(told.wait_for(What::began));
    REQUIRE(waited_for([&] { return sink.taken() >= 5000; }));
    speaker->stop();
    REQUIRE(told.wait_for(What::stopped, 3));
    CHECK(told.count(What::ended) == 0);
    CHECK(told.count(What::began) == 1);
    const std::size_t before = sink.sound().size();
    sink.hear_until(tests::MadeUpSink::kAll);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(sink.sound().size() == before);
    SUBCASE("and the next is heard") {
      speaker->say(utterance(4, "好"));
      CHECK(told.wait_for(What::ended));
      CHECK(told.all().back().number == 4);
    }
  }
  SUBCASE("of nothing tells nothing") {
    speaker->stop();
    speaker->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::ended));
    CHECK(told.count(What::stopped) == 0);
  }
  SUBCASE("before anything is loaded") {
    speaker->say(utterance(1, kLong));
    speaker->stop();
    REQUIRE(told.wait_for(What::stopped));
    CHECK(told.count(What::ended) == 0);
  }
}

TEST_CASE("without a device the board goes on") {
  tests::MadeUpSink sink;
  tests::Told told;
  const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
  SUBCASE("none, or one that is taken: stopped, and tried again with the next") {
    sink.set_there(false);
    speaker->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::stopped));
    CHECK(told.count(What::began) == 0);
    sink.set_there(true);
    speaker->say(utterance(2, "好"));
    CHECK(told.wait_for(What::ended));
    CHECK(sink.opened == 2);
  }
  SUBCASE("pulled out in the middle") {
    sink.hear_until(5000);
    speaker->say(utterance(1, kLong));
    REQUIRE(waited_for([&] { return sink.taken() >= 5000; }));
    sink.set_there(false);
    CHECK(told.wait_for(What::stopped));
  }
}

TEST_CASE("what can't be said fails and leaves the rest") {
  tests::MadeUpSink sink;
  tests::Told told;
  SUBCASE("files that are missing") {
    const auto speaker =
        make_speaker({{"/nowhere/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""}, {}}, sink, told.taker());
    speaker->say(utterance(1, "好"));
    CHECK(told.wait_for(What::failed));
  }
  SUBCASE("voices that are missing") {
    const auto speaker = make_speaker({{kFiles.readings, kFiles.assets, "/nowhere"}, {}}, sink, told.taker());
    speaker->say(utterance(1, "好"));
    CHECK(told.wait_for(What::failed));
  }
  SUBCASE("more than may wait") {
    const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
    sink.hear_until(0);
    for (std::uint64_t number = 0; number < kMaxWaiting + 8; ++number) speaker->say(utterance(number, "好"));
    REQUIRE(waited_for([&] { return sink.taken() > 0; }));
    speaker->stop();
    CHECK(told.wait_for(What::failed, 7));
    CHECK(told.wait_for(What::stopped, kMaxWaiting));
  }
  SUBCASE("an utterance of nothing ends at once") {
    const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
    speaker->say(utterance(1, ""));
    CHECK(told.wait_for(What::ended));
  }
  SUBCASE("too long a one is cut at a character") {
    const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
    // Commas, which cost nothing to say, and words on both sides of the limit.
    std::string text = "停电";
    while (text.size() < kMaxUtteranceBytes - 7) text += "，";
    text += "报修信息";
    const Utterance each = utterance(1, text);
    speaker->say(each);
    REQUIRE(told.wait_for(What::ended));
    for (const Said& said : told.all()) CHECK(said.to <= kMaxUtteranceBytes);
    CHECK(told.count(What::word) == 2);
  }
}

TEST_CASE("English is said by the English voice, names by the Chinese one") {
  tests::MadeUpSink sink;
  tests::Told told;
  const auto speaker = make_speaker({kFiles, {}}, sink, told.taker());
  Utterance each = utterance(1, "Your manager is 周敏, phone 95598.");
  each.language = Language::english;
  speaker->say(each);
  REQUIRE(told.wait_for(What::ended));
  std::string words;
  for (const Said& said : told.all()) {
    if (said.what == What::word) words += each.text.substr(said.from, said.to - said.from) + "|";
  }
  CHECK(words == "Your|manager|is|周|敏|phone|95598|");
}
