// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/search_places.hpp"

#include <algorithm>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/match_places.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

// Of a word that isn't the last: so many places are looked under. More say that the word is too common to narrow.
constexpr std::size_t kMostAbove = 100;

std::vector<std::string> words_of(std::string_view written) {
  std::string parted(written);
  std::replace(parted.begin(), parted.end(), ' ', '/');
  return split_place_words(parted);
}

}  // namespace

std::vector<std::string> selves_and_ancestors(const std::vector<std::string>& paths) {
  std::set<std::string> all;
  for (const std::string& path : paths) {
    for (std::string& level : base::self_and_ancestors(path)) all.insert(std::move(level));
  }
  return {all.begin(), all.end()};
}

Result<std::optional<model::Place>> PlaceWords::place(const std::string& path) {
  if (const auto known = known_.find(path); known != known_.end()) return known->second;
  auto found = reader_.place(path);
  if (!found) return found;
  return known_.emplace(path, std::move(*found)).first->second;
}

Result<void> PlaceWords::look_ahead(const std::vector<std::string>& paths) {
  const std::vector<std::string> wanted = selves_and_ancestors(paths);
  auto places = reader_.places_at(wanted);
  if (!places) return tl::unexpected(places.error());
  for (const std::string& path : wanted) known_.emplace(path, std::nullopt);
  for (model::Place& place : *places) {
    const std::string path = place.path;
    known_[path] = std::move(place);
  }
  return {};
}

Result<std::string> PlaceWords::of(std::string_view path) {
  std::string words;
  for (const std::string& level : base::self_and_ancestors(path)) {
    const auto found = place(level);
    if (!found) return tl::unexpected(found.error());
    if (!*found) continue;
    if ((*found)->kind == model::PlaceKind::community) words.clear();
    words += (words.empty() ? "" : "/") + (*found)->name;
  }
  return words.empty() ? std::string(path) : words;
}

std::vector<std::string> tops_from(std::vector<std::string> tops, std::string_view after) {
  if (after.empty()) return tops;
  const auto own =
      std::find_if(tops.begin(), tops.end(), [&](const std::string& top) { return base::path_contains(top, after); });
  return {own, tops.end()};
}

Result<std::vector<model::Place>> search_places(store::Reader& reader, std::string_view written,
                                                std::vector<std::string> tops, std::string_view after,
                                                std::size_t limit) {
  std::vector<std::string> words = words_of(written);
  std::vector<model::Place> found;
  if (words.empty()) return found;
  const std::string last = words.back();
  words.pop_back();
  for (const std::string& word : words) {
    std::vector<std::string> above;
    for (const std::string& top : tops) {
      auto places = reader.places_searched(word, top, "", kMostAbove);
      if (!places) return places;
      for (const model::Place& place : *places) above.push_back(place.path);
    }
    tops = without_contained(std::move(above));
  }
  for (const std::string& top : tops_from(std::move(tops), after)) {
    if (found.size() == limit) break;
    const bool goes_on = !after.empty() && base::path_contains(top, after);
    auto places = reader.places_searched(last, top, goes_on ? after : std::string_view(), limit - found.size());
    if (!places) return places;
    found.insert(found.end(), places->begin(), places->end());
  }
  return found;
}

}  // namespace gridboard::desk
