// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether somebody listens through headphones, so that private things may be said: the socket's switch, as the sound
// card tells it, or a setting for boards whose card can't.
//
// THREADING: the loop's.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gridboard::kiosk::platform {

class HeadphoneSocket {
 public:
  virtual ~HeadphoneSocket() = default;
  // Nothing if there is no such card or it has no such switch. Cheap, and may be asked anew at any time.
  [[nodiscard]] virtual std::optional<bool> plugged_in() = 0;
};
// ALSA's control "Headphone Jack" (or "Front Headphone Jack", "Headset Jack") of `card`: "default", "hw:0".
[[nodiscard]] std::unique_ptr<HeadphoneSocket> alsa_headphone_socket(std::string card);

enum class HeadphoneRule { by_socket, always, never };
// "socket", "always", "never".
[[nodiscard]] std::optional<HeadphoneRule> headphone_rule(std::string_view name);

class Headphones {
 public:
  // `socket` may be null: then nothing is ever plugged in by_socket.
  Headphones(HeadphoneRule rule, std::unique_ptr<HeadphoneSocket> socket) : rule_(rule), socket_(std::move(socket)) {}

  // Asks the socket at most four times a second, and one that wasn't there every ten seconds; in between says what it
  // said. `now` is monotonic.
  [[nodiscard]] bool plugged_in(std::chrono::milliseconds now);

 private:
  HeadphoneRule rule_;
  std::unique_ptr<HeadphoneSocket> socket_;
  std::optional<std::chrono::milliseconds> ask_at_;
  bool plugged_in_ = false;
};

}  // namespace gridboard::kiosk::platform
