// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// GET /sync/v1/blobs/<sha256>.
#include <doctest/doctest.h>

#include "sync/server/byte_range.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using server::wanted_range;
using server::WantedRange;

namespace {

std::string made_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  unsigned seed = 7;
  for (char& each : bytes) each = static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
  return bytes;
}

struct Fixture {
  explicit Fixture(std::size_t size = 700'001) : bytes(made_bytes(size)), sha256(wire::sha256_of(bytes)) {
    centre.write([&](store::Writer& writer) -> base::Result<void> {
      bool given = false;
      const auto put = writer.put_blob(
          sha256, [&]() -> base::Result<std::string> { return std::exchange(given, true) ? std::string() : bytes; });
      REQUIRE(put);
      return {};
    });
  }
  using Headers = std::vector<std::pair<std::string, std::string>>;
  test::Reply ask(const std::string& method, const std::string& name, Headers headers = {}) {
    headers.emplace_back("Authorization", "Bearer " + board.token);
    return test::exchange(centre.address, method, "/sync/v1/blobs/" + name, "", headers);
  }

  test::Centre centre;
  test::TestBoard board = centre.enrolled(test::kUnit2);
  std::string bytes, sha256;
};

}  // namespace

TEST_CASE("ranges are read as RFC 9110 has them") {
  using Kind = WantedRange::Kind;
  const auto part = [](std::uint64_t from, std::uint64_t end) { return WantedRange{Kind::part, {from, end}}; };
  CHECK(wanted_range("bytes=0-", 100) == part(0, 100));
  CHECK(wanted_range("bytes=99-", 100) == part(99, 100));
  CHECK(wanted_range("bytes=100-", 100).kind == Kind::outside);
  CHECK(wanted_range("bytes=0-0", 100) == part(0, 1));
  CHECK(wanted_range("bytes=10-99", 100) == part(10, 100));
  CHECK(wanted_range("bytes=10-1000", 100) == part(10, 100));
  CHECK(wanted_range("bytes=10-99999999999999999999999", 100) == part(10, 100));
  CHECK(wanted_range("bytes=99999999999999999999999-", 100).kind == Kind::outside);
  CHECK(wanted_range("bytes=-1", 100) == part(99, 100));
  CHECK(wanted_range("bytes=-1000", 100) == part(0, 100));
  CHECK(wanted_range("bytes=-0", 100).kind == Kind::outside);
  for (const char* passed_over : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes= 1-2",
                                  "bytes=1-2,4-5", "items=0-1", "bytes=+1-2", "bytes=1", "bytes=0x1-2", "BYTES=1-2"}) {
    CAPTURE(passed_over);
    CHECK(wanted_range(passed_over, 100) == WantedRange{});
  }
}

TEST_CASE("a blob comes whole, with what it is as its tag, for ever") {
  for (const std::size_t size :
       {std::size_t{1}, wire::kBlobPieceBytes, wire::kBlobPieceBytes + 1, std::size_t{3'000'000}}) {
    CAPTURE(size);
    Fixture fixture(size);
    const auto reply = fixture.ask("GET", fixture.sha256);
    CHECK(reply.status == 200);
    CHECK(reply.body == fixture.bytes);
    CHECK(reply.headers.at("etag") == "\"" + fixture.sha256 + "\"");
    CHECK(reply.headers.at("cache-control") == "private, max-age=31536000, immutable");
    CHECK(reply.headers.at("accept-ranges") == "bytes");
  }
}

TEST_CASE("the rest of a blob comes from where a reader stands") {
  Fixture fixture;
  const std::string& bytes = fixture.bytes;
  const std::string total = std::to_string(bytes.size());
  for (const std::size_t from : {std::size_t{1}, wire::kBlobPieceBytes - 1, wire::kBlobPieceBytes, bytes.size() - 1}) {
    CAPTURE(from);
    const auto reply = fixture.ask("GET", fixture.sha256, {{"Range", "bytes=" + std::to_string(from) + "-"}});
    CHECK(reply.status == 206);
    CHECK(reply.body == bytes.substr(from));
    CHECK(reply.headers.at("content-range") ==
          "bytes " + std::to_string(from) + "-" + std::to_string(bytes.size() - 1) + "/" + total);
  }
  SUBCASE("or a part in the middle of two pieces") {
    const auto reply = fixture.ask("GET", fixture.sha256, {{"Range", "bytes=262000-263000"}});
    CHECK(reply.status == 206);
    CHECK(reply.body == bytes.substr(262000, 1001));
  }
  SUBCASE("behind its end there is nothing") {
    const auto reply = fixture.ask("GET", fixture.sha256, {{"Range", "bytes=" + total + "-"}});
    CHECK(reply.status == 416);
    CHECK(reply.headers.at("content-range") == "bytes */" + total);
    CHECK(reply.headers.at("content-type") == "application/problem+json");
  }
  SUBCASE("a range of another one is passed over") {
    CHECK(fixture.ask("GET", fixture.sha256, {{"Range", "bytes=5-"}, {"If-Range", "\"other\""}}).status == 200);
    CHECK(fixture.ask("GET", fixture.sha256, {{"Range", "bytes=5-"}, {"If-Range", "\"" + fixture.sha256 + "\""}})
              .status == 206);
  }
  SUBCASE("who has it needn't get it again") {
    const auto reply = fixture.ask("GET", fixture.sha256, {{"If-None-Match", "\"" + fixture.sha256 + "\""}});
    CHECK(reply.status == 304);
    CHECK(reply.body.empty());
  }
}

TEST_CASE("HEAD tells its length and sends nothing") {
  Fixture fixture;
  test::Connection connection(fixture.centre.address);
  const Fixture::Headers headers{{"Authorization", "Bearer " + fixture.board.token}};
  REQUIRE(connection.send(test::request_text("HEAD", "/sync/v1/blobs/" + fixture.sha256, "", headers)));
  const auto reply = connection.read_head();
  CHECK(reply.status == 200);
  CHECK(reply.headers.at("content-length") == std::to_string(fixture.bytes.size()));
  CHECK(reply.headers.at("etag") == "\"" + fixture.sha256 + "\"");
}

TEST_CASE("what can't be a blob or comes without a token costs no question to the store") {
  Fixture fixture(1000);
  const int before = test::settled_calls(fixture.centre);
  for (const std::string& name :
       {std::string("x"), fixture.sha256.substr(1), fixture.sha256 + "0", std::string(64, 'G'), std::string(64, 'A'),
        std::string("../") + fixture.sha256, fixture.sha256 + "/x"}) {
    CAPTURE(name);
    const auto reply = fixture.ask("GET", name);
    CHECK(reply.status == 404);
    CHECK(reply.headers.at("content-type") == "application/problem+json");
  }
  for (const std::string& token : {std::string(), std::string("x"), fixture.board.token + "x"}) {
    const auto reply = test::exchange(fixture.centre.address, "GET", "/sync/v1/blobs/" + fixture.sha256, "",
                                      {{"Authorization", "Bearer " + token}});
    CHECK(reply.status == 401);
  }
  CHECK(fixture.centre.store->calls() == before);
  CHECK(fixture.ask("GET", std::string(64, 'a')).status == 404);
  CHECK(fixture.ask("POST", fixture.sha256).status == 405);
}

TEST_CASE("a revoked board gets no more of it") {
  Fixture fixture;
  CHECK(fixture.ask("GET", fixture.sha256).status == 200);
  fixture.centre.write([&](store::Writer& writer) -> base::Result<void> {
    auto board = writer.board(fixture.board.board.id).value().value();
    board.state = store::BoardState::revoked;
    return writer.put(board);
  });
  const auto reply = fixture.ask("GET", fixture.sha256);
  CHECK(reply.status == 403);
  CHECK(wire::decode_problem(reply.body).value().code == "forbidden");
}
