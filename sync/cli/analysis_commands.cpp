// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/desk/count_analysis.hpp"
#include "sync/desk/export_analysis.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;

constexpr int kDaysUnlessAsked = 30;
constexpr std::size_t kAtOnce = 1000;  // nobody waits for each

struct AnalysisArgs {
  std::string place, from, to, step = "day", topic = "outages", table = "below";
  bool csv = false;
};

struct Wanted {
  desk::ShowAnalysis analysis;
  model::AnalysisTopic topic{};
  desk::AnalysisTable table{};
};

Result<model::AnalysisFigures> figures_in_force() {
  return model::AnalysisFigures::load(assets_folder() + "/rules/analysis.json");
}

Result<Wanted> wanted_of(const Session& session, Centre& centre, const AnalysisArgs& args) {
  Wanted wanted;
  const auto step = model::analysis_step_named(args.step);
  if (!step) return fail(ErrorCode::invalid_input, "--step: day, week or month");
  const auto topic = model::analysis_topic_named(args.topic);
  if (!topic) return fail(ErrorCode::invalid_input, "--topic: outages, requests, notices or boards");
  const auto table = desk::analysis_table_named(args.table);
  if (!table) return fail(ErrorCode::invalid_input, "--by: kinds, steps or below");
  const base::Zone zone = centre.settings.zone;
  base::Date to = base::date_of(session.clock.now(), zone);
  if (!args.to.empty()) {
    const auto day = base::parse_date(args.to);
    if (!day) return fail(ErrorCode::invalid_input, "--to: " + day.error().message);
    to = *day;
  }
  base::Date from = base::add_days(to, 1 - kDaysUnlessAsked);
  if (!args.from.empty()) {
    const auto day = base::parse_date(args.from);
    if (!day) return fail(ErrorCode::invalid_input, "--from: " + day.error().message);
    from = *day;
  }
  wanted.analysis = {{""}, {from, base::add_days(to, 1)}, *step, zone, session.clock.now()};
  wanted.topic = *topic;
  wanted.table = *table;
  if (args.place.empty()) return wanted;
  const auto read = centre.store->read([&](store::Reader& reader) -> Result<void> {
    const auto places = desk::resolve_places(reader, {args.place});
    if (!places) return tl::unexpected(places.error());
    wanted.analysis.places = {places->front().path};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return wanted;
}

Result<std::size_t> count(const Session& session, Centre& centre) {
  const auto figures = figures_in_force();
  if (!figures) return tl::unexpected(figures.error());
  return desk::count_all_analysis(*centre.store,
                                  {centre.rules, *figures, centre.settings.zone, session.clock.now(), kAtOnce});
}

json::object json_of_sums(model::AnalysisTopic topic, const model::Amounts& amounts) {
  json::object said;
  for (const desk::AnalysisColumn& column : desk::analysis_columns(topic)) {
    said[column.en] = desk::amount_in(amounts, column);
  }
  return said;
}

std::string to_json(const Wanted& wanted, const desk::Analysis& analysis,
                    const std::vector<desk::AnalysisTableRow>& rows) {
  const auto number = static_cast<std::size_t>(wanted.topic);
  const auto heads = desk::analysis_head(wanted.table, true);
  json::array items;
  for (const auto& row : rows) {
    json::object one = json_of_sums(wanted.topic, row.amounts);
    for (std::size_t i = 0; i < heads.size(); ++i) one[heads[i]] = row.head[i];
    items.push_back(std::move(one));
  }
  return json::serialize(
      json::object{{"from", base::format_date(wanted.analysis.period.from)},
                   {"to", base::format_date(base::add_days(wanted.analysis.period.upto, -1))},
                   {"households", analysis.now.households},
                   {"now", json_of_sums(wanted.topic, desk::total_of(analysis.now.topics[number]))},
                   {"before", json_of_sums(wanted.topic, desk::total_of(analysis.before.topics[number]))},
                   {"rows", std::move(items)}});
}

std::string to_table(const Wanted& wanted, const std::vector<desk::AnalysisTableRow>& rows) {
  std::vector<Table::Column> columns;
  for (const std::string& head : desk::analysis_head(wanted.table, true)) columns.push_back({head});
  for (const auto& column : desk::analysis_columns(wanted.topic)) columns.push_back({column.en, Table::Align::right});
  Table table(std::move(columns));
  for (const auto& row : rows) {
    std::vector<std::string> cells = row.head;
    for (const auto& column : desk::analysis_columns(wanted.topic)) {
      cells.push_back(std::to_string(desk::amount_in(row.amounts, column)));
    }
    table.add(std::move(cells));
  }
  return table.empty() ? "Nothing.\n" : table.text();
}

Result<void> show(Session& session, const AnalysisArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto wanted = wanted_of(session, *centre, args);
  if (!wanted) return tl::unexpected(wanted.error());
  // There may be no server that does.
  if (const auto counted = count(session, *centre); !counted) return tl::unexpected(counted.error());
  return centre->store->read([&](store::Reader& reader) -> Result<void> {
    const auto analysis = desk::show_analysis(reader, wanted->analysis);
    if (!analysis) return tl::unexpected(analysis.error());
    const auto rows = desk::analysis_table(*analysis, wanted->table, wanted->topic);
    if (session.json) {
      session.out << to_json(*wanted, *analysis, rows) << "\n";
    } else if (args.csv) {
      const std::vector<bool> none(rows.size(), false);
      session.out << desk::analysis_csv(wanted->table, wanted->topic, rows, none, true);
    } else {
      session.out << to_table(*wanted, rows);
    }
    return {};
  });
}

Result<void> recount(Session& session) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (auto begun = desk::begin_recount(*centre->store); !begun) return begun;
  const auto counted = count(session, *centre);
  if (!counted) return tl::unexpected(counted.error());
  if (session.json) {
    session.out << json::serialize(json::object{{"counted", *counted}}) << "\n";
  } else {
    session.out << "Counted " << *counted << " outages, requests, notices and alarms.\n";
  }
  return {};
}

}  // namespace

void add_analysis_commands(Command program, Session& session) {
  const Command group = program.add_group("analysis", "What happened in a period, by place, kind and time");
  const Command shown = group.add_command("show", "Sums of a period");
  const auto args = std::make_shared<AnalysisArgs>();
  shown.add_option("--place", args->place, "A community or a place above, by path or name; all if not given");
  shown.add_option("--from", args->from, "First day; 30 days if not given");
  shown.add_option("--to", args->to, "Last day; today if not given");
  shown.add_option("--topic", args->topic, "outages, requests, notices or boards").show_default();
  shown.add_option("--by", args->table, "kinds, steps (of time) or below (the places below)").show_default();
  shown.add_option("--step", args->step, "day, week or month").show_default();
  shown.add_flag("--csv", args->csv, "As CSV: UTF-8 with a byte order mark");
  shown.on_chosen([&session, args] { session.command = [&session, args] { return show(session, *args); }; });
  const Command anew = group.add_command("recount", "Count everything anew from the record");
  anew.on_chosen([&session] { session.command = [&session] { return recount(session); }; });
}

}  // namespace gridboard::cli
