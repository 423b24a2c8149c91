// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/picture_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "sync/base/files.hpp"
#include "sync/base/log.hpp"
#include "sync/model/picture.hpp"

namespace gridboard::kiosk::widgets {
namespace {

base::Result<ImagePixels> read_fitting(const std::string& path, const PictureWish& wish) {
  const auto bytes = base::read_file(path, model::kMaxPictureBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  // Used now: what was used longest ago makes room for others first.
  ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
  return fitting(*bytes, wish);
}

}  // namespace

base::Result<ImagePixels> fitting(std::string_view bytes, const PictureWish& wish) {
  auto whole = decode_picture(bytes, wish.width_px, wish.height_px);
  if (!whole) return whole;
  const double scale =
      std::min(static_cast<double>(wish.width_px) / whole->width, static_cast<double>(wish.height_px) / whole->height);
  return scaled(*whole, std::max(1, static_cast<int>(whole->width * scale)),
                std::max(1, static_cast<int>(whole->height * scale)));
}

class PictureReader::Thread {
 public:
  Thread(const std::string& folder, const std::function<void()>& read)
      : folder_(folder), read_(read), thread_([this] { run(); }) {}
  ~Thread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    something_.notify_one();
    thread_.join();
  }

  void ask(PictureWish wish) {
    {
      const std::lock_guard lock(mutex_);
      if (wishes_.size() == kMostWishes) wishes_.pop_front();
      wishes_.push_back(std::move(wish));
    }
    something_.notify_one();
  }
  std::vector<ReadPicture> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
  }
  bool waits_for(const PictureWish& wish) {
    const std::lock_guard lock(mutex_);
    return now_ == wish || std::find(wishes_.begin(), wishes_.end(), wish) != wishes_.end() ||
           std::any_of(done_.begin(), done_.end(), [&](const ReadPicture& each) { return each.wish == wish; });
  }
  bool waits() {
    const std::lock_guard lock(mutex_);
    return now_ || !wishes_.empty() || !done_.empty();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || !wishes_.empty(); });
      if (stopping_) return;
      const PictureWish wish = std::move(wishes_.front());
      wishes_.pop_front();
      now_ = wish;
      lock.unlock();
      auto pixels = read_fitting(folder_ + "/" + wish.sha256, wish);
      if (!pixels && pixels.error().code != base::ErrorCode::not_found) {
        base::log_event(
            base::LogLevel::warning, "picture.unreadable",
            {{"sha256", std::string_view(wish.sha256)}, {"reason", std::string_view(pixels.error().message)}});
      }
      lock.lock();
      now_.reset();
      done_.push_back({wish, pixels ? std::move(*pixels) : ImagePixels{}});
      lock.unlock();
      read_();
      lock.lock();
    }
  }

  const std::string& folder_;
  const std::function<void()>& read_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::deque<PictureWish> wishes_;
  std::optional<PictureWish> now_;
  std::vector<ReadPicture> done_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

PictureReader::PictureReader(std::string folder, std::function<void()> read)
    : folder_(std::move(folder)), read_(std::move(read)) {}
PictureReader::~PictureReader() = default;

void PictureReader::ask(PictureWish wish) {
  if (!thread_) thread_ = std::make_unique<Thread>(folder_, read_);
  thread_->ask(std::move(wish));
}

std::vector<ReadPicture> PictureReader::take() {
  return thread_ ? thread_->take() : std::vector<ReadPicture>();
}

bool PictureReader::waits_for(const PictureWish& wish) const {
  return thread_ && thread_->waits_for(wish);
}

bool PictureReader::waits() const {
  return thread_ && thread_->waits();
}

}  // namespace gridboard::kiosk::widgets
