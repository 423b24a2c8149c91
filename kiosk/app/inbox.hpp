// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where the other threads leave what they have to say; the loop swaps it once a frame.
//
// THREADING: post() from any thread, take() from the loop's. A frame later than the newest word of its kind nobody
// needs the ones before: such words take each other's place, so that the inbox stays short while the loop is busy.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/input/pinyin_worker.hpp"
#include "kiosk/input/writing_worker.hpp"
#include "kiosk/link/link.hpp"
#include "kiosk/print/printer.hpp"
#include "kiosk/questions/question_worker.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::kiosk::app {

struct LockAnswered {
  std::string account;
  update::LockAnswer answer;
  std::shared_ptr<const wire::SecretBytes> key;  // of a household, if the PIN was right
};
struct PictureRead {};  // one can be drawn, or turned out not to be there
using Word = std::variant<link::Event, LockAnswered, input::Answer, input::Read, speech::Said, print::JobNews,
                          questions::Found, PictureRead>;

class Inbox {
 public:
  explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Word word) {
    {
      const std::lock_guard lock(mutex_);
      if (!words_.empty() && replaces(word, words_.back())) {
        words_.back() = std::move(word);
      } else {
        words_.push_back(std::move(word));
      }
    }
    wake_();
  }
  [[nodiscard]] std::vector<Word> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(words_, {});
  }

 private:
  static bool replaces(const Word& newer, const Word& older) {
    const auto* next = std::get_if<link::Event>(&newer);
    const auto* last = std::get_if<link::Event>(&older);
    if (!next || !last) return false;
    return (std::holds_alternative<link::Changed>(*next) && std::holds_alternative<link::Changed>(*last)) ||
           (std::holds_alternative<link::Contact>(*next) && std::holds_alternative<link::Contact>(*last));
  }

  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Word> words_;
};

}  // namespace gridboard::kiosk::app
