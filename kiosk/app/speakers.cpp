// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/speakers.hpp"

#include "kiosk/platform/sound.hpp"
#include "kiosk/speech/sink_of.hpp"

namespace gridboard::kiosk::app {
namespace {

// The loudspeaker outlives who speaks through it.
class UsualSpeaker final : public speech::Speaker {
 public:
  UsualSpeaker(const speech::Voices& voices, std::function<void(speech::Said)> said)
      : speaker_(speech::make_speaker(voices, loudspeaker_, std::move(said))) {}
  void say(speech::Utterance utterance) override { speaker_->say(std::move(utterance)); }
  void stop() override { speaker_->stop(); }
  void warm_up() override { speaker_->warm_up(); }

 private:
  speech::SinkOf<platform::Sound> loudspeaker_;
  std::unique_ptr<speech::Speaker> speaker_;
};

}  // namespace

MakeSpeaker usual_speaker(speech::Voices voices) {
  return [voices = std::move(voices)](std::function<void(speech::Said)> said) -> std::unique_ptr<speech::Speaker> {
    return std::make_unique<UsualSpeaker>(voices, std::move(said));
  };
}

}  // namespace gridboard::kiosk::app
