// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/printer.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "kiosk/print/errand.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::print {
namespace {

// What a thread gets to end by itself: it looks up that often whether it is still wanted.
constexpr std::chrono::milliseconds kPartingTime = 4 * kGlance;

struct Job {
  std::uint64_t number = 0;
  Slip slip;
  std::atomic<bool> let_go{false};

  Job(std::uint64_t of_number, Slip of_slip) : number(of_number), slip(std::move(of_slip)) {}
  ~Job() { wipe(slip); }
};

}  // namespace

class Printer::Worker : public std::enable_shared_from_this<Worker> {
 public:
  Worker(PrinterSettings settings, std::function<void(JobNews)> told)
      : settings_(std::move(settings)), told_(std::move(told)) {}

  void print(std::uint64_t number, Slip slip) {
    const std::lock_guard lock(mutex_);
    if (current_) current_->let_go = true;
    waiting_ = std::make_shared<Job>(number, std::move(slip));
    something_.notify_all();
    if (!thread_.joinable()) thread_ = std::thread([self = shared_from_this()] { self->run(); });
  }

  void leave() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    told_ = nullptr;
    waiting_.reset();
    if (current_) current_->let_go = true;
    something_.notify_all();
    if (!thread_.joinable()) return;
    const bool over = something_.wait_for(lock, kPartingTime, [this] { return ended_; });
    lock.unlock();
    over ? thread_.join() : thread_.detach();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || waiting_; });
      if (stopping_) break;
      current_ = std::exchange(waiting_, nullptr);
      const std::shared_ptr<Job> job = current_;
      lock.unlock();
      work(*job);
      base::wipe_stack();
      lock.lock();
      current_.reset();
    }
    ended_ = true;
    something_.notify_all();
  }

  void tell(const Job& job, JobNews::State state, std::string reason = {}) {
    const std::lock_guard lock(mutex_);
    if (told_ && !job.let_go) told_({state, job.number, std::move(reason)});
  }

  void work(Job& job) {
    tell(job, JobNews::State::sending);
    auto bitmap = draw(job.slip, settings_.width_dots, settings_.dots_per_inch);
    wipe(job.slip);
    const auto address = parse_address(settings_.url);
    if (!bitmap || !address) {
      return tell(job, JobNews::State::failed, !bitmap ? bitmap.error().message : address.error().message);
    }
    const Errand errand{*address,   *bitmap, settings_.dots_per_inch, settings_.patience,
                        job.let_go, [&] { tell(job, JobNews::State::printing); }};
    Outcome outcome = address->scheme == Address::Scheme::escpos ? print_by_escpos(errand) : print_by_ipp(errand);
    wipe(*bitmap);
    tell(job, outcome.state, std::move(outcome.reason));
  }

  const PrinterSettings settings_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::function<void(JobNews)> told_;
  std::shared_ptr<Job> waiting_, current_;
  bool stopping_ = false, ended_ = false;
  std::thread thread_;
};

const char* name_of(JobNews::State state) {
  switch (state) {
    case JobNews::State::sending: return "sending";
    case JobNews::State::printing: return "printing";
    case JobNews::State::done: return "done";
    case JobNews::State::paper_out: return "paper_out";
    case JobNews::State::offline: return "offline";
    case JobNews::State::failed: return "failed";
  }
  return "";
}

base::Result<void> check(const PrinterSettings& settings) {
  if (settings.url.empty()) return {};
  if (auto address = parse_address(settings.url); !address) return tl::unexpected(address.error());
  const auto outside = [](const char* what, int low, int high) {
    return base::fail(base::ErrorCode::invalid_input, std::string("the printer's ") + what + " is " +
                                                          std::to_string(low) + " to " + std::to_string(high));
  };
  if (settings.width_dots < kNarrowestDots || settings.width_dots > kWidestDots) {
    return outside("width in dots", kNarrowestDots, kWidestDots);
  }
  if (settings.dots_per_inch < kCoarsestDpi || settings.dots_per_inch > kFinestDpi) {
    return outside("number of dots per inch", kCoarsestDpi, kFinestDpi);
  }
  return {};
}

Printer::Printer(PrinterSettings settings, std::function<void(JobNews)> told)
    : worker_(std::make_shared<Worker>(std::move(settings), std::move(told))) {}

Printer::~Printer() {
  worker_->leave();
}

void Printer::print(std::uint64_t number, Slip slip) {
  worker_->print(number, std::move(slip));
}

}  // namespace gridboard::kiosk::print
