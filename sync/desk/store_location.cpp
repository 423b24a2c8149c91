// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/store_location.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sync/desk/centre_keys.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;

base::Result<std::string> named_in(const std::string& path) {
  try {
    const toml::table file = toml::parse_file(path);
    for (const auto& [key, value] : file) {
      if (key.str() != "store")
        return fail(ErrorCode::invalid_input, path + ": " + std::string(key.str()) + " isn't a setting");
    }
    const auto store = file["store"].value_exact<std::string>();
    if (!store || store->empty()) return fail(ErrorCode::invalid_input, path + ": store must be a text");
    return *store;
  } catch (const toml::parse_error& wrong) {
    return fail(ErrorCode::invalid_input,
                path + ", line " + std::to_string(wrong.source().begin.line) + ": " + std::string(wrong.description()));
  }
}

}  // namespace

base::Result<std::string> store_location(const std::string& data_folder, const std::string& given) {
  if (!given.empty()) return given;
  const std::string file = data_folder + "/" + kCentreFile;
  std::error_code error;
  if (std::filesystem::exists(file, error)) return named_in(file);
  return data_folder + "/" + kDatabaseFile;
}

base::Result<void> keep_store_location(const std::string& data_folder, const std::string& location) {
  const std::string path = data_folder + "/" + kCentreFile;
  const std::string part = path + ".part";
  std::ostringstream text;
  text << toml::table{{"store", location}} << '\n';
  std::error_code error;
  {
    std::ofstream file(part, std::ios::trunc);
    std::filesystem::permissions(part, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    file << text.str();
    file.close();
    if (!file) return fail(ErrorCode::io, "can't write " + part);
  }
  std::filesystem::rename(part, path, error);
  if (error) return fail(ErrorCode::io, "can't write " + path);
  return {};
}

}  // namespace gridboard::desk
