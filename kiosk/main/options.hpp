// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/app/settings.hpp"

namespace gridboard::kiosk {

struct Options {
  app::Settings settings;
  std::string tour_folder;  // "" for no tour
  std::string pins_file;
  std::string maintenance_pin, receipt;  // for the tour; "" without
  bool drive = false;
  bool render = false;  // one notice from standard input, instead of being a board
  enum class Bundle { none, import_file, export_file } bundle = Bundle::none;  // instead of showing anything
  std::string bundle_file;
  std::optional<int> exit_code;  // set: nothing is to be run (help, version, a wrong option that has been told)
};

// Command line over configuration file over what is usual. Problems are told on standard error.
[[nodiscard]] Options read_options(int argc, char** argv);

}  // namespace gridboard::kiosk
