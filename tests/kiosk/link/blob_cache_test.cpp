// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/blob_cache.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using base::ErrorCode;
using kiosk::link::BlobCache;

namespace {

std::string bytes_of(char letter, std::size_t size = 1000) {
  return std::string(size, letter);
}

std::string keep(BlobCache& cache, const std::string& bytes, const std::set<std::string>& live = {}) {
  const std::string sha256 = wire::sha256_of(bytes);
  REQUIRE(cache.begin(sha256, bytes.size(), live).value() == 0);
  REQUIRE(cache.add(bytes));
  REQUIRE(cache.finish());
  return sha256;
}

void used_at(const std::string& path, std::int64_t second) {
  const timespec times[2] = {{second, 0}, {second, 0}};
  REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

std::set<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(folder)) names.insert(each.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("a blob has its name only once it is whole and right") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("blobs");
  BlobCache cache(path, 1 << 20);
  const std::string bytes = bytes_of('a') + bytes_of('b'), sha256 = wire::sha256_of(bytes);
  REQUIRE(cache.begin(sha256, bytes.size(), {}).value() == 0);
  REQUIRE(cache.add(bytes.substr(0, 700)));
  CHECK_FALSE(cache.has(sha256));
  CHECK(cache.finish().error().code == ErrorCode::unavailable);

  SUBCASE("it goes on where it was, also after a restart") {
    cache.pause();
    BlobCache after(path, 1 << 20);
    CHECK(after.begin(sha256, bytes.size(), {}).value() == 700);
    REQUIRE(after.add(bytes.substr(700)));
    REQUIRE(after.finish());
    CHECK(after.has(sha256));
    CHECK(names_in(path) == std::set{sha256});
    struct stat about {};
    REQUIRE(::stat((path + "/" + sha256).c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
  }
  SUBCASE("one altered byte, and it is thrown away") {
    std::string rest = bytes.substr(700);
    rest.back() = 'c';
    REQUIRE(cache.add(rest));
    CHECK(cache.finish().error().code == ErrorCode::conflict);
    CHECK(names_in(path).empty());
  }
  SUBCASE("more than told is refused") {
    CHECK(cache.add(bytes).error().code == ErrorCode::conflict);
  }
  SUBCASE("a part that grew too long on the disk is begun anew") {
    cache.pause();
    std::ofstream(path + "/" + sha256 + ".part", std::ios::app) << bytes;
    CHECK(cache.begin(sha256, bytes.size(), {}).value() == 0);
  }
  SUBCASE("parts that nobody wants any more go") {
    cache.pause();
    cache.drop_parts_but({sha256});
    CHECK(names_in(path).size() == 1);
    cache.drop_parts_but({});
    CHECK(names_in(path).empty());
  }
}

TEST_CASE("what was used longest ago makes room, never what a live notice shows") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("blobs");
  BlobCache cache(path, 3000);
  const std::string a = keep(cache, bytes_of('a')), b = keep(cache, bytes_of('b')), c = keep(cache, bytes_of('c'));
  used_at(path + "/" + a, 100);
  used_at(path + "/" + b, 300);
  used_at(path + "/" + c, 200);
  SUBCASE("exactly as much as there may be stays") {
    CHECK(names_in(path) == std::set{a, b, c});
  }
  SUBCASE("one byte more takes the oldest") {
    const std::string d = keep(cache, "d");
    CHECK(names_in(path) == std::set{b, c, d});
  }
  SUBCASE("a live one stays, however long ago it was shown") {
    const std::string d = keep(cache, bytes_of('d'), {a});
    CHECK(names_in(path) == std::set{a, b, d});
  }
  SUBCASE("where all are live there is no room") {
    const std::string bytes = bytes_of('d');
    CHECK(cache.begin(wire::sha256_of(bytes), bytes.size(), {a, b, c}).error().code == ErrorCode::too_large);
    CHECK(names_in(path) == std::set{a, b, c});
  }
  SUBCASE("a revoked board keeps nothing") {
    REQUIRE(cache.begin(wire::sha256_of("d"), 1, {}));
    cache.wipe();
    CHECK(names_in(path).empty());
  }
}

TEST_CASE("a disk that takes nothing is an error, and nothing else") {
  const tests::TemporaryFolder folder;
  std::ofstream(folder.file("blobs")) << "a file where the folder should be";
  BlobCache cache(folder.file("blobs"), 1 << 20);
  CHECK(cache.begin(wire::sha256_of("a"), 1, {}).error().code == ErrorCode::io);
  CHECK_FALSE(cache.has(wire::sha256_of("a")));
  if (std::filesystem::exists("/dev/full")) {
    const std::string path = folder.file("full"), bytes = bytes_of('a', 100'000), sha256 = wire::sha256_of(bytes);
    std::filesystem::create_directory(path);
    std::filesystem::create_symlink("/dev/full", path + "/" + sha256 + ".part");
    BlobCache full(path, 1 << 20);
    CHECK(full.begin(sha256, bytes.size(), {}).error().code == ErrorCode::io);  // no link is followed
  }
}
