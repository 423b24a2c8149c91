// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sound.hpp"

#include <SDL2/SDL.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "sync/base/log.hpp"

namespace gridboard::kiosk::platform {
namespace {

constexpr int kSamplesATime = 512;                   // of the device: some 23 ms
constexpr int kMostWaitingTenths = 1;                // of a second
constexpr std::chrono::milliseconds kLookAgain{50};  // whether the device is still there

}  // namespace

class Sound::Device {
 public:
  ~Device() { close(); }

  bool open(int samples_per_second) {
    if (device_ != 0 && !is_there()) {
      base::log_event(base::LogLevel::warning, "sound.gone");
      close();
    }
    if (device_ != 0) return true;
    // Only now: a board that never speaks never touches the sound card.
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return missing();
    SDL_AudioSpec wanted{};
    wanted.freq = samples_per_second;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kSamplesATime;
    wanted.callback = [](void* self, Uint8* out, int bytes) {
      static_cast<Device*>(self)->fill(reinterpret_cast<std::int16_t*>(out), static_cast<std::size_t>(bytes) / 2);
    };
    wanted.userdata = this;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0) {
      missing();
      SDL_QuitSubSystem(SDL_INIT_AUDIO);
      return false;
    }
    was_missing_ = false;
    {
      const std::lock_guard lock(mutex_);
      heard_ = 0;
      most_waiting_ = static_cast<std::size_t>(samples_per_second) * kMostWaitingTenths / 10;
      waiting_.clear();
    }
    SDL_PauseAudioDevice(device_, 0);
    return true;
  }

  bool play(const std::int16_t* samples, std::size_t count) {
    std::unique_lock lock(mutex_);
    while (!cut_ && waiting_.size() > most_waiting_) {
      // SDL tells of a device that has gone by its status; its event goes to the loop, which needn't know.
      if (!is_there()) return false;
      taken_.wait_for(lock, kLookAgain);
    }
    if (cut_ || !is_there()) return false;
    waiting_.insert(waiting_.end(), samples, samples + count);
    return true;
  }

  std::uint64_t heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
  }
  void cut() {
    {
      const std::lock_guard lock(mutex_);
      cut_ = true;
      std::fill(waiting_.begin(), waiting_.end(), std::int16_t{0});
      waiting_.clear();
    }
    taken_.notify_all();
  }
  void resume() {
    const std::lock_guard lock(mutex_);
    cut_ = false;
  }

 private:
  bool is_there() const { return device_ != 0 && SDL_GetAudioDeviceStatus(device_) != SDL_AUDIO_STOPPED; }

  bool missing() {
    if (!was_missing_) base::log_event(base::LogLevel::warning, "sound.missing", {{"reason", SDL_GetError()}});
    was_missing_ = true;
    return false;
  }

  void close() {
    if (device_ == 0) return;
    SDL_CloseAudioDevice(device_);
    device_ = 0;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  // On SDL's thread.
  void fill(std::int16_t* out, std::size_t count) {
    std::size_t given = 0;
    {
      const std::lock_guard lock(mutex_);
      given = std::min(count, waiting_.size());
      std::copy_n(waiting_.begin(), given, out);
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(given));
      heard_ += given;
    }
    std::fill(out + given, out + count, std::int16_t{0});
    if (given > 0) taken_.notify_all();
  }

  SDL_AudioDeviceID device_ = 0;
  bool was_missing_ = false;

  mutable std::mutex mutex_;  // of all below
  std::condition_variable taken_;
  std::deque<std::int16_t> waiting_;
  std::size_t most_waiting_ = 0;
  std::uint64_t heard_ = 0;
  bool cut_ = false;
};

Sound::Sound() : device_(std::make_unique<Device>()) {}
Sound::~Sound() = default;
bool Sound::open(int samples_per_second) {
  return device_->open(samples_per_second);
}
bool Sound::play(const std::int16_t* samples, std::size_t count) {
  return device_->play(samples, count);
}
std::uint64_t Sound::heard() const {
  return device_->heard();
}
void Sound::cut() {
  device_->cut();
}
void Sound::resume() {
  device_->resume();
}

}  // namespace gridboard::kiosk::platform
