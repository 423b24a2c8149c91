// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/session.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "sync/desk/store_location.hpp"
#include "sync/store/open_store.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

const passwd* account() {
  return ::getpwuid(::geteuid());
}

}  // namespace

std::string assets_folder() {
  const std::string given = environment("GRIDBOARD_ASSETS");
  return given.empty() ? GRIDBOARD_ASSETS_DIR : given;
}

std::string default_data_folder() {
  if (const std::string given = environment("GRIDBOARD_DATA"); !given.empty()) return given;
  if (const std::string shared = environment("XDG_DATA_HOME"); !shared.empty()) return shared + "/gridboard/centre";
  std::string home = environment("HOME");
  if (const passwd* own = account(); home.empty() && own != nullptr) home = own->pw_dir;
  return home + "/.local/share/gridboard/centre";
}

std::string user_name() {
  const passwd* own = account();
  return own != nullptr ? own->pw_name : environment("USER");
}

Result<std::string> location_of(const Session& session) {
  return desk::store_location(session.data_folder, session.store);
}

Result<Centre> open_centre(const Session& session) {
  const auto location = location_of(session);
  if (!location) return tl::unexpected(location.error());
  std::error_code ignored;
  if (!store::is_postgres(*location) && !std::filesystem::exists(*location, ignored)) {
    return fail(ErrorCode::not_found, "there is no centre in " + session.data_folder +
                                          "; set one up with `gridboard init`, or name its folder with --data");
  }
  auto store = store::open_store(*location);
  if (!store) return tl::unexpected(store.error());
  Centre centre;
  centre.store = std::move(*store);
  auto read = centre.store->read([&](store::Reader& reader) -> Result<void> {
    auto settings = desk::load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    centre.settings = std::move(*settings);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  const base::Date today = base::date_of(session.clock.now(), centre.settings.zone);
  auto rules = model::Rules::load(assets_folder() + "/rules", today);
  if (!rules) return tl::unexpected(rules.error());
  centre.rules = std::move(*rules);
  auto catalogue = model::Catalogue::load(assets_folder() + "/catalogue");
  if (!catalogue) return tl::unexpected(catalogue.error());
  centre.catalogue = std::move(*catalogue);
  return centre;
}

desk::NotedStore as_cli(const Session& session, Centre& centre, desk::Deed deed) {
  return {*centre.store, desk::cli_actor(user_name()), std::move(deed), session.clock};
}

std::string json_of(std::string_view name, std::string_view value) {
  wire::JsonWriter json;
  json.begin_object();
  json.text(name, value);
  json.end_object();
  return json.take();
}

Result<void> confirm(const Session& session, const std::string& question) {
  if (session.yes || session.json || ::isatty(STDIN_FILENO) == 0) return {};
  session.err << question << " [y/N] " << std::flush;
  std::string answer;
  std::getline(session.in, answer);
  if (answer == "y" || answer == "Y" || answer == "yes") return {};
  return fail(ErrorCode::conflict, "not confirmed; nothing was changed");
}

}  // namespace gridboard::cli
