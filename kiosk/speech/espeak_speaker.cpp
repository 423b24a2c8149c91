// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/speech/espeak_text.hpp"
#include "kiosk/speech/espeak_voice.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/speech/verbalise.hpp"
#include "kiosk/speech/wipe.hpp"
#include "sync/base/log.hpp"
#include "sync/base/utf8.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::speech {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kLookAgain{5};   // whether the last of it has been heard
constexpr milliseconds kGivenUp{2000};  // a device that takes nothing for so long has gone

// Words in the order of their sound, told when it is heard.
struct DueWord {
  std::uint64_t at_sample;
  std::size_t piece;
};

class EspeakSpeaker final : public Speaker {
 public:
  EspeakSpeaker(SpeechFiles files, SoundSink& sink, std::function<void(Said)> said)
      : files_(std::move(files)), sink_(sink), said_(std::move(said)) {}

  ~EspeakSpeaker() override {
    {
      const std::lock_guard lock(mutex_);
      leaving_ = true;
      drop_all();
    }
    something_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  void say(Utterance utterance) override {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() >= kMaxWaiting) {
        untold_.push_back({Said::What::failed, utterance.number, 0, 0});
        wipe(utterance.text);
      } else {
        waiting_.push_back(std::make_unique<Utterance>(std::move(utterance)));
      }
      start();
    }
    something_.notify_one();
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      drop_all();
    }
    something_.notify_one();
  }

  void pause(bool paused) override {
    paused_ = paused;
    sink_.hold(paused);
  }

  void warm_up() override {
    const std::lock_guard lock(mutex_);
    start();
  }

 private:
  // With the lock held.
  void start() {
    if (!thread_.joinable() && !leaving_) thread_ = std::thread([this] { run(); });
  }
  // With the lock held: what is begun between this and the next utterance stays silent, because the sink is opened to
  // sound again under the same lock.
  void drop_all() {
    ++silenced_;
    for (const auto& each : waiting_) {
      untold_.push_back({Said::What::stopped, each->number, 0, 0});
      wipe(each->text);
    }
    waiting_.clear();
    sink_.cut();
    paused_ = false;
    sink_.hold(false);
  }

  void run() {
    load();
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return leaving_ || !waiting_.empty() || !untold_.empty(); });
      if (!untold_.empty()) {
        const auto told = std::exchange(untold_, {});
        lock.unlock();
        for (const Said& each : told) said_(each);
        lock.lock();
        continue;
      }
      if (leaving_) break;
      std::unique_ptr<Utterance> utterance = std::move(waiting_.front());
      waiting_.pop_front();
      const std::uint64_t silenced = silenced_;
      sink_.resume();
      lock.unlock();
      speak(*utterance, silenced);
      wipe(utterance->text);
      utterance.reset();
      base::wipe_stack();
      lock.lock();
      if (waiting_.empty()) rinse(lock);
    }
  }
  // The library's memory of what was said, unless there is more to say.
  void rinse(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    if (voice_) voice_->rinse();
    lock.lock();
  }

  void load() {
    auto verbaliser = Verbaliser::open(files_);
    auto voice = EspeakVoice::open(files_.espeak_data);
    if (verbaliser && voice) {
      verbaliser_ = std::move(*verbaliser);
      voice_ = std::move(*voice);
      return;
    }
    base::log_event(base::LogLevel::error, "speech.missing",
                    {{"reason", verbaliser ? voice.error().message : verbaliser.error().message}});
  }

  void tell(Said::What what, std::uint64_t number, std::size_t from = 0, std::size_t to = 0) {
    said_({what, number, from, to});
  }

  void speak(const Utterance& utterance, std::uint64_t silenced) {
    if (!voice_) return tell(Said::What::failed, utterance.number);
    if (!sink_.open(voice_->samples_per_second())) return tell(Said::What::stopped, utterance.number);
    std::string_view text = utterance.text;
    while (text.size() > kMaxUtteranceBytes) text = cut_at_character(text);
    auto pieces = verbaliser_->verbalise(text, utterance.language);
    Course course{utterance, pieces, silenced, sink_.heard()};
    tell(Said::What::began, utterance.number);
    bool whole = true;
    for (EspeakRun& run : espeak_runs(pieces)) {
      const std::uint64_t run_begins = course.played;
      std::size_t last = 0;
      if (whole) {
        whole = voice_->speak(run.voice, run.text, utterance.speed, [&](auto samples, auto words) {
          for (const SpokenWord& word : words) {
            // At the end of a clause the library names its first word once more.
            if (word.position < std::exchange(last, std::max(last, word.position))) continue;
            const auto after = static_cast<std::uint64_t>(word.at_ms) * voice_->samples_per_second() / 1000;
            course.due.push_back({run_begins + after, piece_at(run, word.position)});
          }
          return play(course, samples);
        });
      }
      wipe(run.text);
    }
    whole = whole && wait_until_heard(course);
    wipe(pieces);
    tell(whole ? Said::What::ended : Said::What::stopped, utterance.number);
  }

  static std::string_view cut_at_character(std::string_view text) {
    std::size_t bytes = kMaxUtteranceBytes;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
  }

  // An utterance on its way.
  struct Course {
    const Utterance& utterance;
    const std::vector<Piece>& pieces;
    std::uint64_t silenced;
    std::uint64_t heard_before;
    std::uint64_t played = 0;
    std::deque<DueWord> due = {};
    std::size_t from = 0, to = 0;  // told last
    std::vector<std::int16_t> louder = {};
  };

  bool play(Course& course, std::span<const std::int16_t> samples) {
    if (silenced_ != course.silenced) return false;
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
      tell(Said::What::word, course.utterance.number, piece.from, piece.to);
    }
  }

  bool wait_until_heard(Course& course) {
    std::uint64_t last = sink_.heard();
    milliseconds still{0};
    while (sink_.heard() - course.heard_before < course.played) {
      if (silenced_ != course.silenced || !sink_.play(nullptr, 0) || still >= kGivenUp) return false;
      std::this_thread::sleep_for(kLookAgain);
      const std::uint64_t heard = sink_.heard();
      still = heard != std::exchange(last, heard) || paused_ ? milliseconds{0} : still + kLookAgain;
      tell_heard_words(course);
    }
    tell_heard_words(course);
    return silenced_ == course.silenced;
  }

  SpeechFiles files_;
  SoundSink& sink_;
  std::function<void(Said)> said_;
  std::unique_ptr<Verbaliser> verbaliser_;  // and the voice: the speaker's thread alone
  std::unique_ptr<EspeakVoice> voice_;

  std::mutex mutex_;
  std::condition_variable something_;
  std::deque<std::unique_ptr<Utterance>> waiting_;  // not within: each is wiped where it lies
  std::vector<Said> untold_;                        // from the loop's thread
  std::atomic<std::uint64_t> silenced_{0};
  std::atomic<bool> paused_{false};
  bool leaving_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Speaker> make_espeak_speaker(SpeechFiles files, SoundSink& sink, std::function<void(Said)> said) {
  return std::make_unique<EspeakSpeaker>(std::move(files), sink, std::move(said));
}

}  // namespace gridboard::kiosk::speech
