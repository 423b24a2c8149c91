// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What stands right now: outages that go on or are announced, requests that are open. Each by an index of its own,
// whose WHERE the statements repeat word for word.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_analysis.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

constexpr const char* kOpen = "state NOT IN (4, 5, 9, 10)";
static_assert(static_cast<int>(model::RequestState::done) == 4 && static_cast<int>(model::RequestState::closed) == 5 &&
              static_cast<int>(model::RequestState::rejected) == 9 &&
              static_cast<int>(model::RequestState::merged) == 10);
// What was promised nothing comes last.
const std::string kPromised = "COALESCE(promised_at, 9223372036854775807)";
// As the index of those that are neither restored nor cancelled says it.
constexpr std::string_view kStanding = "state <= 1";
static_assert(static_cast<int>(model::OutageState::announced) == 0 &&
              static_cast<int>(model::OutageState::ongoing) == 1);

void add_place(Where& where, std::string_view under) {
  if (under.empty()) return;
  const PathRange range(under);
  where.both("place >= " + where.parameter(range.path));
  where.both("place < " + where.parameter(range.upto));
  where.both("(place = " + where.parameter(range.path) + " OR place >= " + where.parameter(range.inside) + ")");
}

Where where_of(const PromisedFilter& filter) {
  Where where;
  where.both(kOpen);
  if (filter.from) where.both(kPromised + " >= " + where.parameter(to_column(*filter.from)));
  if (filter.upto) where.both(kPromised + " < " + where.parameter(to_column(*filter.upto)));
  if (!filter.kind.empty()) where.both("kind = " + where.parameter(filter.kind));
  add_place(where, filter.under);
  return where;
}

Result<std::int64_t> only(Result<std::unique_ptr<SqlStatement>> rows, const Where& where) {
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

}  // namespace

Result<std::vector<StandingOutage>> SqlAnalysis::standing_outages() {
  auto rows = query(
      "SELECT id, cause, scope, kind, CASE WHEN told_at > published_at THEN told_at ELSE published_at END, start, etr, "
      "override_reason FROM outage WHERE " +
      std::string(kStanding) + " ORDER BY start, id");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StandingOutage> outages;
  std::map<std::string, std::size_t> numbers;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    StandingOutage outage{row.string(0),
                          row.string(1),
                          row.string(2),
                          enum_of<model::OutageKind>(row, 3),
                          instant_of(row, 4),
                          instant_of(row, 5),
                          instant_if_any(row, 6),
                          row.string(7),
                          {}};
    numbers[outage.id] = outages.size();
    outages.push_back(std::move(outage));
  });
  if (!read) return tl::unexpected(read.error());
  auto paths = query(
      "SELECT audience.outage, audience.path FROM outage CROSS JOIN outage_audience AS audience WHERE "
      "outage." +
      std::string(kStanding) + " AND audience.outage = outage.id ORDER BY audience.outage, audience.number");
  if (!paths) return tl::unexpected(paths.error());
  read = each_row(**paths, [&](const SqlRow& row) {
    const auto found = numbers.find(row.string(0));
    if (found != numbers.end()) outages[found->second].audience.push_back(row.string(1));
  });
  if (!read) return tl::unexpected(read.error());
  return outages;
}

Result<std::vector<OpenRequests>> SqlAnalysis::open_requests(std::string_view under) {
  Where where;
  where.both(kOpen);
  add_place(where, under);
  auto rows = query("SELECT kind, COUNT(*) FROM request" + where.text() + " GROUP BY kind ORDER BY kind");
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::vector<OpenRequests> kinds;
  auto read = each_row(**rows, [&](const SqlRow& row) { kinds.push_back({row.string(0), row.integer(1)}); });
  if (!read) return tl::unexpected(read.error());
  return kinds;
}

Result<std::int64_t> SqlAnalysis::count_requests_received(std::string_view under, base::Instant from) {
  Where where;
  where.both("received_at >= " + where.parameter(to_column(from)));
  add_place(where, under);
  return only(query("SELECT COUNT(*) FROM request" + where.text()), where);
}

Result<std::vector<PromisedRequest>> SqlAnalysis::promised_requests(const PromisedFilter& filter) {
  Where where = where_of(filter);
  if (filter.after_promised) {
    const std::string at = where.parameter(to_column(*filter.after_promised));
    where.both("(" + kPromised + ", receipt) > (" + at + ", " + where.parameter(filter.after_receipt) + ")");
  }
  const std::string limit = where.parameter(static_cast<std::int64_t>(filter.limit));
  auto rows = query("SELECT receipt, kind, place, state, received_at, promised_at FROM request" + where.text() +
                    " ORDER BY " + kPromised + ", receipt LIMIT " + limit);
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::vector<PromisedRequest> requests;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    requests.push_back({row.string(0), row.string(1), row.string(2), enum_of<model::RequestState>(row, 3),
                        instant_of(row, 4), instant_if_any(row, 5)});
  });
  if (!read) return tl::unexpected(read.error());
  return requests;
}

Result<std::int64_t> SqlAnalysis::count_promised_requests(const PromisedFilter& filter) {
  Where where = where_of(filter);
  return only(query("SELECT COUNT(*) FROM request" + where.text()), where);
}

}  // namespace gridboard::store
