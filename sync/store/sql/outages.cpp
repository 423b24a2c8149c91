// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages, one and whole.
#include <algorithm>
#include <map>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/store/sql/outage_row.hpp"
#include "sync/store/sql/sql_outages.hpp"

namespace gridboard::store {

namespace {

model::OutageStep read_step(const SqlRow& row) {
  return {instant_of(row, 0), row.string(1), instant_if_any(row, 2)};
}

model::OutageWindow read_window(const SqlRow& row) {
  return {row.string(0), instant_of(row, 1), instant_of(row, 2)};
}

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

// By what lists are ordered and filtered.
bool stands_in_lists_as(const model::Outage& outage, const model::Outage& before) {
  return outage.start == before.start && outage.kind == before.kind && outage.state == before.state;
}

// What it is found by, in small ASCII letters.
std::set<std::string> words_of(const model::Outage& outage) {
  std::set<std::string> words;
  for (std::string text : {outage.cause, outage.scope, outage.line}) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (!text.empty()) words.insert(std::move(text));
  }
  return words;
}

}  // namespace

Result<void> SqlOutages::complete(model::Outage& outage) {
  auto audience =
      all(query("SELECT path FROM outage_audience WHERE outage = ?1 ORDER BY number", outage.id), read_text);
  if (!audience) return tl::unexpected(audience.error());
  outage.audience = std::move(*audience);
  auto supply = all(query("SELECT supply FROM outage_supply WHERE outage = ?1 ORDER BY number", outage.id), read_text);
  if (!supply) return tl::unexpected(supply.error());
  outage.supply_ids = std::move(*supply);
  auto steps =
      all(query("SELECT at, text, etr FROM outage_step WHERE outage = ?1 ORDER BY number", outage.id), read_step);
  if (!steps) return tl::unexpected(steps.error());
  outage.timeline = std::move(*steps);
  auto windows = all(query("SELECT id, from_at, to_at FROM outage_window WHERE outage = ?1 ORDER BY number", outage.id),
                     read_window);
  if (!windows) return tl::unexpected(windows.error());
  outage.windows = std::move(*windows);
  return {};
}

Result<std::optional<model::Outage>> SqlOutages::outage(std::string_view id) {
  auto found = first(
      query("SELECT " + std::string(kOutageColumns) + " FROM outage WHERE id = ?1" + std::string(for_update_), id),
      read_outage);
  if (!found || !*found) return found;
  if (auto done = complete(**found); !done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<model::Outage>> SqlOutages::outages() {
  auto found = all(query("SELECT " + std::string(kOutageColumns) + " FROM outage ORDER BY published_at DESC, id DESC"),
                   read_outage);
  if (!found) return found;
  for (model::Outage& outage : *found) {
    if (auto done = complete(outage); !done) return tl::unexpected(done.error());
  }
  return found;
}

Result<std::vector<model::Outage>> SqlOutages::current_outages(std::string_view place) {
  auto found = all(query("SELECT " + std::string(kOutageColumns) +
                         " FROM outage WHERE state <= 1 ORDER BY published_at DESC, id DESC"),
                   read_outage);
  if (!found) return found;
  for (model::Outage& outage : *found) {
    if (auto done = complete(outage); !done) return tl::unexpected(done.error());
  }
  std::erase_if(*found, [&](const model::Outage& outage) {
    return !place.empty() && std::none_of(outage.audience.begin(), outage.audience.end(),
                                          [&](const std::string& path) { return base::reaches(path, place); });
  });
  return found;
}

Result<void> SqlOutages::put_row(const model::Outage& outage) {
  return execute(
      "INSERT INTO outage (id, kind, state, cause, scope, line, published_at, start, etr, restored_at, "
      "override_reason, choose_by, chosen_window, version, told_at, households, boards, reopened, withdrawn) VALUES "
      "(?1, ?2, ?3, "
      "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) ON CONFLICT (id) DO UPDATE SET kind = "
      "excluded.kind, state = excluded.state, cause = excluded.cause, scope = excluded.scope, line = excluded.line, "
      "published_at = excluded.published_at, start = excluded.start, etr = excluded.etr, restored_at = "
      "excluded.restored_at, override_reason = excluded.override_reason, choose_by = excluded.choose_by, chosen_window "
      "= excluded.chosen_window, version = excluded.version, told_at = excluded.told_at, households = "
      "excluded.households, boards = excluded.boards, reopened = excluded.reopened, withdrawn = excluded.withdrawn",
      outage.id, to_column(outage.kind), to_column(outage.state), outage.cause, outage.scope, outage.line,
      to_column(outage.published_at), to_column(outage.start), to_column(outage.etr), to_column(outage.restored_at),
      outage.override_reason, to_column(outage.choose_by), outage.chosen_window, outage.version,
      to_column(outage.told_at), outage.households, outage.boards, outage.reopened, outage.withdrawn);
}

// Whom it concerns stands in the order of lists with what they are filtered by, so it goes along with these.
Result<void> SqlOutages::put_places(const model::Outage& outage, const model::Outage* before) {
  if (before != nullptr && before->audience == outage.audience && stands_in_lists_as(outage, *before)) return {};
  for (const char* table : {"outage_audience", "outage_place"}) {
    if (before == nullptr) break;
    auto gone = execute("DELETE FROM " + std::string(table) + " WHERE outage = ?1", outage.id);
    if (!gone) return gone;
  }
  std::map<std::string, bool, std::less<>> places;  // whether its own
  for (std::size_t i = 0; i < outage.audience.size(); ++i) {
    auto done = execute("INSERT INTO outage_audience (outage, number, path) VALUES (?1, ?2, ?3)", outage.id,
                        static_cast<std::uint64_t>(i), outage.audience[i]);
    if (!done) return done;
    places[outage.audience[i]] = true;
    for (std::string_view above = base::parent_path(outage.audience[i]); !above.empty();
         above = base::parent_path(above)) {
      places.emplace(std::string(above), false);
    }
  }
  for (const auto& [place, own] : places) {
    auto done =
        execute("INSERT INTO outage_place (place, start, outage, own, kind, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                place, to_column(outage.start), outage.id, own, to_column(outage.kind), to_column(outage.state));
    if (!done) return done;
  }
  return {};
}

Result<void> SqlOutages::put_words(const model::Outage& outage, const model::Outage* before) {
  const std::set<std::string> words = words_of(outage);
  const std::set<std::string> were = before == nullptr ? std::set<std::string>() : words_of(*before);
  if (before != nullptr && words == were && stands_in_lists_as(outage, *before)) return {};
  if (before != nullptr) {
    auto gone = execute("DELETE FROM outage_called WHERE outage = ?1", outage.id);
    if (!gone) return gone;
  }
  for (const std::string& word : words) {
    auto done = execute("INSERT INTO outage_called (word, start, outage, kind, state) VALUES (?1, ?2, ?3, ?4, ?5)",
                        word, to_column(outage.start), outage.id, to_column(outage.kind), to_column(outage.state));
    if (!done) return done;
  }
  // In one order, so that two who announce at the same time wait for each other instead of both for ever.
  std::set<std::string> all = words;
  all.insert(were.begin(), were.end());
  for (const std::string& word : all) {
    if (words.contains(word) == were.contains(word)) continue;
    auto done = words.contains(word)
                    ? execute(
                          "INSERT INTO outage_word AS counted (word, outages) VALUES (?1, 1) ON CONFLICT (word) DO "
                          "UPDATE SET outages = counted.outages + 1",
                          word)
                    : execute("UPDATE outage_word SET outages = outages - 1 WHERE word = ?1", word);
    if (!done) return done;
  }
  return {};
}

Result<void> SqlOutages::put_parts(const model::Outage& outage) {
  for (std::size_t i = 0; i < outage.supply_ids.size(); ++i) {
    auto done = execute("INSERT INTO outage_supply (outage, number, supply) VALUES (?1, ?2, ?3)", outage.id,
                        static_cast<std::uint64_t>(i), outage.supply_ids[i]);
    if (!done) return done;
  }
  for (std::size_t i = 0; i < outage.timeline.size(); ++i) {
    const model::OutageStep& step = outage.timeline[i];
    auto done = execute("INSERT INTO outage_step (outage, number, at, text, etr) VALUES (?1, ?2, ?3, ?4, ?5)",
                        outage.id, static_cast<std::uint64_t>(i), to_column(step.at), step.text, to_column(step.etr));
    if (!done) return done;
  }
  for (std::size_t i = 0; i < outage.windows.size(); ++i) {
    const model::OutageWindow& window = outage.windows[i];
    auto done =
        execute("INSERT INTO outage_window (outage, number, id, from_at, to_at) VALUES (?1, ?2, ?3, ?4, ?5)", outage.id,
                static_cast<std::uint64_t>(i), window.id, to_column(window.from), to_column(window.to));
    if (!done) return done;
  }
  return {};
}

Result<bool> SqlOutages::put(const model::Outage& outage) {
  const auto stored = this->outage(outage.id);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == outage) return false;
  if (auto done = put_row(outage); !done) return tl::unexpected(done.error());
  if (auto done = put_places(outage, *stored ? &**stored : nullptr); !done) return tl::unexpected(done.error());
  if (auto done = put_words(outage, *stored ? &**stored : nullptr); !done) return tl::unexpected(done.error());
  for (const char* table : {"outage_supply", "outage_step", "outage_window"}) {
    if (!*stored) break;
    auto gone = execute("DELETE FROM " + std::string(table) + " WHERE outage = ?1", outage.id);
    if (!gone) return tl::unexpected(gone.error());
  }
  if (auto done = put_parts(outage); !done) return tl::unexpected(done.error());
  return true;
}

}  // namespace gridboard::store
