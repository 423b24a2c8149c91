// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/writing_worker.hpp"

#include "kiosk/input/stroke_keys.hpp"
#include "sync/base/log.hpp"
#include "sync/base/newest_worker.hpp"

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
      : files_(std::move(files)),
        answered_(std::move(answered)),
        worker_([this] { begin(); }, [this](const Writing* writing) { answer(*writing); }) {}

  void ask(Writing writing) { worker_.give(std::move(writing)); }

 private:
  void begin() {
    auto handwriting = HandwritingEngine::open(files_.strokes);
    log_missing("handwriting.missing", handwriting);
    if (handwriting) handwriting_ = std::move(*handwriting);
    auto stroke_keys = StrokeKeys::open(files_.stroke_keys);
    log_missing("stroke_keys.missing", stroke_keys);
    if (stroke_keys) stroke_keys_ = std::move(*stroke_keys);
  }

  void answer(const Writing& writing) {
    Read read{writing.number, {}};
    if (!writing.strokes.empty()) {
      if (handwriting_) read.characters = handwriting_->match(writing.strokes);
    } else if (stroke_keys_) {
      read.characters = stroke_keys_->find(writing.keys);
    }
    answered_(std::move(read));
  }

  const WritingFiles files_;
  const std::function<void(Read)> answered_;
  // The worker's alone.
  std::unique_ptr<HandwritingEngine> handwriting_;
  std::unique_ptr<StrokeKeys> stroke_keys_;
  base::NewestWorker<Writing> worker_;  // last: it uses all of the above
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
