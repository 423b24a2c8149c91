// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Work that takes longer than a request may: imports, and the hashing of many PINs, each on threads of their own: an
// import of a million bills takes minutes, and nobody's PINs wait for it. How far each import is, and why the last work
// at it failed, for whoever asks this server.

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "sync/api/refusal.hpp"
#include "sync/desk/import_desk.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/net/work_queue.hpp"

namespace gridboard::api {

enum class ImportWork { checking, applying, undoing, discarding };

struct ImportRun {
  ImportWork work = ImportWork::checking;
  bool running = true;
  std::uint64_t done = 0, total = 0;  // of the same unit
  std::optional<Refusal> refusal;     // why it came to nothing
};

// Thread-safe.
class BulkWork {
 public:
  BulkWork(model::TariffBook tariffs, std::function<std::shared_ptr<const model::Rules>()> rules,
           desk::ImportSizes sizes);

  // Lets imports stop where they can be gone on with.
  ~BulkWork();

  [[nodiscard]] net::WorkQueue& queue() { return queue_; }
  [[nodiscard]] net::WorkQueue& imports() { return imports_; }
  [[nodiscard]] const std::atomic<bool>& stopping() const { return stopping_; }
  [[nodiscard]] const model::TariffBook& tariffs() const { return tariffs_; }
  [[nodiscard]] std::shared_ptr<const model::Rules> rules() const { return rules_(); }
  [[nodiscard]] const desk::ImportSizes& sizes() const { return sizes_; }

  // False if one is running or waiting for this import.
  [[nodiscard]] bool begin(const std::string& import_id, ImportWork work);
  void advance(const std::string& import_id, std::uint64_t done, std::uint64_t total);
  void end(const std::string& import_id, std::optional<Refusal> refusal);
  [[nodiscard]] std::optional<ImportRun> run_of(const std::string& import_id) const;

 private:
  const model::TariffBook tariffs_;
  const std::function<std::shared_ptr<const model::Rules>()> rules_;
  const desk::ImportSizes sizes_;
  mutable std::mutex mutex_;
  std::map<std::string, ImportRun> runs_;
  std::atomic<bool> stopping_ = false;
  net::WorkQueue queue_, imports_;
};

}  // namespace gridboard::api
