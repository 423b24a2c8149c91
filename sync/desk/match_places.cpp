// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/match_places.hpp"

#include <algorithm>
#include <numeric>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::desk {
namespace {

// What people write is short; a longer text is no name, and comparing it would only cost time.
constexpr std::size_t kMaxWrittenBytes = 512;
constexpr std::size_t kMaxComparedCodePoints = 64;

constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kFullWidthFirst = 0xFF01, kFullWidthLast = 0xFF5E, kFullWidthToAscii = 0xFEE0;

char32_t to_ascii_width(char32_t code_point) {
  return code_point >= kFullWidthFirst && code_point <= kFullWidthLast ? code_point - kFullWidthToAscii : code_point;
}

std::u32string code_points_of(std::string_view text) {
  std::u32string out;
  for (std::size_t offset = 0; offset < text.size() && out.size() < kMaxComparedCodePoints;) {
    out.push_back(base::decode_utf8(text, offset));
  }
  return out;
}

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool is_called(const model::Place& place, const std::string& folded_word) {
  return fold_place_name(place.name) == folded_word || fold_place_name(base::last_segment(place.path)) == folded_word;
}

std::vector<std::string> folded_words(std::string_view written) {
  std::vector<std::string> words = split_place_words(written);
  for (std::string& word : words) word = fold_place_name(word);
  return words;
}

}  // namespace

std::string fold_place_name(std::string_view name) {
  std::string out;
  for (std::size_t offset = 0; offset < name.size();) {
    char32_t c = to_ascii_width(base::decode_utf8(name, offset));
    if (c == U' ' || c == U'\t' || c == kIdeographicSpace) continue;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    base::append_utf8(out, c);
  }
  return out;
}

std::vector<std::string> split_place_words(std::string_view written) {
  std::vector<std::string> words(1);
  for (std::size_t offset = 0; offset < written.size() && offset < kMaxWrittenBytes;) {
    const char32_t c = base::decode_utf8(written, offset);
    const char32_t ascii = to_ascii_width(c);
    if (ascii == U'/' || ascii == U'>') {
      words.emplace_back();
    } else {
      base::append_utf8(words.back(), c);
    }
  }
  for (std::string& word : words) word = std::string(base::trim(word));
  std::erase(words, std::string());
  return words;
}

PlaceDirectory::PlaceDirectory(std::vector<model::Place> places) : places_(std::move(places)) {
  std::sort(places_.begin(), places_.end(),
            [](const model::Place& a, const model::Place& b) { return a.path < b.path; });
}

const model::Place* PlaceDirectory::find(std::string_view path) const {
  const auto at =
      std::lower_bound(places_.begin(), places_.end(), path,
                       [](const model::Place& place, std::string_view wanted) { return place.path < wanted; });
  return at != places_.end() && at->path == path ? &*at : nullptr;
}

std::vector<const model::Place*> PlaceDirectory::lineage(const model::Place& place) const {
  std::vector<const model::Place*> line{&place};
  for (std::string_view path = base::parent_path(place.path); !path.empty(); path = base::parent_path(path)) {
    if (const model::Place* parent = find(path)) line.push_back(parent);
  }
  return line;
}

std::vector<const model::Place*> PlaceDirectory::matches(std::string_view written) const {
  if (const model::Place* exact = find(base::trim(written))) return {exact};
  const std::vector<std::string> words = folded_words(written);
  std::vector<const model::Place*> adjoining, with_gaps;
  if (words.empty()) return adjoining;
  for (const model::Place& place : places_) {
    if (!is_called(place, words.back())) continue;
    const std::vector<const model::Place*> line = lineage(place);
    std::size_t word = 1, last_level = 0;
    for (std::size_t level = 1; level < line.size() && word < words.size(); ++level) {
      if (!is_called(*line[level], words[words.size() - 1 - word])) continue;
      ++word;
      last_level = level;
    }
    if (word != words.size()) continue;
    (last_level + 1 == words.size() ? adjoining : with_gaps).push_back(&place);
  }
  return adjoining.empty() ? with_gaps : adjoining;
}

std::vector<const model::Place*> PlaceDirectory::near(std::string_view written, std::size_t limit) const {
  const std::vector<std::string> words = folded_words(written);
  if (words.empty()) return {};
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += part;
    return code_points_of(out);
  };
  const std::u32string wanted = joined(words);
  struct Candidate {
    std::size_t distance;
    const model::Place* place;
  };
  std::vector<Candidate> candidates;
  for (const model::Place& place : places_) {
    std::vector<std::string> names, codes;
    for (const model::Place* level : lineage(place)) {
      if (names.size() == words.size()) break;
      names.insert(names.begin(), fold_place_name(level->name));
      codes.insert(codes.begin(), fold_place_name(base::last_segment(level->path)));
    }
    const std::u32string name = joined(names);
    std::size_t distance = std::min(edit_distance(wanted, name), edit_distance(wanted, joined(codes)));
    // "新华" for "新华社区": a part of the name is nearer than its missing letters say.
    if (wanted.size() >= 2 && name.find(wanted) != std::u32string::npos) distance = 1;
    if (distance * 2 <= std::max<std::size_t>(wanted.size(), 2)) candidates.push_back({distance, &place});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
  std::vector<const model::Place*> nearest;
  for (const Candidate& candidate : candidates) {
    if (nearest.size() == limit) break;
    nearest.push_back(candidate.place);
  }
  return nearest;
}

std::string PlaceDirectory::names_of(const model::Place& place) const {
  std::string names;
  for (const model::Place* level : lineage(place)) names = names.empty() ? level->name : level->name + "/" + names;
  return names;
}

}  // namespace gridboard::desk
