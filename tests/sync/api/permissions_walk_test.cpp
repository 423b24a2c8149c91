// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every role x every operation x inside and outside its place, through the API, beside assets/rules/permissions.csv:
// what isn't allowed is 403 and stands in the audit chain.
#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "sync/api/operations.hpp"
#include "sync/desk/access_tokens.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/payments.hpp"
#include "tests/sync/api/staff.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;

namespace {

struct Row {
  std::string roles, scope;  // roles: "|publisher|reviewer|"
};

// Read on its own, so that what reads it in the server is tested by something else.
std::map<std::string, Row> read_table() {
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/rules/permissions.csv");
  std::map<std::string, Row> table;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#' || line.starts_with("operation,")) continue;
    std::istringstream parts(line);
    std::string id;
    Row row;
    std::getline(parts, id, ',');
    std::getline(parts, row.roles, ',');
    std::getline(parts, row.scope, ',');
    row.roles = '|' + row.roles + '|';
    table[id] = row;
  }
  return table;
}

constexpr store::Role kRoles[] = {store::Role::administrator, store::Role::publisher,  store::Role::reviewer,
                                  store::Role::dispatcher,    store::Role::supervisor, store::Role::community_manager,
                                  store::Role::auditor,       store::Role::interface};

// See permission_probes.json.
struct Probe {
  std::string operation, target, body, outside;
};

struct Probes {
  std::vector<Probe> probes;
  std::set<std::string> streams;  // that never end: events_test.cpp follows them
};

Probes read_probes() {
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/tests/sync/api/permission_probes.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  boost::json::error_code error;
  const auto parsed = boost::json::parse(text, error);
  REQUIRE_MESSAGE(!error, error.message());
  const auto& top = parsed.as_object();
  Probes read;
  for (const auto& value : top.at("probes").as_array()) {
    const auto& row = value.as_object();
    read.probes.push_back({test::text_in(row, "operation"), test::text_in(row, "target"),
                           row.contains("body") ? boost::json::serialize(row.at("body")) : "",
                           test::text_in(row, "outside")});
  }
  for (const auto& name : top.at("streams").as_array()) read.streams.insert(name.as_string().c_str());
  return read;
}

// What stands at a place, by the names in braces.
using Things = std::map<std::string, std::string>;

std::string filled_in(std::string text, const Things& things) {
  for (const auto& [name, value] : things) {
    const std::string braced = '{' + name + '}';
    for (auto at = text.find(braced); at != std::string::npos; at = text.find(braced, at + value.size())) {
      text.replace(at, braced.size(), value);
    }
  }
  return text;
}

struct Caller {
  std::string session;                                       // of a person
  std::vector<std::pair<std::string, std::string>> headers;  // of a program
};

Caller caller_of(test::Desk& desk, store::Role role, const std::string& place) {
  if (role != store::Role::interface) {
    const std::string name = "u" + std::to_string(static_cast<int>(role)) + (place.empty() ? "all" : "one");
    return {desk.session_of(desk.add(name, {{role, place}})), {}};
  }
  const auto made = desk::add_token(*desk.centre.store, desk::cli_actor("test"), {"t", {{role, place}}, 1},
                                    desk.centre.clock.now(), desk.centre.random);
  REQUIRE(made);
  return {"", {{"Authorization", "Bearer " + std::string(made->secret.view())}}};
}

// The body of an operation that finds nothing in it: 422 or 404, unless it is refused before.
std::string any_body(const api::Operation& operation) {
  return operation.takes == api::Takes::json ? "{}" : "";
}

// Anything but JSON says what it is, as the console does: a form on a strange page can't.
std::vector<std::pair<std::string, std::string>> headers_for(const api::Operation& operation, const Caller& caller) {
  auto headers = caller.headers;
  if (operation.takes == api::Takes::picture) headers.emplace_back("Content-Type", "image/png");
  if (operation.takes == api::Takes::csv) headers.emplace_back("Content-Type", "text/csv");
  if (operation.takes == api::Takes::bytes) headers.emplace_back("Content-Type", "application/octet-stream");
  return headers;
}

std::string any_target(const api::Operation& operation) {
  std::string path = operation.path;
  if (const auto brace = path.find('{'); brace != std::string::npos)
    path.replace(brace, path.find('}') + 1 - brace, "none");
  return path;
}

store::Board board_at(test::Desk& desk, const char* place) {
  std::string code;
  return desk.centre.add(place, code);
}

}  // namespace

TEST_CASE("each role may do what the table says, everywhere, and is refused the rest") {
  const auto table = read_table();
  for (const store::Role role : kRoles) {
    test::Desk desk;
    const Caller caller = caller_of(desk, role, "");
    const std::string name = desk::name_of(role);
    CAPTURE(name);
    for (const auto& operation : api::all_operations()) {
      const std::string id = operation.id;
      if (id == "followEvents" || id == "signOut") continue;
      CAPTURE(id);
      const Row& row = table.at(id);
      const bool own = row.scope == "own" && role != store::Role::interface;
      const bool expected = row.scope == "none" || own || row.roles.find('|' + name + '|') != std::string::npos;
      const auto reply = desk.call(operation.method, any_target(operation), caller.session, any_body(operation),
                                   headers_for(operation, caller));
      CHECK((reply.status != 403) == expected);
      CHECK(reply.status != 401);
      CHECK(reply.status != 500);
      if (reply.status != 403) continue;
      // Written beside the answer.
      bool audited = false;
      for (int i = 0; i < 1000 && !audited; ++i) {
        const auto entries = desk.audit(1);
        audited = !entries.empty() && entries[0].action == id && entries[0].outcome == store::AuditOutcome::refused;
        if (!audited) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      CHECK(audited);
    }
  }
}

namespace {

// An outage that is on, one with windows, a call and a proposal, all at the place.
base::Result<void> put_outages(store::Writer& writer, Things& things, base::Instant now) {
  using namespace std::chrono_literals;
  const std::string tail = things["place"].substr(things["place"].size() - 1);
  model::Outage outage;
  outage.id = "T20261122-KKK" + tail;
  outage.cause = "c";
  outage.scope = "s";
  outage.audience = {things["place"]};
  outage.published_at = now - 1h;
  outage.start = now - 1h;
  things["outage"] = outage.id;
  if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
  outage.id = "T20261122-WWW" + tail;
  outage.kind = model::OutageKind::planned;
  outage.line = "l";
  outage.start = now + 24h * 30;
  outage.etr = now + 24h * 30 + 1h;
  outage.windows = {{"1", outage.start, *outage.etr}};
  outage.choose_by = now + 24h;
  things["outage_with_windows"] = outage.id;
  if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
  store::OutageCall call;
  call.id = "call" + tail;
  call.outage_id = things["outage"];
  call.account = things["account"];
  call.unit_path = things["place"];
  things["outage_call"] = call.id;
  if (auto put = writer.write_outage_desk().put(call); !put) return put;
  store::OutageProposal proposal;
  proposal.id = "P-" + tail;
  proposal.supply_id = "T" + tail;
  proposal.place_path = things["place"];
  proposal.opened_at = now;
  things["outage_proposal"] = proposal.id;
  return writer.write_outage_desk().put(proposal);
}

// Made by somebody else, so that nobody decides on what is his own.
Things things_at(test::Desk& desk, const std::string& admin, const std::string& place) {
  const auto made = [&](const std::string& path, const std::string& body) {
    const auto reply = desk.call("POST", path, admin, body);
    REQUIRE_MESSAGE(reply.status < 300, path << ": " << reply.body);
    return test::text_in(test::json_of(reply), "id");
  };
  const std::string targets = R"("targets":{"places":[")" + place + R"("]})";
  const std::string notice = R"({"category":"safety","title":"题","body":"文",)" + targets + '}';
  Things things{{"place", place}, {"board", board_at(desk, place.c_str()).id}};
  for (const char* name : {"draft", "in_review", "published"}) things[name] = made("/notices", notice);
  made("/notices/" + things["in_review"] + "/submit", R"({"version":1})");
  made("/notices/" + things["published"] + "/publish-at-once", R"({"version":1,"reason":"r"})");
  const auto now = desk.centre.clock.now();
  const auto day = [&](int days) {
    return base::format_date(base::date_of(now + std::chrono::hours(24 * days), base::Zone()));
  };
  things["today"] = day(0), things["next_month"] = day(30);
  things["account"] = place == test::kUnit2 ? "3310000002" : "3310000003";
  const std::string consent =
      R"({"by":"本人","way":"in_person","on":")" + day(0) + R"(","ends_on":")" + day(30) + "\"}";
  store::Alarm alarm;
  alarm.id = base::make_uuid_v7(now, desk.centre.random);
  alarm.opened_at = now;
  alarm.boards = {{things["board"], place, now, std::nullopt}};
  model::Outage outage;
  outage.id = things["proved_outage"] = "T20261122-" + things["account"];
  outage.cause = "线路检修", outage.scope = place, outage.audience = {place};
  outage.published_at = outage.start = now;
  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
    model::Household household;
    household.account = things["account"];
    household.unit_path = place;
    if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    if (auto put = put_outages(writer, things, now); !put) return put;
    model::Bill bill = tests::sample_bill(things["account"], 10);
    if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
    const store::Payment payment{"desk/P-" + bill.account,
                                 "desk",
                                 "P-" + bill.account,
                                 bill.bill_no,
                                 store::BillKey{bill.account, bill.period},
                                 100,
                                 0,
                                 now,
                                 now};
    if (auto put = writer.write_payments().put(payment); !put) return put;
    return writer.write_alarms().put(alarm);
  });
  things["bill"] = tests::sample_bill(things["account"], 10).bill_no;
  things["alarm"] = alarm.id;
  things["alarm_rule"] = made("/alarm-rules", R"({"kind":"silent","place":")" + place + R"(","figure":900})");
  things["board_group"] =
      made("/board-groups", R"({"name":"板组 )" + place + R"(","boards":[")" + things["board"] + "\"]}");
  things["care"] =
      made("/care", R"({"account":")" + things["account"] + R"(","kind":"other","consent":)" + consent + '}');
  things["group"] = made("/groups", R"({"name":"组 )" + place + "\"," + targets + '}');
  things["template"] = made("/templates", R"({"name":"模板 )" + place + R"(","notice":)" + notice + '}');
  return things;
}

bool is_audited(test::Desk& desk, const std::string& id) {
  for (int i = 0; i < 1000; ++i) {            // it is written beside the answer
    for (const auto& entry : desk.audit()) {  // the server itself may note something behind it
      if (entry.action == id && entry.outcome == store::AuditOutcome::refused) return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace

TEST_CASE("every operation that is bound to a place has its row among the probes, and no other") {
  const auto table = read_table();
  const Probes read = read_probes();
  std::set<std::string> probed = read.streams;
  for (const Probe& probe : read.probes) {
    CAPTURE(probe.operation);
    CHECK(probed.insert(probe.operation).second);
    CHECK(api::operation_named(probe.operation) != nullptr);
    CHECK((probe.outside == "refused" || probe.outside == "kept" || probe.outside == "same"));
  }
  for (const auto& [id, row] : table) {
    CAPTURE(id);
    CHECK(probed.contains(id) == (row.scope == "place"));
  }
}

TEST_CASE("what is bound to a place is done there and refused beside it") {
  const auto table = read_table();
  const Probes read = read_probes();
  for (const store::Role role : kRoles) {
    test::Desk desk;
    const std::string name = desk::name_of(role);
    CAPTURE(name);
    const Caller caller = caller_of(desk, role, test::kUnit2);
    const std::string admin = desk.session_of(desk.add("other", {{store::Role::administrator, ""}}));
    const Things inside = things_at(desk, admin, test::kUnit2), outside = things_at(desk, admin, test::kUnit3);
    const auto ask = [&](const Probe& probe, const Things& things) {
      const api::Operation& operation = *api::operation_named(probe.operation);
      return desk.call(operation.method, filled_in(probe.target, things), caller.session, filled_in(probe.body, things),
                       headers_for(operation, caller));
    };
    for (const Probe& probe : read.probes) {
      CAPTURE(probe.operation);
      const bool allowed = table.at(probe.operation).roles.find('|' + name + '|') != std::string::npos;
      // Beside it first: what is done inside may change what both are about.
      const auto beside = ask(probe, outside);
      CAPTURE(beside.body);
      CHECK((beside.status != 403) == (allowed && probe.outside != "refused"));
      if (beside.status == 403) CHECK(is_audited(desk, probe.operation));
      if (probe.outside == "kept") {
        CHECK(beside.body.find(test::kUnit3) == std::string::npos);
        for (const char* thing : {"board", "draft", "in_review", "published", "alarm"}) {
          CHECK(beside.body.find(outside.at(thing)) == std::string::npos);
        }
      }
      const auto there = ask(probe, inside);
      CAPTURE(there.body);
      CHECK((there.status != 403) == allowed);
      CHECK(there.status != 500);
    }
    // What is of the whole centre isn't done by one who has a part of it.
    for (const auto& operation : api::all_operations()) {
      const std::string id = operation.id;
      if (!table.contains(id) || table.at(id).scope != "everywhere") continue;
      CAPTURE(id);
      const auto reply = desk.call(operation.method, any_target(operation), caller.session, any_body(operation),
                                   headers_for(operation, caller));
      CHECK(reply.status == 403);
      CHECK(reply.body.find("cross_site") == std::string::npos);
    }
  }
}
