// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iterator>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/cli/words.hpp"
#include "sync/desk/list_questions.hpp"
#include "sync/desk/publish_question.hpp"
#include "sync/desk/withdraw_question.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kMostFileBytes = 4 * 1024 * 1024;

struct PublishArgs {
  std::string file, to, by = user_name();
  std::vector<std::string> places;
};

struct ListArgs {
  std::vector<std::string> places;
  bool all = false;
};

Result<std::string> read_text(Session& session, const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return fail(ErrorCode::io, "can't read " + path);
  }
  std::istream& from = path == "-" ? session.in : file;
  std::string text((std::istreambuf_iterator<char>(from)), std::istreambuf_iterator<char>());
  if (text.size() > kMostFileBytes) return fail(ErrorCode::too_large, path + ": more than 4 MB");
  return text;
}

Result<void> print(Session& session, const std::vector<model::PublishedQuestion>& questions, base::Zone zone) {
  std::vector<std::string> values;
  for (const model::PublishedQuestion& each : questions) values.push_back(to_json(each, session.clock.now(), zone));
  session.out << json_array(values) << "\n";
  return {};
}

Result<void> publish(Session& session, const PublishArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  desk::PublishQuestions wanted;
  auto text = read_text(session, args.file);
  if (!text) return tl::unexpected(text.error());
  auto questions = model::parse_questions(*text, args.file == "-" ? "standard input" : args.file);
  if (!questions) return tl::unexpected(questions.error());
  auto to = parse_optional_when(args.to, "--to", session.clock.now(), zone, BareDate::ends);
  if (!to) return tl::unexpected(to.error());
  auto shipped = model::load_questions(assets_folder() + "/knowledge");
  if (!shipped) return tl::unexpected(shipped.error());
  wanted.questions = std::move(*questions);
  wanted.places = args.places;
  wanted.valid_to = *to;
  wanted.publisher = args.by;
  desk::NotedStore noted = as_cli(session, *centre, {"publishQuestions", "", "", "", ""});
  auto published = desk::publish_questions(noted, wanted, *shipped, centre->catalogue, session.clock);
  if (!published) return tl::unexpected(published.error());
  if (session.json) return print(session, *published, zone);
  auto places = places_in_words(*centre->store, published->front().audience);
  if (!places) return tl::unexpected(places.error());
  for (const model::PublishedQuestion& each : *published) {
    const bool away = model::takes_away(each.question);
    session.out << (away ? "Takes away " : "Published ") << each.question.id << " " << each.question.zh.question
                << "\n";
  }
  session.out << "to " << *places << (wanted.valid_to ? " until " + local_text(*wanted.valid_to, zone) : std::string())
              << "\n";
  return {};
}

Result<void> withdraw(Session& session, const std::string& id) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  desk::NotedStore noted = as_cli(session, *centre, {"withdrawQuestion", id, "", "", ""});
  auto question = desk::withdraw_question(noted, id);
  if (!question) return tl::unexpected(question.error());
  if (session.json) {
    session.out << to_json(*question, session.clock.now(), centre->settings.zone) << "\n";
  } else {
    session.out << "Withdrew " << question->question.id << " " << question->question.zh.question << "\n";
  }
  return {};
}

Result<void> list(Session& session, const ListArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto questions = desk::list_questions(*centre->store, {args.places, args.all}, session.clock);
  if (!questions) return tl::unexpected(questions.error());
  const base::Zone zone = centre->settings.zone;
  if (session.json) return print(session, *questions, zone);
  Table table({{"ID", Table::Align::left, 30},
               {"QUESTION", Table::Align::left, 40},
               {"STATE"},
               {"SINCE"},
               {"TO"},
               {"PLACES", Table::Align::left, 40}});
  for (const model::PublishedQuestion& each : *questions) {
    auto places = places_in_words(*centre->store, each.audience);
    if (!places) return tl::unexpected(places.error());
    table.add({each.question.id, each.question.zh.question, desk::standing_of(each, session.clock.now()),
               local_text(each.published_at, zone), local_text(each.valid_to, zone), *places});
  }
  session.out << (table.empty() ? "Staff have published no questions.\n" : table.text());
  return {};
}

void add_publish(Command group, Session& session) {
  auto args = std::make_shared<PublishArgs>();
  Command command = group.add_command("publish", "Put questions and answers on the boards of one or more places");
  command.add_option("FILE", args->file, "JSON as in the assets' knowledge, - for standard input")
      .required()
      .type_name("");
  command.add_option("--place", args->places, "A city, a community, one unit or several").type_name("PLACE").required();
  command.add_option("--to", args->to, "Offered until; a bare date is its last day").type_name("TIME");
  command.add_option("--by", args->by, "Who publishes").type_name("NAME").show_default();
  command.footer(
      "FILE holds a list: [{\"id\", \"question\": {\"zh\", \"en\"}, \"answer\": {\"zh\", \"en\"}, \"asked\": [other "
      "ways to "
      "ask it],\n\"keywords\": [], \"related\": [ids], \"open\": a screen or a kind of request}]. All but id and the "
      "Chinese may be left out.\nAn id that ships with boards is replaced; {\"id\", \"takes_away\": true} takes it off "
      "them.\n"
      "Examples:\n"
      "  gridboard question publish our-answers.json --place 新华社区\n"
      "  gridboard question publish winter.json --place 云溪供电 --to 2027-03-15");
  command.on_chosen([&session, args] { session.command = [&session, args] { return publish(session, *args); }; });
}

}  // namespace

void add_question_commands(Command program, Session& session) {
  Command group = program.add_group("question", "Publish, withdraw and list answers to residents' questions");
  add_publish(group, session);

  auto id = std::make_shared<std::string>();
  Command withdraw_command =
      group.add_command("withdraw", "Take what staff published off every board; what ships with boards is back");
  withdraw_command.add_option("ID", *id, "The question, such as late-fee").required().type_name("");
  withdraw_command.on_chosen([&session, id] { session.command = [&session, id] { return withdraw(session, *id); }; });

  auto args = std::make_shared<ListArgs>();
  Command list_command = group.add_command("list", "Questions that staff have published");
  list_command.add_option("--place", args->places, "Only those that boards there get").type_name("PLACE");
  list_command.add_flag("--all", args->all, "Expired and withdrawn ones too");
  list_command.on_chosen([&session, args] { session.command = [&session, args] { return list(session, *args); }; });
}

}  // namespace gridboard::cli
