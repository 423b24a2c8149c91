// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/question_worker.hpp"

#include <mutex>
#include <optional>

#include "kiosk/questions/knowledge.hpp"
#include "kiosk/questions/question_index.hpp"
#include "sync/base/log.hpp"
#include "sync/base/newest_worker.hpp"

namespace gridboard::kiosk::questions {
namespace {

void log_failure(std::string_view event, const base::Error& error) {
  base::log_event(base::LogLevel::error, event, {{"reason", error.message}});
}

std::vector<model::Question> copies_of(const std::vector<const model::Question*>& questions) {
  std::vector<model::Question> copies;
  copies.reserve(questions.size());
  for (const model::Question* question : questions) copies.push_back(*question);
  return copies;
}

}  // namespace

class QuestionWorker::Thread {
 public:
  Thread(QuestionFiles files, std::function<void(Found)> answered, std::vector<model::Question> published)
      : files_(std::move(files)),
        answered_(std::move(answered)),
        published_(std::move(published)),
        worker_([this] { load(); }, [this](const Asking* asking) { work(asking); }) {
    worker_.wake();
  }

  void publish(std::vector<model::Question> questions) {
    {
      const std::lock_guard lock(mutex_);
      published_ = std::move(questions);
    }
    worker_.wake();
  }
  void ask(Asking asking) { worker_.give(std::move(asking)); }

 private:
  void work(const Asking* asking) {
    if (const auto published = take_published()) build(*published);
    if (asking != nullptr) answer(*asking);
  }

  std::optional<std::vector<model::Question>> take_published() {
    const std::lock_guard lock(mutex_);
    return std::exchange(published_, std::nullopt);
  }

  // What can't be read is told once and done without.
  void load() {
    auto read = readings::Readings::open(files_.readings);
    if (!read) log_failure("questions.no_readings", read.error());
    if (read) readings_ = std::move(*read);
    auto knowledge = load_knowledge(files_.knowledge);
    if (!knowledge) return log_failure("questions.missing", knowledge.error());
    knowledge_ = std::move(*knowledge);
  }

  void build(const std::vector<model::Question>& published) {
    auto index =
        QuestionIndex::make(with_published(knowledge_.questions, published), readings_.get(), knowledge_.synonyms);
    if (!index) return log_failure("questions.no_index", index.error());
    index_ = std::move(*index);
  }

  void answer(const Asking& asking) {
    Found found;
    found.number = asking.number;
    if (index_) {
      const auto questions = is_blank(asking.typed) ? asked_most(*index_, knowledge_.asked_most) : search(asking.typed);
      found.questions = copies_of(questions);
      found.related = copies_of(index_->related_to(questions));
    }
    answered_(std::move(found));
  }

  std::vector<const model::Question*> search(const std::string& typed) {
    auto found = index_->find(typed, kMostFound);
    if (found) return std::move(*found);
    // Not its message: SQLite's quotes what it stumbled over, which is what was asked.
    base::log_event(base::LogLevel::error, "questions.unsearchable", {{"reason", base::name_of(found.error().code)}});
    return {};
  }

  const QuestionFiles files_;
  const std::function<void(Found)> answered_;
  // The worker's alone.
  std::unique_ptr<readings::Readings> readings_;
  Knowledge knowledge_;
  std::unique_ptr<QuestionIndex> index_;

  std::mutex mutex_;
  std::optional<std::vector<model::Question>> published_;
  base::NewestWorker<Asking> worker_;  // last: it uses all of the above
};

QuestionWorker::QuestionWorker(QuestionFiles files, std::function<void(Found)> answered)
    : files_(std::move(files)), answered_(std::move(answered)) {}
QuestionWorker::~QuestionWorker() = default;

void QuestionWorker::warm_up() {
  if (!thread_) thread_ = std::make_unique<Thread>(files_, answered_, published_);
}

void QuestionWorker::set_published(std::vector<model::Question> questions) {
  if (thread_) return thread_->publish(published_ = std::move(questions));
  published_ = std::move(questions);
}

void QuestionWorker::ask(Asking asking) {
  warm_up();
  thread_->ask(std::move(asking));
}

}  // namespace gridboard::kiosk::questions
