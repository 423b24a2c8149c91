// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_worker.hpp"

#include <mutex>
#include <optional>
#include <utility>

#include "sync/base/log.hpp"
#include "sync/base/newest_worker.hpp"

namespace gridboard::kiosk::input {

class PinyinWorker::Thread {
 public:
  Thread(PinyinFiles files, std::function<void(Answer)> answered)
      : files_(std::move(files)),
        answered_(std::move(answered)),
        worker_([this] { begin(); }, [this](const Question* question) { answer(*question); }) {}

  void ask(Question question) { worker_.give(std::move(question)); }

  void know(std::vector<std::string> names) {
    const std::lock_guard lock(mutex_);
    told_ = std::move(names);
  }

 private:
  void begin() {
    auto engine = PinyinEngine::open(files_);
    if (!engine) return base::log_event(base::LogLevel::error, "pinyin.missing", {{"reason", engine.error().message}});
    engine_ = std::move(*engine);
  }

  std::optional<std::vector<std::string>> take_told() {
    const std::lock_guard lock(mutex_);
    return std::exchange(told_, std::nullopt);
  }

  void answer(const Question& question) {
    Answer answer{question.number, {}};
    if (engine_) {
      if (const auto told = take_told()) engine_->know(*told);
      answer.candidates =
          question.for_name ? engine_->characters(question.letters) : engine_->sentence(question.letters);
    }
    answered_(std::move(answer));
  }

  const PinyinFiles files_;
  const std::function<void(Answer)> answered_;
  std::unique_ptr<PinyinEngine> engine_;  // the worker's alone
  std::mutex mutex_;
  std::optional<std::vector<std::string>> told_;  // before the next question is answered
  base::NewestWorker<Question> worker_;           // last: it uses all of the above
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
