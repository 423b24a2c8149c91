// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/progress_bar.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/issue_pins.hpp"

namespace gridboard::cli {
namespace {

Result<void> issue(Session& session, const desk::IssuePins& wanted) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (wanted.renew) {
    if (auto sure = confirm(session, "PINs that were given out will stop working. Go on?"); !sure) return sure;
  }
  Result<desk::IssuedPins> issued;
  {
    ProgressBar bar(session.err, "making PINs");
    desk::NotedStore noted = as_cli(session, *centre, {"issuePins", "", "", "", ""});
    issued = desk::issue_pins(noted, wanted, centre->rules, session.clock, session.random,
                              [&](std::size_t done, std::size_t of) {
                                bar.show(done, of, std::to_string(done) + " of " + std::to_string(of));
                              });
  }
  if (!issued) return tl::unexpected(issued.error());
  if (session.json) {
    session.out << to_json(*issued, wanted.file) << "\n";
    return {};
  }
  if (issued->issued > 0) {
    session.out << issued->issued << " PINs are in " << wanted.file
                << ", and nowhere else: print the slips, then delete the file\n";
  }
  if (issued->kept > 0) session.out << issued->kept << " households had a PIN and keep it\n";
  if (issued->issued == 0 && issued->kept == 0) session.out << "There are no households there\n";
  return {};
}

}  // namespace

void add_pin_commands(Command program, Session& session) {
  Command group = program.add_group("pin", "Enquiry PINs of households");
  auto wanted = std::make_shared<desk::IssuePins>();
  Command command = group.add_command("issue", "Make PINs for the households of one or more places");
  command.add_option("--place", wanted->places, "Whose households").type_name("PLACE").required();
  command.add_option("--out", wanted->file, "CSV for the slips: account,place,door,pin; made new, mode 0600")
      .type_name("FILE")
      .required();
  command.add_flag("--renew", wanted->renew, "Also for households that have one");
  command.footer("Example:\n  gridboard pin issue --place 新华社区/3栋/2单元 --out slips.csv");
  command.on_chosen([&session, wanted] { session.command = [&session, wanted] { return issue(session, *wanted); }; });
}

}  // namespace gridboard::cli
