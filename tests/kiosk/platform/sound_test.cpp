// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sound.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "sync/base/files.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using kiosk::platform::Sound;

namespace {

constexpr int kRate = 22050;

// SDL's driver for one test.
class Driver {
 public:
  explicit Driver(const char* name) { setenv("SDL_AUDIODRIVER", name, 1); }
  ~Driver() {
    unsetenv("SDL_AUDIODRIVER");
    unsetenv("SDL_DISKAUDIOFILE");
  }
  void to_file(const std::string& path) { setenv("SDL_DISKAUDIOFILE", path.c_str(), 1); }
};

constexpr std::size_t kPart = kRate / 50;

bool play_parts(Sound& sound, int parts) {
  const std::vector<std::int16_t> part(kPart, 1000);
  for (int i = 0; i < parts; ++i) {
    if (!sound.play(part.data(), part.size())) return false;
  }
  return true;
}

bool waited_for(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

TEST_CASE("sound goes to the device and is counted") {
  Driver driver("dummy");
  Sound sound;
  REQUIRE(sound.open(kRate));
  REQUIRE(play_parts(sound, 15));
  CHECK(waited_for([&] { return sound.heard() == 15 * kPart; }));
  SUBCASE("an open one stays as it is") {
    REQUIRE(sound.open(kRate));
    CHECK(sound.heard() > 0);
  }
  SUBCASE("cut drops what waits and refuses more until it is resumed") {
    const std::vector<std::int16_t> much(kRate, 1000);
    REQUIRE(sound.play(much.data(), much.size()));
    sound.cut();
    const std::uint64_t heard = sound.heard();
    CHECK_FALSE(sound.play(much.data(), much.size()));
    CHECK_FALSE(sound.play(nullptr, 0));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(sound.heard() == heard);
    sound.resume();
    CHECK(play_parts(sound, 5));
    CHECK(waited_for([&] { return sound.heard() > heard; }));
  }
  SUBCASE("cut from another thread ends a play that waits") {
    const std::vector<std::int16_t> much(10 * kRate, 1000);
    REQUIRE(sound.play(much.data(), much.size()));
    std::thread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      sound.cut();
    });
    CHECK_FALSE(sound.play(much.data(), 1));
    other.join();
  }
}

TEST_CASE("what is played arrives") {
  tests::TemporaryFolder folder;
  Driver driver("disk");
  driver.to_file(folder.file("sound.raw"));
  Sound sound;
  REQUIRE(sound.open(kRate));
  REQUIRE(play_parts(sound, 10));
  REQUIRE(waited_for([&] { return sound.heard() == 10 * kPart; }));
  const auto arrived = base::read_file(folder.file("sound.raw"));
  REQUIRE(arrived.has_value());
  CHECK(arrived->find("\xE8\x03\xE8\x03\xE8\x03") != std::string::npos);
}

TEST_CASE("no device, a busy one, one that goes away") {
  tests::TemporaryFolder folder;
  SUBCASE("no driver") {
    Driver driver("nosuchdriver");
    Sound sound;
    CHECK_FALSE(sound.open(kRate));
    CHECK_FALSE(sound.play(nullptr, 0));
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    CHECK(sound.open(kRate));
    CHECK(sound.play(nullptr, 0));
  }
  SUBCASE("a device that can't be opened, and later can") {
    Driver driver("disk");
    driver.to_file(folder.file("none/sound.raw"));
    Sound sound;
    CHECK_FALSE(sound.open(kRate));
    driver.to_file(folder.file("sound.raw"));
    CHECK(sound.open(kRate));
  }
  SUBCASE("pulled out in the middle: play tells, and the next open finds the new one") {
    Driver driver("disk");
    driver.to_file("/dev/full");
    Sound sound;
    REQUIRE(sound.open(kRate));
    CHECK(waited_for([&] { return !sound.play(nullptr, 0); }));
    driver.to_file(folder.file("sound.raw"));
    REQUIRE(sound.open(kRate));
    CHECK(play_parts(sound, 5));
  }
  SUBCASE("cut and resume without a device do no harm") {
    Sound sound;
    sound.cut();
    sound.resume();
    CHECK(sound.heard() == 0);
  }
}
