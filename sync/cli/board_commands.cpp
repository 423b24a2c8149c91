// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/cli/words.hpp"
#include "sync/desk/issue_staff_pins.hpp"
#include "sync/desk/list_boards.hpp"
#include "sync/desk/staff_boards.hpp"

namespace gridboard::cli {
namespace {

struct AddArgs {
  std::string place, name;
  bool hall = false;
};

// "K7QM3-RTX2P": two halves are easier to read out; the board takes them with or without the hyphen.
std::string in_halves(std::string code) {
  return code.insert(code.size() / 2, "-");
}

Result<void> add(Session& session, const AddArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto added = desk::add_board_by(*centre->store, desk::cli_actor(user_name()), {args.name, args.place, args.hall},
                                  session.clock.now(), session.random);
  if (!added) return tl::unexpected(added.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    session.out << to_json(*added, zone) << "\n";
    return {};
  }
  const store::Board& board = added->board;
  auto place = places_in_words(*centre->store, {board.place_path});
  if (!place) return tl::unexpected(place.error());
  session.out << labelled({{"Board", board.id + "  " + board.name},
                           {"Place", *place + (board.hall ? " (hall)" : "")},
                           {"Receipts", "begin with " + board.receipt_prefix},
                           {"Code", in_halves(added->code)},
                           {"Valid until", local_text(board.code_expires, zone)}})
              << "Type the code in at the board. It works once and isn't shown again.\n";
  return {};
}

Result<void> list(Session& session, const std::vector<std::string>& places) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto boards = desk::list_boards(*centre->store, places);
  if (!boards) return tl::unexpected(boards.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    std::vector<std::string> values;
    for (const store::Board& board : *boards) values.push_back(to_json(board, zone));
    session.out << json_array(values) << "\n";
    return {};
  }
  Table table({{"ID"},
               {"NAME", Table::Align::left, 30},
               {"PLACE", Table::Align::left, 40},
               {"KIND"},
               {"STATE"},
               {"RECEIPTS"},
               {"LAST SEEN"}});
  for (const store::Board& board : *boards) {
    auto place = places_in_words(*centre->store, {board.place_path});
    if (!place) return tl::unexpected(place.error());
    table.add({board.id, board.name, *place, board.hall ? "hall" : "unit", desk::name_of(board.state),
               board.receipt_prefix, local_text(board.last_seen, zone)});
  }
  session.out << (table.empty() ? "No boards.\n" : table.text());
  return {};
}

Result<void> revoke(Session& session, const std::string& id) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (auto sure = confirm(session, "Board " + id + " will be out of service and wipe what it holds. Revoke it?");
      !sure) {
    return sure;
  }
  auto board = desk::revoke_board_by(*centre->store, desk::cli_actor(user_name()), id, "", session.clock.now());
  if (!board) return tl::unexpected(board.error());
  if (session.json) {
    session.out << to_json(*board, centre->settings.zone) << "\n";
  } else {
    session.out << "Revoked " << board->id << " " << board->name << "\n";
  }
  return {};
}

struct SetArgs {
  std::string id, quiet;
  std::optional<std::string> name;
  bool no_quiet = false;
};

Result<void> set(Session& session, const SetArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  desk::SetBoard wanted;
  wanted.id = args.id;
  wanted.name = args.name;
  wanted.no_quiet_hours = args.no_quiet;
  if (!args.quiet.empty()) {
    auto quiet = model::parse_day_part(args.quiet);
    if (!quiet) return base::fail(base::ErrorCode::invalid_input, "--quiet: " + quiet.error().message);
    wanted.quiet_hours = *quiet;
  }
  auto board =
      desk::set_board_by(*centre->store, desk::cli_actor(user_name()), wanted, session.clock.now(), session.random);
  if (!board) return tl::unexpected(board.error());
  if (session.json) {
    session.out << to_json(*board, centre->settings.zone) << "\n";
    return {};
  }
  session.out << labelled({{"Board", board->id + "  " + board->name},
                           {"Quiet hours", board->quiet_hours ? to_text(*board->quiet_hours) : "none"}});
  return {};
}

struct PinArgs {
  std::string id, file;
};

Result<void> maintenance_pin(Session& session, const PinArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto issued = desk::issue_maintenance_pin(*centre->store, args.id, args.file, session.random);
  if (!issued) return tl::unexpected(issued.error());
  if (session.json) {
    session.out << to_json("board", *issued, args.file) << "\n";
    return {};
  }
  session.out << "The PIN of board " << issued->id << " is in " << args.file << ", and nowhere else"
              << (issued->renewed ? "; the one before has ended" : "") << "\n";
  return {};
}

void add_set(Command group, Session& session) {
  auto args = std::make_shared<SetArgs>();
  Command command = group.add_command("set", "Change a board's name or its quiet hours");
  command.add_option("ID", args->id, "The board, such as B-K7QM3R").required().type_name("");
  command.add_option("--name", args->name, "What staff call it").type_name("NAME");
  const Option quiet =
      command.add_option("--quiet", args->quiet, "Hours in which it is dark and still, such as 22:00-06:30")
          .type_name("FROM-TO");
  command.add_flag("--no-quiet", args->no_quiet, "No quiet hours").excludes(quiet);
  command.footer("Example:\n  gridboard board set B-K7QM3R --quiet 22:00-06:30");
  command.on_chosen([&session, args] { session.command = [&session, args] { return set(session, *args); }; });
}

void add_maintenance_pin(Command group, Session& session) {
  auto args = std::make_shared<PinArgs>();
  Command command = group.add_command("maintenance-pin", "Make the PIN behind a board's hidden corner");
  command.add_option("ID", args->id, "The board, such as B-K7QM3R").required().type_name("");
  command.add_option("--out", args->file, "CSV: board,name,pin; made new, mode 0600").type_name("FILE").required();
  command.footer(
      "A PIN that was there before ends.\nExample:\n  gridboard board maintenance-pin B-K7QM3R --out pin.csv");
  command.on_chosen(
      [&session, args] { session.command = [&session, args] { return maintenance_pin(session, *args); }; });
}

}  // namespace

void add_board_commands(Command program, Session& session) {
  Command group = program.add_group("board", "Add, set up, list and revoke boards");
  add_set(group, session);
  add_maintenance_pin(group, session);

  auto added = std::make_shared<AddArgs>();
  Command add_command = group.add_command("add", "Make a one-time code for a new board");
  add_command.add_option("--place", added->place, "Where it hangs: a unit, or with --hall any place")
      .type_name("PLACE")
      .required();
  add_command.add_option("--name", added->name, "What staff call it; the place if not given").type_name("NAME");
  add_command.add_flag("--hall", added->hall, "A hall terminal: finds any household under its place");
  add_command.footer(
      "The code has 10 characters, works once within 24 hours, and is shown now only.\n"
      "Examples:\n  gridboard board add --place 新华社区/3栋/2单元\n"
      "  gridboard board add --place 新华社区 --hall --name 新华社区服务厅");
  add_command.on_chosen([&session, added] { session.command = [&session, added] { return add(session, *added); }; });

  auto places = std::make_shared<std::vector<std::string>>();
  Command list_command = group.add_command("list", "Boards with their state");
  list_command.add_option("--place", *places, "Only there").type_name("PLACE");
  list_command.on_chosen(
      [&session, places] { session.command = [&session, places] { return list(session, *places); }; });

  auto id = std::make_shared<std::string>();
  Command revoke_command = group.add_command("revoke", "Refuse a board from now on; it wipes what it holds");
  revoke_command.add_option("ID", *id, "The board, such as B-K7QM3R").required().type_name("");
  revoke_command.on_chosen([&session, id] { session.command = [&session, id] { return revoke(session, *id); }; });
}

}  // namespace gridboard::cli
