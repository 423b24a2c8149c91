// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Pinyin on the held-out lists, ours beside librime's luna_pinyin_simp. A JSON line a metric:
//
//   pinyin_phrases_first_row_pct  the phrase is one candidate among the first six, its letters typed in full, no break
//
//   pinyin_names_first_row_pct    so is the whole name, or else each of its characters for its own syllable
//
//   pinyin_key_p99_ms             of every key of typing all of them
//
// The lists say how they were chosen. usage: bench_pinyin FOLDER_OF_LISTS [--misses]
#include <cstdio>
#include <cstring>
#include <optional>

#include "peer_rime.hpp"
#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"
#include "typing.hpp"

using namespace gridboard;
using namespace gridboard::bench;

namespace {

std::vector<Spoken> read_list(const std::string& path) {
  std::vector<Spoken> list;
  auto text = base::read_file(path);
  auto words = text ? kiosk::input::parse_words(*text, path) : tl::unexpected(text.error());
  if (!words) {
    std::fprintf(stderr, "%s\n", words.error().message.c_str());
    return list;
  }
  for (kiosk::input::Word& word : *words) list.push_back({std::move(word.text), split_syllables(word.syllables)});
  return list;
}

void tell(const char* metric, double ours, std::optional<double> peer) {
  std::printf(R"({"metric":"%s","ours":%.2f,"peer_value":)", metric, ours);
  if (peer) {
    std::printf(R"(%.2f,"peer":"luna_pinyin_simp"})", *peer);
  } else {
    std::printf(R"(null,"peer":null})");
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("usage: bench_pinyin FOLDER_OF_LISTS [--misses]\n", stderr), 2;
  const std::string folder = argv[1];
  const bool tell_misses = argc > 2 && std::strcmp(argv[2], "--misses") == 0;
  const std::vector<Spoken> phrases = read_list(folder + "/held_out_phrases.txt");
  const std::vector<Spoken> names = read_list(folder + "/held_out_names.txt");
  if (phrases.empty() || names.empty()) return 1;  // said by read_list; no figure of nothing
  auto engine = kiosk::input::PinyinEngine::open(kiosk::input::PinyinFiles::in(GRIDBOARD_ASSETS_DIR "/input"));
  if (!engine) {
    std::fprintf(stderr, "%s\n", engine.error().message.c_str());
    return 1;
  }
  const Result ours = type_all(phrases, names, our_typist(**engine), tell_misses);
  std::optional<Result> peer;
  if (auto rime = PeerRime::open()) peer = type_all(phrases, names, rime->typist(), false);
  const auto of_peer = [&](auto member) { return peer ? std::optional<double>((*peer).*member) : std::nullopt; };
  tell("pinyin_phrases_first_row_pct", ours.phrases_pct, of_peer(&Result::phrases_pct));
  tell("pinyin_names_first_row_pct", ours.names_pct, of_peer(&Result::names_pct));
  tell("pinyin_key_p99_ms", ours.key_p99_ms, of_peer(&Result::key_p99_ms));
  return 0;
}
