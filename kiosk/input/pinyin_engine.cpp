// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_engine.hpp"

#include <pinyin.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "kiosk/input/word_files.hpp"
#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

using base::ErrorCode;
using base::Result;

constexpr const char* kFolders[] = {"/usr/lib/x86_64-linux-gnu/libpinyin/data",
                                    "/usr/lib/aarch64-linux-gnu/libpinyin/data", "/usr/lib/libpinyin/data",
                                    "/usr/share/libpinyin/data"};
constexpr guint8 kUserDictionary = 7;   // USER_DICTIONARY of novel_types.h, whose C++ half isn't installed
constexpr gint kWordCount = 20000;      // as often as a common word of everyday
constexpr std::size_t kUsualFirst = 8;  // characters before the rare ones of names: the first row and a bit

struct FreeContext {
  void operator()(pinyin_context_t* context) const { pinyin_fini(context); }
};
struct FreeInstance {
  void operator()(pinyin_instance_t* instance) const { pinyin_free_instance(instance); }
};
using ContextHandle = std::unique_ptr<pinyin_context_t, FreeContext>;
using InstanceHandle = std::unique_ptr<pinyin_instance_t, FreeInstance>;

std::string find_data_folder(const std::string& given) {
  if (!given.empty()) return given;
  for (const char* folder : kFolders) {
    if (std::filesystem::exists(std::string(folder) + "/table.conf")) return folder;
  }
  return {};
}

class Engine final : public PinyinEngine {
 public:
  Engine(ContextHandle context, InstanceHandle instance, RareCharacters rare)
      : context_(std::move(context)), instance_(std::move(instance)), rare_(std::move(rare)) {}

  std::vector<Candidate> sentence(std::string_view typed) override {
    const std::string letters = clean_letters(typed);
    std::vector<Candidate> out;
    std::unordered_set<std::string> seen;
    const guint count = ask(letters);
    for (guint i = 0; i < count && out.size() < kMaxPhrases; ++i) {
      lookup_candidate_t* candidate = nullptr;
      const std::string text = text_of(i, candidate);
      if (!text.empty() && seen.insert(text).second) out.push_back({text, letters_of(candidate, letters)});
    }
    forget();
    return out;
  }

  std::vector<Candidate> characters(std::string_view typed) override {
    const std::string letters = clean_letters(typed);
    std::vector<Candidate> words, usual;
    const guint count = ask(letters);
    std::size_t first_syllable = 0;
    for (guint i = 0; i < count && usual.size() < kMaxCharacters; ++i) {
      lookup_candidate_t* candidate = nullptr;
      const std::string text = text_of(i, candidate);
      if (text.empty()) continue;
      if (base::count_code_points(text) > 1) {
        if (words.size() < 3 && letters_of(candidate, letters) == letters.size())
          words.push_back({text, letters.size()});
        continue;
      }
      // All characters of one question stand for the same letters: its first syllable.
      if (first_syllable == 0) first_syllable = letters_of(candidate, letters);
      usual.push_back({text, first_syllable});
    }
    forget();
    if (first_syllable == 0) first_syllable = longest_rare_reading(letters);
    return put_together(std::move(words), usual, letters.substr(0, first_syllable));
  }

 private:
  guint ask(const std::string& letters) {
    pinyin_reset(instance_.get());
    if (letters.empty()) return 0;
    pinyin_parse_more_full_pinyins(instance_.get(), letters.c_str());
    pinyin_guess_sentence(instance_.get());
    pinyin_guess_candidates(instance_.get(), 0, SORT_BY_PHRASE_LENGTH_AND_PINYIN_LENGTH_AND_FREQUENCY);
    guint count = 0;
    pinyin_get_n_candidate(instance_.get(), &count);
    return count;
  }

  void forget() { pinyin_reset(instance_.get()); }

  std::string text_of(guint index, lookup_candidate_t*& candidate) {
    const gchar* text = nullptr;
    if (!pinyin_get_candidate(instance_.get(), index, &candidate)) return {};
    if (!pinyin_get_candidate_string(instance_.get(), candidate, &text) || !text) return {};
    return text;
  }

  // The library tells how far a candidate reaches only when it is chosen; the choice is taken back at once.
  std::size_t letters_of(lookup_candidate_t* candidate, const std::string& letters) {
    const int end = pinyin_choose_candidate(instance_.get(), 0, candidate);
    pinyin_clear_constraint(instance_.get(), 0);
    if (end <= 0) return letters.size();
    return std::min(static_cast<std::size_t>(end), letters.size());
  }

  std::size_t longest_rare_reading(std::string_view letters) const {
    for (std::size_t length = std::min<std::size_t>(letters.size(), 6); length > 0; --length) {
      if (rare_.contains(letters.substr(0, length))) return length;
    }
    return 0;
  }

  std::vector<Candidate> put_together(std::vector<Candidate> words, const std::vector<Candidate>& usual,
                                      std::string_view syllable) const {
    std::vector<Candidate> out = std::move(words);
    std::unordered_set<std::string> seen;
    const auto add = [&](const std::string& text, std::size_t letters) {
      if (out.size() < kMaxCharacters && seen.insert(text).second) out.push_back({text, letters});
    };
    for (std::size_t i = 0; i < std::min(kUsualFirst, usual.size()); ++i) add(usual[i].text, usual[i].letters);
    std::string reading(syllable);
    std::erase(reading, '\'');
    if (const auto rare = rare_.find(reading); rare != rare_.end()) {
      for (const std::string& text : rare->second) add(text, syllable.size());
    }
    for (const Candidate& candidate : usual) add(candidate.text, candidate.letters);
    return out;
  }

  ContextHandle context_;  // outlives the instance
  InstanceHandle instance_;
  RareCharacters rare_;
};

Result<void> add_words(pinyin_context_t* context, const std::vector<Word>& words) {
  import_iterator_t* adding = pinyin_begin_add_phrases(context, kUserDictionary);
  if (!adding) return base::fail(ErrorCode::internal, "libpinyin takes no words");
  for (const Word& word : words) {
    pinyin_iterator_add_phrase(adding, word.text.c_str(), word.syllables.c_str(), kWordCount);
  }
  pinyin_end_add_phrases(adding);
  return {};
}

}  // namespace

std::string clean_letters(std::string_view typed) {
  std::string letters;
  for (char c : typed) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    const bool apostrophe = c == '\'' && !letters.empty() && letters.back() != '\'';
    if ((c >= 'a' && c <= 'z') || apostrophe) letters += c;
    if (letters.size() == kMaxLetters) break;
  }
  return letters;
}

Result<std::unique_ptr<PinyinEngine>> PinyinEngine::open(const PinyinFiles& files) {
  const std::string folder = find_data_folder(files.data_folder);
  if (folder.empty() || !std::filesystem::exists(folder + "/table.conf")) {
    return base::fail(ErrorCode::not_found, "pinyin tables are missing (" + folder + "); install libpinyin-data");
  }
  auto words_text = base::read_file(files.words);
  if (!words_text) return tl::unexpected(words_text.error());
  auto words = parse_words(*words_text, files.words);
  if (!words) return tl::unexpected(words.error());
  auto rare_text = base::read_file(files.rare);
  if (!rare_text) return tl::unexpected(rare_text.error());
  auto rare = parse_rare(*rare_text, files.rare);
  if (!rare) return tl::unexpected(rare.error());

  ContextHandle context(pinyin_init(folder.c_str(), nullptr));  // no user folder: nothing is learnt
  if (!context) return base::fail(ErrorCode::corrupt, "libpinyin can't read its tables in " + folder);
  pinyin_set_options(context.get(),
                     IS_PINYIN | PINYIN_INCOMPLETE | USE_DIVIDED_TABLE | USE_RESPLIT_TABLE | PINYIN_CORRECT_ALL);
  if (auto added = add_words(context.get(), *words); !added) return tl::unexpected(added.error());
  InstanceHandle instance(pinyin_alloc_instance(context.get()));
  if (!instance) return base::fail(ErrorCode::internal, "libpinyin made no instance");
  return std::make_unique<Engine>(std::move(context), std::move(instance), std::move(*rare));
}

}  // namespace gridboard::kiosk::input
