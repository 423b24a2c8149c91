// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Pictures that came over the wire: decoded beside the loop, within limits.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "kiosk/widgets/pictures.hpp"
#include "sync/base/files.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::widgets;

namespace {

std::string file(const std::string& name) {
  const auto bytes = base::read_file(std::string(GRIDBOARD_SOURCE_DIR) + "/tests/fuzz/seeds/fuzz_picture/" + name);
  REQUIRE(bytes);
  return *bytes;
}

struct Arrivals {
  void tell() {
    const std::lock_guard lock(mutex);
    ++count;
    changed.notify_all();
  }
  bool wait_for(int wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20), [&] { return count >= wanted; });
  }
  std::mutex mutex;
  std::condition_variable changed;
  int count = 0;
};

const std::string kHash(64, 'a');

}  // namespace

TEST_CASE("PNG and JPEG come out as they look, whatever they are called") {
  for (const char* name : {"png", "png-alpha", "jpeg", "jpeg-progressive"}) {
    CAPTURE(name);
    const auto image = decode_picture(file(name), 32, 16);
    REQUIRE(image);
    REQUIRE(image->width == 32);
    REQUIRE(image->height == 16);
    const std::uint8_t* left = &image->bytes[4 * (8 * 32 + 4)];
    const std::uint8_t* right = &image->bytes[4 * (8 * 32 + 28)];
    CHECK(left[0] > 150);
    CHECK(left[2] < 90);
    CHECK(right[2] > 150);
    CHECK(right[0] < 90);
    CHECK(left[3] == 255);
  }
  CHECK(decode_picture(file("jpeg-grey"), 32, 16));
  SUBCASE("a JPEG may come reduced, but no smaller than wanted") {
    const auto reduced = decode_picture(file("jpeg"), 8, 4);
    REQUIRE(reduced);
    CHECK(reduced->width == 8);
    CHECK(reduced->height == 4);
  }
  SUBCASE("what is cut off or no picture is an error") {
    CHECK_FALSE(decode_picture(file("png").substr(0, 60), 32, 16));
    CHECK_FALSE(decode_picture(file("jpeg-cmyk"), 32, 16));
    CHECK_FALSE(decode_picture("", 32, 16));
  }
}

TEST_CASE("one that travelled is there once it was read, whole and never distorted") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file(kHash);
  Arrivals arrivals;
  Pictures pictures("", "", "");
  CHECK_FALSE(pictures.travelled(kHash, 100, 100));  // nowhere to look
  pictures.read_travelled(folder.path().string(), [&] { arrivals.tell(); });
  SUBCASE("it is there") {
    std::ofstream(path, std::ios::binary) << file("jpeg");
    const timespec long_ago[2] = {{1000, 0}, {1000, 0}};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), long_ago, 0) == 0);
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    CHECK(pictures.waits_for_travelled());
    REQUIRE(arrivals.wait_for(1));
    const Picture picture = pictures.travelled(kHash, 100, 100);
    REQUIRE(picture);
    CHECK(picture.width == 100);
    CHECK(picture.height == 50);
    CHECK_FALSE(pictures.waits_for_travelled());
    CHECK(pictures.travelled(kHash, 100, 100).page == picture.page);
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    CHECK(about.st_mtim.tv_sec > 1000);  // so that what wasn't shown makes room first
  }
  SUBCASE("it comes later") {
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    REQUIRE(arrivals.wait_for(1));
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    CHECK_FALSE(pictures.waits_for_travelled());  // it isn't looked for again with every frame
    std::ofstream(path, std::ios::binary) << file("png");
    pictures.look_again();
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    REQUIRE(arrivals.wait_for(2));
    CHECK(pictures.travelled(kHash, 100, 100));
  }
  SUBCASE("it can't be drawn") {
    std::ofstream(path, std::ios::binary) << "no picture";
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    REQUIRE(arrivals.wait_for(1));
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
  }
  SUBCASE("the end comes while it is being read") {
    std::ofstream(path, std::ios::binary) << file("jpeg");
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
    pictures.stop_reading();
    CHECK_FALSE(pictures.travelled(kHash, 100, 100));
  }
}
