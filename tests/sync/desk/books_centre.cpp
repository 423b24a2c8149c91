// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/desk/books_centre.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <stdexcept>

#include "sync/base/time.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/desk/payment_keys.hpp"

namespace gridboard::tests {

using base::Result;

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

model::Place place(const char* path, model::PlaceKind kind, const char* name) {
  model::Place made;
  made.path = path;
  made.kind = kind;
  made.name = name;
  return made;
}

}  // namespace

BooksCentre::BooksCentre(const Backend& backend) : clock(local("2026-11-20 09:00")) {
  rules = must(model::Rules::load(GRIDBOARD_SOURCE_DIR "/assets/rules", base::date_of(clock.now(), {})));
  tariffs = must(model::TariffBook::load(GRIDBOARD_SOURCE_DIR "/assets/rules/tariffs.json"));
  store = must(backend.open(folder));
  const std::string data = folder.file("keys");
  std::filesystem::create_directories(data);
  must(desk::make_centre_keys(data, random));
  keys = must(desk::KeyRing::open(data));
  desk::CentreSettings settings;
  settings.supplier_name = "云溪供电";
  settings.merchant.account_value = "GRIDBOARD0001";
  settings.merchant.name = "YUNXI POWER";
  settings.merchant.city = "YUNXI";
  must(desk::init_centre(*store, settings, rules, clock.now()));
  must(store->write([&](store::Writer& writer) -> Result<void> {
    for (const model::Place& one :
         {place("YX", model::PlaceKind::company, "云溪供电"), place("YX/XH", model::PlaceKind::community, "新华社区"),
          place("YX/XH/3", model::PlaceKind::building, "3栋"), place("YX/XH/3/2", model::PlaceKind::unit, "2单元")}) {
      if (auto put = writer.put(one); !put) return tl::unexpected(put.error());
    }
    return {};
  }));
  const desk::Actor actor = desk::cli_actor("test");
  must(desk::put_payment_provider(*store, actor, "demo", "演示支付", "", clock.now()));
  const auto made = must(desk::add_payment_key(*store, actor, "demo", keys->public_keys().sealing,
                                               std::chrono::hours(1), clock.now(), random));
  secret = desk::secret_in(made.secret);
}

std::string BooksCentre::put_bill(int number, std::int64_t amount_fen, const std::string& due) {
  model::Household household;
  household.account = std::to_string(1000000000 + number);
  household.unit_path = kBooksUnit;
  household.door = std::to_string(number);
  household.name = "张晓明";
  household.phone = "13800008000";
  household.tariff_id = "residential-annual";
  model::Bill bill = sample_bill(household.account, 10);
  bill.bill_no = "B" + household.account;
  bill.amount_fen = amount_fen;
  bill.lines.front().amount_fen = amount_fen;
  bill.due = base::parse_date(due).value();
  must(store->write([&](store::Writer& writer) -> Result<void> {
    if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
    return {};
  }));
  return bill.bill_no;
}

model::Bill BooksCentre::bill(const std::string& bill_no) {
  return read([&](store::Reader& reader) { return reader.bill_numbered(bill_no); }).value();
}

std::int64_t BooksCentre::credit(const model::Bill& bill) {
  const auto found = read([&](store::Reader& reader) {
    return reader.payments().credit_of({bill.account, bill.period});
  });
  return found ? found->amount_fen : 0;
}

void BooksCentre::check_books(const model::Bill& bill) {
  CAPTURE(bill.bill_no);
  const store::BillKey key{bill.account, bill.period};
  std::int64_t sum_fen = 0, told_fen = 0, left_fen = 0;
  const auto entries = read([&](store::Reader& reader) { return reader.payments().entries_of(key); });
  for (const auto& entry : entries) {
    sum_fen += entry.amount_fen;
    const bool of_credit =
        entry.kind == store::BillEntryKind::to_credit || entry.kind == store::BillEntryKind::of_credit;
    if (entry.payment.empty() && !of_credit) told_fen += entry.amount_fen;
  }
  for (const auto& payment : read([&](store::Reader& reader) { return reader.payments().payments_of(key); })) {
    left_fen += payment.left_fen();
  }
  if (!entries.empty()) CHECK(sum_fen == bill.paid_fen);
  if (!entries.empty()) CHECK(told_fen + left_fen == bill.paid_fen + credit(bill));
}

desk::HookRequest BooksCentre::signed_request(const std::string& id, const std::string& body,
                                              const wire::SecretBytes& with) {
  const std::string seconds = std::to_string(clock.now().time_since_epoch().count() / 1000);
  return {id, seconds, desk::seal_hook(with, id, seconds, body), body, "192.0.2.1"};
}

store::PaymentMessage BooksCentre::take(const desk::HookRequest& request) {
  return must(desk::take_payment_message(hooks(), "demo", request));
}

desk::BillDesk BooksCentre::desk() {
  return {*store,
          random,
          rules,
          {"a-1", "王主任", "127.0.0.1"},
          [](std::string_view, const std::vector<std::string>&) { return true; },
          clock.now()};
}

base::Instant local(const std::string& text) {
  return base::parse_local_or_rfc3339(text, base::Zone()).value();
}

std::string succeeded(const std::string& payment, const std::string& bill_no, std::int64_t amount_fen,
                      base::Instant at) {
  return R"({"type":"payment.succeeded","data":{"payment":")" + payment + R"(","bill":")" + bill_no +
         R"(","amount_fen":)" + std::to_string(amount_fen) + R"(,"at":")" + base::format_rfc3339(at, {}) + R"("}})";
}

std::string refunded(const std::string& refund, const std::string& payment, std::int64_t amount_fen, base::Instant at) {
  return R"({"type":"payment.refunded","data":{"refund":")" + refund + R"(","payment":")" + payment +
         R"(","amount_fen":)" + std::to_string(amount_fen) + R"(,"at":")" + base::format_rfc3339(at, {}) + R"("}})";
}

}  // namespace gridboard::tests
