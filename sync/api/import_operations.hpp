// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about imports and what is printed of them. Stays in this room.

#include <boost/json/object.hpp>
#include <span>

#include "sync/api/operations.hpp"
#include "sync/desk/import_desk.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> import_operations();

Outcome preview_import(Call& call);
Outcome list_imports(Call& call);
Outcome show_import(Call& call);
Outcome discard_import(Call& call);
Outcome apply_import(Call& call);
Outcome undo_import(Call& call);
Outcome download_import_errors(Call& call);
Outcome print_pin_slips(Call& call);

// What these say, in both languages.
[[nodiscard]] Refusal refuse_import(const base::Error& error);
[[nodiscard]] Refusal refuse_undo(const std::vector<desk::UndoObstacle>& obstacles);
[[nodiscard]] const char* name_of(store::ImportState state);
[[nodiscard]] boost::json::object import_of(const Call& call, const store::Import& import);
[[nodiscard]] boost::json::object row_of(const store::ImportRow& row);

}  // namespace gridboard::api
