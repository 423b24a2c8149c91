// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Proofs and ledgers by the command line, and checked where there is no centre.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "tests/sync/cli/program.hpp"

using namespace gridboard;
using cli::test::content;
using cli::test::Desk;
using cli::test::Outcome;

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
