// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A topic file of staff, and a file of synonyms. What is taken is fit to be published.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/questions/synonyms.hpp"
#include "sync/model/question.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto questions = model::parse_questions(text, "fuzz.json")) {
    for (const model::Question& question : *questions) {
      if (!model::check(question)) std::abort();
    }
  }
  if (const auto synonyms = kiosk::questions::Synonyms::parse(text, "fuzz.json")) (void)synonyms->others(text);
  return 0;
}
