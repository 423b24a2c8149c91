// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/espeak_voice.hpp"

#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace gridboard::kiosk::speech {
namespace {

constexpr int kBufferMs = 20;
// Words a minute as the library counts them. They come to some four syllables a second, as one reads aloud to others.
constexpr int kChineseRate = 195, kEnglishRate = 160;
constexpr std::array<double, kFastest - kSlowest + 1> kSpeeds{0.7, 0.84, 1, 1.2, 1.44, 1.72, 2.05};
constexpr std::size_t kKeptBytes = 800;  // of a clause, in the library

const char* name_of(Language language) {
  return language == Language::chinese ? "cmn-latn-pinyin" : "en";
}

struct Listener {
  const EspeakVoice::Take* take;
  bool ended = false;
};

int on_sound(short* samples, int count, espeak_EVENT* events) {
  auto* listener = static_cast<Listener*>(events->user_data);
  if (listener == nullptr || listener->ended) return 1;
  std::vector<SpokenWord> words;
  for (; events->type != espeakEVENT_LIST_TERMINATED; ++events) {
    // The library counts from 1.
    if (events->type == espeakEVENT_WORD) {
      words.push_back({static_cast<std::size_t>(std::max(0, events->text_position - 1)), events->audio_position});
    }
  }
  const std::size_t length = samples == nullptr ? 0 : static_cast<std::size_t>(count);
  if (length == 0 && words.empty()) return 0;
  listener->ended = !(*listener->take)({samples, length}, words);
  return listener->ended ? 1 : 0;
}

}  // namespace

base::Result<std::unique_ptr<EspeakVoice>> EspeakVoice::open(const std::string& data) {
  // The library would take the usual place without a word.
  std::error_code ignored;
  const bool missing = !data.empty() && !std::filesystem::exists(data + "/espeak-ng-data/phontab", ignored);
  const char* folder = data.empty() ? nullptr : data.c_str();
  const int rate =
      missing ? 0 : espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, kBufferMs, folder, espeakINITIALIZE_DONT_EXIT);
  if (rate <= 0) {
    return base::fail(
        base::ErrorCode::not_found,
        "espeak-ng's voices aren't in " + (data.empty() ? "their usual place" : data) + ": apt install espeak-ng-data");
  }
  espeak_SetSynthCallback(on_sound);
  std::unique_ptr<EspeakVoice> voice(new EspeakVoice(rate));
  for (const Language language : {Language::english, Language::chinese}) {
    if (!voice->choose(language)) {
      return base::fail(base::ErrorCode::not_found,
                        std::string("espeak-ng has no voice ") + name_of(language) + ": apt install espeak-ng-data");
    }
  }
  return voice;
}

EspeakVoice::~EspeakVoice() {
  rinse();
}

bool EspeakVoice::choose(Language language) {
  if (chosen_ && language_ == language) return true;
  chosen_ = espeak_SetVoiceByName(name_of(language)) == EE_OK;
  language_ = language;
  return chosen_;
}

bool EspeakVoice::speak(Language language, const std::string& text, int speed, const Take& take) {
  if (!choose(language)) return false;
  const double factor = kSpeeds[static_cast<std::size_t>(std::clamp(speed, kSlowest, kFastest) - kSlowest)];
  espeak_SetParameter(espeakRATE,
                      static_cast<int>((language == Language::chinese ? kChineseRate : kEnglishRate) * factor), 0);
  Listener listener{&take};
  const bool begun =
      espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, &listener) == EE_OK;
  return begun && !listener.ended;
}

std::string EspeakVoice::phonemes(Language language, const std::string& text) {
  char* told = nullptr;
  std::size_t bytes = 0;
  std::FILE* stream = open_memstream(&told, &bytes);
  if (stream == nullptr) return {};
  espeak_SetPhonemeTrace(espeakPHONEMES_SHOW, stream);
  speak(language, text, 0, [](auto, auto) { return true; });
  espeak_SetPhonemeTrace(0, nullptr);
  std::fclose(stream);
  std::string all(told, bytes);
  std::free(told);
  return all;
}

void EspeakVoice::rinse() {
  // A clause that fills the library's buffers; its first sound ends it.
  std::string text;
  while (text.size() + 4 < kKeptBytes) text += language_ == Language::chinese ? "a1 " : "aa ";
  const Take nothing = [](auto, auto) { return false; };
  speak(language_, text, 0, nothing);
}

}  // namespace gridboard::kiosk::speech
