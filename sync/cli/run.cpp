// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/run.hpp"

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/exit_code.hpp"
#include "sync/cli/session.hpp"
#include "sync/cli/to_json.hpp"

namespace gridboard::cli {
namespace {

constexpr const char* kAbout =
    "The staff's command of a Gridboard centre: what boards at building doors and in halls show, and what\n"
    "residents ask for there.";

constexpr const char* kMore =
    R"(Places (--place) are written as a path of codes (YX/BT/G1/XH/3/2), a path of names or its end
(新华社区/3栋/2单元), or a name that is unique (新华社区). Several may follow one --place.
Times are 2026-11-29 08:00 in the centre's zone, tomorrow 08:00, +3h, +2d, or RFC 3339.

Examples:
  gridboard init --supplier 云溪供电 --hotline 95598
  gridboard import places places.csv
  gridboard notice publish --place 新华社区/3栋/2单元 --title 检修提醒 --body "今天下午检修楼道照明。"
  gridboard notice publish --place 云溪供电 --title 台风预警 --body-file - --urgent --to +6h < text
  gridboard outage announce --kind planned --supply 10kV-XH-12 --cause 线路检修 --start "2026-11-29 08:00" \
            --etr "2026-11-29 12:00"
  gridboard question publish our-answers.json --place 新华社区
  gridboard bill show 新华社区/3栋/2单元/501
  gridboard payment record --account 3301044471 --period 2026-10 --amount 96.40 --reference ALI-20261122-0001
  gridboard request answer K7M-0042-Q --state dispatched --text "抢修人员已出发。"
  gridboard board add --place 新华社区/3栋/2单元 --name 3栋2单元门口
  gridboard sign-in list --from 2026-11-01

Environment:
  GRIDBOARD_DATA    folder of the centre, if --data isn't given
  GRIDBOARD_STORE   the centre's store, if --store isn't given
  PGPASSFILE        file with the password of a PostgreSQL store
  GRIDBOARD_ASSETS  folder of rules and catalogue, if not the installed one

)";

void add_global_options(CLI::App& program, Session& session) {
  program.add_option("--data", session.data_folder, "Folder of the centre")
      ->type_name("DIR")
      ->default_str(session.data_folder);
  program
      .add_option(
          "--store", session.store,
          "The centre's store: a SQLite file or postgresql://... (not given: what centre.toml in the folder says)")
      ->type_name("LOCATION")
      ->envname("GRIDBOARD_STORE");
  program.add_flag("--json", session.json, "Print one JSON value: times RFC 3339, money *_fen, energy *_wh");
  program.add_flag("--yes,-y", session.yes, "Never ask");
  program.set_version_flag("--version", "gridboard " GRIDBOARD_VERSION);
}

void add_groups(Command program, Session& session) {
  add_init_command(program, session);
  add_import_commands(program, session);
  add_notice_commands(program, session);
  add_question_commands(program, session);
  add_outage_commands(program, session);
  add_bill_commands(program, session);
  add_payment_commands(program, session);
  add_request_commands(program, session);
  add_board_commands(program, session);
  add_pin_commands(program, session);
  add_staff_commands(program, session);
  add_service_records_commands(program, session);
  add_key_commands(program, session);
  add_bundle_commands(program, session);
  add_store_commands(program, session);
  add_account_commands(program, session);
  add_analysis_commands(program, session);
  add_ledger_commands(program, session);
  add_proof_commands(program, session);
}

// --data and --json may stand behind the command as well as before it.
void let_global_options_follow(CLI::App& app) {
  app.fallthrough();
  for (CLI::App* command : app.get_subcommands({})) let_global_options_follow(*command);
}

void report(Session& session, const base::Error& error) {
  if (session.json) {
    session.err << to_json(error, session.error_details) << "\n";
  } else {
    session.err << "gridboard: " << error.message << "\n";
  }
}

// Help, version and wrong usage, as CLI11 words them.
int ended_while_reading(const CLI::App& program, const CLI::ParseError& ending, Session& session) {
  if (ending.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    return program.exit(ending, session.out, session.err);
  }
  if (session.json) {
    report(session, {base::ErrorCode::invalid_input, ending.what()});
  } else {
    program.exit(ending, session.out, session.err);
  }
  return kExitUsage;
}

int run_command(Session& session) {
  try {
    const Result<void> done = session.command();
    session.out.flush();
    if (done && !session.out) {
      report(session, {base::ErrorCode::io, "can't write to standard output"});
      return kExitUnavailable;
    }
    if (done) return kExitOk;
    report(session, done.error());
    return exit_code_of(done.error().code);
  } catch (const std::exception& defect) {
    report(session, {base::ErrorCode::internal, std::string("unexpected: ") + defect.what()});
    return kExitInternal;
  }
}

}  // namespace

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err,
        const base::Clock& clock, base::Random& random) {
  Session session{in, out, err, clock, random, default_data_folder(), "", false, false, {}, ""};
  CLI::App program(kAbout, "gridboard");
  program.get_formatter()->column_width(34);
  program.footer(kMore + exit_codes_in_words());
  program.require_subcommand(1);
  add_global_options(program, session);
  add_groups(Command(program), session);
  let_global_options_follow(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& ending) {
    return ended_while_reading(program, ending, session);
  }
  return run_command(session);
}

}  // namespace gridboard::cli
