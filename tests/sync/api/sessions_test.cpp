// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

TEST_CASE("a session begins with a sign-in, is shown and ends with a sign-out") {
  test::Desk desk;
  desk.add("wangmin", {{store::Role::administrator, ""}});
  const auto in = desk.sign_in("wangmin", test::kPassword);
  REQUIRE(in.status == 201);
  const std::string cookie = in.headers.at("set-cookie");
  CHECK(cookie.find("HttpOnly") != std::string::npos);
  CHECK(cookie.find("SameSite=Strict") != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);  // plain HTTP on loopback
  CHECK(in.headers.at("cache-control") == "no-store");
  const std::string session = test::session_in(in);
  CHECK(in.body.find(session) == std::string::npos);

  const auto shown = json_of(desk.get("/session", session));
  CHECK(text_in(shown.at("account").as_object(), "name") == "wangmin");
  CHECK(text_in(shown, "supplier") == "云溪供电");
  CHECK(shown.at("operations").as_array().size() > 20);

  CHECK(desk.call("DELETE", "/session", session).status == 204);
  CHECK(desk.get("/session", session).status == 401);
}

TEST_CASE("a stranger is told in both languages what to do") {
  test::Desk desk;
  const auto zh = desk.get("/boards", "");
  CHECK(zh.status == 401);
  CHECK(zh.headers.at("content-type") == "application/problem+json");
  CHECK(text_in(json_of(zh), "todo") == "请重新登录。");
  CHECK(text_in(json_of(zh), "code") == "unauthenticated");
  const auto en = desk.call("GET", "/boards", "", "", {{"Accept-Language", "en,zh;q=0.5"}});
  CHECK(text_in(json_of(en), "todo") == "Sign in again.");
  CHECK(desk.get("/boards", "not-a-session").status == 401);
  CHECK(desk.call("GET", "/boards", "", "", {{"Authorization", "Bearer gbt_nothing"}}).status == 401);
  CHECK(desk.call("GET", "/boards", "", "", {{"Authorization", "Basic eDp5"}}).status == 401);
}

TEST_CASE("what no page of ours sent changes nothing") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("wangmin", {{store::Role::administrator, ""}}));
  const std::string body = R"({"place":"YX/BT/G1/XH/3/2"})";
  const auto post = [&](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Cookie", "gridboard_session=" + session);
    return test::exchange(desk.centre.address, "POST", "/api/v1/boards", body, headers);
  };
  SUBCASE("without our header") {
    CHECK(text_in(json_of(post({{"Content-Type", "application/json"}})), "code") == "cross_site");
  }
  SUBCASE("as a form that any page may send") {
    CHECK(post({{"X-Gridboard", "1"}, {"Content-Type", "text/plain"}}).status == 403);
    CHECK(post({{"X-Gridboard", "1"}, {"Content-Type", "application/x-www-form-urlencoded"}}).status == 403);
  }
  SUBCASE("from another origin") {
    CHECK(
        post({{"X-Gridboard", "1"}, {"Content-Type", "application/json"}, {"Origin", "https://evil.example"}}).status ==
        403);
    CHECK(post({{"X-Gridboard", "1"}, {"Content-Type", "application/json"}, {"Origin", "null"}}).status == 403);
    CHECK(post({{"X-Gridboard", "1"}, {"Content-Type", "application/json"}, {"Sec-Fetch-Site", "cross-site"}}).status ==
          403);
  }
  SUBCASE("from our own page it does") {
    CHECK(post({{"X-Gridboard", "1"},
                {"Content-Type", "application/json; charset=utf-8"},
                {"Origin", "http://127.0.0.1"},
                {"Host", "127.0.0.1"}})
              .status != 500);
    CHECK(post({{"X-Gridboard", "1"}, {"Content-Type", "application/json"}}).status == 201);
  }
  SUBCASE("a sign-in too, lest somebody be signed in as another") {
    const auto in = test::exchange(desk.centre.address, "POST", "/api/v1/session",
                                   R"({"name":"wangmin","password":"x"})", {{"Content-Type", "application/json"}});
    CHECK(text_in(json_of(in), "code") == "cross_site");
  }
}

TEST_CASE("a session that was planted before the sign-in is not the one after it, and ends") {
  test::Desk desk;
  const auto account = desk.add("wangmin", {{store::Role::administrator, ""}});
  const std::string planted = desk.session_of(account);
  const auto in = desk.sign_in("wangmin", test::kPassword, {{"Cookie", "gridboard_session=" + planted}});
  REQUIRE(in.status == 201);
  CHECK(test::session_in(in) != planted);
  CHECK(desk.get("/session", planted).status == 401);
  CHECK(desk.get("/session", test::session_in(in)).status == 200);
}

TEST_CASE("who guesses passwords must wait, and the right one must then wait too") {
  test::Desk desk;
  desk.add("wangmin", {{store::Role::administrator, ""}});
  int status = 0;
  for (int tries = 0; tries < 40 && status != 429; ++tries) status = desk.sign_in("wangmin", "wrong password").status;
  CHECK(status == 429);
  const auto right = desk.sign_in("wangmin", test::kPassword);
  CHECK(right.status == 429);
  CHECK(right.headers.count("retry-after") == 1);
  CHECK(test::session_in(right).empty());
}

TEST_CASE("wrong name and wrong password look alike") {
  test::Desk desk;
  desk.add("wangmin", {{store::Role::administrator, ""}});
  const auto password = desk.sign_in("wangmin", "wrong password"), name = desk.sign_in("nobody", "wrong password");
  CHECK(password.status == 401);
  CHECK(password.body == name.body);
}

TEST_CASE("a first password opens nothing but its change") {
  test::Desk desk;
  auto account = desk.add("wangmin", {{store::Role::administrator, ""}});
  account.must_change_password = true;
  desk.centre.write([&](store::Writer& writer) { return writer.write_people().put(account); });
  const std::string session = desk.session_of(account);
  CHECK(text_in(json_of(desk.get("/boards", session)), "code") == "password_change_needed");
  CHECK(json_of(desk.get("/session", session)).at("must_change_password").as_bool());

  const auto weak = desk.call("PUT", "/session/password", session,
                              std::string(R"({"old":")") + test::kPassword + R"(","new":"short"})");
  CHECK(weak.status == 422);
  CHECK(text_in(json_of(weak).at("errors").as_array().at(0).as_object(), "field") == "new");
  const auto changed = desk.call("PUT", "/session/password", session,
                                 std::string(R"({"old":")") + test::kPassword + R"(","new":"a much longer phrase 7"})");
  CHECK(changed.status == 204);
  CHECK(desk.get("/boards", session).status == 200);
}

TEST_CASE("accounts and tokens are made, shown and ended") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const auto added =
      desk.call("POST", "/accounts", session,
                R"({"name":"liqiang","display_name":"李强","grants":[{"role":"publisher","place":"YX/BT"}]})");
  REQUIRE(added.status == 201);
  const std::string id = text_in(json_of(added).at("account").as_object(), "id");
  CHECK(desk.get("/accounts/" + id, session).status == 200);
  CHECK(desk.sign_in("liqiang", text_in(json_of(added), "password")).status == 201);
  CHECK(desk.call("POST", "/accounts", session, R"({"name":"liqiang","display_name":"李强","grants":[]})").status ==
        409);
  const auto wrong = desk.call("POST", "/accounts", session,
                               R"({"name":"Li","display_name":"","grants":[{"role":"king","place":"NO"}]})");
  CHECK(wrong.status == 422);
  CHECK(json_of(wrong).at("errors").as_array().size() == 4);

  const auto token =
      desk.call("POST", "/tokens", session, R"({"name":"gis","grants":[{"role":"interface","place":"YX"}],"days":30})");
  REQUIRE(token.status == 201);
  const std::string secret = text_in(json_of(token), "secret");
  const std::vector<std::pair<std::string, std::string>> bearer{{"Authorization", "Bearer " + secret}};
  CHECK(desk.call("GET", "/boards", "", "", bearer).status == 200);
  CHECK(desk.call("GET", "/session", "", "", bearer).status == 403);
  CHECK(desk.call("GET", "/accounts", "", "", bearer).status == 403);
  const std::string token_id = text_in(json_of(token).at("token").as_object(), "id");
  CHECK(desk.call("DELETE", "/tokens/" + token_id, session).status == 204);
  CHECK(desk.call("GET", "/boards", "", "", bearer).status == 401);
}
