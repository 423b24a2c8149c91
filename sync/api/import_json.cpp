// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports as openapi.yaml has them, and what is said where one can't go on.
#include <algorithm>
#include <map>

#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/import_operations.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

// Who may import need not know who needs care: that is read in the register alone.
constexpr std::string_view kHiddenField = "care";
constexpr std::string_view kHidden = "***";

constexpr const char* kWorks[] = {"checking", "applying", "undoing", "discarding"};

constexpr RuleWords kRules[] = {
    {desk::kNoSuchImport, 404, "not_found", "没有这次导入，可能已经放弃。",
     "There is no such import; it may have been given up.", "请看导入记录。", "Look at the history of imports."},
    {desk::kImportNotReady, 409, "conflict", "这次导入现在不能执行。", "This import can't be applied now.",
     "请刷新后看它的状态。", "Load it again and look at its state."},
    {desk::kImportNotApplied, 409, "conflict", "这次导入现在不能撤销。", "This import can't be undone now.",
     "请刷新后看它的状态。", "Load it again and look at its state."},
    {desk::kImportTooOld, 409, "conflict", "执行已超过 31 天，不能再撤销。", "It was applied more than 31 days ago.",
     "请另外准备一个文件，把要改回的内容再导入一次。", "Import a file that says what it should be."},
    {desk::kImportMoved, 409, "conflict", "预览之后，系统里的内容又有变化，没有执行。",
     "What is stored has changed since the preview; nothing was done.", "已重新检查，请看过新的预览再执行。",
     "It has been checked anew: look at the new preview and apply that."},
    {desk::kImportSettled, 409, "conflict", "这次导入已经执行，会留在记录里。",
     "It has been applied and stays in the history.", "需要的话请撤销它。", "Undo it if you need to."},
    {desk::kUploadTooLarge, 413, "too_large", "文件超过 512 MB。", "The file is larger than 512 MB.",
     "请分成几个文件，或请系统管理员用命令导入。", "Split it, or have it imported by command."},
    {desk::kTooManyUploads, 409, "conflict", "正在上传的文件太多。", "Too many files are being handed in.",
     "请在导入记录里放弃不再上传的文件，再试一次。",
     "Discard those in the history that nobody sends any more, then try again."},
    {desk::kImportNotUploading, 409, "conflict", "这个文件已经传完。", "This file has been handed in already.",
     "请刷新后看它的状态。", "Load it again and look at its state."},
    {desk::kNoSuchPiece, 422, "invalid_input", "文件没有这一块。", "The file has no such piece.",
     "块号从 0 开始，每块 1 MiB，总数按文件大小算。", "Pieces count from 0, of 1 MiB each, up to the file's size."},
    {desk::kPieceOfWrongLength, 422, "invalid_input", "这一块的长度不对。", "The piece isn't as long as it has to be.",
     "每块 1 MiB，最后一块是剩下的部分；请重新选择文件。",
     "Each has 1 MiB, the last one what is left. Choose the file again."},
    {desk::kPieceOfWrongHash, 422, "invalid_input", "这一块在传送中损坏了。", "The piece was damaged on its way.",
     "请再传一次。", "Send it again."},
    {desk::kImportElsewhere, 409, "conflict", "另一台服务器正在检查这个文件。", "Another server is checking this file.",
     "请稍等，再刷新页面。", "Wait a little, then load it again."},
    {desk::kImportEmpty, 422, "invalid_input", "文件是空的。", "The file is empty.", "请选择有内容的 CSV 文件。",
     "Choose a CSV file that has something in it."},
};

// A large import's batches, wherever they are made; nothing if they have stopped.
std::optional<ImportRun> run_elsewhere(const Call& call, const store::Import& import) {
  if (!desk::is_under_way(import) || call.now - import.worked_at > desk::kBatchAge) return std::nullopt;
  ImportRun run;
  run.work = import.state == store::ImportState::applying ? ImportWork::applying : ImportWork::undoing;
  run.done = static_cast<std::uint64_t>(import.done);
  run.total = static_cast<std::uint64_t>(import.total);
  return run;
}

json::array may_of(const Call& call, const store::Import& import, store::ImportState state, bool running) {
  json::array may;
  const auto add = [&](const char* operation) {
    if (call.may(operation, {})) may.push_back(operation);
  };
  if (running) return may;
  if (state == store::ImportState::ready || state == store::ImportState::applying) add("applyImport");
  if (!import.applied_at) add("discardImport");
  const bool young = state == store::ImportState::applied && call.now - *import.applied_at <= desk::kUndoAge;
  if (young || state == store::ImportState::undoing) add("undoImport");
  if (import.errors > 0 || import.left > 0) add("downloadImportErrors");
  return may;
}

}  // namespace

const char* name_of(store::ImportState state) {
  constexpr const char* kNames[] = {"checking", "ready",     "refused",  "applied", "undone",
                                    "failed",   "uploading", "applying", "undoing"};
  return kNames[static_cast<std::size_t>(state)];
}

json::object import_of(const Call& call, const store::Import& import) {
  auto run = call.env.bulk->run_of(import.id);
  const bool begun_here = run && run->running;
  auto state = desk::state_at(import, call.now);
  if (state == store::ImportState::checking && run && !begun_here) state = store::ImportState::failed;
  if (begun_here) state = import.state;
  if (!run) run = run_elsewhere(call, import);
  const bool running = run && run->running;
  json::object body{{"id", import.id},
                    {"kind", desk::name_of(import.kind)},
                    {"state", name_of(state)},
                    {"file", import.file},
                    {"actor_name", import.actor_name},
                    {"created_at", time_text(call, import.created_at)},
                    {"bytes", import.bytes},
                    {"rows", import.rows},
                    {"added", import.added},
                    {"changed", import.changed},
                    {"unchanged", import.unchanged},
                    {"errors", import.errors},
                    {"left", import.left},
                    {"may", may_of(call, import, state, running)}};
  if (import.applied_at) {
    body["applied_at"] = time_text(call, *import.applied_at);
    body["applied_by"] = import.applied_by;
  }
  if (import.undone_at) {
    body["undone_at"] = time_text(call, *import.undone_at);
    body["undone_by"] = import.undone_by;
  }
  if (import.total > 0) {
    body["done"] = import.done;
    body["total"] = import.total;
  }
  if (running) {
    body["run"] =
        json::object{{"work", kWorks[static_cast<std::size_t>(run->work)]}, {"done", run->done}, {"total", run->total}};
  }
  return body;
}

json::object row_of(const store::ImportRow& row) {
  std::map<std::string, std::string> before;
  if (const auto texts = desk::texts_in(row.before); texts) before.insert(texts->begin(), texts->end());
  json::array fields;
  const auto after = desk::texts_in(row.after);
  for (const auto& [name, text] : after ? *after : desk::ThingTexts()) {
    const std::string& was = before[name];
    if (was == text) continue;
    const auto shown = [&](const std::string& value) {
      return name == kHiddenField && !value.empty() ? std::string(kHidden) : value;
    };
    fields.push_back({{"name", name}, {"before", shown(was)}, {"after", shown(text)}});
  }
  return {{"line", row.line},
          {"thing", row.thing.substr(row.thing.find('/') + 1)},
          {"what", row.before.empty() ? "added" : "changed"},
          {"fields", std::move(fields)}};
}

Refusal refuse_import(const base::Error& error) {
  if (auto refusal = refuse_by_rules(kRules, error)) return *refusal;
  if (error.code == base::ErrorCode::too_large) {
    return Refusal(413, "too_large", {"文件超过 16 MB。", "The file is larger than 16 MB."},
                   {"请分块上传。", "Hand it in in pieces."});
  }
  return Refusal(error);
}

Refusal refuse_incomplete(const std::vector<std::int64_t>& missing_pieces) {
  constexpr std::size_t kMostNamed = 20;
  Refusal refusal(409, "conflict", {"文件还没有传完。", "The file isn't whole yet."},
                  {"请把下面列出的各块传上来，再完成上传。", "Send the pieces that are listed, then finish again."});
  for (std::size_t i = 0; i < std::min(missing_pieces.size(), kMostNamed); ++i) {
    const std::string number = std::to_string(missing_pieces[i]);
    refusal.fields.push_back({"pieces." + number, {"缺少第 " + number + " 块。", "piece " + number + " is missing."}});
  }
  return refusal;
}

Refusal refuse_undo(const std::vector<desk::UndoObstacle>& obstacles) {
  Refusal refusal(409, "conflict",
                  {"有内容后来又变了，或者别的内容要用到它，这次导入没有撤销，什么也没有改动。",
                   "Something has changed since, or other things need it: nothing was undone."},
                  {"请先处理下面列出的各项，再撤销。", "Settle what is listed, then undo it again."});
  for (const desk::UndoObstacle& obstacle : obstacles) {
    std::string thing = obstacle.thing.substr(obstacle.thing.find('/') + 1);
    const desk::ImportProblem words = desk::problem_of(obstacle);
    refusal.fields.push_back({thing, {thing + "：" + words.zh, thing + " " + words.en}});
  }
  return refusal;
}

}  // namespace gridboard::api
