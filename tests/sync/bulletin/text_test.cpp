// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/utf8.hpp"
#include "sync/bulletin/clean_text.hpp"
#include "sync/bulletin/words.hpp"
#include "sync/bulletin/xml.hpp"
#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

TEST_CASE("clean text keeps what people read and drops what no format can say") {
  CHECK(bulletin::clean_text("  停电 \t\n") == "停电");
  CHECK(bulletin::clean_text("a\r\nb\rc\nd\xe2\x80\xa8"
                             "e") == "a\nb\nc\nd\ne");
  CHECK(bulletin::clean_text(std::string("a\0b\x01\x1b\x7f\xc2\x85", 8)) == "ab");
  CHECK(bulletin::clean_text("\xef\xbf\xbe\xf0\x9f\xbf\xbf") == "");
  CHECK(bulletin::clean_text("⚡️𠮷👨‍👩‍👧") == "⚡️𠮷👨‍👩‍👧");
  CHECK(base::is_valid_utf8(bulletin::clean_text("\xff\xed\xa0\x80\xf5")));
  CHECK(bulletin::clean_text(" \n\t ").empty());
}

TEST_CASE("a line is cut by characters, with a sign that it was") {
  CHECK(bulletin::clean_line("一\n二", 160) == "一 二");
  CHECK(bulletin::clean_line("一二三", 3) == "一二三");
  CHECK(bulletin::clean_line("一二三四", 3) == "一二…");
}

TEST_CASE("XML says any text, in elements and in attributes") {
  bulletin::Xml xml;
  xml.open("a", {{"b", "\"<&>\""}}).leaf("c", "]]> <x> & \x01").leaf_if_any("d", " \x02 ").close();
  CHECK(std::move(xml).bytes() ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&amp;&gt;&quot;\">\n  <c>]]&gt; &lt;x&gt; "
        "&amp;</c>\n"
        "</a>\n");
}

TEST_CASE("headlines stay within what CAP advises, areas never are empty") {
  tests::Told told(tests::planned_outage());
  told.outage().scope = std::string(400, 'x');
  told.tell(told.outage().published_at);
  CHECK(base::count_code_points(bulletin::headline(told.history()[0], bulletin::Language::zh)) == 160);
  model::Outage nowhere = told.outage();
  nowhere.scope = " \x01 ";
  CHECK(bulletin::area_words(nowhere) == "YX/BT/G1/XH/3/1, YX/BT/G1/XH/3/2, YX/BT/G1/XH/5");
  nowhere.audience.clear();
  CHECK(bulletin::area_words(nowhere) == "-");
}

TEST_CASE("what is said follows the state that people see when it is said") {
  tests::Told told(tests::planned_outage());
  told.tell(told.outage().start - 1s);
  told.tell(told.outage().start);
  CHECK(bulletin::headline(told.history()[0], bulletin::Language::zh) == "计划停电预告：新华社区3栋1单元、2单元；5栋");
  CHECK(bulletin::headline(told.history()[1], bulletin::Language::zh) == "计划停电：新华社区3栋1单元、2单元；5栋");
  CHECK(bulletin::headline(told.history()[1], bulletin::Language::en) ==
        "Planned power outage: 新华社区3栋1单元、2单元；5栋");
}
