// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Places by what they are called. Whole cities share a few thousand words ("3栋", "2单元"), each of a few places or of
// a hundred thousand: the words that fit are found first, then so many places of each as the page can hold.
#include <algorithm>
#include <set>

#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

// A word of at most so many places is looked up together with others like it, all their places at once.
constexpr std::int64_t kFewPlaces = 100;
constexpr std::size_t kWordsAtOnce = 32;
// Two statements, however many paths are asked for.
constexpr std::size_t kPathsAtOnce = 64, kFewPaths = 8;
// So many words fit that nearly every place does: then they are read in their order until the page is full.
constexpr std::size_t kMostWords = 5000;

struct Word {
  std::string text;
  std::int64_t places = 0;
};

Word read_word(const SqlRow& row) {
  return {row.string(0), row.integer(1)};
}

std::string read_path(const SqlRow& row) {
  return row.string(0);
}

model::Place read_place(const SqlRow& row) {
  return {row.string(0), static_cast<model::PlaceKind>(row.integer(1)),
          row.string(2), static_cast<model::SiteClass>(row.integer(3)),
          row.string(4), row.string(5)};
}

// ?1 where it begins, ?2 where it ends, ?3 and ?4 of PathRange, ?5 what it goes on behind, ?6 how many.
constexpr std::string_view kInRange =
    " AND path >= ?1 AND path < ?2 AND (path = ?3 OR path >= ?4) AND path > ?5 ORDER BY path LIMIT ?6";

struct Range {
  Range(std::string_view under, std::string_view after_path)
      : inside(under), from(std::max(inside.path, std::string(after_path))), after(after_path) {}

  PathRange inside;
  std::string from, after;
};

}  // namespace

Result<std::vector<std::string>> SqlReader::paths_called(const std::vector<std::string>& words, std::string_view under,
                                                         std::string_view after, std::size_t limit) {
  const Range range(under, after);
  std::string wanted;
  for (std::size_t i = 0; i < words.size(); ++i) wanted += (i == 0 ? "?" : ", ?") + std::to_string(7 + i);
  auto rows =
      query("SELECT path FROM place_called WHERE word IN (" + wanted + ")" + std::string(kInRange), range.from,
            range.inside.upto, range.inside.path, range.inside.inside, range.after, static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  for (std::size_t i = 0; i < words.size(); ++i) (*rows)->bind(static_cast<int>(7 + i), words[i]);
  std::vector<std::string> paths;
  auto row = (*rows)->step();
  for (; row && *row; row = (*rows)->step()) paths.push_back(read_path(**rows));
  if (!row) return tl::unexpected(row.error());
  return paths;
}

Result<std::vector<model::Place>> SqlReader::places_searched(std::string_view word, std::string_view under,
                                                             std::string_view after, std::size_t limit) {
  auto words = many(read_word, "SELECT word, places FROM place_word WHERE word LIKE ?1 ESCAPE '\\' LIMIT ?2",
                    pattern_of(word), static_cast<std::uint64_t>(kMostWords + 1));
  if (!words) return tl::unexpected(words.error());
  if (words->size() > kMostWords) {
    const Range range(under, after);
    return many(read_place,
                "SELECT path, kind, name, site_class, manager, supply FROM place WHERE (lower(name) LIKE ?7 ESCAPE "
                "'\\' OR lower(substr(path, length(rtrim(path, replace(path, '/', ''))) + 1)) LIKE ?7 ESCAPE '\\')" +
                    std::string(kInRange),
                range.from, range.inside.upto, range.inside.path, range.inside.inside, range.after,
                static_cast<std::uint64_t>(limit), pattern_of(word));
  }
  std::set<std::string> found;  // a place may be called so by its name and by its code
  const auto look_for = [&](const std::vector<std::string>& together) -> Result<void> {
    // As many again, for those that two of the words call alike.
    const auto paths = paths_called(together, under, after, limit * 2);
    if (!paths) return tl::unexpected(paths.error());
    found.insert(paths->begin(), paths->end());
    while (found.size() > limit) found.erase(std::prev(found.end()));
    return {};
  };
  std::vector<std::string> together;
  for (const Word& each : *words) {
    if (each.places > kFewPlaces) {
      if (auto looked = look_for({each.text}); !looked) return tl::unexpected(looked.error());
      continue;
    }
    together.push_back(each.text);
    if (together.size() < kWordsAtOnce) continue;
    if (auto looked = look_for(together); !looked) return tl::unexpected(looked.error());
    together.clear();
  }
  if (!together.empty()) {
    together.resize(kWordsAtOnce, together.back());  // one statement, whatever is left over
    if (auto looked = look_for(together); !looked) return tl::unexpected(looked.error());
  }
  return places_at({found.begin(), found.end()});
}

Result<std::vector<model::Place>> SqlReader::places_at(const std::vector<std::string>& paths) {
  std::vector<model::Place> places;
  const std::size_t at_once = paths.size() <= kFewPaths ? kFewPaths : kPathsAtOnce;
  for (std::size_t from = 0; from < paths.size(); from += at_once) {
    std::string sql = "SELECT path, kind, name, site_class, manager, supply FROM place WHERE path IN (";
    for (std::size_t i = 0; i < at_once; ++i) sql += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    auto rows = query(sql + ')');
    if (!rows) return tl::unexpected(rows.error());
    for (std::size_t i = 0; i < at_once; ++i) {
      (*rows)->bind(static_cast<int>(i + 1), paths[std::min(from + i, paths.size() - 1)]);
    }
    auto row = (*rows)->step();
    for (; row && *row; row = (*rows)->step()) places.push_back(read_place(**rows));
    if (!row) return tl::unexpected(row.error());
  }
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return places;
}

}  // namespace gridboard::store
