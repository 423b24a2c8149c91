// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/set_board.hpp"

#include <array>
#include <span>

#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/model/sign_in_code.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

std::string make_sign_in_key(base::Random& random) {
  std::array<std::byte, model::kSignInKeyBytes> key{};
  random.fill(key);
  return base::to_base64url(key);
}

Result<store::Board> set_board(store::Writer& writer, const SetBoard& wanted, base::Random& random) {
  if (!wanted.name && !wanted.quiet_hours && !wanted.no_quiet_hours) {
    return fail(ErrorCode::invalid_input, "nothing to change: give a name or quiet hours");
  }
  if (wanted.name && base::trim(*wanted.name).empty()) return fail(ErrorCode::invalid_input, "name: is empty");
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  auto board = find_board_in_use(writer, wanted.id);
  if (!board) return board;
  if (wanted.name) board->name = *wanted.name;
  if (wanted.quiet_hours) board->quiet_hours = wanted.quiet_hours;
  if (wanted.no_quiet_hours) board->quiet_hours.reset();
  if (board->sign_in_key.empty()) board->sign_in_key = make_sign_in_key(random);
  if (auto put = writer.put(*board); !put) return tl::unexpected(put.error());
  if (auto sent = publish_board(writer, *settings, *board); !sent) return tl::unexpected(sent.error());
  return board;
}

Result<store::Board> set_board(store::Store& store, const SetBoard& wanted, base::Random& random) {
  store::Board board;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto set = set_board(writer, wanted, random);
    if (!set) return tl::unexpected(set.error());
    board = std::move(*set);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return board;
}

Result<std::size_t> give_sign_in_keys(store::Store& store, base::Random& random) {
  std::size_t given = 0;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto boards = writer.boards();
    if (!boards) return tl::unexpected(boards.error());
    given = 0;
    for (store::Board& board : *boards) {
      if (board.state == store::BoardState::revoked || !board.sign_in_key.empty()) continue;
      board.sign_in_key = make_sign_in_key(random);
      if (auto put = writer.put(board); !put) return put;
      if (auto sent = publish_board(writer, *settings, board); !sent) return sent;
      ++given;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return given;
}

}  // namespace gridboard::desk
