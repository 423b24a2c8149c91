// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/atom.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "tests/sync/bulletin/golden.hpp"
#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;
using tests::at;
using tests::Told;

namespace {

std::string feed(std::vector<model::Bulletin> bulletins, bool more = false) {
  const bulletin::AtomPage page{"YX/BT/G1/XH", "新华社区", "", std::move(bulletins), more, {}};
  return bulletin::atom_document(page, tests::publisher(), "yunxi.example");
}

std::string unindented(const std::string& xml) {
  std::istringstream lines(xml);
  std::string all, line;
  while (std::getline(lines, line)) all += line.substr(std::min(line.find_first_not_of(' '), line.size())) + '\n';
  return all;
}

std::string id_of_entry(const std::string& xml) {
  const std::size_t entry = xml.find("<entry>");
  const std::size_t from = xml.find("<id>", entry) + 4;
  return xml.substr(from, xml.find("</id>", from) - from);
}

}  // namespace

TEST_CASE("an entry an outage, that links to its newest message") {
  Told planned(tests::planned_outage());
  planned.tell(planned.outage().published_at);
  Told fault(tests::fault_outage());
  fault.tell(at("2026-11-22 16:42"));
  fault.step(at("2026-11-22 17:05"), "抢修人员已到现场。", at("2026-11-22 19:00"));
  const std::string xml = feed({fault.history().back(), planned.history().back()}, true);
  CHECK(xml == tests::golden("outages.atom", xml));
  CHECK(xml.find("/feeds/cap/T20261122-9XWP.2.xml") != std::string::npos);
  // Behind the last one of this page.
  CHECK(xml.find("after=1795311000000.T20261122-K7QM") != std::string::npos);
}

TEST_CASE("an entry's id stays, also when the centre gets another name") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  const std::string before = feed({told.history().back()});
  told.cancel(at("2026-12-01 08:00"));
  model::Bulletin renamed = told.history().back();
  renamed.sender = "elsewhere.example";
  const std::string after = feed({renamed});
  CHECK(id_of_entry(before) == "tag:yunxi.example,2026-11-22:outage/T20261122-K7QM");
  CHECK(id_of_entry(after) == id_of_entry(before));
  CHECK(after.find("<updated>2026-12-01T08:00:00+08:00</updated>") != std::string::npos);
}

TEST_CASE("an outage's entry stands alone as it stands in the feed, with its author and its own address") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  const std::string alone = unindented(bulletin::entry_document(told.history().back(), tests::publisher()));
  const std::string in_feed = unindented(feed({told.history().back()}));
  const std::size_t from = alone.find("<id>"), upto = alone.find("</summary>");
  REQUIRE(upto != std::string::npos);
  CHECK(in_feed.find(alone.substr(from, upto - from)) != std::string::npos);
  CHECK(id_of_entry(in_feed) == "tag:yunxi.example,2026-11-22:outage/T20261122-K7QM");
  CHECK(alone.find("<entry xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">") != std::string::npos);
  CHECK(alone.find("/feeds/atom/T20261122-K7QM.xml\"") != std::string::npos);
  CHECK(alone.find("<author>\n<name>") != std::string::npos);
}

TEST_CASE("a feed without entries says when anything moved last") {
  bulletin::AtomPage page;
  page.updated = at("2026-11-22 07:00");
  const std::string xml = bulletin::atom_document(page, tests::publisher(), "yunxi.example");
  CHECK(xml.find("<updated>2026-11-22T07:00:00+08:00</updated>") != std::string::npos);
  CHECK(xml.find("<entry>") == std::string::npos);
  CHECK(xml.find("rel=\"next\"") == std::string::npos);
}
