// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What every command works with. One Session is made in run() and passed down.

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/noted_store.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::cli {

using base::Result;

struct Session {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const base::Clock& clock;
  base::Random& random;

  std::string data_folder;
  std::string store;  // its location; "": as the folder says
  bool json = false;  // one JSON value on `out`; errors as JSON on `err`
  bool yes = false;   // never ask

  // What the chosen command does; set while the command line is read.
  std::function<Result<void>()> command;
  // More about the error that the command returns, for --json: a JSON array, or "".
  std::string error_details;
};

// An opened centre. `rules` as in force today.
struct Centre {
  std::unique_ptr<store::Store> store;
  desk::CentreSettings settings;
  model::Rules rules;
  model::Catalogue catalogue;
};

// not_found if there is no centre in the data folder.
[[nodiscard]] Result<Centre> open_centre(const Session& session);
// Of its store, for store::open_store().
[[nodiscard]] Result<std::string> location_of(const Session& session);
// $GRIDBOARD_ASSETS, or where the program was built or installed to find them.
[[nodiscard]] std::string assets_folder();
// $GRIDBOARD_DATA, or the user's own folder.
[[nodiscard]] std::string default_data_folder();
// The user's name, for what is kept about who did it.
[[nodiscard]] std::string user_name();

// The centre's store, whose writes are in the audit chain as done by the user at the command line.
[[nodiscard]] desk::NotedStore as_cli(const Session& session, Centre& centre, desk::Deed deed);
// One member, for Deed::after.
[[nodiscard]] std::string json_of(std::string_view name, std::string_view value);

// Asks a person who sits at a terminal; elsewhere, with --yes or --json, the answer is yes. conflict if it is no.
[[nodiscard]] Result<void> confirm(const Session& session, const std::string& question);

}  // namespace gridboard::cli
