// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/writing_worker.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "kiosk/input/stroke_keys.hpp"
#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::input {
namespace {

template <class Opened>
void log_missing(const char* event, const Opened& opened) {
  if (!opened) base::log_event(base::LogLevel::error, event, {{"reason", opened.error().message}});
}

}  // namespace

class WritingWorker::Thread {
 public:
  Thread(WritingFiles files, std::function<void(Read)> answered)
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

  void ask(Writing writing) {
    {
      const std::lock_guard lock(mutex_);
      newest_ = std::make_unique<Writing>(std::move(writing));
    }
    something_.notify_one();
  }

 private:
  void run() {
    const auto handwriting = HandwritingEngine::open(files_.strokes);
    log_missing("handwriting.missing", handwriting);
    const auto stroke_keys = StrokeKeys::open(files_.stroke_keys);
    log_missing("stroke_keys.missing", stroke_keys);
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || newest_ != nullptr; });
      if (stopping_) return;
      std::unique_ptr<const Writing> writing = std::move(newest_);
      lock.unlock();
      Read read{writing->number, {}};
      if (!writing->strokes.empty()) {
        if (handwriting) read.characters = (*handwriting)->match(writing->strokes);
      } else if (stroke_keys) {
        read.characters = (*stroke_keys)->find(writing->keys);
      }
      writing.reset();
      answered_(std::move(read));
      base::wipe_stack();
      lock.lock();
    }
  }

  WritingFiles files_;
  std::function<void(Read)> answered_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::unique_ptr<Writing> newest_;  // not within: it is given back (and so wiped) once it is answered
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

WritingWorker::WritingWorker(WritingFiles files, std::function<void(Read)> answered)
    : files_(std::move(files)), answered_(std::move(answered)) {}
WritingWorker::~WritingWorker() = default;

void WritingWorker::warm_up() {
  if (!thread_) thread_ = std::make_unique<Thread>(files_, answered_);
}

void WritingWorker::ask(Writing writing) {
  warm_up();
  thread_->ask(std::move(writing));
}

}  // namespace gridboard::kiosk::input
