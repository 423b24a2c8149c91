// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/pin_worker.hpp"

#include <sodium.h>

#include <condition_variable>
#include <list>
#include <optional>
#include <thread>

#include "kiosk/app/pin_locks.hpp"
#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::kiosk::app {
namespace {

struct Job {
  std::string account;
  PinSecret secret;
  std::optional<std::string> pin;  // nothing: only look
  base::Instant now{};
};

using Verdict = update::LockAnswer::Verdict;

bool is_right(const Job& job, std::shared_ptr<const wire::SecretBytes>& key) {
  const PinSecret& secret = job.secret;
  if (!secret.lock) return crypto_pwhash_str_verify(secret.hash.c_str(), job.pin->data(), job.pin->size()) == 0;
  auto opened = wire::open_lock(job.account, *secret.lock, *job.pin);
  if (opened) key = std::make_shared<const wire::SecretBytes>(std::move(*opened));
  if (!opened && opened.error().code != base::ErrorCode::unauthenticated) {
    base::log_event(base::LogLevel::error, "pin.not_checked", {{"reason", opened.error().message}});
  }
  return opened.has_value();
}

update::LockAnswer check_pin(PinLocks& locks, Job& job, std::shared_ptr<const wire::SecretBytes>& key) {
  update::LockAnswer answer = update::look_at(locks.of(job.account), job.now);
  if (job.secret.none()) {
    answer.verdict = Verdict::no_pin;
    return answer;
  }
  if (!job.pin || answer.verdict == Verdict::waiting) return answer;
  const update::PinLock counted = update::count_try(locks.of(job.account), job.now);
  if (auto kept = locks.keep(job.account, counted); !kept) {
    // A try that can't be counted isn't made: a full disk must not open a way to try all PINs.
    base::log_event(base::LogLevel::error, "pin.not_counted", {{"reason", kept.error().message}});
    answer.verdict = Verdict::waiting;
    answer.wait_until = job.now + std::chrono::minutes(1);
    return answer;
  }
  if (is_right(job, key)) {
    if (auto kept = locks.keep(job.account, {}); !kept) {
      base::log_event(base::LogLevel::error, "pin.not_forgotten", {{"reason", kept.error().message}});
    }
    answer.verdict = Verdict::right;
    return answer;
  }
  answer = update::look_at(counted, job.now);
  if (answer.verdict == Verdict::open_to_tries) answer.verdict = Verdict::wrong;
  return answer;
}

}  // namespace

class PinWorker::Thread {
 public:
  Thread(const std::string& locks_path, std::function<void(LockAnswered)> answered)
      : locks_(locks_path), answered_(std::move(answered)), thread_([this] { run(); }) {}
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

  void push(Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.size() >= kMaxJobs) return;  // nobody touches so fast; the answers that come are for what is shown
      jobs_.push_back(std::move(job));
    }
    something_.notify_one();
  }

 private:
  static constexpr std::size_t kMaxJobs = 16;

  void run() {
    const bool usable = sodium_init() >= 0;
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      std::list<Job> one;
      one.splice(one.end(), jobs_, jobs_.begin());
      lock.unlock();
      work(one.front(), usable);
      one.clear();
      base::wipe_stack();
      lock.lock();
    }
  }

  void work(Job& job, bool usable) {
    if (!usable) job.secret = {};
    LockAnswered answered{job.account, {}, {}};
    answered.answer = check_pin(locks_, job, answered.key);
    if (job.pin) sodium_memzero(job.pin->data(), job.pin->size());
    answered_(std::move(answered));
  }

  PinLocks locks_;
  std::function<void(LockAnswered)> answered_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::list<Job> jobs_;  // each in a node of its own, which is given back (and so wiped) once it is taken
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

PinWorker::PinWorker(std::string locks_path, std::function<void(LockAnswered)> answered)
    : locks_path_(std::move(locks_path)), answered_(std::move(answered)) {}
PinWorker::~PinWorker() = default;

void PinWorker::look_up(std::string account, PinSecret secret, base::Instant now) {
  if (!thread_) thread_ = std::make_unique<Thread>(locks_path_, answered_);
  thread_->push({std::move(account), std::move(secret), std::nullopt, now});
}

void PinWorker::check(std::string account, PinSecret secret, std::string pin, base::Instant now) {
  if (!thread_) thread_ = std::make_unique<Thread>(locks_path_, answered_);
  thread_->push({std::move(account), std::move(secret), std::move(pin), now});
}

}  // namespace gridboard::kiosk::app
