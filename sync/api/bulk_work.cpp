// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/bulk_work.hpp"

namespace gridboard::api {
namespace {

// Whoever comes later than this would wait for minutes.
constexpr std::size_t kMaxWaiting = 8;
// A small import isn't to wait for a large one.
constexpr std::size_t kImportThreads = 2;
constexpr std::size_t kMostRemembered = 200;

}  // namespace

BulkWork::BulkWork(model::TariffBook tariffs, std::function<std::shared_ptr<const model::Rules>()> rules,
                   desk::ImportSizes sizes)
    : tariffs_(std::move(tariffs)),
      rules_(std::move(rules)),
      sizes_(sizes),
      queue_(1, kMaxWaiting),
      imports_(kImportThreads, kMaxWaiting) {}

BulkWork::~BulkWork() {
  stopping_ = true;
}

bool BulkWork::begin(const std::string& import_id, ImportWork work) {
  const std::lock_guard lock(mutex_);
  const auto known = runs_.find(import_id);
  if (known != runs_.end() && known->second.running) return false;
  // Ids are in the order of time.
  for (auto at = runs_.begin(); runs_.size() >= kMostRemembered && at != runs_.end();) {
    at = at->second.running ? std::next(at) : runs_.erase(at);
  }
  ImportRun run;
  run.work = work;
  runs_.insert_or_assign(import_id, std::move(run));
  return true;
}

void BulkWork::advance(const std::string& import_id, std::uint64_t done, std::uint64_t total) {
  const std::lock_guard lock(mutex_);
  const auto found = runs_.find(import_id);
  if (found == runs_.end()) return;
  found->second.done = done;
  found->second.total = total;
}

void BulkWork::end(const std::string& import_id, std::optional<Refusal> refusal) {
  const std::lock_guard lock(mutex_);
  const auto found = runs_.find(import_id);
  if (found == runs_.end()) return;
  found->second.running = false;
  found->second.refusal = std::move(refusal);
}

std::optional<ImportRun> BulkWork::run_of(const std::string& import_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = runs_.find(import_id);
  return found == runs_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace gridboard::api
