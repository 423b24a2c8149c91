// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_desk.hpp"

namespace gridboard::desk {

namespace {

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

}  // namespace

ImportProblem problem_of(const UndoObstacle& obstacle) {
  using Why = UndoObstacle::Why;
  switch (obstacle.why) {
    case Why::changed_since:
      if (obstacle.later.empty()) return {"was changed since.", "后来又改过。"};
      return {"was changed by the import of \"" + obstacle.later + "\" since; undo that one first.",
              "后来被“" + obstacle.later + "”的导入改过；请先撤销那次导入。"};
    case Why::has_pin:
      return {"has a PIN since.", "已经发了查询密码。"};
    case Why::ground_gone:
      return {"stood on a place or supply point that is gone.", "原来所在的地点或线路已经没有了。"};
    case Why::paid_since:
      return {"has payments, refunds, a dispute or a correction since.", "后来有缴费、退款、异议或更正。"};
    case Why::stands_on:
      break;
  }
  ImportProblem words("");
  for (const store::StandsOn& standing : obstacle.standing) {
    const StandingWords& what = kStanding[static_cast<std::size_t>(standing.what)];
    const std::string count = std::to_string(standing.count);
    words.zh += (words.zh.empty() ? "" : "、") + count + " " + what.zh;
    words.en += (words.en.empty() ? "" : ", ") + count + " " + what.en;
  }
  return {"has " + words.en + ".", "还有 " + words.zh + " 与它有关。"};
}

}  // namespace gridboard::desk
