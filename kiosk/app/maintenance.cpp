// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/maintenance.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "sync/base/files.hpp"

namespace gridboard::kiosk::app {
namespace {

namespace json = boost::json;

std::uint64_t size_of(const std::string& path) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  return failure ? 0 : size;
}

std::string words_of(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

}  // namespace

DiskUse disk_use(const std::string& replica_path) {
  DiskUse use;
  use.store_bytes = size_of(replica_path) + size_of(replica_path + "-wal") + size_of(replica_path + "-shm");
  std::error_code failure;
  const auto space = std::filesystem::space(std::filesystem::path(replica_path).parent_path(), failure);
  if (failure) return use;
  use.free_bytes = space.available;
  use.all_bytes = space.capacity;
  return use;
}

std::uint64_t memory_kb() {
  const auto text = base::read_file("/proc/self/statm");
  if (!text) return 0;
  unsigned long long all = 0, resident = 0;
  if (std::sscanf(text->c_str(), "%llu %llu", &all, &resident) != 2) return 0;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

std::optional<std::int64_t> hottest_c(const std::string& thermal_folder) {
  std::optional<std::int64_t> hottest;
  std::error_code failure;
  std::filesystem::directory_iterator each(thermal_folder, failure);
  for (; !failure && each != std::filesystem::directory_iterator(); each.increment(failure)) {
    if (!each->path().filename().string().starts_with("thermal_zone")) continue;
    const auto text = base::read_file(each->path().string() + "/temp");
    long long thousandths = 0;
    if (!text || std::sscanf(text->c_str(), "%lld", &thousandths) != 1) continue;
    hottest = std::max<std::int64_t>(hottest.value_or(thousandths / 1000), thousandths / 1000);
  }
  return hottest;
}

std::string operating_system() {
  utsname name{};
  if (uname(&name) != 0) return {};
  return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

std::string log_words(std::string_view line) {
  json::error_code failure;
  const json::value value = json::parse(line, failure);
  const json::object* object = failure ? nullptr : value.if_object();
  if (!object) return std::string(line);
  std::string words;
  for (const auto& item : *object) {
    const std::string said = words_of(item.value());
    if (item.key() == "time") {
      words = said.substr(0, 10) + " " + (said.size() >= 19 ? said.substr(11, 8) : std::string());
    } else if (item.key() == "level" || item.key() == "event") {
      words += " " + said;
    } else {
      words += " " + std::string(item.key()) + "=" + said;
    }
  }
  return words;
}

}  // namespace gridboard::kiosk::app
