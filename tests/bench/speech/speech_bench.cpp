// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// speech_bench ROUNDS: of each round a line "first_ms silence_ms": from say() until the device takes the first sample,
// and from stop() until it takes none any more. Sentences of the golden list, one after another, through SDL's dummy
// device, which takes sound as slowly as a real one.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/platform/sound.hpp"
#include "kiosk/speech/sink_of.hpp"
#include "kiosk/speech/speaker.hpp"

using namespace gridboard::kiosk;
using Clock = std::chrono::steady_clock;

namespace {

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<std::string> sentences() {
  std::ifstream file(GRIDBOARD_SOURCE_DIR "/tests/kiosk/speech/golden.txt");
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with("zh\t"))
      all.push_back(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1) +
                    "，请看屏幕上的停电信息，或者拨打服务热线。");
  }
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 100;
  setenv("SDL_AUDIODRIVER", "dummy", 0);
  const auto texts = sentences();
  if (texts.empty()) return 1;
  speech::SinkOf<platform::Sound> sink;
  const auto speaker =
      speech::make_speaker({{GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""}, {}}, sink,
                           [](speech::Said) {});
  speaker->warm_up();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t before = sink.heard();
    speech::Utterance utterance;
    utterance.number = static_cast<std::uint64_t>(round + 1);
    utterance.text = texts[static_cast<std::size_t>(round) % texts.size()];
    const auto said_at = Clock::now();
    speaker->say(std::move(utterance));
    while (sink.heard() == before && ms_since(said_at) < 5000)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    const double first_ms = ms_since(said_at);
    std::this_thread::sleep_for(std::chrono::milliseconds(150 + round % 7 * 20));
    const auto stopped_at = Clock::now();
    speaker->stop();
    double silence_ms = 0;
    for (std::uint64_t heard = sink.heard(); ms_since(stopped_at) < 300;) {
      std::this_thread::sleep_for(std::chrono::microseconds(200));
      if (const std::uint64_t now = sink.heard(); now != heard) {
        heard = now;
        silence_ms = ms_since(stopped_at);
      }
    }
    // Two periods of the device lie between what it has taken and what is heard.
    constexpr double kDeviceMs = 2 * 512 * 1000.0 / 22050;
    std::printf("%.2f %.2f\n", first_ms, silence_ms + kDeviceMs);
  }
  return 0;
}
