// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/question_tokenizer.hpp"

#include <algorithm>

#include "kiosk/questions/pieces.hpp"

namespace gridboard::kiosk::questions {
namespace {

constexpr std::size_t kMostReadings = 2;

// "=tiao =zha": marked tokens as they stand, one after another.
void tokenize_marked(std::string_view text, const sqlite::Tokenizer::Emit& emit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) emit({text.substr(at, end - at), at, end, false});
    at = end + 1;
  }
}

}  // namespace

void QuestionTokenizer::tokenize_document(std::string_view text, const Emit& emit) const {
  const std::vector<Piece> pieces = pieces_of(text);
  const auto read = read_pieces(text, pieces, readings_, kMostReadings);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    // The end of a line takes a place of its own: what stands on both sides of it makes no pair.
    emit({piece.kind == Piece::Kind::line_end ? std::string_view("|") : piece.text, piece.from, piece.to, false});
    for (const std::string& sound : read[i]) {
      emit({kSoundMark + sound, piece.from, piece.to, true});
    }
    for (std::size_t k = 0; k < read[i].size(); ++k) {
      const char letter = read[i][k].front();
      const bool told = std::any_of(read[i].begin(), read[i].begin() + static_cast<std::ptrdiff_t>(k),
                                    [letter](const std::string& sound) { return sound.front() == letter; });
      if (!told) emit({std::string{kLetterMark, letter}, piece.from, piece.to, true});
    }
  }
}

void QuestionTokenizer::tokenize(std::string_view text, Purpose purpose, const Emit& emit) const {
  if (purpose == Purpose::document) return tokenize_document(text, emit);
  if (!text.empty() && (text.front() == kSoundMark || text.front() == kLetterMark)) return tokenize_marked(text, emit);
  for (const Piece& piece : pieces_of(text)) {
    if (piece.kind != Piece::Kind::line_end) emit({piece.text, piece.from, piece.to, false});
  }
}

}  // namespace gridboard::kiosk::questions
