// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/unlock_by_phone.hpp"

#include <sstream>

#include "sync/base/paths.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/pin_tries.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostPinBytes = 64;

// Kept as "<expires, ms since 1970> <id> <account> <key> [<sealed>]"; "" once it was collected.
struct Ask {
  std::int64_t expires_ms = 0;
  wire::UnlockAsk asked;
  std::string sealed;
};

std::string setting_of(const std::string& board_id) {
  return "phone_unlock/" + board_id;
}

std::string text_of(const Ask& ask) {
  std::string text = std::to_string(ask.expires_ms);
  for (const std::string* part : {&ask.asked.id, &ask.asked.account, &ask.asked.key, &ask.sealed}) text += " " + *part;
  return text;
}

Result<Ask> open_ask(store::Reader& reader, const std::string& board_id, const std::string& id, base::Instant now) {
  const auto not_found = [] { return fail(ErrorCode::not_found, "no such unlocking is open at this board"); };
  if (!wire::is_unlock_id(id)) return not_found();
  const auto kept = reader.setting(setting_of(board_id));
  if (!kept) return tl::unexpected(kept.error());
  Ask ask;
  std::istringstream parts(kept->value_or(""));
  if (!(parts >> ask.expires_ms >> ask.asked.id >> ask.asked.account >> ask.asked.key)) return not_found();
  parts >> ask.sealed;
  const base::Instant expires{std::chrono::milliseconds(ask.expires_ms)};
  // One that lies further ahead than any can was made by a wrong clock.
  if (ask.asked.id != id || now >= expires || expires - now > kPhoneUnlockLasts) return not_found();
  return ask;
}

Result<model::Household> household_at(store::Reader& reader, const store::Board& board, const std::string& account) {
  const auto not_here = [] { return fail(ErrorCode::not_found, "no such household can be unlocked at this board"); };
  if (!model::is_account_number(account)) return not_here();
  auto found = reader.household(account);
  if (!found) return tl::unexpected(found.error());
  if (!*found || !base::reaches((*found)->path(), board.place_path)) return not_here();
  if ((*found)->pin_hash.empty() || (*found)->household_key.empty()) return not_here();
  return std::move(**found);
}

struct Opened {
  Ask ask;
  store::Board board;
  model::Household household;
  PhoneUnlock shown;
};

// Only what is still to be unlocked: a code is good once.
Result<Opened> open_all(store::Store& store, const std::string& board_id, const std::string& id, base::Instant now) {
  Opened opened;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto ask = open_ask(reader, board_id, id, now);
    if (!ask) return tl::unexpected(ask.error());
    if (!ask->sealed.empty()) return fail(ErrorCode::not_found, "this code has been used");
    opened.ask = std::move(*ask);
    auto board = reader.board(board_id);
    if (!board) return tl::unexpected(board.error());
    if (!*board || (*board)->state != store::BoardState::active) return fail(ErrorCode::not_found, "no such board");
    opened.board = std::move(**board);
    auto household = household_at(reader, opened.board, opened.ask.asked.account);
    if (!household) return tl::unexpected(household.error());
    opened.household = std::move(*household);
    auto words = place_in_words(reader, opened.household.unit_path);
    if (!words) return tl::unexpected(words.error());
    auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    opened.shown = {opened.board.name, *words + "/" + opened.household.door, settings->supplier_name};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return opened;
}

Result<void> seal_for_board(store::Store& store, const Opened& opened, base::Instant now, base::Random& random) {
  std::string key = base::from_base64url(opened.household.household_key);
  auto sealed = wire::seal_unlock(opened.ask.asked, opened.board.id, key, random);
  wire::wipe(key);
  if (!sealed) return tl::unexpected(sealed.error());
  return store.write([&](store::Writer& writer) -> Result<void> {
    // As it is now: the board may have put it away, or another phone may have been quicker.
    auto ask = open_ask(writer, opened.board.id, opened.ask.asked.id, now);
    if (!ask) return tl::unexpected(ask.error());
    if (!ask->sealed.empty()) return fail(ErrorCode::not_found, "this code has been used");
    ask->sealed = *sealed;
    if (auto kept = writer.put_setting(setting_of(opened.board.id), text_of(*ask)); !kept) return kept;
    return forget_tries(writer, "household/" + opened.household.account);
  });
}

}  // namespace

Result<void> begin_phone_unlock(store::Store& store, const store::Board& board, const wire::UnlockAsk& ask,
                                base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto household = household_at(writer, board, ask.account);
    if (!household) return tl::unexpected(household.error());
    return writer.put_setting(setting_of(board.id),
                              text_of({(now + kPhoneUnlockLasts).time_since_epoch().count(), ask, ""}));
  });
}

Result<bool> is_unlocked_by_phone(store::Store& store, const std::string& board_id, const std::string& id,
                                  base::Instant now) {
  bool unlocked = false;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto ask = open_ask(reader, board_id, id, now);
    if (!ask) return tl::unexpected(ask.error());
    unlocked = !ask->sealed.empty();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return unlocked;
}

Result<wire::UnlockAnswer> collect_phone_unlock(store::Store& store, const std::string& board_id, const std::string& id,
                                                base::Instant now) {
  wire::UnlockAnswer answer;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto ask = open_ask(writer, board_id, id, now);
    if (!ask) return tl::unexpected(ask.error());
    answer.sealed = ask->sealed;
    return answer.sealed.empty() ? Result<void>() : writer.put_setting(setting_of(board_id), "");
  });
  if (!written) return tl::unexpected(written.error());
  return answer;
}

Result<PhoneUnlock> show_phone_unlock(store::Store& store, const std::string& board_id, const std::string& id,
                                      base::Instant now) {
  auto opened = open_all(store, board_id, id, now);
  if (!opened) return tl::unexpected(opened.error());
  return std::move(opened->shown);
}

Result<PhoneUnlocked> unlock_by_phone(store::Store& store, const std::string& board_id, const std::string& id,
                                      std::string_view pin, base::Instant now, base::Random& random) {
  const auto opened = open_all(store, board_id, id, now);
  if (!opened) return tl::unexpected(opened.error());
  PhoneUnlocked outcome;
  outcome.shown = opened->shown;
  outcome.account = opened->household.account;
  const auto waits = begin_try(store, "household/" + outcome.account, now);
  if (!waits) return tl::unexpected(waits.error());
  outcome.wait_until = *waits;
  if (*waits) return outcome;
  if (pin.empty() || pin.size() > kMostPinBytes || !pin_fits(opened->household.pin_hash, pin)) {
    outcome.wrong_pin = true;
    return outcome;
  }
  auto sealed = seal_for_board(store, *opened, now, random);
  if (!sealed) return tl::unexpected(sealed.error());
  outcome.done = true;
  return outcome;
}

}  // namespace gridboard::desk
