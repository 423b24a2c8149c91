// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/pin_locks.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "sync/base/files.hpp"
#include "sync/base/log.hpp"
#include "sync/base/time.hpp"

namespace gridboard::kiosk::app {
namespace {

namespace json = boost::json;

std::optional<update::PinLock> parse_lock(const json::value& value) {
  const json::object* object = value.if_object();
  if (!object) return {};
  update::PinLock lock;
  const json::value* wrong = object->if_contains("wrong");
  const json::value* rounds = object->if_contains("rounds");
  if (!wrong || !wrong->is_int64() || !rounds || !rounds->is_int64()) return {};
  lock.wrong_in_round = static_cast<int>(std::clamp<std::int64_t>(wrong->as_int64(), 0, update::kTriesARound - 1));
  lock.rounds = static_cast<int>(std::clamp<std::int64_t>(rounds->as_int64(), 0, 100));
  if (const json::value* until = object->if_contains("wait_until"); until && until->is_string()) {
    auto at = base::parse_rfc3339(std::string_view(until->as_string()));
    if (at) lock.wait_until = *at;
  }
  return lock;
}

base::Result<void> write_durably(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return base::fail(base::ErrorCode::io, fresh + " can't be made");
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  if (::close(file) != 0 || !written || std::rename(fresh.c_str(), path.c_str()) != 0) {
    return base::fail(base::ErrorCode::io, path + " can't be written");
  }
  return {};
}

}  // namespace

PinLocks::PinLocks(std::string path) : path_(std::move(path)) {
  auto text = base::read_file(path_);
  if (!text) return;
  json::error_code failure;
  const json::value value = json::parse(*text, failure);
  if (failure || !value.is_object()) {
    std::rename(path_.c_str(), (path_ + ".corrupt").c_str());
    base::log_event(base::LogLevel::warning, "pin_locks.corrupt", {{"path", path_}});
    return;
  }
  for (const auto& item : value.as_object()) {
    if (auto lock = parse_lock(item.value())) locks_[std::string(item.key())] = *lock;
  }
}

update::PinLock PinLocks::of(const std::string& account) const {
  const auto found = locks_.find(account);
  return found == locks_.end() ? update::PinLock{} : found->second;
}

base::Result<void> PinLocks::keep(const std::string& account, const update::PinLock& lock) {
  if (lock == update::PinLock{}) {
    locks_.erase(account);
  } else {
    locks_[account] = lock;
  }
  json::object all;
  for (const auto& [key, value] : locks_) {
    json::object entry{{"wrong", value.wrong_in_round}, {"rounds", value.rounds}};
    if (value.wait_until) entry["wait_until"] = base::format_rfc3339(*value.wait_until, base::Zone{});
    all[key] = std::move(entry);
  }
  return write_durably(path_, json::serialize(all) + "\n");
}

}  // namespace gridboard::kiosk::app
