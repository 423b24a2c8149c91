// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/question_worker.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <future>
#include <mutex>

#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

constexpr std::chrono::seconds kPatience{60};

// Where answers arrive.
class Answers {
 public:
  void add(Found found) {
    const std::lock_guard lock(mutex_);
    found_.push_back(std::move(found));
    came_.notify_all();
  }
  // The answer with this number.
  Found wait_for(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    const bool came =
        came_.wait_for(lock, kPatience, [&] { return !found_.empty() && found_.back().number == number; });
    REQUIRE(came);
    return found_.back();
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return found_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Found> found_;
};

struct Folder {
  Folder() {
    folder.write("01-a.json", R"([
      {"id": "trip", "question": {"zh": "跳闸了怎么办？"}, "answer": {"zh": "推上去。"}, "related": ["off"]},
      {"id": "off", "question": {"zh": "为什么停电？"}, "answer": {"zh": "看停电信息。"}}])");
    folder.write("synonyms.json", R"({"groups": [], "not_same": []})");
    folder.write("asked_most.json", R"({"ids": ["off"]})");
  }
  [[nodiscard]] QuestionFiles files() const {
    return {std::filesystem::path(folder.file("x")).parent_path().string(), folder.file("no-readings.bin")};
  }
  tests::TemporaryFolder folder;
};

std::vector<std::string> ids_of(const std::vector<model::Question>& questions) {
  std::vector<std::string> ids;
  for (const model::Question& each : questions) ids.push_back(each.id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("what is asked is answered by its number, with what is related") {
  const Folder folder;
  Answers answers;
  QuestionWorker worker(folder.files(), [&answers](Found found) { answers.add(std::move(found)); });
  worker.ask({7, "跳闸"});
  const Found found = answers.wait_for(7);
  CHECK(ids_of(found.questions) == Ids{"trip"});
  CHECK(ids_of(found.related) == Ids{"off"});
  SUBCASE("who has typed nothing is offered what is asked most") {
    worker.ask({8, " "});
    CHECK(answers.wait_for(8).questions.front().id == "off");
  }
}

TEST_CASE("of what is asked while one is answered the newest alone is answered") {
  const Folder folder;
  Answers answers;
  std::promise<void> busy, go_on;
  QuestionWorker worker(folder.files(), [&](Found found) {
    const bool first = found.number == 1;
    answers.add(std::move(found));
    if (!first) return;
    busy.set_value();
    go_on.get_future().wait();
  });
  worker.ask({1, "跳闸"});
  busy.get_future().wait();
  for (std::uint64_t number = 2; number <= 200; ++number) worker.ask({number, "停电"});
  go_on.set_value();
  CHECK(ids_of(answers.wait_for(200).questions) == Ids{"off"});
  CHECK(answers.count() == 2);
}

TEST_CASE("what staff have published counts, before the first question and after it") {
  const Folder folder;
  Answers answers;
  QuestionWorker worker(folder.files(), [&answers](Found found) { answers.add(std::move(found)); });
  model::Question hall;
  hall.id = "hall";
  hall.zh = {"服务厅几点开门？", "9:00。"};
  model::Question away;
  away.id = "trip";
  worker.set_published({hall, away});
  worker.ask({1, "服务厅"});
  CHECK(ids_of(answers.wait_for(1).questions) == Ids{"hall"});
  worker.ask({2, "跳闸"});
  CHECK(answers.wait_for(2).questions.empty());
  worker.set_published({});
  worker.ask({3, "跳闸"});
  CHECK(ids_of(answers.wait_for(3).questions) == Ids{"trip"});
  worker.ask({4, "服务厅"});
  CHECK(answers.wait_for(4).questions.empty());
}

TEST_CASE("without its files the worker answers that it found nothing") {
  const tests::TemporaryFolder empty;
  Answers answers;
  QuestionWorker worker({empty.file("none"), empty.file("none.bin")},
                        [&answers](Found found) { answers.add(std::move(found)); });
  worker.warm_up();
  worker.ask({1, "跳闸"});
  CHECK(answers.wait_for(1).questions.empty());
}

TEST_CASE("a worker that was never asked ends at once") {
  const QuestionWorker worker({"none", "none"}, [](const Found&) {});
}
