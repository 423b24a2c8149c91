// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_library.hpp"

#include <pinyin.h>

#include <algorithm>
#include <filesystem>

namespace gridboard::kiosk::input {
namespace {

using base::ErrorCode;

constexpr const char* kFolders[] = {"/usr/lib/x86_64-linux-gnu/libpinyin/data",
                                    "/usr/lib/aarch64-linux-gnu/libpinyin/data", "/usr/lib/libpinyin/data",
                                    "/usr/share/libpinyin/data"};
constexpr guint8 kUserDictionary = 7;  // USER_DICTIONARY of novel_types.h, whose C++ half isn't installed
constexpr gint kWordCount = 20000;     // as often as a common word of everyday
constexpr pinyin_option_t kExact =
    IS_PINYIN | PINYIN_INCOMPLETE | USE_DIVIDED_TABLE | USE_RESPLIT_TABLE | PINYIN_CORRECT_ALL;
constexpr pinyin_option_t kAccented = kExact | PINYIN_AMB_C_CH | PINYIN_AMB_S_SH | PINYIN_AMB_Z_ZH | PINYIN_AMB_F_H |
                                      PINYIN_AMB_L_N | PINYIN_AMB_EN_ENG | PINYIN_AMB_IN_ING;

struct FreeContext {
  void operator()(pinyin_context_t* context) const { pinyin_fini(context); }
};
struct FreeInstance {
  void operator()(pinyin_instance_t* instance) const { pinyin_free_instance(instance); }
};

std::string find_folder(const std::string& given) {
  if (!given.empty()) return given;
  for (const char* folder : kFolders) {
    if (std::filesystem::exists(std::string(folder) + "/table.conf")) return folder;
  }
  return {};
}

}  // namespace

struct PinyinLibrary::Handles {
  std::unique_ptr<pinyin_context_t, FreeContext> context;  // outlives the instance
  std::unique_ptr<pinyin_instance_t, FreeInstance> instance;
};

PinyinLibrary::PinyinLibrary(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
PinyinLibrary::~PinyinLibrary() = default;

base::Result<std::unique_ptr<PinyinLibrary>> PinyinLibrary::open(const std::string& folder) {
  const std::string found = find_folder(folder);
  if (found.empty() || !std::filesystem::exists(found + "/table.conf")) {
    return base::fail(ErrorCode::not_found, "pinyin tables are missing (" + found + "); install libpinyin-data");
  }
  auto handles = std::make_unique<Handles>();
  handles->context.reset(pinyin_init(found.c_str(), nullptr));  // no user folder: nothing is learnt
  if (!handles->context) return base::fail(ErrorCode::corrupt, "libpinyin can't read its tables in " + found);
  pinyin_set_options(handles->context.get(), kExact);
  handles->instance.reset(pinyin_alloc_instance(handles->context.get()));
  if (!handles->instance) return base::fail(ErrorCode::internal, "libpinyin made no instance");
  return std::unique_ptr<PinyinLibrary>(new PinyinLibrary(std::move(handles)));
}

base::Result<void> PinyinLibrary::add(const std::vector<Word>& words) {
  import_iterator_t* adding = pinyin_begin_add_phrases(handles_->context.get(), kUserDictionary);
  if (!adding) return base::fail(ErrorCode::internal, "libpinyin takes no words");
  for (const Word& word : words) {
    pinyin_iterator_add_phrase(adding, word.text.c_str(), word.syllables.c_str(), kWordCount);
  }
  pinyin_end_add_phrases(adding);
  return {};
}

std::vector<Candidate> PinyinLibrary::ask(const std::string& letters, Asked asked) {
  std::vector<Candidate> candidates;
  if (letters.empty()) return candidates;
  pinyin_instance_t* instance = handles_->instance.get();
  pinyin_set_options(handles_->context.get(), asked.accents ? kAccented : kExact);
  pinyin_reset(instance);
  pinyin_parse_more_full_pinyins(instance, letters.c_str());
  if (asked.sentence) pinyin_guess_sentence(instance);
  pinyin_guess_candidates(instance, 0, SORT_BY_PHRASE_LENGTH_AND_PINYIN_LENGTH_AND_FREQUENCY);
  guint count = 0;
  pinyin_get_n_candidate(instance, &count);
  candidates.reserve(count);
  for (guint i = 0; i < count; ++i) {
    lookup_candidate_t* candidate = nullptr;
    const gchar* text = nullptr;
    if (!pinyin_get_candidate(instance, i, &candidate)) continue;
    if (!pinyin_get_candidate_string(instance, candidate, &text) || !text || *text == '\0') continue;
    // How far a candidate reaches is told only when it is chosen; the choice is taken back at once.
    const int end = pinyin_choose_candidate(instance, 0, candidate);
    pinyin_clear_constraint(instance, 0);
    candidates.push_back({text, end <= 0 ? letters.size() : std::min(static_cast<std::size_t>(end), letters.size())});
  }
  pinyin_reset(instance);  // what was typed isn't kept
  return candidates;
}

}  // namespace gridboard::kiosk::input
