// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "kiosk/input/pinyin_match.hpp"
#include "kiosk/input/pinyin_names.hpp"
#include "kiosk/input/pinyin_worker.hpp"
#include "kiosk/input/word_files.hpp"
#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"

// libpinyin keeps some 15 KB of Berkeley DB's for ever, once, when it is opened without a user's folder.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:__os_malloc\n";
}

using namespace gridboard;
using namespace gridboard::kiosk::input;

namespace {

const PinyinFiles kFiles = PinyinFiles::in(GRIDBOARD_ASSETS_DIR "/input", GRIDBOARD_SHARE_DIR "/speech/readings.bin");

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
                                        {"weiyuejin", "违约金"},
                                        {"jietidianjia", "阶梯电价"}}) {
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
      CHECK(candidates[0].letters == std::string_view(letters).size());
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
  SUBCASE("the domain's words are found by their initials, and with the last syllable cut short") {
    for (const auto& [letters, word] :
         {std::pair{"tz", "跳闸"}, {"tzh", "跳闸"}, {"dfcx", "电费查询"}, {"tiaozh", "跳闸"}, {"ghu", "过户"}}) {
      CAPTURE(letters);
      const auto candidates = engine.sentence(letters);
      const std::size_t at = place_of(candidates, word);
      CHECK(at < 6);
      if (at < 6) CHECK(candidates[at].letters == std::string_view(letters).size());
    }
    CHECK(place_of(engine.sentence("tz"), "跳闸") < 3);  // before 投资 and 太子
  }
  SUBCASE("accents come after what is typed exactly, the domain's words first among them") {
    CHECK(place_of(engine.sentence("tiaoza"), "跳闸") < 6);
    CHECK(place_of(engine.sentence("congdianzuang"), "充电桩") < 6);
    CHECK(place_of(engine.sentence("niucheng"), "流程") < 12);
    const auto exact_first = engine.sentence("zidong");  // 自动, and 制动 with an accent
    CHECK(place_of(exact_first, "自动") < place_of(exact_first, "制动"));
    CHECK(place_of(exact_first, "制动") < exact_first.size());
    const auto single = engine.sentence("si");
    CHECK(place_of(single, "四") < place_of(single, "是"));
    CHECK(place_of(single, "是") < single.size());
  }
  SUBCASE("two letters pressed the wrong way round") {
    CHECK(place_of(engine.sentence("dainbiao"), "电表") < 6);
    CHECK(place_of(engine.sentence("tiaohza"), "跳闸") < 6);
  }
  SUBCASE("a syllable that begins with a vowel needs no apostrophe, and may have one") {
    CHECK(place_of(engine.sentence("anquanyongdian"), "安全用电") < 2);
    CHECK(place_of(engine.sentence("xi'an"), "西安") < 2);
    CHECK(place_of(engine.sentence("anquanyinhuan"), "安全隐患") < 2);
  }
  SUBCASE("places of the board are known, and others take their place") {
    engine.know({"柳泉村", "3栋", "欧阳䶮", "柳泉村"});
    CHECK(place_of(engine.sentence("liuquancun"), "柳泉村") < 2);
    CHECK(place_of(engine.sentence("lqc"), "柳泉村") < 6);
    engine.know({});
    CHECK(place_of(engine.sentence("lqc"), "柳泉村") >= 6);
  }
  SUBCASE("a whole name is offered before its characters, and without the family name too") {
    CHECK(place_of(engine.characters("wangxiaoming"), "王小明") < 6);
    CHECK(place_of(engine.characters("zhiqiang"), "志强") < 6);
    CHECK(place_of(engine.characters("wangfang"), "王芳") < 6);
    const auto candidates = engine.characters("zhangwei");
    const std::size_t at = place_of(candidates, "张");
    REQUIRE(at < 6);
    CHECK(candidates[at].letters == 5);
  }
  SUBCASE("characters that are usual in names come first") {
    for (const auto& [letters, character] :
         {std::pair{"xuan", "轩"}, {"li", "李"}, {"han", "涵"}, {"ze", "泽"}, {"xin", "欣"}}) {
      CAPTURE(character);
      CHECK(place_of(engine.characters(letters), character) < 6);
    }
  }
  SUBCASE("letters that can be said in many ways don't take the library for ever") {
    for (const char* letters :
         {"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "shishishishishishishishishishi", "xianxianxianxianxianxianxianxi",
          "linilinilinilinilinilinilinili", "jszhshlfhzcsnzlfhjszhshlfhzcsn"}) {
      CAPTURE(letters);
      CHECK(engine.sentence(letters).size() <= kMaxPhrases);
      CHECK(engine.characters(letters).size() <= kMaxCharacters);
    }
  }
  SUBCASE("the same question gives the same answer: nothing is learnt") {
    const auto before = engine.sentence("jintianmeidian");
    for (int i = 0; i < 20; ++i) (void)engine.sentence("jintian");
    CHECK(engine.sentence("jintianmeidian") == before);
  }
}

TEST_CASE("every character of the national table is in the grid for names, by its reading") {
  auto opened = PinyinEngine::open(kFiles);
  REQUIRE(opened);
  const auto file = base::read_file(GRIDBOARD_SOURCE_DIR "/tests/kiosk/input/national_table.txt");
  REQUIRE(file);
  const auto table = parse_characters(*file, "national_table.txt");
  REQUIRE(table);
  std::size_t count = 0;
  std::string missing;
  for (const auto& [reading, characters] : *table) {
    const auto candidates = (*opened)->characters(reading);
    for (const std::string& character : characters) {
      ++count;
      const std::size_t at = place_of(candidates, character);
      if (at == candidates.size() || candidates[at].letters != reading.size()) missing += reading + character + " ";
    }
  }
  CHECK(count == 8105);
  CHECK(missing == "");
}

TEST_CASE("how letters fit a word") {
  const KnownWord word({"跳闸", "tiao'zha"});
  CHECK(fit("tiaozha", word) == Fit::full);
  CHECK(fit("tiao'zha", word) == Fit::full);
  CHECK(fit("tz", word) == Fit::cut_short);
  CHECK(fit("tiaoz", word) == Fit::cut_short);
  CHECK(fit("tzha", word) == Fit::cut_short);
  CHECK(fit("tiaoza", word) == Fit::accented);
  CHECK(fit("tia", word) == Fit::none);
  CHECK(fit("tiaozhan", word) == Fit::none);
  CHECK(fit("", word) == Fit::none);
  CHECK(accents_of("zheng") == std::vector<std::string>{"zeng", "zhen", "zen"});
  CHECK(accents_of("lin") == std::vector<std::string>{"nin", "ling", "ning"});
  CHECK(accents_of("fu") == std::vector<std::string>{"hu"});
  CHECK(accents_of("bao").empty());
}

TEST_CASE("whole names out of letters") {
  const auto table = [](const char* text) { return *parse_characters(text, "t"); };
  const NameMaker maker(table("li 丽 李 力\nzhi 志 智\nqiang 强 蔷\nxi 希\nan 安\nxian 贤\nfang 芳"),
                        table("li 李 黎\nxi 席\nfang 方"));
  const auto knows = [](const std::string& letters) -> std::vector<std::string> {
    return letters == "zhi'qiang" ? std::vector<std::string>{"制枪", "智强"} : std::vector<std::string>{};
  };
  SUBCASE("a pair that the dictionary knows comes first, if both are characters of names") {
    CHECK(maker.make("lizhiqiang", knows)[0] == "李智强");
    CHECK(maker.make("zhiqiang", knows)[0] == "智强");
  }
  SUBCASE("what it doesn't know is put together of the most usual") {
    CHECK(maker.make("lifang", knows)[0] == "李芳");
    CHECK(maker.make("lifang", knows).size() == kMaxWholeNames);
  }
  SUBCASE("one syllable is one, unless an apostrophe parts it") {
    CHECK(maker.make("xian", knows).empty());
    CHECK(maker.make("xi'an", knows)[0] == "席安");
  }
  SUBCASE("letters that are no syllables make none") {
    CHECK(maker.make("", knows).empty());
    CHECK(maker.make("lizhiqiangli", knows).empty());
    CHECK(maker.make("l'", knows).empty());
  }
}

TEST_CASE("letters are cleaned before they are asked") {
  CHECK(clean_letters("Xi''an") == "xi'an");
  CHECK(clean_letters("'ab1c ") == "abc");
  CHECK(clean_letters(std::string(40, 'a')).size() == kMaxLetters);
}

TEST_CASE("missing tables are named with the package that brings them") {
  PinyinFiles files = kFiles;
  files.tables = "/nowhere";
  const auto opened = PinyinEngine::open(files);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == base::ErrorCode::not_found);
  CHECK(opened.error().message.find("libpinyin-data") != std::string::npos);
}

TEST_CASE("the word lists name the line that is wrong") {
  CHECK(parse_words("跳闸 tiao zha\n# remark\n", "w")->size() == 1);
  CHECK(parse_words("跳闸 tiao\n", "w").error().message == "w:1: needs a syllable for each character");
  CHECK(parse_words("\n跳闸 tiao Zha\n", "w").error().message.starts_with("w:2:"));
  CHECK(parse_characters("yan 䶮 龑\n", "r")->at("yan").size() == 2);
  CHECK(parse_characters("yan 䶮龑\n", "r").error().message.starts_with("r:1:"));
  CHECK_FALSE(parse_characters("yan \xff\n", "r"));
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
    worker.know({"柳泉村"});
    for (std::uint64_t i = 1; i < 20; ++i) worker.ask({i, "yan", true});
    worker.ask({20, "lqc", false});
    std::unique_lock lock(mutex);
    REQUIRE(
        came.wait_for(lock, std::chrono::seconds(20), [&] { return !answers.empty() && answers.back().number == 20; }));
    CHECK(answers.size() < 20);
    CHECK(place_of(answers.back().candidates, "柳泉村") < 6);
  }
  CHECK(std::distance(std::filesystem::directory_iterator("."), {}) == before);
}
