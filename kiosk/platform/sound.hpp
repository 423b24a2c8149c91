// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The board's loudspeaker, through SDL; SDL_AUDIODRIVER chooses another way out. Nothing is opened before it is needed,
// and a device that is missing, taken or pulled out is tried again at the next open().
//
// THREADING: open(), play() and heard() from one thread; cut() and resume() from any.

#include <cstddef>
#include <cstdint>
#include <memory>

namespace gridboard::kiosk::platform {

class Sound {
 public:
  Sound();
  ~Sound();
  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;

  // Opens the usual device if it isn't. False: there is none, or it is taken.
  [[nodiscard]] bool open(int samples_per_second);
  // Mono. Blocks while more than 0.1 s waits to be heard; false once it was cut() or the device has gone. Of no
  // samples: is it still there?
  [[nodiscard]] bool play(const std::int16_t* samples, std::size_t count);
  [[nodiscard]] std::uint64_t heard() const;  // samples that the device has taken since open()
  void cut();     // drops what waits, silent at once; until resume()
  void resume();  // takes sound again

 private:
  class Device;
  std::unique_ptr<Device> device_;
};

}  // namespace gridboard::kiosk::platform
