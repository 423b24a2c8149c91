// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Notices from draft to delivery, as the console asks for them.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <map>

#include "sync/api/operations.hpp"
#include "sync/desk/jpeg_pixels.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::kUnit2;
using test::kUnit3;
using test::text_in;

namespace {

std::string body_at(const std::string& place, const std::string& more = "") {
  return R"({"category":"safety","title":"检修","body":"今天下午检修。","targets":{"places":[")" + place + "\"]}" +
         more + "}";
}

struct Staffed {
  explicit Staffed(server::ServiceOptions options = {}) : desk(std::move(options)) {
    writer = desk.session_of(desk.add("writer", {{store::Role::publisher, ""}}));
    reviewer = desk.session_of(desk.add("reviewer", {{store::Role::reviewer, ""}}));
  }
  boost::json::object draft(const std::string& body) {
    const auto reply = desk.call("POST", "/notices", writer, body);
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    return json_of(reply);
  }
  test::Reply post(const std::string& session, const boost::json::object& notice, const std::string& step,
                   const std::string& reason = "") {
    boost::json::object body{{"version", notice.at("version")}};
    if (!reason.empty()) body["reason"] = reason;
    return desk.call("POST", "/notices/" + text_in(notice, "id") + "/" + step, session, boost::json::serialize(body));
  }
  test::Desk desk;
  std::string writer, reviewer;
};

bool may(const boost::json::object& notice, std::string_view operation) {
  const auto& all = notice.at("may").as_array();
  return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.as_string() == operation; });
}

std::string field_of(const test::Reply& reply) {
  const auto body = json_of(reply);
  return body.contains("errors") ? text_in(body.at("errors").as_array()[0].as_object(), "field") : std::string();
}

std::string small_jpeg() {
  desk::RgbPixels pixels;
  pixels.width = pixels.height = 64;
  pixels.bytes.assign(std::size_t{3} * 64 * 64, 128);
  return desk::encode_jpeg(pixels).value();
}

test::Reply upload(const Staffed& staffed, const std::string& bytes, const std::string& type) {
  return test::exchange(
      staffed.desk.centre.address, "POST", "/api/v1/pictures", bytes,
      {{"Cookie", "gridboard_session=" + staffed.writer}, {"X-Gridboard", "1"}, {"Content-Type", type}});
}

}  // namespace

TEST_CASE("a notice goes from draft over review to boards and back") {
  Staffed staffed;
  auto notice = staffed.draft(
      body_at(kUnit2, R"(,"valid_to":"2099-01-01T00:00:00+08:00","day_parts":[{"from":"07:00","to":"24:00"}])"));
  CHECK(text_in(notice, "state") == "draft");
  CHECK(may(notice, "submitNotice"));
  CHECK_FALSE(may(notice, "approveNotice"));
  CHECK(notice.at("reach").at("places").as_array()[0].at("words").as_string() == "新华社区/3栋/2单元");
  CHECK(notice.at("notice").at("day_parts").as_array()[0].at("to").as_string() == "00:00");
  notice = json_of(staffed.post(staffed.writer, notice, "submit"));
  CHECK(text_in(notice, "state") == "in_review");
  CHECK(staffed.post(staffed.writer, notice, "approve").status == 403);
  CHECK(field_of(staffed.post(staffed.reviewer, notice, "return")) == "reason");
  const auto seen = json_of(staffed.desk.get("/notices/" + text_in(notice, "id"), staffed.reviewer));
  CHECK(may(seen, "approveNotice"));
  const auto approved = staffed.post(staffed.reviewer, notice, "approve", "可以");
  REQUIRE_MESSAGE(approved.status == 200, approved.body);
  notice = json_of(approved);
  CHECK(text_in(notice, "state") == "published");
  CHECK(notice.at("steps").as_array().size() == 3);
  CHECK(staffed.post(staffed.reviewer, seen, "approve").status == 409);
  notice = json_of(staffed.post(staffed.reviewer, notice, "withdraw"));
  CHECK(text_in(notice, "state") == "withdrawn");
  const auto entries = staffed.desk.audit(1);
  CHECK(entries[0].action == "withdrawNotice");
  CHECK(entries[0].place == kUnit2);
}

TEST_CASE("four eyes hold for administrators as well, and the refusal is audited") {
  Staffed staffed;
  staffed.writer = staffed.desk.session_of(staffed.desk.add("root", {{store::Role::administrator, ""}}));
  const auto notice = json_of(staffed.post(staffed.writer, staffed.draft(body_at(kUnit2)), "submit"));
  const auto refused = staffed.post(staffed.writer, notice, "approve");
  CHECK(refused.status == 403);
  CHECK(text_in(json_of(refused), "detail").find("不能自己审核") != std::string::npos);
}

TEST_CASE("whoever changes an older version is told so in his or her language") {
  Staffed staffed;
  const auto notice = staffed.draft(body_at(kUnit2));
  const std::string path = "/notices/" + text_in(notice, "id");
  const std::string change = R"({"version":1,"notice":)" + body_at(kUnit2) + "}";
  CHECK(staffed.desk.call("PUT", path, staffed.writer, change).status == 200);
  const auto late = staffed.desk.call("PUT", path, staffed.writer, change, {{"Accept-Language", "en"}});
  CHECK(late.status == 409);
  CHECK(text_in(json_of(late), "code") == "changed_meanwhile");
  CHECK(text_in(json_of(late), "detail") == "Somebody else changed this notice meanwhile.");
  CHECK(staffed.desk.call("DELETE", path, staffed.writer).status == 204);
  CHECK(staffed.desk.get(path, staffed.writer).status == 404);
}

TEST_CASE("an emergency is out at once and waits for its review") {
  Staffed staffed;
  auto notice = staffed.draft(body_at(kUnit2));
  CHECK(field_of(staffed.post(staffed.writer, notice, "publish-at-once")) == "reason");
  notice = json_of(staffed.post(staffed.writer, notice, "publish-at-once", "抢修"));
  CHECK(text_in(notice, "state") == "published");
  CHECK(notice.at("awaits_review").as_bool());
  notice = json_of(staffed.post(staffed.reviewer, notice, "return", "没有必要"));
  CHECK(text_in(notice, "state") == "withdrawn");
}

TEST_CASE("what is wrong with a notice is said by its fields") {
  Staffed staffed;
  const auto wrong = [&](const std::string& body) {
    return field_of(staffed.desk.call("POST", "/notices", staffed.writer, body));
  };
  CHECK(wrong(body_at("YX/XX")) == "targets.places");
  CHECK(wrong(body_at(kUnit2, R"(,"picture":"x")")) == "picture");
  CHECK(wrong(body_at(kUnit2, R"(,"valid_to":"tomorrow")")) == "valid_to");
  CHECK(wrong(body_at(kUnit2, R"(,"day_parts":[{"from":"29:00","to":"07:00"}])")) == "day_parts[0].from");
  CHECK(wrong(R"({"category":"gossip","title":"","body":"","targets":{}})") == "category");
  const auto empty = staffed.draft(R"({"category":"safety","title":"","body":"","targets":{}})");
  CHECK(field_of(staffed.post(staffed.writer, empty, "submit")) == "targets");
}

TEST_CASE("lists are filtered, paged and bound to the reader's places") {
  Staffed staffed;
  for (const char* place : {kUnit2, kUnit3, kUnit2}) (void)staffed.draft(body_at(place));
  const auto ids = [&](const std::string& query, const std::string& session) {
    const auto reply = staffed.desk.get("/notices" + query, session);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json_of(reply);
  };
  CHECK(ids("", staffed.writer).at("total").as_int64() == 3);
  const auto first = ids("?limit=2", staffed.writer);
  CHECK(first.at("items").as_array().size() == 2);
  CHECK(ids("?limit=2&after=" + text_in(first, "next"), staffed.writer).at("items").as_array().size() == 1);
  CHECK(ids("?state=published", staffed.writer).at("total").as_int64() == 0);
  CHECK(ids("?mine=true", staffed.reviewer).at("total").as_int64() == 0);
  CHECK(ids(std::string("?under=") + kUnit3, staffed.writer).at("total").as_int64() == 1);
  const auto local = staffed.desk.session_of(staffed.desk.add("local", {{store::Role::community_manager, kUnit2}}));
  CHECK(ids("", local).at("total").as_int64() == 2);
  CHECK(staffed.desk.get("/notices?state=gone", staffed.writer).status == 400);
  CHECK(staffed.desk.get("/notices?after=eA", staffed.writer).status == 400);
}

TEST_CASE("who has a grant for one place works there and nowhere else") {
  Staffed staffed;
  const auto local = staffed.desk.session_of(staffed.desk.add("local", {{store::Role::administrator, kUnit2}}));
  for (const bool inside : {true, false}) {
    CAPTURE(inside);
    const auto notice = staffed.draft(body_at(inside ? kUnit2 : kUnit3));
    const std::string path = "/notices/" + text_in(notice, "id");
    const auto allowed = [&](const test::Reply& reply) {
      CHECK(reply.status != 500);
      return reply.status != 403;
    };
    const std::string place = inside ? kUnit2 : kUnit3;
    CHECK(allowed(staffed.desk.get(path, local)) == inside);
    CHECK(allowed(staffed.desk.get(path + "/delivery", local)) == inside);
    CHECK(allowed(staffed.desk.call("POST", "/notices", local, body_at(place))) == inside);
    CHECK(allowed(staffed.desk.call("POST", "/reach", local, R"({"places":[")" + place + "\"]}")) == inside);
    CHECK(allowed(staffed.desk.call("POST", "/groups", local,
                                    R"({"name":"g","targets":{"places":[")" + place + "\"]}}")) == inside);
    CHECK(allowed(staffed.desk.call("POST", "/templates", local, R"({"name":"t","notice":)" + body_at(place) + "}")) ==
          inside);
    CHECK(allowed(staffed.desk.call("PUT", path, local, R"({"version":1,"notice":)" + body_at(place) + "}")) == inside);
    for (const char* step : {"submit", "publish-at-once", "return", "approve", "withdraw"}) {
      CAPTURE(step);
      // Inside, some of these clash with what the notice stands at or with four eyes; outside none gets that far.
      const auto reply = staffed.post(local, notice, step, "r");
      if (!inside) CHECK(reply.status == 403);
      if (inside && std::string(step) != "approve") CHECK(reply.status != 403);
    }
    CHECK(allowed(staffed.desk.call("DELETE", path, local)) == inside);
  }
}

TEST_CASE("groups and templates are kept under names of their own") {
  Staffed staffed;
  const std::string targets = std::string(R"("targets":{"places":[")") + kUnit2 + "\"]}";
  const auto added = staffed.desk.call("POST", "/groups", staffed.writer, R"({"name":"北片",)" + targets + "}");
  REQUIRE_MESSAGE(added.status == 201, added.body);
  const std::string id = text_in(json_of(added), "id");
  CHECK(staffed.desk.call("POST", "/groups", staffed.writer, R"({"name":"北片",)" + targets + "}").status == 409);
  CHECK(staffed.desk.call("POST", "/groups", staffed.writer, R"({"name":" ",)" + targets + "}").status == 422);
  CHECK(staffed.desk.call("PUT", "/groups/" + id, staffed.writer, R"({"name":"南片",)" + targets + "}").status == 200);
  CHECK(json_of(staffed.desk.get("/groups", staffed.writer)).at("items").as_array().size() == 1);
  const auto reach = staffed.desk.call("POST", "/reach", staffed.writer, R"({"groups":[")" + id + "\"]}");
  CHECK(reach.status == 200);
  CHECK(field_of(staffed.desk.call("POST", "/reach", staffed.writer, "{}")) == "targets");
  CHECK(staffed.desk.call("DELETE", "/groups/" + id, staffed.writer).status == 204);
  CHECK(staffed.desk.call("DELETE", "/groups/" + id, staffed.writer).status == 404);
  const auto made =
      staffed.desk.call("POST", "/templates", staffed.writer, R"({"name":"检修","notice":)" + body_at(kUnit2) + "}");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  CHECK(json_of(staffed.desk.get("/templates", staffed.writer)).at("items").as_array().size() == 1);
  CHECK(staffed.desk.call("DELETE", "/templates/" + text_in(json_of(made), "id"), staffed.writer).status == 204);
}

TEST_CASE("a picture is made a JPEG for boards and shown again; what is none is refused") {
  Staffed staffed;
  const auto added = upload(staffed, small_jpeg(), "image/jpeg");
  REQUIRE_MESSAGE(added.status == 201, added.body);
  const std::string sha256 = text_in(json_of(added), "sha256");
  const auto shown = staffed.desk.get("/pictures/" + sha256, staffed.writer);
  CHECK(shown.status == 200);
  CHECK(shown.headers.at("content-type") == "image/jpeg");
  CHECK(shown.body.size() == static_cast<std::size_t>(json_of(added).at("bytes").as_int64()));
  CHECK(staffed.desk.get("/pictures/" + std::string(64, '0'), staffed.writer).status == 404);
  CHECK(upload(staffed, "<svg/>", "image/png").status == 422);
  auto notice = staffed.draft(body_at(kUnit2, R"(,"picture":")" + sha256 + "\""));
  CHECK(field_of(staffed.post(staffed.writer, notice, "submit")) == "picture_text");
  notice = staffed.draft(body_at(kUnit2, R"(,"picture_text":"配电房","picture":")" + sha256 + "\""));
  CHECK(staffed.post(staffed.writer, notice, "submit").status == 200);
}

TEST_CASE("delivery says which boards have it and show it, and why one has not") {
  Staffed staffed;
  const auto board = staffed.desk.centre.enrolled(kUnit2);
  std::string code;
  (void)staffed.desk.centre.add(kUnit2, code);
  const auto notice = json_of(staffed.post(staffed.writer, staffed.draft(body_at(kUnit2)), "publish-at-once", "抢修"));
  const std::string path = "/notices/" + text_in(notice, "id") + "/delivery";
  const auto before = json_of(staffed.desk.get(path, staffed.writer));
  CHECK(before.at("boards").as_int64() == 2);
  CHECK(before.at("received").as_int64() == 0);
  CHECK(before.at("items").as_array()[0].as_object().contains("why"));
  const auto now = staffed.desk.centre.clock.now();
  const wire::ShownBody body{{{text_in(notice, "id"), now, now}}};
  wire::OutboxItem item{base::make_uuid_v7(now, staffed.desk.centre.random), wire::ItemKind::shown, now,
                        wire::encode(body, base::Zone{})};
  CHECK(staffed.desk.centre.post_outbox(board.token, wire::encode_items({item}, base::Zone{})).status == 200);
  const auto after = json_of(staffed.desk.get(path + "?limit=1", staffed.writer));
  CHECK(after.at("shown").as_int64() == 1);
  CHECK(after.contains("next"));
  const auto rest = json_of(staffed.desk.get(path + "?limit=1&after=" + text_in(after, "next"), staffed.writer));
  CHECK(rest.at("items").as_array().size() == 1);
  CHECK_FALSE(rest.contains("next"));
}

TEST_CASE("a preview comes from the boards' own program, and its absence is said") {
  const std::string wish = R"({"orientation":"landscape","notice":)" + body_at(kUnit2) + "}";
  {
    Staffed staffed;
    CHECK(staffed.desk.call("POST", "/notices/preview", staffed.writer, wish).status == 503);
    CHECK(field_of(staffed.desk.call("POST", "/notices/preview", staffed.writer,
                                     R"({"notice":)" + body_at(kUnit2) + "}")) == "orientation");
  }
  const tests::TemporaryFolder folder;
  server::ServiceOptions options;
  options.preview_program = folder.file("draw");
  {
    std::ofstream file(options.preview_program);
    file << "#!/bin/sh\nprintf '\\211PNG\\r\\n\\032\\n'\ncat\n";
  }
  ::chmod(options.preview_program.c_str(), 0700);
  Staffed staffed(options);
  const auto drawn = staffed.desk.call("POST", "/notices/preview", staffed.writer, wish);
  REQUIRE_MESSAGE(drawn.status == 200, drawn.body);
  CHECK(drawn.headers.at("content-type") == "image/png");
  CHECK(drawn.body.find(R"("orientation":"landscape")") != std::string::npos);
  CHECK(drawn.body.find("今天下午检修") != std::string::npos);
}
