// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Proof of notice, as the console asks for it.
#include <doctest/doctest.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "sync/desk/verify_ledger.hpp"
#include "sync/store/deliveries.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::kUnit2;
using test::kUnit3;
using test::text_in;

namespace {

struct Proved {
  Proved() {
    writer = desk.session_of(desk.add("writer", {{store::Role::publisher, ""}}));
    board = desk.centre.enrolled(kUnit2);
    other = desk.centre.enrolled(kUnit3);
    const auto draft =
        desk.call("POST", "/notices", writer,
                  R"({"category":"safety","title":"检修","body":"今天下午检修。","targets":{"places":[")" +
                      std::string(kUnit2) + "\",\"" + kUnit3 + "\"]}}");
    REQUIRE_MESSAGE(draft.status == 201, draft.body);
    id = text_in(json_of(draft), "id");
    REQUIRE(
        desk.call("POST", "/notices/" + id + "/publish-at-once", writer, R"({"version":1,"reason":"抢修"})").status ==
        200);
  }
  void shown(const test::TestBoard& by) {
    const auto now = desk.centre.clock.now();
    const wire::ShownBody body{{{id, now, now}}};
    const wire::OutboxItem item{base::make_uuid_v7(now, desk.centre.random), wire::ItemKind::shown, now,
                                wire::encode(body, base::Zone{})};
    REQUIRE(desk.centre.post_outbox(by.token, wire::encode_items({item}, base::Zone{})).status == 200);
  }
  boost::json::object proof(const std::string& query = "") {
    const auto reply = desk.get("/notices/" + id + "/proof" + query, writer);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json_of(reply);
  }
  boost::json::object summary() { return proof().at("summary").as_object(); }

  test::Desk desk;
  std::string writer, id;
  test::TestBoard board, other;
};

}  // namespace

TEST_CASE("a proof says who showed it and who hasn't and why, with the figures of all, page by page") {
  Proved proved;
  proved.shown(proved.board);
  const auto all = proved.proof();
  CHECK(all.at("total").as_int64() == 2);
  CHECK(all.at("summary").as_object().at("shown").as_int64() == 1);
  CHECK(text_in(all.at("subject").as_object(), "override_reason") == "抢修");
  const auto first = proved.proof("?limit=1");
  CHECK(text_in(first.at("items").as_array()[0].as_object(), "state") == "shown");
  const auto rest = proved.proof("?limit=1&after=" + text_in(first, "next"));
  CHECK(text_in(rest.at("items").as_array()[0].as_object(), "board_id") == proved.other.board.id);
  CHECK_FALSE(rest.contains("next"));
  const auto missed = proved.proof("?missed=true");
  REQUIRE(missed.at("items").as_array().size() == 1);
  CHECK(text_in(missed.at("items").as_array()[0].as_object(), "why") == "not_fetched");
  CHECK(missed.at("total").as_int64() == 1);
  CHECK(proved.desk.get("/notices/" + proved.id + "/proof?after=bm9uZQ", proved.writer).status == 400);
  CHECK(proved.desk.get("/notices/N20991231-XXXX/proof", proved.writer).status == 404);
  CHECK(proved.desk.get("/outages/" + proved.id + "/proof", proved.writer).status == 404);
}

TEST_CASE("what was handed out over the feed is sent, once, however often it is fetched") {
  Proved proved;
  CHECK(proved.summary().at("sent").as_int64() == 0);
  for (int i = 0; i < 3; ++i) {
    CHECK(proved.desk.centre.get("/sync/v1/feed?wait=0", proved.board.token).status == 200);
  }
  for (int i = 0; i < 1000 && proved.summary().at("sent").as_int64() == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  CHECK(proved.summary().at("sent").as_int64() == 1);
  const auto missed = proved.proof("?missed=true").at("items").as_array();
  CHECK(text_in(missed[0].as_object(), "why") == "not_confirmed");
  CHECK(text_in(missed[0].as_object(), "sent_how") == "feed");
  CHECK(proved.proof().at("subject").as_object().at("ledger").as_object().at("entries").as_int64() == 2);
}

TEST_CASE("the files of a proof: a table, paper, and a ledger that proves itself") {
  Proved proved;
  proved.shown(proved.board);
  const auto file = [&](const std::string& which) {
    return proved.desk.get("/notices/" + proved.id + "/proof/" + which, proved.writer);
  };
  const auto table = file("table");
  CHECK(table.status == 200);
  CHECK(table.headers.at("content-type") == "text/csv; charset=utf-8");
  CHECK(table.body.find("已展示") != std::string::npos);
  const auto paper = file("paper");
  CHECK(paper.status == 200);
  CHECK(paper.headers.at("content-type") == "application/pdf");
  CHECK(paper.body.starts_with("%PDF-"));
  CHECK(paper.body.ends_with("%%EOF\n"));
  const auto ledger = file("ledger");
  CHECK(ledger.status == 200);
  std::istringstream lines(ledger.body);
  const auto verified = desk::verify_ledger(lines, proved.desk.centre.key_ring->public_keys().publishing);
  REQUIRE_MESSAGE(verified, (verified ? "" : verified.error().message));
  CHECK(verified->of == "notice/" + proved.id);
  CHECK(verified->entries == 3);
  CHECK(file("nothing").status == 404);
}
