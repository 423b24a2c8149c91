// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Notices, outages and questions by the command line.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "sync/base/time.hpp"
#include "tests/sync/cli/program.hpp"

using namespace gridboard;
using cli::test::content;
using cli::test::Desk;
using cli::test::Outcome;
namespace json = boost::json;

TEST_CASE("notices: one command, one id, listed and withdrawn") {
  Desk desk;
  desk.set_up();
  const json::value notice = desk.answer({"notice", "publish", "--place", "新华社区/3栋/2单元", "东兴社区", "--title",
                                          "通知", "--body-file", "-", "--to", "+2d", "--pinned", "--by", "wang"},
                                         "第一段\n\n- 一\n- 二\n");
  CHECK(notice.at("body").as_string() == "第一段\n\n- 一\n- 二");
  CHECK(notice.at("audience").as_array().size() == 2);
  CHECK(notice.at("pinned").as_bool());
  CHECK(notice.at("publisher").as_string() == "wang");
  CHECK(base::parse_rfc3339(std::string(notice.at("valid_to").as_string())));
  const std::string id(notice.at("id").as_string());
  CHECK(desk.answer({"notice", "list"}).as_array().size() == 1);
  CHECK(desk.run({"notice", "list"}).out.find(id) != std::string::npos);
  CHECK(desk.answer({"notice", "withdraw", id}).at("standing").as_string() == "withdrawn");
  CHECK(desk.answer({"notice", "list"}).as_array().empty());
  CHECK(desk.answer({"notice", "list", "--all", "--place", "新华社区"}).as_array().size() == 1);
  CHECK(desk.run({"notice", "withdraw", "N20261122-XXXX"}).code == 3);
  CHECK(desk.run({"notice", "publish", "--place", "新华社区", "--title", "x", "--body", "y", "--urgent"}).code == 2);
}

TEST_CASE("outages: announced, updated, restored") {
  Desk desk;
  desk.set_up();
  const json::value outage = desk.answer({"outage", "announce", "--kind", "fault", "--supply", "F1", "--cause",
                                          "电缆故障", "--start", "-30m", "--etr", "+2h", "--text", "抢修人员已出发。"});
  CHECK(outage.at("state").as_string() == "ongoing");
  CHECK(outage.at("line").as_string() == "10kV新华线");
  CHECK(outage.at("audience").as_array()[0].as_string() == "YX/BT/G1/XH");
  const std::string id(outage.at("id").as_string());
  const json::value updated = desk.answer({"outage", "update", id, "--text", "已到场。", "--etr", "+3h"});
  CHECK(updated.at("timeline").as_array().size() == 2);
  CHECK(desk.answer({"outage", "restore", id, "--at", "now"}).at("state").as_string() == "restored");
  CHECK(desk.run({"outage", "update", id, "--text", "x"}).code == 5);
  CHECK(desk.run({"outage", "reopen", id}).code == 2);
  CHECK(desk.answer({"outage", "reopen", id, "--reason", "又跳闸"}).at("state").as_string() == "ongoing");
  CHECK(desk.answer({"outage", "restore", id, "--at", "now"}).at("reopened").as_int64() == 1);
  const json::value history = desk.answer({"outage", "history", id});
  CHECK(history.as_array().size() == 5);
  CHECK(history.as_array()[1].at("reason").as_string() == "又跳闸");
  CHECK(desk.run({"outage", "history", id}).out.find("restoreOutage") != std::string::npos);
  CHECK(desk.run({"outage", "history", "T20261122-XXXX"}).code == 3);
  CHECK(desk.run({"outage", "withdraw", id, "--reason", "误报"}).code == 5);
  const json::value mistaken = desk.answer(
      {"outage", "announce", "--kind", "fault", "--place", "新华社区", "--cause", "误报", "--start", "now"});
  const std::string wrong(mistaken.at("id").as_string());
  CHECK(desk.run({"outage", "withdraw", wrong}).code == 2);
  CHECK(desk.answer({"outage", "withdraw", wrong, "--reason", "现场有电"}).at("withdrawn").as_bool());
  CHECK(desk.run({"outage", "withdraw", wrong, "--reason", "现场有电"}).out.find("withdrawn") != std::string::npos);
  const json::value ahead = desk.answer({"outage", "announce", "--kind", "planned", "--place", "新华社区", "--cause",
                                         "检修", "--start", "+20d", "--etr", "+21d"});
  const std::string moved(ahead.at("id").as_string());
  CHECK(desk.run({"outage", "move", moved, "--start", "+6d", "--etr", "+7d"}).code == 5);
  CHECK(desk.answer({"outage", "move", moved, "--start", "+8d", "--etr", "+9d"}).at("version").as_int64() == 2);
  REQUIRE(desk.run({"outage", "cancel", moved}).code == 0);
  CHECK(desk.answer({"outage", "list"}).as_array().empty());
  CHECK(desk.answer({"outage", "list", "--all"}).as_array().size() == 3);
  CHECK(desk.run({"outage", "announce", "--kind", "storm", "--cause", "x", "--place", "YX"}).code == 2);
}

TEST_CASE("questions: a file of them published, listed and withdrawn") {
  Desk desk;
  desk.set_up();
  desk.write("ours.json", R"([{"id": "late-fee", "question": {"zh": "违约金怎么算？"}, "answer": {"zh": "请看账单。"},
    "related": ["pay-ways", "our-hall"], "open": "bill"},
    {"id": "our-hall", "question": {"zh": "新华社区服务厅几点开门？"}, "answer": {"zh": "9:00 到 17:00。"}},
    {"id": "solar", "takes_away": true}])");
  const json::value published = desk.answer(
      {"question", "publish", desk.path("ours.json"), "--place", "新华社区", "--to", "+30d", "--by", "wang"});
  REQUIRE(published.as_array().size() == 3);
  const json::value& first = published.as_array()[0];
  CHECK(first.at("id").as_string() == "late-fee");
  CHECK(first.at("topic").as_string() == "ours");
  CHECK(first.at("answer").at("zh").as_string() == "请看账单。");
  CHECK(first.at("standing").as_string() == "offered");
  CHECK(first.at("publisher").as_string() == "wang");
  CHECK(published.as_array()[2].at("standing").as_string() == "takes_away");
  CHECK(desk.answer({"question", "list"}).as_array().size() == 3);
  CHECK(desk.answer({"question", "list", "--place", "东兴社区"}).as_array().empty());
  CHECK(desk.run({"question", "list"}).out.find("our-hall") != std::string::npos);
  CHECK(desk.answer({"question", "withdraw", "late-fee"}).at("standing").as_string() == "withdrawn");
  CHECK(desk.answer({"question", "list"}).as_array().size() == 2);
  CHECK(desk.answer({"question", "list", "--all"}).as_array().size() == 3);
  CHECK(desk.run({"question", "withdraw", "pay-ways"}).code == 3);
  SUBCASE("standard input, and what is wrong in it") {
    CHECK(desk.run({"question", "publish", "-", "--place", "新华社区"}, "[]").code == 2);
    const Outcome outcome = desk.run({"question", "publish", "-", "--place", "新华社区"}, "[{\"id\": \"x\"}]");
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("standard input: x.question") != std::string::npos);
    CHECK(desk.run({"question", "publish", desk.path("none.json"), "--place", "新华社区"}).code != 0);
  }
}

TEST_CASE("notices with parts of the day and an outage, boards with quiet hours") {
  Desk desk;
  desk.set_up();
  const json::value fault = desk.answer(
      {"outage", "announce", "--kind", "fault", "--place", "新华社区", "--cause", "电缆故障", "--etr", "+2h"});
  const json::value notice = desk.answer({"notice", "publish", "--place", "新华社区", "--title", "错峰", "--body",
                                          "正文", "--day-part", "07:00-09:00", "--day-part", "22:00-02:00", "--outage",
                                          std::string(fault.at("id").as_string()), "--image", "e-bike"});
  CHECK(notice.at("day_parts").as_array().size() == 2);
  CHECK(notice.at("day_parts").as_array()[1].as_string() == "22:00-02:00");
  CHECK(notice.at("outage_id") == fault.at("id"));
  CHECK(desk.run({"notice", "publish", "--place", "新华社区", "--title", "x", "--body", "y", "--day-part", "25:00-1"})
            .code == 2);

  const std::string id(desk.answer({"board", "add", "--place", "新华社区/3栋/2单元"}).at("id").as_string());
  CHECK(desk.answer({"board", "set", id, "--quiet", "22:00-06:30"}).at("quiet_hours").as_string() == "22:00-06:30");
  CHECK(desk.answer({"board", "set", id, "--no-quiet"}).at("quiet_hours").is_null());
  CHECK(desk.run({"board", "set", id}).code == 2);
  CHECK(desk.run({"board", "set", id, "--quiet", "x"}).code == 2);
  const json::value pin = desk.answer({"board", "maintenance-pin", id, "--out", desk.path("pin.csv")});
  CHECK(pin.at("board").as_string() == id);
  CHECK(content(desk.path("pin.csv")).starts_with("board,name,pin\r\n" + id));
  CHECK(desk.run({"board", "maintenance-pin", id, "--out", desk.path("pin.csv")}).code == 5);
  CHECK(desk.answer({"board", "list"}).as_array()[0].at("has_maintenance_pin").as_bool());
  CHECK(desk.answer({"init", "--public-url", "https://yunxi.example/"}).at("public_url").as_string() ==
        "https://yunxi.example");
  CHECK(desk.run({"init", "--public-url", "http://yunxi.example"}).code == 2);
  CHECK(desk.answer({"init"}).at("public_url").as_string() == "https://yunxi.example");
}
