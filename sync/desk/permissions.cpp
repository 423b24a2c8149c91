// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/permissions.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "sync/base/files.hpp"
#include "sync/base/paths.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

struct NamedRole {
  store::Role role;
  const char* name;
};
constexpr std::array<NamedRole, 8> kRoles{{{store::Role::administrator, "administrator"},
                                           {store::Role::publisher, "publisher"},
                                           {store::Role::reviewer, "reviewer"},
                                           {store::Role::dispatcher, "dispatcher"},
                                           {store::Role::supervisor, "supervisor"},
                                           {store::Role::community_manager, "community_manager"},
                                           {store::Role::auditor, "auditor"},
                                           {store::Role::interface, "interface"}}};

struct NamedScope {
  Scope scope;
  std::string_view name;
};
constexpr std::array<NamedScope, 4> kScopes{
    {{Scope::none, "none"}, {Scope::own, "own"}, {Scope::place, "place"}, {Scope::everywhere, "everywhere"}}};

constexpr std::string_view kHeadLine = "operation,roles,scope";

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool takes_roles(Scope scope) {
  return scope == Scope::place || scope == Scope::everywhere;
}

}  // namespace

const char* name_of(store::Role role) {
  const auto* found =
      std::find_if(kRoles.begin(), kRoles.end(), [role](const auto& named) { return named.role == role; });
  return found == kRoles.end() ? "" : found->name;
}

Result<store::Role> role_named(std::string_view name) {
  const auto* found =
      std::find_if(kRoles.begin(), kRoles.end(), [name](const auto& named) { return named.name == name; });
  if (found != kRoles.end()) return found->role;
  std::string known;
  for (const NamedRole& named : kRoles) known.append(known.empty() ? "" : ", ").append(named.name);
  return fail(ErrorCode::invalid_input, "role: '" + std::string(name) + "' is none of " + known);
}

const char* name_of(store::AccountState state) {
  return state == store::AccountState::active ? "active" : "disabled";
}

Result<store::AccountState> account_state_named(std::string_view name) {
  for (const store::AccountState state : {store::AccountState::active, store::AccountState::disabled}) {
    if (name == name_of(state)) return state;
  }
  return fail(ErrorCode::invalid_input, "state: '" + std::string(name) + "' is neither active nor disabled");
}

Result<Permissions> Permissions::load(const std::string& path, const std::vector<std::string>& operations) {
  const auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  auto parsed = parse(*text, operations);
  if (!parsed) return fail(parsed.error().code, path + ": " + parsed.error().message);
  return parsed;
}

Result<Permissions> Permissions::parse(std::string_view csv, const std::vector<std::string>& operations) {
  const std::set<std::string_view> known(operations.begin(), operations.end());
  Permissions made;
  bool begun = false;
  std::size_t number = 0;
  const auto wrong = [&number](const std::string& why) {
    return fail(ErrorCode::invalid_input, "line " + std::to_string(number) + ": " + why);
  };
  for (std::string_view line : split(csv, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    if (!begun) {
      if (line != kHeadLine) return wrong("must be '" + std::string(kHeadLine) + "'");
      begun = true;
      continue;
    }
    const auto cells = split(line, ',');
    if (cells.size() != 3) return wrong("must have three cells");
    const std::string operation(cells[0]);
    if (!known.contains(operation)) return wrong("'" + operation + "' isn't an operation of the interface");
    Row row;
    const auto* scope =
        std::find_if(kScopes.begin(), kScopes.end(), [&](const auto& named) { return named.name == cells[2]; });
    if (scope == kScopes.end()) return wrong("scope: '" + std::string(cells[2]) + "' is unknown");
    row.scope = scope->scope;
    if (cells[1].empty() == takes_roles(row.scope)) {
      return wrong(operation + (cells[1].empty() ? ": needs roles" : ": takes no roles"));
    }
    for (const std::string_view name : cells[1].empty() ? std::vector<std::string_view>() : split(cells[1], '|')) {
      const auto role = role_named(name);
      if (!role) return wrong(role.error().message);
      if (std::find(row.roles.begin(), row.roles.end(), *role) != row.roles.end()) {
        return wrong("role: '" + std::string(name) + "' is there twice");
      }
      row.roles.push_back(*role);
    }
    if (!made.rows_.emplace(operation, std::move(row)).second) return wrong("'" + operation + "' is there twice");
  }
  for (const std::string& operation : operations) {
    if (!made.rows_.contains(operation)) return fail(ErrorCode::invalid_input, "'" + operation + "' has no row");
  }
  return made;
}

const Permissions::Row* Permissions::row_of(std::string_view operation) const {
  const auto found = rows_.find(operation);
  return found == rows_.end() ? nullptr : &found->second;
}

Scope Permissions::scope(std::string_view operation) const {
  const Row* row = row_of(operation);
  return row == nullptr ? Scope::everywhere : row->scope;
}

bool Permissions::allows(std::string_view operation, const std::vector<store::Grant>& grants,
                         const std::vector<std::string>& places, bool token) const {
  const Row* row = row_of(operation);
  if (row == nullptr) return false;
  if (row->scope == Scope::none) return true;
  if (row->scope == Scope::own) return !token;
  const std::vector<std::string> tops = places_of(operation, grants);
  if (tops.empty()) return false;
  return std::all_of(places.begin(), places.end(), [&](const std::string& place) {
    return std::any_of(tops.begin(), tops.end(),
                       [&](const std::string& top) { return base::path_contains(top, place); });
  });
}

std::vector<std::string> Permissions::places_of(std::string_view operation,
                                                const std::vector<store::Grant>& grants) const {
  const Row* row = row_of(operation);
  std::vector<std::string> places;
  if (row == nullptr || !takes_roles(row->scope)) return places;
  for (const store::Grant& grant : grants) {
    const bool has_role = std::find(row->roles.begin(), row->roles.end(), grant.role) != row->roles.end();
    if (has_role && (row->scope == Scope::place || grant.place.empty())) places.push_back(grant.place);
  }
  // What lies below another says nothing more.
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<std::string> tops;
  for (std::string& place : places) {
    const bool covered =
        std::any_of(tops.begin(), tops.end(), [&](const std::string& top) { return base::path_contains(top, place); });
    if (!covered) tops.push_back(std::move(place));
  }
  return tops;
}

std::vector<std::string> Permissions::operations_of(const std::vector<store::Grant>& grants, bool token) const {
  std::vector<std::string> allowed;
  for (const auto& [operation, row] : rows_) {
    if (allows(operation, grants, {}, token)) allowed.push_back(operation);
  }
  return allowed;
}

std::vector<store::Role> Permissions::roles_of(std::string_view operation) const {
  const Row* row = row_of(operation);
  return row == nullptr ? std::vector<store::Role>() : row->roles;
}

}  // namespace gridboard::desk
