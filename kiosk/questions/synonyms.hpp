// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Words that mean the same to a resident (assets/knowledge/synonyms.json).

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::questions {

class Synonyms {
 public:
  Synonyms() = default;  // none
  // {"groups": [{"words": [...]}], "not_same": [{"pair": [a, b], "why"}]}. Errors name the source and the entry: a word
  // in two groups, and a pair that is near but not the same standing in one.
  [[nodiscard]] static base::Result<Synonyms> parse(std::string_view json, std::string_view name_of_source);
  // not_found if there is no such file.
  [[nodiscard]] static base::Result<Synonyms> load(const std::string& path);

  // What else people say for the words of `text`, each once. Of words that lie within each other the longest counts:
  // who asks about 欠费停电 isn't asking about every 停电. Words in letters, in lower case, are found as whole words
  // only.
  [[nodiscard]] std::vector<std::string> others(std::string_view text) const;

 private:
  static bool stands_alone(std::string_view text, std::size_t at, std::size_t length);

  std::vector<std::vector<std::string>> groups_;
  std::map<std::string, std::size_t, std::less<>> group_of_;
  std::size_t longest_bytes_ = 0;
};

}  // namespace gridboard::kiosk::questions
