// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which needs the register of special care knows, and how long consent lasts: assets/rules/care.json.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::desk {

struct CareKind {
  std::string id, zh, en;
};

struct CareRules {
  std::vector<CareKind> kinds;
  std::chrono::days consent_at_most{0};

  [[nodiscard]] bool knows(std::string_view kind) const;
};

// What is in force on `day`. invalid_input says what is wrong with the file; also io, not_found.
[[nodiscard]] base::Result<CareRules> load_care_rules(const std::string& path, base::Date day);
[[nodiscard]] base::Result<CareRules> parse_care_rules(std::string_view json, base::Date day);

}  // namespace gridboard::desk
