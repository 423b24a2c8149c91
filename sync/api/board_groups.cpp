// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Groups of boards, what is done to many boards at once, and approval of those that enrolled.
#include "sync/desk/board_groups.hpp"

#include "sync/api/alarm_operations.hpp"
#include "sync/api/answers.hpp"
#include "sync/api/boards.hpp"
#include "sync/api/json_in.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/approve_board.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostNameCharacters = 40, kMostId = 64, kMostReasonCharacters = 300;

json::object counted_group(const std::string& id, const std::string& name, std::size_t boards) {
  return {{"id", id}, {"name", name}, {"boards", boards}};
}

tl::expected<store::BoardGroup, Refusal> group_in(const Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  store::BoardGroup group;
  group.name = base::trim(top.text("name", 1, kMostNameCharacters));
  if (group.name.empty() && top.has("name")) top.refuse("name", {"不能是空白。", "must not be blank."});
  group.boards = top.texts_if_any("boards", desk::kMostBoardsOfGroup, kMostId);
  if (!top.has("boards")) top.refuse("boards", {"必须填写。", "must be given."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return group;
}

Outcome answer_group(int status, const Result<store::BoardGroup>& group) {
  if (!group) return tl::unexpected(refuse_alarm(group.error()));
  return json_answer(status, counted_group(group->id, group->name, group->boards.size()));
}

std::optional<desk::BoardsTogether::Action> action_in(std::string_view name) {
  if (name == "approve") return desk::BoardsTogether::Action::approve;
  if (name == "quiet_hours") return desk::BoardsTogether::Action::quiet_hours;
  return std::nullopt;
}

Result<bool> approval_needed(const Call& call) {
  bool needed = false;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto known = desk::boards_need_approval(reader);
    if (!known) return tl::unexpected(known.error());
    needed = *known;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return needed;
}

}  // namespace

Outcome list_board_groups(Call& call) {
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto groups = reader.alarms().board_groups();
    if (!groups) return tl::unexpected(groups.error());
    for (const auto& group : *groups) {
      items.push_back(counted_group(group.id, group.name, static_cast<std::size_t>(group.boards)));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), ""));
}

Outcome add_board_group(Call& call) {
  const auto group = group_in(call);
  if (!group) return tl::unexpected(group.error());
  return answer_group(201, desk::add_board_group(alarm_desk_of(call), *group));
}

Outcome show_board_group(Call& call) {
  json::object said;
  bool there = false;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto group = reader.alarms().board_group(call.id);
    if (!group) return tl::unexpected(group.error());
    if (!*group) return {};
    there = true;
    said = counted_group((*group)->id, (*group)->name, (*group)->boards.size());
    json::array members;
    desk::PlaceWords words(reader);
    for (const std::string& id : (*group)->boards) {
      const auto board = reader.board(id);
      if (!board) return tl::unexpected(board.error());
      if (!*board || !call.may("showBoardGroup", {(*board)->place_path})) continue;
      auto place = words.of((*board)->place_path);
      if (!place) return tl::unexpected(place.error());
      members.push_back({{"id", id}, {"name", (*board)->name}, {"words", std::move(*place)}});
    }
    said["members"] = std::move(members);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!there) {
    return tl::unexpected(refuse_alarm({base::ErrorCode::not_found, std::string(desk::kNoSuchBoardGroup)}));
  }
  return json_answer(200, said);
}

Outcome change_board_group(Call& call) {
  auto group = group_in(call);
  if (!group) return tl::unexpected(group.error());
  group->id = call.id;
  return answer_group(200, desk::change_board_group(alarm_desk_of(call), *group));
}

Outcome remove_board_group(Call& call) {
  if (auto gone = desk::remove_board_group(alarm_desk_of(call), call.id); !gone) {
    return tl::unexpected(refuse_alarm(gone.error()));
  }
  return no_content();
}

Outcome act_on_boards(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::BoardsTogether wanted;
  wanted.boards = top.texts_if_any("boards", desk::kMostBoardsOfGroup, kMostId);
  wanted.group = top.text_if_any("group", 1, kMostId).value_or("");
  const auto action = top.choice_if_any<desk::BoardsTogether::Action>("action", action_in);
  if (!top.has("action")) top.refuse("action", {"必须填写。", "must be given."});
  wanted.action = action.value_or(wanted.action);
  wanted.quiet_hours = quiet_hours_in(top);
  if (wanted.boards.empty() == wanted.group.empty()) {
    top.refuse("boards", {"请选终端，或选一个分组。", "Choose boards, or a group."});
  }
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto done = desk::act_on_boards(alarm_desk_of(call), wanted);
  if (!done) return tl::unexpected(refuse_alarm(done.error()));
  return json_answer(200, {{"done", done->done}, {"passed_over", done->passed_over}});
}

Outcome show_board_settings(Call& call) {
  const auto needed = approval_needed(call);
  if (!needed) return tl::unexpected(needed.error());
  return json_answer(200, {{"approval", *needed}});
}

Outcome change_board_settings(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const auto needed = body->top().boolean_if_any("approval");
  if (!body->top().has("approval")) body->top().refuse("approval", {"必须填写。", "must be given."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto set = desk::set_boards_need_approval(call.env.store, call.actor, *needed, call.now);
  if (!set) return tl::unexpected(set.error());
  return json_answer(200, {{"approval", *needed}});
}

Outcome approve_board(Call& call) {
  if (const auto board = board_in_reach(call); !board) return tl::unexpected(board.error());
  return answer_board(call, desk::approve_board(call.env.store, call.actor, call.id, call.now));
}

Outcome refuse_board(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason = body->top().text("reason", 1, kMostReasonCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (const auto board = board_in_reach(call); !board) return tl::unexpected(board.error());
  return answer_board(call, desk::refuse_board(call.env.store, call.actor, call.id, reason, call.now));
}

}  // namespace gridboard::api
