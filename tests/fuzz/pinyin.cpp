// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Letters as a resident may press them, at libpinyin with our words and names; the same bytes as lists of words.
#include <cstdlib>
#include <memory>

#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/input/pinyin_match.hpp"
#include "kiosk/input/word_files.hpp"

// libpinyin keeps some 15 KB of Berkeley DB's for ever, once, when it is opened without a user's folder.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:__os_malloc\n";
}

namespace {

std::unique_ptr<gridboard::kiosk::input::PinyinEngine> engine;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  auto opened = gridboard::kiosk::input::PinyinEngine::open(
      gridboard::kiosk::input::PinyinFiles::in(GRIDBOARD_ASSETS_DIR "/input"));
  if (!opened) std::abort();
  engine = std::move(*opened);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& candidates : {engine->sentence(text), engine->characters(text)}) {
    for (const auto& candidate : candidates) {
      if (candidate.letters == 0 || candidate.letters > gridboard::kiosk::input::kMaxLetters) std::abort();
    }
  }
  if (const auto words = gridboard::kiosk::input::parse_words(text, "fuzz")) {
    const std::string letters = gridboard::kiosk::input::clean_letters(text);
    for (const auto& word : *words)
      (void)gridboard::kiosk::input::fit(letters, gridboard::kiosk::input::KnownWord(word));
  }
  (void)gridboard::kiosk::input::parse_characters(text, "fuzz");
  return 0;
}
