// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/board_groups.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/desk/approve_board.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/staff_boards.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

std::string text_of(const store::BoardGroup& group) {
  boost::json::array boards(group.boards.begin(), group.boards.end());
  return boost::json::serialize(boost::json::object{{"name", group.name}, {"boards", std::move(boards)}});
}

std::string joined(const std::vector<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) all += (all.empty() ? "" : "|") + path;
  return all;
}

void put_in_order(std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// `all_there`: each of them must be.
Result<std::vector<std::string>> permitted(const AlarmDesk& desk, std::string_view operation, store::Reader& reader,
                                           const std::vector<std::string>& board_ids, bool all_there) {
  std::vector<std::string> places;
  for (const std::string& id : board_ids) {
    const auto board = reader.board(id);
    if (!board) return tl::unexpected(board.error());
    if (*board) {
      places.push_back((*board)->place_path);
    } else if (all_there) {
      return fail(ErrorCode::invalid_input, std::string(kNoSuchBoardInGroup));
    }
  }
  put_in_order(places);
  if (!desk.may(operation, places)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
  return places;
}

Result<store::BoardGroup> group_there(store::AlarmReader& alarms, std::string_view id) {
  auto found = alarms.board_group(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchBoardGroup));
  return std::move(**found);
}

// Whether it was done: what there is nothing to do at is passed over.
Result<bool> act_on(store::Writer& writer, const AlarmDesk& desk, const std::string& id, const BoardsTogether& wanted) {
  const auto board = writer.board(id);
  if (!board) return tl::unexpected(board.error());
  if (!*board || (*board)->state == store::BoardState::revoked) return false;
  if (wanted.action == BoardsTogether::Action::approve) {
    if ((*board)->state != store::BoardState::unapproved) return false;
    return approve_board(writer, desk.actor, id, desk.now).map([](const store::Board&) { return true; });
  }
  if ((*board)->quiet_hours == wanted.quiet_hours) return false;
  SetBoard change;
  change.id = id;
  change.quiet_hours = wanted.quiet_hours;
  change.no_quiet_hours = !wanted.quiet_hours;
  return set_board_by(writer, desk.actor, change, desk.now, desk.random).map([](const store::Board&) { return true; });
}

}  // namespace

Result<std::vector<std::string>> places_of_boards(store::Reader& reader, const std::vector<std::string>& board_ids) {
  std::vector<std::string> places;
  for (const std::string& id : board_ids) {
    const auto board = reader.board(id);
    if (!board) return tl::unexpected(board.error());
    if (*board) places.push_back((*board)->place_path);
  }
  put_in_order(places);
  return places;
}

Result<store::BoardGroup> add_board_group(const AlarmDesk& desk, const store::BoardGroup& group) {
  store::BoardGroup added = group;
  added.id = base::make_uuid_v7(desk.now, desk.random);
  put_in_order(added.boards);
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto places = permitted(desk, "addBoardGroup", writer, added.boards, true);
    if (!places) return tl::unexpected(places.error());
    if (auto put = writer.write_alarms().put(added); !put) return put;
    return note(writer, desk.actor, {"addBoardGroup", added.id, joined(*places), "", text_of(added)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

Result<store::BoardGroup> change_board_group(const AlarmDesk& desk, const store::BoardGroup& group) {
  store::BoardGroup changed = group;
  put_in_order(changed.boards);
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = group_there(writer.write_alarms(), group.id);
    if (!before) return tl::unexpected(before.error());
    const auto were = permitted(desk, "changeBoardGroup", writer, before->boards, false);
    if (!were) return tl::unexpected(were.error());
    const auto are = permitted(desk, "changeBoardGroup", writer, changed.boards, true);
    if (!are) return tl::unexpected(are.error());
    if (auto put = writer.write_alarms().put(changed); !put) return put;
    return note(writer, desk.actor, {"changeBoardGroup", group.id, joined(*are), text_of(*before), text_of(changed)},
                desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return changed;
}

Result<void> remove_board_group(const AlarmDesk& desk, std::string_view id) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = group_there(writer.write_alarms(), id);
    if (!before) return tl::unexpected(before.error());
    const auto places = permitted(desk, "removeBoardGroup", writer, before->boards, false);
    if (!places) return tl::unexpected(places.error());
    if (auto gone = writer.write_alarms().drop_board_group(id); !gone) return tl::unexpected(gone.error());
    return note(writer, desk.actor, {"removeBoardGroup", std::string(id), joined(*places), text_of(*before), ""},
                desk.now);
  });
}

Result<DoneTogether> act_on_boards(const AlarmDesk& desk, const BoardsTogether& wanted) {
  DoneTogether together;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    together = DoneTogether();
    std::vector<std::string> boards = wanted.boards;
    if (!wanted.group.empty()) {
      auto group = group_there(writer.write_alarms(), wanted.group);
      if (!group) return tl::unexpected(group.error());
      boards = std::move(group->boards);
    }
    put_in_order(boards);
    if (auto places = permitted(desk, "actOnBoards", writer, boards, wanted.group.empty()); !places) {
      return tl::unexpected(places.error());
    }
    for (const std::string& id : boards) {
      const auto done = act_on(writer, desk, id, wanted);
      if (!done) return tl::unexpected(done.error());
      ++(*done ? together.done : together.passed_over);
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return together;
}

}  // namespace gridboard::desk
