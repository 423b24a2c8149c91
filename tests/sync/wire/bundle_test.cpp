// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/bundle.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sync/wire/feed.hpp"
#include "sync/wire/signature.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;

namespace {

const wire::SigningPair kMaker = wire::make_signing_pair(std::string(wire::kSeedBytes, 'm'));

base::Result<std::string> sign(std::string_view statement) {
  return wire::sign(kMaker.secret_key, statement);
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

wire::BundleEnd write_bundle(const std::string& path, const std::vector<std::string>& lines) {
  auto writer = wire::BundleWriter::create(path).value();
  for (const std::string& line : lines) REQUIRE(writer->add(line));
  wire::BundleEnd end;
  end.board_id = "b-0042";
  end.made_at = base::parse_rfc3339("2026-11-21T16:42:00+08:00").value();
  return writer->finish(end, sign, base::Zone()).value();
}

}  // namespace

TEST_CASE("a bundle comes back line by line as it was written, under its own name alone") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("b.bundle"), folder_path = folder.file("");
  const std::vector<std::string> lines{R"({"line":"commit","cursor":""})", "- {}", std::string(100'000, 'x')};
  const wire::BundleEnd end = write_bundle(path, lines);
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
  const auto reader = wire::BundleReader::open(path, folder_path);
  REQUIRE(reader);
  CHECK((*reader)->end() == end);
  CHECK(wire::signature_fits(kMaker.public_key, end.signature, wire::bundle_statement((*reader)->end())));
  for (int round = 0; round < 2; ++round) {
    for (const std::string& line : lines) CHECK((*reader)->next().value() == line);
    CHECK_FALSE((*reader)->next().value());
    (*reader)->begin_again();
  }
}

TEST_CASE("a bundle that isn't finished leaves nothing behind") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("b.bundle");
  SUBCASE("given up") {
    auto writer = wire::BundleWriter::create(path).value();
    CHECK(writer->add("x"));
  }
  SUBCASE("nobody signs it") {
    auto writer = wire::BundleWriter::create(path).value();
    const auto refuse = [](std::string_view) -> base::Result<std::string> {
      return base::fail(base::ErrorCode::unavailable, "no key");
    };
    CHECK_FALSE(writer->finish({}, refuse, base::Zone()));
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

TEST_CASE("a bundle that was changed anywhere, cut off or lengthened is refused") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("b.bundle");
  write_bundle(path, {"one", "two"});
  const std::string whole = content_of(path);
  const auto code_of = [&](const std::string& content) {
    write(path, content);
    const auto reader = wire::BundleReader::open(path, folder.file(""));
    return reader ? std::string("taken") : std::string(base::name_of(reader.error().code));
  };
  CHECK(code_of(whole) == "taken");
  SUBCASE("a byte of a line") {
    std::string changed = whole;
    changed[1] ^= 1;
    CHECK(code_of(changed) == "corrupt");
  }
  SUBCASE("cut off at any byte") {
    for (std::size_t length = 0; length < whole.size(); ++length) CHECK(code_of(whole.substr(0, length)) == "corrupt");
  }
  SUBCASE("something behind it") { CHECK(code_of(whole + "three\n") == "corrupt"); }
  SUBCASE("something before it") { CHECK(code_of("zero\n" + whole) == "corrupt"); }
  SUBCASE("nothing there") {
    CHECK(wire::BundleReader::open(folder.file("none"), folder.file("")).error().code == base::ErrorCode::not_found);
  }
}

TEST_CASE("a line may have 2 MiB and no more") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("b.bundle");
  write_bundle(path, {std::string(wire::kMaxLineBytes, 'x'), std::string(wire::kMaxLineBytes + 1, 'y')});
  const auto reader = wire::BundleReader::open(path, folder.file(""));
  REQUIRE(reader);
  CHECK((*reader)->next().value()->size() == wire::kMaxLineBytes);
  CHECK((*reader)->next().error().code == base::ErrorCode::too_large);
}

TEST_CASE("the end of a bundle has all its members, each as it must be") {
  wire::BundleEnd end;
  end.board_id = "b-0042";
  end.sha256 = std::string(64, '0');
  end.signature = sign("x").value();
  const std::string good = wire::encode(end, base::Zone());
  CHECK(wire::parse_bundle_end(good).value() == end);
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string changed = good;
    changed.replace(changed.find(from), from.size(), to);
    return wire::parse_bundle_end(changed).error().code == base::ErrorCode::corrupt;
  };
  CHECK(refused("\"bundle\"", "\"hello\""));
  CHECK(refused("\"version\":1", "\"version\":2"));
  CHECK(refused("feed", "food"));
  CHECK(refused("b-0042", "b\\n0042"));
  CHECK(refused(end.sha256, std::string(63, '0')));
  CHECK(refused(end.sha256, std::string(63, '0') + "G"));
  CHECK(refused(end.signature, "AAAA"));
}
