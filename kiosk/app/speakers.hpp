// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which voice the board has: one that the system offers through speech-dispatcher, where the settings ask for it and it
// answers, else espeak-ng's through the board's own sound.

#include <optional>
#include <string>

#include "kiosk/app/voice.hpp"
#include "kiosk/speech/speaker.hpp"

namespace gridboard::kiosk::app {

struct Speakers {
  speech::SpeechFiles files;
  std::optional<speech::DispatcherVoice> dispatcher;
};

[[nodiscard]] MakeSpeaker usual_speaker(Speakers speakers);

}  // namespace gridboard::kiosk::app
