// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/link.hpp"

#include <sodium.h>

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "kiosk/link/conversation.hpp"
#include "kiosk/link/http_client.hpp"
#include "kiosk/link/replica_lock.hpp"
#include "kiosk/link/sentences.hpp"
#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::link {
namespace {

constexpr std::chrono::milliseconds kInterruptEvery{10};
constexpr std::chrono::seconds kTryDiskEvery{10};

}  // namespace

// THREADING: run() and what it calls on the thread; send() and stop() from any other. The queue, the writer's address
// and `ended_` are what they share, under one mutex; the writer is only ever interrupted from outside.
class Link::Worker {
 public:
  Worker(Settings settings, base::Clock& clock, base::Random& random, std::function<void(Event)> post)
      : settings_(std::move(settings)),
        clock_(clock),
        random_(random),
        post_(std::move(post)),
        http_(settings_.ca_file, settings_.user_agent, settings_.timing.connect_timeout) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() { stop(); }

  bool send(Command command) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || ended_ || commands_.size() >= settings_.max_queued_commands) return false;
      commands_.push_back(std::move(command));
    }
    http_.wake();
    return true;
  }

  // A statement that runs long (a large snapshot) is interrupted and rolled back; again and again, since the next one
  // may have begun between.
  void stop() {
    const std::lock_guard one_at_a_time(stop_mutex_);
    if (!thread_.joinable()) return;
    {
      std::unique_lock lock(mutex_);
      stopping_ = true;
      http_.wake();
      while (!ended_signal_.wait_for(lock, kInterruptEvery, [this] { return ended_; })) {
        if (writer_ != nullptr) writer_->interrupt();
      }
    }
    thread_.join();
  }

 private:
  void run() {
    talk();
    const std::lock_guard lock(mutex_);
    ended_ = true;
    ended_signal_.notify_all();
  }

  // A conversation lasts until the end, or until its file turns out damaged: then the next one has a new file.
  void talk() {
    while (!stopping_) {
      // A bundle is just being taken in by hand. A disk that can't keep the lock says so below, if it matters.
      const auto lock = ReplicaLock::take(settings_.replica_path);
      if (!lock && lock.error().code == base::ErrorCode::unavailable) {
        base::log_event(base::LogLevel::warning, "link.locked", {{"message", std::string_view(lock.error().message)}});
        refuse_commands_for_a_while();
        continue;
      }
      auto writer = replica::ReplicaWriter::open(settings_.replica_path, clock_, random_);
      if (!writer) {
        base::log_event(base::LogLevel::error, "link.replica", {{"message", std::string_view(writer.error().message)}});
        refuse_commands_for_a_while();
        continue;
      }
      told_broken_ = false;
      share_writer(writer->get());
      converse(**writer);
      share_writer(nullptr);
    }
  }

  void refuse_commands_for_a_while() {
    if (!std::exchange(told_broken_, true)) post_(Broken{sentences::kCannotKeep});
    const auto until = clock_.monotonic() + kTryDiskEvery;
    while (!stopping_ && clock_.monotonic() < until) {
      while (auto command = next_command()) {
        if (const auto* submit = std::get_if<Submit>(&*command))
          post_(SubmitFailed{submit->ticket, sentences::kNotSaved});
        if (const auto* rate = std::get_if<Rate>(&*command)) post_(NotKept{rate->rating.receipt, sentences::kNotSaved});
        if (const auto* reopen = std::get_if<Reopen>(&*command))
          post_(NotKept{reopen->reopening.receipt, sentences::kNotSaved});
        if (std::holds_alternative<Enrol>(*command)) post_(EnrolFailed{sentences::kCannotKeep});
        const bool of_stick =
            std::holds_alternative<TakeBundle>(*command) || std::holds_alternative<WriteOutbox>(*command);
        if (of_stick) post_(StickFailed{sentences::kCannotKeep, "the replica can't be opened"});
      }
      http_.run(std::chrono::milliseconds(500));
    }
  }

  void share_writer(replica::ReplicaWriter* writer) {
    const std::lock_guard lock(mutex_);
    writer_ = writer;
  }

  void converse(replica::ReplicaWriter& writer) {
    Conversation conversation(settings_, clock_, random_, http_, writer, [this](Event event) {
      if (!stopping_) post_(std::move(event));
    });
    conversation.begin();
    while (!stopping_ && !conversation.replica_broken()) {
      if (take_commands(conversation)) base::wipe_stack();
      http_.run(conversation.run_due());
    }
  }

  bool take_commands(Conversation& conversation) {
    bool any = false;
    while (const auto command = next_command()) {
      conversation.take(*command);
      any = true;
    }
    return any;
  }

  std::optional<Command> next_command() {
    const std::lock_guard lock(mutex_);
    if (stopping_ || commands_.empty()) return std::nullopt;
    Command command = std::move(commands_.front());
    commands_.pop_front();
    return command;
  }

  const Settings settings_;
  base::Clock& clock_;
  base::Random& random_;
  const std::function<void(Event)> post_;
  CurlClient http_;

  std::mutex stop_mutex_, mutex_;
  std::condition_variable ended_signal_;
  std::list<Command> commands_;  // each in a node of its own, which is given back (and so wiped) once it is taken
  replica::ReplicaWriter* writer_ = nullptr;
  std::atomic<bool> stopping_{false};
  bool ended_ = false;
  bool told_broken_ = false;  // of the thread alone
  std::thread thread_;
};

Link::Link(Settings settings, base::Clock& clock, base::Random& random, std::function<void(Event)> post)
    : worker_(std::make_unique<Worker>(std::move(settings), clock, random, std::move(post))) {}

Link::~Link() = default;

bool Link::send(Command command) {
  return worker_->send(std::move(command));
}

void Link::stop() {
  worker_->stop();
}

}  // namespace gridboard::kiosk::link
