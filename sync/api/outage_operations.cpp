// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/outage_operations.hpp"

#include <algorithm>
#include <array>

#include "sync/base/paths.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/outage_callers.hpp"
#include "sync/desk/outage_templates.hpp"

namespace gridboard::api {
namespace {

constexpr std::size_t kForm = 64 << 10;
constexpr std::size_t kManyForm = 256 << 10;  // 500 places or outages, each with its quotes

constexpr std::array kOperations{
    Operation{"listOutages", "GET", "/outages", Takes::nothing, 0, Runs::reads, Topic::none, &list_outages},
    Operation{"announceOutage", "POST", "/outages", Takes::json, kManyForm, Runs::writes, Topic::outages,
              &announce_outage},
    Operation{"previewOutage", "POST", "/outages/preview", Takes::json, kManyForm, Runs::reads, Topic::none,
              &preview_outage},
    Operation{"changeOutages", "POST", "/outages/together", Takes::json, kManyForm, Runs::writes, Topic::outages,
              &change_outages},
    Operation{"showOutage", "GET", "/outages/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_outage},
    Operation{"changeOutage", "PATCH", "/outages/{id}", Takes::json, kForm, Runs::writes, Topic::outages,
              &change_outage},
    Operation{"updateOutage", "POST", "/outages/{id}/steps", Takes::json, kForm, Runs::writes, Topic::outages,
              &update_outage},
    Operation{"restoreOutage", "POST", "/outages/{id}/restore", Takes::json, kForm, Runs::writes, Topic::outages,
              &restore_outage},
    Operation{"reopenOutage", "POST", "/outages/{id}/reopen", Takes::json, kForm, Runs::writes, Topic::outages,
              &reopen_outage},
    Operation{"cancelOutage", "POST", "/outages/{id}/cancel", Takes::json, kForm, Runs::writes, Topic::outages,
              &cancel_outage},
    Operation{"withdrawOutage", "POST", "/outages/{id}/withdraw", Takes::json, kForm, Runs::writes, Topic::outages,
              &withdraw_outage},
    Operation{"listWindowChoices", "GET", "/outages/{id}/windows", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_window_choices},
    Operation{"offerWindows", "POST", "/outages/{id}/windows", Takes::json, kForm, Runs::writes, Topic::outages,
              &offer_windows},
    Operation{"decideWindow", "POST", "/outages/{id}/windows/decide", Takes::json, kForm, Runs::writes, Topic::outages,
              &decide_window},
    Operation{"readOutageCalls", "POST", "/outages/{id}/calls", Takes::json, kForm, Runs::writes, Topic::none,
              &read_outage_calls},
    Operation{"recordOutageCall", "POST", "/outage-calls/{id}", Takes::json, kForm, Runs::writes, Topic::outages,
              &record_outage_call},
    Operation{"listOutageCallers", "GET", "/outages/{id}/callers", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_outage_callers},
    Operation{"assignOutageCalls", "POST", "/outages/{id}/calls/assign", Takes::json, kManyForm, Runs::writes,
              Topic::outages, &assign_outage_calls},
    Operation{"listOutageTemplates", "GET", "/outage-templates", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_outage_templates},
    Operation{"addOutageTemplate", "POST", "/outage-templates", Takes::json, kForm, Runs::writes, Topic::outages,
              &add_outage_template},
    Operation{"changeOutageTemplate", "PUT", "/outage-templates/{id}", Takes::json, kForm, Runs::writes, Topic::outages,
              &change_outage_template},
    Operation{"removeOutageTemplate", "DELETE", "/outage-templates/{id}", Takes::nothing, 0, Runs::writes,
              Topic::outages, &remove_outage_template},
    Operation{"listOutageProposals", "GET", "/outage-proposals", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_outage_proposals},
    Operation{"showOutageProposal", "GET", "/outage-proposals/{id}", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_outage_proposal},
    Operation{"dismissOutageProposal", "POST", "/outage-proposals/{id}/dismiss", Takes::json, kForm, Runs::writes,
              Topic::outages, &dismiss_outage_proposal},
};

// By a part of the message.
constexpr RuleWords kRules[] = {
    {desk::kNoSuchOutage, 404, "not_found", "没有这次停电。", "There is no such outage.", "请刷新列表。",
     "Look at the list again."},
    {desk::kOutageChanged, 409, "changed_meanwhile", "这次停电刚刚被别人改过。",
     "Somebody else changed this outage meanwhile.", "请重新打开，看过新的内容后再改。",
     "Open it again, read what is new, and then change it."},
    {desk::kOutageElsewhere, 403, "forbidden", "受影响的地点不全在您的权限范围内。",
     "You may not do this at all places of the outage.", "请只选您负责的地点，或找管理员开通。",
     "Choose places of yours only, or ask an administrator."},
    {"to override the rule", 409, "lead_time", "公告晚于规定：计划停电须提前 7×24 小时，临时停电须提前 24 小时。",
     "It is told later than the rule asks: 7 x 24 hours ahead for a planned outage, 24 hours for a temporary one.",
     "请把时间推后；确需如此的，请写明原因后再提交。", "Move it, or give a reason that stays with it."},
    {desk::kTooLongForColdStorage, 409, "cold_storage", "影响冷库用户，检修不得超过 2 小时。",
     "Customers with cold storage are hit: 2 hours are the most.", "请缩短时间；确需如此的，请写明原因后再提交。",
     "Make it shorter, or give a reason that stays with it."},
    {"that customers with cold storage may be", 409, "cold_storage", "有时段超过了冷库用户 2 小时的上限。",
     "One of the windows is longer than the 2 hours for customers with cold storage.", "请缩短时段。",
     "Make the windows shorter."},
    {"only one that has not begun can be cancelled", 409, "conflict", "停电已经开始或已经结束，不能再取消。",
     "It has begun or is over: it can't be cancelled.",
     "已经来电的，请点“已来电”；实际没有停电的，请点“撤销停电信息”。",
     "Say that power is back instead, or withdraw it if power never was off."},
    {"only one that has not begun can be moved", 409, "conflict", "停电已经开始或已经结束，不能再改时间。",
     "It has begun or is over: it can't be moved.", "请更新预计来电时间。", "Give a new estimate instead."},
    {"only a restored one can be taken up again", 409, "conflict", "这次停电没有登记过来电。",
     "Power was not said to be back.", "请刷新后再看。", "Look again."},
    {"had not begun then", 409, "conflict", "那时停电还没有开始。", "It had not begun then.",
     "不停电了的，请取消；否则请核对来电时间。", "Cancel it if it won't happen, or look at the time."},
    {" already", 409, "conflict", "这次停电已经结束、取消或已定时段。", "It is over, cancelled or decided already.",
     "请刷新后再看。", "Look again."},
    {"there is nothing to withdraw", 409, "conflict", "停电还没有开始，不用撤销。", "It has not begun.",
     "不停电了的，请点“取消停电”。", "Cancel it instead."},
    {"before it is withdrawn", 409, "conflict", "已登记来电，不能撤销。", "Power was said to be back.",
     "如果当时并没有停电，请先点“其实没来电”改回停电中，再撤销。",
     "If power never was off, take it up again first and withdraw it then."},
    {"was withdrawn", 409, "conflict", "这次停电信息已经撤销。", "It was withdrawn.", "确实停电的，请重新发布。",
     "Announce it anew if power is off after all."},
    {"was cancelled", 409, "conflict", "这次停电已经取消。", "It was cancelled.", "请刷新后再看。", "Look again."},
    {"has windows to choose among", 409, "conflict", "这次检修正在让用户选时段。",
     "Customers are choosing among its windows.", "请确定时段，不要另改时间。", "Decide one of the windows instead."},
    {"offers no windows", 409, "conflict", "这次停电没有提供时段。", "It offers no windows.", "请先提供时段。",
     "Offer some first."},
    {"is no planned one", 409, "conflict", "只有计划停电可以让用户选时段。", "Only a planned outage has windows.", "",
     ""},
    {"have chosen among", 409, "conflict", "已有用户选了时段，不能再改。",
     "Customers have chosen already: the windows can't be changed.", "请从中确定一个时段。", "Decide one of them."},
    {"has begun already", 409, "conflict", "这个时段已经开始。", "The window has begun already.", "请选别的时段。",
     "Take another one."},
    {"has no window", 422, "invalid_input", "没有这个时段。", "There is no such window.", "请刷新后再选。",
     "Look again and choose."},
    {desk::kNoSuchCall, 404, "not_found", "没有这条通知任务。", "There is no such call.", "请刷新列表。",
     "Look at the list again."},
    {desk::kCallChanged, 409, "changed_meanwhile", "刚刚有人登记过这个电话。", "Somebody recorded this call meanwhile.",
     "请刷新后再看。", "Look again."},
    {desk::kCallerElsewhere, 422, "invalid_input", "这位同事无权在这户所在的地点登记电话。",
     "This colleague may not record calls where the customer lives.", "请另选同事，或找管理员开通。",
     "Choose somebody else, or ask an administrator."},
    {desk::kCallSettled, 422, "invalid_input", "这户已经通知完成。", "This call is done and needs nobody.",
     "请刷新列表。", "Look at the list again."},
    {desk::kNoSuchOutageTemplate, 404, "not_found", "没有这个模板。", "There is no such template.", "请刷新列表。",
     "Look at the list again."},
    {"' is taken", 409, "conflict", "同类停电已有这个名称的模板。", "Another template of the kind has this name.",
     "请换一个名称。", "Take another name."},
    {desk::kNoSuchProposal, 404, "not_found", "没有这条研判。", "There is no such proposal.", "请刷新列表。",
     "Look at the list again."},
    {desk::kProposalClosed, 409, "conflict", "这条研判已经处理。", "Somebody has dealt with it already.",
     "请刷新列表。", "Look at the list again."},
};

// By how the message begins.
constexpr FieldWords kFields[] = {
    {"cause: ", "cause", "请填写原因。", "A cause is needed."},
    {"scope: ", "scope", "请填写停电范围。", "The area is needed."},
    {"line: ", "line", "请填写线路或台区。", "The line or district is needed."},
    {"etr: a planned", "etr", "计划停电和临时停电必须填写预计来电时间。",
     "A planned or temporary outage needs an estimate."},
    {"etr: must be after", "etr", "预计来电时间要晚于开始时间。", "The estimate must be after the start."},
    {"etr: the estimate lies", "etr", "预计来电时间不能早于现在。", "The estimate lies in the past."},
    {"start: lies", "start", "开始时间不能早于现在。", "The start lies in the past."},
    {"at: ", "at", "发生时间不能晚于现在。", "When it happened lies in the future."},
    {"restored_at: ", "at", "来电时间不能早于停电开始。", "Power can't be back before the start."},
    {"a text or a new estimate", "text", "请填写进展，或新的预计来电时间。", "Give a text, a new estimate, or both."},
    {"a place or a supply point", "places", "请至少选择一个地点或供电点。", "Choose a place or a supply point."},
    {"no place is fed by", "supply", "这些供电点下没有地点，请另选地点。",
     "Nothing hangs on these: choose places too."},
    {"no supply point has", "supply", "有供电点不存在。", "One of the supply points doesn't exist."},
    {"choose-by: must", "choose_by", "选时段的截止时间要晚于现在。", "The choice must end in the future."},
    {"choose_by: ", "choose_by", "选时段的截止时间要早于第一个时段。", "The choice must end before the first window."},
    {"window", "windows", "时段要有头有尾，互不重叠，2 到 7 个。", "Two to seven windows that don't overlap."},
    {"reason: ", "reason", "请用 2 到 200 个字写明原因。", "Say why in 2 to 200 characters."},
    {desk::kNoSuchCaller, "assigned_to", "没有这个在用的账号。", "No active account has this name."},
    {desk::kNotImportant, "outcome", "只有重要用户需要确认。", "Only an important user acknowledges."},
    {desk::kNothingSaid, "outcome", "请登记结果，或指定由谁通知。", "Give an outcome, or who calls."},
};

}  // namespace

std::span<const Operation> outage_operations() {
  return kOperations;
}

desk::OutageHand hand_of(const Call& call, std::optional<std::int64_t> version) {
  return {
      call.actor,
      [&call](std::string_view operation, const std::vector<std::string>& paths) { return call.may(operation, paths); },
      version};
}

Refusal refuse_outage(const base::Error& error) {
  const bool of_input = error.code == base::ErrorCode::invalid_input || error.code == base::ErrorCode::not_found;
  if (of_input) {
    if (auto refusal = refuse_by_fields(kFields, error, MessageMatch::beginning)) return *refusal;
  }
  if (auto refusal = refuse_by_rules(kRules, error, MessageMatch::part)) return *refusal;
  return Refusal(error);
}

bool is_seen_by(const Call& call, const model::Outage& outage) {
  const auto tops = call.places();
  return std::any_of(tops.begin(), tops.end(), [&](const std::string& top) {
    return top.empty() || std::any_of(outage.audience.begin(), outage.audience.end(),
                                      [&](const std::string& path) { return base::reaches(path, top); });
  });
}

std::optional<model::OutageKind> outage_kind_in(std::string_view name) {
  const auto parsed = model::parse_outage_kind(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

}  // namespace gridboard::api
