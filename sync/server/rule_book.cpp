// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/rule_book.hpp"

namespace gridboard::server {

RuleBook::RuleBook(std::string assets, model::Rules rules, model::Catalogue catalogue, model::AlertLevels alert_levels)
    : assets_(std::move(assets)),
      catalogue_(std::move(catalogue)),
      alert_levels_(std::move(alert_levels)),
      rules_(std::make_shared<const model::Rules>(std::move(rules))) {}

base::Result<std::unique_ptr<RuleBook>> RuleBook::load(const std::string& assets, base::Date day) {
  auto rules = model::Rules::load(assets + "/rules", day);
  if (!rules) return tl::unexpected(rules.error());
  auto catalogue = model::Catalogue::load(assets + "/catalogue");
  if (!catalogue) return tl::unexpected(catalogue.error());
  auto alert_levels = model::AlertLevels::load(assets + "/rules/cap.json");
  if (!alert_levels) return tl::unexpected(alert_levels.error());
  return std::unique_ptr<RuleBook>(
      new RuleBook(assets, std::move(*rules), std::move(*catalogue), std::move(*alert_levels)));
}

std::shared_ptr<const model::Rules> RuleBook::rules() const {
  const std::lock_guard lock(mutex_);
  return rules_;
}

base::Result<void> RuleBook::turn_to(base::Date day) {
  auto rules = model::Rules::load(assets_ + "/rules", day);
  if (!rules) return tl::unexpected(rules.error());
  const std::lock_guard lock(mutex_);
  rules_ = std::make_shared<const model::Rules>(std::move(*rules));
  return {};
}

}  // namespace gridboard::server
