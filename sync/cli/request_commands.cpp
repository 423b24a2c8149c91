// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/cli/words.hpp"
#include "sync/desk/answer_request.hpp"
#include "sync/desk/list_requests.hpp"
#include "sync/desk/merge_request.hpp"
#include "sync/desk/show_request.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

struct ListArgs {
  std::vector<std::string> places;
  std::string state;
  std::size_t limit = 200;
};

struct AnswerArgs {
  std::string receipt, state, text, promise, by = user_name();
};

Result<std::optional<model::RequestState>> state_of(const std::string& text) {
  if (text.empty()) return std::optional<model::RequestState>();
  auto state = model::parse_request_state(text);
  if (!state) return fail(ErrorCode::invalid_input, "--state: " + state.error().message);
  return std::optional<model::RequestState>(*state);
}

Result<void> list(Session& session, const ListArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto state = state_of(args.state);
  if (!state) return tl::unexpected(state.error());
  auto requests = desk::list_requests(*centre->store, {args.places, *state, args.limit});
  if (!requests) return tl::unexpected(requests.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    std::vector<std::string> values;
    for (const model::ServiceRequest& request : *requests) values.push_back(to_json(request, zone));
    session.out << json_array(values) << "\n";
    return {};
  }
  Table table({{"RECEIPT"}, {"KIND"}, {"STATE"}, {"PLACE", Table::Align::left, 40}, {"SUBMITTED"}, {"PROMISED"}});
  for (const model::ServiceRequest& request : *requests) {
    auto place = places_in_words(*centre->store, {request.place_path});
    if (!place) return tl::unexpected(place.error());
    table.add({request.receipt, request.kind, name_of(request.state), *place, local_text(request.submitted_at, zone),
               local_text(request.promised_at, zone)});
  }
  session.out << (table.empty() ? "No requests.\n" : table.text());
  return {};
}

Result<void> print(Session& session, Centre& centre, const model::ServiceRequest& request) {
  const base::Zone zone = centre.settings.zone;
  if (session.json) {
    session.out << to_json(request, zone) << "\n";
    return {};
  }
  auto place = places_in_words(*centre.store, {request.place_path});
  if (!place) return tl::unexpected(place.error());
  session.out << labelled({{"Receipt", request.receipt},
                           {"Kind", request.kind},
                           {"State", name_of(request.state)},
                           {"Place", *place},
                           {"Account", request.account},
                           {"Handed in", local_text(request.submitted_at, zone) + " at " +
                                             (request.board_id.empty() ? request.source : "board " + request.board_id) +
                                             (request.source == "phone" ? " by phone" : "")},
                           {"Goes on with", request.merged_into},
                           {"Outage", request.outage_id},
                           {"Rating", request.rating ? std::to_string(request.rating->stars) + " of 5" : ""},
                           {"Promised", request.promised_at ? local_text(*request.promised_at, zone) : ""}});
  std::vector<std::pair<std::string, std::string>> answers;
  for (const auto& [field, answer] : request.answers) answers.emplace_back("  " + field, answer);
  if (!answers.empty()) session.out << "\nAnswers\n" << labelled(answers);
  Table steps({{"AT"}, {"STATE"}, {"BY"}, {"TEXT", Table::Align::left, 80}});
  for (const model::RequestStep& step : request.steps) {
    steps.add({local_text(step.at, zone), name_of(step.state), step.by.empty() ? "-" : step.by, step.text});
  }
  if (!steps.empty()) session.out << "\n" << steps.text();
  return {};
}

Result<void> show(Session& session, const std::string& receipt) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto request = desk::show_request(*centre->store, receipt);
  if (!request) return tl::unexpected(request.error());
  return print(session, *centre, *request);
}

Result<void> answer(Session& session, const AnswerArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto state = state_of(args.state);
  if (!state) return tl::unexpected(state.error());
  auto promised = parse_optional_when(args.promise, "--promise", session.clock.now(), centre->settings.zone);
  if (!promised) return tl::unexpected(promised.error());
  desk::NotedStore noted =
      as_cli(session, *centre, {"answerRequest", args.receipt, "", "", json_of("state", args.state)});
  auto request = desk::answer_request(noted, centre->catalogue, {args.receipt, *state, args.text, *promised, args.by},
                                      session.clock);
  if (!request) return tl::unexpected(request.error());
  return print(session, *centre, *request);
}

struct MergeArgs {
  std::string receipt, into, by = user_name();
};

Result<void> merge(Session& session, const MergeArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  desk::NotedStore noted = as_cli(session, *centre, {"mergeRequest", args.receipt, "", "", json_of("into", args.into)});
  auto request = desk::merge_request(noted, centre->catalogue, {args.receipt, args.into, args.by}, session.clock);
  if (!request) return tl::unexpected(request.error());
  return print(session, *centre, *request);
}

void add_merge(Command group, Session& session) {
  auto args = std::make_shared<MergeArgs>();
  Command command = group.add_command("merge", "Let a request go on with another one about the same thing");
  command.add_option("RECEIPT", args->receipt, "The request that goes on with the other one").required().type_name("");
  command.add_option("--into", args->into, "The one that staff go on with").required().type_name("RECEIPT");
  command.add_option("--by", args->by, "Who merges").type_name("NAME").show_default();
  command.footer(
      "Both residents see the steps of the one that staff go on with.\n"
      "Example:\n  gridboard request merge K7M-0043-R --into K7M-0042-Q");
  command.on_chosen([&session, args] { session.command = [&session, args] { return merge(session, *args); }; });
}

}  // namespace

void add_request_commands(Command program, Session& session) {
  Command group = program.add_group("request", "What residents ask for, and the answers");
  add_merge(group, session);

  auto listed = std::make_shared<ListArgs>();
  Command list_command = group.add_command("list", "Requests, newest first");
  list_command.add_option("--place", listed->places, "Only from there").type_name("PLACE");
  list_command.add_option("--state", listed->state, "Only in this state").type_name("STATE");
  list_command.add_option("--limit", listed->limit, "At most so many")
      .show_default()
      .range(1, 100000)
      .type_name("COUNT");
  list_command.on_chosen(
      [&session, listed] { session.command = [&session, listed] { return list(session, *listed); }; });

  auto receipt = std::make_shared<std::string>();
  Command show_command = group.add_command("show", "One request with all that was given and said");
  show_command.add_option("RECEIPT", *receipt, "Receipt number, with or without hyphens").required().type_name("");
  show_command.on_chosen(
      [&session, receipt] { session.command = [&session, receipt] { return show(session, *receipt); }; });

  auto answered = std::make_shared<AnswerArgs>();
  Command answer_command = group.add_command("answer", "Take a request on, or tell the resident something");
  answer_command.add_option("RECEIPT", answered->receipt, "Receipt number").required().type_name("");
  answer_command
      .add_option("--state", answered->state,
                  "dispatched, accepted, on_site, done, closed, returned, paused, "
                  "reopened or rejected")
      .type_name("STATE");
  answer_command.add_option("--text", answered->text, "To the resident; needed to reject, pause or return")
      .type_name("TEXT");
  answer_command.add_option("--promise", answered->promise, "When it will be done").type_name("TIME");
  answer_command.add_option("--by", answered->by, "Who answers").type_name("NAME").show_default();
  answer_command.footer(
      "The board that took the request in shows the answer at once.\n"
      "Example:\n  gridboard request answer K7M-0042-Q --state dispatched --text 抢修人员已出发。 --promise +45m");
  answer_command.on_chosen(
      [&session, answered] { session.command = [&session, answered] { return answer(session, *answered); }; });
}

}  // namespace gridboard::cli
