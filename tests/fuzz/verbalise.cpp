// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Any text, as staff and residents may write it, at what makes it sayable.
#include <cstdlib>

#include "kiosk/speech/espeak_text.hpp"
#include "kiosk/speech/ssml.hpp"
#include "kiosk/speech/verbalise.hpp"

using namespace gridboard::kiosk::speech;

namespace {

std::unique_ptr<Verbaliser> verbaliser;

void check(const std::vector<Piece>& pieces, std::string_view text) {
  std::size_t from = 0;
  for (const Piece& piece : pieces) {
    if (piece.from < from || piece.to <= piece.from || piece.to > text.size()) std::abort();
    if (piece.voice == Language::chinese ? piece.syllables.empty() : piece.spoken.empty()) std::abort();
    from = piece.from;
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  auto opened = Verbaliser::open({GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""});
  if (!opened) std::abort();
  verbaliser = std::move(*opened);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Language language : {Language::chinese, Language::english}) {
    const auto pieces = verbaliser->verbalise(text, language);
    check(pieces, text);
    for (const EspeakRun& run : espeak_runs(pieces)) {
      for (const char c : run.text) {
        if (static_cast<unsigned char>(c) >= 0x80) std::abort();
      }
      (void)piece_at(run, size);
    }
    (void)ssml_of(pieces, language);
  }
  (void)bytes_of_mark(text);
  return 0;
}
