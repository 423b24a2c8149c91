// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/app/voice.hpp"
#include "kiosk/link/blob_cache.hpp"
#include "kiosk/platform/display.hpp"
#include "kiosk/platform/headphones.hpp"
#include "kiosk/print/printer.hpp"
#include "sync/base/time.hpp"

namespace gridboard::kiosk::app {

struct Settings {
  std::string data_folder;    // holds board.db and pin-locks.json; made if missing
  std::string assets_folder;  // catalogue, rules, themes, input
  std::string share_folder;   // what the build makes of assets: locale/en.mo, icons, portraits
  std::string server_url;
  std::string ca_file;
  std::string enrol_code;  // "" unless this board is to be enrolled now
  std::string theme = "state-grid";
  bool large = false, english = false;  // what a session begins with
  std::string stick_folder;             // where sticks are mounted; "": whatever is mounted under /media, /run/media, /mnt
  bool link = true;                     // false: on stored data alone
  std::uint64_t max_blob_bytes = kiosk::link::kUsualBlobBytes;  // of pictures of notices on the disk
  platform::DisplayOptions display;
  float glass_bottom_mm = 0;            // of the glass's lower edge above the floor; 0: as is usual
  print::PrinterSettings printer;       // url "" while there is none
  base::Zone zone;
  MakeSpeaker make_speaker;     // in the loop's thread, at the first touch; without one the board is silent
  float speech_volume = 0.65f;  // of full scale, what is heard as 65 dBA before this board
  platform::HeadphoneRule headphones = platform::HeadphoneRule::by_socket;
  std::string sound_card = "default";  // whose socket it is

  [[nodiscard]] std::string replica_path() const { return data_folder + "/board.db"; }
  [[nodiscard]] std::string blob_folder() const { return data_folder + "/blobs"; }
  [[nodiscard]] std::string locks_path() const { return data_folder + "/pin-locks.json"; }
};

}  // namespace gridboard::kiosk::app
