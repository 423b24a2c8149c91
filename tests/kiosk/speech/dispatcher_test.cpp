// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Against a real speech-dispatcher of the test's own: its files and its socket in a temporary folder, its sound thrown
// away.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "kiosk/speech/speaker.hpp"
#include "tests/kiosk/speech/made_up_sink.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::speech;
using What = Said::What;

namespace {

const SpeechFiles kFiles{GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""};

class Dispatcher {
 public:
  Dispatcher() {
    for (const char* name : {"home", "modules", "run"}) std::filesystem::create_directory(folder_.file(name));
    folder_.write("home/.libao", "default_driver=null\n");
    folder_.write("speechd.conf",
                  "LogLevel 0\nLogDir \"stdout\"\nAudioOutputMethod \"libao\"\nDefaultLanguage \"zh\"\nTimeout 0\n"
                  "AddModule \"espeak-ng\" \"sd_espeak-ng\" \"espeak-ng.conf\"\nDefaultModule espeak-ng\n");
    start();
  }
  ~Dispatcher() { end(); }

  void start() {
    process_ = fork();
    if (process_ != 0) return;
    setenv("HOME", folder_.file("home").c_str(), 1);
    setenv("XDG_RUNTIME_DIR", folder_.file("run").c_str(), 1);
    setpgid(0, 0);
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) dup2(nothing, stream);
    execlp("speech-dispatcher", "speech-dispatcher", "-s", "-c", "unix_socket", "-S", socket().c_str(), "-C",
           folder_.file("").c_str(), "-P", folder_.file("pid").c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  void end() {
    if (process_ <= 0) return;
    kill(-process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
    std::filesystem::remove(socket());
  }
  [[nodiscard]] std::string socket() const { return folder_.file("speechd.sock"); }

 private:
  tests::TemporaryFolder folder_;
  pid_t process_ = 0;
};

base::Result<std::unique_ptr<Speaker>> connected(const Dispatcher& dispatcher, tests::Told& told,
                                                 const std::string& voice = "") {
  for (int i = 0; i < 200; ++i) {
    auto speaker = connect_dispatcher({dispatcher.socket(), "", voice, ""}, kFiles, told.taker());
    if (speaker || speaker.error().code != base::ErrorCode::unavailable) return speaker;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return base::fail(base::ErrorCode::timed_out,
                    "speech-dispatcher didn't start: apt install speech-dispatcher speech-dispatcher-espeak-ng");
}

Utterance utterance(std::uint64_t number, std::string text) {
  Utterance each;
  each.number = number;
  each.text = std::move(text);
  return each;
}

}  // namespace

TEST_CASE("no speech-dispatcher that answers") {
  tests::TemporaryFolder folder;
  tests::Told told;
  const auto speaker = connect_dispatcher({folder.file("none.sock"), "", "", ""}, kFiles, told.taker());
  REQUIRE_FALSE(speaker.has_value());
  CHECK(speaker.error().code == base::ErrorCode::unavailable);
}

TEST_CASE("a voice of speech-dispatcher") {
  Dispatcher dispatcher;
  tests::Told told;
  SUBCASE("says an utterance and tells its words") {
    auto speaker = connected(dispatcher, told);
    REQUIRE_MESSAGE(speaker.has_value(), (speaker ? std::string() : speaker.error().message));
    const std::string text = "应缴 56.40 元，请拨 95598。";
    (*speaker)->say(utterance(5, text));
    REQUIRE(told.wait_for(What::ended));
    std::string words;
    for (const Said& said : told.all()) {
      CHECK(said.number == 5);
      if (said.what == What::word) words += text.substr(said.from, said.to - said.from) + "|";
    }
    CHECK(words == "应缴|56.40 元|请|拨|95598|");
    CHECK(told.all().front().what == What::began);
  }
  SUBCASE("stops, drops what waits, and goes on with the next") {
    auto speaker = connected(dispatcher, told);
    REQUIRE(speaker.has_value());
    for (std::uint64_t number = 1; number <= 3; ++number) (*speaker)->say(utterance(number, std::string(600, '8')));
    REQUIRE(told.wait_for(What::began));
    (*speaker)->stop();
    REQUIRE(told.wait_for(What::stopped, 3));
    (*speaker)->say(utterance(4, "好"));
    CHECK(told.wait_for(What::ended));
  }
  SUBCASE("a voice that it doesn't have") {
    const auto speaker = connected(dispatcher, told, "no such voice");
    REQUIRE_FALSE(speaker.has_value());
    CHECK(speaker.error().code == base::ErrorCode::not_found);
  }
  SUBCASE("gone and come back: what falls in between fails, and then it is heard again") {
    auto speaker = connected(dispatcher, told);
    REQUIRE(speaker.has_value());
    dispatcher.end();
    (*speaker)->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::failed));
    dispatcher.start();
    for (std::uint64_t number = 2; told.count(What::ended) == 0 && number < 200; ++number) {
      (*speaker)->say(utterance(number, "好"));
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(told.wait_for(What::ended));
  }
}
