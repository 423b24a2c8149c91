// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/add_board.hpp"

#include <sodium.h>

#include <array>
#include <span>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/phone_receipts.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/set_board.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kIdLength = 6, kReceiptPrefixLength = 3;
constexpr int kMostAttempts = 1000;

// What staff type to revoke a board: "B-K7QM3R".
Result<std::string> free_id(store::Reader& reader, base::Random& random) {
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    std::string id = "B-" + base::make_code(kIdLength, random);
    const auto taken = reader.board(id);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return id;
  }
  return fail(ErrorCode::conflict, "no free board id is left");
}

Result<std::string> free_receipt_prefix(store::Reader& reader, base::Random& random) {
  const auto of_phones = reader.setting(kPhonePrefixSetting);
  if (!of_phones) return tl::unexpected(of_phones.error());
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    std::string prefix = base::make_code(kReceiptPrefixLength, random);
    // Receipts leave out letters that sound alike: a prefix with one would not read back.
    if (model::canonical_receipt(model::make_receipt(prefix, 1)).empty()) continue;
    const auto taken = reader.is_receipt_prefix_taken(prefix);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken && *of_phones != prefix) return prefix;
  }
  return fail(ErrorCode::conflict, "no free receipt prefix is left");
}

Result<void> check(const AddBoard& wanted, const model::Place& place) {
  const bool one_building = place.kind >= model::PlaceKind::building;
  if (wanted.hall || one_building) return {};
  return fail(ErrorCode::invalid_input, "place: a board for the door of a unit can't stand at the " +
                                            std::string(model::name_of(place.kind)) + " " + place.path +
                                            "; name a unit, or make it a hall board");
}

}  // namespace

std::string hash_board_code(std::string_view code) {
  const std::string normalised = base::normalise_code(code);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(normalised.data()),
                     normalised.size(), nullptr, 0);
  return base::to_hex(std::as_bytes(std::span(hash)));
}

std::string renew_code(store::Board& board, base::Instant now, base::Random& random) {
  std::string code = base::make_code(kBoardCodeLength, random);
  board.code_expires = now + kBoardCodeLifetime;
  board.code_hash = hash_board_code(code);
  return code;
}

Result<AddedBoard> add_board(store::Writer& writer, const AddBoard& wanted, base::Instant now, base::Random& random) {
  AddedBoard added;
  store::Board& board = added.board;
  board.hall = wanted.hall;
  board.added_at = now;
  added.code = renew_code(board, now, random);
  auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  auto place = resolve_place(writer, wanted.place);
  if (!place) return tl::unexpected(place.error());
  if (auto right = check(wanted, *place); !right) return tl::unexpected(right.error());
  board.place_path = place->path;
  auto words = place_in_words(writer, place->path);
  if (!words) return tl::unexpected(words.error());
  board.name = wanted.name.empty() ? *words : wanted.name;
  auto id = free_id(writer, random);
  if (!id) return tl::unexpected(id.error());
  board.id = *id;
  auto prefix = free_receipt_prefix(writer, random);
  if (!prefix) return tl::unexpected(prefix.error());
  board.receipt_prefix = *prefix;
  board.sign_in_key = make_sign_in_key(random);
  if (auto put = writer.put(board); !put) return tl::unexpected(put.error());
  if (auto sent = publish_board(writer, *settings, board); !sent) return tl::unexpected(sent.error());
  return added;
}

Result<AddedBoard> add_board(store::Store& store, const AddBoard& wanted, const base::Clock& clock,
                             base::Random& random) {
  AddedBoard added;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto done = add_board(writer, wanted, clock.now(), random);
    if (!done) return tl::unexpected(done.error());
    added = std::move(*done);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

}  // namespace gridboard::desk
