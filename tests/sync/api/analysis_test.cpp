// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Overview, analysis, the rows behind them and their files, over HTTP on a server that counts by itself.
#include <doctest/doctest.h>

#include <thread>

#include "sync/store/analysis.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using test::json_of;
using test::text_in;

namespace {

server::ServiceOptions counting() {
  server::ServiceOptions options;
  options.analysis.every = 20ms;
  return options;
}

struct Counting {
  Counting() : desk(counting()) {}

  template <class Thing>
  void put(const Thing& thing) {
    desk.centre.write([&](store::Writer& writer) -> base::Result<void> { return writer.put(thing).map([](bool) {}); });
  }
  base::Instant now() { return desk.centre.clock.now(); }
  void put_outage(const std::string& id, base::Instant start, std::optional<base::Instant> restored,
                  const std::string& cause = "线路故障") {
    model::Outage outage;
    outage.id = id;
    outage.kind = model::OutageKind::fault;
    outage.state = restored ? model::OutageState::restored : model::OutageState::ongoing;
    outage.cause = cause;
    outage.scope = "3 栋";
    outage.audience = {"YX/BT/G1/XH/3"};
    outage.published_at = outage.start = start;
    outage.etr = start + 2h;
    outage.restored_at = restored;
    put(outage);
  }
  void put_request(const std::string& receipt, const std::string& kind, base::Instant promised) {
    model::ServiceRequest request;
    request.receipt = receipt;
    request.kind = kind;
    request.place_path = "YX/BT/G1/XH/3/2";
    request.submitted_at = request.received_at = now() - 2h;
    request.promised_at = promised;
    put(request);
  }
  // What the path answers once nothing is due any more.
  boost::json::object counted(const std::string& session, const std::string& path = "/analysis") {
    for (int i = 0; i < 500; ++i) {
      const auto body = json_of(desk.get("/analysis", session));
      if (body.at("still_due").as_int64() == 0) break;
      std::this_thread::sleep_for(10ms);
    }
    return json_of(desk.get(path, session));
  }

  test::Desk desk;
};

}  // namespace

TEST_CASE("the overview says what stands now, and each figure's rows are as many as it says") {
  Counting counting;
  const std::string session = counting.desk.session_of(counting.desk.add("chen", {{store::Role::dispatcher, "YX"}}));
  const auto now = counting.now();
  counting.put_outage("T1", now - 3h, std::nullopt);
  counting.put_outage("T2", now - 1h, std::nullopt);
  counting.put_outage("T3", now - 5h, now - 4h);
  counting.put_request("R1", "repair", now - 1h);
  counting.put_request("R2", "repair", now + 1h);
  counting.put_request("R3", "complaint", now + 48h);
  const auto today = json_of(counting.desk.get("/overview", session)).at("today").as_object();
  const auto& outages = today.at("outages").as_object();
  CHECK(outages.at("ongoing").as_object().at("fault").as_int64() == 2);
  CHECK(outages.at("overdue").as_int64() == 1);
  const auto& requests = today.at("requests").as_object();
  CHECK(requests.at("overdue").as_int64() == 1);
  CHECK(requests.at("pressing").as_int64() == 1);
  REQUIRE(requests.at("open").as_array().size() == 2);
  const auto& repair = requests.at("open").as_array()[1].as_object();
  CHECK(text_in(repair, "kind") == "repair");
  CHECK(text_in(repair, "name") != "repair");
  CHECK(repair.at("open").as_int64() == 2);
  const auto rows = [&](const std::string& query) {
    return json_of(counting.desk.get("/analysis/rows?" + query, session));
  };
  const auto first_of = [](const boost::json::object& page) {
    return text_in(page.at("items").as_array().at(0).as_object(), "id");
  };
  CHECK(rows("list=ongoing").at("total").as_int64() == 2);
  CHECK(first_of(rows("list=overdue")) == "T1");
  CHECK(first_of(rows("list=overdue_promise")) == "R1");
  CHECK(first_of(rows("list=pressing")) == "R2");
  const auto page = rows("list=open&limit=2");
  CHECK(page.at("total").as_int64() == 3);
  const auto rest = rows("list=open&limit=2&after=" + text_in(page, "next"));
  REQUIRE(rest.at("items").as_array().size() == 1);
  CHECK(first_of(rest) == "R3");
  CHECK(!rest.contains("next"));
  CHECK(rows("list=open&kind=complaint").at("total").as_int64() == 1);
}

TEST_CASE("the analysis counts what was put, by itself, and its rows and files carry the same") {
  Counting counting;
  const std::string session = counting.desk.session_of(counting.desk.add("chen", {{store::Role::supervisor, "YX"}}));
  const auto now = counting.now();
  counting.put_outage("T1", now - 5h, now - 4h, "=cmd()");
  counting.put_outage("T2", now - 30h, now - 29h);
  auto analysis = counting.counted(session, "/analysis?place=YX&step=day");
  CHECK(analysis.at("now").as_object().at("outages").as_object().at("outages").as_int64() == 2);
  CHECK(analysis.at("steps").as_array().size() == 30);
  CHECK(text_in(analysis.at("below").as_array().at(0).as_object(), "path") == "YX/BT");
  const auto rows = json_of(counting.desk.get("/analysis/rows?list=begun&place=YX&limit=1", session));
  CHECK(rows.at("total").as_int64() == 2);
  CHECK(text_in(rows.at("items").as_array().at(0).as_object(), "id") == "T1");
  const auto next =
      json_of(counting.desk.get("/analysis/rows?list=begun&place=YX&limit=1&after=" + text_in(rows, "next"), session));
  CHECK(text_in(next.at("items").as_array().at(0).as_object(), "id") == "T2");
  const auto file = counting.desk.get("/analysis/rows/file?list=begun&place=YX", session);
  CHECK(file.status == 200);
  CHECK(file.body.starts_with("\xef\xbb\xbf"));
  CHECK(file.body.find("\"'=cmd()\"") + file.body.find("'=cmd()") != std::string::npos);
  CHECK(file.body.find(",=cmd()") == std::string::npos);
  CHECK(file.body.find("T2") != std::string::npos);
  const auto table = counting.desk.get("/analysis/table?table=below&topic=outages&place=YX", session);
  CHECK(table.status == 200);
  CHECK(table.body.starts_with("\xef\xbb\xbf"));
  CHECK(table.body.find("YX/BT,") != std::string::npos);
  for (const char* wrong :
       {"/analysis?place=YX/BT/G1/XH/3", "/analysis?from=2026-13-01", "/analysis?from=2026-11-02&to=2026-11-01",
        "/analysis?from=2020-01-01&to=2026-01-01", "/analysis?step=year", "/analysis/rows", "/analysis/rows?list=x",
        "/analysis/rows?list=begun&after=AAAA", "/analysis/table?topic=outages&place=YX",
        "/analysis/table?table=kinds&topic=x"}) {
    CAPTURE(wrong);
    CHECK(counting.desk.get(wrong, session).status == 400);
  }
}

TEST_CASE("few requests aren't told to whoever may not see them, and no other place's are") {
  Counting counting;
  const auto now = counting.now();
  model::Place other_community;
  other_community.path = "YX/BT/G1/DX";
  other_community.name = "东兴社区";
  counting.put(other_community);
  for (int i = 0; i < 4; ++i) counting.put_request("R" + std::to_string(i), "complaint", now + 48h);
  const std::string auditor = counting.desk.session_of(counting.desk.add("shen", {{store::Role::auditor, ""}}));
  const auto hidden = counting.counted(auditor, "/analysis");
  CHECK(hidden.at("now").as_object().at("requests").as_object().at("few").as_bool());
  CHECK(!hidden.at("now").as_object().at("requests").as_object().contains("received"));
  CHECK(!hidden.at("request_kinds").as_array().at(0).as_object().contains("received"));
  CHECK(!json_of(counting.desk.get("/overview", auditor))
             .at("today")
             .as_object()
             .at("requests")
             .as_object()
             .at("open")
             .as_array()
             .at(0)
             .as_object()
             .contains("open"));
  CHECK(counting.desk.get("/analysis/rows?list=open", auditor).status == 403);
  const auto table = counting.desk.get("/analysis/table?table=kinds&topic=requests", auditor);
  CHECK(table.body.find("投诉") != std::string::npos);
  CHECK(table.body.find(",4,") == std::string::npos);
  counting.put_request("R4", "complaint", now + 48h);
  const auto told = counting.counted(auditor, "/analysis");
  CHECK(told.at("now").as_object().at("requests").as_object().at("received").as_int64() == 5);
  const std::string other =
      counting.desk.session_of(counting.desk.add("li", {{store::Role::dispatcher, "YX/BT/G1/DX"}}));
  CHECK(counting.desk.get("/analysis?place=YX", other).status == 200);  // what one may see of it
  CHECK(counting.desk.get("/analysis?place=YX/BT/G1/XH", other).status == 403);
  CHECK(json_of(counting.desk.get("/analysis", other))
            .at("now")
            .as_object()
            .at("requests")
            .as_object()
            .at("received")
            .as_int64() == 0);
  CHECK(json_of(counting.desk.get("/analysis/rows?list=open", other)).at("total").as_int64() == 0);
}
