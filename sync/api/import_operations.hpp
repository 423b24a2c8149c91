// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about imports and what is printed of them. Stays in this room.

#include <boost/json/object.hpp>
#include <span>

#include "sync/api/bulk_work.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/import_desk.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> import_operations();

Outcome preview_import(Call& call);
Outcome begin_import_upload(Call& call);
Outcome send_import_piece(Call& call);
Outcome finish_import_upload(Call& call);
Outcome list_imports(Call& call);
Outcome show_import(Call& call);
Outcome discard_import(Call& call);
Outcome apply_import(Call& call);
Outcome undo_import(Call& call);
Outcome download_import_errors(Call& call);
Outcome print_pin_slips(Call& call);

// Begins the work on another thread; false if it can't be begun now. Only what the job needs is taken along.
[[nodiscard]] bool begin_import_work(const Environment& env, const desk::Actor& actor, const std::string& id,
                                     ImportWork work);
// Whose desk it is for the length of a request or of a job.
[[nodiscard]] desk::ImportDesk import_desk_of(const Environment& env, const desk::Actor& actor,
                                              const model::Rules& rules);

// What these say, in both languages.
[[nodiscard]] Refusal refuse_import(const base::Error& error);
[[nodiscard]] Refusal refuse_incomplete(const std::vector<std::int64_t>& missing_pieces);
[[nodiscard]] Refusal refuse_undo(const std::vector<desk::UndoObstacle>& obstacles);
[[nodiscard]] const char* name_of(store::ImportState state);
[[nodiscard]] boost::json::object import_of(const Call& call, const store::Import& import);
[[nodiscard]] boost::json::object row_of(const store::ImportRow& row);

}  // namespace gridboard::api
