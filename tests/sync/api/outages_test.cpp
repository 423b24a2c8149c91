// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The outage desk over HTTP.
#include <doctest/doctest.h>

#include <boost/json/serialize.hpp>

#include "sync/store/outages.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using test::json_of;
using test::text_in;

namespace {

struct OutageDesk {
  test::Desk desk;
  std::string session = desk.session_of(desk.add("chen", {{store::Role::dispatcher, ""}}));

  OutageDesk() {
    desk.centre.write([](store::Writer& writer) -> base::Result<void> {
      for (int door = 1; door <= 4; ++door) {
        model::Household household;
        household.account = "331000010" + std::to_string(door);
        household.unit_path = door <= 2 ? test::kUnit2 : test::kUnit3;
        household.door = "50" + std::to_string(door);
        household.name = "王小明";
        household.phone = "1380000800" + std::to_string(door);
        household.care = door == 1 ? "重要用户" : door == 3 ? "冷库" : "";
        if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      }
      return writer.put(model::SupplyPoint{"T1", "", model::SupplyKind::transformer_district, "新华1号台区"})
          .map([](bool) {});
    });
  }
  std::string in(std::chrono::seconds span) {
    return base::format_rfc3339(std::chrono::ceil<std::chrono::seconds>(desk.centre.clock.now()) + span, base::Zone{});
  }
  boost::json::object announced(const std::string& more = "", const std::string& place = test::kUnit2) {
    const auto reply = desk.call("POST", "/outages", session,
                                 R"({"kind":"fault","cause":"电缆故障","places":[")" + place + "\"]" + more + "}");
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    return json_of(reply);
  }
  boost::json::object post(const std::string& path, const std::string& body, int status = 200) {
    const auto reply = desk.call("POST", path, session, body);
    REQUIRE_MESSAGE(reply.status == status, reply.body);
    return json_of(reply);
  }
  boost::json::object list(const std::string& query, const std::string& as = "") {
    const auto reply = desk.get("/outages" + query, as.empty() ? session : as);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json_of(reply);
  }
};

std::size_t count(const boost::json::object& page) {
  CHECK(page.at("total").as_int64() == static_cast<std::int64_t>(page.at("items").as_array().size()));
  return page.at("items").as_array().size();
}

}  // namespace

TEST_CASE("a fault is announced, its estimate moved, restored too early, taken up again and restored") {
  OutageDesk with;
  auto outage = with.announced(",\"etr\":\"" + with.in(2h) + R"(","text":"抢修人员已出发。")");
  const std::string at = "/outages/" + text_in(outage, "id");
  CHECK(text_in(outage, "state") == "ongoing");
  CHECK(text_in(outage, "scope") == "新华社区3栋2单元");
  CHECK(outage.at("households").as_int64() == 2);
  CHECK(outage.at("version").as_int64() == 1);
  CHECK(outage.at("calls").as_object().at("wanted").as_int64() == 1);
  outage = with.post(at + "/steps", R"({"version":1,"text":"更换电缆。","etr":")" + with.in(4h) + "\"}");
  CHECK(text_in(outage, "etr").ends_with("+08:00"));
  CHECK(outage.at("timeline").as_array().size() == 2);
  const auto late = with.desk.call("POST", at + "/restore", with.session, R"({"version":1})");
  CHECK(late.status == 409);
  CHECK(text_in(json_of(late), "code") == "changed_meanwhile");
  CHECK(text_in(with.post(at + "/restore", R"({"version":2})"), "state") == "restored");
  outage = with.post(at + "/reopen", R"({"version":3,"reason":"用户反映又停了"})");
  CHECK(text_in(outage, "state") == "ongoing");
  CHECK(outage.at("reopened").as_int64() == 1);
  CHECK_FALSE(outage.contains("restored_at"));
  outage = with.post(at + "/restore", R"({"version":4})");
  REQUIRE(outage.at("history").as_array().size() == 5);
  CHECK(text_in(outage.at("history").as_array()[1].as_object(), "reason") == "用户反映又停了");
  CHECK(text_in(outage.at("history").as_array()[0].as_object(), "actor_name") == "chen");
  CHECK(json_of(with.desk.get(at, with.session)) == outage);
  CHECK(with.desk.get("/outages/T20261122-XXXX", with.session).status == 404);
  std::vector<std::string> actions;
  for (const auto& entry : with.desk.audit(3)) actions.push_back(entry.action);
  CHECK(actions == std::vector<std::string>{"restoreOutage", "reopenOutage", "restoreOutage"});
}

TEST_CASE("an outage told by mistake is withdrawn with a reason, or refused with what to do instead") {
  OutageDesk with;
  const auto refused = [&](const std::string& target, const std::string& body) {
    const auto reply = with.desk.call("POST", target, with.session, body);
    const auto said = json_of(reply);
    return std::to_string(reply.status) + " " + text_in(said, "detail") +
           (said.contains("todo") ? text_in(said, "todo") : std::string());
  };
  const std::string at = "/outages/" + text_in(with.announced(), "id");
  CHECK(refused(at + "/withdraw", R"({"version":1})").starts_with("422 "));
  CHECK(refused("/outages/together", R"({"action":"withdraw","outages":[{"id":"T20261122-XXXX","version":1}]})")
            .starts_with("422 "));
  with.post(at + "/restore", R"({"version":1})");
  CHECK(refused(at + "/withdraw", R"({"version":2,"reason":"误报"})").find("其实没来电") != std::string::npos);
  with.post(at + "/reopen", R"({"version":2,"reason":"没有停过电"})");
  auto outage = with.post(at + "/withdraw", R"({"version":3,"reason":"误报，现场有电"})");
  CHECK(text_in(outage, "state") == "cancelled");
  CHECK(outage.at("withdrawn").as_bool());
  CHECK(text_in(outage.at("history").as_array()[0].as_object(), "action") == "withdrawOutage");
  CHECK(text_in(outage.at("history").as_array()[0].as_object(), "reason") == "误报，现场有电");
  CHECK(text_in(outage.at("timeline").as_array().back().as_object(), "text") == "停电信息已撤销：实际未停电。");
  CHECK(with.desk.audit(1).front().action == "withdrawOutage");
  CHECK(refused(at + "/restore", R"({"version":4})").find("已经撤销") != std::string::npos);
  const auto many = with.post("/outages/together", R"({"action":"withdraw","reason":"演练时误发","outages":[{"id":")" +
                                                       text_in(with.announced(), "id") + R"(","version":1}]})");
  CHECK(many.at("done").as_int64() == 1);
}

TEST_CASE("what breaks a rule is refused with the words for it, and overridden with a reason that stays") {
  OutageDesk with;
  const auto body = [&](std::chrono::seconds start, std::chrono::seconds lasts, const char* more = "") {
    return R"({"kind":"planned","cause":"检修","line":"新华线","places":[")" + std::string(test::kUnit3) +
           R"("],"start":")" + with.in(start) + R"(","etr":")" + with.in(start + lasts) + '"' + more + '}';
  };
  const auto code = [&](const std::string& text) {
    const auto reply = with.desk.call("POST", "/outages", with.session, text);
    return std::to_string(reply.status) + " " + (reply.status == 201 ? "" : text_in(json_of(reply), "code"));
  };
  CHECK(code(body(7 * 24h - 10s, 1h)) == "409 lead_time");
  CHECK(code(body(7 * 24h + 10s, 2h + 1s)) == "409 cold_storage");
  CHECK(code(body(7 * 24h + 10s, 2h)) == "201 ");
  CHECK(code(body(7 * 24h - 10s, 3h, R"(,"override_reason":"紧急缺陷")")) == "201 ");
  CHECK(code(R"({"kind":"planned","cause":"检修","line":"l","places":["YX/BT"]})") == "422 invalid_input");
  CHECK(code(R"({"kind":"fault","cause":"检修"})") == "422 invalid_input");
  CHECK(code(R"({"kind":"nap","cause":"检修","places":["YX/BT"]})") == "422 invalid_input");
  const auto page = with.list("?overridden=true");
  REQUIRE(count(page) == 1);
  const auto item = page.at("items").as_array()[0].as_object();
  CHECK(text_in(item, "override_reason") == "紧急缺陷");
  CHECK_FALSE(item.at("in_time").as_bool());

  const auto preview = with.post("/outages/preview", body(7 * 24h - 60s, 3h));
  CHECK(preview.at("lead").as_object().at("required_s").as_int64() == 7 * 24 * 3600);
  CHECK(preview.at("lead").as_object().at("missing_s").as_int64() >= 59);
  CHECK(preview.at("cold_storage").as_object().at("fits").as_bool() == false);
  CHECK(preview.at("households").as_int64() == 2);
  CHECK(preview.at("overlaps").as_array().size() == 2);
  CHECK(text_in(preview.at("sensitive").as_array()[0].as_object(), "category") == "cold_storage");
}

TEST_CASE("lists are filtered in the address, paged, and hold what concerns the reader's places") {
  OutageDesk with;
  with.announced();
  const auto other = with.announced("", test::kUnit3);
  with.announced("", "YX/BT");
  with.post("/outages/" + text_in(other, "id") + "/restore", R"({"version":1,"text":"好了。"})");
  CHECK(count(with.list("")) == 3);
  CHECK(count(with.list("?state=ongoing")) == 2);
  CHECK(count(with.list("?state=restored")) == 1);
  CHECK(count(with.list("?current=true&kind=fault")) == 2);
  CHECK(count(with.list("?kind=planned")) == 0);
  CHECK(count(with.list(std::string("?under=") + test::kUnit2)) == 2);
  CHECK(count(with.list("?words=3%E5%8D%95%E5%85%83")) == 1);
  CHECK(count(with.list("?supply=T1")) == 0);
  CHECK(count(with.list("?overdue=true")) == 0);
  const auto page = with.list("?limit=2");
  CHECK(page.at("total").as_int64() == 3);
  CHECK(with.list("?limit=2&after=" + text_in(page, "next")).at("items").as_array().size() == 1);
  CHECK(with.desk.get("/outages?state=nap", with.session).status == 400);
  CHECK(with.desk.get("/outages?after=zzz", with.session).status == 400);
  const std::string there = with.desk.session_of(with.desk.add("li", {{store::Role::community_manager, test::kUnit2}}));
  CHECK(count(with.list("", there)) == 2);
  CHECK(with.desk.get("/outages/" + text_in(other, "id"), there).status == 403);
  CHECK(with.desk.get(std::string("/outages?under=") + test::kUnit3, there).status == 403);
}

TEST_CASE("an estimate that has passed is seen in the list until power is back") {
  OutageDesk with;
  const auto outage = with.announced(",\"etr\":\"" + with.in(5min) + '"');
  CHECK(count(with.list("?overdue=true")) == 0);
  with.desk.centre.clock.shift(6min);
  const auto page = with.list("?overdue=true");
  REQUIRE(count(page) == 1);
  CHECK(page.at("items").as_array()[0].as_object().at("overdue").as_bool());
}

TEST_CASE("an outage and its place say where the public reads of them, once there is something to read") {
  OutageDesk with;
  const auto feeds_of = [&](const std::string& target) -> boost::json::object {
    const auto said = json_of(with.desk.get(target, with.session));
    return said.contains("feeds") ? said.at("feeds").as_object() : boost::json::object();
  };
  const std::string unit = std::string("/places/one?path=") + test::kUnit2;
  CHECK(feeds_of(unit).empty());
  const auto outage = with.announced();
  const std::string id = text_in(outage, "id");
  const auto feeds = feeds_of("/outages/" + id);
  CHECK(text_in(feeds, "cap").ends_with("/feeds/cap/" + id + ".xml"));
  CHECK(text_in(feeds, "atom").ends_with("/feeds/atom/" + id + ".xml"));
  const auto there = feeds_of(unit);
  CHECK(text_in(there, "calendar").ends_with(std::string("/feeds/outages.ics?place=") + test::kUnit2));
  CHECK(text_in(there, "atom").ends_with(std::string("/feeds/outages.atom?place=") + test::kUnit2));
  CHECK(!feeds_of("/places/one?path=YX/BT").empty());
  CHECK(feeds_of(std::string("/places/one?path=") + test::kUnit3).empty());
  with.desk.centre.write([](store::Writer& writer) -> base::Result<void> {
    model::Place door;
    door.path = std::string(test::kUnit2) + "/501";
    door.kind = model::PlaceKind::household;
    door.name = "501";
    if (auto put = writer.put(door); !put) return tl::unexpected(put.error());
    model::Outage untold;
    untold.id = "T20261122-QQQQ";
    untold.cause = "c";
    untold.audience = {test::kUnit3};
    return writer.put(untold).map([](bool) {});
  });
  CHECK(feeds_of(unit + "/501").empty());
  CHECK(feeds_of("/outages/T20261122-QQQQ").empty());
}

TEST_CASE("calls are read with a reason, recorded with an outcome, and counted") {
  OutageDesk with;
  const auto outage = with.announced("", "YX/BT");
  const std::string at = "/outages/" + text_in(outage, "id");
  CHECK(with.desk.call("POST", at + "/calls", with.session, R"({"reason":""})").status == 422);
  const auto calls = with.post(at + "/calls", R"({"reason":"停电通知"})");
  REQUIRE(calls.at("items").as_array().size() == 2);
  const auto call = calls.at("items").as_array()[0].as_object();
  CHECK(text_in(call, "category") == "important");
  CHECK(text_in(call, "phone") == "13800008001");
  CHECK(text_in(call, "account") == "0101");
  CHECK(with.desk.audit(1)[0].action == "readOutageCalls");
  const std::string record = "/outage-calls/" + text_in(call, "id");
  const auto recorded = with.post(record, R"({"version":1,"outcome":"reached","note":"已知晓","assigned_to":"chen"})");
  CHECK(text_in(recorded, "outcome") == "reached");
  CHECK(text_in(recorded, "note") == "已知晓");
  CHECK(text_in(recorded, "assigned_to") == "chen");
  CHECK(with.desk.call("POST", record, with.session, R"({"version":1,"outcome":"reached"})").status == 409);
  CHECK(with.desk.call("POST", record, with.session, R"({"version":2})").status == 422);
  CHECK(with.desk.call("POST", record, with.session, R"({"version":2,"assigned_to":"zz"})").status == 422);
  const auto whole = json_of(with.desk.get(at, with.session));
  CHECK(whole.at("calls").as_object().at("wanted").as_int64() == 2);
  const std::string there = with.desk.session_of(with.desk.add("li", {{store::Role::community_manager, test::kUnit3}}));
  const auto own = json_of(with.desk.call("POST", at + "/calls", there, R"({"reason":"停电通知"})"));
  REQUIRE(own.at("items").as_array().size() == 1);
  CHECK(text_in(own.at("items").as_array()[0].as_object(), "place") == test::kUnit3);
  CHECK(with.desk.call("POST", record, there, R"({"version":2,"outcome":"reached"})").status == 403);
}

TEST_CASE("calls are assigned together to one of those who may make them, each with its own result") {
  OutageDesk with;
  const std::string at = "/outages/" + text_in(with.announced("", "YX/BT"), "id");
  const auto listed = with.post(at + "/calls", R"({"reason":"停电通知"})");
  REQUIRE(listed.at("items").as_array().size() == 2);
  boost::json::array seen;
  for (const auto& call : listed.at("items").as_array())
    seen.push_back({{"id", text_in(call.as_object(), "id")}, {"version", 1}});
  (void)with.desk.add("xu", {{store::Role::auditor, ""}});
  const std::string there = with.desk.session_of(with.desk.add("li", {{store::Role::community_manager, test::kUnit3}}));
  std::string named;
  const auto callers = json_of(with.desk.get(at + "/callers", with.session));
  for (const auto& one : callers.at("items").as_array()) {
    CHECK(!text_in(one.as_object(), "display_name").empty());
    named += text_in(one.as_object(), "name") + " ";
  }
  CHECK(named.find("li ") != std::string::npos);
  CHECK(named.find("xu ") == std::string::npos);
  const auto body = [&](const std::string& name) {
    return boost::json::serialize(boost::json::object{{"assigned_to", name}, {"calls", seen}});
  };
  const auto said = with.post(at + "/calls/assign", body("li"));
  CHECK(said.at("done").as_int64() == 1);
  CHECK(said.at("refused").as_int64() == 1);
  for (const auto& result : said.at("results").as_array()) {
    const auto& one = result.as_object();
    if (!one.at("done").as_bool()) CHECK(!text_in(one.at("problem").as_object(), "detail").empty());
  }
  const auto list = json_of(with.desk.call("POST", at + "/calls", there, R"({"reason":"停电通知"})"));
  const auto own = list.at("items").as_array()[0].as_object();
  CHECK(text_in(own, "assigned_to") == "li");
  CHECK(!text_in(own, "assigned_name").empty());
  CHECK(with.desk.call("POST", at + "/calls/assign", with.session, body("xx")).status == 422);
  CHECK(with.desk.call("POST", at + "/calls/assign", with.session, R"({"assigned_to":"li","calls":[]})").status == 422);
}

TEST_CASE("200 outages are moved on together, each with its own result") {
  OutageDesk with;
  boost::json::array seen;
  for (int i = 0; i < 200; ++i) {
    seen.push_back({{"id", text_in(with.announced(), "id")}, {"version", i == 7 ? 9 : 1}});
  }
  const auto begun = std::chrono::steady_clock::now();
  const auto said = with.post("/outages/together", boost::json::serialize(boost::json::object{
                                                       {"action", "update"}, {"etr", with.in(5h)}, {"outages", seen}}));
  MESSAGE("200 outages over HTTP: "
          << std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count()
          << " ms");
  CHECK(said.at("done").as_int64() == 199);
  CHECK(said.at("refused").as_int64() == 1);
  const auto refused = said.at("results").as_array()[7].as_object();
  CHECK_FALSE(refused.at("done").as_bool());
  CHECK(text_in(refused.at("problem").as_object(), "code") == "changed_meanwhile");
  CHECK(said.at("results").as_array()[8].as_object().at("version").as_int64() == 2);
  CHECK(with.desk.call("POST", "/outages/together", with.session, R"({"action":"nap","outages":[]})").status == 422);
}

TEST_CASE("windows are offered, seen and decided") {
  OutageDesk with;
  const std::string start = with.in(30 * 24h), end = with.in(30 * 24h + 1h);
  const auto reply =
      with.desk.call("POST", "/outages", with.session,
                     R"({"kind":"planned","cause":"检修","line":"l","places":[")" + std::string(test::kUnit3) +
                         R"("],"start":")" + start + R"(","etr":")" + end + "\"}");
  REQUIRE(reply.status == 201);
  const std::string at = "/outages/" + text_in(json_of(reply), "id") + "/windows";
  CHECK(with.desk.get(at, with.session).status == 409);
  const auto window = [&](std::chrono::seconds from, std::chrono::seconds lasts) {
    return R"({"from":")" + with.in(from) + R"(","to":")" + with.in(from + lasts) + "\"}";
  };
  const auto offer = [&](std::chrono::seconds lasts) {
    return R"({"version":1,"choose_by":")" + with.in(10 * 24h) + R"(","windows":[)" + window(20 * 24h, lasts) + ',' +
           window(21 * 24h, lasts) + "]}";
  };
  CHECK(text_in(json_of(with.desk.call("POST", at, with.session, offer(2h + 1s))), "code") == "cold_storage");
  CHECK(with.post(at, offer(2h)).at("windows").as_array().size() == 2);
  const auto choices = json_of(with.desk.get(at, with.session));
  CHECK(choices.at("may_choose").as_bool());
  CHECK(choices.at("choices").as_array().empty());
  const auto decided = with.post(at + "/decide", R"({"version":2,"window":"2"})");
  CHECK(text_in(decided, "chosen_window") == "2");
  CHECK(with.desk.call("POST", at + "/decide", with.session, R"({"version":3,"window":"1"})").status == 409);
}

TEST_CASE("templates and proposals over HTTP") {
  OutageDesk with;
  const std::string boss = with.desk.session_of(with.desk.add("boss", {{store::Role::supervisor, ""}}));
  const std::string form = R"({"kind":"fault","name":"跳闸","cause":"线路跳闸","text":"已派人。"})";
  const auto added = with.desk.call("POST", "/outage-templates", boss, form);
  REQUIRE(added.status == 201);
  CHECK(with.desk.call("POST", "/outage-templates", boss, form).status == 409);
  CHECK(json_of(with.desk.get("/outage-templates", with.session)).at("items").as_array().size() == 1);
  const std::string at = "/outage-templates/" + text_in(json_of(added), "id");
  CHECK(with.desk.call("PUT", at, boss, form).status == 200);
  CHECK(with.desk.call("DELETE", at, boss).status == 204);
  CHECK(with.desk.call("DELETE", at, boss).status == 404);

  with.desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    for (const char* id : {"P-1", "P-2"}) {
      store::OutageProposal proposal;
      proposal.id = id;
      proposal.supply_id = id == std::string("P-1") ? "T1" : "T2";
      proposal.place_path = test::kUnit3;
      proposal.opened_at = with.desk.centre.clock.now();
      if (auto put = writer.write_outage_desk().put(proposal); !put) return put;
      const store::FaultReport report{"R" + proposal.id, proposal.supply_id, "B-1",
                                      test::kUnit3,      proposal.opened_at, proposal.id};
      if (auto put = writer.write_outage_desk().put(report); !put) return put;
    }
    return {};
  });
  CHECK(count(json_of(with.desk.get("/outage-proposals?state=open", with.session))) == 2);
  CHECK(text_in(json_of(with.desk.get("/outage-proposals/P-1", with.session)), "words") == "新华1号台区");
  CHECK(with.desk.get("/outage-proposals/P-9", with.session).status == 404);
  CHECK(text_in(with.post("/outage-proposals/P-2/dismiss", R"({"reason":"用户内部故障"})"), "state") == "dismissed");
  const auto outage = with.announced(R"(,"proposal":"P-1")", test::kUnit3);
  CHECK(outage.at("reports").as_array().size() == 1);
  const auto accepted = json_of(with.desk.get("/outage-proposals/P-1", with.session));
  CHECK(text_in(accepted, "state") == "accepted");
  CHECK(text_in(accepted, "outage") == text_in(outage, "id"));
}
