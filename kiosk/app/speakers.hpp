// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/app/voice.hpp"
#include "kiosk/speech/speaker.hpp"

namespace gridboard::kiosk::app {

// The board's speaker, with a loudspeaker of its own for espeak-ng's voice.
[[nodiscard]] MakeSpeaker usual_speaker(speech::Voices voices);

}  // namespace gridboard::kiosk::app
