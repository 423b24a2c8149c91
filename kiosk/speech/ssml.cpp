// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/ssml.hpp"

#include <charconv>

namespace gridboard::kiosk::speech {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

std::string ssml_of(const std::vector<Piece>& pieces, Language language) {
  const bool chinese = language == Language::chinese;
  std::string ssml = "<speak>";
  std::pair<std::size_t, std::size_t> marked{0, 0};
  for (const Piece& piece : pieces) {
    if (marked != std::pair(piece.from, piece.to)) {
      ssml += "<mark name=\"" + std::to_string(piece.from) + "-" + std::to_string(piece.to) + "\"/>";
      marked = {piece.from, piece.to};
    }
    append_escaped(ssml, piece.spoken);
    if (piece.after != Pause::none) {
      ssml += piece.after == Pause::brief ? (chinese ? "，" : ",") : (chinese ? "。" : ".");
    }
    if (piece.voice == Language::english || !chinese) ssml += ' ';
  }
  return ssml + "</speak>";
}

std::optional<std::pair<std::size_t, std::size_t>> bytes_of_mark(std::string_view mark) {
  std::size_t from = 0, to = 0;
  const char* end = mark.data() + mark.size();
  const auto first = std::from_chars(mark.data(), end, from);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, to);
  if (second.ec != std::errc() || second.ptr != end || to < from) return std::nullopt;
  return std::pair(from, to);
}

}  // namespace gridboard::kiosk::speech
