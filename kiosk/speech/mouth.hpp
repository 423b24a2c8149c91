// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a speaker says with: a voice at work, one utterance at a time.
//
// THREADING: say() and rinse() on the speaker's thread, ready() and cut() on any, one after another.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/speech/speaker.hpp"
#include "kiosk/speech/verbalise.hpp"

namespace gridboard::kiosk::speech {

class Mouth {
 public:
  using Tell = std::function<void(Said::What what, std::size_t from, std::size_t to)>;

  virtual ~Mouth() = default;
  virtual void ready() = 0;  // say() is next, and may be heard
  virtual void cut() = 0;    // silent at once, until ready(): say() then ends as stopped
  // Until it is over: ended, stopped or failed. Began and the words are told meanwhile.
  [[nodiscard]] virtual Said::What say(const Utterance& utterance, const std::vector<Piece>& pieces,
                                       const Tell& tell) = 0;
  virtual void rinse() {}  // nothing waits: overwrites what a library keeps of the last text
};

// not_found: a voice or its data is missing. `sink` outlives it. One at a time in a process, on one thread.
[[nodiscard]] base::Result<std::unique_ptr<Mouth>> open_espeak(const std::string& data, SoundSink& sink);
// As DispatcherConnection::open, and as slow; timed_out once `most` has passed.
[[nodiscard]] base::Result<std::unique_ptr<Mouth>> connect_dispatcher(
    DispatcherVoice voice, std::chrono::milliseconds most = std::chrono::seconds(10));

}  // namespace gridboard::kiosk::speech
