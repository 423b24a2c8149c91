// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/make_short_id.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::desk {
namespace {

constexpr std::size_t kCodeLength = 4;
constexpr int kMostAttempts = 100;

}  // namespace

base::Result<std::string> make_short_id(char letter, base::Date day, base::Random& random,
                                        const std::function<base::Result<bool>(const std::string&)>& is_taken) {
  std::string digits = base::format_date(day);
  std::erase(digits, '-');
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    std::string id = letter + digits + "-" + base::make_code(kCodeLength, random);
    auto taken = is_taken(id);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return id;
  }
  return base::fail(base::ErrorCode::conflict, "no free id is left for " + base::format_date(day));
}

std::string canonical_short_id(std::string_view typed) {
  std::string id(base::trim(typed));
  for (char& c : id) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return id;
}

}  // namespace gridboard::desk
