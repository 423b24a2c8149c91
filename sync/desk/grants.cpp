// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/grants.hpp"

#include <algorithm>
#include <tuple>

#include "sync/base/utf8.hpp"
#include "sync/desk/accounts.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<std::vector<store::Grant>> checked_grants(store::Reader& reader, const std::vector<store::Grant>& wanted,
                                                 bool of_program) {
  if (wanted.size() > kMostGrants) {
    return fail(ErrorCode::invalid_input, "grants: at most " + std::to_string(kMostGrants));
  }
  for (const store::Grant& grant : wanted) {
    if ((grant.role == store::Role::interface) != of_program) {
      return fail(ErrorCode::invalid_input, of_program ? "grants: a program has the role interface and no other"
                                                       : "grants: the role interface is for access tokens");
    }
    if (grant.place.empty()) continue;
    const auto place = reader.place(grant.place);
    if (!place) return tl::unexpected(place.error());
    if (!*place) return fail(ErrorCode::not_found, "grants: there is no place " + grant.place);
  }
  std::vector<store::Grant> grants = wanted;
  const auto key = [](const store::Grant& grant) { return std::tie(grant.role, grant.place); };
  std::sort(grants.begin(), grants.end(), [&](const auto& left, const auto& right) { return key(left) < key(right); });
  grants.erase(std::unique(grants.begin(), grants.end()), grants.end());
  return grants;
}

Result<std::string> checked_display_name(std::string_view typed, std::size_t most, const char* field) {
  const std::string name(base::trim(typed));
  if (name.empty()) return fail(ErrorCode::invalid_input, std::string(field) + ": is empty");
  if (!base::is_valid_utf8(name)) return fail(ErrorCode::invalid_input, std::string(field) + ": isn't UTF-8");
  if (base::count_code_points(name) > most) {
    return fail(ErrorCode::invalid_input, std::string(field) + ": at most " + std::to_string(most) + " characters");
  }
  const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7f; });
  if (!plain) return fail(ErrorCode::invalid_input, std::string(field) + ": has a control character");
  return name;
}

std::string grants_json(const std::vector<store::Grant>& grants) {
  wire::JsonWriter json;
  json.begin_array();
  for (const store::Grant& grant : grants) {
    json.begin_object();
    json.text("role", name_of(grant.role));
    json.text("place", grant.place);
    json.end_object();
  }
  json.end_array();
  return json.take();
}

}  // namespace gridboard::desk
