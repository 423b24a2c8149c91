// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a resident may ask: never an error of the full-text search, and no more than were asked for.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "kiosk/questions/knowledge.hpp"
#include "kiosk/questions/question_index.hpp"
#include "tests/kiosk/questions/small_readings.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

tests::SmallReadings readings;
Knowledge knowledge;
std::unique_ptr<QuestionIndex> index;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  auto loaded = load_knowledge(GRIDBOARD_ASSETS_DIR "/knowledge");
  if (!loaded) std::abort();
  knowledge = std::move(*loaded);
  knowledge.questions.resize(20);  // enough for every kind of query, and quick
  auto made = QuestionIndex::make(knowledge.questions, &readings, knowledge.synonyms);
  if (!made) std::abort();
  index = std::move(*made);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto found = index->find(text, 5);
  if (!found || found->size() > 5) std::abort();
  return 0;
}
