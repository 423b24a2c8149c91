// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/issue_staff_pins.hpp"

#include <sodium.h>

#include <functional>

#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/set_board.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

using Keep = std::function<Result<void>(store::Writer&, const std::string& hash)>;

// The slip comes first: a PIN that nobody can read would lock people out.
Result<void> issue(store::Store& store, const std::string& title, const IssuedStaffPin& whose, const std::string& path,
                   base::Random& random, const Keep& keep) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  SlipFile file(path);
  if (auto made = file.make(); !made) return made;
  std::string pin = make_pin(random);
  const std::string hash = hash_pin(pin);
  std::string text = title + ",name,pin\r\n" + csv_field(whose.id) + "," + csv_field(whose.name) + "," + pin + "\r\n";
  sodium_memzero(pin.data(), pin.size());
  if (hash.empty()) return fail(ErrorCode::unavailable, "there isn't enough memory to hash the PIN");
  if (auto filled = file.fill(text); !filled) return filled;
  auto kept = store.write([&](store::Writer& writer) { return keep(writer, hash); });
  if (kept) file.keep();
  return kept;
}

Result<void> keep_maintenance_pin(store::Writer& writer, const std::string& board_id, const std::string& hash,
                                  base::Random& random) {
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  auto board = find_board_in_use(writer, board_id);
  if (!board) return tl::unexpected(board.error());
  board->maintenance_pin_hash = hash;
  if (board->sign_in_key.empty()) board->sign_in_key = make_sign_in_key(random);
  if (auto put = writer.put(*board); !put) return put;
  return publish_board(writer, *settings, *board);
}

}  // namespace

Result<IssuedStaffPin> issue_maintenance_pin(store::Store& store, std::string_view board_id, const std::string& file,
                                             base::Random& random) {
  IssuedStaffPin issued;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto board = find_board_in_use(reader, board_id);
    if (!board) return tl::unexpected(board.error());
    issued = {board->id, board->name, !board->maintenance_pin_hash.empty()};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  auto done = issue(store, "board", issued, file, random, [&](store::Writer& writer, const std::string& hash) {
    return keep_maintenance_pin(writer, issued.id, hash, random);
  });
  if (!done) return tl::unexpected(done.error());
  return issued;
}

Result<IssuedStaffPin> issue_manager_pin(store::Store& store, std::string_view manager_id, const std::string& file,
                                         base::Random& random) {
  IssuedStaffPin issued;
  const std::string id(base::trim(manager_id));
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto manager = reader.manager(id);
    if (!manager) return tl::unexpected(manager.error());
    if (!*manager) return fail(ErrorCode::not_found, "no manager has the id '" + id + "'");
    const auto before = reader.manager_pin_hash(id);
    if (!before) return tl::unexpected(before.error());
    issued = {id, (*manager)->name, before->has_value() && !(*before)->empty()};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  auto done = issue(store, "manager", issued, file, random, [&](store::Writer& writer, const std::string& hash) {
    return writer.put_manager_pin_hash(id, hash);
  });
  if (!done) return tl::unexpected(done.error());
  return issued;
}

}  // namespace gridboard::desk
