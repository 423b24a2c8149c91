// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <alsa/asoundlib.h>

#include <utility>

#include "kiosk/platform/headphones.hpp"

namespace gridboard::kiosk::platform {
namespace {

constexpr const char* kNames[] = {"Headphone Jack", "Front Headphone Jack", "Headset Jack", "Headphone Mic Jack"};

void say_nothing(const char*, int, const char*, int, const char*, ...) {}

class AlsaSocket final : public HeadphoneSocket {
 public:
  explicit AlsaSocket(std::string card) : card_(std::move(card)) {}
  ~AlsaSocket() override { close(); }

  std::optional<bool> plugged_in() override {
    if (card_control_ == nullptr && !open()) return std::nullopt;
    snd_ctl_elem_value_t* value = nullptr;
    if (snd_ctl_elem_value_malloc(&value) < 0) return std::nullopt;
    snd_ctl_elem_value_set_interface(value, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_value_set_name(value, name_);
    const bool read = snd_ctl_elem_read(card_control_, value) >= 0;
    const bool plugged = read && snd_ctl_elem_value_get_boolean(value, 0) != 0;
    snd_ctl_elem_value_free(value);
    if (read) return plugged;
    close();  // the card was pulled out
    return std::nullopt;
  }

 private:
  bool open() {
    // What ALSA has to say about a missing card would go to standard error, each time.
    snd_lib_error_set_handler(say_nothing);
    const bool opened = snd_ctl_open(&card_control_, card_.c_str(), SND_CTL_READONLY | SND_CTL_NONBLOCK) >= 0;
    if (!opened) card_control_ = nullptr;
    if (opened && !find()) close();
    return card_control_ != nullptr;
  }
  // The first of the names that the card has.
  bool find() {
    snd_ctl_elem_info_t* info = nullptr;
    if (snd_ctl_elem_info_malloc(&info) < 0) return false;
    name_ = nullptr;
    for (const char* name : kNames) {
      snd_ctl_elem_info_clear(info);
      snd_ctl_elem_info_set_interface(info, SND_CTL_ELEM_IFACE_CARD);
      snd_ctl_elem_info_set_name(info, name);
      const bool has =
          snd_ctl_elem_info(card_control_, info) >= 0 && snd_ctl_elem_info_get_type(info) == SND_CTL_ELEM_TYPE_BOOLEAN;
      if (has && name_ == nullptr) name_ = name;
    }
    snd_ctl_elem_info_free(info);
    return name_ != nullptr;
  }
  void close() {
    if (card_control_ != nullptr) snd_ctl_close(card_control_);
    card_control_ = nullptr;
  }

  std::string card_;
  snd_ctl_t* card_control_ = nullptr;
  const char* name_ = nullptr;
};

}  // namespace

std::unique_ptr<HeadphoneSocket> alsa_headphone_socket(std::string card) {
  return std::make_unique<AlsaSocket>(std::move(card));
}

}  // namespace gridboard::kiosk::platform
