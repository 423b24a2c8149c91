// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the board speaks: --speech-dispatcher, --speech-volume, --headphones, and [speech] of the configuration file:
//   [speech]
//   volume = 0.65            # of full scale, what is heard as 65 dBA before this board
//   headphones = "socket"    # or "always", "never" where the sound card can't tell
//   sound_card = "default"   # whose socket it is
//   dispatcher = true        # a voice that speech-dispatcher offers, in place of the board's own
//   socket = ""              # of speech-dispatcher, "" the user's usual one
//   module = ""              # its output module
//   chinese = ""             # names of its voices
//   english = ""

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/app/settings.hpp"

namespace gridboard::kiosk {

struct SpeechOptions {
  bool dispatcher = false;
  std::string socket, module, chinese, english, headphones, sound_card;
  double volume = 0;  // 0: as is usual
};

void declare(CLI::App& program, SpeechOptions& options);
// The table [speech] of this TOML file, for what the command line left open. toml::parse_error as toml++ throws it.
void read_speech(const std::string& config_path, SpeechOptions& options);
void apply(const SpeechOptions& options, app::Settings& settings);

}  // namespace gridboard::kiosk
