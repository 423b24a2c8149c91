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
#include "sync/desk/list_notices.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/withdraw_notice.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kMostBodyBytes = 64 * 1024;
constexpr std::size_t kMostPictureFileBytes = 16 << 20;  // more is refused by the desk

struct PublishArgs {
  std::vector<std::string> places;
  std::string title, body, body_file, category = "community", from, to, image, picture, picture_text, outage, by;
  std::vector<std::string> day_parts;
  bool pinned = false, urgent = false;
};

struct ListArgs {
  std::vector<std::string> places;
  bool all = false;
};

Result<std::string> read_body(Session& session, const PublishArgs& args) {
  if (args.body_file.empty()) return args.body;
  std::ifstream file;
  if (args.body_file != "-") {
    file.open(args.body_file, std::ios::binary);
    if (!file) return fail(ErrorCode::io, "--body-file: can't read " + args.body_file);
  }
  std::istream& from = args.body_file == "-" ? session.in : file;
  std::string body((std::istreambuf_iterator<char>(from)), std::istreambuf_iterator<char>());
  if (body.size() > kMostBodyBytes) return fail(ErrorCode::too_large, "--body-file: more than 64 KB");
  while (!body.empty() && (body.back() == '\n' || body.back() == '\r')) body.pop_back();
  return body;
}

// Whole, so that what is checked is what is published.
Result<std::string> read_picture(const PublishArgs& args) {
  if (args.picture.empty()) {
    if (args.picture_text.empty()) return std::string();
    return fail(ErrorCode::invalid_input, "--picture-text: there is no --picture that it could be about");
  }
  if (args.picture_text.empty()) {
    return fail(ErrorCode::invalid_input,
                "--picture-text is missing: say what the picture shows; boards read it aloud, and show it until the "
                "picture is there");
  }
  std::ifstream file(args.picture, std::ios::binary);
  if (!file) return fail(ErrorCode::io, "--picture: can't read " + args.picture);
  std::string bytes(kMostPictureFileBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return fail(ErrorCode::io, "--picture: can't read " + args.picture);
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.empty()) return fail(ErrorCode::invalid_input, "--picture: " + args.picture + " is empty");
  return bytes;
}

Result<desk::PublishNotice> wanted_notice(Session& session, const PublishArgs& args, base::Zone zone) {
  const base::Instant now = session.clock.now();
  desk::PublishNotice wanted;
  auto category = model::parse_notice_category(args.category);
  if (!category) return fail(ErrorCode::invalid_input, "--category: " + category.error().message);
  auto body = read_body(session, args);
  if (!body) return tl::unexpected(body.error());
  auto from = parse_optional_when(args.from, "--from", now, zone);
  if (!from) return tl::unexpected(from.error());
  auto to = parse_optional_when(args.to, "--to", now, zone, BareDate::ends);
  if (!to) return tl::unexpected(to.error());
  wanted.title = args.title;
  wanted.body = std::move(*body);
  wanted.category = *category;
  wanted.places = args.places;
  wanted.valid_from = *from;
  wanted.valid_to = *to;
  wanted.pinned = args.pinned;
  wanted.urgent = args.urgent;
  wanted.image = args.image;
  auto picture = read_picture(args);
  if (!picture) return tl::unexpected(picture.error());
  wanted.picture = std::move(*picture);
  wanted.picture_text = args.picture_text;
  wanted.outage_id = args.outage;
  for (const std::string& text : args.day_parts) {
    auto part = model::parse_day_part(text);
    if (!part) return fail(ErrorCode::invalid_input, "--day-part: " + part.error().message);
    wanted.day_parts.push_back(*part);
  }
  wanted.publisher = args.by;
  wanted.user = user_name();
  return wanted;
}

Result<void> publish(Session& session, const PublishArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  auto wanted = wanted_notice(session, args, zone);
  if (!wanted) return tl::unexpected(wanted.error());
  if (wanted->publisher.empty()) wanted->publisher = centre->settings.supplier_name;
  if (args.urgent) {
    if (auto sure = confirm(session, "An urgent notice fills the screen of every board it reaches. Publish it?");
        !sure) {
      return sure;
    }
  }
  auto notice = desk::publish_notice(*centre->store, *wanted, session.clock, session.random);
  if (!notice) return tl::unexpected(notice.error());
  if (session.json) {
    session.out << to_json(*notice, session.clock.now(), zone) << "\n";
    return {};
  }
  auto places = places_in_words(*centre->store, notice->audience);
  if (!places) return tl::unexpected(places.error());
  session.out << "Published " << notice->id << " to " << *places << ", from " << local_text(notice->valid_from, zone)
              << (notice->valid_to ? " to " + local_text(*notice->valid_to, zone) : std::string()) << "\n";
  return {};
}

Result<void> withdraw(Session& session, const std::string& id) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto notice = desk::withdraw_notice(*centre->store, desk::cli_actor(user_name()), id, session.clock.now());
  if (!notice) return tl::unexpected(notice.error());
  if (session.json) {
    session.out << to_json(*notice, session.clock.now(), centre->settings.zone) << "\n";
  } else {
    session.out << "Withdrew " << notice->id << " " << notice->title << "\n";
  }
  return {};
}

Result<void> list(Session& session, const ListArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto notices = desk::list_notices(*centre->store, {args.places, args.all}, session.clock);
  if (!notices) return tl::unexpected(notices.error());
  const base::Instant now = session.clock.now();
  const base::Zone zone = centre->settings.zone;
  if (session.json) {
    std::vector<std::string> values;
    for (const model::Notice& notice : *notices) values.push_back(to_json(notice, now, zone));
    session.out << json_array(values) << "\n";
    return {};
  }
  Table table({{"ID"},
               {"CATEGORY"},
               {"TITLE", Table::Align::left, 40},
               {"STATE"},
               {"FROM"},
               {"TO"},
               {"PLACES", Table::Align::left, 40}});
  for (const model::Notice& notice : *notices) {
    auto places = places_in_words(*centre->store, notice.audience);
    if (!places) return tl::unexpected(places.error());
    const std::string marks = std::string(notice.urgent ? ", urgent" : "") + (notice.pinned ? ", pinned" : "");
    table.add({notice.id, name_of(notice.category), notice.title, name_of(desk::standing(notice, now)) + marks,
               local_text(notice.valid_from, zone), local_text(notice.valid_to, zone), *places});
  }
  session.out << (table.empty() ? "No notices.\n" : table.text());
  return {};
}

void add_publish(Command group, Session& session) {
  auto args = std::make_shared<PublishArgs>();
  Command command = group.add_command("publish", "Put a notice on the boards of one or more places");
  command.add_option("--place", args->places, "A city, a community, one unit or several").type_name("PLACE").required();
  command.add_option("--title", args->title, "Title").type_name("TEXT").required();
  const Option body =
      command.add_option("--body", args->body, "Text; a blank line parts paragraphs, '- ' starts a list item")
          .type_name("TEXT");
  const Option file =
      command.add_option("--body-file", args->body_file, "Read the text from a file, - for standard input")
          .type_name("FILE");
  body.excludes(file);
  command.add_option("--category", args->category, "tariff, safety, payment, community or promise")
      .type_name("NAME")
      .show_default();
  command.add_option("--from", args->from, "Shown from; now if not given").type_name("TIME");
  command.add_option("--to", args->to, "Shown until; a bare date is its last day").type_name("TIME");
  command.add_flag("--pinned", args->pinned, "Stays on top");
  command.add_flag("--urgent", args->urgent, "Fills the screen until it is read or over; needs --to");
  const Option image = command.add_option("--image", args->image, "Name of a picture in the assets").type_name("NAME");
  const Option picture =
      command.add_option("--picture", args->picture, "A picture to show with it: PNG or JPEG, at most 4 MiB")
          .type_name("FILE");
  picture.excludes(image);
  command
      .add_option("--picture-text", args->picture_text,
                  "What the picture shows; read aloud, and shown until the picture is there")
      .type_name("TEXT");
  command.add_option("--day-part", args->day_parts, "Shown then only, every day, such as 07:00-09:30; may be repeated")
      .type_name("FROM-TO")
      .one_value_each();
  command.add_option("--outage", args->outage, "The outage that it is about: its estimate is shown with it")
      .type_name("ID");
  command.add_option("--by", args->by, "Who publishes, as residents read it (not given: the supplier)")
      .type_name("NAME");
  command.footer(
      "Examples:\n"
      "  gridboard notice publish --place 新华社区 --title 夏季安全用电 --body-file safety.txt --category safety --to "
      "+30d\n"
      "  gridboard notice publish --place 新华社区/3栋/1单元 新华社区/3栋/2单元 --title 检修提醒 --body "
      "今天下午检修。\n"
      "  gridboard notice publish --place 云溪供电 --title 台风预警 --body 请关好门窗。 --urgent --to +6h\n"
      "  gridboard notice publish --place 新华社区 --title 错峰用电 --body 傍晚请错峰用电。 --day-part 17:00-21:00\n"
      "  gridboard notice publish --place 新华社区 --title 停车提醒 --body 请勿挡住配电房。 --picture photo.jpg "
      "--picture-text 配电房门前的黄色禁停区");
  command.on_chosen([&session, args] { session.command = [&session, args] { return publish(session, *args); }; });
}

}  // namespace

void add_notice_commands(Command program, Session& session) {
  Command group = program.add_group("notice", "Publish, withdraw and list notices");
  add_publish(group, session);

  auto id = std::make_shared<std::string>();
  Command withdraw_command = group.add_command("withdraw", "Take a notice off every board");
  withdraw_command.add_option("ID", *id, "The notice, such as N20261122-K7QM").required().type_name("");
  withdraw_command.on_chosen([&session, id] { session.command = [&session, id] { return withdraw(session, *id); }; });

  auto args = std::make_shared<ListArgs>();
  Command list_command = group.add_command("list", "Notices that are or will be on boards, newest first");
  list_command.add_option("--place", args->places, "Only those that boards there get").type_name("PLACE");
  list_command.add_flag("--all", args->all, "Expired and withdrawn ones too");
  list_command.on_chosen([&session, args] { session.command = [&session, args] { return list(session, *args); }; });
}

}  // namespace gridboard::cli
