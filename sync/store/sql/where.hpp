// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A WHERE that grows with what a filter says, with its values: a condition that isn't asked for costs nothing.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

class Where {
 public:
  // The name of a parameter of that value: "?3".
  std::string parameter(std::string text) {
    values_.emplace_back(std::in_place_type<std::string>, std::move(text));
    return name_of_last();
  }
  std::string parameter(std::int64_t number) {
    values_.emplace_back(std::in_place_type<std::int64_t>, number);
    return name_of_last();
  }
  void both(const std::string& condition) { text_ += (text_.empty() ? " WHERE " : " AND ") + condition; }
  // " WHERE ... AND ...", "" without a condition.
  [[nodiscard]] const std::string& text() const { return text_; }
  void bind_to(SqlStatement& statement) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      std::visit([&](const auto& value) { statement.bind(static_cast<int>(i) + 1, value); }, values_[i]);
    }
  }

 private:
  [[nodiscard]] std::string name_of_last() const { return "?" + std::to_string(values_.size()); }

  std::string text_;
  std::vector<std::variant<std::string, std::int64_t>> values_;
};

}  // namespace gridboard::store
