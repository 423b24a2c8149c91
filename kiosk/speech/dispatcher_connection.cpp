// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/dispatcher_connection.hpp"

#include <speech-dispatcher/libspeechd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace gridboard::kiosk::speech {
namespace {

using base::ErrorCode;

// The library's callbacks carry no pointer of ours, only the client's number, so the process keeps who is listening.
// Two connections at once can be told apart by it.
class Listeners {
 public:
  void add(std::size_t client, std::function<void(Notice)> told) {
    const std::lock_guard lock(mutex_);
    all_.emplace_back(client, std::move(told));
  }
  void remove(std::size_t client) {
    const std::lock_guard lock(mutex_);
    std::erase_if(all_, [client](const auto& each) { return each.first == client; });
  }
  void tell(std::size_t client, const Notice& notice) {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, told] : all_) {
      if (number == client) told(notice);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<std::pair<std::size_t, std::function<void(Notice)>>> all_;
};
Listeners listeners;

void on_event(std::size_t message, std::size_t client, SPDNotificationType type) {
  Notice notice;
  notice.message = static_cast<int>(message);
  notice.what = type == SPD_EVENT_BEGIN ? Notice::What::began
                : type == SPD_EVENT_END ? Notice::What::ended
                                        : Notice::What::cancelled;
  if (type == SPD_EVENT_BEGIN || type == SPD_EVENT_END || type == SPD_EVENT_CANCEL) listeners.tell(client, notice);
}

void on_mark(std::size_t message, std::size_t client, SPDNotificationType, char* mark) {
  listeners.tell(client, {Notice::What::mark, static_cast<int>(message), mark == nullptr ? "" : mark});
}

bool speaks_chinese(std::string_view language) {
  return language.starts_with("zh") || language.starts_with("cmn") || language.starts_with("yue");
}

// spd_get_client_id() crashes where the other end has gone meanwhile. Answered are "245-12" and another line.
std::optional<std::size_t> client_of(SPDConnection* connection) {
  char* reply = nullptr;
  spd_execute_command_with_reply(connection, "HISTORY GET CLIENT_ID", &reply);
  const std::unique_ptr<char, decltype(&std::free)> owned(reply, &std::free);
  constexpr std::size_t kCode = 3;
  if (reply == nullptr || std::string_view(reply).size() <= kCode || reply[kCode] != '-') return std::nullopt;
  return std::strtoull(reply + kCode + 1, nullptr, 10);
}

class Connection final : public DispatcherConnection {
 public:
  Connection(SPDConnection* connection, std::size_t client, DispatcherVoice voice, std::function<void(Notice)> told)
      : connection_(connection), voice_(std::move(voice)), client_(client) {
    listeners.add(client_, std::move(told));
    connection_->callback_begin = connection_->callback_end = connection_->callback_cancel = on_event;
    connection_->callback_im = on_mark;
  }
  ~Connection() override {
    listeners.remove(client_);
    spd_close(connection_);
  }

  base::Result<void> prepare() {
    for (const SPDNotification kind : {SPD_BEGIN, SPD_END, SPD_CANCEL, SPD_INDEX_MARKS}) {
      if (spd_set_notification_on(connection_, kind) != 0) return refused("notifications");
    }
    if (!voice_.module.empty() && spd_set_output_module(connection_, voice_.module.c_str()) != 0)
      return refused("module " + voice_.module);
    if (spd_set_data_mode(connection_, SPD_DATA_SSML) != 0) return refused("SSML");
    return find_voices();
  }

  int send(const std::string& ssml, Language language, int speed, float volume) override {
    const bool chinese = language == Language::chinese;
    const std::string& name = chinese ? voice_.chinese : voice_.english;
    // From -100 to 100: the usual speed and the middle are 0.
    constexpr std::array<int, kFastest - kSlowest + 1> kRates{-50, -25, 0, 20, 40, 60, 80};
    const int rate = kRates[static_cast<std::size_t>(std::clamp(speed, kSlowest, kFastest) - kSlowest)];
    const int loudness = static_cast<int>(std::clamp(volume, 0.0f, 1.0f) * 200) - 100;
    // The language first: it forgets the voice.
    if (spd_set_language(connection_, chinese ? chinese_language_.c_str() : "en") != 0) return -1;
    if (!name.empty() && spd_set_synthesis_voice(connection_, name.c_str()) != 0) return -1;
    if (spd_set_voice_rate(connection_, rate) != 0 || spd_set_volume(connection_, loudness) != 0) return -1;
    return spd_say(connection_, SPD_MESSAGE, ssml.c_str());
  }
  void cancel() override { spd_cancel(connection_); }

 private:
  static base::Result<void> refused(const std::string& what) {
    return base::fail(ErrorCode::not_found, "speech-dispatcher refused: " + what);
  }

  // The configured voices must be there; without one, any that speaks Chinese.
  base::Result<void> find_voices() {
    SPDVoice** all = spd_list_synthesis_voices(connection_);
    bool chinese = false, named = voice_.chinese.empty();
    for (SPDVoice** each = all; all != nullptr && *each != nullptr; ++each) {
      const std::string_view name = (*each)->name == nullptr ? "" : (*each)->name;
      const std::string_view language = (*each)->language == nullptr ? "" : (*each)->language;
      const bool wanted = !voice_.chinese.empty() && name == voice_.chinese;
      if (wanted || (voice_.chinese.empty() && !chinese && speaks_chinese(language)))
        chinese_language_ = std::string(language);
      chinese = chinese || speaks_chinese(language);
      named = named || wanted;
    }
    if (all != nullptr) free_spd_voices(all);
    if (!named) return base::fail(ErrorCode::not_found, "speech-dispatcher has no voice " + voice_.chinese);
    if (!chinese) return base::fail(ErrorCode::not_found, "speech-dispatcher has no Chinese voice");
    return {};
  }

  SPDConnection* connection_;
  DispatcherVoice voice_;
  std::size_t client_;
  std::string chinese_language_ = "zh";
};

}  // namespace

base::Result<std::unique_ptr<DispatcherConnection>> DispatcherConnection::open(const DispatcherVoice& voice,
                                                                               std::function<void(Notice)> told) {
  std::string socket = voice.socket;
  SPDConnectionAddress address{};
  address.method = SPD_METHOD_UNIX_SOCKET;
  address.unix_socket_name = socket.data();
  char* reason = nullptr;
  // One that isn't running is not started: that is for whoever runs the board.
  SPDConnection* opened =
      spd_open2("gridboard", "board", "gridboard", SPD_MODE_THREADED, socket.empty() ? nullptr : &address, 0, &reason);
  if (opened == nullptr) {
    std::string message =
        "speech-dispatcher doesn't answer: " + std::string(reason == nullptr ? "no reason given" : reason);
    std::free(reason);
    return base::fail(ErrorCode::unavailable, std::move(message));
  }
  const auto client = client_of(opened);
  if (!client) {
    spd_close(opened);
    return base::fail(ErrorCode::unavailable, "speech-dispatcher has gone");
  }
  auto connection = std::make_unique<Connection>(opened, *client, voice, std::move(told));
  auto ready = connection->prepare();
  if (!ready) return tl::unexpected(ready.error());
  return connection;
}

}  // namespace gridboard::kiosk::speech
