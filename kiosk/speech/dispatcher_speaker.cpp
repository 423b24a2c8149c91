// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/speech/dispatcher_connection.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/speech/ssml.hpp"
#include "kiosk/speech/verbalise.hpp"
#include "kiosk/speech/wipe.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::speech {
namespace {

constexpr std::chrono::seconds kGivenUp{120};  // an utterance of which nothing more is told

// One message at a time, so that what waits can be dropped here.
class DispatcherSpeaker final : public Speaker {
 public:
  DispatcherSpeaker(DispatcherVoice voice, std::unique_ptr<Verbaliser> verbaliser, std::function<void(Said)> said)
      : voice_(std::move(voice)), verbaliser_(std::move(verbaliser)), said_(std::move(said)) {}
  ~DispatcherSpeaker() override {
    {
      const std::lock_guard lock(mutex_);
      leaving_ = true;
      drop_all();
    }
    something_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  base::Result<void> connect() {
    auto connection = DispatcherConnection::open(voice_, [this](Notice notice) { hear(std::move(notice)); });
    if (!connection) return tl::unexpected(connection.error());
    connection_ = std::move(*connection);
    return {};
  }
  void start() {
    thread_ = std::thread([this] { run(); });
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
    }
    something_.notify_all();
  }
  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      drop_all();
    }
    something_.notify_all();
  }
  void pause(bool paused) override {
    {
      const std::lock_guard lock(mutex_);
      paused_ = paused;
    }
    something_.notify_all();
  }

 private:
  void drop_all() {
    ++silenced_;
    for (const auto& each : waiting_) {
      untold_.push_back({Said::What::stopped, each->number, 0, 0});
      wipe(each->text);
    }
    waiting_.clear();
    paused_ = false;
  }

  // On the library's thread.
  void hear(Notice notice) {
    {
      const std::lock_guard lock(mutex_);
      heard_.push_back(std::move(notice));
    }
    something_.notify_all();
  }

  void run() {
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
      if (leaving_) return;
      std::unique_ptr<Utterance> utterance = std::move(waiting_.front());
      waiting_.pop_front();
      const std::uint64_t silenced = silenced_;
      heard_.clear();
      lock.unlock();
      const Said::What how = speak(*utterance, silenced);
      said_({how, utterance->number, 0, 0});
      wipe(utterance->text);
      lock.lock();
    }
  }

  Said::What speak(const Utterance& utterance, std::uint64_t silenced) {
    if (!connection_) {
      // It may have been started anew meanwhile.
      if (const auto again = connect(); !again) return Said::What::failed;
    }
    std::string_view text = utterance.text;
    auto pieces = verbaliser_->verbalise(text.substr(0, kMaxUtteranceBytes), utterance.language);
    if (pieces.empty()) return Said::What::ended;
    std::string ssml = ssml_of(pieces, utterance.language);
    wipe(pieces);
    const int message = connection_->send(ssml, utterance.language, utterance.speed, utterance.volume);
    wipe(ssml);
    if (message < 0) {
      base::log_event(base::LogLevel::warning, "speech.dispatcher_gone");
      connection_.reset();
      return Said::What::failed;
    }
    return follow(message, utterance.number, silenced);
  }

  // Until it has ended; meanwhile holds and cancels it.
  Said::What follow(int message, std::uint64_t number, std::uint64_t silenced) {
    bool held = false, cancelled = false;
    std::unique_lock lock(mutex_);
    while (true) {
      const bool woken = something_.wait_for(
          lock, kGivenUp, [&] { return !heard_.empty() || (!cancelled && silenced_ != silenced) || held != paused_; });
      if (!woken && !paused_) return Said::What::failed;
      const bool cancel = !cancelled && silenced_ != silenced;
      const bool hold = paused_;
      const auto heard = std::exchange(heard_, {});
      lock.unlock();
      if (cancel) {
        connection_->cancel();
        return Said::What::stopped;
      }
      if (hold != held) connection_->pause(hold);
      held = hold;
      for (const Notice& notice : heard) {
        if (notice.message != message) continue;
        if (notice.what == Notice::What::began) said_({Said::What::began, number, 0, 0});
        if (const auto bytes = bytes_of_mark(notice.mark))
          said_({Said::What::word, number, bytes->first, bytes->second});
        if (notice.what == Notice::What::ended) return Said::What::ended;
        if (notice.what == Notice::What::cancelled) return Said::What::stopped;
      }
      lock.lock();
    }
  }

  DispatcherVoice voice_;
  std::unique_ptr<Verbaliser> verbaliser_;
  std::function<void(Said)> said_;

  std::mutex mutex_;
  std::condition_variable something_;
  std::deque<std::unique_ptr<Utterance>> waiting_;
  std::vector<Said> untold_;
  std::vector<Notice> heard_;
  std::uint64_t silenced_ = 0;
  bool paused_ = false, leaving_ = false;
  std::unique_ptr<DispatcherConnection> connection_;  // the speaker's thread alone once that runs; before what it tells
  std::thread thread_;
};

}  // namespace

base::Result<std::unique_ptr<Speaker>> connect_dispatcher(DispatcherVoice voice, SpeechFiles files,
                                                          std::function<void(Said)> said) {
  auto verbaliser = Verbaliser::open(files);
  if (!verbaliser) return tl::unexpected(verbaliser.error());
  auto speaker = std::make_unique<DispatcherSpeaker>(std::move(voice), std::move(*verbaliser), std::move(said));
  if (auto connected = speaker->connect(); !connected) return tl::unexpected(connected.error());
  speaker->start();
  return speaker;
}

}  // namespace gridboard::kiosk::speech
