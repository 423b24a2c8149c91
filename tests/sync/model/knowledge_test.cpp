// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The questions and answers that ship: they are there in both languages, lead somewhere, and tell the rules' figures.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>

#include "sync/base/utf8.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/question.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

const std::string kAssets = GRIDBOARD_ASSETS_DIR;
const base::Date kDay = base::parse_date("2026-11-21").value();

template <class Value>
Value loaded(base::Result<Value> result) {
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.has_value());
  return *std::move(result);
}

std::vector<Question> knowledge() {
  return loaded(load_questions(kAssets + "/knowledge"));
}

bool has_chinese(const std::string& text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::decode_utf8(text, offset);
    if (code_point >= 0x4E00 && code_point <= 0x9FFF) return true;
  }
  return false;
}

const Question& named(const std::vector<Question>& all, const std::string& id) {
  const auto at = std::find_if(all.begin(), all.end(), [&id](const Question& each) { return each.id == id; });
  REQUIRE_MESSAGE(at != all.end(), id);
  return *at;
}

// `number` stands in `text` and is no part of a longer one.
bool tells(const std::string& text, const std::string& number) {
  const auto part_of_number = [&text](std::size_t at) {
    return at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.');
  };
  for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at + 1)) {
    const std::size_t end = at + number.size();
    // The full stop of a sentence follows a number as well.
    const bool goes_on = part_of_number(end) && (text[end] != '.' || part_of_number(end + 1));
    if ((at == 0 || !part_of_number(at - 1)) && !goes_on) return true;
  }
  return false;
}

void check_told(const Question& question, const std::string& number, const std::string& unit_zh) {
  CAPTURE(question.id);
  CAPTURE(number);
  CHECK(question.zh.answer.find(number + unit_zh) != std::string::npos);
  CHECK(tells(question.en.answer, number));
}

std::string price_text(std::int64_t price_e4) {
  char text[32];
  std::snprintf(text, sizeof text, "%d.%04d", static_cast<int>(price_e4 / 10000), static_cast<int>(price_e4 % 10000));
  std::string trimmed = text;
  while (trimmed.back() == '0') trimmed.pop_back();
  return trimmed;
}

}  // namespace

TEST_CASE("there are 200 questions and more, each in Chinese and in English") {
  const std::vector<Question> all = knowledge();
  CHECK(all.size() >= 200);
  for (const Question& question : all) {
    CAPTURE(question.id);
    CHECK(has_chinese(question.zh.question));
    CHECK(has_chinese(question.zh.answer));
    CHECK_FALSE(question.en.question.empty());
    CHECK_FALSE(question.en.answer.empty());
    CHECK_FALSE(has_chinese(question.en.question));
    CHECK_FALSE(has_chinese(question.en.answer));
    CHECK(question.asked.size() >= 3);
    CHECK_FALSE(question.keywords.empty());
    CHECK_FALSE(question.related.empty());
  }
}

TEST_CASE("where an answer leads is a screen, a category of notices or a kind of request") {
  const Catalogue catalogue = loaded(Catalogue::load(kAssets + "/catalogue"));
  for (const Question& question : knowledge()) {
    CAPTURE(question.id);
    CAPTURE(question.open);
    if (question.open.empty()) continue;
    const bool screen =
        std::find(kScreensOfAnswers.begin(), kScreensOfAnswers.end(), question.open) != kScreensOfAnswers.end();
    const bool notices = question.open.starts_with("notices.") && parse_notice_category(question.open.substr(8));
    const RequestKind* kind = catalogue.find(question.open);
    CHECK((screen || notices || (kind != nullptr && kind->listed)));
  }
}

TEST_CASE("what answers promise is what the rules say") {
  const std::vector<Question> all = knowledge();
  const Rules rules = loaded(Rules::load(kAssets + "/rules", kDay));
  struct Case {
    const char *question, *promise;
    int unit_minutes;  // 0 for working days
    const char* unit_zh;
  };
  constexpr int kHour = 60, kDayMinutes = 24 * 60;
  const std::vector<Case> cases = {{"repair-arrival", "on_site.city", 1, " 分钟"},
                                   {"repair-arrival", "on_site.rural", 1, " 分钟"},
                                   {"repair-arrival", "on_site.remote", 1, " 分钟"},
                                   {"repair-restore", "restore.city", kHour, " 小时"},
                                   {"repair-restore", "restore.rural", kHour, " 小时"},
                                   {"restore-time", "restore_after_payment", kHour, " 小时"},
                                   {"outage-lead-time", "outage.planned", kDayMinutes, " 天"},
                                   {"outage-lead-time", "outage.temporary", kHour, " 小时"},
                                   {"outage-temporary", "outage.planned", kDayMinutes, " 天"},
                                   {"outage-temporary", "outage.temporary", kHour, " 小时"},
                                   {"outage-cold-storage", "cold_storage", kHour, " 小时"},
                                   {"outage-aquaculture", "aquaculture", 1, " 分钟"},
                                   {"connection-home", "connection.residential", 0, " 个工作日"},
                                   {"charger-install", "connection.residential", 0, " 个工作日"},
                                   {"connection-shop", "connection.low_voltage", 0, " 个工作日"},
                                   {"temporary-power", "connection.low_voltage", 0, " 个工作日"},
                                   {"meter-check", "meter_check", 0, " 个工作日"},
                                   {"data-query", "meter_data_query", 0, " 个工作日"},
                                   {"bill-higher", "bill_query", 0, " 个工作日"},
                                   {"inquiry-callback", "inquiry", 0, " 个工作日"},
                                   {"meter-dark", "meter_fault", 0, " 个工作日"},
                                   {"reading-differs", "reading_fault", 0, " 个工作日"},
                                   {"appliance-damage", "appliance_damage", kHour, " 小时"},
                                   {"complaint", "complaint.contact", kHour, " 小时"},
                                   {"complaint", "complaint.answer", 0, " 个工作日"},
                                   {"cut-when", "arrears.overdue", kDayMinutes, " 天"},
                                   {"cut-when", "arrears.notice", kDayMinutes, " 天"},
                                   {"cut-when", "arrears.repeat_notice", 1, " 分钟"},
                                   {"cut-notice", "arrears.notice", kDayMinutes, " 天"},
                                   {"cut-notice", "arrears.repeat_notice", 1, " 分钟"}};
  for (const Case& each : cases) {
    const Promise* promise = rules.promise(each.promise);
    REQUIRE_MESSAGE(promise != nullptr, each.promise);
    const auto count = each.unit_minutes == 0 ? promise->working_days : promise->minutes.count() / each.unit_minutes;
    check_told(named(all, each.question), std::to_string(count), each.unit_zh);
  }
  check_told(named(all, "pay-due-date"), std::to_string(rules.due_soon_days), " 天");
}

TEST_CASE("the late fee is told as it is worked out") {
  const std::vector<Question> all = knowledge();
  const LateFeeRule rule = loaded(Rules::load(kAssets + "/rules", kDay)).late_fee;
  REQUIRE(rule.rate_per_million_a_day == 1000);
  const Question& question = named(all, "late-fee");
  CHECK(question.zh.answer.find("千分之一") != std::string::npos);
  CHECK(question.zh.answer.find("不足 " + std::to_string(rule.minimum_fen / 100) + " 元") != std::string::npos);
  // Its example: 200 yuan, 10 days.
  const base::Date due = kDay;
  CHECK(late_fee_fen(rule, 20000, due, base::add_days(due, 10)) == 200);
  check_told(question, "2", " 元");
  CHECK(late_fee_fen(rule, 20000, due, due) == 0);
  CHECK(named(all, "late-fee-start").zh.answer.find("第二天") != std::string::npos);
}

TEST_CASE("prices and tiers are those of the price list") {
  const std::vector<Question> all = knowledge();
  const TariffBook book = loaded(TariffBook::load(kAssets + "/rules/tariffs.json"));
  const auto tariff = [&book](const char* id) {
    const Tariff* found = book.in_force(id, kDay);
    REQUIRE_MESSAGE(found != nullptr, id);
    return *found;
  };
  const auto prices_of = [](const Tariff& of) {
    std::vector<std::string> prices;
    for (const Tier& tier : of.tiers) {
      for (const std::int64_t price : {tier.flat_e4, tier.peak_e4, tier.valley_e4}) {
        if (price != 0) prices.push_back(price_text(price));
      }
    }
    return prices;
  };
  const auto bounds_of = [](const Tariff& of) {
    std::vector<std::string> bounds;
    for (const Tier& tier : of.tiers) {
      if (tier.up_to_wh != 0) bounds.push_back(std::to_string(tier.up_to_wh / 1000));
    }
    return bounds;
  };
  const auto check_all = [&all](const char* id, const std::vector<std::string>& numbers, const char* unit) {
    for (const std::string& number : numbers) check_told(named(all, id), number, unit);
  };
  const Tariff annual = tariff("residential-annual"), time_of_use = tariff("residential-annual-tou");
  const Tariff monthly = tariff("residential-monthly"), shop = tariff("non-residential-low-voltage");
  check_all("price-kwh", prices_of(annual), " 元");
  check_all("tier-how", prices_of(annual), " 元");
  check_all("tier-how", bounds_of(annual), " 度");
  check_all("tou-price", prices_of(time_of_use), " 元");
  check_all("tou-tiers", bounds_of(time_of_use), " 度");
  check_all("tier-monthly", prices_of(monthly), " 元");
  check_all("tier-monthly", bounds_of(monthly), " 度");
  check_all("tier-monthly", bounds_of(annual), " 度");
  check_all("price-shop", prices_of(shop), " 元");
  // tier-example: 3,000 kWh in a year.
  const auto lines = price_consumption(annual, {0, 3'000'000, 0, 0});
  REQUIRE(lines.size() == 2);
  const Question& example = named(all, "tier-example");
  for (const BillLine& line : lines) {
    char amount[32];
    std::snprintf(amount, sizeof amount, "%d.%02d", static_cast<int>(line.amount_fen / 100),
                  static_cast<int>(line.amount_fen % 100));
    check_told(example, amount, " 元");
  }
  CHECK(total_fen(lines) == 162600);
  check_told(example, "1626.00", " 元");
}
