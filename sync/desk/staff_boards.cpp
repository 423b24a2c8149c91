// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/staff_boards.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/desk/audit.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/desk/list_boards.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/revoke_board.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// Never its keys, code or PIN.
boost::json::object kept_of(const store::Board& board) {
  boost::json::object kept{{"name", board.name},
                           {"place", board.place_path},
                           {"hall", board.hall},
                           {"state", name_of(board.state)},
                           {"has_maintenance_pin", !board.maintenance_pin_hash.empty()}};
  if (board.quiet_hours) {
    kept["quiet_hours"] = {{"from_minute", board.quiet_hours->from_minute},
                           {"to_minute", board.quiet_hours->to_minute}};
  }
  return kept;
}

Result<store::Board> board_there(store::Reader& reader, std::string_view id) {
  auto found = reader.board(canonical_short_id(id));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, "no board has the id '" + std::string(id) + "'");
  return std::move(**found);
}

// Runs `change` on the board and notes what it was and what became of it. `change` gives back what is to be kept.
template <class Change>
Result<store::Board> changing(store::Writer& writer, const Actor& actor, const char* action, std::string_view id,
                              base::Instant now, Change change) {
  const auto before = board_there(writer, id);
  if (!before) return tl::unexpected(before.error());
  boost::json::object more;
  Result<store::Board> changed = change(writer, *before, more);
  if (!changed) return changed;
  boost::json::object kept = kept_of(*changed);
  for (const auto& [name, value] : more) kept[name] = value;
  const Deed deed{action, changed->id, changed->place_path, text_of(*before), boost::json::serialize(kept)};
  if (auto noted = note(writer, actor, deed, now); !noted) return tl::unexpected(noted.error());
  return changed;
}

template <class Change>
Result<store::Board> changing(store::Store& store, const Actor& actor, const char* action, std::string_view id,
                              base::Instant now, Change change) {
  store::Board after;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto changed = changing(writer, actor, action, id, now, change);
    if (!changed) return tl::unexpected(changed.error());
    after = std::move(*changed);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return after;
}

}  // namespace

std::string text_of(const store::Board& board, const std::string& reason) {
  boost::json::object kept = kept_of(board);
  if (!reason.empty()) kept["reason"] = reason;
  return boost::json::serialize(kept);
}

Result<AddedBoard> add_board_by(store::Store& store, const Actor& actor, const AddBoard& wanted, base::Instant now,
                                base::Random& random) {
  AddedBoard added;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto done = add_board(writer, wanted, now, random);
    if (!done) return tl::unexpected(done.error());
    added = std::move(*done);
    return note(writer, actor, {"addBoard", added.board.id, added.board.place_path, "", text_of(added.board)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

Result<store::Board> set_board_by(store::Store& store, const Actor& actor, const SetBoard& wanted, base::Instant now,
                                  base::Random& random) {
  return changing(store, actor, "changeBoard", wanted.id, now,
                  [&](store::Writer& writer, const store::Board&, boost::json::object&) {
                    return set_board(writer, wanted, random);
                  });
}

Result<store::Board> set_board_by(store::Writer& writer, const Actor& actor, const SetBoard& wanted, base::Instant now,
                                  base::Random& random) {
  return changing(
      writer, actor, "changeBoard", wanted.id, now,
      [&](store::Writer& same, const store::Board&, boost::json::object&) { return set_board(same, wanted, random); });
}

Result<store::Board> revoke_board_by(store::Store& store, const Actor& actor, std::string_view id,
                                     const std::string& reason, base::Instant now) {
  return changing(store, actor, "revokeBoard", id, now,
                  [&](store::Writer& writer, const store::Board& before, boost::json::object& more) {
                    more["reason"] = reason;
                    return revoke_board(writer, before.id);
                  });
}

Result<AddedBoard> renew_board_code(store::Store& store, const Actor& actor, std::string_view id, base::Instant now,
                                    base::Random& random) {
  AddedBoard renewed;
  auto done = changing(store, actor, "renewBoardCode", id, now,
                       [&](store::Writer& writer, store::Board board, boost::json::object&) -> Result<store::Board> {
                         if (board.state != store::BoardState::awaiting) {
                           return fail(ErrorCode::conflict, "board " + board.id + " is " + name_of(board.state) +
                                                                ": only one that waits to be enrolled takes a code");
                         }
                         renewed.code = renew_code(board, now, random);
                         if (auto put = writer.put(board); !put) return tl::unexpected(put.error());
                         return board;
                       });
  if (!done) return tl::unexpected(done.error());
  renewed.board = std::move(*done);
  return renewed;
}

Result<store::Board> give_maintenance_pin(store::Store& store, const Actor& actor, std::string_view id,
                                          const std::string& pin_hash, base::Instant now, base::Random& random) {
  return changing(store, actor, "issueMaintenancePin", id, now,
                  [&](store::Writer& writer, const store::Board& before, boost::json::object&) -> Result<store::Board> {
                    const auto settings = load_centre_settings(writer);
                    if (!settings) return tl::unexpected(settings.error());
                    auto board = find_board_in_use(writer, before.id);
                    if (!board) return board;
                    board->maintenance_pin_hash = pin_hash;
                    if (board->sign_in_key.empty()) board->sign_in_key = make_sign_in_key(random);
                    if (auto put = writer.put(*board); !put) return tl::unexpected(put.error());
                    if (auto sent = publish_board(writer, *settings, *board); !sent) {
                      return tl::unexpected(sent.error());
                    }
                    return board;
                  });
}

}  // namespace gridboard::desk
