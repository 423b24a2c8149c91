// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/main/speech_options.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "kiosk/app/speakers.hpp"

namespace gridboard::kiosk {

void declare(CLI::App& program, SpeechOptions& options) {
  program.add_flag("--speech-dispatcher", options.dispatcher,
                   "Read aloud with the system's own voice, by speech-dispatcher, if it has a Chinese one");
  program
      .add_option("--speech-volume", options.volume, "Of full scale, what is heard as 65 dBA before this board (0.65)")
      ->check(CLI::Range(0.05, 1.0));
  program
      .add_option("--headphones", options.headphones,
                  "Whether private things may be said: as the socket tells, always or never")
      ->check(CLI::IsMember({"socket", "always", "never"}));
}

void read_speech(const std::string& config_path, SpeechOptions& options) {
  const toml::table table = toml::parse_file(config_path);
  const auto speech = table["speech"];
  const auto take = [&](const char* key, std::string& target) {
    if (target.empty()) target = speech[key].value_or(std::string());
  };
  take("socket", options.socket);
  take("module", options.module);
  take("chinese", options.chinese);
  take("english", options.english);
  take("headphones", options.headphones);
  take("sound_card", options.sound_card);
  if (!options.dispatcher) options.dispatcher = speech["dispatcher"].value_or(false);
  if (options.volume == 0) options.volume = speech["volume"].value_or(0.0);
}

void apply(const SpeechOptions& options, app::Settings& settings) {
  speech::Voices voices;
  voices.files = {settings.share_folder + "/speech/readings.bin", settings.assets_folder + "/speech", {}};
  if (options.dispatcher)
    voices.dispatcher = speech::DispatcherVoice{options.socket, options.module, options.chinese, options.english};
  settings.make_speaker = app::usual_speaker(std::move(voices));
  if (options.volume > 0) settings.speech_volume = static_cast<float>(std::clamp(options.volume, 0.05, 1.0));
  if (const auto rule = platform::headphone_rule(options.headphones)) settings.headphones = *rule;
  if (!options.sound_card.empty()) settings.sound_card = options.sound_card;
}

}  // namespace gridboard::kiosk
