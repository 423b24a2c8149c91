// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Where the centre's store is, and copies of it.
#include <boost/json.hpp>
#include <filesystem>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/desk/begin_after_restore.hpp"
#include "sync/desk/store_location.hpp"
#include "sync/store/move/move_store.hpp"
#include "sync/store/open_store.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;

// So that no program that still has the old place in mind goes on there unnoticed.
Result<std::string> set_aside(const std::string& path) {
  const std::string aside = path + ".moved";
  std::error_code error;
  for (const char* end : {"-wal", "-shm"}) {
    if (std::filesystem::exists(path + end, error)) std::filesystem::rename(path + end, aside + end, error);
  }
  std::filesystem::rename(path, aside, error);
  if (error) return fail(ErrorCode::io, "the centre is in PostgreSQL now, but " + path + " can't be renamed");
  return aside;
}

Result<void> migrate(Session& session, const std::string& to) {
  if (!store::is_postgres(to)) return fail(ErrorCode::invalid_input, "--to: must begin with postgresql://");
  const auto from = desk::store_location(session.data_folder, session.store);
  if (!from) return tl::unexpected(from.error());
  if (store::is_postgres(*from)) return fail(ErrorCode::conflict, "the centre's store is in PostgreSQL already");
  if (auto sure = confirm(session, "Move the centre's store to PostgreSQL?"); !sure) return sure;
  const auto moved = store::move_to_postgres(*from, to);
  if (!moved) return tl::unexpected(moved.error());
  if (auto kept = desk::keep_store_location(session.data_folder, to); !kept) return kept;
  const auto aside = set_aside(*from);
  if (!aside) return tl::unexpected(aside.error());
  if (session.json) {
    session.out << json::serialize(json::object{{"store", to},
                                                {"tables", moved->tables},
                                                {"rows", moved->rows},
                                                {"was_there", moved->was_there},
                                                {"set_aside", *aside}})
                << "\n";
    return {};
  }
  session.out << labelled({{"Moved", moved->was_there ? "by an earlier run"
                                                      : std::to_string(moved->rows) + " rows of " +
                                                            std::to_string(moved->tables) + " tables"},
                           {"Store", to},
                           {"Set aside", *aside}});
  return {};
}

Result<void> back_up(Session& session, const std::string& file) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (auto done = centre->store->back_up_to(file); !done) return done;
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (session.json) {
    session.out << json::serialize(json::object{{"file", file}, {"bytes", bytes}}) << "\n";
  } else {
    session.out << labelled({{"File", file}, {"Bytes", std::to_string(bytes)}});
  }
  return {};
}

Result<void> restored(Session& session) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (auto sure = confirm(session, "Have every board fetch everything anew?"); !sure) return sure;
  if (auto begun = desk::begin_after_restore(*centre->store, session.clock.now()); !begun) return begun;
  session.out << (session.json ? "{\"restored\":true}\n" : "Every board fetches everything anew.\n");
  return {};
}

}  // namespace

void add_store_commands(Command program, Session& session) {
  const Command group = program.add_group("store", "Where the centre's data is, and copies of it");
  auto to = std::make_shared<std::string>();
  Command migrate_command = group.add_command("migrate", "Move the centre from its SQLite file to PostgreSQL");
  migrate_command
      .add_option("--to", *to, "Location of an empty database, as libpq takes it; its password in a passfile")
      .type_name("URL")
      .required();
  migrate_command.footer(
      "Stop gridboard-server first, and start it again afterwards. All of it moves or nothing; boards go on where they "
      "are. The\nlocation is kept in centre.toml in the data folder, and the file is set aside as centre.db.moved.\n"
      "Examples:\n  gridboard store migrate --to postgresql://db1,db2/gridboard\n"
      "  PGPASSFILE=/etc/gridboard/passfile gridboard store migrate --to 'postgresql://gridboard@db1/gridboard'");
  migrate_command.on_chosen([&session, to] { session.command = [&session, to] { return migrate(session, *to); }; });

  auto file = std::make_shared<std::string>();
  Command backup = group.add_command("backup", "Write a consistent copy while the centre goes on working");
  backup.add_option("FILE", *file, "A new file").required();
  backup.footer(
      "The copy is a SQLite file, whichever store the centre has: put in place as centre.db, it is a centre.\n"
      "Examples:\n  gridboard store backup /backup/centre-2026-11-22.db");
  backup.on_chosen([&session, file] { session.command = [&session, file] { return back_up(session, *file); }; });

  Command after = group.add_command("restored", "Have every board fetch everything anew, after commits were lost");
  after.footer(
      "After the store was put back from a copy, or a database leader took commits along that no follower had: boards "
      "may "
      "hold\nwhat the centre doesn't know any more. Before gridboard-server starts again.\n"
      "Examples:\n  gridboard store restored");
  after.on_chosen([&session] { session.command = [&session] { return restored(session); }; });
}

}  // namespace gridboard::cli
