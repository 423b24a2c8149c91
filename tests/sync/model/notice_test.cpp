// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/notice.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

Notice good_notice() {
  Notice notice;
  notice.title = "夏季安全用电";
  notice.body = "请不要飞线充电。";
  notice.audience = {"YX/BT"};
  notice.valid_from = base::parse_rfc3339("2026-07-01T08:00:00+08:00").value();
  notice.valid_to = base::parse_rfc3339("2026-08-01T00:00:00+08:00").value();
  return notice;
}

}  // namespace

TEST_CASE("a notice shows from its first instant to just before its last") {
  Notice notice = good_notice();
  CHECK_FALSE(is_showing(notice, notice.valid_from - 1ms));
  CHECK(is_showing(notice, notice.valid_from));
  CHECK(is_showing(notice, *notice.valid_to - 1ms));
  CHECK_FALSE(is_showing(notice, *notice.valid_to));
  SUBCASE("for ever without an end") {
    notice.valid_to.reset();
    CHECK(is_showing(notice, notice.valid_from + 87'600h));
  }
  SUBCASE("never once withdrawn") {
    notice.withdrawn = true;
    CHECK_FALSE(is_showing(notice, notice.valid_from));
  }
}

TEST_CASE("what is wrong with a notice is named") {
  CHECK(check(good_notice()).has_value());
  Notice notice = good_notice();
  std::string field;
  SUBCASE("no title") {
    notice.title = " \u3000", field = "title";
  }
  SUBCASE("no body") {
    notice.body.clear(), field = "body";
  }
  SUBCASE("broken UTF-8") {
    notice.body = "\xFF", field = "body";
  }
  SUBCASE("no audience") {
    notice.audience.clear(), field = "audience";
  }
  SUBCASE("an empty path in the audience") {
    notice.audience.push_back(""), field = "audience";
  }
  SUBCASE("urgent without an end") {
    notice.urgent = true, notice.valid_to.reset(), field = "valid_to";
  }
  SUBCASE("an end that isn't after the start") {
    notice.valid_to = notice.valid_from, field = "valid_to";
  }
  if (field.empty()) return;
  const auto checked = check(notice);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error().code == base::ErrorCode::invalid_input);
  CHECK(checked.error().message.starts_with(field + ":"));
}

TEST_CASE("words of notice categories go round") {
  for (const NoticeCategory category : {NoticeCategory::tariff, NoticeCategory::safety, NoticeCategory::payment,
                                        NoticeCategory::community, NoticeCategory::promise}) {
    CHECK(parse_notice_category(name_of(category)).value() == category);
  }
  CHECK(parse_notice_category("安全用电").value() == NoticeCategory::safety);
  CHECK_FALSE(parse_notice_category("sport").has_value());
}
