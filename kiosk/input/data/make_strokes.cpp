// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// make_strokes MEDIANS OUT: strokes.bin of what gather_medians.py wrote (which says how its lines look).

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "kiosk/input/stroke_file.hpp"
#include "sync/base/files.hpp"

namespace {

using namespace gridboard;
using kiosk::input::KnownCharacter;
using kiosk::input::PenStroke;

constexpr float kSide = 1024;
constexpr std::size_t kMaxBytes = 64u << 20;
constexpr long kFirstIdeograph = 0x3400;  // what comes before are radicals: pieces of characters

// Moves behind the number; false if there is none.
bool read_number(const char*& at, int base, long& value) {
  char* end = nullptr;
  value = std::strtol(at, &end, base);
  const bool found = end != at;
  at = end;
  return found;
}

bool read_strokes(const char*& at, std::vector<PenStroke>& strokes) {
  strokes.emplace_back();
  while (*at != '\n') {
    long x = 0, y = 0;
    if (!read_number(at, 10, x) || *at != ',' || !read_number(++at, 10, y)) return false;
    strokes.back().push_back({static_cast<float>(x) / kSide, static_cast<float>(y) / kSide});
    if (*at == ';') strokes.emplace_back(), ++at;
    if (*at == '\0') return false;
  }
  ++at;
  return true;
}

int make(const std::string& medians, const std::string& out) {
  const auto text = base::read_file(medians, kMaxBytes);
  if (!text) return std::fprintf(stderr, "%s\n", text.error().message.c_str()), 1;
  std::vector<KnownCharacter> known;
  const char* at = text->c_str();
  while (*at != '\0') {
    long code_point = 0, usual = 0;
    std::vector<PenStroke> strokes;
    KnownCharacter character;
    if (!read_number(at, 16, code_point) || !read_number(at, 10, usual) || !read_strokes(at, strokes) ||
        !shape_of(strokes, character.shape))
      return std::fprintf(stderr, "%s: no line of medians behind U+%lX\n", medians.c_str(), code_point), 1;
    character.code_point = static_cast<char32_t>(code_point);
    character.usual = static_cast<std::uint8_t>(usual);
    if (code_point >= kFirstIdeograph) known.push_back(character);
  }
  std::ofstream file(out, std::ios::binary);
  file << stroke_file_of(known);
  file.close();
  return file ? 0 : (std::fprintf(stderr, "%s: can't be written\n", out.c_str()), 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: make_strokes MEDIANS OUT\n", stderr), 2;
  return make(argv[1], argv[2]);
}
