// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// bench_handwriting STROKES_BIN CHARACTERS: writes each character of CHARACTERS (see handwriting_characters.py) by
// three hands (see written_characters.hpp), lets the board's matcher and zinnia with Debian's model read the same
// strokes, and prints a JSON line a metric.

#include <zinnia.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/input/handwriting.hpp"
#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"
#include "tests/bench/input/written_characters.hpp"

namespace {

using namespace gridboard;
using bench::Hand;
using kiosk::input::HandwritingEngine;
using kiosk::input::PenStroke;

constexpr const char* kModel = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
constexpr std::size_t kShown = 5;
constexpr float kPeerSide = 1000;

struct Sample {
  std::string character;
  char32_t code_point = 0;
  std::vector<PenStroke> strokes;
};

class Peer {
 public:
  bool open() { return zinnia_recognizer_open(recognizer_.get(), kModel) != 0; }
  std::vector<std::string> match(const std::vector<PenStroke>& strokes) {
    const std::unique_ptr<zinnia_character_t, void (*)(zinnia_character_t*)> character(zinnia_character_new(),
                                                                                       zinnia_character_destroy);
    zinnia_character_set_width(character.get(), static_cast<std::size_t>(kPeerSide));
    zinnia_character_set_height(character.get(), static_cast<std::size_t>(kPeerSide));
    for (std::size_t i = 0; i < strokes.size(); ++i) {
      for (const auto& point : strokes[i])
        zinnia_character_add(character.get(), i, static_cast<int>(std::lround(point.x * kPeerSide)),
                             static_cast<int>(std::lround(point.y * kPeerSide)));
    }
    const std::unique_ptr<zinnia_result_t, void (*)(zinnia_result_t*)> result(
        zinnia_recognizer_classify(recognizer_.get(), character.get(), kShown), zinnia_result_destroy);
    std::vector<std::string> out;
    for (std::size_t i = 0; result && i < zinnia_result_size(result.get()); ++i)
      out.emplace_back(zinnia_result_value(result.get(), i));
    return out;
  }

 private:
  std::unique_ptr<zinnia_recognizer_t, void (*)(zinnia_recognizer_t*)> recognizer_{zinnia_recognizer_new(),
                                                                                   zinnia_recognizer_destroy};
};

std::vector<Sample> read_samples(const std::string& list) {
  std::vector<Sample> samples;
  std::ifstream lines(list);
  std::string point, drawing;
  while (lines >> point && std::getline(lines >> std::ws, drawing)) {
    Sample sample;
    sample.code_point = static_cast<char32_t>(std::stoul(point, nullptr, 16));
    base::append_utf8(sample.character, sample.code_point);
    const auto svg = base::read_file(drawing);
    if (svg) sample.strokes = bench::strokes_of_svg(*svg);
    if (sample.strokes.empty())
      return std::fprintf(stderr, "%s isn't understood\n", drawing.c_str()), std::vector<Sample>{};
    samples.push_back(std::move(sample));
  }
  return samples;
}

class Score {
 public:
  template <class Match>
  void ask(const Sample& sample, Match match) {
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<std::string> read = match();
    times_ms_.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    const auto end = read.begin() + static_cast<std::ptrdiff_t>(std::min(read.size(), kShown));
    found_ += std::find(read.begin(), end, sample.character) != end;
  }
  double found_pct() const { return std::round(1000.0 * found_ / static_cast<double>(times_ms_.size())) / 10; }
  const std::vector<double>& times_ms() const { return times_ms_; }

 private:
  int found_ = 0;
  std::vector<double> times_ms_;
};

double p99_of(std::vector<double> times_ms) {
  std::sort(times_ms.begin(), times_ms.end());
  return std::round(100 * times_ms[(times_ms.size() * 99 + 99) / 100 - 1]) / 100;
}

void print(const std::string& metric, double ours, double peer) {
  std::printf("{\"metric\":\"%s\",\"ours\":%g,\"peer\":\"zinnia\",\"peer_value\":%g}\n", metric.c_str(), ours, peer);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: bench_handwriting STROKES_BIN CHARACTERS\n", stderr), 2;
  const auto engine = HandwritingEngine::open(argv[1]);
  if (!engine) return std::fprintf(stderr, "%s\n", engine.error().message.c_str()), 1;
  Peer peer;
  if (!peer.open())
    return std::fprintf(stderr, "%s can't be opened: apt install tegaki-zinnia-simplified-chinese\n", kModel), 1;
  const std::vector<Sample> samples = read_samples(argv[2]);
  if (samples.empty()) return std::fprintf(stderr, "%s names no characters\n", argv[2]), 1;

  std::vector<double> ours_ms, peers_ms;
  for (const auto& [hand, name] :
       {std::pair{Hand::jitter, "jitter"}, {Hand::joined, "joined"}, {Hand::swapped, "swapped"}}) {
    Score ours, peers;
    for (const Sample& sample : samples) {
      const auto strokes =
          bench::written(sample.strokes, hand, sample.code_point * 3 + static_cast<std::uint64_t>(hand));
      ours.ask(sample, [&] { return (*engine)->match(strokes); });
      peers.ask(sample, [&] { return peer.match(strokes); });
    }
    print("handwriting_top5_" + std::string(name) + "_pct", ours.found_pct(), peers.found_pct());
    ours_ms.insert(ours_ms.end(), ours.times_ms().begin(), ours.times_ms().end());
    peers_ms.insert(peers_ms.end(), peers.times_ms().begin(), peers.times_ms().end());
  }
  print("handwriting_p99_ms", p99_of(ours_ms), p99_of(peers_ms));
}
