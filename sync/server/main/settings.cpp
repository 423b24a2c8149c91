// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/main/settings.hpp"

#include <toml++/toml.h>
#include <CLI/CLI.hpp>
#include <iostream>

namespace gridboard::server {
namespace {

constexpr int kExitWrongSettings = 2;
constexpr std::int64_t kMostThreads = 64, kMostReturnsASecond = 100'000;

base::Result<void> take(const toml::node& value, std::string& into) {
  const auto text = value.value_exact<std::string>();
  if (!text) return base::fail(base::ErrorCode::invalid_input, "must be a text");
  into = *text;
  return {};
}

base::Result<void> take(const toml::node& value, bool& into) {
  const auto flag = value.value_exact<bool>();
  if (!flag) return base::fail(base::ErrorCode::invalid_input, "must be true or false");
  into = *flag;
  return {};
}

base::Result<void> take(const toml::node& value, std::size_t& into, std::int64_t most) {
  const auto number = value.value_exact<std::int64_t>();
  if (!number || *number < 1 || *number > most) {
    return base::fail(base::ErrorCode::invalid_input, "must be 1 to " + std::to_string(most));
  }
  into = static_cast<std::size_t>(*number);
  return {};
}

base::Result<void> take(const toml::node& value, oidc::IdentityClaim& into) {
  const auto text = value.value_exact<std::string>();
  if (text != "sub" && text != "email") return base::fail(base::ErrorCode::invalid_input, "must be sub or email");
  into = *text == "sub" ? oidc::IdentityClaim::subject : oidc::IdentityClaim::email;
  return {};
}

base::Result<void> take_provider_key(oidc::ProviderSettings& provider, std::string_view key, const toml::node& value) {
  if (key == "issuer") return take(value, provider.issuer);
  if (key == "client_id") return take(value, provider.client_id);
  if (key == "client_secret_file") return take(value, provider.client_secret_file);
  if (key == "name") return take(value, provider.name);
  if (key == "address") return take(value, provider.address);
  if (key == "authorities") return take(value, provider.authorities);
  if (key == "identity") return take(value, provider.identity);
  return base::fail(base::ErrorCode::invalid_input, "isn't a setting");
}

base::Result<void> take_provider(const toml::node& value, oidc::ProviderSettings& provider) {
  const toml::table* table = value.as_table();
  if (table == nullptr) return base::fail(base::ErrorCode::invalid_input, "must be a table");
  for (const auto& [key, one] : *table) {
    const std::string_view name = key.str();
    if (const auto taken = take_provider_key(provider, name, one); !taken) {
      return base::fail(taken.error().code, std::string(name) + " " + taken.error().message);
    }
  }
  if (provider.issuer.empty()) return base::fail(base::ErrorCode::invalid_input, "issuer is missing");
  return {};
}

base::Result<void> take_key(ProgramSettings& settings, std::string_view key, const toml::node& value) {
  if (key == "data") return take(value, settings.data);
  if (key == "store") return take(value, settings.store);
  if (key == "listen") return take(value, settings.listen);
  if (key == "address_file") return take(value, settings.address_file);
  if (key == "assets") return take(value, settings.assets);
  if (key == "share") return take(value, settings.share);
  if (key == "preview_program") return take(value, settings.preview_program);
  if (key == "behind_tls_proxy") return take(value, settings.behind_tls_proxy);
  if (key == "oidc") return take_provider(value, settings.provider);
  if (key == "threads") return take(value, settings.threads, kMostThreads);
  if (key == "returns_a_second") return take(value, settings.returns_a_second, kMostReturnsASecond);
  return base::fail(base::ErrorCode::invalid_input, "isn't a setting");
}

}  // namespace

base::Result<void> merge_file(ProgramSettings& settings, const std::string& path) {
  try {
    const toml::table file = toml::parse_file(path);
    for (const auto& [key, value] : file) {
      const std::string_view name = key.str();
      if (const auto taken = take_key(settings, name, value); !taken) {
        return base::fail(taken.error().code, path + ": " + std::string(name) + " " + taken.error().message);
      }
    }
  } catch (const toml::parse_error& wrong) {
    return base::fail(base::ErrorCode::invalid_input, path + ", line " + std::to_string(wrong.source().begin.line) +
                                                          ": " + std::string(wrong.description()));
  }
  return {};
}

ReadSettings read_settings(int argc, char** argv) {
  ReadSettings read;
  ProgramSettings given;
  std::string config;
  CLI::App app("The centre of a Gridboard fleet: serves the boards of one data folder.", "gridboard-server");
  app.set_version_flag("--version", GRIDBOARD_VERSION);
  auto* data = app.add_option("--data", given.data, "Folder that 'gridboard init' has made")->type_name("DIR");
  auto* store = app.add_option("--store", given.store,
                               "The centre's store: a SQLite file or postgresql://..., its password in a passfile")
                    ->type_name("LOCATION");
  auto* listen = app.add_option("--listen", given.listen, "Address and port; port 0 takes a free one")
                     ->type_name("HOST:PORT")
                     ->capture_default_str();
  app.add_option("--config", config, "Settings as TOML; what stands on the command line goes first")->type_name("FILE");
  auto* address_file =
      app.add_option("--address-file", given.address_file, "Write the address here once listening")->type_name("FILE");
  auto* assets = app.add_option("--assets", given.assets, "Folder of rules and catalogue")->type_name("DIR");
  auto* share = app.add_option("--share", given.share, "Folder of what was built: the console")->type_name("DIR");
  auto* preview = app.add_option("--preview-program", given.preview_program,
                                 "gridboard-kiosk by its path: draws previews of notices for the console")
                      ->type_name("FILE");
  auto* threads =
      app.add_option("--threads", given.threads, "Event loops")->check(CLI::Range(1, 64))->capture_default_str();
  auto* behind =
      app.add_flag("--behind-tls-proxy", given.behind_tls_proxy,
                   "A proxy in front ends TLS and sets X-Forwarded-For: allows other addresses than loopback");
  app.footer("Ends with 0 after SIGTERM or SIGINT, 1 if it can't serve, 2 if the settings are wrong.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {
    read.exit_code = app.exit(end) == 0 ? 0 : kExitWrongSettings;
    return read;
  }
  if (!config.empty()) {
    if (const auto merged = merge_file(read.settings, config); !merged) {
      std::cerr << "gridboard-server: " << merged.error().message << '\n';
      read.exit_code = kExitWrongSettings;
      return read;
    }
  }
  if (data->count() > 0) read.settings.data = given.data;
  if (store->count() > 0) read.settings.store = given.store;
  if (listen->count() > 0) read.settings.listen = given.listen;
  if (address_file->count() > 0) read.settings.address_file = given.address_file;
  if (assets->count() > 0) read.settings.assets = given.assets;
  if (share->count() > 0) read.settings.share = given.share;
  if (preview->count() > 0) read.settings.preview_program = given.preview_program;
  if (threads->count() > 0) read.settings.threads = given.threads;
  if (behind->count() > 0) read.settings.behind_tls_proxy = given.behind_tls_proxy;
  if (read.settings.data.empty()) {
    std::cerr << "gridboard-server: --data is missing: the folder that 'gridboard init' has made\n";
    read.exit_code = kExitWrongSettings;
  }
  return read;
}

}  // namespace gridboard::server
