// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff are told, in both languages that they read.

#include <string>

#include "sync/net/http.hpp"

namespace gridboard::api {

enum class Language { zh, en };

// Chinese, unless Accept-Language likes English better.
[[nodiscard]] Language language_of(const net::Request& request);

struct Words {
  std::string zh, en;
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::en ? en : zh; }
  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
};

}  // namespace gridboard::api
