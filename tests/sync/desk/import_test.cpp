// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <iconv.h>

#include <algorithm>

#include "sync/desk/refresh_payment_codes.hpp"
#include "sync/model/payment_code.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/household_key.hpp"
#include "tests/sync/desk/import_fixture.hpp"

using namespace gridboard;

namespace {

std::string to_gb18030(std::string text) {
  iconv_t converter = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 4, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size(), room = out.size();
  REQUIRE(::iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
  ::iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

// Due on 20 April and unpaid on 2 May: twelve days late.
const std::string kBills =
    std::string(tests::kBillHeader) +
    "B1,3310000001,2026-03,2026-02-28,2026-03-28,1000,1100,100,,,300,53.80,2026-04-20,未缴,\n"
    "B2,3310000001,2026-04,2026-03-28,2026-04-28,1100,1200,100,,,400,53.80,2026-05-20,,\n"
    "B3,3310000002,2026-04,2026-03-28,2026-04-28,1000,1100,100,60,40,400,45.60,2026-05-20,已缴,2026-05-01 08:00\n";

std::optional<wire::BillRecord> bill_record(tests::ImportFixture& centre, std::string_view key) {
  for (const store::Change& change : centre.changes("YX/XH", "YX/XH/1/2")) {
    if (change.key == key && change.body) return tests::opened_bill(key, *change.body);
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("what is imported is stored and published for whom it concerns") {
  tests::ImportFixture centre;
  for (const char* account : {"3310000001", "3310000002"}) centre.give_pin(account);
  const auto report = centre.import_text("bills", kBills);
  REQUIRE(report);
  CHECK(report->rows == 3);
  CHECK(report->changed == 3);

  const auto late = centre.bill("3310000001", 2026, 3);
  REQUIRE(late);
  CHECK(late->lines == std::vector<model::BillLine>{{1, model::LinePrice::flat, 100000, 5380, 5380}});
  const auto paid = centre.bill("3310000002", 2026, 4);
  REQUIRE(paid);
  CHECK(paid->status == model::BillStatus::paid);
  CHECK(paid->paid_fen == 4560);
  CHECK(paid->lines.size() == 2);

  SUBCASE("an open bill has a code to pay it with, a late one with the late fee of the day") {
    const auto open = bill_record(centre, "bill/3310000001/202604");
    REQUIRE(open);
    CHECK(open->bill == *centre.bill("3310000001", 2026, 4));
    REQUIRE(open->payment);
    CHECK(open->payment->amount_fen == 5380);
    CHECK(open->payment->expires_at == base::parse_rfc3339("2026-05-21T00:00:00+08:00").value());
    const auto code = model::parse_payment_code(open->payment->payload);
    REQUIRE(code);
    CHECK(code->bill_no == "B2");
    const auto overdue = bill_record(centre, "bill/3310000001/202603");
    REQUIRE(overdue->payment);
    CHECK(overdue->payment->amount_fen == 5380 + 100);
    CHECK(overdue->payment->expires_at == base::parse_rfc3339("2026-05-03T00:00:00+08:00").value());
    CHECK_FALSE(bill_record(centre, "bill/3310000002/202604")->payment);
  }
  SUBCASE("late codes are renewed each day, the others stay") {
    const std::uint64_t heads = centre.heads();
    const auto tomorrow = centre.now + std::chrono::hours(24);
    CHECK(desk::refresh_payment_codes(*centre.store, centre.rules, tomorrow).value() == 1);
    CHECK(centre.heads() == heads + 1);
    CHECK(bill_record(centre, "bill/3310000001/202603")->payment->expires_at ==
          base::parse_rfc3339("2026-05-04T00:00:00+08:00").value());
    CHECK(desk::refresh_payment_codes(*centre.store, centre.rules, tomorrow).value() == 1);
    CHECK(centre.heads() == heads + 1);
  }
  SUBCASE("the same file again changes nothing") {
    const std::uint64_t heads = centre.heads();
    const auto again = centre.import_text("bills", kBills);
    REQUIRE(again);
    CHECK(again->changed == 0);
    CHECK(again->unchanged == 3);
    CHECK(centre.heads() == heads);
  }
  SUBCASE("a payment recorded since is not undone by the same file") {
    model::Bill settled = *late;
    settled.status = model::BillStatus::paid;
    settled.paid_fen = 5480;
    settled.paid_at = centre.now;
    REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.put(settled).map([](bool) {}); }));
    CHECK(centre.import_text("bills", kBills)->changed == 0);
    CHECK(*centre.bill("3310000001", 2026, 3) == settled);
  }
  SUBCASE("a household that moves takes its bills along") {
    REQUIRE(centre.import_text("places", "code,parent,kind,name\nBH,YX,community,北河社区\n")->ok());
    REQUIRE(
        centre.import_text("households", "account,unit,door,name,tariff\n3310000001,YX/BH,9,𠮷龑,residential-annual\n")
            ->ok());
    CHECK_FALSE(bill_record(centre, "bill/3310000001/202603"));
    const auto there = centre.changes("YX/BH", "YX/BH");
    CHECK(std::count_if(there.begin(), there.end(),
                        [](const store::Change& change) { return change.key.starts_with("bill/3310000001/"); }) == 2);
  }
}

TEST_CASE("of a household without a PIN boards get what its slot needs, and all of it once there is one") {
  tests::ImportFixture centre;
  REQUIRE(centre.import_text("bills", kBills));
  const std::string key = "bill/3310000001/202604";
  const auto sealed = [&](std::string_view wanted) -> std::string {
    for (const store::Change& change : centre.changes("YX/XH", "YX/XH/1/2")) {
      if (change.key != wanted || !change.body) continue;
      const auto record = wire::decode(wanted, *change.body).value();
      const auto* bill = std::get_if<wire::SealedBill>(&record);
      return bill != nullptr ? bill->sealed : std::get<wire::HouseholdRecord>(record).sealed;
    }
    return "none";
  };
  CHECK(sealed(key).empty());
  CHECK(sealed("household/3310000001").empty());
  centre.give_pin("3310000001");
  CHECK(bill_record(centre, key)->bill.amount_fen == 5380);
  CHECK_FALSE(sealed("household/3310000001").empty());
  CHECK(sealed("bill/3310000002/202604").empty());
}

TEST_CASE("other households' names, phones and care flags never go out unmasked") {
  tests::ImportFixture centre;
  for (const store::Change& change : centre.changes("YX/XH", "YX/XH/1/2")) {
    if (!change.key.starts_with("household/")) continue;
    CHECK(change.body->find("𠮷龑") == std::string::npos);
    CHECK(change.body->find("13800008000") == std::string::npos);
  }
}

TEST_CASE("the encoding is found out by content") {
  tests::ImportFixture centre;
  const std::string text =
      "编号,姓名,职责\nm1,𠮷䶮㛃𬱖龑喆,\"用电, \"\"咨询\"\"\n第二行\"\nm2,赟,\n";
  const auto check = [&](const std::string& bytes) {
    const auto report = centre.import_text("managers", bytes);
    REQUIRE(report);
    REQUIRE(report->ok());
    CHECK(report->rows == 2);
    CHECK(centre.store->read([](store::Reader& reader) -> base::Result<void> {
      const auto manager = reader.manager("m1").value();
      REQUIRE(manager);
      CHECK(manager->name == "𠮷䶮㛃𬱖龑喆");
      CHECK(manager->serves == "用电, \"咨询\"\n第二行");
      return {};
    }));
  };
  SUBCASE("UTF-8") {
    check(text);
  }
  SUBCASE("UTF-8 with BOM") {
    check("\xef\xbb\xbf" + text);
  }
  SUBCASE("GB18030") {
    check(to_gb18030(text));
  }
  SUBCASE("CRLF, blank lines, no newline at the end, spaces, English names in another order") {
    check(
        "\r\nName , ID,serves\r\n\r\n 𠮷䶮㛃𬱖龑喆 ,m1,\"用电, \"\"咨询\"\"\n第二行\"\r\n,,\r\n赟,m2,");
  }
}

TEST_CASE("a large GB18030 file is read across its blocks") {
  tests::ImportFixture centre;
  std::string text = "编号,姓名,职责\n";
  for (int i = 0; i < 30000; ++i) text += "m" + std::to_string(i) + ",𠮷䶮" + std::to_string(i) + ",社区客户经理\n";
  const auto report = centre.import_text("managers", to_gb18030(text));
  REQUIRE(report);
  CHECK(report->changed == 30000);
  CHECK(centre.store->read([](store::Reader& reader) -> base::Result<void> {
    CHECK(reader.manager("m29999").value()->name == "𠮷䶮29999");
    return {};
  }));
}

TEST_CASE("managers follow the places that name them") {
  tests::ImportFixture centre;
  REQUIRE(centre.import_text("managers", "id,name\nm1,赟\n")->ok());
  const auto holds = [&](std::string_view log) {
    const auto all = centre.changes(log, log);
    return std::any_of(all.begin(), all.end(),
                       [](const store::Change& change) { return change.key == "manager/m1" && change.body; });
  };
  CHECK_FALSE(holds("YX/XH"));
  REQUIRE(centre.import_text("places", "code,parent,kind,name,manager\nXH,YX,community,新华社区,m1\n")->ok());
  CHECK(holds("YX/XH"));
  REQUIRE(centre.import_text("places", "code,parent,kind,name,manager\nXH,YX,community,新华社区,\n")->ok());
  CHECK_FALSE(holds("YX/XH"));
}

TEST_CASE("what isn't in the file is an error of the import itself") {
  tests::ImportFixture centre;
  const auto missing = centre.import("bills", centre.folder.file("none.csv"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == base::ErrorCode::not_found);
}
