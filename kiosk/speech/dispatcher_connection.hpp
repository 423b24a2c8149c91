// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A conversation with speech-dispatcher (SSIP, through libspeechd).
//
// THREADING: all of it from one thread; `told` is called on the library's.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/speech/speaker.hpp"

namespace gridboard::kiosk::speech {

struct Notice {
  enum class What { began, mark, ended, cancelled } what = What::began;
  int message = 0;  // as send() numbered it
  std::string mark;
};

class DispatcherConnection {
 public:
  // unavailable if nobody answers, not_found if it has no such voice, or none that speaks Chinese. It lists the voices,
  // which may take seconds.
  [[nodiscard]] static base::Result<std::unique_ptr<DispatcherConnection>> open(const DispatcherVoice& voice,
                                                                                std::function<void(Notice)> told);
  virtual ~DispatcherConnection() = default;

  // SSML; the number of the message, below 0 if it couldn't be sent.
  [[nodiscard]] virtual int send(const std::string& ssml, Language language, int speed, float volume) = 0;
  virtual void cancel() = 0;
};

}  // namespace gridboard::kiosk::speech
