// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every line of golden.txt: what is said, and the phonemes of the voice that says it.
#include <doctest/doctest.h>

#include <sstream>

#include "kiosk/speech/espeak_text.hpp"
#include "kiosk/speech/espeak_voice.hpp"
#include "kiosk/speech/verbalise.hpp"
#include "sync/base/files.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::speech;

namespace {

struct Golden {
  Language language;
  std::string text, pinyin, phonemes;
};

std::vector<Golden> read_golden() {
  const auto file = base::read_file(GRIDBOARD_SOURCE_DIR "/tests/kiosk/speech/golden.txt");
  REQUIRE(file.has_value());
  std::vector<Golden> all;
  std::istringstream lines(*file);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream columns(line);
    Golden golden;
    std::string language;
    std::getline(columns, language, '\t');
    std::getline(columns, golden.text, '\t');
    std::getline(columns, golden.pinyin, '\t');
    std::getline(columns, golden.phonemes, '\t');
    golden.language = language == "en" ? Language::english : Language::chinese;
    all.push_back(golden);
  }
  return all;
}

std::string pinyin_of(const std::vector<Piece>& pieces) {
  std::string all;
  for (const Piece& piece : pieces) {
    if (!all.empty()) all += ' ';
    if (piece.voice == Language::english) {
      all += "<" + piece.spoken + ">";
    } else {
      for (std::size_t i = 0; i < piece.syllables.size(); ++i) all += (i > 0 ? " " : "") + piece.syllables[i];
    }
    if (piece.after != Pause::none) all += piece.after == Pause::brief ? "," : ".";
  }
  return all;
}

// Blanks and line ends are where the voice draws breath: one blank each.
std::string in_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string all;
  for (std::string word; words >> word;) all += (all.empty() ? "" : " ") + word;
  return all;
}

}  // namespace

TEST_CASE("golden pronunciations") {
  const auto verbaliser =
      Verbaliser::open({GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""});
  REQUIRE_MESSAGE(verbaliser.has_value(), (verbaliser ? std::string() : verbaliser.error().message));
  const auto voice = EspeakVoice::open("");
  REQUIRE_MESSAGE(voice.has_value(), (voice ? std::string() : voice.error().message));
  const auto all = read_golden();
  CHECK(all.size() >= 70);
  for (const Golden& golden : all) {
    CAPTURE(golden.text);
    const auto pieces = (*verbaliser)->verbalise(golden.text, golden.language);
    CHECK(pinyin_of(pieces) == golden.pinyin);
    std::string phonemes;
    for (const EspeakRun& run : espeak_runs(pieces)) {
      if (!phonemes.empty()) phonemes += " / ";
      phonemes += in_one_line((*voice)->phonemes(run.voice, run.text));
    }
    CHECK(phonemes == golden.phonemes);
  }
}
