// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/publish_service_records.hpp"

namespace gridboard::cli {
namespace {

Result<void> publish(Session& session, const std::string& month_text) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  std::optional<base::Month> month;
  if (!month_text.empty()) {
    auto parsed = base::parse_month(month_text);
    if (!parsed) return base::fail(base::ErrorCode::invalid_input, "--month: " + parsed.error().message);
    month = *parsed;
  }
  desk::NotedStore noted = as_cli(session, *centre, {"publishServiceRecords", month_text, "", "", ""});
  auto published = desk::publish_service_records(noted, centre->catalogue, month, session.clock.now());
  if (!published) return tl::unexpected(published.error());
  if (session.json) {
    session.out << to_json(*published) << "\n";
    return {};
  }
  session.out << "Published " << base::format_month(published->month)
              << (published->complete ? "" : ", which goes on: counts so far") << "\n";
  std::vector<Table::Column> columns{{"COMMUNITY", Table::Align::left, 30}};
  for (int kind = 0; kind < model::kServiceCountKinds; ++kind) {
    columns.push_back({model::name_of(static_cast<model::ServiceCountKind>(kind)), Table::Align::right});
  }
  Table table(std::move(columns));
  for (const desk::CommunityRecords& community : published->communities) {
    std::vector<std::string> row{community.place_name};
    for (const model::ServiceCount& count : community.records.counts) {
      row.push_back(count.count ? std::to_string(*count.count) : "<5");
    }
    table.add(std::move(row));
  }
  session.out << (table.empty() ? "There are no communities.\n" : table.text());
  return {};
}

}  // namespace

void add_service_records_commands(Command program, Session& session) {
  Command group = program.add_group("service-records", "What was done for each community, in counts");
  auto month = std::make_shared<std::string>();
  Command command = group.add_command("publish", "Count a month and put it on the boards of neighbours too");
  command.add_option("--month", *month, "Such as 2026-10; the last complete month if not given").type_name("MONTH");
  command.footer(
      "Counts under 5 are left out before anything leaves the centre. The server does this every night.\n"
      "Example:\n  gridboard service-records publish --month 2026-10");
  command.on_chosen([&session, month] { session.command = [&session, month] { return publish(session, *month); }; });
}

}  // namespace gridboard::cli
