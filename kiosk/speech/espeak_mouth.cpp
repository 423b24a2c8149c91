// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <thread>

#include "kiosk/speech/espeak_text.hpp"
#include "kiosk/speech/espeak_voice.hpp"
#include "kiosk/speech/mouth.hpp"
#include "kiosk/speech/wipe.hpp"

namespace gridboard::kiosk::speech {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kLookAgain{5};   // whether the last of it has been heard
constexpr milliseconds kGivenUp{2000};  // a device that takes nothing for so long has gone

class EspeakMouth final : public Mouth {
 public:
  EspeakMouth(std::unique_ptr<EspeakVoice> voice, SoundSink& sink) : voice_(std::move(voice)), sink_(sink) {}

  void ready() override {
    cut_ = false;
    sink_.resume();
  }
  void cut() override {
    cut_ = true;
    sink_.cut();
  }

  Said::What say(const Utterance& utterance, const std::vector<Piece>& pieces, const Tell& tell) override {
    if (!sink_.open(voice_->samples_per_second())) return Said::What::stopped;
    Course course{utterance, pieces, tell, sink_.heard()};
    tell(Said::What::began, 0, 0);
    bool whole = true;
    for (EspeakRun& run : espeak_runs(pieces)) {
      whole = whole && speak(course, run);
      wipe(run.text);
    }
    return whole && wait_until_heard(course) ? Said::What::ended : Said::What::stopped;
  }

  void rinse() override { voice_->rinse(); }

 private:
  // Words in the order of their sound, told when it is heard.
  struct DueWord {
    std::uint64_t at_sample;
    std::size_t piece;
  };
  // An utterance on its way.
  struct Course {
    const Utterance& utterance;
    const std::vector<Piece>& pieces;
    const Tell& tell;
    std::uint64_t heard_before;
    std::uint64_t played = 0;
    std::deque<DueWord> due = {};
    std::size_t from = 0, to = 0;  // told last
    std::vector<std::int16_t> louder = {};
  };

  bool speak(Course& course, const EspeakRun& run) {
    const std::uint64_t run_begins = course.played;
    std::size_t last = 0;
    return voice_->speak(run.voice, run.text, course.utterance.speed, [&](auto samples, auto words) {
      for (const SpokenWord& word : words) {
        // At the end of a clause the library names its first word once more.
        if (word.position < std::exchange(last, std::max(last, word.position))) continue;
        const auto after = static_cast<std::uint64_t>(word.at_ms) * voice_->samples_per_second() / 1000;
        course.due.push_back({run_begins + after, piece_at(run, word.position)});
      }
      return play(course, samples);
    });
  }

  bool play(Course& course, std::span<const std::int16_t> samples) {
    if (cut_) return false;
    const float volume = std::clamp(course.utterance.volume, 0.0f, 1.0f);
    course.louder.resize(samples.size());
    std::transform(samples.begin(), samples.end(), course.louder.begin(), [volume](std::int16_t sample) {
      return static_cast<std::int16_t>(static_cast<float>(sample) * volume);
    });
    if (!sink_.play(course.louder.data(), course.louder.size())) return false;
    course.played += samples.size();
    tell_heard_words(course);
    return true;
  }

  void tell_heard_words(Course& course) {
    const std::uint64_t heard = sink_.heard() - course.heard_before;
    for (; !course.due.empty() && course.due.front().at_sample <= heard; course.due.pop_front()) {
      const Piece& piece = course.pieces[course.due.front().piece];
      if (piece.from == course.from && piece.to == course.to) continue;
      course.from = piece.from;
      course.to = piece.to;
      course.tell(Said::What::word, piece.from, piece.to);
    }
  }

  bool wait_until_heard(Course& course) {
    std::uint64_t last = sink_.heard();
    milliseconds still{0};
    while (sink_.heard() - course.heard_before < course.played) {
      if (cut_ || !sink_.play(nullptr, 0) || still >= kGivenUp) return false;
      std::this_thread::sleep_for(kLookAgain);
      const std::uint64_t heard = sink_.heard();
      still = heard != std::exchange(last, heard) ? milliseconds{0} : still + kLookAgain;
      tell_heard_words(course);
    }
    tell_heard_words(course);
    return !cut_;
  }

  std::unique_ptr<EspeakVoice> voice_;
  SoundSink& sink_;
  std::atomic<bool> cut_{false};
};

}  // namespace

base::Result<std::unique_ptr<Mouth>> open_espeak(const std::string& data, SoundSink& sink) {
  auto voice = EspeakVoice::open(data);
  if (!voice) return tl::unexpected(voice.error());
  return std::make_unique<EspeakMouth>(std::move(*voice), sink);
}

}  // namespace gridboard::kiosk::speech
