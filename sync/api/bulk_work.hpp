// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Work that takes longer than a request may: imports, and the hashing of many PINs. One piece after the other on a
// thread of its own; how far each import is, and why the last one of it failed, for whoever asks this server.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "sync/api/refusal.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/net/work_queue.hpp"

namespace gridboard::api {

enum class ImportWork { checking, applying, undoing };

struct ImportRun {
  ImportWork work = ImportWork::checking;
  bool running = true;
  std::uint64_t done = 0, total = 0;  // of the same unit
  std::optional<Refusal> refusal;     // why it came to nothing
};

// Thread-safe.
class BulkWork {
 public:
  BulkWork(model::TariffBook tariffs, std::function<std::shared_ptr<const model::Rules>()> rules);

  [[nodiscard]] net::WorkQueue& queue() { return queue_; }
  [[nodiscard]] const model::TariffBook& tariffs() const { return tariffs_; }
  [[nodiscard]] std::shared_ptr<const model::Rules> rules() const { return rules_(); }

  // False if one is running or waiting for this import.
  [[nodiscard]] bool begin(const std::string& import_id, ImportWork work);
  void advance(const std::string& import_id, std::uint64_t done, std::uint64_t total);
  void end(const std::string& import_id, std::optional<Refusal> refusal);
  [[nodiscard]] std::optional<ImportRun> run_of(const std::string& import_id) const;

 private:
  const model::TariffBook tariffs_;
  const std::function<std::shared_ptr<const model::Rules>()> rules_;
  mutable std::mutex mutex_;
  std::map<std::string, ImportRun> runs_;
  net::WorkQueue queue_;
};

}  // namespace gridboard::api
