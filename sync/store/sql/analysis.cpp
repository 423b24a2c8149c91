// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <tuple>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_analysis.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

using model::AnalysisPeriod;
using model::AnalysisTopic;

constexpr int kDays = 0, kMonths = 1;  // analysis_sum.span

// "n0, n1, ..." with something around each number.
std::string amounts_listed(std::string_view before, std::string_view behind = "") {
  std::string list;
  for (std::size_t i = 0; i < model::kAmounts; ++i) {
    list.append(i == 0 ? "" : ", ").append(before).append("n").append(std::to_string(i)).append(behind);
  }
  return list;
}

std::string sums_listed() {
  return amounts_listed("CAST(COALESCE(SUM(", "), 0) AS BIGINT)");
}

// "?5, ?6, ..." for all amounts.
std::string parameters_from(int first) {
  std::string list;
  for (std::size_t i = 0; i < model::kAmounts; ++i) {
    list.append(i == 0 ? "?" : ", ?").append(std::to_string(first + static_cast<int>(i)));
  }
  return list;
}

model::Amounts amounts_of(const SqlRow& row, int first) {
  model::Amounts amounts{};
  for (std::size_t i = 0; i < model::kAmounts; ++i) amounts[i] = row.integer(first + static_cast<int>(i));
  return amounts;
}

void bind_amounts(SqlStatement& statement, int first, const model::Amounts& amounts) {
  for (std::size_t i = 0; i < model::kAmounts; ++i) statement.bind(first + static_cast<int>(i), amounts[i]);
}

AnalysisShare read_share(const SqlRow& row) {
  return {row.string(0), date_of_column(row.integer(1)), row.string(2), row.string(3), amounts_of(row, 4)};
}

std::string select_shares(std::string_view rest) {
  static const std::string columns = "SELECT place, day, subject, kind, " + amounts_listed("") + " FROM analysis_share";
  return columns + std::string(rest);
}

// A stretch of one span of sums.
struct Stretch {
  int span = kDays;
  AnalysisPeriod period;
};

// Whole months by their own sums, the days before and behind by theirs.
std::vector<Stretch> stretches_of(const AnalysisPeriod& period) {
  using model::AnalysisStep;
  base::Date months_from = model::step_of(period.from, AnalysisStep::month);
  if (months_from != period.from) months_from = model::next_step(months_from, AnalysisStep::month);
  const base::Date months_upto = model::step_of(period.upto, AnalysisStep::month);
  if (months_from >= months_upto) return {{kDays, period}};
  std::vector<Stretch> stretches{{kMonths, {months_from, months_upto}}};
  if (period.from < months_from) stretches.push_back({kDays, {period.from, months_from}});
  if (months_upto < period.upto) stretches.push_back({kDays, {months_upto, period.upto}});
  return stretches;
}

using SumsByKind = std::map<std::pair<std::string, std::string>, model::Amounts>;

std::vector<AnalysisSum> listed(const SumsByKind& sums) {
  std::vector<AnalysisSum> all;
  for (const auto& [key, amounts] : sums) all.push_back({key.first, key.second, {}, amounts});
  return all;
}

Where where_of(const AnalysisRowFilter& filter) {
  Where where;
  where.both("topic = " + where.parameter(to_column(filter.topic)));
  where.both("place = " + where.parameter(filter.place));
  where.both("day >= " + where.parameter(to_column(filter.period.from)));
  where.both("day < " + where.parameter(to_column(filter.period.upto)));
  if (!filter.kind.empty()) where.both("kind = " + where.parameter(filter.kind));
  const auto column = [](std::size_t amount) { return "n" + std::to_string(std::min(amount, model::kAmounts - 1)); };
  if (filter.amount) where.both(column(*filter.amount) + " > 0");
  if (filter.amount && filter.beyond) where.both(column(*filter.beyond) + " < " + column(*filter.amount));
  return where;
}

// Longer lists aren't counted to their end: nobody pages through them.
constexpr std::int64_t kMostCounted = 10'000;

}  // namespace

Result<std::vector<AnalysisSum>> SqlAnalysis::sums(AnalysisTopic topic, std::string_view place,
                                                   const AnalysisPeriod& period) {
  static const std::string sql = "SELECT kind, " + sums_listed() +
                                 " FROM analysis_sum WHERE topic = ?1 AND place = ?2 AND span = ?3 AND day >= ?4 AND "
                                 "day < ?5 GROUP BY kind";
  SumsByKind sums;
  for (const Stretch& stretch : stretches_of(period)) {
    auto rows = query(sql, to_column(topic), place, stretch.span, to_column(stretch.period.from),
                      to_column(stretch.period.upto));
    if (!rows) return tl::unexpected(rows.error());
    auto read = each_row(**rows, [&](const SqlRow& row) {
      model::add(sums[{std::string(place), row.string(0)}], amounts_of(row, 1));
    });
    if (!read) return tl::unexpected(read.error());
  }
  return listed(sums);
}

Result<std::vector<AnalysisSum>> SqlAnalysis::daily_sums(AnalysisTopic topic, std::string_view place,
                                                         const AnalysisPeriod& period) {
  static const std::string sql = "SELECT day, kind, " + amounts_listed("") +
                                 " FROM analysis_sum WHERE topic = ?1 AND place = ?2 AND span = 0 AND day >= ?3 AND "
                                 "day < ?4 ORDER BY day, kind";
  auto rows = query(sql, to_column(topic), place, to_column(period.from), to_column(period.upto));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<AnalysisSum> sums;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    sums.push_back({std::string(place), row.string(1), date_of_column(row.integer(0)), amounts_of(row, 2)});
  });
  if (!read) return tl::unexpected(read.error());
  return sums;
}

Result<std::vector<AnalysisSum>> SqlAnalysis::sums_directly_under(AnalysisTopic topic, std::string_view place,
                                                                  const AnalysisPeriod& period) {
  // As the index place_by_parent has it, see read_lists.cpp.
  static const std::string sql =
      "SELECT counted.place, counted.kind, " + sums_listed() +
      " FROM place CROSS JOIN analysis_sum AS counted WHERE rtrim(place.path, replace(place.path, '/', '')) = ?2 AND "
      "counted.topic = ?1 AND counted.place = place.path AND counted.span = ?3 AND counted.day >= ?4 AND "
      "counted.day < ?5 GROUP BY counted.place, counted.kind";
  const std::string parent = place.empty() ? std::string() : std::string(place) + '/';
  SumsByKind sums;
  for (const Stretch& stretch : stretches_of(period)) {
    auto rows = query(sql, to_column(topic), parent, stretch.span, to_column(stretch.period.from),
                      to_column(stretch.period.upto));
    if (!rows) return tl::unexpected(rows.error());
    auto read = each_row(**rows, [&](const SqlRow& row) {
      model::add(sums[{row.string(0), row.string(1)}], amounts_of(row, 2));
    });
    if (!read) return tl::unexpected(read.error());
  }
  return listed(sums);
}

Result<std::vector<AnalysisShare>> SqlAnalysis::analysis_rows(const AnalysisRowFilter& filter) {
  Where where = where_of(filter);
  if (filter.after_day) {
    const std::string day = where.parameter(to_column(*filter.after_day));
    where.both("(day, subject) < (" + day + ", " + where.parameter(filter.after_subject) + ")");
  }
  const std::string limit = where.parameter(static_cast<std::int64_t>(filter.limit));
  auto rows = query(select_shares(where.text() + " ORDER BY day DESC, subject DESC LIMIT " + limit));
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::vector<AnalysisShare> shares;
  auto read = each_row(**rows, [&](const SqlRow& row) { shares.push_back(read_share(row)); });
  if (!read) return tl::unexpected(read.error());
  return shares;
}

Result<std::int64_t> SqlAnalysis::count_analysis_rows(const AnalysisRowFilter& filter) {
  Where where = where_of(filter);
  auto rows = query("SELECT COUNT(*) FROM (SELECT 1 FROM analysis_share" + where.text() + " LIMIT " +
                    std::to_string(kMostCounted + 1) + ") AS first_ones");
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::vector<AnalysisShare>> SqlAnalysis::shares_of(AnalysisTopic topic, std::string_view subject) {
  // By the index of subjects: SQLite takes a topic for rare, and would go through every share of it.
  auto rows = query(select_shares(" WHERE subject = ?2 AND +topic = ?1"), to_column(topic), subject);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<AnalysisShare> shares;
  auto read = each_row(**rows, [&](const SqlRow& row) { shares.push_back(read_share(row)); });
  if (!read) return tl::unexpected(read.error());
  std::sort(shares.begin(), shares.end(), [](const AnalysisShare& a, const AnalysisShare& b) {
    return std::tie(a.place, a.day) < std::tie(b.place, b.day);
  });
  return shares;
}

Result<std::vector<std::string>> SqlAnalysis::subjects_at(AnalysisTopic topic, std::string_view place,
                                                          const AnalysisPeriod& period) {
  // Neither DISTINCT nor ORDER BY: for them SQLite would go through every share of the topic.
  auto rows = query("SELECT subject FROM analysis_share WHERE topic = ?1 AND place = ?2 AND day >= ?3 AND day < ?4",
                    to_column(topic), place, to_column(period.from), to_column(period.upto));
  if (!rows) return tl::unexpected(rows.error());
  std::set<std::string> subjects;
  auto read = each_row(**rows, [&](const SqlRow& row) { subjects.insert(row.string(0)); });
  if (!read) return tl::unexpected(read.error());
  return std::vector<std::string>(subjects.begin(), subjects.end());
}

Result<bool> SqlAnalysis::is_analysis_due(base::Instant now) {
  auto rows = query("SELECT 1 FROM analysis_due WHERE due_at <= ?1 LIMIT 1", to_column(now));
  if (!rows) return tl::unexpected(rows.error());
  bool is_due = false;
  auto read = each_row(**rows, [&](const SqlRow&) { is_due = true; });
  if (!read) return tl::unexpected(read.error());
  return is_due;
}

Result<std::int64_t> SqlAnalysis::count_analysis_due(base::Instant now) {
  auto rows = query("SELECT COUNT(*) FROM analysis_due WHERE due_at <= ?1", to_column(now));
  if (!rows) return tl::unexpected(rows.error());
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::vector<base::Instant>> SqlAnalysis::estimates_of(std::string_view outage_id) {
  auto rows = query("SELECT etr FROM outage_estimate WHERE outage = ?1 ORDER BY number", outage_id);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<base::Instant> estimates;
  auto read = each_row(**rows, [&](const SqlRow& row) { estimates.push_back(instant_of(row, 0)); });
  if (!read) return tl::unexpected(read.error());
  return estimates;
}

Result<std::vector<base::Instant>> SqlAnalysis::taken_back_of(std::string_view outage_id) {
  auto rows = query("SELECT action, at FROM outage_change WHERE outage = ?1 ORDER BY version", outage_id);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<base::Instant> taken_back;
  std::vector<base::Instant> said;  // and not taken back yet
  auto read = each_row(**rows, [&](const SqlRow& row) {
    if (row.text(0) == "restoreOutage") said = {instant_of(row, 1)};
    if (row.text(0) != "reopenOutage") return;
    // What was said before there was a history is dated by when it was taken back.
    if (said.empty()) said = {instant_of(row, 1)};
    taken_back.insert(taken_back.end(), said.begin(), said.end());
    said.clear();
  });
  if (!read) return tl::unexpected(read.error());
  return taken_back;
}

Result<std::vector<AnalysisDue>> SqlAnalysis::take_analysis_due(base::Instant now, std::size_t limit) {
  auto rows = query(
      "SELECT topic, subject, touched FROM analysis_due WHERE due_at <= ?1 ORDER BY due_at, topic, subject LIMIT ?2" +
          std::string(for_update_),
      to_column(now), static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<AnalysisDue> due;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    due.push_back({enum_of<AnalysisTopic>(row, 0), row.string(1), row.boolean(2)});
  });
  for (std::size_t i = 0; read && i < due.size(); ++i) {
    read =
        execute("DELETE FROM analysis_due WHERE topic = ?1 AND subject = ?2", to_column(due[i].topic), due[i].subject);
  }
  if (!read) return tl::unexpected(read.error());
  return due;
}

Result<void> SqlAnalysis::put_analysis_due(AnalysisTopic topic, std::string_view subject, base::Instant at) {
  return execute(
      "INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (?1, ?2, ?3, 0) ON CONFLICT (topic, subject) "
      "DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < analysis_due.due_at",
      to_column(topic), subject, to_column(at));
}

Result<void> SqlAnalysis::put_shares(AnalysisTopic topic, std::string_view subject,
                                     const std::vector<AnalysisShare>& shares) {
  static const std::string put = "INSERT INTO analysis_share (topic, place, day, subject, kind, " + amounts_listed("") +
                                 ") VALUES (?1, ?2, ?3, ?4, ?5, " + parameters_from(6) + ")";
  auto before = shares_of(topic, subject);
  if (!before) return tl::unexpected(before.error());
  std::map<std::pair<std::string, base::Date>, const AnalysisShare*> old;
  for (const AnalysisShare& share : *before) old[{share.place, share.day}] = &share;
  std::map<SumKey, model::Amounts> changes;
  const auto change = [&](const AnalysisShare& share, std::int64_t sign) {
    model::Amounts signed_amounts = share.amounts;
    for (std::int64_t& amount : signed_amounts) amount *= sign;
    const auto month = model::step_of(share.day, model::AnalysisStep::month);
    model::add(changes[{share.place, kDays, to_column(share.day), share.kind}], signed_amounts);
    model::add(changes[{share.place, kMonths, to_column(month), share.kind}], signed_amounts);
  };
  const auto drop = [&](const AnalysisShare& share) {
    change(share, -1);
    return execute("DELETE FROM analysis_share WHERE topic = ?1 AND place = ?2 AND day = ?3 AND subject = ?4",
                   to_column(topic), share.place, to_column(share.day), subject);
  };
  for (const AnalysisShare& share : shares) {
    const auto found = old.find({share.place, share.day});
    if (found != old.end()) {
      const AnalysisShare& known = *found->second;
      old.erase(found);
      if (known.kind == share.kind && known.amounts == share.amounts) continue;
      if (auto gone = drop(known); !gone) return gone;
    }
    change(share, 1);
    auto statement = query(put, to_column(topic), share.place, to_column(share.day), subject, share.kind);
    if (!statement) return tl::unexpected(statement.error());
    bind_amounts(**statement, 6, share.amounts);
    if (auto done = (*statement)->queue(); !done) return done;
  }
  for (const auto& [key, share] : old) {
    if (auto gone = drop(*share); !gone) return gone;
  }
  return add_sums(topic, changes);
}

Result<void> SqlAnalysis::add_sums(AnalysisTopic topic, const std::map<SumKey, model::Amounts>& changes) {
  static const std::string sql = [] {
    std::string added;
    for (std::size_t i = 0; i < model::kAmounts; ++i) {
      const std::string column = "n" + std::to_string(i);
      added += (i == 0 ? "" : ", ") + column + " = analysis_sum." + column + " + excluded." + column;
    }
    return "INSERT INTO analysis_sum (topic, place, span, day, kind, " + amounts_listed("") +
           ") VALUES (?1, ?2, ?3, ?4, ?5, " + parameters_from(6) +
           ") ON CONFLICT (topic, place, span, day, kind) DO UPDATE SET " + added;
  }();
  for (const auto& [key, amounts] : changes) {
    if (amounts == model::Amounts{}) continue;
    const auto& [place, span, day, kind] = key;
    auto statement = query(sql, to_column(topic), place, span, day, kind);
    if (!statement) return tl::unexpected(statement.error());
    bind_amounts(**statement, 6, amounts);
    if (auto done = (*statement)->queue(); !done) return done;
  }
  return {};
}

Result<void> SqlAnalysis::begin_recount() {
  for (const char* sql :
       {"DELETE FROM analysis_share", "DELETE FROM analysis_sum", "DELETE FROM analysis_due",
        "INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 0, id, 0, 1 FROM outage",
        "INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 1, receipt, 0, 1 FROM request",
        "INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 2, id, 0, 1 FROM notice_work WHERE "
        "published_at IS NOT NULL",
        "INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 3, id, 0, 1 FROM alarm"}) {
    if (auto done = execute(sql); !done) return done;
  }
  return {};
}

Result<void> SqlAnalysis::keep_estimate(std::string_view outage_id, const std::optional<base::Instant>& etr) {
  if (!etr) return {};
  return execute(
      "INSERT INTO outage_estimate (outage, number, etr) SELECT CAST(?1 AS TEXT), (SELECT COALESCE(MAX(number) + 1, 0) "
      "FROM outage_estimate WHERE outage = ?1), CAST(?2 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM outage_estimate AS "
      "last WHERE last.outage = ?1 AND last.etr = ?2 AND last.number = (SELECT MAX(number) FROM outage_estimate WHERE "
      "outage = ?1))",
      outage_id, to_column(*etr));
}

}  // namespace gridboard::store
