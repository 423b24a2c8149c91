// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Questions beside the loop: what was typed goes in, the questions that it may mean come out, best first. Only the
// newest counts: one that waits while another comes is dropped unanswered. Nothing asked is kept.
//
// THREADING: all from the loop's thread; `answered` is called on the worker's and must not block.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/model/question.hpp"

namespace gridboard::kiosk::questions {

inline constexpr std::size_t kMostFound = 20;

struct Asking {
  std::uint64_t number = 0;
  std::string typed;  // characters, pinyin, initials or English, as typed so far; "" asks for those asked most
};
struct Found {
  std::uint64_t number = 0;
  std::vector<model::Question> questions;  // at most kMostFound, best first; those related to them are in `related`
  std::vector<model::Question> related;    // each named by a question's `related`, once
};

struct QuestionFiles {
  std::string knowledge;  // assets/knowledge
  std::string readings;   // share/speech/readings.bin
};

class QuestionWorker {
 public:
  QuestionWorker(QuestionFiles files, std::function<void(Found)> answered);  // costs nothing until asked
  ~QuestionWorker();
  QuestionWorker(const QuestionWorker&) = delete;
  QuestionWorker& operator=(const QuestionWorker&) = delete;

  void warm_up();
  // What staff have published: each replaces the shipped one with its id, or is added; one with an empty answer takes
  // it away. The index is built anew on the worker's thread.
  void set_published(std::vector<model::Question> questions);
  void ask(Asking asking);

 private:
  class Thread;
  QuestionFiles files_;
  std::function<void(Found)> answered_;
  std::vector<model::Question> published_;  // the newest, for a thread that isn't there yet
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::questions
