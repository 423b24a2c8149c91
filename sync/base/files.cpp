// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace gridboard::base {

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) {
    const int reason = errno;
    return fail(reason == ENOENT || reason == ENOTDIR ? ErrorCode::not_found : ErrorCode::io,
                path + ": " + std::strerror(reason));
  }
  std::string content;
  std::array<char, 16384> block{};
  while (true) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), file.get());
    if (content.size() + count > max_bytes) {
      return fail(ErrorCode::too_large, path + ": larger than " + std::to_string(max_bytes) + " bytes");
    }
    content.append(block.data(), count);
    if (count < block.size()) break;
  }
  if (std::ferror(file.get()) != 0) return fail(ErrorCode::io, path + ": can't be read");
  return content;
}

Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view name_starts,
                                            std::string_view name_ends) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> paths;
  fs::directory_iterator entry(folder, error);
  while (!error && entry != fs::directory_iterator()) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;  // a file may vanish between the listing and the look at it
    if (name.starts_with(name_starts) && name.ends_with(name_ends) && entry->is_regular_file(gone)) {
      paths.push_back(entry->path().string());
    }
    entry.increment(error);
  }
  if (error) {
    const bool missing = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    return fail(missing ? ErrorCode::not_found : ErrorCode::io, folder + ": " + error.message());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace gridboard::base
