// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The console's built files, read once at the start and looked up by name: no path of a request ever reaches the disk.

#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/net/http.hpp"

namespace gridboard::api {

class ConsoleFiles {
 public:
  // Every regular file at or under `folder`, links left out. A folder that isn't there makes a console that says so;
  // io, too_large (64 MiB in all).
  [[nodiscard]] static base::Result<ConsoleFiles> load(const std::string& folder);

  // To "/", "/console" and what is under "/console/". Pages of the console that are no files get index.html, which
  // finds out by itself. Thread-safe.
  [[nodiscard]] net::Response answer(const net::Request& request) const;

 private:
  struct File {
    std::string bytes, type, mark;  // mark: ETag
    bool for_ever = false;          // its name has its hash in it
  };
  [[nodiscard]] const File* find(std::string_view path) const;

  std::map<std::string, File, std::less<>> files_;  // "assets/index-4f3a.js"
};

}  // namespace gridboard::api
