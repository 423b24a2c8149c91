// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace gridboard::kiosk::update {

model::Catalogue World::load() {
  std::string folder = (std::filesystem::temp_directory_path() / "gridboard-update-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw std::runtime_error("no folder for the test");
  for (std::size_t i = 0; i < std::size(kKinds); ++i) {
    std::ofstream(folder + "/" + std::to_string(i) + ".json") << kKinds[i];
  }
  auto catalogue = model::Catalogue::load(folder);
  std::filesystem::remove_all(folder);
  if (!catalogue) throw std::runtime_error(catalogue.error().message);
  return std::move(*catalogue);
}

}  // namespace gridboard::kiosk::update
