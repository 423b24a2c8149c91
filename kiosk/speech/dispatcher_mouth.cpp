// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/speech/dispatcher_connection.hpp"
#include "kiosk/speech/mouth.hpp"
#include "kiosk/speech/ssml.hpp"
#include "kiosk/speech/wipe.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::speech {
namespace {

constexpr std::chrono::seconds kGivenUp{120};  // an utterance of which nothing more is told

// One message at a time, so that what waits can be dropped here.
class DispatcherMouth final : public Mouth {
 public:
  explicit DispatcherMouth(DispatcherVoice voice) : voice_(std::move(voice)) {}

  base::Result<void> connect() {
    auto connection = DispatcherConnection::open(voice_, [this](Notice notice) { hear(std::move(notice)); });
    if (!connection) return tl::unexpected(connection.error());
    connection_ = std::move(*connection);
    return {};
  }

  void ready() override {
    const std::lock_guard lock(mutex_);
    cut_ = false;
    heard_.clear();
  }
  void cut() override {
    {
      const std::lock_guard lock(mutex_);
      cut_ = true;
    }
    something_.notify_all();
  }

  Said::What say(const Utterance& utterance, const std::vector<Piece>& pieces, const Tell& tell) override {
    // It may have been started anew meanwhile.
    if (!connection_ && !connect()) return Said::What::failed;
    if (pieces.empty()) return Said::What::ended;
    std::string ssml = ssml_of(pieces, utterance.language);
    const int message = connection_->send(ssml, utterance.language, utterance.speed, utterance.volume);
    wipe(ssml);
    if (message < 0) {
      base::log_event(base::LogLevel::warning, "speech.dispatcher_gone");
      connection_.reset();
      return Said::What::failed;
    }
    return follow(message, tell);
  }

 private:
  // On the library's thread.
  void hear(Notice notice) {
    {
      const std::lock_guard lock(mutex_);
      heard_.push_back(std::move(notice));
    }
    something_.notify_all();
  }

  Said::What follow(int message, const Tell& tell) {
    std::unique_lock lock(mutex_);
    while (true) {
      if (!something_.wait_for(lock, kGivenUp, [&] { return cut_ || !heard_.empty(); })) return Said::What::failed;
      const bool cut = cut_;
      const auto heard = std::exchange(heard_, {});
      lock.unlock();
      if (cut) {
        connection_->cancel();
        return Said::What::stopped;
      }
      for (const Notice& notice : heard) {
        if (const auto how = take(notice, message, tell)) return *how;
      }
      lock.lock();
    }
  }

  // How it ended, if it did.
  static std::optional<Said::What> take(const Notice& notice, int message, const Tell& tell) {
    if (notice.message != message) return std::nullopt;
    switch (notice.what) {
      case Notice::What::began:
        tell(Said::What::began, 0, 0);
        return std::nullopt;
      case Notice::What::mark:
        if (const auto bytes = bytes_of_mark(notice.mark)) tell(Said::What::word, bytes->first, bytes->second);
        return std::nullopt;
      case Notice::What::ended:
        return Said::What::ended;
      case Notice::What::cancelled:
        return Said::What::stopped;
    }
    return std::nullopt;
  }

  const DispatcherVoice voice_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::vector<Notice> heard_;
  bool cut_ = false;
  std::unique_ptr<DispatcherConnection> connection_;  // the speaker's thread alone; gone before what it tells
};

}  // namespace

base::Result<std::unique_ptr<Mouth>> connect_dispatcher(DispatcherVoice voice, std::chrono::milliseconds most) {
  // The library waits for an answer for ever; then on a thread that is left behind, with all that it holds.
  std::packaged_task<base::Result<std::unique_ptr<Mouth>>()> connecting(
      [voice = std::move(voice)]() -> base::Result<std::unique_ptr<Mouth>> {
        auto mouth = std::make_unique<DispatcherMouth>(voice);
        if (auto connected = mouth->connect(); !connected) return tl::unexpected(connected.error());
        return mouth;
      });
  auto connected = connecting.get_future();
  std::thread(std::move(connecting)).detach();
  if (connected.wait_for(most) == std::future_status::ready) return connected.get();
  return base::fail(base::ErrorCode::timed_out, "speech-dispatcher doesn't answer");
}

}  // namespace gridboard::kiosk::speech
