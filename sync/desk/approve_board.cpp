// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/approve_board.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/desk/audit.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/list_boards.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/desk/staff_boards.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr const char* kSetting = "boards.approval";
constexpr const char* kNeeded = "needed";

Result<store::Board> waiting_board(store::Reader& reader, std::string_view id) {
  auto found = reader.board(canonical_short_id(id));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, "no board has the id '" + std::string(id) + "'");
  if ((*found)->state != store::BoardState::unapproved) {
    return fail(ErrorCode::conflict,
                "board " + (*found)->id + " is " + name_of((*found)->state) + ": it doesn't wait for approval");
  }
  return std::move(**found);
}

std::string setting_text(bool needed) {
  return boost::json::serialize(boost::json::object{{"approval", needed}});
}

}  // namespace

Result<bool> boards_need_approval(store::Reader& reader) {
  const auto value = reader.setting(kSetting);
  if (!value) return tl::unexpected(value.error());
  return *value == kNeeded;
}

Result<void> set_boards_need_approval(store::Store& store, const Actor& actor, bool needed, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = boards_need_approval(writer);
    if (!before) return tl::unexpected(before.error());
    if (*before == needed) return {};
    if (auto put = writer.put_setting(kSetting, needed ? kNeeded : ""); !put) return put;
    return note(writer, actor, {"changeBoardSettings", "boards", "", setting_text(*before), setting_text(needed)}, now);
  });
}

Result<store::Board> approve_board(store::Writer& writer, const Actor& actor, std::string_view id, base::Instant now) {
  const auto before = waiting_board(writer, id);
  if (!before) return before;
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  store::Board board = *before;
  board.state = store::BoardState::active;
  // It may have waited for days without a word; whoever watches counts from here.
  board.last_seen = now;
  if (auto put = writer.put(board); !put) return tl::unexpected(put.error());
  if (auto sent = publish_board(writer, *settings, board); !sent) return tl::unexpected(sent.error());
  const Deed deed{"approveBoard", board.id, board.place_path, text_of(*before), text_of(board)};
  if (auto noted = note(writer, actor, deed, now); !noted) return tl::unexpected(noted.error());
  return board;
}

Result<store::Board> approve_board(store::Store& store, const Actor& actor, std::string_view id, base::Instant now) {
  store::Board board;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto approved = approve_board(writer, actor, id, now);
    if (!approved) return tl::unexpected(approved.error());
    board = std::move(*approved);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return board;
}

Result<store::Board> refuse_board(store::Store& store, const Actor& actor, std::string_view id,
                                  const std::string& reason, base::Instant now) {
  store::Board board;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = waiting_board(writer, id);
    if (!before) return tl::unexpected(before.error());
    auto revoked = revoke_board(writer, before->id);
    if (!revoked) return tl::unexpected(revoked.error());
    board = std::move(*revoked);
    return note(writer, actor, {"refuseBoard", board.id, board.place_path, text_of(*before), text_of(board, reason)},
                now);
  });
  if (!written) return tl::unexpected(written.error());
  return board;
}

}  // namespace gridboard::desk
