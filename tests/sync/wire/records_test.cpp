// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/wire/sealing.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;
using base::ErrorCode;

namespace {

std::string without(std::string text, const std::string& part) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.erase(at, part.size());
}

std::string with(std::string text, const std::string& part, const std::string& other) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), other);
}

}  // namespace

TEST_CASE("every kind of record comes back as it went") {
  for (const wire::Record& record : tests::sample_records()) {
    const std::string key = wire::key_of(record);
    CAPTURE(key);
    const std::string body = wire::encode(record, base::Zone());
    const auto back = wire::decode(key, body);
    REQUIRE_MESSAGE(back, (back ? "" : back.error().message));
    CHECK(*back == record);
    CHECK(wire::encode(*back, base::Zone()) == body);
  }
}

TEST_CASE("records come back with nothing but what they must have") {
  wire::SealedBill bill = tests::sample_sealed_bill();
  bill.sealed.clear();
  model::Notice notice = tests::sample_notice();
  notice.valid_to.reset();
  notice.pinned = notice.urgent = notice.withdrawn = false;
  notice.image.clear();
  notice.publisher.clear();
  notice.day_parts.clear();
  notice.outage_id.clear();
  model::Outage outage = tests::sample_outage();
  outage.windows.clear();
  outage.choose_by.reset();
  outage.chosen_window.clear();
  model::Outage withdrawn = outage;
  withdrawn.state = model::OutageState::cancelled;
  withdrawn.restored_at.reset();
  withdrawn.withdrawn = true;
  model::Place place;
  place.path = "YX";
  wire::BoardRecord board;
  board.board_id = "b";
  board.place_path = "YX";
  board.receipt_prefix = "K7M";
  wire::RequestRecord request;
  request.receipt = "K7M-2248-Q";
  request.kind = "repair";
  wire::ServiceRecordsRecord service_records;
  service_records.place_path = "YX";
  service_records.records.month = base::Month(std::chrono::year(2026), std::chrono::month(10));
  for (const wire::Record& record :
       {wire::Record(bill), wire::Record(notice), wire::Record(outage), wire::Record(withdrawn), wire::Record(place),
        wire::Record(board), wire::Record(request), wire::Record(service_records),
        wire::Record(wire::SupplierRecord{"云溪供电", "", ""})}) {
    const auto back = wire::decode(wire::key_of(record), wire::encode(record, base::Zone()));
    REQUIRE(back);
    CHECK(*back == record);
  }
}

TEST_CASE("a question may be in Chinese alone, or take the shipped one away") {
  model::PublishedQuestion question = tests::sample_question();
  SUBCASE("in Chinese alone") {
    question.question.en = {};
    question.question.asked.clear();
  }
  SUBCASE("nothing but what it must have") {
    question = {};
    question.question.id = "late-fee";
    question.audience = {"YX"};
    CHECK(model::takes_away(question.question));
  }
  const auto back = wire::decode(wire::key_of(question), wire::encode(wire::Record(question), base::Zone()));
  REQUIRE(back);
  CHECK(std::get<model::PublishedQuestion>(*back) == question);
}

TEST_CASE("a question whose words can't be shown is refused") {
  const std::string key = "question/pay";
  const auto why = [&key](const std::string& body) {
    const auto record = wire::decode(key, body);
    REQUIRE_FALSE(record);
    CHECK(record.error().code == base::ErrorCode::corrupt);
    return record.error().message;
  };
  const std::string rest = R"(,"audience":["YX"],"published_at":"2026-11-20T10:00:00+08:00"})";
  CHECK(wire::decode(key, R"({"id":"pay","question":"问","answer":"答")" + rest));
  CHECK(why(R"({"id":"pay","answer":"答")" + rest).find("question.zh") != std::string::npos);
  CHECK(why(R"({"id":"pay","question":"问","answer":"答","answer_en":"A")" + rest).find("en: ") != std::string::npos);
  CHECK(why(R"({"id":"pay","question":"问","answer":")" + std::string(401, 'x') + '"' + rest).find("answer.zh") !=
        std::string::npos);
  CHECK(why(R"({"id":"other","question":"问","answer":"答")" + rest).find("key: ") != std::string::npos);
  CHECK(why(R"({"id":"pay","question":"问","answer":"答"})").find("audience") != std::string::npos);
}

TEST_CASE("the bytes of a bill are fixed") {
  const std::string key = "bill/1203004471/202610";
  CHECK(wire::key_of(wire::Record(tests::sample_sealed_bill())) == key);
  CHECK(
      *wire::open_under(tests::sample_household_key(), key, tests::sample_sealed_bill().sealed) ==
      R"({"bill_no":"B202610-1203004471","account":"1203004471","period":"2026-10","read_from":"2026-10-01",)"
      R"("read_to":"2026-10-31","reading_from_wh":8250000,"reading_to_wh":8421000,"energy_wh":171000,"peak_wh":120000,)"
      R"("valley_wh":51000,"year_to_date_wh":1840000,"tariff_id":"residential-tou","lines":[{"tier":1,"price":"peak",)"
      R"("energy_wh":120000,"price_e4":5680,"amount_fen":6816},{"tier":1,"price":"valley","energy_wh":51000,)"
      R"("price_e4":2880,"amount_fen":1469}],"amount_fen":8285,"due":"2026-11-25","status":"disputed","paid_fen":1000,)"
      R"("paid_at":"2026-11-05T09:30:00+08:00","payment":{"payload":"000201010212...6304ABCD","amount_fen":7285,)"
      R"("expires_at":"2026-11-26T00:00:00+08:00"}})");
}

TEST_CASE("a sealed bill opens under its household's key to what it was, and not if anything beside it was altered") {
  const wire::SealedBill bill = tests::sample_sealed_bill();
  const std::string key = tests::sample_household_key();
  CHECK(*wire::open(bill, key) == tests::sample_bill());
  wire::BillRecord bare = tests::sample_bill();
  bare.payment.reset();
  bare.bill.paid_at.reset();
  bare.bill.paid_fen = bare.bill.peak_wh = bare.bill.valley_wh = 0;
  bare.bill.lines.clear();
  CHECK(*wire::open(wire::seal(bare, key, base::Zone()), key) == bare);
  CHECK(wire::seal(bare, "", base::Zone()).sealed.empty());
  wire::SealedBill altered = bill;
  SUBCASE("the household") {
    altered.account = "1203004472";
  }
  SUBCASE("the period") {
    altered.period += std::chrono::months(1);
  }
  SUBCASE("the status") {
    altered.status = model::BillStatus::paid;
  }
  SUBCASE("the day it is due") {
    altered.due = base::add_days(altered.due, 1);
  }
  SUBCASE("nothing sealed") {
    altered.sealed.clear();
  }
  SUBCASE("what is sealed") {
    altered.sealed[40] = altered.sealed[40] == 'A' ? 'B' : 'A';
  }
  CHECK(wire::open(altered, key).error().code == ErrorCode::unauthenticated);
}

TEST_CASE("a household's details open under its key") {
  const wire::HouseholdRecord household = tests::sample_household();
  CHECK(*wire::open_details(household, tests::sample_household_key()) == tests::sample_details());
  CHECK_FALSE(wire::open_details(household, std::string(wire::kHouseholdKeyBytes, 'x')));
  CHECK(*wire::decode_lock(wire::encode(*household.lock)) == *household.lock);
}

TEST_CASE("a newer centre may add members and kinds") {
  const std::string body = R"({"name":"云溪供电","hotline":"95598","colour":{"r":1.5,"list":[null,true]}})";
  const auto record = wire::decode("supplier", body);
  REQUIRE(record);
  CHECK(std::get<wire::SupplierRecord>(*record).hotline == "95598");
  for (const char* key : {"weather/YX", "notices", "supplier/2", "board/x", "unheard"}) {
    const auto unknown = wire::decode(key, "{}");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == ErrorCode::not_found);
  }
}

TEST_CASE("what is wrong with a record is said with its key and its field") {
  const std::string good = wire::encode(wire::Record(tests::sample_sealed_bill()), base::Zone());
  const std::string key = "bill/1203004471/202610";
  struct Case {
    std::string body, says;
  };
  const std::vector<Case> cases = {
      {without(good, R"("due":"2026-11-25",)"), key + ": due: is missing"},
      {with(good, "2026-11-25", "2026-02-30"), key + ": due: must be a date"},
      {with(good, "disputed", "lost"), key + ": status: \"lost\" is not a known value"},
      {with(good, R"("sealed":")", R"("sealed":7,"old":")"), key + ": sealed: must be a string"},
      {with(good, "1203004471\",\"period", "1203004472\",\"period"), key + ": key: is \"bill/1203004472/202610\""},
      {"[]", key + ": must be a JSON object"},
      {good.substr(0, 40), key + ": not JSON"},
      {"", key + ": not JSON"},
      {with(good, "disputed",
            "dis\xff"
            "puted"),
       key + ": not JSON"},
      {R"({"a":)" + std::string(40, '[') + std::string(40, ']') + "}", key + ": not JSON"},
  };
  for (const Case& wrong : cases) {
    const auto record = wire::decode(key, wrong.body);
    REQUIRE_FALSE(record);
    CHECK(record.error().code == ErrorCode::corrupt);
    CHECK_MESSAGE(record.error().message.starts_with(wrong.says), record.error().message);
  }
  const auto huge = wire::decode("notice/a", "{\"id\":\"" + std::string(300 << 10, 'x') + "\"}");
  REQUIRE_FALSE(huge);
  CHECK(huge.error().code == ErrorCode::too_large);
}

TEST_CASE("an older centre's records are read as if nothing had been added") {
  const auto board = wire::decode(
      "board", R"({"board_id":"b-0042","name":"3 栋","place_path":"YX/BT/G1/XH/3","receipt_prefix":"K7M"})");
  REQUIRE(board);
  CHECK_FALSE(std::get<wire::BoardRecord>(*board).quiet_hours);
  CHECK(std::get<wire::BoardRecord>(*board).sign_in_key.empty());
  CHECK(std::get<wire::BoardRecord>(*board).maintenance_pin_hash.empty());
  const auto supplier = wire::decode("supplier", R"({"name":"云溪供电"})");
  REQUIRE(supplier);
  CHECK(std::get<wire::SupplierRecord>(*supplier).public_url.empty());
}

TEST_CASE("what this release added is checked as it comes in") {
  const auto body_of = [](std::size_t index) { return wire::encode(tests::sample_records().at(index), base::Zone()); };
  const auto key_at = [](std::size_t index) { return wire::key_of(tests::sample_records().at(index)); };
  struct Case {
    std::size_t sample;
    std::string part, other, says;
  };
  const std::vector<Case> cases = {
      {6, R"("07:00-09:30")", R"("07:00-25:00")", "day_parts: "},
      {6, R"("07:00-09:30")", R"("07:00-07:00")", "day_parts: "},
      {6, R"("07:00-09:30")", R"("1:00-2:00","2:00-3:00","3:00-4:00","4:00-5:00","5:00-6:00","6:00-7:00")",
       "day_parts: more than 6"},
      {7, R"("id":"1")", R"("id":"")", "windows[0]: id: "},
      {8, R"("stars":4)", R"("stars":6)", "stars: must be from 1 to 5"},
      {8, R"("stars":4)", R"("stars":-1)", "stars: must not be negative"},
      {9, R"("22:00-06:00")", R"("night")", "quiet_hours: "},
      {9, "c2lnbi1pbiBrZXkg", "", "sign_in_key: must be base64url of 32 bytes"},
      {10, R"("choice":"building")", R"("choice":"")", "choice: "},
      {11, R"("count":5)", R"("count":-5)", "counts[1]: count: must not be negative"},
      {11, R"("kind":"repairs")", R"("kind":"visits")", "counts[1]: kind: stands twice or out of order"},
      {11, R"("kind":"repairs")", R"("kind":"parties")", "counts[1]: kind: "},
      {12, R"("manager_id":"m-014")", R"("manager_id":"")", "manager_id: "},
  };
  for (const Case& wrong : cases) {
    CAPTURE(wrong.other);
    const auto record = wire::decode(key_at(wrong.sample), with(body_of(wrong.sample), wrong.part, wrong.other));
    REQUIRE_FALSE(record);
    CHECK(record.error().code == ErrorCode::corrupt);
    CHECK_MESSAGE(record.error().message.starts_with(key_at(wrong.sample) + ": " + wrong.says), record.error().message);
  }
}

TEST_CASE("a suppressed count leaves no trace in the bytes") {
  wire::ServiceRecordsRecord record;
  record.place_path = "YX/BT/G1/XH";
  record.records.month = base::Month(std::chrono::year(2026), std::chrono::month(10));
  const auto bytes_with = [&record](std::int64_t true_count) {
    record.records.counts = {model::suppressed(model::ServiceCountKind::visits, true_count)};
    return wire::encode(wire::Record(record), base::Zone());
  };
  CHECK(bytes_with(4) == bytes_with(0));
  CHECK(bytes_with(4).find("\"count\"") == std::string::npos);
  CHECK(bytes_with(5) != bytes_with(4));
  CHECK(bytes_with(5).find("\"count\":5") != std::string::npos);
}

TEST_CASE("one household's record isn't taken under another's key") {
  const std::string body = wire::encode(wire::Record(tests::sample_household()), base::Zone());
  CHECK(wire::decode("household/1203004471", body));
  CHECK_FALSE(wire::decode("household/1203004472", body));
}

TEST_CASE("a notice's picture is taken within its limits, and a type of a later release leaves it out") {
  model::Notice notice = tests::sample_notice();
  notice.image.clear();
  notice.picture = model::RecordPicture{std::string(64, 'a'),
                                        model::PictureType::jpeg,
                                        model::kMaxPictureBytes,
                                        3840,
                                        2160,
                                        std::string(model::kMaxPictureTextBytes, 'x')};
  const std::string body = wire::encode(wire::Record(notice), base::Zone()), key = "notice/" + notice.id;
  const auto back = wire::decode(key, body);
  REQUIRE_MESSAGE(back, (back ? "" : back.error().message));
  CHECK(std::get<model::Notice>(*back) == notice);
  CHECK(wire::encode(*back, base::Zone()) == body);
  for (const auto& change :
       std::vector<std::pair<std::string, std::string>>{{"\"bytes\":4194304", "\"bytes\":4194305"},
                                                        {"\"bytes\":4194304", "\"bytes\":0"},
                                                        {"\"width_px\":3840", "\"width_px\":3841"},
                                                        {"\"width_px\":3840", "\"width_px\":15"},
                                                        {"\"width_px\":3840", "\"width_px\":99999999999"},
                                                        {std::string(64, 'a'), std::string(63, 'a')},
                                                        {std::string(64, 'a'), std::string(64, 'A')},
                                                        {"\"text\":\"x", "\"text\":\"xx"},
                                                        {"\"picture\":{", "\"image\":\"tiers\",\"picture\":{"}}) {
    CAPTURE(change.second);
    CHECK_FALSE(wire::decode(key, with(body, change.first, change.second)));
  }
  const auto later = wire::decode(key, with(body, "image/jpeg", "image/avif"));
  REQUIRE(later);
  CHECK_FALSE(std::get<model::Notice>(*later).picture);
}
