// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/speakers.hpp"

#include "kiosk/platform/sound.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

class Loudspeaker final : public speech::SoundSink {
 public:
  bool open(int samples_per_second) override { return sound_.open(samples_per_second); }
  bool play(const std::int16_t* samples, std::size_t count) override { return sound_.play(samples, count); }
  std::uint64_t heard() const override { return sound_.heard(); }
  void hold(bool held) override { sound_.hold(held); }
  void cut() override { sound_.cut(); }
  void resume() override { sound_.resume(); }

 private:
  platform::Sound sound_;
};

// The loudspeaker outlives the voice that speaks through it.
class OwnVoice final : public speech::Speaker {
 public:
  OwnVoice(const speech::SpeechFiles& files, std::function<void(speech::Said)> said)
      : voice_(speech::make_espeak_speaker(files, loudspeaker_, std::move(said))) {}
  void say(speech::Utterance utterance) override { voice_->say(std::move(utterance)); }
  void stop() override { voice_->stop(); }
  void pause(bool paused) override { voice_->pause(paused); }
  void warm_up() override { voice_->warm_up(); }

 private:
  Loudspeaker loudspeaker_;
  std::unique_ptr<speech::Speaker> voice_;
};

}  // namespace

MakeSpeaker usual_speaker(Speakers speakers) {
  return [speakers = std::move(speakers)](std::function<void(speech::Said)> said) -> std::unique_ptr<speech::Speaker> {
    if (speakers.dispatcher) {
      auto voice = speech::connect_dispatcher(*speakers.dispatcher, speakers.files, said);
      if (voice) return std::move(*voice);
      base::log_event(base::LogLevel::warning, "speech.no_dispatcher", {{"reason", voice.error().message}});
    }
    return std::make_unique<OwnVoice>(speakers.files, std::move(said));
  };
}

}  // namespace gridboard::kiosk::app
