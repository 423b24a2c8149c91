// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Larger things by their SHA-256, the same in every store.
#include <doctest/doctest.h>

#include "sync/store/move/move_store.hpp"
#include "sync/wire/blob.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using tests::at_second;

namespace {

std::string made_bytes(std::size_t size, unsigned seed = 1) {
  std::string bytes(size, '\0');
  for (char& each : bytes) each = static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
  return bytes;
}

// In pieces of another size than they are kept in.
store::BlobPieces in_pieces(const std::string& bytes, std::size_t size = 100'000) {
  return [&bytes, size, at = std::size_t{0}]() mutable -> Result<std::string> {
    const std::string piece = bytes.substr(std::min(at, bytes.size()), size);
    at += piece.size();
    return piece;
  };
}

Result<bool> put(store::Store& store, const std::string& sha256, const std::string& bytes) {
  Result<bool> put = false;
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    put = writer.put_blob(sha256, in_pieces(bytes));
    if (!put) return tl::unexpected(put.error());
    return {};
  });
  REQUIRE((written || !put));
  return put;
}

std::string read_whole(store::Store& store, const std::string& sha256) {
  std::string whole;
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    while (true) {
      const auto piece = reader.blob_bytes(sha256, whole.size());
      REQUIRE(piece);
      CHECK(piece->size() <= wire::kBlobPieceBytes);
      if (piece->empty()) return {};
      whole += *piece;
    }
  }));
  return whole;
}

std::optional<std::uint64_t> size_of(store::Store& store, const std::string& sha256) {
  std::optional<std::uint64_t> size;
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    size = reader.blob_size(sha256).value();
    return {};
  }));
  return size;
}

model::Notice notice_with(const std::string& id, const std::string& sha256) {
  model::Notice notice;
  notice.id = id;
  notice.title = "标题";
  notice.body = "正文";
  notice.audience = {"YX"};
  notice.picture = model::RecordPicture{sha256, model::PictureType::jpeg, 4000, 640, 480, "一张图"};
  return notice;
}

void put(store::Store& store, const model::Notice& notice) {
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    REQUIRE(writer.put(notice));
    return {};
  }));
}

std::pair<std::size_t, std::size_t> end_of_day(store::Store& store, int now, int noted_upto) {
  std::size_t noted = 0, dropped = 0;
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    noted = writer.note_unused_blobs(at_second(now), 10).value();
    dropped = writer.drop_unused_blobs(at_second(noted_upto), 10).value();
    return {};
  }));
  return {noted, dropped};
}

}  // namespace

TEST_CASE("a blob comes back byte for byte, from any offset, and the same again is one") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    for (const std::size_t size : {std::size_t{1}, wire::kBlobPieceBytes - 1, wire::kBlobPieceBytes,
                                   wire::kBlobPieceBytes + 1, 3 * wire::kBlobPieceBytes + 7}) {
      CAPTURE(size);
      const std::string bytes = made_bytes(size), sha256 = wire::sha256_of(bytes);
      CHECK_FALSE(size_of(**store, sha256));
      CHECK(put(**store, sha256, bytes).value());
      CHECK_FALSE(put(**store, sha256, bytes).value());
      CHECK(size_of(**store, sha256) == size);
      CHECK(read_whole(**store, sha256) == bytes);
      REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
        for (const std::size_t offset : {std::size_t{0}, size / 2, size - 1}) {
          const std::string piece = reader.blob_bytes(sha256, offset).value();
          CHECK(piece == bytes.substr(offset, piece.size()));
          CHECK_FALSE(piece.empty());
        }
        CHECK(reader.blob_bytes(sha256, size).value().empty());
        CHECK(reader.blob_bytes(sha256, size + (1 << 30)).value().empty());
        return {};
      }));
    }
  }
}

TEST_CASE("what isn't what its hash says isn't kept") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    const std::string bytes = made_bytes(400'000), sha256 = wire::sha256_of(bytes);
    std::string altered = bytes;
    altered[300'000] = static_cast<char>(altered[300'000] ^ 1);
    CHECK(put(**store, sha256, altered).error().code == ErrorCode::invalid_input);
    CHECK(put(**store, sha256, "").error().code == ErrorCode::invalid_input);
    CHECK_FALSE(size_of(**store, sha256));

    // Nor where the caller goes on after the error.
    CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
      CHECK_FALSE(writer.put_blob(sha256, in_pieces(altered)));
      return {};
    }));
    CHECK_FALSE(size_of(**store, sha256));
    CHECK(read_whole(**store, sha256).empty());

    std::size_t given = 0;
    const auto too_large = (*store)->write([&](store::Writer& writer) -> Result<void> {
      given = 0;
      const auto kept = writer.put_blob(sha256, [&]() -> Result<std::string> {
        given += 1 << 20;
        return std::string(1 << 20, 'x');
      });
      return kept.map([](bool) {});
    });
    CHECK(too_large.error().code == ErrorCode::too_large);
    CHECK(given == wire::kMaxBlobBytes + (1 << 20));
    CHECK(put(**store, sha256, bytes).value());
  }
}

TEST_CASE("a notice's picture comes back, and a blob goes only when no notice on boards has referred to it for long") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    const std::string bytes = made_bytes(4000), sha256 = wire::sha256_of(bytes);
    REQUIRE(put(**store, sha256, bytes).value());
    model::Notice notice = notice_with("n1", sha256);
    notice.valid_to = at_second(1000);
    put(**store, notice);
    REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
      CHECK(reader.notice("n1").value() == notice);
      CHECK(reader.notices("").value() == std::vector{notice});
      return {};
    }));

    SUBCASE("while the notice is valid it stays, from its end on the time runs") {
      CHECK(end_of_day(**store, 999, 999) == std::pair<std::size_t, std::size_t>(0, 0));
      CHECK(end_of_day(**store, 1000, 999) == std::pair<std::size_t, std::size_t>(1, 0));
      CHECK(end_of_day(**store, 1001, 999) == std::pair<std::size_t, std::size_t>(0, 0));
      CHECK(size_of(**store, sha256) == 4000);
      CHECK(end_of_day(**store, 2000, 1000) == std::pair<std::size_t, std::size_t>(0, 1));
      CHECK_FALSE(size_of(**store, sha256));
      CHECK(read_whole(**store, sha256).empty());
    }
    SUBCASE("withdrawn it counts no more; who publishes it again keeps it") {
      notice.withdrawn = true;
      put(**store, notice);
      CHECK(end_of_day(**store, 100, 0) == std::pair<std::size_t, std::size_t>(1, 0));
      CHECK_FALSE(put(**store, sha256, bytes).value());
      put(**store, notice_with("n2", sha256));
      CHECK(end_of_day(**store, 5000, 5000) == std::pair<std::size_t, std::size_t>(0, 0));
      CHECK(size_of(**store, sha256) == 4000);
    }
    SUBCASE("a notice that refers to it since saves it, even if it was noted") {
      notice.withdrawn = true;
      put(**store, notice);
      REQUIRE(end_of_day(**store, 100, 0).first == 1);
      put(**store, notice_with("n2", sha256));
      CHECK(end_of_day(**store, 5000, 5000).second == 1);
      CHECK(size_of(**store, sha256) == 4000);
    }
  }
}

TEST_CASE("moves and backups carry blobs") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("centre.db");
  const std::string bytes = made_bytes(40 * wire::kBlobPieceBytes + 5), sha256 = wire::sha256_of(bytes);
  {
    auto store = store::open_store(path);
    REQUIRE(store);
    REQUIRE(put(**store, sha256, bytes).value());
    put(**store, notice_with("n1", sha256));
    REQUIRE((*store)->back_up_to(folder.file("first.db")));
  }
  const std::string location = tests::postgres_server().new_location();
  const auto moved = store::move_to_postgres(path, location);
  REQUIRE_MESSAGE(moved, (moved ? "" : moved.error().message));
  auto store = store::open_store(location);
  REQUIRE(store);
  CHECK(read_whole(**store, sha256) == bytes);
  REQUIRE((*store)->back_up_to(folder.file("second.db")));
  for (const char* copy : {"first.db", "second.db"}) {
    CAPTURE(copy);
    auto opened = store::open_store(folder.file(copy));
    REQUIRE(opened);
    CHECK(size_of(**opened, sha256) == bytes.size());
    CHECK(read_whole(**opened, sha256) == bytes);
    REQUIRE((*opened)->read([&](store::Reader& reader) -> Result<void> {
      CHECK(reader.notice("n1").value() == notice_with("n1", sha256));
      return {};
    }));
  }
}
