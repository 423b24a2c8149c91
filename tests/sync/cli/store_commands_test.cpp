// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A centre moves to a real PostgreSQL by the program itself, and staff notice nothing.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/postgres.hpp"

namespace {

using namespace gridboard;

struct Outcome {
  int code = -1;
  std::string out;
};

class Staff {
 public:
  Outcome run(const std::string& words, const std::string& environment = "") {
    const std::string line = environment +
                             " GRIDBOARD_ASSETS='" GRIDBOARD_SOURCE_DIR "/assets' '" GRIDBOARD_PROGRAM "' --data '" +
                             folder_.file("centre") + "' " + words + " >'" + folder_.file("out") + "' 2>&1";
    const int status = std::system(line.c_str());
    std::ifstream file(folder_.file("out"));
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, {std::istreambuf_iterator<char>(file), {}}};
  }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_.file("centre/" + name); }

 private:
  tests::TemporaryFolder folder_;
};

bool has(const Outcome& outcome, const std::string& text) {
  return outcome.out.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a centre moves to PostgreSQL, is backed up there, and goes on") {
  tests::PostgresServer server;
  const std::string location = server.new_location();
  Staff staff;
  REQUIRE(staff.run("init --supplier 云溪供电").code == 0);
  REQUIRE(staff.run("import supply '" GRIDBOARD_SOURCE_DIR "/assets/demo/supply.csv'").code == 0);
  CHECK(staff.run("store migrate --to /tmp/elsewhere.db").code == 2);
  CHECK(staff.run("store migrate --to 'postgresql://gridboard:secret@localhost/x'").code == 2);

  const Outcome moved = staff.run("store migrate --to '" + location + "'");
  REQUIRE_MESSAGE(moved.code == 0, moved.out);
  CHECK(has(moved, "centre.db.moved"));
  CHECK_FALSE(std::filesystem::exists(staff.path("centre.db")));
  CHECK(staff.run("store migrate --to '" + location + "'").code == 5);

  const Outcome again = staff.run("init --hotline 95599");
  REQUIRE_MESSAGE(again.code == 0, again.out);
  CHECK(has(again, "云溪供电"));
  CHECK_FALSE(std::filesystem::exists(staff.path("centre.db")));

  const Outcome backup = staff.run("store backup '" + staff.path("copy.db") + "'");
  REQUIRE_MESSAGE(backup.code == 0, backup.out);
  CHECK(has(staff.run("init", "GRIDBOARD_STORE='" + staff.path("copy.db") + "'"), "95599"));
  CHECK(staff.run("store backup '" + staff.path("copy.db") + "'").code == 5);
}

TEST_CASE("a new centre may begin in PostgreSQL, and says so when that is away") {
  tests::PostgresServer server;
  Staff staff;
  REQUIRE(staff.run("--store '" + server.new_location() + "' init --supplier 云溪供电").code == 0);
  CHECK_FALSE(std::filesystem::exists(staff.path("centre.db")));
  CHECK(staff.run("board list").code == 0);
  server.stop();
  const Outcome away = staff.run("board list");
  CHECK(away.code == 7);
  CHECK(has(away, "the database is not there"));
}
