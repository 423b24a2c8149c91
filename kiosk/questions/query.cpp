// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/query.hpp"

#include <algorithm>

#include "kiosk/questions/pieces.hpp"
#include "kiosk/questions/question_tokenizer.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::questions {
namespace {

using Kind = Piece::Kind;

// Found by leaving each shipped asking out of the index and asking for it, and on
// tests/bench/input/tuned_on_askings.json; never on those held out.
constexpr double kPairs = 1.0, kSingles = 1.5, kSynonyms = 0.5, kHomophones = 0.2, kTypedSounds = 1.0,
                 kFirstLetters = 1.0, kHalves = 0.4, kSingleSounds = 0.3, kEnglish = 1.0;
constexpr std::size_t kMostSynonyms = 40;
constexpr std::size_t kLongestInitials = 12, kShortestInitials = 2;

// Phrases that are looked for, any of them; each once.
class AnyOf {
 public:
  void add(std::string phrase) {
    if (!phrase.empty() && seen_.insert(phrase).second) match_ += (match_.empty() ? "" : " OR ") + phrase;
  }
  void give(std::vector<QueryPart>& parts, double weight) {
    if (!match_.empty()) parts.push_back({std::move(match_), weight});
  }

 private:
  std::set<std::string> seen_;
  std::string match_;
};

std::string quoted(const std::string& phrase) {
  return '"' + phrase + '"';
}

bool is_text(const Piece& piece) {
  return piece.kind == Kind::character || piece.kind == Kind::number;
}

std::string phrase_of(std::string_view text) {
  std::string phrase;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.kind == Kind::line_end) continue;
    phrase += (phrase.empty() ? "" : " ") + piece.text;
  }
  return phrase.empty() ? phrase : quoted(phrase);
}

// One sound of what was typed, by a character or in letters.
struct Sound {
  std::string syllable;
  bool typed = false;  // in letters
  bool begun = false;  // only its first letters
  bool follows = true;
};

class Query {
 public:
  Query(std::string_view text, const Lexicon& lexicon)
      : text_(text),
        lexicon_(lexicon),
        pieces_(pieces_of(text)),
        read_(read_pieces(text, pieces_, lexicon.readings, 1)) {}

  std::vector<QueryPart> parts() {
    add_characters();
    add_synonyms();
    add_english();
    if (!is_english_) add_letters();
    add_sounds();
    return std::move(parts_);
  }

 private:
  void add_characters() {
    AnyOf pairs, singles;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!is_text(pieces_[i])) continue;
      singles.add(quoted(pieces_[i].text));
      const bool paired = i > 0 && pieces_[i].follows && is_text(pieces_[i - 1]);
      if (paired) pairs.add(quoted(pieces_[i - 1].text + " " + pieces_[i].text));
    }
    pairs.give(parts_, kPairs);
    singles.give(parts_, kSingles);
  }

  void add_synonyms() {
    AnyOf any;
    std::string plain;
    for (const Piece& piece : pieces_) plain += (piece.kind == Kind::word && !plain.empty() ? " " : "") + piece.text;
    const auto others = lexicon_.synonyms.others(plain);
    for (std::size_t i = 0; i < others.size() && i < kMostSynonyms; ++i) any.add(phrase_of(others[i]));
    any.give(parts_, kSynonyms);
  }

  // Letters are English where most words are; one may be the beginning of a word ("forgot", "electr").
  void add_english() {
    AnyOf any;
    std::size_t words = 0, known = 0;
    bool characters = false;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      characters = characters || pieces_[i].kind == Kind::character;
      if (pieces_[i].kind != Kind::word) continue;
      ++words;
      const bool whole = lexicon_.english.contains(pieces_[i].text);
      if (!whole && !begins_english(pieces_[i].text)) continue;
      ++known;
      any.add(quoted(pieces_[i].text) + (whole ? "" : " *"));
    }
    is_english_ = !characters && words > 1 && known * 2 > words;
    any.give(parts_, kEnglish);
  }

  [[nodiscard]] bool begins_english(const std::string& letters) const {
    const auto at = lexicon_.english.lower_bound(letters);
    return letters.size() > 3 && at != lexicon_.english.end() && at->starts_with(letters);
  }

  // Letters that are pinyin become sounds; others may be the first letters of words.
  void add_letters() {
    AnyOf any, halves;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].kind == Kind::character && !read_[i].empty()) {
        sounds_.push_back({read_[i].front(), false, false, pieces_[i].follows});
      }
      if (pieces_[i].kind != Kind::word) continue;
      const std::string letters(letters_of(pieces_[i]));
      const auto cut = lexicon_.syllables.cut(letters, i + 1 == pieces_.size());
      for (std::size_t k = 0; k < cut.syllables.size(); ++k) {
        sounds_.push_back({cut.syllables[k], true, cut.last_begun && k + 1 == cut.syllables.size(), true});
      }
      const bool perhaps = cut.syllables.empty() || letters.size() <= cut.syllables.size() * 2;
      if (perhaps && letters.size() >= kShortestInitials && letters.size() <= kLongestInitials) {
        any.add(quoted(marked(letters)));
        halves.add(words_of_two(letters));
      }
    }
    any.give(parts_, kFirstLetters);
    halves.give(parts_, kHalves);
  }

  // As typed: a piece has lost its plural.
  [[nodiscard]] std::string letters_of(const Piece& piece) const {
    std::string letters;
    for (const char c : text_.substr(piece.from, piece.to - piece.from)) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (lower >= 'a' && lower <= 'z') letters += lower;
    }
    return letters.empty() ? piece.text : letters;
  }

  static std::string marked(const std::string& letters) {
    std::string phrase;
    for (const char letter : letters) phrase += (phrase.empty() ? "" : " ") + std::string{kLetterMark, letter};
    return phrase;
  }

  // "bxdh" may be 报修 and 电话, not beside each other.
  static std::string words_of_two(const std::string& letters) {
    if (letters.size() < 4) return {};
    std::string both;
    for (std::size_t i = 0; i + 1 < letters.size(); i += 2) {
      both += (i == 0 ? "(" : " AND ") + quoted(marked(letters.substr(i, 2)));
    }
    return both + ")";
  }

  void add_sounds() {
    AnyOf typed, homophones, singles;
    for (std::size_t i = 0; i < sounds_.size(); ++i) {
      const std::string end = sounds_[i].begun ? " *" : "";
      if (sounds_[i].typed) singles.add(quoted(kSoundMark + sounds_[i].syllable) + end);
      if (i == 0 || !sounds_[i].follows) continue;
      AnyOf& list = sounds_[i].typed || sounds_[i - 1].typed ? typed : homophones;
      list.add(quoted(kSoundMark + sounds_[i - 1].syllable + " " + kSoundMark + sounds_[i].syllable) + end);
    }
    typed.give(parts_, kTypedSounds);
    singles.give(parts_, kSingleSounds);
    homophones.give(parts_, kHomophones);
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<std::string>> read_;
  std::vector<Sound> sounds_;
  std::vector<QueryPart> parts_;
  bool is_english_ = false;
};

}  // namespace

std::vector<QueryPart> query_parts(std::string_view typed, const Lexicon& lexicon) {
  return Query(base::first_code_points(typed, kMaxAskedCharacters), lexicon).parts();
}

}  // namespace gridboard::kiosk::questions
