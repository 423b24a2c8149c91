// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Runs the program itself, as staff do.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "sync/base/time.hpp"

namespace {

using namespace gridboard;
namespace json = boost::json;

struct Outcome {
  int code = -1;
  std::string out, err;
};

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Desk {
 public:
  Desk() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gridboard-cli-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
  }
  ~Desk() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  Outcome run(const std::vector<std::string>& words, const std::string& input = "") {
    write("in", input);
    std::string line = "GRIDBOARD_ASSETS=" + quoted(GRIDBOARD_SOURCE_DIR "/assets") + " " + quoted(GRIDBOARD_PROGRAM) +
                       " --data " + quoted(folder_ + "/centre");
    for (const std::string& word : words) line += " " + quoted(word);
    line += " <" + quoted(path("in")) + " >" + quoted(path("out")) + " 2>" + quoted(path("err"));
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(path("out")), content(path("err"))};
  }
  // Runs with --json behind the command and reads the answer.
  json::value answer(std::vector<std::string> words, const std::string& input = "") {
    words.push_back("--json");
    const Outcome outcome = run(words, input);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(outcome.err.empty());
    return json::parse(outcome.out);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

  void set_up() {
    write("supply.csv",
          "编号,上级,类型,名称\nSS1,,变电站,北塘变电站\nF1,SS1,线路,10kV新华线\nT1,F1,台区,新华1号台区\n");
    write("places.csv",
          "编码,上级,类型,名称,台区\nYX,,公司,云溪供电,\nBT,YX,区县,北塘,\nG1,YX/BT,网格,北塘一网格,\n"
          "XH,YX/BT/G1,社区,新华社区,T1\nDX,YX/BT/G1,社区,东兴社区,\n3,YX/BT/G1/XH,楼栋,3栋,\n"
          "2,YX/BT/G1/XH/3,单元,2单元,\n3,YX/BT/G1/DX,楼栋,3栋,\n");
    write("households.csv",
          "户号,单元,门牌,户名,电价,电话\n3301044471,YX/BT/G1/XH/3/2,501,张晓明,residential-monthly,13800008000\n");
    REQUIRE(run({"init", "--supplier", "云溪供电", "--merchant-account", "YUNXIPOWER0001", "--merchant-name",
                 "YUNXI POWER", "--merchant-city", "YUNXI"})
                .code == 0);
    for (const char* kind : {"supply", "places", "households"}) {
      const Outcome imported = run({"import", kind, path(std::string(kind) + ".csv")});
      INFO(imported.err);
      REQUIRE(imported.code == 0);
    }
  }

 private:
  std::string folder_;
};

}  // namespace

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
  const json::value ahead = desk.answer({"outage", "announce", "--kind", "planned", "--place", "新华社区", "--cause",
                                         "检修", "--start", "+20d", "--etr", "+21d"});
  const std::string moved(ahead.at("id").as_string());
  CHECK(desk.run({"outage", "move", moved, "--start", "+6d", "--etr", "+7d"}).code == 5);
  CHECK(desk.answer({"outage", "move", moved, "--start", "+8d", "--etr", "+9d"}).at("version").as_int64() == 2);
  REQUIRE(desk.run({"outage", "cancel", moved}).code == 0);
  CHECK(desk.answer({"outage", "list"}).as_array().empty());
  CHECK(desk.answer({"outage", "list", "--all"}).as_array().size() == 2);
  CHECK(desk.run({"outage", "announce", "--kind", "storm", "--cause", "x", "--place", "YX"}).code == 2);
}

TEST_CASE("bills and payments, in fen") {
  Desk desk;
  desk.set_up();
  desk.write("bills.csv",
             "账单编号,户号,账期,上次抄表日,本次抄表日,上次示数,本次示数,电量,年累计电量,金额,应缴日\n"
             "2020103301044471,3301044471,2026-10,2026-09-30,2026-10-31,0,100,100,100,53.80,2099-11-30\n");
  const Outcome imported = desk.run({"import", "bills", desk.path("bills.csv")});
  INFO(imported.err);
  REQUIRE(imported.code == 0);
  const json::value bill = desk.answer({"bill", "show", "新华社区/3栋/2单元/501"});
  CHECK(bill.at("amount_fen").as_int64() == 5380);
  CHECK(bill.at("payable_fen").as_int64() == 5380);
  CHECK(bill.at("lines").as_array()[0].at("amount_fen").as_int64() == 5380);
  const std::string payload(bill.at("payment").at("payload").as_string());
  CHECK(payload.find("540553.80") != std::string::npos);
  CHECK(desk.run({"bill", "show", "--account", "3301044471"}).out.find(payload) != std::string::npos);

  const auto pay = [&](const char* amount, const char* reference) {
    return desk.run({"payment", "record", "--account", "3301044471", "--period", "2026-10", "--amount", amount,
                     "--reference", reference});
  };
  CHECK(pay("53.81", "A1").code == 5);
  CHECK(pay("abc", "A1").code == 2);
  CHECK(pay("53.80", "A1").code == 0);
  const json::value again =
      desk.answer({"payment", "record", "--bill", "2020103301044471", "--amount", "53.80", "--reference", "A1"});
  CHECK(again.at("repeated").as_bool());
  CHECK(again.at("status").as_string() == "paid");
  CHECK(desk.answer({"bill", "show", "3301044471"}).at("payment").is_null());
  CHECK(desk.run({"payment", "record", "--bill", "nobody", "--amount", "1", "--reference", "A2"}).code == 3);
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

TEST_CASE("windows, sign-ins and service records have their commands") {
  Desk desk;
  desk.set_up();
  const json::value planned = desk.answer({"outage", "announce", "--kind", "planned", "--place", "新华社区", "--cause",
                                           "检修", "--start", "+20d", "--etr", "+21d"});
  const std::string id(planned.at("id").as_string());
  CHECK(desk.run({"outage", "choices", id}).code == 5);
  const json::value offered = desk.answer({"outage", "offer", id, "--window", "+20d/+481h", "--window", "+22d/+529h",
                                           "--choose-by", "+3d", "--cold-storage"});
  CHECK(offered.at("windows").as_array().size() == 2);
  CHECK(desk.run({"outage", "offer", id, "--window", "+20d", "--window", "+22d/+530h", "--choose-by", "+3d"}).code ==
        2);
  CHECK(desk.run({"outage", "offer", id, "--window", "+20d/+483h", "--window", "+22d/+529h", "--choose-by", "+3d",
                  "--cold-storage"})
            .code == 5);
  const json::value choices = desk.answer({"outage", "choices", id});
  CHECK(choices.at("choices").as_array().empty());
  CHECK(choices.at("windows").as_array()[0].at("choices").to_number<int>() == 0);
  CHECK(desk.answer({"outage", "decide", id, "--window", "2"}).at("chosen_window").as_string() == "2");
  CHECK(desk.run({"outage", "decide", id, "--window", "1"}).code == 5);

  CHECK(desk.answer({"sign-in", "list"}).at("sign_ins").as_array().empty());
  CHECK(desk.run({"sign-in", "list", "--from", "2026-11-02", "--to", "2026-11-01"}).code == 2);
  CHECK(desk.run({"sign-in", "list"}).out == "No sign-ins.\n");
  CHECK(desk.run({"manager", "pin", "M-404", "--out", desk.path("m.csv")}).code == 3);
  const json::value records = desk.answer({"service-records", "publish"});
  CHECK(records.at("complete").as_bool());
  CHECK(records.at("communities").as_array().size() == 2);
  CHECK(records.at("communities").as_array()[0].at("counts").at("visits").is_null());
  CHECK(desk.run({"service-records", "publish", "--month", "2099-01"}).code == 2);
  CHECK(desk.run({"request", "merge", "K7M-0042", "--into", "K7M-0043"}).code == 2);
}

TEST_CASE("boards and PINs") {
  Desk desk;
  desk.set_up();
  const json::value added = desk.answer({"board", "add", "--place", "新华社区", "--hall", "--name", "服务厅"});
  CHECK(added.at("code").as_string().size() == 10);
  const std::string id(added.at("id").as_string());
  const Outcome listed = desk.run({"board", "list", "--json"});
  CHECK(listed.out.find(std::string(added.at("code").as_string())) == std::string::npos);
  CHECK(json::parse(listed.out).as_array()[0].at("state").as_string() == "awaiting");
  CHECK(desk.answer({"board", "revoke", id}).at("state").as_string() == "revoked");
  CHECK(desk.run({"board", "revoke", "B-XXXXXX"}).code == 3);

  const std::string slips = desk.path("slips.csv");
  const json::value issued = desk.answer({"pin", "issue", "--place", "新华社区", "--out", slips});
  CHECK(issued.at("issued").as_int64() == 1);
  CHECK(content(slips).starts_with("account,place,door,pin\r\n3301044471,YX/BT/G1/XH/3/2,501,"));
  CHECK(desk.run({"pin", "issue", "--place", "新华社区", "--renew", "--out", slips}).code == 5);
  CHECK(desk.answer({"request", "list"}).as_array().empty());
  CHECK(desk.run({"request", "show", "K7M-0042"}).code == 2);
  CHECK(desk.answer({"store", "restored"}).at("restored").as_bool());
}

TEST_CASE("the first administrator is made at the command line, and the password never leaves twice") {
  Desk desk;
  desk.set_up();
  const auto made = desk.answer({"account", "add", "wangmin", "--display-name", "王敏", "--grant", "administrator",
                                 "--grant", "publisher@新华社区"});
  CHECK(made.at("password").as_string().size() == 19);
  CHECK(made.at("grants").as_array().size() == 2);
  CHECK(made.at("grants").at(1).at("place").as_string() == "YX/BT/G1/XH");
  const std::string first_password(made.at("password").as_string());
  CHECK(desk.run({"account", "add", "wangmin"}).code == 5);
  CHECK(desk.run({"account", "add", "Wang"}).code == 2);
  CHECK(desk.run({"account", "add", "li", "--grant", "king"}).code == 2);
  CHECK(desk.run({"account", "add", "li", "--grant", "publisher@nowhere"}).code == 3);

  // To a file: shown nowhere else.
  const std::string file = desk.path("password.txt");
  const Outcome to_file = desk.run({"account", "add", "li", "--out", file});
  CHECK(to_file.code == 0);
  const std::string written = content(file);
  CHECK(written.size() == 20);
  CHECK(to_file.out.find(written.substr(0, 19)) == std::string::npos);
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::all) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(desk.run({"account", "add", "zhao", "--out", file}).code == 5);
  CHECK(desk.answer({"account", "list", "--search", "zhao"}).as_array().empty());  // nobody knows its password

  CHECK(desk.answer({"account", "list"}).as_array().size() == 2);
  CHECK(desk.answer({"account", "password", "wangmin"}).at("password").as_string() != first_password);
  CHECK(desk.run({"account", "disable", "wangmin"}).code == 5);  // the last administrator
  CHECK(desk.answer({"account", "grant", "li", "--grant", "administrator"}).at("grants").as_array().size() == 1);
  CHECK(desk.answer({"account", "disable", "wangmin"}).at("state").as_string() == "disabled");
  CHECK(desk.answer({"account", "enable", "wangmin"}).at("state").as_string() == "active");
  CHECK(desk.run({"account", "disable", "nobody"}).code == 3);
  CHECK(desk.run({"account", "list"}).out.find("administrator, publisher@YX/BT/G1/XH") != std::string::npos);
}

TEST_CASE("the proof of a notice is shown and exported, and its ledger verified where there is no centre") {
  Desk desk;
  desk.set_up();
  REQUIRE(desk.run({"board", "add", "--place", "新华社区/3栋/2单元"}).code == 0);
  const std::string id(
      desk.answer({"notice", "publish", "--place", "新华社区/3栋/2单元", "--title", "通知", "--body", "正文"})
          .at("id")
          .as_string());
  const auto proof = desk.answer({"proof", "show", id, "--missed"});
  CHECK(proof.at("boards").as_int64() == 1);
  CHECK(proof.at("shown").as_int64() == 0);
  CHECK(proof.at("items").as_array().at(0).at("why").as_string() == "not_enrolled");
  CHECK(desk.run({"proof", "show", id}).out.find("not enrolled yet") != std::string::npos);
  CHECK(desk.run({"proof", "show", "N20991231-XXXX"}).code == 3);
  CHECK(desk.run({"proof", "show", "B-123456"}).code == 2);
  CHECK(desk.run({"proof", "export", id, desk.path("proof.txt")}).code == 2);
  CHECK(desk.run({"proof", "export", "N20991231-XXXX", desk.path("none.csv")}).code == 3);
  CHECK_FALSE(std::filesystem::exists(desk.path("none.csv")));

  const std::string ledger = desk.path("proof.ndjson");
  for (const char* name : {"proof.csv", "proof.pdf", "proof.ndjson"}) {
    REQUIRE(desk.run({"proof", "export", id, desk.path(name)}).code == 0);
  }
  CHECK(desk.run({"proof", "export", id, ledger}).code == 5);  // never written over
  CHECK(content(desk.path("proof.csv")).find("终端尚未接入") != std::string::npos);
  CHECK(content(desk.path("proof.pdf")).starts_with("%PDF-"));
  const std::string key(desk.answer({"keys", "list"}).at(0).at("publishing_key").as_string());
  Desk elsewhere;
  CHECK(elsewhere.answer({"ledger", "verify", ledger, "--key", key}).at("of").as_string() == "notice/" + id);
  std::string changed = content(ledger);
  changed.replace(changed.find("正文"), std::string("正文").size(), "反文");
  desk.write("changed", changed);
  const Outcome found = elsewhere.run({"ledger", "verify", desk.path("changed"), "--key", key});
  CHECK(found.code == 7);
  CHECK(found.err.find("line 2: entry 1 was changed") != std::string::npos);
}

TEST_CASE("the ledger is exported and verified, also where there is no centre") {
  Desk desk;
  desk.set_up();
  REQUIRE(desk.run({"account", "add", "wangmin", "--grant", "administrator"}).code == 0);
  const std::string board(desk.answer({"board", "add", "--place", "新华社区/3栋/2单元"}).at("id").as_string());
  REQUIRE(desk.run({"board", "revoke", board}).code == 0);
  const std::string outage(
      desk.answer({"outage", "announce", "--kind", "fault", "--supply", "F1", "--cause", "电缆故障", "--etr", "+2h"})
          .at("id")
          .as_string());
  REQUIRE(desk.run({"outage", "restore", outage, "--at", "now"}).code == 0);
  REQUIRE(desk.run({"outage", "update", outage, "--text", "x"}).code == 5);  // refused, and nothing of it is noted
  REQUIRE(desk.run({"pin", "issue", "--place", "新华社区/3栋/2单元", "--out", desk.path("pins.csv")}).code == 0);
  const std::string file = desk.path("ledger.ndjson");
  const auto exported = desk.answer({"ledger", "export", file});
  CHECK(exported.at("checkpoints").as_int64() == 1);
  CHECK(desk.run({"ledger", "export", file}).code == 5);  // never written over
  const std::string text = content(file);
  for (const char* action : {"import", "addAccount", "addBoard", "revokeBoard", "announceOutage", "restoreOutage",
                             "issuePins", "exportAudit"}) {
    CHECK(text.find(std::string("\"action\":\"") + action) != std::string::npos);
  }
  CHECK(text.find("updateOutage") == std::string::npos);
  CHECK(text.find("\"actor\":\"cli\"") != std::string::npos);

  const std::string key(desk.answer({"keys", "list"}).at(0).at("publishing_key").as_string());
  Desk elsewhere;
  CHECK(elsewhere.run({"ledger", "verify", file}).code == 2);
  CHECK(elsewhere.answer({"ledger", "verify", file, "--key", key}) == desk.answer({"ledger", "verify", file}));
  CHECK(elsewhere.run({"ledger", "verify", file, "--key", std::string(43, 'A')}).code == 6);

  const std::string later = desk.path("later.ndjson");
  REQUIRE(desk.run({"ledger", "export", later}).code == 0);
  CHECK(desk.run({"ledger", "verify", later, "--extends", file}).code == 0);
  CHECK(desk.run({"ledger", "verify", file, "--extends", later}).code == 7);
  std::string changed = text;
  changed.replace(changed.find("wangmin"), 7, "wangmim");
  desk.write("changed", changed);
  const Outcome found = desk.run({"ledger", "verify", desk.path("changed")});
  CHECK(found.code == 7);
  CHECK(found.err.find("line 5: entry 4 was changed") != std::string::npos);
}
