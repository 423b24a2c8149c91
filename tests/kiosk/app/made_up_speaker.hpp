// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A speaker that makes no sound: it keeps what it was given, and says it to its end at once or when it is told to.

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/voice.hpp"

namespace gridboard::kiosk::app {

class MadeUpMouth {
 public:
  using What = speech::Said::What;

  bool at_once = true;   // each utterance is at its end as soon as it is given
  bool no_sound = false;  // there is nothing to be heard with
  std::vector<speech::Utterance> given;  // in order, also those that were stopped
  std::deque<speech::Utterance> waiting;
  int stops = 0;

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const speech::Utterance& each : given) out.push_back(each.text);
    return out;
  }
  [[nodiscard]] bool gave(const std::string& text) const {
    return std::any_of(given.begin(), given.end(),
                       [&](const speech::Utterance& each) { return each.text.find(text) != std::string::npos; });
  }
  void forget() { given.clear(); }

  // Of the utterance that is being said.
  void begin() { tell(What::began); }
  void word(std::size_t from, std::size_t to) { tell(What::word, from, to); }
  void end() {
    tell(What::ended);
    waiting.pop_front();
  }

  [[nodiscard]] MakeSpeaker maker() {
    return [this](std::function<void(speech::Said)> said) -> std::unique_ptr<speech::Speaker> {
      said_ = std::move(said);
      return std::make_unique<Speaker>(*this);
    };
  }

 private:
  class Speaker final : public speech::Speaker {
   public:
    explicit Speaker(MadeUpMouth& mouth) : mouth_(mouth) {}
    void say(speech::Utterance utterance) override {
      mouth_.given.push_back(utterance);
      mouth_.waiting.push_back(std::move(utterance));
      if (mouth_.no_sound) {
        mouth_.tell(What::stopped);
        mouth_.waiting.pop_front();
      } else if (mouth_.at_once) {
        mouth_.begin();
        mouth_.end();
      }
    }
    void stop() override {
      ++mouth_.stops;
      mouth_.waiting.clear();
    }
    void warm_up() override {}

   private:
    MadeUpMouth& mouth_;
  };

  void tell(What what, std::size_t from = 0, std::size_t to = 0) {
    if (!waiting.empty()) said_({what, waiting.front().number, from, to});
  }

  std::function<void(speech::Said)> said_;
};

}  // namespace gridboard::kiosk::app
