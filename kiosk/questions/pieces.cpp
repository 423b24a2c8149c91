// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/pieces.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::questions {
namespace {

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width
  return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

enum class Sort { han, letter, digit, line_end, other };

Sort sort_of(char32_t c) {
  if (is_han(c)) return Sort::han;
  if (c >= 'a' && c <= 'z') return Sort::letter;
  if (c >= '0' && c <= '9') return Sort::digit;
  return c == '\n' ? Sort::line_end : Sort::other;
}

// "bills" is "bill", "is" and "address" stay.
void drop_plural(std::string& word) {
  if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
}

std::string without_tone(std::string syllable) {
  while (!syllable.empty() && syllable.back() >= '0' && syllable.back() <= '9') syllable.pop_back();
  return syllable;
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool adjoins = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = plain(base::decode_utf8(text, at));
    const Sort sort = sort_of(c);
    if (sort == Sort::other || (sort == Sort::line_end && pieces.empty())) {
      adjoins = false;
      continue;
    }
    const Piece::Kind kind = sort == Sort::han      ? Piece::Kind::character
                             : sort == Sort::letter ? Piece::Kind::word
                             : sort == Sort::digit  ? Piece::Kind::number
                                                    : Piece::Kind::line_end;
    const bool goes_on = adjoins && !pieces.empty() && pieces.back().kind == kind &&
                         (kind == Piece::Kind::word || kind == Piece::Kind::number);
    if (!goes_on) pieces.push_back({kind, "", from, at, 0, adjoins});
    Piece& piece = pieces.back();
    base::append_utf8(piece.text, c);
    piece.to = at;
    if (kind == Piece::Kind::character) piece.character = c;
    adjoins = kind != Piece::Kind::line_end;
  }
  for (Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::word) drop_plural(piece.text);
  }
  return pieces;
}

std::vector<std::vector<std::string>> read_pieces(std::string_view text, const std::vector<Piece>& pieces,
                                                  const readings::Readings* readings, std::size_t most) {
  std::vector<std::vector<std::string>> read(pieces.size());
  if (readings == nullptr) return read;
  for (std::size_t i = 0; i < pieces.size();) {
    if (pieces[i].kind != Piece::Kind::character) {
      ++i;
      continue;
    }
    const auto word = readings->word_at(text.substr(pieces[i].from));
    const std::size_t end = word ? pieces[i].from + word->bytes : 0;
    std::size_t in_word = 0;
    for (; word && i < pieces.size() && pieces[i].to <= end && in_word < word->syllables.size(); ++i, ++in_word) {
      add_once(read[i], without_tone(word->syllables[in_word]));
    }
    if (in_word > 0) continue;
    for (std::string& syllable : readings->of(pieces[i].character)) {
      if (read[i].size() < most) add_once(read[i], without_tone(std::move(syllable)));
    }
    ++i;
  }
  return read;
}

}  // namespace gridboard::kiosk::questions
