// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/headphones.hpp"

namespace gridboard::kiosk::platform {

std::optional<HeadphoneRule> headphone_rule(std::string_view name) {
  if (name == "socket") return HeadphoneRule::by_socket;
  if (name == "always") return HeadphoneRule::always;
  if (name == "never") return HeadphoneRule::never;
  return std::nullopt;
}

bool Headphones::plugged_in(std::chrono::milliseconds now) {
  constexpr std::chrono::milliseconds kAskAgain{250}, kLookForItAgain{10'000};
  if (rule_ != HeadphoneRule::by_socket) return rule_ == HeadphoneRule::always;
  if (!socket_) return false;
  if (ask_at_ && now < *ask_at_) return plugged_in_;
  const std::optional<bool> told = socket_->plugged_in();
  ask_at_ = now + (told ? kAskAgain : kLookForItAgain);
  plugged_in_ = told.value_or(false);
  return plugged_in_;
}

}  // namespace gridboard::kiosk::platform
