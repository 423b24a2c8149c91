// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/resolve_places.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/match_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostListed = 10, kMostSuggested = 5;

std::string listed(const PlaceDirectory& directory, const std::vector<const model::Place*>& places, std::size_t limit) {
  std::string out;
  for (std::size_t i = 0; i < places.size() && i < limit; ++i) {
    out += (i == 0 ? "" : ", ") + places[i]->path + " (" + directory.names_of(*places[i]) + ")";
  }
  if (places.size() > limit) out += " and " + std::to_string(places.size() - limit) + " more";
  return out;
}

// Reads the tree only when a whole path of codes wasn't given, and then once.
class Resolver {
 public:
  explicit Resolver(store::Reader& reader) : reader_(reader) {}

  Result<model::Place> resolve(std::string_view written) {
    const std::string_view trimmed = base::trim(written);
    if (split_place_words(trimmed).empty()) {
      return fail(ErrorCode::invalid_input, "no place is given: a path of codes, a path of names or a name is needed");
    }
    auto exact = reader_.place(trimmed);
    if (!exact) return tl::unexpected(exact.error());
    if (*exact) return std::move(**exact);
    if (auto read = read_directory(); !read) return tl::unexpected(read.error());
    const std::vector<const model::Place*> found = directory_->matches(trimmed);
    if (found.size() == 1) return *found.front();
    const std::string quoted = "'" + std::string(trimmed) + "'";
    if (found.empty()) {
      const auto near = directory_->near(trimmed, kMostSuggested);
      const std::string hint = near.empty() ? "" : "; near it: " + listed(*directory_, near, kMostSuggested);
      return fail(ErrorCode::not_found, "no place is called " + quoted + hint);
    }
    return fail(ErrorCode::ambiguous, quoted + " fits " + std::to_string(found.size()) +
                                          " places: " + listed(*directory_, found, kMostListed));
  }

 private:
  Result<void> read_directory() {
    if (directory_) return {};
    auto places = reader_.places_under("");
    if (!places) return tl::unexpected(places.error());
    directory_.emplace(std::move(*places));
    return {};
  }

  store::Reader& reader_;
  std::optional<PlaceDirectory> directory_;
};

Result<model::Household> only_door(const std::vector<model::Household>& households, std::string_view door,
                                   std::string_view written) {
  std::vector<const model::Household*> found;
  const std::string wanted = fold_place_name(door);
  for (const model::Household& household : households) {
    if (fold_place_name(household.door) == wanted) found.push_back(&household);
  }
  if (found.size() == 1) return *found.front();
  const std::string quoted = "'" + std::string(written) + "'";
  if (found.empty()) return fail(ErrorCode::not_found, "no household has the door " + quoted);
  std::string paths;
  for (std::size_t i = 0; i < found.size() && i < kMostListed; ++i) paths += (i == 0 ? "" : ", ") + found[i]->path();
  if (found.size() > kMostListed) paths += " and " + std::to_string(found.size() - kMostListed) + " more";
  return fail(ErrorCode::ambiguous, quoted + " fits " + std::to_string(found.size()) + " households: " + paths);
}

}  // namespace

Result<model::Place> resolve_place(store::Reader& reader, std::string_view written) {
  return Resolver(reader).resolve(written);
}

Result<std::vector<model::Place>> resolve_places(store::Reader& reader, const std::vector<std::string>& written) {
  if (written.empty()) return fail(ErrorCode::invalid_input, "at least one place is needed");
  Resolver resolver(reader);
  std::vector<model::Place> places;
  for (const std::string& one : written) {
    auto place = resolver.resolve(one);
    if (!place) return tl::unexpected(place.error());
    places.push_back(std::move(*place));
  }
  std::vector<std::string> paths;
  for (const model::Place& place : places) paths.push_back(place.path);
  paths = without_contained(std::move(paths));
  std::vector<model::Place> kept;
  for (const std::string& path : paths) {
    kept.push_back(*std::find_if(places.begin(), places.end(), [&](const auto& place) { return place.path == path; }));
  }
  return kept;
}

Result<model::Household> resolve_household(store::Reader& reader, std::string_view written) {
  const std::string_view trimmed = base::trim(written);
  if (model::is_account_number(trimmed)) {
    auto household = reader.household(trimmed);
    if (!household) return tl::unexpected(household.error());
    if (*household) return std::move(**household);
    return fail(ErrorCode::not_found, "no household has the account number " + std::string(trimmed));
  }
  std::vector<std::string> words = split_place_words(trimmed);
  if (words.size() < 2) {
    return fail(ErrorCode::invalid_input,
                "'" + std::string(trimmed) +
                    "' is neither an account number of 10 or 13 digits nor a place and a door "
                    "such as 新华社区/3栋/2单元/501");
  }
  const std::string door = words.back();
  words.pop_back();
  std::string place_words;
  for (const std::string& word : words) place_words += (place_words.empty() ? "" : "/") + word;
  auto place = resolve_place(reader, place_words);
  if (!place) return tl::unexpected(place.error());
  auto households = reader.households_under(place->path);
  if (!households) return tl::unexpected(households.error());
  return only_door(*households, door, trimmed);
}

Result<std::string> place_in_words(store::Reader& reader, std::string_view path) {
  std::string words;
  for (const std::string& level : base::self_and_ancestors(path)) {
    auto place = reader.place(level);
    if (!place) return tl::unexpected(place.error());
    if (!*place) continue;
    if ((*place)->kind == model::PlaceKind::community) words.clear();
    words += (words.empty() ? "" : "/") + (*place)->name;
  }
  return words.empty() ? std::string(path) : words;
}

std::vector<std::string> without_contained(std::vector<std::string> paths) {
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> kept;
  std::set<std::string, std::less<>> tops;
  for (std::string& path : paths) {
    // What contains it is shorter, so it came before.
    bool contained = tops.contains("") || tops.contains(path);
    for (std::string_view above = base::parent_path(path); !above.empty() && !contained;
         above = base::parent_path(above)) {
      contained = tops.contains(above);
    }
    if (contained) continue;
    tops.insert(path);
    kept.push_back(std::move(path));
  }
  return kept;
}

}  // namespace gridboard::desk
