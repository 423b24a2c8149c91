// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Files on a stick for places without a network.
#include <boost/json.hpp>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/export_bundle.hpp"
#include "sync/desk/take_bundle.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;

struct ExportArgs {
  std::string board, file;
  bool whole = false;
};

Result<void> write_out(Session& session, const ExportArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto keys = desk::KeyRing::open(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  const auto exported =
      desk::export_bundle(*centre->store, **keys, args.board, args.file, args.whole, session.clock.now());
  if (!exported) return tl::unexpected(exported.error());
  const wire::BundleEnd& end = exported->end;
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    session.out << json::serialize(json::object{{"board_id", end.board_id},
                                                {"file", args.file},
                                                {"made_at", base::format_rfc3339(end.made_at, zone)},
                                                {"bytes", end.bytes},
                                                {"records", exported->records},
                                                {"removals", exported->removals},
                                                {"answers", exported->answers},
                                                {"pictures", exported->pictures},
                                                {"pictures_left_out", exported->pictures_left_out},
                                                {"whole", exported->whole}})
                << "\n";
    return {};
  }
  session.out << labelled(
                     {{"Board", end.board_id},
                      {"File", args.file},
                      {"Holds",
                       std::to_string(exported->records) + " records, " + std::to_string(exported->removals) +
                           " removals, " + std::to_string(exported->answers) + " answers, " +
                           std::to_string(exported->pictures) + " pictures" +
                           (exported->pictures_left_out == 0 ? std::string()
                                                             : " (" + std::to_string(exported->pictures_left_out) +
                                                                   " more are too large together for one bundle)")},
                      {"Begins", exported->whole ? "from nothing" : "where the board stood when it was visited"},
                      {"As of", local_text(end.made_at, zone)}})
              << "Take it in on the board's maintenance screen: 同步, 从 U 盘导入.\n";
  return {};
}

Result<void> take_in(Session& session, const std::string& file) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto keys = desk::KeyRing::open(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  const auto taken =
      desk::take_bundle(*centre->store, **keys, centre->catalogue, centre->rules, file, session.clock.now());
  if (!taken) return tl::unexpected(taken.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    session.out << json::serialize(json::object{{"board_id", taken->end.board_id},
                                                {"made_at", base::format_rfc3339(taken->end.made_at, zone)},
                                                {"accepted", taken->accepted},
                                                {"rejected", taken->rejected},
                                                {"clashing", taken->clashing}})
                << "\n";
    return {};
  }
  session.out << labelled({{"Board", taken->end.board_id},
                           {"Written", local_text(taken->end.made_at, zone)},
                           {"Accepted", std::to_string(taken->accepted)},
                           {"Rejected", std::to_string(taken->rejected)},
                           {"Clashing", taken->clashing == 0 ? "" : std::to_string(taken->clashing)}})
              << "The answers go out with the next bundle for the board.\n";
  return {};
}

}  // namespace

void add_bundle_commands(Command program, Session& session) {
  Command group = program.add_group("bundle", "Files on a stick for boards without a network");
  auto args = std::make_shared<ExportArgs>();
  Command command = group.add_command("export", "Write what a board is to get to a file");
  command.add_option("--board", args->board, "The board, such as B-K7QM3R").type_name("ID").required();
  command.add_option("FILE", args->file, "Such as gridboard-B-K7QM3R.bundle, as the maintenance screen looks for it")
      .type_name("")
      .required();
  command.add_flag("--whole", args->whole, "Everything, also if the board has been visited");
  command.footer(
      "The file is for that board alone and signed like the feed. It begins where the board stood when its outbox was\n"
      "brought last (`gridboard bundle import`), or from nothing, and carries the answers to that outbox.\n"
      "Example:\n  gridboard bundle export --board B-K7QM3R /media/stick/gridboard-B-K7QM3R.bundle");
  command.on_chosen([&session, args] { session.command = [&session, args] { return write_out(session, *args); }; });

  auto file = std::make_shared<std::string>();
  Command import_command = group.add_command("import", "Take in what a board handed in on a stick");
  import_command.add_option("FILE", *file, "As the board wrote it: gridboard-ID.outbox").type_name("").required();
  import_command.footer("Example:\n  gridboard bundle import /media/stick/gridboard-B-K7QM3R.outbox");
  import_command.on_chosen(
      [&session, file] { session.command = [&session, file] { return take_in(session, *file); }; });
}

}  // namespace gridboard::cli
