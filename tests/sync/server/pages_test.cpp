// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The pages that phones open, by a real server.
#include <doctest/doctest.h>

#include <fstream>

#include "sync/desk/answer_request.hpp"
#include "sync/desk/issue_pins.hpp"
#include "sync/desk/issue_staff_pins.hpp"
#include "sync/model/receipt.hpp"
#include "sync/model/sign_in_code.hpp"
#include "sync/server/html.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;
const std::pair<std::string, std::string> kForm{"Content-Type", "application/x-www-form-urlencoded"};
const std::pair<std::string, std::string> kEnglish{"Accept-Language", "en-GB,en;q=0.9,zh;q=0.3"};

std::string percent(const std::string& text) {
  std::string out;
  for (const char c : text) {
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
    out += escaped;
  }
  return out;
}

std::string last_field(const std::string& path, const std::string& line_starts) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(line_starts)) return line.substr(line.rfind(',') + 1, 6);
  }
  return "";
}

// The value of the hidden field.
std::string hidden(const std::string& page, const std::string& name) {
  const std::string mark = "name=\"" + name + "\" value=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string::npos) return "";
  return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

struct Fixture {
  test::Reply get(const std::string& target, Headers headers = {}) {
    return test::exchange(centre.address, "GET", target, "", headers);
  }
  test::Reply post(const std::string& target, const std::string& body, Headers headers = {kForm}) {
    return test::exchange(centre.address, "POST", target, body, headers);
  }
  std::string code() {
    return model::make_sign_in_code(board.board.id, base::from_base64url(board.board.sign_in_key), centre.clock.now());
  }
  std::string manager_pin() {
    centre.write([](store::Writer& writer) -> base::Result<void> {
      model::Manager manager;
      manager.id = "M-001";
      manager.name = "周敏";
      if (auto put = writer.put(manager); !put) return tl::unexpected(put.error());
      return {};
    });
    const std::string file = folder() + "/manager.csv";
    REQUIRE(desk::issue_manager_pin(*centre.store, "M-001", file, centre.random));
    return last_field(file, "M-001");
  }
  std::string folder() {
    if (made.empty()) {
      made = std::filesystem::temp_directory_path() / "gridboard-pages-XXXXXX";
      REQUIRE(mkdtemp(made.data()) != nullptr);
    }
    return made;
  }
  std::string repair_form(const std::string& token) {
    return "token=" + token + "&problem=home&since=just_now&phone=13800008000";
  }
  std::string go() { return "/go/" + board.board.id; }
  // Handed in by phone; its page.
  std::string handed_in() {
    const auto form = get(go() + "/repair");
    const auto reply = post(go() + "/repair", repair_form(hidden(form.body, "token")));
    REQUIRE(reply.status == 303);
    const std::string location = reply.headers.at("location");
    REQUIRE(location.starts_with("../../r/"));
    return location.substr(5, location.find('?') - 5);
  }
  ~Fixture() {
    if (!made.empty()) std::filesystem::remove_all(made);
  }

  test::Centre centre;
  test::TestBoard board = centre.enrolled(test::kUnit2);
  std::string made;
};

void check_page(const test::Reply& reply, int status) {
  INFO(reply.body);
  CHECK(reply.status == status);
  CHECK(reply.headers.at("content-type") == "text/html; charset=utf-8");
  const std::string policy = reply.headers.at("content-security-policy");
  CHECK(policy.find("default-src 'none'") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(reply.headers.at("referrer-policy") == "no-referrer");
  CHECK(reply.headers.at("x-content-type-options") == "nosniff");
  CHECK(reply.headers.at("cache-control") == "no-store");
  CHECK(reply.body.find("<script") == std::string::npos);
  CHECK(reply.body.find(" style=") == std::string::npos);
  CHECK(reply.body.find("width=device-width") != std::string::npos);
}

}  // namespace

TEST_CASE("text is escaped in one place, for between tags and within quotes") {
  server::Html html;
  html.tag("<p title=\"").text("\"><script>alert('x')</script>&\x01").tag("\">");
  CHECK(html.bytes() == "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\">");
}

TEST_CASE("a manager signs in by phone") {
  Fixture fixture;
  const std::string pin = fixture.manager_pin(), path = "/s/" + fixture.code();
  const auto form = fixture.get(path);
  check_page(form, 200);
  CHECK(form.body.find("员工签到") != std::string::npos);
  CHECK(fixture.get(path, {kEnglish}).body.find("Staff number") != std::string::npos);
  const auto wrong = fixture.post(path, "what=arrival&manager=%3Cb%3E%22&pin=000000");
  check_page(wrong, 403);
  CHECK(wrong.body.find("&lt;b&gt;&quot;") != std::string::npos);
  CHECK(wrong.body.find("000000") == std::string::npos);
  const std::string body = "what=arrival&manager=M-001&pin=" + pin;
  const auto done = fixture.post(path, body);
  check_page(done, 200);
  CHECK(done.body.find("周敏") != std::string::npos);
  check_page(fixture.post(path, body), 409);
  const auto feed = fixture.centre.get("/sync/v1/feed?wait=0", fixture.board.token).body;
  CHECK(feed.find("\"presence\"") != std::string::npos);

  SUBCASE("a code that is stale") {
    fixture.centre.clock.shift(3min);
    check_page(fixture.get(path), 410);
    check_page(fixture.post(path, body), 410);
  }
  SUBCASE("or forged, or none") {
    std::string forged = path;
    char& inside = forged[forged.size() - 5];
    inside = inside == 'A' ? 'B' : 'A';
    check_page(fixture.get(forged), 403);
    check_page(fixture.get("/s/nonsense"), 404);
    check_page(fixture.get("/s/" + std::string(500, 'a')), 404);
  }
  SUBCASE("a form that says nothing of use") {
    check_page(fixture.post(path, "manager=M-001&pin=" + pin), 400);
    check_page(fixture.post(path, "what=%zz"), 400);
    check_page(fixture.post(path, "{}", {{"Content-Type", "application/json"}}), 415);
    check_page(fixture.post(path, std::string(4000, 'x')), 413);
  }
}

TEST_CASE("a resident goes on by phone") {
  Fixture fixture;
  const auto form = fixture.get(fixture.go() + "/repair");
  check_page(form, 200);
  CHECK(form.body.find("报修") != std::string::npos);
  CHECK(form.body.find("name=\"problem\" value=\"home\"") != std::string::npos);
  CHECK(form.body.find("href=\"../../pages.css\"") != std::string::npos);
  const std::string token = hidden(form.body, "token");
  REQUIRE(base::is_uuid(token));
  const auto first = fixture.post(fixture.go() + "/repair", fixture.repair_form(token));
  CHECK(first.status == 303);
  const auto again = fixture.post(fixture.go() + "/repair", fixture.repair_form(token));
  CHECK(again.headers.at("location") == first.headers.at("location"));
  const std::string receipt_page = first.headers.at("location").substr(5);
  const auto page = fixture.get(receipt_page);
  check_page(page, 200);
  CHECK(page.body.find("已经收到了") != std::string::npos);
  for (const char* personal : {"13800008000", "单元", "YX/BT"}) CHECK(page.body.find(personal) == std::string::npos);

  SUBCASE("in English") {
    const auto english = fixture.get(fixture.go() + "/repair", {kEnglish});
    CHECK(english.body.find("<html lang=\"en\">") != std::string::npos);
    CHECK(english.body.find("Hand in") != std::string::npos);
  }
  SUBCASE("the list of services leads there") {
    const auto list = fixture.get(fixture.go());
    check_page(list, 200);
    CHECK(list.body.find(fixture.board.board.id + "/repair\"") != std::string::npos);
    CHECK(list.body.find("maintenance_window") == std::string::npos);
  }
  SUBCASE("what was typed comes back, escaped, with what is wrong") {
    const auto back =
        fixture.post(fixture.go() + "/repair",
                     "token=" + token + "&since=just_now&phone=" + percent("\"><img src=x onerror=alert(1)>"));
    check_page(back, 422);
    CHECK(back.body.find("<img") == std::string::npos);
    CHECK(back.body.find("&lt;img src=x") != std::string::npos);
    CHECK(back.body.find("还没有填") != std::string::npos);
  }
  SUBCASE("documents and conditions stand on the form") {
    const auto change = fixture.get(fixture.go() + "/change_of_name");
    CHECK(change.body.find("请准备") != std::string::npos);
    CHECK(change.body.find("household_pin") != std::string::npos);
    CHECK(fixture.get(fixture.go() + "/home_visit").body.find("才要填") != std::string::npos);
  }
  SUBCASE("no maintenance offers windows now") {
    const auto none = fixture.get(fixture.go() + "/maintenance_window");
    check_page(none, 404);
    CHECK(none.body.find("现在没有要选的时段") != std::string::npos);
  }
  SUBCASE("addresses that lead nowhere") {
    for (const std::string& target : {std::string("/go/B-XXXXXX/repair"), fixture.go() + "/teleport",
                                      fixture.go() + "/repair/x", fixture.go() + "/", std::string("/go/"),
                                      std::string("/go/<script>/x"), std::string("/r/"), std::string("/s/")}) {
      INFO(target);
      check_page(fixture.get(target), 404);
    }
  }
  SUBCASE("a wrong method, too long a body") {
    const auto wrong = test::exchange(fixture.centre.address, "PUT", fixture.go() + "/repair", "");
    check_page(wrong, 405);
    CHECK(wrong.headers.at("allow") == "GET, POST");
    check_page(fixture.post(fixture.go() + "/repair", std::string(80000, 'x')), 413);
    check_page(fixture.get("/nowhere", {{"Accept", "text/html,*/*"}}), 404);
    CHECK(fixture.get("/nowhere").headers.at("content-type") == "application/problem+json");
  }
}

TEST_CASE("what concerns a household asks for its PIN, and waits after five wrong ones") {
  Fixture fixture;
  model::Household household;
  household.account = "3301044471";
  household.unit_path = test::kUnit2;
  household.door = "501";
  fixture.centre.write([&](store::Writer& writer) -> base::Result<void> {
    if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    return {};
  });
  const std::string slips = fixture.folder() + "/slips.csv";
  const auto rules = model::Rules::load(GRIDBOARD_SOURCE_DIR "/assets/rules", base::parse_date("2026-11-22").value());
  REQUIRE(desk::issue_pins(*fixture.centre.store, {{test::kUnit2}, slips, false}, *rules, fixture.centre.clock,
                           fixture.centre.random, nullptr));
  const std::string pin = last_field(slips, household.account);
  const std::string target = fixture.go() + "/change_of_name";
  const auto send = [&](const std::string& with) {
    const std::string token = base::make_uuid_v7(fixture.centre.clock.now(), fixture.centre.random);
    return fixture.post(target,
                        "token=" + token + "&new_name=" + percent("王芳") +
                            "&identity_type=identity_card&phone=13800008000&account=3301044471&household_pin=" + with);
  };
  const auto wrong = send("x");
  check_page(wrong, 403);
  CHECK(wrong.body.find(pin) == std::string::npos);
  CHECK(send(pin).status == 303);
  for (int i = 0; i < 5; ++i) CHECK(send("x").status == 403);
  const auto waiting = send(pin);
  check_page(waiting, 429);
  CHECK(waiting.body.find("还要等") != std::string::npos);
}

TEST_CASE("a receipt's page shows how it goes, takes a rating once and opens it again") {
  Fixture fixture;
  const std::string page = fixture.handed_in();
  const std::string receipt = page.substr(3);
  CHECK(fixture.post(page, "action=rating&stars=5").status == 409);
  const auto catalogue = model::Catalogue::load(GRIDBOARD_SOURCE_DIR "/assets/catalogue").value();
  const auto answer = [&](model::RequestState state, const std::string& text) {
    REQUIRE(desk::answer_request(*fixture.centre.store, catalogue, {receipt, state, text, std::nullopt, "王师傅"},
                                 fixture.centre.clock));
  };
  answer(model::RequestState::dispatched, "<b>13911112222</b> 已出发");
  const auto going = fixture.get(page);
  check_page(going, 200);
  CHECK(going.body.find("&lt;b&gt;*******2222&lt;/b&gt;") != std::string::npos);
  CHECK(going.body.find("王师傅") == std::string::npos);
  CHECK(going.body.find("name=\"stars\"") == std::string::npos);
  answer(model::RequestState::accepted, "");
  answer(model::RequestState::done, "已修好。");
  CHECK(fixture.get(page).body.find("name=\"stars\"") != std::string::npos);
  CHECK(fixture.post(page, "action=rating&stars=9").status == 422);
  CHECK(fixture.post(page, "action=nonsense").status == 422);
  const auto rated = fixture.post(page, "action=rating&stars=4");
  CHECK(rated.status == 303);
  CHECK(rated.headers.at("location") == "?done=rating");
  CHECK(fixture.get(page + "?done=rating").body.find("谢谢您的评价") != std::string::npos);
  check_page(fixture.post(page, "action=rating&stars=1"), 409);

  SUBCASE("opened again in time") {
    CHECK(fixture.post(page, "action=reopening&reason=came_back").status == 303);
    CHECK(fixture.get(page).body.find("已重开") != std::string::npos);
  }
  SUBCASE("not after seven days") {
    fixture.centre.clock.shift(7 * 24h + 1s);
    CHECK(fixture.get(page).body.find("name=\"reason\"") == std::string::npos);
    check_page(fixture.post(page, "action=reopening&reason=came_back"), 409);
  }
  SUBCASE("nobody's receipt is told kindly, and who tries many is slowed down") {
    check_page(fixture.get("/r/K7M-2222-2"), 404);
    check_page(fixture.get("/r/%3Cscript%3E"), 404);
    check_page(fixture.post("/r/K7M-2222-2", "action=rating&stars=4"), 404);
    int slowed = 0;
    for (int i = 0; i < 70 && slowed == 0; ++i) slowed = fixture.get("/r/K7M-2222-2").status == 429 ? i : 0;
    CHECK(slowed > 0);
    const auto slow = fixture.get(page);
    check_page(slow, 429);
    CHECK(std::stoi(slow.headers.at("retry-after")) > 0);
  }
}

TEST_CASE("the style sheet is one file that loads nothing else") {
  Fixture fixture;
  const auto reply = fixture.get("/pages.css");
  CHECK(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "text/css; charset=utf-8");
  CHECK(reply.body.find("url(") == std::string::npos);
  CHECK(reply.body.find("@import") == std::string::npos);
}
