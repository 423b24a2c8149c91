// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills and payments over HTTP: a service sends its messages, staff see what became of them.
#include <doctest/doctest.h>

#include "sync/base/time.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/store/payments.hpp"
#include "tests/sync/api/staff.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

namespace {

const std::string kAccount = "3301044471";

struct BillCentre {
  BillCentre() : session(desk.session_of(desk.add("chen", {{store::Role::administrator, ""}}))) {
    bill = tests::sample_bill(kAccount, 10);
    bill.due = base::add_days(base::date_of(desk.centre.clock.now(), {}), 5);
    desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
      model::Household household;
      household.account = kAccount;
      household.unit_path = test::kUnit2;
      household.door = "501";
      household.name = "张晓明";
      household.phone = "13800008000";
      household.tariff_id = "residential-annual";
      if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
      return {};
    });
    const auto put = desk.call("PUT", "/payments/providers/demo", session, R"({"name":"演示支付"})");
    REQUIRE_MESSAGE(put.status == 200, put.body);
    const auto made = desk.call("POST", "/payments/providers/demo/keys", session);
    REQUIRE_MESSAGE(made.status == 201, made.body);
    secret = desk::secret_in(text_in(json_of(made), "secret"));
  }

  test::Reply send(const std::string& id, const std::string& body, const wire::SecretBytes& with) {
    const std::string seconds = std::to_string(desk.centre.clock.now().time_since_epoch().count() / 1000);
    return test::exchange(desk.centre.address, "POST", "/hooks/payments/demo", body,
                          {{"Content-Type", "application/json"},
                           {"webhook-id", id},
                           {"webhook-timestamp", seconds},
                           {"webhook-signature", desk::seal_hook(with, id, seconds, body)}});
  }
  test::Reply pay(const std::string& id, const std::string& bill_no, std::int64_t fen) {
    const std::string at = base::format_rfc3339(paid_at, {});
    return send(id,
                R"({"type":"payment.succeeded","data":{"payment":")" + id + R"(","bill":")" + bill_no +
                    R"(","amount_fen":)" + std::to_string(fen) + R"(,"at":")" + at + R"("}})",
                secret);
  }

  test::Desk desk;
  std::string session;
  model::Bill bill;
  wire::SecretBytes secret;
  base::Instant paid_at = desk.centre.clock.now();
};

}  // namespace

TEST_CASE("a service's message pays the bill, and staff see it with its verdict") {
  BillCentre centre;
  const auto paid = centre.pay("P-1", centre.bill.bill_no, 9200);
  CHECK_MESSAGE(paid.status == 200, paid.body);
  CHECK(text_in(json_of(paid), "verdict") == "taken");
  CHECK(text_in(json_of(centre.pay("P-1", centre.bill.bill_no, 9200)), "verdict") == "repeated");
  CHECK(text_in(json_of(centre.pay("P-2", "B-UNKNOWN", 100)), "verdict") == "unmatched");
  CHECK(centre.send("m-3", "{}", centre.secret).status == 422);
  CHECK(centre.send("m-4", "{}", wire::SecretBytes(std::string_view("another"))).status == 401);
  const auto bill = json_of(centre.desk.get("/bills/" + centre.bill.bill_no, centre.session));
  CHECK(text_in(bill, "standing") == "paid");
  CHECK(text_in(bill, "name") == "张*明");
  CHECK(text_in(bill, "tariff_name") == "居民年阶梯电价");
  REQUIRE(bill.at("payments").as_array().size() == 1);
  CHECK(text_in(bill.at("payments").as_array()[0].as_object(), "provider_name") == "演示支付");
  const auto messages = json_of(centre.desk.get("/payments/messages", centre.session));
  CHECK(messages.at("items").as_array().size() == 5);
  CHECK(text_in(messages.at("items").as_array()[0].as_object(), "provider") == "demo");
  CHECK(text_in(messages.at("items").as_array()[0].as_object(), "provider_name") == "演示支付");
  const auto malformed = json_of(centre.desk.get("/payments/messages?verdict=malformed", centre.session));
  CHECK(text_in(malformed.at("items").as_array().at(0).as_object(), "words") == "消息里没有 data");
  const auto forged = json_of(centre.desk.get("/payments/messages?verdict=forged", centre.session));
  CHECK(forged.at("total").as_int64() == 1);
  CHECK(forged.at("counts").as_object().at("taken").as_int64() == 1);
  const auto unmatched = json_of(centre.desk.get("/payments/unmatched", centre.session));
  CHECK(unmatched.at("total").as_int64() == 1);
  CHECK(text_in(unmatched.at("items").as_array().at(0).as_object(), "provider_name") == "演示支付");
  const auto matched =
      centre.desk.call("POST", "/payments/match", centre.session,
                       R"({"payment":"demo/P-2","bill":")" + centre.bill.bill_no + R"(","reason":"电话确认"})");
  CHECK_MESSAGE(matched.status == 200, matched.body);
  const auto credits = json_of(centre.desk.get("/payments/credits", centre.session));
  CHECK(credits.at("items").as_array().at(0).as_object().at("amount_fen").as_int64() == 100);
  const auto refund = centre.desk.call("POST", "/payments/refund", centre.session,
                                       R"({"payment":"demo/P-2","amount_fen":100,"reference":"R-1","reason":"退"})");
  CHECK_MESSAGE(refund.status == 204, refund.body);
  const auto holder = json_of(centre.desk.call("POST", "/bills/" + centre.bill.bill_no + "/holder", centre.session));
  CHECK(text_in(holder, "phone") == "13800008000");
  CHECK(centre.desk.audit(1).front().action == "showBillHolder");
}

TEST_CASE(
    "who sends many messages that nobody signed has to wait, and no service is told apart from an unknown one by it") {
  BillCentre centre;
  const wire::SecretBytes wrong(std::string_view("wrong"));
  int refused = 0;
  for (int i = 0; i < 40; ++i) refused += centre.send("f-" + std::to_string(i), "{}", wrong).status == 429 ? 1 : 0;
  CHECK(refused == 10);
  const auto forged = json_of(centre.desk.get("/payments/messages?verdict=forged", centre.session));
  CHECK(forged.at("total").as_int64() == 30);
}

TEST_CASE("bills are found by number, account and state") {
  BillCentre centre;
  const auto found = [&](const std::string& query) {
    const auto reply = centre.desk.get("/bills" + query, centre.session);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json_of(reply).at("items").as_array().size();
  };
  CHECK(found("") == 1);
  CHECK(found("?q=" + kAccount) == 1);
  CHECK(found("?q=" + centre.bill.bill_no) == 1);
  CHECK(found("?q=nothing") == 0);
  CHECK(found("?state=unpaid&period=2026-10") == 1);
  CHECK(found("?state=paid") == 0);
  CHECK(found("?under=YX") == 1);
  CHECK(centre.desk.get("/bills?state=lost", centre.session).status == 400);
  CHECK(centre.desk.get("/bills/none", centre.session).status == 404);
}

TEST_CASE("a dispute and a correction over HTTP say what came of them") {
  BillCentre centre;
  const std::string at = "/bills/" + centre.bill.bill_no;
  CHECK(centre.desk.call("POST", at + "/dispute", centre.session, R"({"reason":""})").status == 422);
  const auto opened = centre.desk.call("POST", at + "/dispute", centre.session, R"({"reason":"电量偏高"})");
  REQUIRE_MESSAGE(opened.status == 200, opened.body);
  CHECK(text_in(json_of(opened), "standing") == "disputed");
  CHECK(centre.desk.call("POST", at + "/dispute", centre.session, R"({"reason":"r"})").status == 409);
  const auto corrected =
      centre.desk.call("POST", at + "/correct", centre.session,
                       R"({"becomes":"C-1","reading_to_wh":101000,"energy_wh":100000,"reason":"抄错表"})");
  REQUIRE_MESSAGE(corrected.status == 200, corrected.body);
  const auto bill = json_of(corrected);
  CHECK(text_in(bill, "bill_no") == "C-1");
  CHECK(bill.at("amount_fen").as_int64() == 5380);
  CHECK(bill.at("disputes").as_array().at(0).as_object().at("state").as_string() == "upheld");
  CHECK(text_in(json_of(centre.desk.get(at, centre.session)), "bill_no") == "C-1");
  const auto paid =
      centre.desk.call("POST", at + "/payments", centre.session, R"({"amount_fen":5380,"reference":"柜-1"})");
  CHECK(paid.status == 422);
  const auto recorded =
      centre.desk.call("POST", at + "/payments", centre.session, R"({"amount_fen":5380,"reference":"G-1"})");
  CHECK_MESSAGE(recorded.status == 200, recorded.body);
  CHECK(text_in(json_of(centre.desk.get(at, centre.session)), "standing") == "paid");
}
