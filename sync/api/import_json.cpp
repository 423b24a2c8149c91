// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports as openapi.yaml has them, and what is said where one can't go on.
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

constexpr const char* kWorks[] = {"checking", "applying", "undoing"};

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
    {desk::kImportEmpty, 422, "invalid_input", "文件是空的。", "The file is empty.", "请选择有内容的 CSV 文件。",
     "Choose a CSV file that has something in it."},
};

struct StandingWords {
  const char *zh, *en;  // behind a number
};
constexpr StandingWords kStanding[] = {
    {"个下级地点", "places below it"},
    {"户", "households"},
    {"块终端", "boards"},
    {"个网点", "offices"},
    {"条公告", "notices"},
    {"条停电信息", "outages"},
    {"条问答", "questions"},
    {"件申请", "requests"},
    {"个分组、模板或草稿", "groups, templates or drafts"},
    {"项授权", "grants"},
    {"个下级供电点", "supply points below it"},
    {"张账单", "bills"},
    {"条签到或签到密码", "sign-ins or sign-in PINs"},
    {"条特殊关爱记录", "entries of special care"},
};

Words words_of(const desk::UndoObstacle& obstacle) {
  using Why = desk::UndoObstacle::Why;
  switch (obstacle.why) {
    case Why::changed_since:
      if (obstacle.later.empty()) return {"后来又改过。", "was changed since."};
      return {"后来被“" + obstacle.later + "”的导入改过；请先撤销那次导入。",
              "was changed by the import of \"" + obstacle.later + "\" since; undo that one first."};
    case Why::has_pin:
      return {"已经发了查询密码。", "has a PIN since."};
    case Why::ground_gone:
      return {"原来所在的地点或线路已经没有了。", "stood on a place or supply point that is gone."};
    case Why::paid_since:
      return {"后来有缴费、退款、异议或更正。", "has payments, refunds, a dispute or a correction since."};
    case Why::stands_on:
      break;
  }
  Words words;
  for (const store::StandsOn& standing : obstacle.standing) {
    const StandingWords& what = kStanding[static_cast<std::size_t>(standing.what)];
    const std::string count = std::to_string(standing.count);
    words.zh += (words.zh.empty() ? "" : "、") + count + " " + what.zh;
    words.en += (words.en.empty() ? "" : ", ") + count + " " + what.en;
  }
  return {"还有 " + words.zh + " 与它有关。", "has " + words.en + "."};
}

bool is_pending(store::ImportState state) {
  return state != store::ImportState::applied && state != store::ImportState::undone;
}

json::array may_of(const Call& call, const store::Import& import, store::ImportState state, bool running) {
  json::array may;
  const auto add = [&](const char* operation) {
    if (call.may(operation, {})) may.push_back(operation);
  };
  if (running) return may;
  if (state == store::ImportState::ready) add("applyImport");
  if (is_pending(state)) add("discardImport");
  if (state == store::ImportState::applied && call.now - *import.applied_at <= desk::kUndoAge) add("undoImport");
  if (import.errors > 0) add("downloadImportErrors");
  return may;
}

}  // namespace

const char* name_of(store::ImportState state) {
  constexpr const char* kNames[] = {"checking", "ready", "refused", "applied", "undone", "failed"};
  return kNames[static_cast<std::size_t>(state)];
}

json::object import_of(const Call& call, const store::Import& import) {
  const auto run = call.env.bulk->run_of(import.id);
  const bool running = run && run->running;
  auto state = desk::state_at(import, call.now);
  if (state == store::ImportState::checking && run && !running) state = store::ImportState::failed;
  if (running) state = import.state;
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
                    {"may", may_of(call, import, state, running)}};
  if (import.applied_at) {
    body["applied_at"] = time_text(call, *import.applied_at);
    body["applied_by"] = import.applied_by;
  }
  if (import.undone_at) {
    body["undone_at"] = time_text(call, *import.undone_at);
    body["undone_by"] = import.undone_by;
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
                   {"请分成几个文件，或请系统管理员用命令导入。", "Split it, or have it imported by command."});
  }
  return Refusal(error);
}

Refusal refuse_undo(const std::vector<desk::UndoObstacle>& obstacles) {
  Refusal refusal(409, "conflict",
                  {"有内容后来又变了，或者别的内容要用到它，这次导入没有撤销，什么也没有改动。",
                   "Something has changed since, or other things need it: nothing was undone."},
                  {"请先处理下面列出的各项，再撤销。", "Settle what is listed, then undo it again."});
  for (const desk::UndoObstacle& obstacle : obstacles) {
    std::string thing = obstacle.thing.substr(obstacle.thing.find('/') + 1);
    const Words words = words_of(obstacle);
    refusal.fields.push_back({thing, {thing + "：" + words.zh, thing + " " + words.en}});
  }
  return refusal;
}

}  // namespace gridboard::api
