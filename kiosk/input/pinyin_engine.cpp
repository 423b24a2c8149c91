// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_engine.hpp"

#include <algorithm>
#include <unordered_set>

#include "kiosk/input/own_names.hpp"
#include "kiosk/input/pinyin_library.hpp"
#include "kiosk/input/pinyin_match.hpp"
#include "kiosk/input/pinyin_names.hpp"
#include "sync/base/files.hpp"
#include "sync/base/log.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

using base::Result;

constexpr std::size_t kKnownCutShort = 3, kKnownAccented = 3;  // the domain's words before others
constexpr std::size_t kExactBeforeAccents = 24, kAccentedWhole = 12;
// The library looks up every way to say the letters, twice as many with each place where an accent may be: thirty
// letters of z would take it years. Longer questions mean the same with accents most of the time; the domain's words
// are found in them all the same.
constexpr std::size_t kMostAccents = 6, kLongestAccentedSentence = 12;
// A sentence of initials alone is a guess among thousands of words for each letter: it takes longest and is never
// meant.
constexpr std::size_t kMostInitials = 2;
constexpr std::size_t kLeastLettersOfSlip = 6;
constexpr std::size_t kUsualFirst = 8;  // without a list of names: the library's, before the rare ones
constexpr std::size_t kUsualAfterRare = 12, kAccentedNames = 6;

// Each text once, up to so many.
class Gathering {
 public:
  explicit Gathering(std::size_t most) : most_(most) {}
  bool add(const std::string& text, std::size_t letters) {
    if (out_.size() >= most_ || letters == 0 || !seen_.insert(text).second) return false;
    out_.push_back({text, letters});
    return true;
  }
  void add(const std::vector<std::string>& texts, std::size_t most, std::size_t letters) {
    for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) add(texts[i], letters);
  }
  // Up to `most` of those that reach at least as far, from the first on; how many were taken.
  std::size_t add_reaching(const std::vector<Candidate>& candidates, std::size_t letters, std::size_t most) {
    std::size_t taken = 0;
    for (const Candidate& each : candidates) {
      if (taken == most) break;
      if (each.letters >= letters && add(each.text, each.letters)) ++taken;
    }
    return taken;
  }
  [[nodiscard]] std::vector<Candidate> take() { return std::move(out_); }

 private:
  std::size_t most_;
  std::vector<Candidate> out_;
  std::unordered_set<std::string> seen_;
};

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'v';
}

// Places where the library may read an accent, rather more than fewer.
std::size_t count_accents(std::string_view letters) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char before = i > 0 ? letters[i - 1] : '\'', c = letters[i];
    const bool after_vowel = is_vowel(before), of_long_initial = before == 'z' || before == 'c' || before == 's';
    if (c == 'z' || c == 'c' || c == 's' || c == 'l' || c == 'f') ++count;
    if (c == 'h' && !of_long_initial) ++count;
    if (c == 'n' && (!after_vowel || before == 'e' || before == 'i')) ++count;
    if (c == 'n' && after_vowel && i + 1 < letters.size() && is_vowel(letters[i + 1])) ++count;
  }
  return count;
}

// Syllables of which only the initial is there.
std::size_t count_initials(std::string_view letters) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char before = i > 0 ? letters[i - 1] : '\'', c = letters[i],
               after = i + 1 < letters.size() ? letters[i + 1] : '\'';
    if (is_vowel(c) || c == '\'' || is_vowel(after)) continue;
    const bool begins_long_initial = (c == 'z' || c == 'c' || c == 's') && after == 'h';
    const bool ends_syllable =
        (c == 'n' && is_vowel(before)) || (c == 'g' && before == 'n') || (c == 'r' && before == 'e');
    if (!begins_long_initial && !ends_syllable) ++count;
  }
  return count;
}

struct KnownFits {
  std::vector<std::string> full, cut_short, accented;
};

class Engine final : public PinyinEngine {
 public:
  Engine(std::unique_ptr<PinyinLibrary> library, const std::vector<Word>& words, NameMaker names,
         CharactersByReading rare, std::unique_ptr<readings::Readings> readings)
      : library_(std::move(library)),
        words_(words.begin(), words.end()),
        names_(std::move(names)),
        rare_(std::move(rare)),
        readings_(std::move(readings)) {}

  void know(const std::vector<std::string>& names) override {
    if (!readings_) return;
    const std::vector<Word> words = words_of(names, *readings_);
    places_ = std::vector<KnownWord>(words.begin(), words.end());
  }

  std::vector<Candidate> sentence(std::string_view typed) override {
    const std::string letters = clean_letters(typed);
    if (letters.empty()) return {};
    const std::size_t all = letters.ends_with('\'') ? letters.size() - 1 : letters.size();
    const KnownFits known = known_for(letters);
    const std::size_t initials = count_initials(letters), accents = count_accents(letters);
    const bool is_sentence = letters.size() > 2 && initials <= kMostInitials;
    const std::vector<Candidate> exact = library_->ask(letters, {false, is_sentence});
    std::vector<Candidate> accented;
    if (initials == 0 && accents > 0 && accents <= kMostAccents) {
      accented = library_->ask(letters, {true, letters.size() <= kLongestAccentedSentence});
    }

    Gathering gathering(kMaxPhrases);
    // Initials alone may mean anything: then what one comes to a power supplier for goes before the usual word.
    const bool initials_alone = initials > 1 && letters.find_first_of("aeiouv") == std::string::npos;
    if (initials_alone) gathering.add(known.cut_short, kKnownCutShort, all);
    std::size_t whole = gathering.add_reaching(exact, all, 1);
    gathering.add(known.full, known.full.size(), all);
    whole += gathering.add_reaching(exact, all, 1);
    gathering.add(known.cut_short, kKnownCutShort, all);
    gathering.add_reaching(exact, all, kExactBeforeAccents - whole);
    gathering.add(known.accented, kKnownAccented, all);
    gathering.add_reaching(accented, all, kAccentedWhole);
    gathering.add_reaching(exact, 1, kMaxPhrases);
    gathering.add_reaching(accented, 1, kMaxPhrases);
    return gathering.take();
  }

  std::vector<Candidate> characters(std::string_view typed) override {
    const std::string letters = clean_letters(typed);
    if (letters.empty()) return {};
    std::vector<Candidate> usual;
    for (Candidate& each : library_->ask(letters, {})) {
      if (base::count_code_points(each.text) == 1) usual.push_back(std::move(each));
    }
    // The library's first character stands for the longest first syllable it knows (it has no chua); what stands for
    // less is another reading of the letters (fan'gang, not fang'ang).
    const std::size_t longest = std::max(usual.empty() ? 0 : usual.front().letters, longest_reading(letters));
    const std::string_view syllable = std::string_view(letters).substr(0, longest);

    Gathering gathering(kMaxCharacters);
    gathering.add(known_for(letters).full, 2, letters.size());
    gathering.add(names_.make(letters, [this](const std::string& part) { return pairs_for(part); }), kMaxWholeNames,
                  letters.size());
    const std::vector<std::string>* listed = names_.usual_of(syllable);
    if (listed) gathering.add(*listed, listed->size(), longest);
    if (!listed) gathering.add_reaching(usual, longest, kUsualFirst);
    if (const auto rare = rare_.find(syllable); rare != rare_.end()) {
      gathering.add(rare->second, rare->second.size(), longest);
    }
    gathering.add_reaching(usual, longest, kUsualAfterRare);
    for (const std::string& accent : accents_of(syllable)) {
      if (const auto* others = names_.usual_of(accent)) gathering.add(*others, kAccentedNames, longest);
    }
    gathering.add_reaching(usual, 1, kMaxCharacters);
    return gathering.take();
  }

 private:
  KnownFits known_for(const std::string& letters) const {
    KnownFits known;
    for (const auto* words : {&places_, &words_}) {
      for (const KnownWord& word : *words) {
        const Fit how = fit(letters, word);
        if (how == Fit::full) known.full.push_back(word.text);
        if (how == Fit::cut_short) known.cut_short.push_back(word.text);
        if (how == Fit::accented) known.accented.push_back(word.text);
      }
    }
    const bool found = !known.full.empty() || !known.cut_short.empty() || !known.accented.empty();
    if (!found && letters.size() >= kLeastLettersOfSlip) add_slips(letters, known);
    return known;
  }

  // Two letters beside each other pressed the wrong way round.
  void add_slips(std::string letters, KnownFits& known) const {
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
      if (letters[i] == letters[i + 1]) continue;
      std::swap(letters[i], letters[i + 1]);
      for (const KnownWord& word : words_) {
        if (fit(letters, word) == Fit::full) known.accented.push_back(word.text);
      }
      std::swap(letters[i], letters[i + 1]);
    }
  }

  std::vector<std::string> pairs_for(const std::string& letters) {
    std::vector<std::string> pairs;
    for (Candidate& each : library_->ask(letters, {})) {
      if (each.letters == letters.size() && base::count_code_points(each.text) == 2)
        pairs.push_back(std::move(each.text));
    }
    return pairs;
  }

  std::size_t longest_reading(std::string_view letters) const {
    for (std::size_t length = std::min<std::size_t>(letters.size(), 6); length > 0; --length) {
      if (rare_.contains(letters.substr(0, length)) || names_.usual_of(letters.substr(0, length))) return length;
    }
    return 0;
  }

  std::unique_ptr<PinyinLibrary> library_;
  std::vector<KnownWord> words_, places_;
  NameMaker names_;
  CharactersByReading rare_;
  std::unique_ptr<readings::Readings> readings_;  // null: know() does nothing
};

template <class Parse>
auto read(const std::string& path, Parse parse) -> decltype(parse(std::string_view(), std::string_view())) {
  auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, path);
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

PinyinFiles PinyinFiles::in(const std::string& assets, const std::string& readings) {
  return {{},      assets + "/words.txt", assets + "/names.txt", assets + "/family_names.txt", assets + "/rare.txt",
          readings};
}

Result<std::unique_ptr<PinyinEngine>> PinyinEngine::open(const PinyinFiles& files) {
  auto library = PinyinLibrary::open(files.tables);
  if (!library) return tl::unexpected(library.error());
  auto words = read(files.words, parse_words);
  if (!words) return tl::unexpected(words.error());
  auto names = read(files.names, parse_characters);
  if (!names) return tl::unexpected(names.error());
  auto family = read(files.family, parse_characters);
  if (!family) return tl::unexpected(family.error());
  auto rare = read(files.rare, parse_characters);
  if (!rare) return tl::unexpected(rare.error());
  std::unique_ptr<readings::Readings> readings;
  if (!files.readings.empty()) {
    auto opened = readings::Readings::open(files.readings);
    if (!opened) base::log_event(base::LogLevel::warning, "pinyin.readings", {{"reason", opened.error().message}});
    if (opened) readings = std::move(*opened);
  }
  if (auto added = (*library)->add(*words); !added) return tl::unexpected(added.error());
  return std::make_unique<Engine>(std::move(*library), *words, NameMaker(std::move(*names), std::move(*family)),
                                  std::move(*rare), std::move(readings));
}

}  // namespace gridboard::kiosk::input
