// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Reach, groups and templates.
#include "sync/desk/notice_lists.hpp"

#include "sync/api/notice_json.hpp"
#include "sync/api/notice_operations.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostNameCharacters = 40;

std::string name_in(const Fields& top) {
  std::string name(base::trim(top.text("name", 1, kMostNameCharacters)));
  if (name.empty() && top.has("name")) top.refuse("name", {"不能是空白。", "must not be blank."});
  return name;
}

json::object group_of(const model::NoticeGroup& group) {
  return {{"id", group.id}, {"name", group.name}, {"targets", targets_of(group.targets)}};
}

json::object template_of(const Call& call, const model::NoticeTemplate& made) {
  return {{"id", made.id}, {"name", made.name}, {"notice", content_of(call, made.content)}};
}

tl::expected<model::NoticeGroup, Refusal> group_in(const Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  model::NoticeGroup group;
  group.name = name_in(body->top());
  group.targets = targets_in(body->top().object("targets"));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return group;
}

}  // namespace

Outcome count_reach(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const model::NoticeTargets targets = targets_in(body->top());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (targets.empty()) {
    return tl::unexpected(refuse_notice({base::ErrorCode::invalid_input, std::string(desk::kTargetsMissing)}));
  }
  json::object said;
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto paths = desk::resolve_targets(reader, targets);
    if (!paths || !call.may("countReach", *paths)) {
      refused = paths ? base::Error{base::ErrorCode::forbidden, std::string(desk::kNotPermitted)} : paths.error();
      return {};
    }
    auto reach = NoticeSayer(call, reader).reach(*paths);
    if (!reach) return tl::unexpected(reach.error());
    said = std::move(*reach);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_notice(*refused));
  return json_answer(200, said);
}

Outcome list_groups(Call& call) {
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto groups = reader.notice_desk().notice_groups();
    if (!groups) return tl::unexpected(groups.error());
    for (const model::NoticeGroup& group : *groups) items.push_back(group_of(group));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), ""));
}

Outcome add_group(Call& call) {
  const auto group = group_in(call);
  if (!group) return tl::unexpected(group.error());
  const auto added = desk::add_group(desk_of(call), *group);
  if (!added) return tl::unexpected(refuse_notice(added.error()));
  return json_answer(201, group_of(*added));
}

Outcome change_group(Call& call) {
  auto group = group_in(call);
  if (!group) return tl::unexpected(group.error());
  group->id = call.id;
  const auto changed = desk::change_group(desk_of(call), *group);
  if (!changed) return tl::unexpected(refuse_notice(changed.error()));
  return json_answer(200, group_of(*changed));
}

Outcome remove_group(Call& call) {
  if (auto gone = desk::remove_group(desk_of(call), call.id); !gone) return tl::unexpected(refuse_notice(gone.error()));
  return no_content();
}

Outcome list_templates(Call& call) {
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto all = reader.notice_desk().notice_templates();
    if (!all) return tl::unexpected(all.error());
    for (const model::NoticeTemplate& made : *all) items.push_back(template_of(call, made));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), ""));
}

Outcome add_template(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  model::NoticeTemplate made;
  made.name = name_in(body->top());
  made.content = content_in(body->top().object("notice"));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto added = desk::add_template(desk_of(call), made);
  if (!added) return tl::unexpected(refuse_notice(added.error()));
  return json_answer(201, template_of(call, *added));
}

Outcome remove_template(Call& call) {
  if (auto gone = desk::remove_template(desk_of(call), call.id); !gone) {
    return tl::unexpected(refuse_notice(gone.error()));
  }
  return no_content();
}

}  // namespace gridboard::api
