// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Which outages a list of the desk holds. A list of a place goes through that place's own rows in the order of the
// list, so that a page costs what it holds, wherever the place stands in the tree.
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sql/outage_row.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_outages.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

using model::OutageState;

// With those above each they are all SELECTs of one statement.
constexpr std::size_t kMostPlacesInTurn = 20;
// Outages that have a text: more are met soon enough by going through the list, or through that of a place.
constexpr std::int64_t kMostCalled = 100000, kMostCalledInPlaces = 10000;

// Those that are neither restored nor cancelled are few, and have an index of their own: `state <= 1`, as it says.
bool is_of_current(const OutageFilter& filter) {
  return filter.current || filter.overdue || filter.state == OutageState::announced ||
         filter.state == OutageState::ongoing;
}

bool is_everywhere(const OutageFilter& filter) {
  return std::any_of(filter.places.begin(), filter.places.end(), [](const std::string& path) { return path.empty(); });
}

// "T2026..." is the beginning of an id.
bool is_of_id(const std::string& words) {
  constexpr std::size_t kDigits = 4;
  return words.size() > kDigits && (words[0] == 'T' || words[0] == 't') &&
         std::all_of(words.begin() + 1, words.begin() + 1 + kDigits, [](char c) { return c >= '0' && c <= '9'; });
}

// Where the outages that a list holds come from: few that are asked one by one, their places, or what they are called,
// the latter two in the order of the list.
enum class Source { outages, candidates, places, words };

Source source_of(const OutageFilter& filter, bool many_called) {
  if (is_of_current(filter) || filter.supply_ids || filter.overridden || is_of_id(filter.words)) {
    return Source::candidates;
  }
  if (!filter.words.empty() && !many_called) return Source::words;
  if (is_everywhere(filter)) return Source::outages;
  return filter.places.size() > kMostPlacesInTurn ? Source::candidates : Source::places;
}

// Where the columns stand that lists are ordered and mostly filtered by.
struct ListColumns {
  std::string id = "outage.id", start = "outage.start", state = "outage.state", kind = "outage.kind";
};
ListColumns columns_for(const OutageFilter& filter, bool many_called) {
  // A plus keeps their own indexes out of it where another one has fewer.
  if (filter.overridden) return {"outage.id", "outage.start", "+outage.state", "+outage.kind"};
  switch (source_of(filter, many_called)) {
    case Source::outages:
    case Source::candidates:
      break;
    case Source::places:
      return {"outage_place.outage", "outage_place.start", "outage_place.state", "outage_place.kind"};
    case Source::words:
      return {"outage_called.outage", "outage_called.start", "outage_called.state", "outage_called.kind"};
  }
  return {};
}

// model::state_at() said in SQL.
void in_state(Where& where, const OutageFilter& filter, const ListColumns& at_columns) {
  if (is_of_current(filter)) where.both("outage.state <= 1");
  const auto now = [&] { return where.parameter(to_column(filter.now)); };
  if (filter.state == OutageState::announced) where.both("outage.state = 0 AND outage.start > " + now());
  if (filter.state == OutageState::ongoing) where.both("(outage.state = 1 OR outage.start <= " + now() + ")");
  if (filter.state == OutageState::restored) where.both(at_columns.state + " = 2");
  if (filter.state == OutageState::cancelled) where.both(at_columns.state + " = 3");
  if (filter.overdue) {
    const std::string at = now();
    where.both("outage.etr < " + at + " AND (outage.state = 1 OR outage.start <= " + at + ")");
  }
}

// Texts that few outages have are gone through, with the outages of each; of one that many have, the list soon meets
// enough.
void with_words(Where& where, const std::string& words, bool many, Source source) {
  if (words.empty()) return;
  if (is_of_id(words)) {
    std::string id = words;
    std::transform(id.begin(), id.end(), id.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    where.both("outage.id >= " + where.parameter(id));
    return where.both("outage.id < " + where.parameter(id + std::string(kBehindAll)));
  }
  const std::string pattern = where.parameter(pattern_of(words)) + " ESCAPE '\\'";
  if (many) {
    std::string any;
    for (const char* column : {"cause", "scope", "line"}) {
      any += (any.empty() ? "" : " OR ") + ("lower(outage." + std::string(column)) + ") LIKE " + pattern;
    }
    // Said so that PostgreSQL, which takes LIKE for rare, goes through the list in its order.
    return where.both("CASE WHEN " + any + " THEN 1 END IS NOT NULL");
  }
  const std::string called = "word IN (SELECT word FROM outage_word WHERE word LIKE " + pattern + ")";
  where.both(source == Source::words ? called : "outage.id IN (SELECT outage FROM outage_called WHERE " + called + ")");
}

void on_supply(Where& where, const OutageFilter& filter) {
  if (!filter.supply_ids) return;
  std::string ids;
  for (const std::string& id : *filter.supply_ids) ids += (ids.empty() ? "" : ", ") + where.parameter(id);
  where.both(ids.empty() ? std::string("1 = 0")
                         : "outage.id IN (SELECT outage FROM outage_supply WHERE supply IN (" + ids + "))");
}

// All but its places.
Where where_of(const OutageFilter& filter, bool many_called, bool paged) {
  Where where;
  const ListColumns at_columns = columns_for(filter, many_called);
  in_state(where, filter, at_columns);
  if (filter.kind) where.both(at_columns.kind + " = " + std::to_string(to_column(*filter.kind)));
  if (filter.overridden) where.both("outage.override_reason <> ''");
  if (filter.from) where.both(at_columns.start + " >= " + where.parameter(to_column(*filter.from)));
  if (filter.upto) where.both(at_columns.start + " < " + where.parameter(to_column(*filter.upto)));
  with_words(where, filter.words, many_called, source_of(filter, many_called));
  on_supply(where, filter);
  if (paged && filter.after_start) {
    const std::string at = where.parameter(to_column(*filter.after_start));
    const std::string id = where.parameter(filter.after_id);
    where.both(at_columns.start + " <= " + at + " AND (" + at_columns.start + " < " + at + " OR " + at_columns.id +
               " < " + id + ")");
  }
  return where;
}

struct WantedPlace {
  std::string path;
  bool own;  // only those that name it themselves: it stands above what is asked for
};

std::vector<WantedPlace> wanted_places(const std::vector<std::string>& paths) {
  std::vector<WantedPlace> wanted;
  const auto add = [&wanted](std::string_view path, bool own) {
    const bool known = std::any_of(wanted.begin(), wanted.end(),
                                   [&](const WantedPlace& one) { return one.path == path && one.own == own; });
    if (!known) wanted.push_back({std::string(path), own});
  };
  for (const std::string& path : paths) {
    add(path, false);
    for (std::string_view above = base::parent_path(path); !above.empty(); above = base::parent_path(above)) {
      add(above, true);
    }
  }
  return wanted;
}

std::string listed_in(Where& where, const std::vector<WantedPlace>& wanted, bool own) {
  std::string list;
  for (const WantedPlace& place : wanted) {
    if (place.own == own) list += (list.empty() ? "" : ", ") + where.parameter(place.path);
  }
  return list;
}

std::string in_places(Where& where, const OutageFilter& filter, const std::string& id) {
  if (is_everywhere(filter)) return "";
  const auto wanted = wanted_places(filter.places);
  if (wanted.empty()) return "1 = 0";
  const std::string below = listed_in(where, wanted, false), above = listed_in(where, wanted, true);
  return "EXISTS (SELECT 1 FROM outage_place WHERE outage_place.outage = " + id + " AND (place IN (" + below + ")" +
         (above.empty() ? "" : " OR (own = 1 AND place IN (" + above + "))") + "))";
}

// Place by place, each in the order of the list.
std::string ids_of_places(const OutageFilter& filter, Where& where, const std::string& limit) {
  const std::string joined = filter.words.empty() ? "" : " JOIN outage ON outage.id = outage_place.outage";
  const auto wanted = wanted_places(filter.places);
  if (wanted.empty()) return "SELECT id FROM outage WHERE 1 = 0";
  std::string parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string path = where.parameter(wanted[i].path);
    parts += (parts.empty() ? "" : " UNION ") +
             ("SELECT id FROM (SELECT outage_place.outage AS id FROM outage_place" + joined) +
             (where.text().empty() ? " WHERE " : where.text() + " AND ") + "outage_place.place = " + path +
             (wanted[i].own ? " AND outage_place.own = 1" : "") +
             " ORDER BY outage_place.start DESC, outage_place.outage DESC LIMIT " + limit + ") AS part" +
             std::to_string(i);
  }
  return parts;
}

// Ids of the first `limit` that fit, as a query.
std::string ids_that_fit(const OutageFilter& filter, bool many_called, Where& where, const std::string& limit) {
  const Source source = source_of(filter, many_called);
  if (source == Source::places) return ids_of_places(filter, where, limit);
  const std::string table = source == Source::words ? "outage_called" : "outage";
  const std::string id = source == Source::words ? "outage_called.outage" : "outage.id";
  if (const std::string placed = in_places(where, filter, id); !placed.empty()) where.both(placed);
  // One may be called by several of the words.
  const std::string once = source == Source::words ? " GROUP BY " + table + ".start, " + id : "";
  return "SELECT " + id + " AS id FROM " + table + where.text() + once + " ORDER BY " + table + ".start DESC, " + id +
         " DESC LIMIT " + limit;
}

ListedOutage read_listed(const SqlRow& row) {
  return {read_outage(row), row.integer(kOutageColumnCount)};
}

std::int64_t read_count(const SqlRow& row) {
  return row.integer(0);
}

}  // namespace

Result<bool> SqlOutages::are_many_called(const OutageFilter& filter) {
  if (filter.words.empty()) return false;
  auto called =
      first(query("SELECT CAST(COALESCE(SUM(outages), 0) AS BIGINT) FROM outage_word WHERE word LIKE ?1 ESCAPE '\\'",
                  pattern_of(filter.words)),
            read_count);
  if (!called) return tl::unexpected(called.error());
  return called->value_or(0) > (is_everywhere(filter) ? kMostCalled : kMostCalledInPlaces);
}

// No outage of this kind is called so: thunder strikes, but nobody plans it. The list would be gone through in vain.
Result<bool> SqlOutages::is_none_called(const OutageFilter& filter) {
  if (!filter.kind) return false;
  auto any = first(
      // CROSS: SQLite would go through what every outage is called.
      query("SELECT 1 FROM outage_word CROSS JOIN outage_called WHERE outage_called.word = outage_word.word AND "
            "outage_word.word LIKE ?1 ESCAPE '\\' AND outage_called.kind = ?2 LIMIT 1",
            pattern_of(filter.words), to_column(*filter.kind)),
      read_count);
  return any.map([](const auto& found) { return !found; });
}

Result<std::vector<ListedOutage>> SqlOutages::outages_listed(const OutageFilter& filter) {
  const auto many = are_many_called(filter);
  if (!many) return tl::unexpected(many.error());
  const auto none = *many ? is_none_called(filter) : Result<bool>(false);
  if (!none) return tl::unexpected(none.error());
  if (*none) return std::vector<ListedOutage>();
  Where where = where_of(filter, *many, true);
  // As a figure: by one that it doesn't know PostgreSQL takes a tenth of all for enough.
  const std::string limit = std::to_string(filter.limit);
  const std::string ids = ids_that_fit(filter, *many, where, limit);
  auto rows = query("SELECT " + std::string(kOutageColumns) +
                    ", (SELECT COUNT(*) FROM outage_window WHERE outage_window.outage = outage.id) FROM outage WHERE "
                    "outage.id IN (SELECT id FROM (" +
                    ids + ") AS fitting) ORDER BY outage.start DESC, outage.id DESC LIMIT " + limit);
  if (rows) where.bind_to(**rows);
  return all(std::move(rows), read_listed);
}

Result<std::int64_t> SqlOutages::count_outages(const OutageFilter& filter, std::int64_t most) {
  const auto many = are_many_called(filter);
  if (!many) return tl::unexpected(many.error());
  const auto none = *many ? is_none_called(filter) : Result<bool>(false);
  if (!none) return tl::unexpected(none.error());
  if (*none) return std::int64_t{0};
  Where where = where_of(filter, *many, false);
  const std::string limit = std::to_string(most);
  const std::string ids = ids_that_fit(filter, *many, where, limit);
  auto rows = query("SELECT COUNT(*) FROM (SELECT id FROM (" + ids + ") AS fitting LIMIT " + limit + ") AS counted");
  if (rows) where.bind_to(**rows);
  auto count = first(std::move(rows), read_count);
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

}  // namespace gridboard::store
