// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/feed_bytes.hpp"

#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/support/inflate.hpp"

using namespace gridboard;
using server::FeedBytes;

namespace {

std::string unzstd(const std::string& frame) {
  std::string plain(ZSTD_getFrameContentSize(frame.data(), frame.size()), '\0');
  const std::size_t size = ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size());
  REQUIRE_FALSE(ZSTD_isError(size));
  return plain;
}

}  // namespace

TEST_CASE("A line is the same in every encoding, whatever its length") {
  for (const auto use : {FeedBytes::Use::shared, FeedBytes::Use::once}) {
    // Around the sizes at which a frame of zstd spells its length otherwise, and beyond a stored block.
    for (const std::size_t size : {0, 1, 254, 255, 256, 257, 65534, 65535, 65536, 200000}) {
      CAPTURE(size);
      const std::string line(size, 'x');
      FeedBytes bytes(line, use);
      CHECK(*bytes.plain() == line + "\n");
      CHECK(unzstd(*bytes.zstd()) == line + "\n");
      server::GzipFrame frame;
      std::string gzip = frame.take_header() + *bytes.deflated();
      frame.add(bytes);
      CHECK(test::inflate_gzip(gzip + frame.end()) == line + "\n");
    }
  }
}

TEST_CASE("What many streams send is compressed once") {
  FeedBytes bytes(std::string(10000, 'x'));
  CHECK(bytes.zstd()->size() < 200);
  CHECK(bytes.deflated()->size() < 200);
  CHECK(bytes.zstd().get() == bytes.zstd().get());
  CHECK(bytes.deflated().get() == bytes.deflated().get());
}

TEST_CASE("A gzip stream of many lines is one member with a check sum that fits") {
  FeedBytes shared("{\"a\":1}"), once("{\"b\":2}", FeedBytes::Use::once);
  server::GzipFrame frame;
  std::string stream = frame.take_header();
  CHECK(frame.take_header().empty());
  for (FeedBytes* line : {&shared, &once, &shared}) {
    stream += *line->deflated();
    frame.add(*line);
  }
  CHECK(test::inflate_gzip(stream + frame.end()) == "{\"a\":1}\n{\"b\":2}\n{\"a\":1}\n");
}

TEST_CASE("The best encoding that is accepted is taken") {
  using server::Encoding;
  CHECK(server::choose_encoding("") == Encoding::plain);
  CHECK(server::choose_encoding("gzip, zstd") == Encoding::zstd);
  CHECK(server::choose_encoding("deflate, GZIP;q=0.5") == Encoding::gzip);
  CHECK(server::choose_encoding("zstd;q=0, gzip") == Encoding::gzip);
  CHECK(server::choose_encoding("zstd; q=0.000, gzip;q=0") == Encoding::plain);
  CHECK(server::choose_encoding("zstd;q=0.001") == Encoding::zstd);
  CHECK(server::choose_encoding("identity, br, xzstd, ,;") == Encoding::plain);
}
