// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rules and the catalogue of the assets, and their change of day. Thread-safe.

#include <memory>
#include <mutex>
#include <string>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/alert_levels.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::server {

class RuleBook {
 public:
  // Reads rules/ and catalogue/ of the folder.
  [[nodiscard]] static base::Result<std::unique_ptr<RuleBook>> load(const std::string& assets, base::Date day);

  [[nodiscard]] std::shared_ptr<const model::Rules> rules() const;
  [[nodiscard]] const model::Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] const model::AlertLevels& alert_levels() const { return alert_levels_; }
  // Takes what is in force on `day`; keeps what it has if the files can't be read.
  [[nodiscard]] base::Result<void> turn_to(base::Date day);

 private:
  RuleBook(std::string assets, model::Rules rules, model::Catalogue catalogue, model::AlertLevels alert_levels);

  const std::string assets_;
  const model::Catalogue catalogue_;
  const model::AlertLevels alert_levels_;
  mutable std::mutex mutex_;
  std::shared_ptr<const model::Rules> rules_;
};

}  // namespace gridboard::server
