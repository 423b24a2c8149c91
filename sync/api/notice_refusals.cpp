// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "sync/api/notice_json.hpp"
#include "sync/desk/notice_lists.hpp"
#include "sync/desk/notice_rules.hpp"

namespace gridboard::api {
namespace {

constexpr RuleWords kRules[] = {
    {desk::kNoticeChanged, 409, "changed_meanwhile", "这条公告刚刚被别人改过。",
     "Somebody else changed this notice meanwhile.", "请重新打开，看过新的内容后再改。",
     "Open it again, read what is new, and then change it."},
    {desk::kNoticeNotOpen, 409, "conflict", "已提交审核或已发布，不能再改。",
     "It is handed in or published already and can't be changed.", "需要修改的话，请审核人退回，或撤回后另写一条。",
     "Have the reviewer return it, or withdraw it and write another one."},
    {desk::kNoticeNotInReview, 409, "conflict", "这条公告不在等待审核。", "It doesn't wait for a review.",
     "请刷新列表，可能别人已经审过。", "Look at the list again: somebody may have reviewed it."},
    {desk::kNoticeNotOut, 409, "conflict", "这条公告不在终端上，也不会再上。", "It isn't on boards, now or later.",
     "不需要撤回。", "Nothing has to be withdrawn."},
    {desk::kNoticeOwnHand, 403, "forbidden", "自己写的或自己发出的公告不能自己审核。",
     "Nobody approves what he or she wrote or sent out.", "请另一位审核人来审。", "Ask another reviewer."},
    {desk::kNotPermitted, 403, "forbidden", "您没有在这些地点做这件事的权限。",
     "You may not do this at all of these places.", "请只选您负责的地点，或找管理员开通。",
     "Choose places of yours only, or ask an administrator."},
    {desk::kNoticeNotFound, 404, "not_found", "没有这条公告。", "There is no such notice.", "请刷新列表。",
     "Look at the list again."},
    {desk::kNoSuchGroup, 404, "not_found", "没有这个分组。", "There is no such group.", "请刷新列表。",
     "Look at the list again."},
    {desk::kNoSuchTemplate, 404, "not_found", "没有这个模板。", "There is no such template.", "请刷新列表。",
     "Look at the list again."},
};

constexpr FieldWords kFields[] = {
    {desk::kNoticeReasonMissing, "reason", "请写明原因。", "Say why."},
    {desk::kNoticeAlreadyOver, "valid_to", "截止时间已过。", "It would already be over."},
    {desk::kNoticePictureUnknown, "picture", "没有这张图片，请重新上传。", "There is no such picture: add it again."},
    {desk::kNoticePictureText, "picture_text", "请写明图片内容，供朗读使用。",
     "Say what the picture shows: it is read aloud."},
    {desk::kPlaceUnknown, "targets.places", "有地点不存在。", "One of the places doesn't exist."},
    {desk::kSupplyUnknown, "targets.supply", "有线路或台区不存在。", "One of the feeders or districts doesn't exist."},
    {desk::kGroupUnknown, "targets.groups", "有分组不存在。", "One of the groups doesn't exist."},
    {desk::kTargetsMissing, "targets", "请至少选择一个地点、线路或分组。",
     "Choose at least one place, feeder or group."},
    {desk::kGroupInGroup, "targets.groups", "分组里不能再放分组。", "A group can't hold groups."},
    {"title: a notice needs one", "title", "请填写标题。", "A title is needed."},
    {"body: a notice needs one", "body", "请填写正文。", "A text is needed."},
    {"valid_to: an urgent notice needs an end", "valid_to", "全屏公告必须有截止时间。", "A takeover needs an end."},
    {"valid_to: must be after valid_from", "valid_to", "截止时间要在开始时间之后。",
     "The end must be after the start."},
    {"day_parts: an urgent notice shows all day", "day_parts", "全屏公告全天显示，不能限定时段。",
     "A takeover shows all day."},
};

}  // namespace

Refusal refuse_notice(const base::Error& error) {
  if (auto refusal = refuse_by_rules(kRules, error)) return *refusal;
  if (auto refusal = refuse_by_fields(kFields, error)) return *refusal;
  if (error.code == base::ErrorCode::conflict && error.message.starts_with("the name ")) {
    return Refusal(409, "conflict", {"这个名称已被使用。", "The name is taken."},
                   {"请换一个名称。", "Choose another name."});
  }
  Refusal refusal(error);
  if (refusal.status == 400) refusal.status = 422;  // what was sent could be read, but isn't right
  return refusal;
}

}  // namespace gridboard::api
