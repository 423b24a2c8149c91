// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/ask_board.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/model/picture.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::BoardCommand;

constexpr const char* kMalformed = "内容格式有误，无法接收。";
constexpr const char* kNotAsked = "中心没有向本终端要过这一项。";
constexpr const char* kNoPicture = "图片无法读取，不能接收。";

std::string key_of(wire::CommandKind kind) {
  return std::string("command/") + wire::name_of(kind);
}

bool is_open(const BoardCommand& command, base::Instant now) {
  const CommandState state = state_of(command, now);
  return state == CommandState::asked || state == CommandState::waiting ||
         (state == CommandState::begun && now < command.ends_at);
}

// The command that a board speaks of, if it was asked of that board.
Result<std::optional<BoardCommand>> own_command(store::Writer& writer, const store::Board& board, std::string_view id) {
  auto command = writer.write_board_desk().board_command(id);
  if (command && *command && (*command)->board_id != board.id) command->reset();
  return command;
}

// Keeps what came of it; once that is final its record leaves the board's log, unless a newer one stands there.
Result<void> keep_outcome(store::Writer& writer, BoardCommand command, wire::CommandOutcome outcome, std::string why,
                          base::Instant at) {
  command.outcome = outcome;
  command.why = std::move(why);
  command.said_at = at;
  if (auto put = writer.write_board_desk().put(command); !put) return put;
  if (!wire::is_final(outcome)) return {};
  const auto all = writer.board_desk().board_commands(command.board_id);
  if (!all) return tl::unexpected(all.error());
  const auto newest = std::find_if(all->begin(), all->end(), [&](const auto& one) { return one.kind == command.kind; });
  if (newest == all->end() || newest->id != command.id) return {};
  return writer.unpublish(board_log(command.board_id), key_of(command.kind));
}

}  // namespace

const char* name_of(CommandState state) {
  switch (state) {
    case CommandState::asked:
      return "asked";
    case CommandState::waiting:
      return "waiting";
    case CommandState::begun:
      return "begun";
    case CommandState::done:
      return "done";
    case CommandState::failed:
      return "failed";
    case CommandState::ended:
      break;
  }
  return "ended";
}

CommandState state_of(const BoardCommand& command, base::Instant now) {
  if (command.outcome == wire::CommandOutcome::done) return CommandState::done;
  if (command.outcome == wire::CommandOutcome::failed) return CommandState::failed;
  if (command.outcome == wire::CommandOutcome::begun) return CommandState::begun;
  if (now >= command.ends_at) return CommandState::ended;
  return command.outcome ? CommandState::waiting : CommandState::asked;
}

Result<BoardCommand> ask_board(store::Store& store, const Actor& actor, wire::CommandKind kind,
                               std::string_view board_id, base::Instant now, base::Random& random) {
  BoardCommand command;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const auto board = find_board_in_use(writer, board_id);
    if (!board) return tl::unexpected(board.error());
    if (board->state != store::BoardState::active) {
      return fail(ErrorCode::conflict, "board " + board->id + " isn't in use");
    }
    const auto before = writer.board_desk().board_commands(board->id);
    if (!before) return tl::unexpected(before.error());
    for (const BoardCommand& one : *before) {
      if (one.kind != kind || !is_open(one, now)) continue;
      return fail(ErrorCode::conflict, "board " + board->id + " was asked for that already and may still answer");
    }
    command = {
        base::make_uuid_v7(now, random), board->id, kind, now, now + kCommandLasts, actor.id, actor.name, {}, {}, ""};
    if (auto put = writer.write_board_desk().put(command); !put) return put;
    const wire::CommandRecord record{kind, command.id, command.asked_at, command.ends_at};
    auto sent = writer.publish(board_log(board->id), key_of(kind), "", wire::encode(record, settings->zone));
    if (!sent) return sent;
    const boost::json::object after{{"command", command.id},
                                    {"ends_at", base::format_rfc3339(command.ends_at, settings->zone)}};
    const char* action = kind == wire::CommandKind::restart ? "restartBoard" : "askBoardPicture";
    return note(writer, actor, {action, board->id, board->place_path, "", boost::json::serialize(after)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return command;
}

Result<std::string> take_command_answer(store::Writer& writer, const store::Board& board, std::string_view body,
                                        base::Instant at) {
  const auto answer = wire::decode_command_answer(body);
  if (!answer) return kMalformed;
  const auto command = own_command(writer, board, answer->id);
  if (!command) return tl::unexpected(command.error());
  if (!*command) return kNotAsked;
  if ((*command)->outcome && wire::is_final(*(*command)->outcome)) return std::string();
  // That it took a picture is said by the picture.
  const bool claims = (*command)->kind == wire::CommandKind::picture && answer->outcome == wire::CommandOutcome::done;
  if (claims) return kNotAsked;
  if (auto kept = keep_outcome(writer, **command, answer->outcome, answer->why, at); !kept) {
    return tl::unexpected(kept.error());
  }
  return std::string();
}

Result<std::string> take_screenshot(store::Writer& writer, const store::Board& board, std::string_view body,
                                    base::Instant at) {
  const auto shot = wire::decode_screenshot_body(body);
  if (!shot) return kMalformed;
  const auto command = own_command(writer, board, shot->command_id);
  if (!command) return tl::unexpected(command.error());
  if (!*command || (*command)->kind != wire::CommandKind::picture) return kNotAsked;
  if ((*command)->outcome && wire::is_final(*(*command)->outcome)) return std::string();
  const auto header = model::read_picture_header(shot->png);
  if (!header || header->type != model::PictureType::png) return kNoPicture;
  auto clean = model::without_notes(shot->png);
  if (!clean) return kNoPicture;
  store::BoardPicture picture{board.id, shot->command_id, at, header->width_px, header->height_px, std::move(*clean)};
  if (auto put = writer.write_board_desk().put(picture); !put) return tl::unexpected(put.error());
  auto kept = keep_outcome(writer, **command, wire::CommandOutcome::done, "", at);
  if (!kept) return tl::unexpected(kept.error());
  return std::string();
}

}  // namespace gridboard::desk
