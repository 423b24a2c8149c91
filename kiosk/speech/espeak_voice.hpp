// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The library espeak-ng. It keeps everything in variables of the process, so only one of these may live at a time, on
// one thread. What it has loaded stays until the process ends: once closed (1.51) it can't be opened again.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/speech/speaker.hpp"

namespace gridboard::kiosk::speech {

struct SpokenWord {
  std::size_t position = 0;  // of the text, from 0
  int at_ms = 0;             // since the text began
};

class EspeakVoice {
 public:
  // Some 20 ms of sound, and the words that begin in it or later. False ends it.
  using Take = std::function<bool(std::span<const std::int16_t>, std::span<const SpokenWord>)>;

  // `data` is the folder that holds espeak-ng-data, "" for the usual one. not_found if it or a voice is missing.
  [[nodiscard]] static base::Result<std::unique_ptr<EspeakVoice>> open(const std::string& data);
  ~EspeakVoice();
  EspeakVoice(const EspeakVoice&) = delete;
  EspeakVoice& operator=(const EspeakVoice&) = delete;

  [[nodiscard]] int samples_per_second() const { return samples_per_second_; }
  // False if it was ended, or couldn't be begun.
  bool speak(Language language, const std::string& text, int speed, const Take& take);
  // What the voice says for `text`, in espeak-ng's phonemes with their tones as they change.
  [[nodiscard]] std::string phonemes(Language language, const std::string& text);
  // Overwrites what the library keeps of the last text.
  void rinse();

 private:
  explicit EspeakVoice(int samples_per_second) : samples_per_second_(samples_per_second) {}
  bool choose(Language language);

  int samples_per_second_;
  bool chosen_ = false;
  Language language_ = Language::chinese;
};

}  // namespace gridboard::kiosk::speech
