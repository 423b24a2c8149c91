// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/console_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
namespace fs = std::filesystem;

namespace {

void put(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

std::string build(const tests::TemporaryFolder& folder) {
  const fs::path share = folder.file("share");
  put(share / "console/index.html", "<!doctype html><title>console</title>");
  put(share / "console/assets/index-4f3a.js", "export {}");
  put(share / "secret.txt", "not the console's");
  fs::create_symlink(share / "secret.txt", share / "console/leak.txt");
  return share;
}

}  // namespace

TEST_CASE("the console's files come with their types, hashed ones for ever, and under a strict policy") {
  const tests::TemporaryFolder folder;
  server::ServiceOptions options;
  options.share = build(folder);
  test::Centre centre(options);
  const auto get = [&](const std::string& path, std::vector<std::pair<std::string, std::string>> headers = {}) {
    return test::exchange(centre.address, "GET", path, "", headers);
  };
  const auto script = get("/console/assets/index-4f3a.js");
  CHECK(script.status == 200);
  CHECK(script.headers.at("content-type") == "text/javascript; charset=utf-8");
  CHECK(script.headers.at("cache-control").find("immutable") != std::string::npos);

  const auto index = get("/console/");
  CHECK(index.status == 200);
  CHECK(index.headers.at("cache-control") == "no-cache");
  CHECK(index.headers.at("x-content-type-options") == "nosniff");
  CHECK(index.headers.at("referrer-policy") == "no-referrer");
  const std::string policy = index.headers.at("content-security-policy");
  for (const char* part : {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"}) {
    CHECK(policy.find(part) != std::string::npos);
  }
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(get("/console/", {{"If-None-Match", index.headers.at("etag")}}).status == 304);

  CHECK(get("/console/boards/B-K7QM3R").body == index.body);  // a deep link: the console finds out by itself
  CHECK(get("/").headers.at("location") == "/console/");
  CHECK(get("/console").headers.at("location") == "/console/");
  CHECK(test::exchange(centre.address, "POST", "/console/", "x").status == 405);
  CHECK(test::exchange(centre.address, "DELETE", "/console/").status == 405);
}

TEST_CASE("no path leads out of the console's folder") {
  const tests::TemporaryFolder folder;
  server::ServiceOptions options;
  options.share = build(folder);
  test::Centre centre(options);
  for (const std::string path :
       {"/console/../secret.txt", "/console/%2e%2e/secret.txt", "/console/..%2fsecret.txt", "/console/leak.txt",
        "/console//etc/passwd", "/console/assets/../../secret.txt", "/console/....//secret.txt",
        "/console/assets/..\\..\\secret.txt", "/console/index.html%00.js"}) {
    CAPTURE(path);
    const auto reply = test::exchange(centre.address, "GET", path);
    CHECK(reply.body.find("not the console's") == std::string::npos);
    CHECK(reply.body.find("root:") == std::string::npos);
  }
  CHECK(test::exchange(centre.address, "GET", "/console/leak.txt").status == 404);
}

TEST_CASE("a console that isn't built says so") {
  const tests::TemporaryFolder folder;
  const auto console = api::ConsoleFiles::load(folder.file("nowhere"));
  REQUIRE(console);
  net::Request request;
  request.method = "GET";
  request.target.path = "/console/";
  CHECK(console->answer(request).status == 503);
}
