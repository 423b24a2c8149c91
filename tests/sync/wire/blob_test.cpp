// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/blob.hpp"

#include <doctest/doctest.h>

using namespace gridboard;

TEST_CASE("hashes are those of FIPS 180-4, in one go or in pieces") {
  CHECK(wire::sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(wire::sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  wire::Sha256 hash;
  for (const char* piece : {"a", "", "bc"}) hash.add(piece);
  CHECK(hash.take() == wire::sha256_of("abc"));
}

TEST_CASE("a blob is called by 64 small hex digits and nothing else") {
  CHECK(wire::is_sha256(wire::sha256_of("abc")));
  for (const std::string& name : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                                  std::string(64, 'g'), "../" + std::string(61, 'a'), std::string(63, 'a') + "/"}) {
    CAPTURE(name);
    CHECK_FALSE(wire::is_sha256(name));
  }
}

TEST_CASE("a piece in a bundle comes back as it went, within its limits") {
  wire::BlobLine line{std::string(64, 'a'), wire::kMaxBlobBytes, wire::kMaxBlobBytes - wire::kBlobPieceBytes,
                      std::string(wire::kBlobPieceBytes, '\xff')};
  CHECK(wire::is_blob_line(wire::encode(line)));
  CHECK(wire::parse_blob_line(wire::encode(line)).value() == line);
  const auto refused = [](const wire::BlobLine& wrong) { return !wire::parse_blob_line(wire::encode(wrong)); };
  ++line.offset;
  CHECK(refused(line));
  CHECK(refused({std::string(64, 'a'), wire::kMaxBlobBytes + 1, 0, "x"}));
  CHECK(refused({std::string(64, 'a'), wire::kMaxBlobBytes, 0, std::string(wire::kBlobPieceBytes + 1, 'x')}));
  CHECK(refused({std::string(64, 'a'), 0, 0, ""}));
  CHECK(refused({std::string(64, 'x'), 1, 0, "x"}));
  CHECK_FALSE(wire::parse_blob_line("{}"));
  CHECK_FALSE(wire::is_blob_line(R"({"line":"commit","cursor":""})"));
}
