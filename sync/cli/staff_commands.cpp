// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Managers, and when they were where.
#include <cstdio>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/issue_staff_pins.hpp"
#include "sync/desk/list_sign_ins.hpp"

namespace gridboard::cli {
namespace {

struct PinArgs {
  std::string id, file;
};

struct ListArgs {
  std::string from, to, board, manager;
};

Result<void> issue_pin(Session& session, const PinArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  desk::NotedStore noted = as_cli(session, *centre, {"issueManagerPin", args.id, "", "", ""});
  auto issued = desk::issue_manager_pin(noted, args.id, args.file, session.random);
  if (!issued) return tl::unexpected(issued.error());
  if (session.json) {
    session.out << to_json("manager", *issued, args.file) << "\n";
    return {};
  }
  session.out << "The PIN of " << issued->id << " " << issued->name << " is in " << args.file << ", and nowhere else"
              << (issued->renewed ? "; the one before has ended" : "") << "\n";
  return {};
}

std::string hours_text(std::chrono::minutes counted) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld:%02lld", static_cast<long long>(counted.count() / 60),
                static_cast<long long>(counted.count() % 60));
  return text;
}

Result<desk::ListSignIns> wanted_list(const Session& session, const ListArgs& args, base::Zone zone) {
  const base::Instant now = session.clock.now();
  const base::Date today = base::date_of(now, zone);
  desk::ListSignIns wanted;
  wanted.board_id = args.board;
  wanted.manager_id = args.manager;
  auto from = parse_optional_when(args.from, "--from", now, zone);
  if (!from) return tl::unexpected(from.error());
  auto to = parse_optional_when(args.to, "--to", now, zone, BareDate::ends);
  if (!to) return tl::unexpected(to.error());
  wanted.from = from->value_or(base::start_of_day(today.year() / today.month() / std::chrono::day(1), zone));
  wanted.to = to->value_or(base::start_of_day(base::add_days(today, 1), zone));
  return wanted;
}

Result<void> list(Session& session, const ListArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  auto wanted = wanted_list(session, args, zone);
  if (!wanted) return tl::unexpected(wanted.error());
  auto listed = desk::list_sign_ins(*centre->store, *wanted);
  if (!listed) return tl::unexpected(listed.error());
  if (session.json) {
    session.out << to_json(*listed, zone) << "\n";
    return {};
  }
  Table presences({{"MANAGER"}, {"BOARD"}, {"FROM"}, {"TO"}, {"HOURS", Table::Align::right}});
  for (const desk::Presence& one : listed->presences) {
    presences.add({one.manager_id, one.board_id, local_text(one.from, zone),
                   one.to ? local_text(*one.to, zone) : "open", one.to ? hours_text(one.counted()) : "-"});
  }
  if (presences.empty()) {
    session.out << "No sign-ins.\n";
    return {};
  }
  Table hours({{"MANAGER"}, {"NAME"}, {"HOURS", Table::Align::right}, {"OPEN", Table::Align::right}});
  for (const desk::ManagerHours& one : listed->hours) {
    hours.add({one.manager_id, one.name, hours_text(one.counted), std::to_string(one.open)});
  }
  session.out << presences.text() << "\n" << hours.text();
  return {};
}

}  // namespace

void add_staff_commands(Command program, Session& session) {
  Command managers = program.add_group("manager", "Managers who sign in at boards");
  auto pin = std::make_shared<PinArgs>();
  Command pin_command = managers.add_command("pin", "Make the PIN that a manager signs in with");
  pin_command.add_option("ID", pin->id, "Staff number of the manager, as imported").required().type_name("");
  pin_command.add_option("--out", pin->file, "CSV: manager,name,pin; made new, mode 0600").type_name("FILE").required();
  pin_command.footer("A PIN that was there before ends.\nExample:\n  gridboard manager pin M-001 --out pin.csv");
  pin_command.on_chosen([&session, pin] { session.command = [&session, pin] { return issue_pin(session, *pin); }; });

  Command sign_ins = program.add_group("sign-in", "When managers were at boards");
  auto args = std::make_shared<ListArgs>();
  Command command = sign_ins.add_command("list", "Presence and hours of managers");
  command.add_option("--from", args->from, "Since then; the first of this month if not given").type_name("TIME");
  command.add_option("--to", args->to, "Until then; a bare date is the last day; today if not given").type_name("TIME");
  command.add_option("--board", args->board, "Only at this board").type_name("ID");
  command.add_option("--manager", args->manager, "Only this manager").type_name("ID");
  command.footer(
      "Presence lasts until the manager signs out there or signs in elsewhere the same day. One that neither ends "
      "stays\n"
      "open and counts no hours: when it ended isn't known; ask the manager.\n"
      "Example:\n  gridboard sign-in list --from 2026-11-01 --to 2026-11-30 --manager M-001");
  command.on_chosen([&session, args] { session.command = [&session, args] { return list(session, *args); }; });
}

}  // namespace gridboard::cli
