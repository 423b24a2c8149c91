// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_worker.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::input {

class PinyinWorker::Thread {
 public:
  Thread(PinyinFiles files, std::function<void(Answer)> answered)
      : files_(std::move(files)), answered_(std::move(answered)), thread_([this] { run(); }) {}
  ~Thread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    something_.notify_one();
    thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  void ask(Question question) {
    {
      const std::lock_guard lock(mutex_);
      newest_ = std::make_unique<Question>(std::move(question));
    }
    something_.notify_one();
  }

  void know(std::vector<std::string> names) {
    const std::lock_guard lock(mutex_);
    told_ = std::move(names);
  }

 private:
  void run() {
    auto engine = PinyinEngine::open(files_);
    if (!engine) base::log_event(base::LogLevel::error, "pinyin.missing", {{"reason", engine.error().message}});
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || newest_ != nullptr; });
      if (stopping_) return;
      std::unique_ptr<const Question> question = std::move(newest_);
      const std::optional<std::vector<std::string>> told = std::exchange(told_, std::nullopt);
      lock.unlock();
      if (told && engine) (*engine)->know(*told);
      answer(engine ? engine->get() : nullptr, *question);
      question.reset();
      base::wipe_stack();
      lock.lock();
    }
  }

  void answer(PinyinEngine* engine, const Question& question) {
    Answer answer{question.number, {}};
    if (engine != nullptr) {
      answer.candidates = question.for_name ? engine->characters(question.letters) : engine->sentence(question.letters);
    }
    answered_(std::move(answer));
  }

  PinyinFiles files_;
  std::function<void(Answer)> answered_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::unique_ptr<Question> newest_;              // not within: it is given back (and so wiped) once it is answered
  std::optional<std::vector<std::string>> told_;  // before the next question is answered
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

PinyinWorker::PinyinWorker(PinyinFiles files, std::function<void(Answer)> answered)
    : files_(std::move(files)), answered_(std::move(answered)) {}
PinyinWorker::~PinyinWorker() = default;

void PinyinWorker::warm_up() {
  if (thread_) return;
  thread_ = std::make_unique<Thread>(files_, answered_);
  thread_->know(names_);
}

void PinyinWorker::know(std::vector<std::string> names) {
  if (names == names_) return;
  names_ = std::move(names);
  if (thread_) thread_->know(names_);
}

void PinyinWorker::ask(Question question) {
  warm_up();
  thread_->ask(std::move(question));
}

}  // namespace gridboard::kiosk::input
