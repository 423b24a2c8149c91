// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "sync/desk/import_desk.hpp"
#include "sync/wire/blob.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

namespace {

const std::string kPlaces = "编码,上级,类型,名称\n9,YX/BT/G1/XH,building,9栋\n1,YX/BT/G1/XH/9,unit,1单元\n";

test::Reply send(test::Desk& desk, const std::string& session, const std::string& query, const std::string& text,
                 const std::string& type = "text/csv") {
  return test::exchange(desk.centre.address, "POST", "/api/v1/imports" + query, text,
                        {{"Cookie", "gridboard_session=" + session}, {"X-Gridboard", "1"}, {"Content-Type", type}});
}

// As the console waits for it.
boost::json::object settled(test::Desk& desk, const std::string& session, const std::string& id) {
  for (int i = 0; i < 2000; ++i) {
    const auto details = json_of(desk.get("/imports/" + id, session));
    const auto& import = details.at("import").as_object();
    if (!import.contains("run") && text_in(import, "state") != "checking") return details;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL("the import doesn't come to its end");
  return {};
}

std::string state_of(const boost::json::object& details) {
  return text_in(details.at("import").as_object(), "state");
}

}  // namespace

TEST_CASE("a file is looked at, applied and undone over HTTP, and the history tells of it") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const auto sent = send(desk, admin, "?kind=places&file=9.csv", kPlaces);
  REQUIRE(sent.status == 201);
  const std::string id = text_in(json_of(sent), "id");
  const auto details = settled(desk, admin, id);
  CHECK(state_of(details) == "ready");
  CHECK(details.at("import").as_object().at("added").as_int64() == 2);
  CHECK(details.at("sample").as_array().size() == 2);
  const auto row = details.at("sample").as_array()[0].as_object();
  CHECK(text_in(row, "thing") == "YX/BT/G1/XH/9");
  CHECK(text_in(row, "what") == "added");

  CHECK(desk.call("POST", "/imports/" + id + "/apply", admin).status == 202);
  CHECK(state_of(settled(desk, admin, id)) == "applied");
  CHECK(desk.get("/places/one?path=YX/BT/G1/XH/9/1", admin).status == 200);
  CHECK(desk.call("POST", "/imports/" + id + "/apply", admin).status == 409);
  CHECK(desk.call("DELETE", "/imports/" + id, admin).status == 409);

  CHECK(desk.call("POST", "/imports/" + id + "/undo", admin).status == 202);
  CHECK(state_of(settled(desk, admin, id)) == "undone");
  CHECK(desk.get("/places/one?path=YX/BT/G1/XH/9", admin).status == 404);
  const auto page = json_of(desk.get("/imports?kind=places&state=undone", admin));
  CHECK(page.at("items").as_array().size() == 1);
  CHECK(page.at("total").as_int64() == 1);
  CHECK(json_of(desk.get("/imports?state=ready", admin)).at("items").as_array().empty());
}

TEST_CASE("a file comes in pieces over HTTP, and what isn't right about one is refused") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  std::string text = "编号,姓名,职责\n";
  for (int i = 1; i <= 6; ++i) text += "m" + std::to_string(i) + ",王," + std::string(200'000, 'x') + "\n";
  const auto begin = [&](const std::string& bytes) {
    return desk.call("POST", "/imports/uploads", admin,
                     R"({"kind":"managers","file":"经理.csv","bytes":)" + bytes + "}");
  };
  CHECK(begin("0").status == 422);
  CHECK(begin("536870913").status == 413);
  CHECK(begin("-1").status == 422);
  CHECK(desk.call("POST", "/imports/uploads", admin, R"({"file":"f","bytes":1})").status == 422);
  const auto begun = begin(std::to_string(text.size()));
  REQUIRE(begun.status == 201);
  CHECK(text_in(json_of(begun), "state") == "uploading");
  const std::string id = text_in(json_of(begun), "id");
  const auto send_piece = [&](const std::string& number, const std::string& bytes, const std::string& sha256) {
    return test::exchange(
        desk.centre.address, "PUT", "/api/v1/imports/" + id + "/pieces?number=" + number + "&sha256=" + sha256, bytes,
        {{"Cookie", "gridboard_session=" + admin}, {"X-Gridboard", "1"}, {"Content-Type", "application/octet-stream"}});
  };
  const std::string first = text.substr(0, 1 << 20), last = text.substr(1 << 20);
  CHECK(send_piece("1", last, wire::sha256_of(last)).status == 204);
  const auto early = desk.call("POST", "/imports/" + id + "/finish", admin);
  CHECK(early.status == 409);
  CHECK(text_in(json_of(early).at("errors").as_array()[0].as_object(), "detail") == "缺少第 0 块。");
  CHECK(send_piece("0", first, wire::sha256_of(last)).status == 422);
  CHECK(send_piece("0", last, wire::sha256_of(last)).status == 422);
  CHECK(send_piece("2", last, wire::sha256_of(last)).status == 422);
  CHECK(send_piece("x", first, wire::sha256_of(first)).status == 400);
  CHECK(send_piece("0", first + "x", wire::sha256_of(first + "x")).status == 413);
  CHECK(send_piece("0", first, wire::sha256_of(first)).status == 204);
  CHECK(send_piece("0", first, wire::sha256_of(first)).status == 204);
  CHECK(desk.call("POST", "/imports/" + id + "/finish", admin).status == 202);
  const auto details = settled(desk, admin, id);
  CHECK(state_of(details) == "ready");
  CHECK(details.at("import").as_object().at("added").as_int64() == 6);
  CHECK(send_piece("0", first, wire::sha256_of(first)).status == 409);
  CHECK(desk.call("POST", "/imports/nobody/finish", admin).status == 404);
  const std::string publisher = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  CHECK(desk.call("POST", "/imports/uploads", publisher, R"({"kind":"bills","file":"f","bytes":1})").status == 403);
}

TEST_CASE(
    "a large file goes in batches, tells how far it is, and a server that starts goes on with what another left") {
  server::ServiceOptions options;
  options.imports = {1, 1};
  test::Desk desk(options);
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const std::string id = text_in(json_of(send(desk, admin, "?kind=places&file=9.csv", kPlaces)), "id");
  CHECK(state_of(settled(desk, admin, id)) == "ready");
  // As a server that ended after the first batch leaves it.
  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    auto import = writer.imports().import(id);
    if (!import) return tl::unexpected(import.error());
    CHECK((*import)->total == 2);
    (*import)->state = store::ImportState::applying;
    (*import)->applied_at = desk.centre.clock.now();
    (*import)->worked_at = desk.centre.clock.now() - desk::kBatchAge - std::chrono::seconds(1);
    return writer.write_imports().put(**import);
  });
  const auto stopped = json_of(desk.get("/imports/" + id, admin)).at("import").as_object();
  CHECK(text_in(stopped, "state") == "applying");
  CHECK_FALSE(stopped.contains("run"));
  CHECK(stopped.at("total").as_int64() == 2);
  CHECK(desk.call("DELETE", "/imports/" + id, admin).status == 409);
  CHECK(desk.call("POST", "/imports/" + id + "/undo", admin).status == 409);
  SUBCASE("by whoever looks at it") {
    CHECK(desk.call("POST", "/imports/" + id + "/apply", admin).status == 202);
  }
  SUBCASE("by a server that starts") {
    desk.centre.restart();
  }
  const auto details = settled(desk, admin, id);
  CHECK(state_of(details) == "applied");
  CHECK(details.at("import").as_object().at("left").as_int64() == 0);
  CHECK(desk.get("/places/one?path=YX/BT/G1/XH/9/1", admin).status == 200);
  std::string code;
  desk.centre.add("YX/BT/G1/XH/9/1", code);
  CHECK(desk.call("POST", "/imports/" + id + "/undo", admin).status == 202);
  const auto undone = settled(desk, admin, id);
  CHECK(state_of(undone) == "undone");
  CHECK(undone.at("import").as_object().at("left").as_int64() == 2);
  CHECK(text_in(undone.at("errors").as_array()[0].as_object(), "problem") == "还有 1 块终端 与它有关。");
  CHECK(desk.get("/imports/" + id + "/errors", admin).body.find("YX/BT/G1/XH/9/1") != std::string::npos);
}

TEST_CASE("an undo that something stands against changes nothing and says what, in the reader's language") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const std::string id = text_in(json_of(send(desk, admin, "?kind=places&file=9.csv", kPlaces)), "id");
  settled(desk, admin, id);
  desk.call("POST", "/imports/" + id + "/apply", admin);
  settled(desk, admin, id);
  std::string code;
  desk.centre.add("YX/BT/G1/XH/9/1", code);
  CHECK(desk.call("POST", "/imports/" + id + "/undo", admin).status == 202);
  const auto details = settled(desk, admin, id);
  CHECK(state_of(details) == "applied");
  const auto& problem = details.at("problem").as_object();
  CHECK(problem.at("status").as_int64() == 409);
  CHECK(text_in(problem.at("errors").as_array()[0].as_object(), "detail") ==
        "YX/BT/G1/XH/9/1：还有 1 块终端 与它有关。");
  const auto english = json_of(desk.call("GET", "/imports/" + id, admin, "", {{"Accept-Language", "en"}}));
  CHECK(text_in(english.at("problem").as_object().at("errors").as_array()[0].as_object(), "detail") ==
        "YX/BT/G1/XH/9/1 has 1 boards.");
}

TEST_CASE("errors come as a file that a spreadsheet opens and doesn't run") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const std::string text =
      "编码,上级,类型,名称\n\"=CMD|'/c calc'!A1\",YX/BT/G1/XH,building,9栋\nx,YX/NO,building,1栋\n";
  const std::string id = text_in(json_of(send(desk, admin, "?kind=places&file=9.csv", text)), "id");
  const auto details = settled(desk, admin, id);
  CHECK(state_of(details) == "refused");
  CHECK(details.at("errors").as_array().size() == 2);
  CHECK(desk.call("POST", "/imports/" + id + "/apply", admin).status == 409);
  const auto file = desk.get("/imports/" + id + "/errors", admin);
  CHECK(file.status == 200);
  CHECK(file.headers.at("content-type") == "text/csv; charset=utf-8");
  CHECK(file.body.starts_with("\xef\xbb\xbf行号,列,内容,问题和改法\r\n2,编码,'=CMD"));
  CHECK(file.body.find("\r\n3,上级,YX/NO,") != std::string::npos);
  const auto english = desk.call("GET", "/imports/" + id + "/errors", admin, "", {{"Accept-Language", "en"}});
  CHECK(english.body.starts_with("\xef\xbb\xbfline,column,value,what to do\r\n"));
  CHECK(desk.call("DELETE", "/imports/" + id, admin).status == 204);
  CHECK(desk.get("/imports/" + id, admin).status == 404);
}

TEST_CASE("what is no import is refused at once") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  CHECK(send(desk, admin, "?kind=places", kPlaces).status == 400);
  CHECK(send(desk, admin, "?file=9.csv", kPlaces).status == 400);
  CHECK(send(desk, admin, "?kind=money&file=9.csv", kPlaces).status == 400);
  CHECK(send(desk, admin, "?kind=places&file=9.csv", "").status == 422);
  CHECK(send(desk, admin, "?kind=places&file=9.csv", kPlaces, "application/json").status == 403);  // not of our page
  const std::string publisher = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  CHECK(send(desk, publisher, "?kind=places&file=9.csv", kPlaces).status == 403);
  const std::string one = desk.session_of(desk.add("zhou", {{store::Role::administrator, test::kCommunity}}));
  CHECK(send(desk, one, "?kind=places&file=9.csv", kPlaces).status == 403);
}

TEST_CASE("slips are for those who serve the place, and households who have a PIN are told apart") {
  test::Desk desk;
  const std::string manager = desk.session_of(desk.add("zhou", {{store::Role::community_manager, test::kUnit2}}));
  const std::string unit(test::kUnit2);
  CHECK(desk.call("POST", "/pin-slips", manager, R"({"place":")" + unit + R"("})").status ==
        409);  // nobody lives there
  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    model::Household household;
    household.account = "3301044471";
    household.unit_path = unit;
    household.door = "501";
    household.name = "王";
    household.tariff_id = "residential-annual";
    const auto put = writer.put(household);
    if (!put) return tl::unexpected(put.error());
    return {};
  });
  const auto slips = desk.call("POST", "/pin-slips", manager, R"({"place":")" + unit + R"("})");
  CHECK(slips.status == 200);
  CHECK(slips.headers.at("content-type") == "application/pdf");
  CHECK(slips.headers.at("cache-control") == "no-store");
  CHECK(slips.body.starts_with("%PDF-1."));
  const auto again = desk.call("POST", "/pin-slips", manager, R"({"place":")" + unit + R"("})");
  CHECK(again.status == 409);
  CHECK(text_in(json_of(again), "detail") == "这里的 1 户都已有密码。");
  CHECK(desk.call("POST", "/pin-slips", manager, R"({"place":")" + std::string(test::kUnit3) + R"("})").status == 403);
}
