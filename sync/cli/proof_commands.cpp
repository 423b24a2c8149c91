// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who was told what, and when: to look at, and as files to hand in.
#include <boost/json.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/print_proof.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/desk/verify_ledger.hpp"
#include "sync/desk/write_proof_table.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using store::Announcement;
using store::AnnouncementKind;

constexpr std::size_t kMostRows = 500;
constexpr std::chrono::seconds kSilentAfter{75};  // three beats of a server that goes by its defaults

struct ProofArgs {
  std::string id, file;
  bool missed = false, english = false;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// By the letter that its id begins with.
Result<Announcement> announcement_named(const std::string& typed) {
  std::string id = desk::canonical_short_id(typed);
  if (id.starts_with('N')) return Announcement{AnnouncementKind::notice, std::move(id)};
  if (id.starts_with('T')) return Announcement{AnnouncementKind::outage, std::move(id)};
  return fail(ErrorCode::invalid_input, "'" + typed + "' is no id of a notice (N...) or an outage (T...)");
}

desk::ProofMoment moment_of(const Session& session, const Centre& centre) {
  const base::Instant now = session.clock.now();
  return {now, now - kSilentAfter, centre.settings.zone};
}

std::string counted(std::int64_t part, std::int64_t all) {
  return std::to_string(part) + " of " + std::to_string(all);
}

void tell_head(Session& session, const desk::ProofSubject& subject, const desk::ProofSummary& sum, base::Zone zone) {
  const auto lead = [](const std::optional<std::chrono::seconds>& given) {
    return given ? desk::words_of_lead(*given, desk::ProofLanguage::en) : "";
  };
  std::string misses;
  for (const auto& [reason, count] : sum.misses) {
    misses +=
        (misses.empty() ? "" : "; ") + std::to_string(count) + " " + desk::words_of(reason, desk::ProofLanguage::en);
  }
  const bool has_rule = subject.lead_asked.count() > 0;
  session.out << subject.announcement.id << " " << subject.title << "\n"
              << labelled({{"  Published", local_text(subject.published_at, zone)},
                           {"  Starts", subject.start ? local_text(*subject.start, zone) : ""},
                           {"  Over", subject.over_at ? local_text(*subject.over_at, zone) : ""},
                           {"  Asked ahead", has_rule ? lead(subject.lead_asked) : ""},
                           {"  Published ahead", lead(sum.published_lead)},
                           {"  Shown ahead", sum.least_lead ? lead(sum.least_lead) + " to " + lead(sum.most_lead) : ""},
                           {"  Override", subject.override_reason},
                           {"  Boards", counted(sum.shown, sum.boards) + " showed it"},
                           {"  In time", has_rule && sum.shown > 0 ? counted(sum.in_time, sum.in_time + sum.late) : ""},
                           {"  Missed", misses},
                           {"  Households", counted(sum.households_told, sum.households) + " told at their door"},
                           {"  Ledger", std::to_string(subject.ledger.number) + " entries, " + subject.ledger.hash}});
}

json::object row_json(const desk::ProvedRow& row, const std::string& place, base::Zone zone) {
  json::object item{{"board", row.board.id},
                    {"name", row.board.name},
                    {"place", place},
                    {"state", desk::name_of(row.state)},
                    {"why", desk::name_of(row.why)}};
  const auto put = [&](const char* name, const std::optional<base::Instant>& at) {
    if (at) item[name] = base::format_rfc3339(*at, zone);
  };
  put("sent_at", row.board.told.sent_at);
  if (row.board.told.sent_at) item["sent_how"] = desk::name_of(row.board.told.sent_how);
  put("received_at", row.board.told.received_at);
  put("shown_at", row.board.told.shown_at);
  put("last_shown_at", row.board.told.last_shown_at);
  if (row.lead) item["lead_s"] = row.lead->count(), item["in_time"] = row.in_time;
  return item;
}

Result<void> show_proof(Session& session, const ProofArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto announcement = announcement_named(args.id);
  if (!announcement) return tl::unexpected(announcement.error());
  const desk::ProofMoment moment = moment_of(session, *centre);
  return centre->store->read([&](store::Reader& reader) -> Result<void> {
    const auto subject = desk::load_proof_subject(reader, *announcement, centre->rules);
    if (!subject) return tl::unexpected(subject.error());
    const auto page = desk::show_proof(reader, *subject, moment, {}, args.missed, kMostRows);
    if (!page) return tl::unexpected(page.error());
    desk::PlaceWords words(reader);
    Table table({{"Place"}, {"Board"}, {"State"}, {"Received"}, {"Shown"}, {"Why not"}});
    json::array items;
    for (const desk::ProvedRow& row : page->items) {
      const auto place = words.of(row.board.place_path);
      if (!place) return tl::unexpected(place.error());
      items.push_back(row_json(row, *place, moment.zone));
      table.add({*place, row.board.id, desk::words_of(row.state, desk::ProofLanguage::en),
                 local_text(row.board.told.received_at, moment.zone), local_text(row.board.told.shown_at, moment.zone),
                 desk::words_of_miss(row, moment.zone, desk::ProofLanguage::en)});
    }
    const desk::ProofSummary& sum = page->summary;
    if (session.json) {
      session.out << json::serialize(json::object{{"id", announcement->id},
                                                  {"title", subject->title},
                                                  {"boards", sum.boards},
                                                  {"sent", sum.sent},
                                                  {"received", sum.received},
                                                  {"shown", sum.shown},
                                                  {"households", sum.households},
                                                  {"households_told", sum.households_told},
                                                  {"entries", subject->ledger.number},
                                                  {"items", std::move(items)}})
                  << "\n";
      return {};
    }
    tell_head(session, *subject, sum, moment.zone);
    if (!table.empty()) session.out << "\n" << table.text();
    if (page->more) session.out << "More boards: `gridboard proof export " << announcement->id << " FILE.csv`\n";
    return {};
  });
}

using Write = std::function<Result<void>(std::string_view)>;

Result<void> write_ledger(Session& session, Centre& centre, const desk::KeyRing& keys, const Announcement& announcement,
                          const Write& write) {
  return desk::export_chain(*centre.store, desk::delivery_chain(announcement), keys, session.clock.now(), write);
}

Result<void> write_table(Session& session, Centre& centre, const ProofArgs& args, const Announcement& announcement,
                         const Write& write) {
  const auto language = args.english ? desk::ProofLanguage::en : desk::ProofLanguage::zh;
  for (desk::ProofTableStep step; !step.ended;) {
    const auto lines = desk::write_proof_table_page(*centre.store, announcement, centre.rules,
                                                    moment_of(session, centre), language, step);
    if (!lines) return tl::unexpected(lines.error());
    if (auto written = write(*lines); !written) return written;
  }
  return {};
}

Result<void> write_paper(Session& session, Centre& centre, const desk::KeyRing& keys, const Announcement& announcement,
                         const Write& write) {
  const auto paper =
      desk::ProofOnPaper::begin(*centre.store, keys, announcement, centre.rules, moment_of(session, centre));
  if (!paper) return tl::unexpected(paper.error());
  while (true) {
    const auto piece = (*paper)->next_piece();
    if (!piece) return tl::unexpected(piece.error());
    if (!*piece) return {};
    if (auto written = write(**piece); !written) return written;
  }
}

Result<void> write_as_named(Session& session, Centre& centre, const ProofArgs& args, const Announcement& announcement,
                            const Write& write) {
  const auto keys = desk::KeyRing::open(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  if (args.file.ends_with(".csv")) return write_table(session, centre, args, announcement, write);
  if (args.file.ends_with(".ndjson")) return write_ledger(session, centre, **keys, announcement, write);
  return write_paper(session, centre, **keys, announcement, write);
}

Result<void> export_proof(Session& session, const ProofArgs& args) {
  const auto is_known = [&args](const char* ending) { return args.file.ends_with(ending); };
  if (!is_known(".pdf") && !is_known(".csv") && !is_known(".ndjson")) {
    return fail(ErrorCode::invalid_input, "file: its name must end in .pdf, .csv or .ndjson (the ledger)");
  }
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto announcement = announcement_named(args.id);
  if (!announcement) return tl::unexpected(announcement.error());
  // That it is there, before a file is made.
  auto known = centre->store->read([&](store::Reader& reader) -> Result<void> {
    const auto subject = desk::load_proof_subject(reader, *announcement, centre->rules);
    return subject ? Result<void>() : tl::unexpected(subject.error());
  });
  if (!known) return known;
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(args.file.c_str(), "wxe"));
  if (file == nullptr && errno == EEXIST) {
    return fail(ErrorCode::conflict, args.file + " is there already and isn't overwritten");
  }
  if (file == nullptr) return fail(ErrorCode::io, "can't make " + args.file + ": " + std::strerror(errno));
  const auto cant = [&args]() -> Result<void> {
    return fail(ErrorCode::io, "can't write " + args.file + ": " + std::strerror(errno));
  };
  auto written = write_as_named(session, *centre, args, *announcement, [&](std::string_view bytes) -> Result<void> {
    return std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() ? Result<void>() : cant();
  });
  if (written && std::fflush(file.get()) != 0) written = cant();
  if (!written) std::remove(args.file.c_str());
  if (!written) return written;
  if (session.json) {
    session.out << json::serialize(json::object{{"id", announcement->id}, {"file", args.file}}) << "\n";
  } else {
    session.out << "Wrote the proof of " << announcement->id << " to " << args.file << "\n";
  }
  return {};
}

}  // namespace

void add_proof_commands(Command program, Session& session) {
  Command group = program.add_group("proof", "Who was told what, and when: proof of notices and outages");
  auto args = std::make_shared<ProofArgs>();
  Command show = group.add_command("show", "Each board with its times, or why it hasn't shown it");
  show.add_option("id", args->id, "Of a notice or an outage").type_name("ID").required();
  show.add_flag("--missed", args->missed, "Boards alone that haven't shown it");
  show.footer("Example:\n  gridboard proof show N20261122-K7QM --missed");
  show.on_chosen([&session, args] { session.command = [&session, args] { return show_proof(session, *args); }; });

  auto export_args = std::make_shared<ProofArgs>();
  Command command = group.add_command("export", "The same as a file: paper to hand in, a table, or the ledger");
  command.add_option("id", export_args->id, "Of a notice or an outage").type_name("ID").required();
  command.add_option("file", export_args->file, "Made new; ends in .pdf, .csv or .ndjson").type_name("FILE").required();
  command.add_flag("--english", export_args->english, "The table in English");
  command.footer(
      "Whoever has the ledger and a publishing key of the centre checks it with `gridboard ledger verify`.\n"
      "Example:\n  gridboard proof export N20261122-K7QM proof.pdf");
  command.on_chosen([&session, export_args] {
    session.command = [&session, export_args] { return export_proof(session, *export_args); };
  });
}

}  // namespace gridboard::cli
