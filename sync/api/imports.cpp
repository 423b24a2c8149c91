// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports of files: handed in with a look at what would change, applied, undone, and their history.
#include <array>
#include <boost/json/parse.hpp>
#include <charconv>
#include <limits>

#include "sync/api/answers.hpp"
#include "sync/api/import_operations.hpp"
#include "sync/api/json_in.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/pin_slips.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostFileName = 120, kErrorsShown = 20, kRowsShown = 50, kErrorsAtOnce = 500;
constexpr std::size_t kPinForm = 4 << 10, kUploadForm = 4 << 10;

constexpr std::array kOperations{
    Operation{"previewImport", "POST", "/imports", Takes::csv, desk::kMostImportBytes, Runs::writes, Topic::imports,
              &preview_import},
    Operation{"beginImportUpload", "POST", "/imports/uploads", Takes::json, kUploadForm, Runs::writes, Topic::imports,
              &begin_import_upload},
    Operation{"sendImportPiece", "PUT", "/imports/{id}/pieces", Takes::bytes, desk::kUploadPieceBytes, Runs::writes,
              Topic::none, &send_import_piece},
    Operation{"finishImportUpload", "POST", "/imports/{id}/finish", Takes::nothing, 0, Runs::writes, Topic::imports,
              &finish_import_upload},
    Operation{"listImports", "GET", "/imports", Takes::nothing, 0, Runs::reads, Topic::none, &list_imports},
    Operation{"showImport", "GET", "/imports/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_import},
    Operation{"discardImport", "DELETE", "/imports/{id}", Takes::nothing, 0, Runs::writes, Topic::imports,
              &discard_import},
    Operation{"applyImport", "POST", "/imports/{id}/apply", Takes::nothing, 0, Runs::reads, Topic::imports,
              &apply_import},
    Operation{"undoImport", "POST", "/imports/{id}/undo", Takes::nothing, 0, Runs::reads, Topic::imports, &undo_import},
    Operation{"downloadImportErrors", "GET", "/imports/{id}/errors", Takes::nothing, 0, Runs::reads, Topic::none,
              &download_import_errors},
    Operation{"printPinSlips", "POST", "/pin-slips", Takes::json, kPinForm, Runs::bulk, Topic::places,
              &print_pin_slips},
};

Result<store::Import> stored_import(const Call& call, store::Reader& reader) {
  auto found = reader.imports().import(call.id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return base::fail(base::ErrorCode::not_found, std::string(desk::kNoSuchImport));
  return std::move(**found);
}

Result<store::Import> stored_import(const Call& call) {
  std::optional<store::Import> import;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = stored_import(call, reader);
    if (!found) return tl::unexpected(found.error());
    import = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return std::move(*import);
}

// `midway`: as one that stopped stands.
Outcome begin_work(Call& call, ImportWork work, store::ImportState wanted, store::ImportState midway,
                   std::string_view otherwise) {
  const auto import = stored_import(call);
  if (!import) return tl::unexpected(refuse_import(import.error()));
  if (import->state != wanted && import->state != midway) {
    return tl::unexpected(refuse_import({base::ErrorCode::conflict, std::string(otherwise)}));
  }
  if (!begin_import_work(call.env, call.actor, call.id, work)) return tl::unexpected(refuse_busy());
  return json_answer(202, import_of(call, *import));
}

// Spreadsheets run what begins like a formula.
std::string cell(const std::string& text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return desk::csv_field(formula ? "'" + text : text);
}

std::optional<store::ImportState> state_named(std::string_view name) {
  for (const auto state : {store::ImportState::checking, store::ImportState::ready, store::ImportState::refused,
                           store::ImportState::applied, store::ImportState::undone, store::ImportState::failed,
                           store::ImportState::uploading, store::ImportState::applying, store::ImportState::undoing}) {
    if (name == name_of(state)) return state;
  }
  return std::nullopt;
}

}  // namespace

std::span<const Operation> import_operations() {
  return kOperations;
}

Outcome preview_import(Call& call) {
  Query query(call.request());
  const auto kind = query.choice<store::ImportKind>("kind", desk::import_kind_named);
  if (!kind && call.request().query("kind").empty()) query.refuse("kind", {"必须填写。", "must be given."});
  const std::string file = query.needed_text("file", kMostFileName);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  const auto import = desk::hand_in_import(desk, *kind, file, call.request().body);
  if (!import) return tl::unexpected(refuse_import(import.error()));
  if (!begin_import_work(call.env, call.actor, import->id, ImportWork::checking)) return tl::unexpected(refuse_busy());
  return json_answer(201, import_of(call, *import));
}

Outcome begin_import_upload(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields fields = body->top();
  const auto kind = fields.choice_if_any<store::ImportKind>("kind", desk::import_kind_named);
  if (!kind && !fields.has("kind")) fields.refuse("kind", {"必须填写。", "must be given."});
  const std::string file = fields.text("file", 1, kMostFileName);
  const std::int64_t bytes = fields.integer("bytes", 0, std::numeric_limits<std::int64_t>::max());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  const auto import = desk::begin_upload(desk, *kind, file, static_cast<std::size_t>(bytes));
  if (!import) return tl::unexpected(refuse_import(import.error()));
  return json_answer(201, import_of(call, *import));
}

Outcome send_import_piece(Call& call) {
  Query query(call.request());
  const std::string text = query.needed_text("number", 9);
  const std::string sha256 = query.needed_text("sha256", 64);
  std::int64_t number = -1;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!text.empty() && (wrong != std::errc() || end != text.data() + text.size())) {
    query.refuse("number", {"要写从 0 开始的整数。", "must be an integer from 0 on."});
  }
  if (auto refused = query.refusal()) return tl::unexpected(*refused);
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  const auto taken = desk::take_upload_piece(desk, call.id, number, sha256, call.request().body);
  if (!taken) return tl::unexpected(refuse_import(taken.error()));
  return no_content();
}

Outcome finish_import_upload(Call& call) {
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  const auto finished = desk::finish_upload(desk, call.id);
  if (!finished) return tl::unexpected(refuse_import(finished.error()));
  if (!finished->missing.empty()) return tl::unexpected(refuse_incomplete(finished->missing));
  if (!begin_import_work(call.env, call.actor, call.id, ImportWork::checking)) return tl::unexpected(refuse_busy());
  return json_answer(202, import_of(call, finished->import));
}

Outcome list_imports(Call& call) {
  Query query(call.request());
  store::ImportFilter filter;
  filter.kind = query.choice<store::ImportKind>("kind", desk::import_kind_named);
  filter.state = query.choice<store::ImportState>("state", state_named);
  const std::size_t limit = query.limit();
  const auto after = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (!after.empty()) filter.before = after.front();
  filter.limit = limit + 1;
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto counted = reader.imports().count_imports(filter);
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    auto imports = reader.imports().imports(filter);
    if (!imports) return tl::unexpected(imports.error());
    if (imports->size() > limit) {
      imports->pop_back();
      next = make_after({imports->back().id});
    }
    for (const store::Import& import : *imports) items.push_back(import_of(call, import));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome show_import(Call& call) {
  json::object body;
  json::array rows, errors;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto import = stored_import(call, reader);
    if (!import) return tl::unexpected(import.error());
    body["import"] = import_of(call, *import);
    const auto found = reader.imports().import_rows(call.id, 0, kRowsShown);
    if (!found) return tl::unexpected(found.error());
    for (const store::ImportRow& row : *found) rows.push_back(row_of(row));
    const auto wrong = reader.imports().import_errors(call.id, 0, kErrorsShown);
    if (!wrong) return tl::unexpected(wrong.error());
    for (const store::ImportErrorRow& row : *wrong) {
      errors.push_back({{"line", row.line},
                        {"column", row.column},
                        {"value", row.value},
                        {"problem", Words{row.zh.empty() ? row.en : row.zh, row.en}.in(call.language)}});
    }
    return {};
  });
  if (!read) return tl::unexpected(refuse_import(read.error()));
  body["sample"] = std::move(rows);
  body["errors"] = std::move(errors);
  const auto run = call.env.bulk->run_of(call.id);
  if (run && run->refusal) body["problem"] = json::parse(response_of(*run->refusal, call.language).body);
  return json_answer(200, body);
}

Outcome discard_import(Call& call) {
  const auto run = call.env.bulk->run_of(call.id);
  if (run && run->running) return tl::unexpected(refuse_busy());
  const auto import = stored_import(call);
  if (!import) return tl::unexpected(refuse_import(import.error()));
  if (import->applied_at) {
    return tl::unexpected(refuse_import({base::ErrorCode::conflict, std::string(desk::kImportSettled)}));
  }
  // What is kept of it goes in turns, which takes longer than a browser waits.
  if (import->bytes > static_cast<std::int64_t>(desk::kMostImportBytes)) {
    if (begin_import_work(call.env, call.actor, call.id, ImportWork::discarding)) return no_content();
    return tl::unexpected(refuse_busy());
  }
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  if (auto gone = desk::discard_import(desk, call.id); !gone) return tl::unexpected(refuse_import(gone.error()));
  return no_content();
}

Outcome apply_import(Call& call) {
  return begin_work(call, ImportWork::applying, store::ImportState::ready, store::ImportState::applying,
                    desk::kImportNotReady);
}

Outcome undo_import(Call& call) {
  return begin_work(call, ImportWork::undoing, store::ImportState::applied, store::ImportState::undoing,
                    desk::kImportNotApplied);
}

Outcome download_import_errors(Call& call) {
  net::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"import-errors.csv\"");
  // With a byte order mark: spreadsheets take it for another encoding otherwise.
  response.body = "\xef\xbb\xbf";
  response.body += call.language == Language::en ? "line,column,value,what to do\r\n" : "行号,列,内容,问题和改法\r\n";
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto import = stored_import(call, reader);
    if (!import) return tl::unexpected(import.error());
    for (std::size_t number = 0;; number += kErrorsAtOnce) {
      const auto page = reader.imports().import_errors(call.id, number, kErrorsAtOnce);
      if (!page) return tl::unexpected(page.error());
      for (const store::ImportErrorRow& row : *page) {
        const Words words{row.zh.empty() ? row.en : row.zh, row.en};
        response.body += std::to_string(row.line) + "," + cell(row.column) + "," + cell(row.value) + "," +
                         cell(words.in(call.language)) + "\r\n";
      }
      if (page->size() < kErrorsAtOnce) return {};
    }
  });
  if (!read) return tl::unexpected(refuse_import(read.error()));
  return response;
}

}  // namespace gridboard::api
