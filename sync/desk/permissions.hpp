// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who may do what where: assets/rules/permissions.csv, a row an operationId of sync/server/openapi.yaml.
//   operation,roles,scope
// roles: separated by '|'. scope: `none`: anybody, signed in or not; `own`: whoever is signed in, to himself or
// herself, no roles; `place`: a grant of one of the roles must contain every place that the operation touches;
// `everywhere`: the grant's place must be the whole centre.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/people.hpp"

namespace gridboard::desk {

enum class Scope { none, own, place, everywhere };

// "community_manager"; as in openapi.yaml and the file.
[[nodiscard]] const char* name_of(store::Role role);
[[nodiscard]] base::Result<store::Role> role_named(std::string_view name);
[[nodiscard]] const char* name_of(store::AccountState state);
[[nodiscard]] base::Result<store::AccountState> account_state_named(std::string_view name);

class Permissions {
 public:
  // invalid_input, with its line: an operation that isn't in `operations`, is there twice or is missing; an unknown
  // role or scope; roles where the scope takes none, or none where it needs them. Also io, not_found.
  [[nodiscard]] static base::Result<Permissions> load(const std::string& path,
                                                      const std::vector<std::string>& operations);
  [[nodiscard]] static base::Result<Permissions> parse(std::string_view csv,
                                                       const std::vector<std::string>& operations);

  // Operations that aren't known are of nobody.
  [[nodiscard]] Scope scope(std::string_view operation) const;
  // Whether the grants allow it at every one of `places`, none of which is "" unless the whole centre is meant. Without
  // places: whether they allow it anywhere. A program (`token`) never acts on `own`.
  [[nodiscard]] bool allows(std::string_view operation, const std::vector<store::Grant>& grants,
                            const std::vector<std::string>& places, bool token = false) const;
  // Where they allow it: the tops, none below another; {""} is everywhere. Lists show what lies below these.
  [[nodiscard]] std::vector<std::string> places_of(std::string_view operation,
                                                   const std::vector<store::Grant>& grants) const;
  // All that any of the grants allows, by name.
  [[nodiscard]] std::vector<std::string> operations_of(const std::vector<store::Grant>& grants,
                                                       bool token = false) const;
  [[nodiscard]] std::vector<store::Role> roles_of(std::string_view operation) const;

 private:
  struct Row {
    Scope scope = Scope::everywhere;
    std::vector<store::Role> roles;
  };
  [[nodiscard]] const Row* row_of(std::string_view operation) const;

  std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace gridboard::desk
