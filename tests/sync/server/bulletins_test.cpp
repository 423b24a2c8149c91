// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages for everybody, by a real server.
#include <doctest/doctest.h>

#include <thread>

#include "sync/desk/centre_settings.hpp"
#include "sync/desk/send_bulletin.hpp"
#include "sync/server/bulletin_cache.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Feeds {
  test::Reply get(const std::string& target, Headers headers = {}) {
    return test::exchange(centre.address, "GET", target, "", headers);
  }
  // Tells the public of it as it is now.
  void tell(const model::Outage& outage) {
    centre.write([&](store::Writer& writer) -> base::Result<void> {
      const auto settings = desk::load_centre_settings(writer);
      if (!settings) return tl::unexpected(settings.error());
      return desk::send_bulletin(writer, *settings, outage, centre.clock.now());
    });
  }
  // A look at whether anything was sent is good for a second.
  static void let_pass() { std::this_thread::sleep_for(1100ms); }
  model::Outage fault(const std::string& id, const std::string& place) {
    model::Outage outage;
    outage.id = id;
    outage.state = model::OutageState::ongoing;
    outage.cause = "雷击";
    outage.scope = "新华社区3栋2单元";
    outage.audience = {place};
    outage.published_at = outage.start = centre.clock.now();
    return outage;
  }

  test::Centre centre;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("anybody reads feeds, calendars and messages without signing in") {
  Feeds feeds;
  auto outage = feeds.fault("T20261122-K7QM", test::kUnit2);
  outage.override_reason = "不给外人看";
  feeds.tell(outage);
  const auto atom = feeds.get("/feeds/outages.atom");
  CHECK(atom.status == 200);
  CHECK(atom.headers.at("content-type") == "application/atom+xml; charset=utf-8");
  CHECK(atom.headers.at("cache-control") == "public, max-age=30");
  CHECK(has(atom.body, "/feeds/cap/T20261122-K7QM.1.xml"));
  const auto entry = feeds.get("/feeds/atom/T20261122-K7QM.xml");
  CHECK(entry.status == 200);
  CHECK(entry.headers.at("content-type") == "application/atom+xml; type=entry; charset=utf-8");
  CHECK(has(entry.body, "/feeds/cap/T20261122-K7QM.1.xml"));
  const auto cap = feeds.get("/feeds/cap/T20261122-K7QM.1.xml");
  CHECK(cap.status == 200);
  CHECK(cap.headers.at("content-type") == "application/cap+xml; charset=utf-8");
  CHECK(has(cap.body, "<msgType>Alert</msgType>"));
  CHECK(!has(cap.body, "不给外人看"));
  CHECK(feeds.get("/feeds/cap/T20261122-K7QM.xml").body == cap.body);
  const auto calendar = feeds.get("/feeds/outages.ics?place=YX/BT/G1/XH/3/2");
  CHECK(calendar.status == 200);
  CHECK(calendar.headers.at("content-type") == "text/calendar; charset=utf-8");
  CHECK(has(calendar.body, "SEQUENCE:1\r\n"));
  SUBCASE("HEAD says how long it would be") {
    const auto head = test::exchange(feeds.centre.address, "HEAD", "/feeds/outages.atom");
    CHECK(head.headers.at("content-length") == std::to_string(atom.body.size()));
    CHECK(head.headers.at("etag") == atom.headers.at("etag"));
  }
}

TEST_CASE("a place hears of its own outages, unknown and private places are not found") {
  Feeds feeds;
  feeds.tell(feeds.fault("T20261122-AAAA", test::kUnit2));
  feeds.tell(feeds.fault("T20261122-BBBB", test::kUnit3));
  feeds.centre.write([](store::Writer& writer) {
    model::Place door;
    door.path = std::string(test::kUnit2) + "/501";
    door.kind = model::PlaceKind::household;
    door.name = "501";
    return writer.put(door).map([](bool) {});
  });
  const auto unit = feeds.get("/feeds/outages.atom?place=YX%2FBT%2FG1%2FXH%2F3%2F2").body;
  CHECK(has(unit, "T20261122-AAAA"));
  CHECK(!has(unit, "T20261122-BBBB"));
  CHECK(has(feeds.get("/feeds/outages.atom?place=YX").body, "T20261122-BBBB"));
  for (const char* nowhere :
       {"/feeds/outages.atom?place=ZZ", "/feeds/outages.ics?place=ZZ", "/feeds/outages.ics?place=YX/BT/G1/XH/3/2/501",
        "/feeds/outages.atom?place=YX/BT/G1/XH/3/2/502", "/feeds/cap/T20261122-ZZZZ.xml",
        "/feeds/cap/T20261122-AAAA.2.xml", "/feeds/cap/x%2Fy.xml", "/feeds/other", "/feeds/atom/T20261122-ZZZZ.xml",
        "/feeds/atom/T20261122-AAAA.1.xml", "/feeds/outages.atom/x"}) {
    CHECK_MESSAGE(feeds.get(nowhere).status == 404, nowhere);
  }
  CHECK(feeds.get("/feeds/outages.atom?after=nonsense").status == 400);
  CHECK(test::exchange(feeds.centre.address, "POST", "/feeds/outages.atom").status == 405);
  SUBCASE("an outage of a household's own place is told of its unit") {
    feeds.tell(feeds.fault("T20261122-CCCC", std::string(test::kUnit2) + "/501"));
    const auto cap = feeds.get("/feeds/cap/T20261122-CCCC.xml").body;
    CHECK(has(cap, "<value>YX/BT/G1/XH/3/2</value>"));
    CHECK(!has(cap, "501"));
  }
}

TEST_CASE("who asks again with the tag is told that nothing moved, until something did") {
  Feeds feeds;
  auto outage = feeds.fault("T20261122-K7QM", test::kUnit2);
  feeds.tell(outage);
  for (const std::string target : {"/feeds/outages.atom", "/feeds/outages.ics?place=YX",
                                   "/feeds/cap/T20261122-K7QM.xml", "/feeds/atom/T20261122-K7QM.xml"}) {
    const auto first = feeds.get(target);
    const auto tag = first.headers.at("etag");
    const auto again = feeds.get(target, {{"If-None-Match", tag}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.headers.at("etag") == tag);
    CHECK(feeds.get(target, {{"If-None-Match", "W/" + tag + ", \"x\""}}).status == 304);
    CHECK(feeds.get(target, {{"If-None-Match", "\"x\""}}).status == 200);
    CHECK(feeds.get(target).body == first.body);
    outage.timeline.push_back({feeds.centre.clock.now(), "抢修人员已到现场：" + target, std::nullopt});
    feeds.tell(outage);
    Feeds::let_pass();
    const auto moved = feeds.get(target, {{"If-None-Match", tag}});
    CHECK(moved.status == 200);
    CHECK(moved.headers.at("etag") != tag);
  }
  SUBCASE("the same once more is no news") {
    const auto before = feeds.get("/feeds/outages.atom");
    feeds.tell(outage);
    Feeds::let_pass();
    CHECK(feeds.get("/feeds/outages.atom", {{"If-None-Match", before.headers.at("etag")}}).status == 304);
  }
  SUBCASE("a message stays as it was sent") {
    CHECK(has(feeds.get("/feeds/cap/T20261122-K7QM.1.xml").body, "<msgType>Alert</msgType>"));
    const auto last = feeds.get("/feeds/cap/T20261122-K7QM.5.xml").body;
    CHECK(has(last, "<msgType>Update</msgType>"));
    CHECK(has(last, "T20261122-K7QM.4,"));
  }
}

TEST_CASE("while nothing moves, many who poll cost the store nothing") {
  Feeds feeds;
  feeds.tell(feeds.fault("T20261122-K7QM", test::kUnit2));
  REQUIRE(feeds.get("/feeds/outages.atom").status == 200);
  const int before = feeds.centre.store->calls();
  for (int i = 0; i < 200; ++i) REQUIRE(feeds.get("/feeds/outages.atom").status == 200);
  // A look a second, and what the server does beside: far fewer than were asked.
  CHECK(feeds.centre.store->calls() - before < 50);
}

TEST_CASE("who polls without end is told to wait") {
  Feeds feeds;
  test::Reply last;
  for (int i = 0; i < 700 && last.status != 429; ++i) last = feeds.get("/feeds/cap/T.xml");
  CHECK(last.status == 429);
  CHECK(std::stoi(last.headers.at("retry-after")) >= 1);
}

TEST_CASE("a feed of more than a page links to the next, and the pages hold each outage once") {
  Feeds feeds;
  for (int i = 0; i < 120; ++i) feeds.tell(feeds.fault("T20261122-" + std::to_string(1000 + i), test::kUnit2));
  std::string target = "/feeds/outages.atom?place=YX";
  std::size_t entries = 0;
  int pages = 0;
  while (!target.empty() && pages < 10) {
    const std::string body = feeds.get(target).body;
    for (std::size_t at = body.find("<entry>"); at != std::string::npos; at = body.find("<entry>", at + 1)) ++entries;
    const std::size_t next = body.find("rel=\"next\" href=\"");
    target = next == std::string::npos ? "" : body.substr(next + 17, body.find('"', next + 17) - next - 17);
    const std::size_t amp = target.find("&amp;");
    if (amp != std::string::npos) target.replace(amp, 5, "&");
    ++pages;
  }
  CHECK(pages == 3);
  CHECK(entries == 120);
}

TEST_CASE("the cache keeps within its bound, and forgets what was made of an older head or long ago") {
  const auto document = [](std::size_t bytes, std::int64_t head, std::chrono::milliseconds made) {
    server::MadeDocument one;
    one.body.assign(bytes, 'x');
    one.head = head;
    one.made = made;
    return std::make_shared<const server::MadeDocument>(one);
  };
  server::BulletinCache cache(100);
  cache.keep("a", document(40, 1, 0ms));
  cache.keep("b", document(40, 1, 0ms));
  CHECK(cache.find("a", 1, 0ms));
  cache.keep("c", document(40, 1, 0ms));
  CHECK(cache.find("a", 1, 0ms));
  CHECK(!cache.find("b", 1, 0ms));
  cache.keep("d", document(101, 1, 0ms));
  CHECK(!cache.find("d", 1, 0ms));
  CHECK(cache.find("c", 1, 599999ms));
  CHECK(!cache.find("c", 1, 600000ms));
  CHECK(!cache.find("a", 2, 0ms));
  CHECK(!cache.find("a", 1, 0ms));
  CHECK(!cache.fresh_head(0ms));
  cache.note_head(5, 100ms);
  CHECK(cache.fresh_head(1099ms) == 5);
  CHECK(!cache.fresh_head(1100ms));
  cache.note_head(4, 2000ms);
  CHECK(!cache.fresh_head(2000ms));
}
