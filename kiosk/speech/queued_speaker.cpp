// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/speech/mouth.hpp"
#include "kiosk/speech/wipe.hpp"
#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::speech {
namespace {

void cut_at_character(std::string& text) {
  if (text.size() <= kMaxUtteranceBytes) return;
  std::size_t bytes = kMaxUtteranceBytes;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
}

// One after another on a thread of its own, which finds its voice there, too: that may take seconds.
class QueuedSpeaker final : public Speaker {
 public:
  QueuedSpeaker(Voices voices, SoundSink& sink, std::function<void(Said)> said)
      : voices_(std::move(voices)), sink_(sink), said_(std::move(said)) {}
  ~QueuedSpeaker() override {
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
  void warm_up() override {
    const std::lock_guard lock(mutex_);
    start();
  }

 private:
  // With the lock held.
  void start() {
    if (!thread_.joinable() && !leaving_) thread_ = std::thread([this] { run(); });
  }
  // With the lock held: what is begun between this and the next utterance stays silent, because the mouth is made ready
  // again under the same lock.
  void drop_all() {
    for (const auto& each : waiting_) {
      untold_.push_back({Said::What::stopped, each->number, 0, 0});
      wipe(each->text);
    }
    waiting_.clear();
    if (mouth_) mouth_->cut();
  }

  void run() {
    auto mouth = find_voice();
    std::unique_lock lock(mutex_);
    mouth_ = std::move(mouth);
    while (true) {
      something_.wait(lock, [this] { return leaving_ || !waiting_.empty() || !untold_.empty(); });
      if (!untold_.empty()) {
        const auto told = std::exchange(untold_, {});
        lock.unlock();
        for (const Said& each : told) said_(each);
        lock.lock();
        continue;
      }
      if (leaving_) return;
      std::unique_ptr<Utterance> utterance = std::move(waiting_.front());
      waiting_.pop_front();
      if (mouth_) mouth_->ready();
      lock.unlock();
      said_({speak(*utterance), utterance->number, 0, 0});
      wipe(utterance->text);
      utterance.reset();
      base::wipe_stack();
      lock.lock();
      if (mouth_ && waiting_.empty()) {
        lock.unlock();
        mouth_->rinse();
        lock.lock();
      }
    }
  }

  std::unique_ptr<Mouth> find_voice() {
    const auto missing = [](const base::Error& error) {
      base::log_event(base::LogLevel::error, "speech.missing", {{"reason", error.message}});
      return nullptr;
    };
    auto verbaliser = Verbaliser::open(voices_.files);
    if (!verbaliser) return missing(verbaliser.error());
    verbaliser_ = std::move(*verbaliser);
    if (voices_.dispatcher) {
      auto connected = connect_dispatcher(*voices_.dispatcher);
      if (connected) return std::move(*connected);
      base::log_event(base::LogLevel::warning, "speech.no_dispatcher", {{"reason", connected.error().message}});
    }
    auto opened = open_espeak(voices_.files.espeak_data, sink_);
    if (!opened) return missing(opened.error());
    return std::move(*opened);
  }

  Said::What speak(Utterance& utterance) {
    if (!mouth_) return Said::What::failed;
    cut_at_character(utterance.text);
    auto pieces = verbaliser_->verbalise(utterance.text, utterance.language);
    const auto how = mouth_->say(utterance, pieces, [&](Said::What what, std::size_t from, std::size_t to) {
      said_({what, utterance.number, from, to});
    });
    wipe(pieces);
    return how;
  }

  const Voices voices_;
  SoundSink& sink_;
  const std::function<void(Said)> said_;
  std::unique_ptr<Verbaliser> verbaliser_;  // the speaker's thread alone

  std::mutex mutex_;
  std::condition_variable something_;
  std::deque<std::unique_ptr<Utterance>> waiting_;  // not within: each is wiped where it lies
  std::vector<Said> untold_;                        // from the loop's thread
  std::unique_ptr<Mouth> mouth_;                    // set once, by the speaker's thread; null: no voice
  bool leaving_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Speaker> make_speaker(Voices voices, SoundSink& sink, std::function<void(Said)> said) {
  return std::make_unique<QueuedSpeaker>(std::move(voices), sink, std::move(said));
}

}  // namespace gridboard::kiosk::speech
