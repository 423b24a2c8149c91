// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Against a real speech-dispatcher of the test's own: its files and its socket in a temporary folder, its sound thrown
// away.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <thread>

#include "kiosk/speech/mouth.hpp"
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
    signal(SIGPIPE, SIG_IGN);  // as the board's program does: libspeechd writes to a dispatcher that has gone
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

// Once the dispatcher answers.
std::unique_ptr<Speaker> speaker_of(const Dispatcher& dispatcher, SoundSink& sink, tests::Told& told,
                                    const std::string& voice = "") {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < until) {
    // One that is still loading its voice may be connected to and time out.
    if (connect_dispatcher({dispatcher.socket(), "", "", ""}))
      return make_speaker({kFiles, {{dispatcher.socket(), "", voice, ""}}}, sink, told.taker());
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("speech-dispatcher didn't start: apt install speech-dispatcher speech-dispatcher-espeak-ng");
}

// Takes connections and never says a word.
class Mute {
 public:
  explicit Mute(const std::string& path) : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener_, 4) == 0);
  }
  ~Mute() { end(); }
  void end() {
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
  }

 private:
  int listener_;
};

Utterance utterance(std::uint64_t number, std::string text) {
  Utterance each;
  each.number = number;
  each.text = std::move(text);
  return each;
}

}  // namespace

TEST_CASE("no speech-dispatcher that answers") {
  tests::TemporaryFolder folder;
  tests::MadeUpSink sink;
  tests::Told told;
  const std::string socket = folder.file("none.sock");
  SUBCASE("nobody is there: espeak-ng speaks") {
    const auto connected = connect_dispatcher({socket, "", "", ""});
    REQUIRE_FALSE(connected.has_value());
    CHECK(connected.error().code == base::ErrorCode::unavailable);
    const auto speaker = make_speaker({kFiles, {{socket, "", "", ""}}}, sink, told.taker());
    speaker->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::ended));
    CHECK(sink.opened == 1);
  }
  SUBCASE("one that never answers keeps nobody waiting who says something") {
    Mute mute(socket);
    const auto connected = connect_dispatcher({socket, "", "", ""}, std::chrono::milliseconds(100));
    REQUIRE_FALSE(connected.has_value());
    CHECK(connected.error().code == base::ErrorCode::timed_out);
    const auto speaker = make_speaker({kFiles, {{socket, "", "", ""}}}, sink, told.taker());
    speaker->warm_up();
    for (std::uint64_t number = 1; number <= 3; ++number) speaker->say(utterance(number, "好"));
    speaker->stop();
    speaker->say(utterance(4, "好"));
    CHECK(told.all().empty());
    mute.end();
    REQUIRE(told.wait_for(What::ended));
    CHECK(told.count(What::stopped) == 3);
    CHECK(told.all().back().number == 4);
    CHECK(sink.opened == 1);
  }
}

TEST_CASE("a voice of speech-dispatcher") {
  Dispatcher dispatcher;
  tests::MadeUpSink sink;
  tests::Told told;
  SUBCASE("says an utterance and tells its words") {
    const auto speaker = speaker_of(dispatcher, sink, told);
    const std::string text = "应缴 56.40 元，请拨 95598。";
    speaker->say(utterance(5, text));
    REQUIRE(told.wait_for(What::ended));
    std::string words;
    for (const Said& said : told.all()) {
      CHECK(said.number == 5);
      if (said.what == What::word) words += text.substr(said.from, said.to - said.from) + "|";
    }
    CHECK(words == "应缴|56.40 元|请|拨|95598|");
    CHECK(told.all().front().what == What::began);
    CHECK(sink.opened == 0);
  }
  SUBCASE("stops, drops what waits, and goes on with the next") {
    const auto speaker = speaker_of(dispatcher, sink, told);
    for (std::uint64_t number = 1; number <= 3; ++number) speaker->say(utterance(number, std::string(600, '8')));
    REQUIRE(told.wait_for(What::began));
    speaker->stop();
    REQUIRE(told.wait_for(What::stopped, 3));
    speaker->say(utterance(4, "好"));
    CHECK(told.wait_for(What::ended));
  }
  SUBCASE("that it doesn't have: espeak-ng speaks") {
    const auto speaker = speaker_of(dispatcher, sink, told, "no such voice");
    speaker->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::ended));
    CHECK(sink.opened == 1);
  }
  SUBCASE("too long an utterance is cut at a character") {
    const auto speaker = speaker_of(dispatcher, sink, told);
    std::string text = "停电";
    while (text.size() < kMaxUtteranceBytes - 7) text += "，";
    speaker->say(utterance(1, text + "报修信息"));
    REQUIRE(told.wait_for(What::ended));
    for (const Said& said : told.all()) CHECK(said.to <= kMaxUtteranceBytes);
  }
  SUBCASE("gone and come back: what falls in between fails, and then it is heard again") {
    const auto speaker = speaker_of(dispatcher, sink, told);
    speaker->say(utterance(1, "好"));
    REQUIRE(told.wait_for(What::ended));
    dispatcher.end();
    speaker->say(utterance(2, "好"));
    REQUIRE(told.wait_for(What::failed));
    dispatcher.start();
    for (std::uint64_t number = 3; told.count(What::ended) < 2 && number < 200; ++number) {
      speaker->say(utterance(number, "好"));
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(told.wait_for(What::ended, 2));
  }
}
