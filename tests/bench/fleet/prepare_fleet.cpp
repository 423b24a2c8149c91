// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fleet/prepare_fleet.hpp"

#include <sodium.h>

#include <array>
#include <cstdio>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/bench/fleet/deliveries.hpp"

namespace gridboard::fleet {
namespace {

using base::Result;

constexpr std::size_t kUnitsACommunity = 60, kUnitsABuilding = 4, kBoardsAWrite = 2000;

struct Keys {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

Keys keys_of(std::size_t board) {
  const std::string name = "fleet board " + std::to_string(board);
  std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
  crypto_generichash(seed.data(), seed.size(), reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                     nullptr, 0);
  Keys keys;
  crypto_sign_seed_keypair(keys.open.data(), keys.secret.data(), seed.data());
  return keys;
}

std::string base64(const unsigned char* bytes, std::size_t size) {
  return base::to_base64url(std::as_bytes(std::span(bytes, size)));
}

Result<void> put_place(store::Writer& writer, const desk::CentreSettings& settings, const std::string& path,
                       model::PlaceKind kind) {
  model::Place place;
  place.path = path;
  place.kind = kind;
  place.name = path.substr(path.rfind('/') + 1);
  const auto put = writer.put(place);
  if (!put) return tl::unexpected(put.error());
  return desk::publish_place(writer, settings, place);
}

std::string community_of(std::size_t board) {
  return std::string(kCompany) + "/D/C" + std::to_string(board / kUnitsACommunity);
}

std::string building_of(std::size_t board) {
  return community_of(board) + "/" + std::to_string(board % kUnitsACommunity / kUnitsABuilding + 1);
}

std::string unit_of(std::size_t board) {
  return building_of(board) + "/" + std::to_string(board % kUnitsABuilding + 1);
}

Result<void> put_places_of(store::Writer& writer, const desk::CentreSettings& settings, std::size_t board) {
  Result<void> done;
  if (board % kUnitsACommunity == 0) {
    done = put_place(writer, settings, community_of(board), model::PlaceKind::community);
  }
  if (done && board % kUnitsABuilding == 0) {
    done = put_place(writer, settings, building_of(board), model::PlaceKind::building);
  }
  return done ? put_place(writer, settings, unit_of(board), model::PlaceKind::unit) : done;
}

Result<void> put_board(store::Writer& writer, const desk::CentreSettings& settings, std::size_t number) {
  const Keys keys = keys_of(number);
  store::Board board;
  board.id = board_id(number);
  board.place_path = unit_of(number);
  board.name = board.place_path;
  board.state = store::BoardState::active;
  board.public_key = base64(keys.open.data(), keys.open.size());
  auto done = writer.put(board);
  return done ? desk::publish_board(writer, settings, board) : done;
}

using PutOne = Result<void> (*)(store::Writer&, const desk::CentreSettings&, std::size_t);

Result<void> put_all(store::Store& store, std::size_t boards, PutOne put) {
  for (std::size_t from = 0; from < boards; from += kBoardsAWrite) {
    auto written = store.write([&](store::Writer& writer) -> Result<void> {
      const auto settings = desk::load_centre_settings(writer);
      if (!settings) return tl::unexpected(settings.error());
      Result<void> done;
      for (std::size_t i = from; done && i < std::min(boards, from + kBoardsAWrite); ++i) {
        done = put(writer, *settings, i);
      }
      return done;
    });
    if (!written) return written;
  }
  return {};
}

}  // namespace

std::string board_id(std::size_t board) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "B-F%05zu", board);
  return text.data();
}

std::string sign_challenge(std::size_t board, const std::string& nonce) {
  const std::string bytes = wire::challenge_bytes(board_id(board), nonce);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       keys_of(board).secret.data());
  return base64(signature.data(), signature.size());
}

Result<std::unique_ptr<store::Store>> open_centre(const std::string& data_folder) {
  return store::open_sqlite_store(data_folder + "/" + desk::kDatabaseFile);
}

Result<void> prepare_fleet(const std::string& data_folder, std::size_t boards) {
  base::SystemRandom random;
  if (const auto made = desk::make_centre_keys(data_folder, random); !made) return tl::unexpected(made.error());
  const auto opened = open_centre(data_folder);
  if (!opened) return tl::unexpected(opened.error());
  store::Store& store = **opened;
  desk::CentreSettings wanted;
  wanted.supplier_name = "基准供电";
  const auto saved = store.write([&](store::Writer& writer) { return desk::save_centre_settings(writer, wanted); });
  if (!saved) return saved;
  auto written = store.write([&](store::Writer& writer) {
    auto done = put_place(writer, wanted, kCompany, model::PlaceKind::company);
    return done ? put_place(writer, wanted, std::string(kCompany) + "/D", model::PlaceKind::district) : done;
  });
  // A place looks for the logs that it has left: that is quick while boards have none yet.
  if (written) written = put_all(store, boards, &put_places_of);
  if (written) written = put_all(store, boards, &put_board);
  if (!written) return written;
  return publish_to_all(store, mark_of(0));
}

Result<void> publish_to_all(store::Store& store, const std::string& mark) {
  const base::SystemClock clock;
  base::SystemRandom random;
  desk::PublishNotice wanted;
  wanted.title = "停电安全提示";
  wanted.body = "停电时请勿使用明火照明，请断开电热器具的电源，等待来电后再逐一打开。 " + mark;
  wanted.category = model::NoticeCategory::safety;
  wanted.places = {kCompany};
  const auto published = desk::publish_notice(store, wanted, clock, random);
  if (!published) return tl::unexpected(published.error());
  return {};
}

}  // namespace gridboard::fleet
