// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills, windows, boards and accounts by the command line.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "tests/sync/cli/program.hpp"

using namespace gridboard;
using cli::test::content;
using cli::test::Desk;
using cli::test::Outcome;
namespace json = boost::json;

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
