// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/language.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "sync/base/utf8.hpp"

namespace gridboard::api {
namespace {

// "0.8" of "en;q=0.8"; 1 if there is none.
double quality_of(std::string_view range) {
  const std::size_t at = range.find(";q=");
  if (at == std::string_view::npos) return 1.0;
  double quality = 0;
  const std::string_view digits = range.substr(at + 3);
  std::from_chars(digits.data(), digits.data() + digits.size(), quality);
  return quality;
}

}  // namespace

Language language_of(const net::Request& request) {
  std::string_view rest = request.header("accept-language");
  double chinese = 0, english = 0;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view range = base::trim(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    double* liked = range.starts_with("zh") ? &chinese : range.starts_with("en") ? &english : nullptr;
    if (liked != nullptr) *liked = std::max(*liked, quality_of(range));
  }
  return english > chinese ? Language::en : Language::zh;
}

}  // namespace gridboard::api
