// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Grants as somebody typed them. For accounts.cpp and access_tokens.cpp.

#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Each once, in the order of roles and places. not_found if a place isn't there; invalid_input if they are too many, or
// of a role that programs alone have, or that they never have.
[[nodiscard]] base::Result<std::vector<store::Grant>> checked_grants(store::Reader& reader,
                                                                     const std::vector<store::Grant>& wanted,
                                                                     bool of_program);
// For people to read it by: trimmed, at least one character and at most `most`, no control characters. invalid_input.
[[nodiscard]] base::Result<std::string> checked_display_name(std::string_view typed, std::size_t most,
                                                             const char* field);
// [{"role":"auditor","place":""}], for the audit chain.
[[nodiscard]] std::string grants_json(const std::vector<store::Grant>& grants);

}  // namespace gridboard::desk
