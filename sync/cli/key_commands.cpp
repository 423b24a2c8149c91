// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The keys that boards believe and seal to.
#include <boost/json.hpp>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/rotate_keys.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;

struct RotateArgs {
  std::size_t overlap_days = desk::kKeyOverlap.count();
};

json::value time_of(const std::optional<base::Instant>& at, base::Zone zone) {
  if (!at) return nullptr;
  return json::value(base::format_rfc3339(*at, zone));
}

Result<void> rotate(Session& session, const RotateArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  if (auto sure = confirm(session, "Change the keys of this centre?"); !sure) return sure;
  const auto link =
      desk::rotate_keys(session.data_folder, std::chrono::days(static_cast<std::int64_t>(args.overlap_days)),
                        session.clock.now(), session.random);
  if (!link) return tl::unexpected(link.error());
  const std::string after =
      json::serialize(json::object{{"number", link->number}, {"publishing_key", link->publishing_key}});
  auto noted = centre->store->write([&](store::Writer& writer) {
    return desk::note(writer, desk::cli_actor(user_name()), {"rotateKeys", std::to_string(link->number), "", "", after},
                      session.clock.now());
  });
  if (!noted) return noted;
  if (session.json) {
    session.out << json::serialize(json::object{{"number", link->number},
                                                {"publishing_key", link->publishing_key},
                                                {"sealing_key", link->sealing_key},
                                                {"since", time_of(link->since, zone)},
                                                {"before_until", time_of(link->until, zone)}})
                << "\n";
    return {};
  }
  session.out << "The keys are number " << link->number << " now; boards take what the keys before signed until "
              << local_text(link->until, zone) << "\n"
              << labelled({{"Publishing key", link->publishing_key}, {"Sealing key", link->sealing_key}});
  return {};
}

Result<void> list(Session& session) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  const auto listed = desk::list_keys(session.data_folder);
  if (!listed) return tl::unexpected(listed.error());
  if (session.json) {
    json::array out;
    for (const desk::ListedKeys& keys : *listed) {
      out.push_back(json::object{{"number", keys.number},
                                 {"publishing_key", keys.keys.publishing},
                                 {"sealing_key", keys.keys.sealing},
                                 {"since", time_of(keys.since, zone)},
                                 {"until", time_of(keys.until, zone)}});
    }
    session.out << json::serialize(out) << "\n";
    return {};
  }
  Table table({{"NUMBER", Table::Align::right}, {"SINCE"}, {"TAKEN UNTIL"}, {"PUBLISHING KEY"}});
  for (const desk::ListedKeys& keys : *listed) {
    table.add({std::to_string(keys.number), keys.since ? local_text(*keys.since, zone) : "init",
               keys.until ? local_text(*keys.until, zone) : "in use",
               keys.keys.publishing.empty() ? "-" : keys.keys.publishing});
  }
  session.out << table.text();
  return {};
}

}  // namespace

void add_key_commands(Command program, Session& session) {
  Command keys = program.add_group("keys", "The keys that boards believe, and seal to");
  auto args = std::make_shared<RotateArgs>();
  Command command = keys.add_command("rotate", "Make the next publishing and sealing keys");
  command.add_option("--overlap-days", args->overlap_days, "Boards go on taking what the old key signed for so long")
      .type_name("DAYS")
      .range(0, static_cast<std::size_t>(desk::kLongestKeyOverlap.count()))
      .show_default();
  command.footer(
      "Servers that have this data folder pick the new keys up within a beat, without a restart; give a node with a\n"
      "folder of its own the new files as well. A board that was away over any number of rotations follows the chain\n"
      "from the key that it knows. Use --overlap-days 0 where a key has become known to others.\n"
      "Example:\n  gridboard keys rotate");
  command.on_chosen([&session, args] { session.command = [&session, args] { return rotate(session, *args); }; });
  Command list_command = keys.add_command("list", "The keys of this centre, the newest first");
  list_command.footer("Example:\n  gridboard keys list --json");
  list_command.on_chosen([&session] { session.command = [&session] { return list(session); }; });
}

}  // namespace gridboard::cli
