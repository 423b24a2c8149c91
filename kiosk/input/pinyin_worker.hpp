// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pinyin beside the loop: questions go in, answers come out on the worker's thread. Only the newest question counts:
// one that waits while another comes is dropped unanswered.
//
// THREADING: ask(), know(), warm_up() and the destructor from the loop's thread; `answered` is called on the worker's
// and must not block.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/input/pinyin_engine.hpp"

namespace gridboard::kiosk::input {

struct Question {
  std::uint64_t number = 0;
  std::string letters;
  bool for_name = false;
};
struct Answer {
  std::uint64_t number = 0;
  std::vector<Candidate> candidates;  // none if the library couldn't be loaded, which is logged
};

class PinyinWorker {
 public:
  // Costs nothing: thread and library come with the first question, or with warm_up().
  PinyinWorker(PinyinFiles files, std::function<void(Answer)> answered);
  ~PinyinWorker();
  PinyinWorker(const PinyinWorker&) = delete;
  PinyinWorker& operator=(const PinyinWorker&) = delete;

  void ask(Question question);
  void know(std::vector<std::string> names);  // see PinyinEngine; costs nothing before warm_up()
  void warm_up();  // a field that takes characters has come up: load while the finger is on its way

 private:
  class Thread;
  PinyinFiles files_;
  std::function<void(Answer)> answered_;
  std::vector<std::string> names_;
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::input
