// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/http.hpp"

namespace gridboard::net {

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

std::string_view Request::query(std::string_view name) const {
  const auto found = target.query.find(std::string(name));
  return found == target.query.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace gridboard::net
