// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The files that ship: they load, and whatever they refer to exists.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <set>

#include "sync/base/utf8.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

const std::string kAssets = GRIDBOARD_ASSETS_DIR;

base::Date day(std::string_view text) {
  return base::parse_date(text).value();
}

template <class Value>
Value loaded(base::Result<Value> result) {
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.has_value());
  return *std::move(result);
}

Catalogue catalogue() {
  return loaded(Catalogue::load(kAssets + "/catalogue"));
}
Rules rules() {
  return loaded(Rules::load(kAssets + "/rules", day("2026-11-21")));
}

bool has_chinese(const std::string& text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::decode_utf8(text, offset);
    if (code_point >= 0x4E00 && code_point <= 0x9FFF) return true;
  }
  return false;
}

void check_text(const Text& text) {
  CAPTURE(text.zh);
  CAPTURE(text.en);
  CHECK(has_chinese(text.zh));
  CHECK_FALSE(text.en.empty());
  CHECK_FALSE(has_chinese(text.en));
}

}  // namespace

TEST_CASE("the catalogue holds every kind of request that residents may hand in") {
  const Catalogue all = catalogue();
  for (const char* id : {"repair", "change_of_name", "transfer", "new_connection", "temporary_power", "meter_check",
                         "bill_query", "home_visit", "subscription", "suggestion", "complaint", "report", "praise",
                         "inquiry", "opinion", "business_connection", "appliance_damage", "maintenance_window"}) {
    CAPTURE(id);
    CHECK(all.find(id) != nullptr);
  }
  CHECK(all.kinds().front().id == "repair");
  CHECK(all.kinds().size() == 18);
}

TEST_CASE("each kind's promises and icon exist, its hotline class is one of 95598's") {
  const Rules known = rules();
  const std::set<std::string> classes{"fault_repair", "inquiry", "complaint",  "report",   "suggestion",
                                      "opinion",      "praise",  "bill_query", "business", "home_visit"};
  const Catalogue all = catalogue();
  for (const RequestKind& kind : all.kinds()) {
    CAPTURE(kind.id);
    CHECK(std::filesystem::exists(kAssets + "/icons/" + kind.icon + ".svg"));
    CHECK(classes.contains(kind.hotline_class));
    if (kind.promise_id.empty()) continue;
    if (kind.promise_id.ends_with('.')) {
      for (const SiteClass site_class : {SiteClass::city, SiteClass::rural, SiteClass::remote}) {
        CHECK(known.promise(kind.promise_id + name_of(site_class)) != nullptr);
      }
    } else {
      CHECK(known.promise(kind.promise_id) != nullptr);
    }
  }
}

TEST_CASE("every text of the catalogue is there in Chinese and in English") {
  const Catalogue all = catalogue();
  for (const RequestKind& kind : all.kinds()) {
    CAPTURE(kind.id);
    check_text(kind.name);
    check_text(kind.summary);
    for (const Text& document : kind.documents) check_text(document);
    for (const Field& field : kind.fields) {
      CAPTURE(field.id);
      check_text(field.label);
      check_text(field.question);
      CHECK(field.question.zh.ends_with("？") == field.question.en.ends_with("?"));
      if (!field.hint.zh.empty()) check_text(field.hint);
      for (const Choice& choice : field.choices) {
        check_text(choice.label);
        if (!choice.detail.zh.empty()) check_text(choice.detail);
      }
    }
  }
}

TEST_CASE("what names or reaches a person is personal, what only sorts the request is not") {
  const Catalogue all = catalogue();
  for (const RequestKind& kind : all.kinds()) {
    for (const Field& field : kind.fields) {
      CAPTURE(kind.id);
      CAPTURE(field.id);
      const bool sorts = field.type == FieldType::choice || field.type == FieldType::day_part || field.type == FieldType::window;
      CHECK(field.personal == !sorts);
    }
  }
}

TEST_CASE("a home visit is asked for in three touches: who, when, done") {
  const Catalogue all = catalogue();
  const RequestKind* visit = all.find("home_visit");
  REQUIRE(visit != nullptr);
  CHECK(visit->needs_household);
  int asked = 0;
  for (const Field& field : visit->fields) asked += is_asked(field, {{"who", "elderly"}}) ? 1 : 0;
  CHECK(asked == 2);
}

TEST_CASE("a fault is reported without an account or a PIN") {
  const Catalogue all = catalogue();
  CHECK_FALSE(all.find("repair")->needs_household);
}

TEST_CASE("the rules hold the figures of the law and of the service standard") {
  const Rules known = rules();
  CHECK(known.late_fee.rate_per_million_a_day == 1000);
  CHECK(known.late_fee.minimum_fen == 100);
  CHECK(known.outage.planned_lead == 7 * 24h);
  CHECK(known.outage.temporary_lead == 24h);
  CHECK(known.outage.cold_storage_most == 2h);
  CHECK(known.outage.aquaculture_circle == 30min);
  const auto minutes = [&](const char* id) { return known.promise(id)->minutes; };
  const auto days = [&](const char* id) { return known.promise(id)->working_days; };
  CHECK(minutes("on_site.city") == 45min);
  CHECK(minutes("on_site.rural") == 90min);
  CHECK(minutes("on_site.remote") == 120min);
  CHECK(minutes("restore.city") == 3h);
  CHECK(minutes("restore.rural") == 4h);
  CHECK(minutes("restore_after_payment") == 24h);
  CHECK(minutes("appliance_damage") == 24h);
  CHECK(minutes("complaint.contact") == 24h);
  CHECK(minutes("arrears.overdue") == 30 * 24h);
  CHECK(minutes("arrears.notice") == 7 * 24h);
  CHECK(minutes("arrears.repeat_notice") == 30min);
  CHECK(days("connection.residential") == 5);
  CHECK(days("connection.low_voltage") == 6);
  CHECK(days("meter_check") == 5);
  CHECK(days("meter_data_query") == 5);
  CHECK(days("bill_query") == 5);
  CHECK(days("inquiry") == 5);
  CHECK(days("meter_fault") == 4);
  CHECK(days("reading_fault") == 6);
  CHECK(days("complaint.answer") == 5);
}

TEST_CASE("each rule and tariff names its source") {
  const Rules known = rules();
  CHECK_FALSE(known.late_fee.source.empty());
  for (const Promise& promise : known.promises) {
    CAPTURE(promise.id);
    CHECK_FALSE(promise.source.empty());
    CHECK(has_chinese(promise.label_zh));
    CHECK_FALSE(has_chinese(promise.label_en));
  }
  const TariffBook book = loaded(TariffBook::load(kAssets + "/rules/tariffs.json"));
  for (const char* id :
       {"residential-annual", "residential-annual-tou", "residential-monthly", "non-residential-low-voltage"}) {
    CAPTURE(id);
    REQUIRE(book.in_force(id, day("2026-11-21")) != nullptr);
    CHECK_FALSE(book.in_force(id, day("2026-11-21"))->source.empty());
  }
}
