// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is asked of a board from afar: a picture of its locked screen, a restart of its program; and what came of it.
#include "sync/api/answers.hpp"
#include "sync/api/boards.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/ask_board.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

Outcome ask(Call& call, wire::CommandKind kind) {
  const auto board = board_in_reach(call);
  if (!board) return tl::unexpected(board.error());
  if (board->state != store::BoardState::active) {
    return tl::unexpected(Refusal(409, "conflict",
                                  {"这块终端没有在用，不会应答。", "This board isn't in use and won't answer."},
                                  {"只有在用的终端能接收指令。", "Only a board in use can be asked for something."}));
  }
  const auto asked = desk::ask_board(call.env.store, call.actor, kind, board->id, call.now, call.env.random);
  if (!asked && asked.error().code == base::ErrorCode::conflict) {
    return tl::unexpected(Refusal(
        409, "conflict", {"刚才已经要过一次，终端还可能应答。", "It was asked for that already and may still answer."},
        {"请等它应答，或十分钟后再试。", "Wait for its answer, or ask again in ten minutes."}));
  }
  if (!asked) return tl::unexpected(asked.error());
  return json_answer(202, command_of(call, *asked));
}

}  // namespace

Outcome ask_board_picture(Call& call) {
  return ask(call, wire::CommandKind::picture);
}

Outcome restart_board(Call& call) {
  return ask(call, wire::CommandKind::restart);
}

Outcome list_board_commands(Call& call) {
  const auto board = board_in_reach(call);
  if (!board) return tl::unexpected(board.error());
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto commands = reader.board_desk().board_commands(board->id);
    if (!commands) return tl::unexpected(commands.error());
    const auto picture = reader.board_desk().board_picture(board->id, false);
    if (!picture) return tl::unexpected(picture.error());
    json::array items;
    for (const store::BoardCommand& command : *commands) items.push_back(command_of(call, command));
    body = {{"items", std::move(items)}};
    if (*picture) {
      body["picture"] = {{"command_id", (*picture)->command_id},
                         {"taken_at", time_text(call, (*picture)->taken_at)},
                         {"width", (*picture)->width_px},
                         {"height", (*picture)->height_px}};
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, body);
}

Outcome show_board_picture(Call& call) {
  const auto board = board_in_reach(call);
  if (!board) return tl::unexpected(board.error());
  std::optional<store::BoardPicture> picture;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.board_desk().board_picture(board->id, true);
    if (!found) return tl::unexpected(found.error());
    picture = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!picture) {
    return tl::unexpected(Refusal(404, "not_found",
                                  {"还没有这块终端的截图。", "There is no picture of this board yet."},
                                  {"可以现在要一张。", "Ask for one."}));
  }
  net::Response response;
  response.content_type = "image/png";
  response.body = std::move(picture->png);
  response.headers.emplace_back("Cache-Control", "private, no-store");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace gridboard::api
