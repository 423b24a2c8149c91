// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the program is started with: the command line over the file over the defaults.

#include <optional>
#include <string>

#include "sync/base/result.hpp"
#include "sync/oidc/provider.hpp"

namespace gridboard::server {

struct ProgramSettings {
  std::string data;   // folder that `gridboard init` made
  std::string store;  // "postgresql://..." or a file; "": as the folder's centre.toml says
  std::string listen = "127.0.0.1:8470";
  std::string address_file;  // the address is written here once we listen, "" for nowhere
  std::string assets = GRIDBOARD_ASSETS_DIR;
  std::string share = GRIDBOARD_SHARE_DIR;  // what was built: the console lies in it
  std::string preview_program;              // gridboard-kiosk, which draws previews of notices; "": the one beside us
  bool behind_tls_proxy = false;
  std::size_t threads = 2;
  std::size_t returns_a_second = 1000;  // see server::TurnOptions
  oidc::ProviderSettings provider;      // of the file alone: [oidc]
};

// Either the settings or, when the program has nothing more to do (help, version, a wrong option), its exit code.
struct ReadSettings {
  ProgramSettings settings;
  std::optional<int> exit_code;
};
[[nodiscard]] ReadSettings read_settings(int argc, char** argv);

// Fills in what a TOML file says: data, store, listen, address_file, assets, share, preview_program,
// behind_tls_proxy, threads, returns_a_second, and in [oidc] issuer, client_id, client_secret_file, name, address,
// authorities and identity ("sub" or "email").
// An unknown key or a wrong type is invalid_input.
[[nodiscard]] base::Result<void> merge_file(ProgramSettings& settings, const std::string& path);

}  // namespace gridboard::server
