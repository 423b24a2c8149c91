// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sync/server/main/settings.hpp"

using namespace gridboard;

namespace {

struct File {
  explicit File(const std::string& text) {
    path = std::filesystem::temp_directory_path() / ("gridboard-settings-" + std::to_string(::getpid()) + ".toml");
    std::ofstream(path) << text;
  }
  ~File() { std::filesystem::remove(path); }
  std::string path;
};

}  // namespace

TEST_CASE("The settings of the program come from the command line over the file") {
  const File file("data = \"/srv/centre\"\nlisten = \"127.0.0.1:9000\"\nthreads = 4\n");
  std::string program = "gridboard-server", config = "--config", listen = "--listen", port = "127.0.0.1:0";
  std::string path = file.path;
  char* arguments[] = {program.data(), config.data(), path.data(), listen.data(), port.data()};
  const auto read = server::read_settings(5, arguments);
  CHECK_FALSE(read.exit_code);
  CHECK(read.settings.data == "/srv/centre");
  CHECK(read.settings.listen == "127.0.0.1:0");
  CHECK(read.settings.threads == 4);
}

TEST_CASE("An identity provider has a table of its own") {
  const File file(
      "[oidc]\nissuer = \"https://id.example\"\nclient_id = \"desk\"\nclient_secret_file = "
      "\"/etc/gridboard/oidc.secret\"\n"
      "name = \"统一身份\"\naddress = \"https://desk.example\"\nidentity = \"email\"\n");
  server::ProgramSettings settings;
  const auto merged = server::merge_file(settings, file.path);
  REQUIRE_MESSAGE(merged, (merged ? "" : merged.error().message));
  CHECK(settings.provider.issuer == "https://id.example");
  CHECK(settings.provider.client_secret_file == "/etc/gridboard/oidc.secret");
  CHECK(settings.provider.identity == oidc::IdentityClaim::email);
}

TEST_CASE("A file with a mistake names it") {
  for (const char* text :
       {"liste = \"x\"", "threads = \"4\"", "threads = 0", "threads = 65", "returns_a_second = 0",
        "returns_a_second = 100001", "data = ", "behind_tls_proxy = 1", "oidc = 1", "[oidc]\nclient_id = \"desk\"",
        "[oidc]\nissuer = \"x\"\nsecret = \"x\"", "[oidc]\nissuer = \"x\"\nidentity = \"name\""}) {
    CAPTURE(text);
    const File file(text);
    server::ProgramSettings settings;
    const auto merged = server::merge_file(settings, file.path);
    REQUIRE_FALSE(merged);
    CHECK(merged.error().code == base::ErrorCode::invalid_input);
    CHECK(merged.error().message.find(file.path) != std::string::npos);
  }
}

TEST_CASE("Without a data folder there is nothing to serve") {
  std::string program = "gridboard-server";
  char* arguments[] = {program.data()};
  CHECK(server::read_settings(1, arguments).exit_code == 2);
}
