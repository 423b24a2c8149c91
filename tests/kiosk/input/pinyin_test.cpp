// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "kiosk/input/pinyin_worker.hpp"
#include "kiosk/input/word_files.hpp"
#include "sync/base/utf8.hpp"

// libpinyin keeps some 15 KB of Berkeley DB's for ever, once, when it is opened without a user's folder.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:__os_malloc\n"; }

using namespace gridboard;
using namespace gridboard::kiosk::input;

namespace {

const PinyinFiles kFiles{{}, GRIDBOARD_ASSETS_DIR "/input/words.txt", GRIDBOARD_ASSETS_DIR "/input/rare.txt"};

std::size_t place_of(const std::vector<Candidate>& candidates, std::string_view text) {
  const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const auto& c) { return c.text == text; });
  return static_cast<std::size_t>(found - candidates.begin());
}

}  // namespace

TEST_CASE("pinyin") {
  auto opened = PinyinEngine::open(kFiles);
  REQUIRE(opened);
  PinyinEngine& engine = **opened;

  SUBCASE("a sentence comes first and stands for all letters") {
    const auto candidates = engine.sentence("wojiameidian");
    REQUIRE_FALSE(candidates.empty());
    CHECK(candidates[0] == Candidate{"我家没电", 12});
  }
  SUBCASE("the domain's words are known") {
    for (const auto& [letters, word] : {std::pair{"tiaozha", "跳闸"},
                                        {"gengming", "更名"},
                                        {"fenggu", "峰谷"},
                                        {"dianbiao", "电表"},
                                        {"chongdianzhuang", "充电桩"},
                                        {"weiyuejin", "违约金"}}) {
      CAPTURE(word);
      CHECK(place_of(engine.sentence(letters), word) < 2);
    }
  }
  SUBCASE("each candidate says how many letters it stands for") {
    for (const Candidate& candidate : engine.sentence("loudaoli")) {
      CAPTURE(candidate.text);
      CHECK(candidate.letters >= 2);
      CHECK(candidate.letters <= 8);
    }
    const auto candidates = engine.sentence("loudaoli");
    const std::size_t at = place_of(candidates, "楼道");
    REQUIRE(at < candidates.size());
    CHECK(candidates[at].letters == 6);
  }
  SUBCASE("characters for names, one by one, the rare ones within the first pages") {
    for (const auto& [letters, character] : {std::pair{"ji", "𠮷"},
                                             {"yan", "䶮"},
                                             {"jie", "㛃"},
                                             {"wei", "𬱖"},
                                             {"yan", "龑"},
                                             {"zhe", "喆"},
                                             {"yun", "赟"}}) {
      CAPTURE(character);
      const auto candidates = engine.characters(letters);
      CHECK(place_of(candidates, character) < 30);
      CHECK(candidates.size() > 30);
      for (const Candidate& candidate : candidates) CHECK(candidate.letters == std::string_view(letters).size());
    }
  }
  SUBCASE("a double family name comes before the characters of its first syllable") {
    const auto candidates = engine.characters("ouyang");
    CHECK(candidates[0] == Candidate{"欧阳", 6});
    const std::size_t at = place_of(candidates, "欧");
    REQUIRE(at < candidates.size());
    CHECK(candidates[at].letters == 2);
  }
  SUBCASE("no candidate comes twice") {
    auto candidates = engine.characters("yun");
    std::vector<std::string> texts;
    for (const Candidate& each : candidates) texts.push_back(each.text);
    std::sort(texts.begin(), texts.end());
    CHECK(std::adjacent_find(texts.begin(), texts.end()) == texts.end());
  }
  SUBCASE("nonsense gives no crash and no candidate") {
    CHECK(engine.sentence("").empty());
    CHECK(engine.characters("'''").empty());
    CHECK(engine.sentence("龙123!").empty());
    CHECK(engine.sentence(std::string(500, 'z')).size() <= kMaxPhrases);
  }
  SUBCASE("the same question gives the same answer: nothing is learnt") {
    const auto before = engine.sentence("jintianmeidian");
    for (int i = 0; i < 20; ++i) (void)engine.sentence("jintian");
    CHECK(engine.sentence("jintianmeidian") == before);
  }
}

TEST_CASE("letters are cleaned before they are asked") {
  CHECK(clean_letters("Xi''an") == "xi'an");
  CHECK(clean_letters("'ab1c ") == "abc");
  CHECK(clean_letters(std::string(40, 'a')).size() == kMaxLetters);
}

TEST_CASE("missing tables are named with the package that brings them") {
  PinyinFiles files = kFiles;
  files.data_folder = "/nowhere";
  const auto opened = PinyinEngine::open(files);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == base::ErrorCode::not_found);
  CHECK(opened.error().message.find("libpinyin-data") != std::string::npos);
}

TEST_CASE("the word lists name the line that is wrong") {
  CHECK(parse_words("跳闸 tiao zha\n# remark\n", "w")->size() == 1);
  CHECK(parse_words("跳闸 tiao\n", "w").error().message == "w:1: needs a syllable for each character");
  CHECK(parse_words("\n跳闸 tiao Zha\n", "w").error().message.starts_with("w:2:"));
  CHECK(parse_rare("yan 䶮 龑\n", "r")->at("yan").size() == 2);
  CHECK(parse_rare("yan 䶮龑\n", "r").error().message.starts_with("r:1:"));
  CHECK_FALSE(parse_rare("yan \xff\n", "r"));
}

TEST_CASE("the worker answers the newest question, and leaves no file behind") {
  const auto before = std::distance(std::filesystem::directory_iterator("."), {});
  std::mutex mutex;
  std::condition_variable came;
  std::vector<Answer> answers;
  {
    PinyinWorker worker(kFiles, [&](Answer answer) {
      const std::lock_guard lock(mutex);
      answers.push_back(std::move(answer));
      came.notify_one();
    });
    for (std::uint64_t i = 1; i <= 20; ++i) worker.ask({i, "yan", true});
    std::unique_lock lock(mutex);
    REQUIRE(
        came.wait_for(lock, std::chrono::seconds(20), [&] { return !answers.empty() && answers.back().number == 20; }));
    CHECK(answers.size() < 20);
    CHECK_FALSE(answers.back().candidates.empty());
  }
  CHECK(std::distance(std::filesystem::directory_iterator("."), {}) == before);
}
