// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/cli/words.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/cancel_outage.hpp"
#include "sync/desk/list_outages.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/reopen_outage.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/revise_outage.hpp"
#include "sync/desk/update_outage.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

struct AnnounceArgs {
  std::string kind, cause, scope, line, start, etr, text, override_reason;
  std::vector<std::string> places, supply;
};

// Of all that happens to one outage.
struct StepArgs {
  std::string id, text, etr, at, reason;
};

struct ListArgs {
  std::vector<std::string> places;
  bool all = false;
};

constexpr std::size_t kMostHistory = 500;

desk::OutageHand as_user() {
  return {desk::cli_actor(user_name()), nullptr, std::nullopt};
}

Result<void> show(Session& session, Centre& centre, const model::Outage& outage, const std::string& done) {
  const base::Instant now = session.clock.now();
  const base::Zone zone = centre.settings.zone;
  if (session.json) {
    session.out << to_json(outage, now, zone) << "\n";
    return {};
  }
  auto places = places_in_words(*centre.store, outage.audience);
  if (!places) return tl::unexpected(places.error());
  session.out << done << " " << outage.id << "\n"
              << labelled({{"  Kind", name_of(outage.kind)},
                           {"  State", outage.withdrawn ? "withdrawn" : name_of(model::state_at(outage, now))},
                           {"  Cause", outage.cause},
                           {"  Scope", outage.scope},
                           {"  Line", outage.line},
                           {"  Places", *places},
                           {"  Start", local_text(outage.start, zone)},
                           {"  Estimated back", outage.etr ? local_text(*outage.etr, zone) : ""},
                           {"  Back since", outage.restored_at ? local_text(*outage.restored_at, zone) : ""},
                           {"  Late because", outage.override_reason}});
  return {};
}

Result<void> announce(Session& session, const AnnounceArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Instant now = session.clock.now();
  const base::Zone zone = centre->settings.zone;
  auto kind = model::parse_outage_kind(args.kind);
  if (!kind) return fail(ErrorCode::invalid_input, "--kind: " + kind.error().message);
  auto start = parse_optional_when(args.start, "--start", now, zone);
  if (!start) return tl::unexpected(start.error());
  auto etr = parse_optional_when(args.etr, "--etr", now, zone);
  if (!etr) return tl::unexpected(etr.error());
  desk::AnnounceOutage wanted;
  wanted.kind = *kind;
  wanted.cause = args.cause;
  wanted.scope = args.scope;
  wanted.line = args.line;
  wanted.places = args.places;
  wanted.supply_ids = args.supply;
  wanted.start = *start;
  wanted.etr = *etr;
  wanted.text = args.text;
  wanted.override_reason = args.override_reason;
  auto outage = desk::announce_outage(*centre->store, wanted, centre->rules, session.clock, session.random, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Announced");
}

Result<void> update(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Instant now = session.clock.now();
  auto etr = parse_optional_when(args.etr, "--etr", now, centre->settings.zone);
  if (!etr) return tl::unexpected(etr.error());
  auto at = parse_optional_when(args.at, "--at", now, centre->settings.zone);
  if (!at) return tl::unexpected(at.error());
  auto outage = desk::update_outage(*centre->store, {args.id, args.text, *etr, *at}, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Updated");
}

Result<void> restore(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto at = parse_optional_when(args.at, "--at", session.clock.now(), centre->settings.zone);
  if (!at) return tl::unexpected(at.error());
  auto outage = desk::restore_outage(*centre->store, {args.id, *at, args.text}, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Restored");
}

Result<void> cancel(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto outage = desk::cancel_outage(*centre->store, {args.id, args.text}, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Cancelled");
}

Result<void> withdraw(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto outage = desk::withdraw_outage(*centre->store, {args.id, args.reason, args.text}, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Withdrawn");
}

Result<void> reopen(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto etr = parse_optional_when(args.etr, "--etr", session.clock.now(), centre->settings.zone);
  if (!etr) return tl::unexpected(etr.error());
  const desk::ReopenOutage wanted{args.id, args.reason, args.text, *etr};
  auto outage = desk::reopen_outage(*centre->store, wanted, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Taken up again");
}

Result<void> move(Session& session, const StepArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Instant now = session.clock.now();
  auto start = parse_optional_when(args.at, "--start", now, centre->settings.zone);
  if (!start) return tl::unexpected(start.error());
  auto etr = parse_optional_when(args.etr, "--etr", now, centre->settings.zone);
  if (!etr) return tl::unexpected(etr.error());
  desk::ReviseOutage wanted;
  wanted.id = args.id;
  wanted.start = *start;
  wanted.etr = *etr;
  wanted.text = args.text;
  wanted.override_reason = args.reason;
  auto outage = desk::revise_outage(*centre->store, wanted, centre->rules, session.clock, as_user());
  if (!outage) return tl::unexpected(outage.error());
  return show(session, *centre, *outage, "Moved");
}

Result<void> history(Session& session, const std::string& id) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  std::vector<store::OutageChange> changes;
  auto read = centre->store->read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.outage_desk().outage_changes(desk::canonical_short_id(id), kMostHistory);
    if (!found) return tl::unexpected(found.error());
    changes = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (changes.empty()) return fail(ErrorCode::not_found, "no change of an outage '" + id + "' is known");
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    std::vector<std::string> values;
    for (const store::OutageChange& change : changes) values.push_back(to_json(change, zone));
    session.out << json_array(values) << "\n";
    return {};
  }
  Table table({{"VERSION", Table::Align::right}, {"AT"}, {"WHO"}, {"WHAT"}, {"REASON", Table::Align::left, 40}});
  for (const store::OutageChange& change : changes) {
    table.add(
        {std::to_string(change.version), local_text(change.at, zone), change.actor_name, change.action, change.reason});
  }
  session.out << table.text();
  return {};
}

Result<void> list(Session& session, const ListArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto outages = desk::list_outages(*centre->store, {args.places, args.all});
  if (!outages) return tl::unexpected(outages.error());
  const base::Instant now = session.clock.now();
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    std::vector<std::string> values;
    for (const model::Outage& outage : *outages) values.push_back(to_json(outage, now, zone));
    session.out << json_array(values) << "\n";
    return {};
  }
  Table table({{"ID"},
               {"KIND"},
               {"STATE"},
               {"START"},
               {"ESTIMATED BACK"},
               {"CAUSE", Table::Align::left, 30},
               {"SCOPE", Table::Align::left, 40}});
  for (const model::Outage& outage : *outages) {
    table.add({outage.id, name_of(outage.kind), name_of(model::state_at(outage, now)), local_text(outage.start, zone),
               local_text(outage.etr, zone), outage.cause, outage.scope});
  }
  session.out << (table.empty() ? "No outages.\n" : table.text());
  return {};
}

void add_announce(Command group, Session& session) {
  auto args = std::make_shared<AnnounceArgs>();
  Command command = group.add_command("announce", "Tell the affected boards of an outage");
  command.add_option("--kind", args->kind, "planned, temporary, fault or rationing").type_name("KIND").required();
  command.add_option("--cause", args->cause, "Why, in words").type_name("TEXT").required();
  command.add_option("--supply", args->supply, "Substations, feeders or transformer districts: all below is affected")
      .type_name("ID");
  command.add_option("--place", args->places, "Affected places, beside those that --supply gives").type_name("PLACE");
  command.add_option("--start", args->start, "When it begins; now if not given").type_name("TIME");
  command.add_option("--etr", args->etr, "When power is expected back; needed for planned and temporary")
      .type_name("TIME");
  command.add_option("--scope", args->scope, "Where, in words; made from the places if not given").type_name("TEXT");
  command.add_option("--line", args->line, "Line, in words; the names of the supply points if not given")
      .type_name("TEXT");
  command.add_option("--text", args->text, "First step of the timeline").type_name("TEXT");
  command.add_option("--override", args->override_reason, "Why it goes out later than the rule asks; kept with it")
      .type_name("REASON");
  command.footer(
      "A planned outage is announced at least 7 x 24 h ahead, a temporary one 24 h; later only with --override.\n"
      "Examples:\n"
      "  gridboard outage announce --kind planned --supply TQ-XH-02 --cause 变压器增容 --start \"2026-11-30 08:00\" "
      "--etr \"2026-11-30 12:00\"\n"
      "  gridboard outage announce --kind fault --place 新华社区/3栋 --cause 电缆故障 --etr +2h --text "
      "抢修人员已出发。");
  command.on_chosen([&session, args] { session.command = [&session, args] { return announce(session, *args); }; });
}

using Step = Result<void> (*)(Session&, const StepArgs&);

Command add_step_command(Command group, Session& session, const char* name, const char* about, Step step,
                         const std::shared_ptr<StepArgs>& args) {
  Command command = group.add_command(name, about);
  command.add_option("ID", args->id, "The outage, such as T20261122-K7QM").required().type_name("");
  command.add_option("--text", args->text, "What residents are told").type_name("TEXT");
  command.on_chosen(
      [&session, args, step] { session.command = [&session, args, step] { return step(session, *args); }; });
  return command;
}

}  // namespace

void add_outage_commands(Command program, Session& session) {
  Command group = program.add_group("outage", "Announce outages and follow them to their end");
  add_announce(group, session);
  add_window_commands(group, session);

  auto updated = std::make_shared<StepArgs>();
  Command update_command =
      add_step_command(group, session, "update", "Add a step, a new estimate, or both", update, updated);
  update_command.add_option("--etr", updated->etr, "New estimate").type_name("TIME");
  update_command.add_option("--at", updated->at, "When it happened; now if not given").type_name("TIME");
  update_command.footer("Example:\n  gridboard outage update T20261122-K7QM --text 抢修人员已到场。 --etr +90m");

  auto restored = std::make_shared<StepArgs>();
  Command restore_command = add_step_command(group, session, "restore", "Power is back", restore, restored);
  restore_command.add_option("--at", restored->at, "When it came back; now if not given").type_name("TIME");

  auto reopened = std::make_shared<StepArgs>();
  Command reopen_command = add_step_command(group, session, "reopen", "Power was not back after all", reopen, reopened);
  reopen_command.add_option("--reason", reopened->reason, "Why; kept with it").required().type_name("TEXT");
  reopen_command.add_option("--etr", reopened->etr, "New estimate").type_name("TIME");

  auto moved = std::make_shared<StepArgs>();
  Command move_command = add_step_command(group, session, "move", "Another time, before it has begun", move, moved);
  move_command.add_option("--start", moved->at, "When it begins").type_name("TIME");
  move_command.add_option("--etr", moved->etr, "When power is expected back").type_name("TIME");
  move_command.add_option("--override", moved->reason, "Why it is told later than the rule asks; kept with it")
      .type_name("REASON");
  move_command.footer("The lead time counts anew, from now.");

  auto told_of = std::make_shared<std::string>();
  Command history_command = group.add_command("history", "Every change of an outage, newest first");
  history_command.add_option("ID", *told_of, "The outage, such as T20261122-K7QM").required().type_name("");
  history_command.on_chosen(
      [&session, told_of] { session.command = [&session, told_of] { return history(session, *told_of); }; });

  add_step_command(group, session, "cancel", "It will not happen", cancel, std::make_shared<StepArgs>());

  auto withdrawn = std::make_shared<StepArgs>();
  Command withdraw_command =
      add_step_command(group, session, "withdraw", "It was told by mistake, power never was off", withdraw, withdrawn);
  withdraw_command.add_option("--reason", withdrawn->reason, "Why; kept with it").required().type_name("TEXT");

  auto args = std::make_shared<ListArgs>();
  Command list_command = group.add_command("list", "Outages that are or will be, newest first");
  list_command.add_option("--place", args->places, "Only those that boards there get").type_name("PLACE");
  list_command.add_flag("--all", args->all, "Restored and cancelled ones too");
  list_command.on_chosen([&session, args] { session.command = [&session, args] { return list(session, *args); }; });
}

}  // namespace gridboard::cli
