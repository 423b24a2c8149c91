// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The windows of a reserved maintenance: offered, chosen from, decided.
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/decide_window.hpp"
#include "sync/desk/list_choices.hpp"
#include "sync/desk/offer_windows.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

struct OfferArgs {
  std::string id, choose_by, override_reason;
  std::vector<std::string> windows;
  bool cold_storage = false;
};

struct DecideArgs {
  std::string id, window, override_reason, by = user_name();
};

Result<desk::OfferWindows::Window> window_of(const std::string& text, base::Instant now, base::Zone zone) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) {
    return fail(ErrorCode::invalid_input,
                "--window: '" + text + "' must be FROM/TO, such as \"2026-12-05 08:00/2026-12-05 10:00\"");
  }
  auto from = parse_when(text.substr(0, slash), "--window", now, zone);
  if (!from) return tl::unexpected(from.error());
  auto to = parse_when(text.substr(slash + 1), "--window", now, zone);
  if (!to) return tl::unexpected(to.error());
  return desk::OfferWindows::Window{*from, *to};
}

Result<void> print(Session& session, const model::Outage& outage, base::Zone zone) {
  if (session.json) {
    session.out << to_json(outage, session.clock.now(), zone) << "\n";
    return {};
  }
  session.out << outage.id << "  choose by " << local_text(outage.choose_by, zone) << "\n";
  Table table({{"WINDOW"}, {"FROM"}, {"TO"}, {"DECIDED"}});
  for (const model::OutageWindow& window : outage.windows) {
    table.add({window.id, local_text(window.from, zone), local_text(window.to, zone),
               window.id == outage.chosen_window ? "yes" : ""});
  }
  session.out << table.text();
  return {};
}

Result<void> offer(Session& session, const OfferArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Instant now = session.clock.now();
  const base::Zone zone = centre->settings.zone;
  desk::OfferWindows wanted;
  wanted.id = args.id;
  wanted.cold_storage = args.cold_storage;
  wanted.override_reason = args.override_reason;
  for (const std::string& text : args.windows) {
    auto window = window_of(text, now, zone);
    if (!window) return tl::unexpected(window.error());
    wanted.windows.push_back(*window);
  }
  auto choose_by = parse_when(args.choose_by, "--choose-by", now, zone, BareDate::ends);
  if (!choose_by) return tl::unexpected(choose_by.error());
  wanted.choose_by = *choose_by;
  auto outage = desk::offer_windows(*centre->store, wanted, centre->rules, session.clock,
                                    {desk::cli_actor(user_name()), nullptr, std::nullopt});
  if (!outage) return tl::unexpected(outage.error());
  return print(session, *outage, zone);
}

Result<void> choices(Session& session, const std::string& id) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto listed = desk::list_choices(*centre->store, centre->catalogue, id);
  if (!listed) return tl::unexpected(listed.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    session.out << to_json(*listed, zone) << "\n";
    return {};
  }
  Table windows({{"WINDOW"}, {"FROM"}, {"TO"}, {"CHOSEN BY", Table::Align::right}, {"DECIDED"}});
  for (const model::OutageWindow& window : listed->outage.windows) {
    windows.add({window.id, local_text(window.from, zone), local_text(window.to, zone),
                 std::to_string(listed->count(window.id)), window.id == listed->outage.chosen_window ? "yes" : ""});
  }
  session.out << windows.text() << "Choose by " << local_text(listed->outage.choose_by, zone) << "\n";
  Table table({{"ACCOUNT"}, {"DOOR"}, {"WINDOW"}, {"AT"}, {"RECEIPT"}});
  for (const desk::WindowChoice& choice : listed->choices) {
    table.add({choice.account, choice.door, choice.window_id, local_text(choice.at, zone), choice.receipt});
  }
  session.out << (table.empty() ? "Nobody has chosen yet.\n" : "\n" + table.text());
  return {};
}

Result<void> decide(Session& session, const DecideArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto outage =
      desk::decide_window(*centre->store, {args.id, args.window, args.override_reason, args.by}, centre->rules,
                          session.clock, {desk::cli_actor(user_name()), nullptr, std::nullopt});
  if (!outage) return tl::unexpected(outage.error());
  return print(session, *outage, centre->settings.zone);
}

void add_offer(Command group, Session& session) {
  auto args = std::make_shared<OfferArgs>();
  Command command = group.add_command("offer", "Let customers choose among windows for a planned outage");
  command.add_option("ID", args->id, "The outage, such as T20261122-K7QM").required().type_name("");
  command.add_option("--window", args->windows, "One of the windows; repeat it, two to seven")
      .required()
      .one_value_each()
      .type_name("FROM/TO");
  command.add_option("--choose-by", args->choose_by, "Choices are taken before").required().type_name("TIME");
  command.add_flag("--cold-storage", args->cold_storage,
                   "Customers keep cold storage: no window is longer than the rule allows (2 h)");
  command.add_option("--override", args->override_reason, "Why less time is left than the rule asks; kept with it")
      .type_name("REASON");
  command.footer(
      "Between --choose-by and the first window there have to be 7 x 24 h, so that what is decided is still told in "
      "time.\nExample:\n  gridboard outage offer T20261122-K7QM --window \"2026-12-05 08:00/2026-12-05 10:00\" \\\n"
      "            --window \"2026-12-06 14:00/2026-12-06 16:00\" --choose-by \"2026-11-27 18:00\"");
  command.on_chosen([&session, args] { session.command = [&session, args] { return offer(session, *args); }; });
}

void add_decide(Command group, Session& session) {
  auto args = std::make_shared<DecideArgs>();
  Command command = group.add_command("decide", "Fix the window of a reserved maintenance and tell everybody");
  command.add_option("ID", args->id, "The outage").required().type_name("");
  command.add_option("--window", args->window, "Number of the window").required().type_name("NUMBER");
  command.add_option("--override", args->override_reason, "Why it is told later than the rule asks; kept with it")
      .type_name("REASON");
  command.add_option("--by", args->by, "Who decides").type_name("NAME").show_default();
  command.footer("Example:\n  gridboard outage decide T20261122-K7QM --window 2");
  command.on_chosen([&session, args] { session.command = [&session, args] { return decide(session, *args); }; });
}

}  // namespace

void add_window_commands(Command outage_group, Session& session) {
  add_offer(outage_group, session);
  auto id = std::make_shared<std::string>();
  Command command = outage_group.add_command("choices", "Who chose which window");
  command.add_option("ID", *id, "The outage").required().type_name("");
  command.footer("Of each account the latest choice counts.\nExample:\n  gridboard outage choices T20261122-K7QM");
  command.on_chosen([&session, id] { session.command = [&session, id] { return choices(session, *id); }; });
  add_decide(outage_group, session);
}

}  // namespace gridboard::cli
