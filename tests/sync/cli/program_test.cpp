// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Runs the program itself, as staff do: how it is called, and what it says when something is wrong.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>

#include "tests/sync/cli/program.hpp"

using namespace gridboard;
using cli::test::Desk;
using cli::test::Outcome;
namespace json = boost::json;

TEST_CASE("help reads well, wrong usage is told on standard error") {
  Desk desk;
  const Outcome help = desk.run({"--help"});
  CHECK(help.code == 0);
  CHECK(help.err.empty());
  for (const char* word : {"Exit codes:", "Examples:", "notice", "outage", "payment", "--place"}) {
    CHECK(help.out.find(word) != std::string::npos);
  }
  CHECK(desk.run({"notice", "publish", "--help"}).out.find("Examples:") != std::string::npos);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"nonsense"}, {"notice"}, {"notice", "publish"}, {"bill", "show", "--nonsense"}}) {
    const Outcome wrong = desk.run(words);
    CHECK(wrong.code == 2);
    CHECK(wrong.out.empty());
    CHECK(!wrong.err.empty());
  }
  CHECK(desk.run({"--version"}).out.starts_with("gridboard "));
}

TEST_CASE("without a centre every command says how to set one up") {
  Desk desk;
  const Outcome outcome = desk.run({"notice", "list"});
  CHECK(outcome.code == 3);
  CHECK(outcome.err.find("gridboard init") != std::string::npos);
  CHECK(desk.run({"init"}).code == 2);
}

TEST_CASE("errors have their exit codes and stay off standard output") {
  Desk desk;
  desk.set_up();
  const auto publish = [&](const std::string& place) {
    return desk.run({"notice", "publish", "--place", place, "--title", "通知", "--body", "正文"});
  };
  CHECK(publish("新华社区/3栋/2单元").code == 0);
  CHECK(publish("新化社区").code == 3);
  CHECK(publish("3栋").code == 4);
  CHECK(publish("3栋").out.empty());
  CHECK(publish("3栋").err.find("YX/BT/G1/DX/3") != std::string::npos);
  CHECK(desk.run({"outage", "announce", "--kind", "planned", "--place", "新华社区", "--cause", "检修", "--start", "+6d",
                  "--etr", "+7d"})
            .code == 5);
  CHECK(desk.run({"outage", "announce", "--kind", "planned", "--place", "新华社区", "--cause", "检修", "--start", "+7d",
                  "--etr", "+8d"})
            .code == 0);
  CHECK(desk.run({"notice", "publish", "--place", "新华社区", "--title", "x", "--body-file", desk.path("none")}).code ==
        7);
  CHECK(desk.run({"notice", "publish", "--place", "新华社区", "--title", "x", "--body", "y", "--category", "z"}).code ==
        2);
  SUBCASE("as JSON on standard error with --json") {
    const Outcome outcome = desk.run({"--json", "bill", "show", "9999999999"});
    CHECK(outcome.code == 3);
    CHECK(outcome.out.empty());
    const json::value error = json::parse(outcome.err);
    CHECK(error.at("error").at("code").as_string() == "not_found");
    CHECK(!error.at("error").at("message").as_string().empty());
    CHECK(json::parse(desk.run({"--json", "nonsense"}).err).at("error").at("code").as_string() == "invalid_input");
  }
}

TEST_CASE("a broken file is refused with line, column and value, and changes nothing") {
  Desk desk;
  desk.set_up();
  desk.write("broken.csv", "编码,上级,类型,名称\nZZ,YX/BT/G1,城堡,新城\n");
  const Outcome outcome = desk.run({"import", "places", desk.path("broken.csv")});
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("broken.csv:2: ") != std::string::npos);
  CHECK(outcome.err.find("城堡") != std::string::npos);
  CHECK(outcome.err.find("nothing was imported") != std::string::npos);
  const json::value error = json::parse(desk.run({"--json", "import", "places", desk.path("broken.csv")}).err);
  const json::array& details = error.at("error").at("details").as_array();
  REQUIRE(!details.empty());
  CHECK(details[0].at("line").as_int64() == 2);
  CHECK(details[0].at("value").as_string() == "城堡");
  const json::value again = desk.answer({"import", "places", desk.path("places.csv")});
  CHECK(again.at("changed").as_int64() == 0);
  CHECK(again.at("unchanged").as_int64() == 8);
}
