// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Handwriting and stroke keys beside the loop. Only the newest question counts: one that waits while another comes is
// dropped unanswered. What was written is wiped once it is answered.
//
// THREADING: ask() and the destructor from the loop's thread; `answered` is called on the worker's and must not block.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/input/handwriting.hpp"

namespace gridboard::kiosk::input {

struct Writing {
  std::uint64_t number = 0;
  std::vector<PenStroke> strokes;  // what was written, or
  std::string keys;                // what was keyed: strokes is empty then
};
struct Read {
  std::uint64_t number = 0;
  std::vector<std::string> characters;  // none if the data couldn't be loaded, which is logged
};

struct WritingFiles {
  std::string strokes;      // share/input/strokes.bin
  std::string stroke_keys;  // share/input/stroke_keys.bin
};

class WritingWorker {
 public:
  WritingWorker(WritingFiles files, std::function<void(Read)> answered);  // costs nothing until asked
  ~WritingWorker();
  WritingWorker(const WritingWorker&) = delete;
  WritingWorker& operator=(const WritingWorker&) = delete;

  void ask(Writing writing);
  void warm_up();

 private:
  class Thread;
  WritingFiles files_;
  std::function<void(Read)> answered_;
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::input
