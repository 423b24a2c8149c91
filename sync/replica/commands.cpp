// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the centre asks of this board, and what was answered: once each, however often the program begins anew.
#include "sync/replica/commands.hpp"

#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

using wire::CommandKind;
using wire::CommandOutcome;

// "<id> <outcome>" of the newest command of the kind that anything was said of.
std::string name_of_said(CommandKind kind) {
  return std::string("command_said/") + wire::name_of(kind);
}

Result<std::optional<CommandOutcome>> said_of(sqlite::Database& database, CommandKind kind, const std::string& id) {
  const auto text = setting(database, name_of_said(kind));
  if (!text) return tl::unexpected(text.error());
  std::optional<CommandOutcome> said;
  if (!*text || !(*text)->starts_with(id + " ")) return said;
  using enum CommandOutcome;
  for (const auto outcome : {waiting, begun, done, failed}) {
    if ((*text)->substr(id.size() + 1) == wire::name_of(outcome)) said = outcome;
  }
  return said;
}

}  // namespace

Result<std::vector<HeldCommand>> held_commands(sqlite::Database& database) {
  std::vector<HeldCommand> held;
  const auto read = for_each_row(
      database, "SELECT key, body FROM record WHERE key IN ('command/picture', 'command/restart') ORDER BY key",
      [&held](sqlite::Statement& row) {
        const auto record = wire::decode(row.text(0), row.text(1));
        if (record) held.push_back({std::get<wire::CommandRecord>(*record), {}});
      });
  if (!read) return tl::unexpected(read.error());
  for (HeldCommand& each : held) {
    const auto said = said_of(database, each.record.kind, each.record.id);
    if (!said) return tl::unexpected(said.error());
    each.said = *said;
  }
  return held;
}

Result<bool> Writer::answer_command(CommandKind kind, const wire::CommandAnswer& answer, std::string_view png) {
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  const auto said = said_of(database_, kind, answer.id);
  if (!said) return tl::unexpected(said.error());
  if (*said && (wire::is_final(**said) || **said == answer.outcome)) return false;
  if (auto room = check_room_in_outbox(); !room) return tl::unexpected(room.error());
  const base::Instant at = centre_now();
  const std::string item = base::make_uuid_v7(at, random_);
  auto done = png.empty() ? insert_item(item, wire::ItemKind::command, at, wire::encode(answer))
                          : insert_item(item, wire::ItemKind::screenshot, at,
                                        wire::encode(wire::ScreenshotBody{answer.id, std::string(png)}));
  if (done) done = set_setting(database_, name_of_said(kind), answer.id + " " + wire::name_of(answer.outcome));
  if (done) done = writing->commit();
  if (!done) return tl::unexpected(done.error());
  return true;
}

}  // namespace gridboard::replica
