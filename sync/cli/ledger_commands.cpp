// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The audit chain as a file, and whether such a file is what the centre wrote.
#include <boost/json.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/desk/verify_ledger.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;

struct VerifyArgs {
  std::string file, key, extends;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<void> write_ledger(Session& session, store::Store& store, const std::string& path) {
  const auto keys = desk::KeyRing::open(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  const base::Instant now = session.clock.now();
  // Who took a copy belongs into the copy.
  auto noted = store.write([&](store::Writer& writer) {
    return desk::note(writer, desk::cli_actor(user_name()), {"exportAudit", "", "", "", ""}, now);
  });
  if (!noted) return noted;
  if (const auto signed_now = desk::sign_audit_if_due(store, **keys, now); !signed_now) {
    return tl::unexpected(signed_now.error());
  }
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wxe"));
  if (file == nullptr && errno == EEXIST) {
    return fail(ErrorCode::conflict, path + " is there already and isn't overwritten");
  }
  if (file == nullptr) return fail(ErrorCode::io, "can't make " + path + ": " + std::strerror(errno));
  auto written = desk::export_audit(store, **keys, now, [&](std::string_view lines) -> Result<void> {
    if (std::fwrite(lines.data(), 1, lines.size(), file.get()) == lines.size()) return {};
    return fail(ErrorCode::io, "can't write " + path + ": " + std::strerror(errno));
  });
  if (written && std::fflush(file.get()) != 0) {
    written = fail(ErrorCode::io, "can't write " + path + ": " + std::strerror(errno));
  }
  if (!written) std::remove(path.c_str());
  return written;
}

Result<desk::VerifiedLedger> verified(const std::string& path, const std::string& key,
                                      const std::optional<desk::KnownEntry>& known) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::not_found, "can't read " + path);
  auto ledger = desk::verify_ledger(file, key, known);
  if (!ledger) return fail(ledger.error().code, path + ": " + ledger.error().message);
  return ledger;
}

Result<void> tell(Session& session, const std::string& path, const desk::VerifiedLedger& ledger, base::Zone zone) {
  if (session.json) {
    session.out << json::serialize(json::object{{"file", path},
                                                {"of", ledger.of},
                                                {"entries", ledger.entries},
                                                {"checkpoints", ledger.checkpoints},
                                                {"hash", ledger.hash},
                                                {"signed_at", base::format_rfc3339(ledger.signed_at, zone)},
                                                {"key_number", ledger.key_number}})
                << "\n";
    return {};
  }
  session.out << (ledger.of.empty() ? "The ledger" : "The ledger of " + ledger.of) << " is whole: " << ledger.entries
              << " entries, signed " << local_text(ledger.signed_at, zone) << " by key " << ledger.key_number << "\n"
              << labelled({{"Last entry", ledger.hash}});
  return {};
}

Result<void> export_ledger(Session& session, const std::string& path) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  if (auto written = write_ledger(session, *centre->store, path); !written) return written;
  const auto keys = desk::load_centre_public_keys(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  const auto ledger = verified(path, keys->publishing, std::nullopt);
  if (!ledger) return tl::unexpected(ledger.error());
  return tell(session, path, *ledger, centre->settings.zone);
}

// Needs no centre: with --key any machine can do it.
Result<void> verify(Session& session, const VerifyArgs& args) {
  std::string key = args.key;
  if (key.empty()) {
    const auto keys = desk::load_centre_public_keys(session.data_folder);
    if (!keys) {
      return fail(ErrorCode::invalid_input, "--key: there are no keys of a centre in " + session.data_folder +
                                                "; give its publishing key (`gridboard keys list` shows it)");
    }
    key = keys->publishing;
  }
  std::optional<desk::KnownEntry> known;
  if (!args.extends.empty()) {
    const auto earlier = verified(args.extends, key, std::nullopt);
    if (!earlier) return tl::unexpected(earlier.error());
    known = desk::KnownEntry{earlier->entries, earlier->hash};
  }
  const auto ledger = verified(args.file, key, known);
  if (!ledger) return tl::unexpected(ledger.error());
  return tell(session, args.file, *ledger, base::Zone{});
}

}  // namespace

void add_ledger_commands(Command program, Session& session) {
  Command group = program.add_group("ledger", "Who did what: the audit chain as a file");
  auto path = std::make_shared<std::string>();
  Command export_command = group.add_command("export", "Write the whole chain with its signatures, and check it");
  export_command.add_option("file", *path, "Made new; one JSON object a line").type_name("FILE").required();
  export_command.footer(
      "Keep it where nobody of this centre can change it.\nExample:\n  gridboard ledger export ledger.ndjson");
  export_command.on_chosen(
      [&session, path] { session.command = [&session, path] { return export_ledger(session, *path); }; });

  auto args = std::make_shared<VerifyArgs>();
  Command command = group.add_command("verify", "Check that nothing in such a file was changed, removed or cut off");
  command.add_option("file", args->file, "As `ledger export` or `proof export` wrote it").type_name("FILE").required();
  command.add_option("--key", args->key, "A publishing key of the centre (not given: the one in its folder)")
      .type_name("KEY");
  command.add_option("--extends", args->extends, "An earlier file, which this one must go on from").type_name("FILE");
  command.footer(
      "Exit code 0: whole; 7: not what the centre wrote, the line is named; 6: another centre's.\n"
      "Example:\n  gridboard ledger verify ledger.ndjson --extends ledger-october.ndjson");
  command.on_chosen([&session, args] { session.command = [&session, args] { return verify(session, *args); }; });
}

}  // namespace gridboard::cli
