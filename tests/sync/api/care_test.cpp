// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

namespace {

constexpr const char* kHousehold = "3301044471";

void add_household(test::Desk& desk) {
  model::Household household;
  household.account = kHousehold;
  household.unit_path = test::kUnit2;
  household.door = "501";
  household.name = "张建国";
  household.tariff_id = "residential-annual";
  household.care = "老人";
  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    const auto put = writer.put(household);
    if (!put) return tl::unexpected(put.error());
    return {};
  });
}

std::string entry(const test::Desk& desk, int ends_in = 300) {
  const base::Zone zone{std::chrono::minutes(480)};
  const auto today = std::chrono::sys_days(base::date_of(desk.centre.clock.now(), zone));
  return std::string(R"({"account":")") + kHousehold +
         R"(","kind":"life_support","note":"制氧机","consent":{"by":"本人","way":"in_person","on":")" +
         base::format_date(today) + R"(","ends_on":")" + base::format_date(today + std::chrono::days(ends_in)) + "\"}}";
}

}  // namespace

TEST_CASE("a household is entered in the register, looked up with a reason, and ended") {
  test::Desk desk;
  add_household(desk);
  const std::string session = desk.session_of(desk.add("wang", {{store::Role::supervisor, "YX"}}));
  const auto kinds = json_of(desk.get("/care/kinds", session));
  CHECK(kinds.at("consent_days_at_most").as_int64() == 366);
  const auto added = desk.call("POST", "/care", session, entry(desk));
  REQUIRE_MESSAGE(added.status == 201, added.body);
  CHECK(desk.call("POST", "/care", session, entry(desk)).status == 409);
  CHECK(desk.call("POST", "/care", session, entry(desk, 367)).status == 422);
  const auto page = json_of(desk.call("POST", "/care/read", session, R"({"reason":"停电前电话通知","place":"YX/BT"})"));
  REQUIRE(page.at("items").as_array().size() == 1);
  const auto line = page.at("items").as_array()[0].as_object();
  CHECK(text_in(line, "note") == "制氧机");
  CHECK(text_in(line.at("household").as_object(), "name") == "张建国");
  CHECK(text_in(line.at("household").as_object(), "in_files") == "老人");
  CHECK(desk.audit(1)[0].action == "readCare");
  CHECK(desk.call("POST", "/care/read", session, R"({"place":"YX"})").status == 422);
  CHECK(desk.call("POST", "/care/read", session, R"({"reason":"  "})").status == 422);
  const std::string id = text_in(line, "id");
  CHECK(desk.call("POST", "/care/" + id + "/end", session, R"({"reason":"本人撤回"})").status == 204);
  CHECK(desk.call("POST", "/care/" + id + "/end", session, R"({"reason":"本人撤回"})").status == 404);
}

TEST_CASE("a household agrees to a hint on its public slot, and takes that back") {
  test::Desk desk;
  add_household(desk);
  const std::string session = desk.session_of(desk.add("wang", {{store::Role::supervisor, "YX"}}));
  const auto set = [&](const char* given, const char* reason) {
    return desk.call(
        "POST", "/care/notice-consent", session,
        std::string(R"({"account":")") + kHousehold + R"(","given":)" + given + R"(,"reason":")" + reason + "\"}");
  };
  const auto agreed = [&] {
    bool now = false;
    desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
      now = writer.household(kHousehold).value()->consent_notice;
      return {};
    });
    return now;
  };
  CHECK_FALSE(agreed());
  const auto given = set("true", "本人在营业厅签字");
  REQUIRE_MESSAGE(given.status == 200, given.body);
  CHECK(json_of(given).at("notice_consent").as_bool());
  CHECK(agreed());
  CHECK(desk.audit(1)[0].action == "setNoticeConsent");
  SUBCASE("said twice it is noted once") {
    CHECK(set("true", "本人在营业厅签字").status == 200);
    const auto entries = desk.audit();
    const auto is_it = [](const store::AuditEntry& entry) { return entry.action == "setNoticeConsent"; };
    CHECK(std::count_if(entries.begin(), entries.end(), is_it) == 1);
  }
  SUBCASE("taken back") {
    CHECK(set("false", "本人电话撤回").status == 200);
    CHECK_FALSE(agreed());
  }
  SUBCASE("not without a reason, nor for nobody") {
    CHECK(set("false", " ").status == 422);
    CHECK(agreed());
    CHECK(desk.call("POST", "/care/notice-consent", session, R"({"account":"9999999999","given":true,"reason":"签字"})")
              .status == 404);
  }
}

TEST_CASE("outside one's place the register is closed, and that is on record") {
  test::Desk desk;
  add_household(desk);
  const std::string inside = desk.session_of(desk.add("wang", {{store::Role::supervisor, "YX"}}));
  const std::string outside = desk.session_of(desk.add("li", {{store::Role::supervisor, test::kUnit3}}));
  const std::string id = text_in(json_of(desk.call("POST", "/care", inside, entry(desk))), "id");
  REQUIRE_FALSE(id.empty());
  const std::string by_account = std::string(R"({"reason":"核对","account":")") + kHousehold + "\"}";
  CHECK(desk.call("POST", "/care/read", outside, by_account).status == 403);
  CHECK(desk.call("POST", "/care/read", outside, R"({"reason":"核对","place":"YX/BT/G1/XH/3/2"})").status == 403);
  CHECK(json_of(desk.call("POST", "/care/read", outside, R"({"reason":"核对"})")).at("items").as_array().empty());
  CHECK(desk.call("POST", "/care", outside, entry(desk)).status == 403);
  CHECK(desk.call("POST", "/care/" + id + "/end", outside, R"({"reason":"没事"})").status == 403);
  const std::string publisher = desk.session_of(desk.add("zhao", {{store::Role::publisher, ""}}));
  CHECK(desk.call("POST", "/care/read", publisher, by_account).status == 403);
}

TEST_CASE("without a provider there is only the password") {
  test::Desk desk;
  const auto ways = json_of(desk.get("/session/ways", ""));
  CHECK(ways.at("password").as_bool());
  CHECK_FALSE(ways.contains("provider"));
  CHECK(desk.get("/session/provider", "").status == 404);
  CHECK(desk.get("/session/provider/callback?state=x&code=y", "").status == 404);
}

TEST_CASE("a provider that can't be asked leads back to the sign-in, and what nobody began signs nobody in") {
  server::ServiceOptions options;
  options.provider = {"http://127.0.0.1:1", "gridboard", "", "统一身份", "", "", {}};
  test::Desk desk(options);
  CHECK(text_in(json_of(desk.get("/session/ways", "")).at("provider").as_object(), "name") == "统一身份");
  const auto begun = desk.get("/session/provider", "");
  CHECK(begun.status == 303);
  CHECK(begun.headers.at("location") == "/console/sign-in?provider=unavailable");
  const auto forged =
      desk.call("GET", "/session/provider/callback?state=x&code=y", "", "", {{"Cookie", "gridboard_provider=z"}});
  CHECK(forged.status == 303);
  CHECK(forged.headers.at("location") == "/console/sign-in?provider=ended");
  CHECK(test::session_in(forged).empty());
  CHECK(desk.audit(1)[0].action == "finishProviderSignIn");
}

TEST_CASE("behind a proxy that speaks TLS cookies go over nothing else") {
  server::ServiceOptions options;
  options.behind_tls_proxy = true;
  test::Desk desk(options);
  desk.add("wang", {{store::Role::administrator, ""}});
  const auto in = desk.sign_in("wang", test::kPassword);
  REQUIRE(in.status == 201);
  CHECK(in.headers.at("set-cookie").find("; Secure") != std::string::npos);
  const auto out = desk.call("DELETE", "/session", test::session_in(in));
  CHECK(out.headers.at("set-cookie").find("; Secure") != std::string::npos);
}
