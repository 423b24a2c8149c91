// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Records of households: what of them stands under the household's key.
#include <algorithm>

#include "sync/base/ids.hpp"
#include "sync/wire/date_text.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/read_lock.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;

constexpr std::size_t kMaxSealedBytes = 64 << 10;
constexpr std::size_t kWrappedBytes = kHouseholdKeyBytes + 16;
// What a board can spend on a PIN, whatever a record asks for.
constexpr std::int64_t kMostPasses = 8, kMostMemoryKib = 256 << 10;

void write_lines(JsonWriter& json, const std::vector<model::BillLine>& lines) {
  json.name("lines");
  json.begin_array();
  for (const model::BillLine& line : lines) {
    json.begin_object();
    json.number("tier", line.tier);
    json.text("price", name_of(line.price));
    json.number("energy_wh", line.energy_wh);
    json.number("price_e4", line.price_e4);
    json.number("amount_fen", line.amount_fen);
    json.end_object();
  }
  json.end_array();
}

void write_bill(JsonWriter& json, const BillRecord& record) {
  const model::Bill& bill = record.bill;
  json.text("bill_no", bill.bill_no);
  json.text("account", bill.account);
  json.text("period", DateText(bill.period / 1).month());
  json.text("read_from", DateText(bill.read_from).date());
  json.text("read_to", DateText(bill.read_to).date());
  json.number("reading_from_wh", bill.reading_from_wh);
  json.number("reading_to_wh", bill.reading_to_wh);
  json.number("energy_wh", bill.energy_wh);
  json.number_if_any("peak_wh", bill.peak_wh);
  json.number_if_any("valley_wh", bill.valley_wh);
  json.number("year_to_date_wh", bill.year_to_date_wh);
  json.text("tariff_id", bill.tariff_id);
  write_lines(json, bill.lines);
  json.number("amount_fen", bill.amount_fen);
  json.text("due", DateText(bill.due).date());
  json.text("status", name_of(bill.status));
  json.number_if_any("paid_fen", bill.paid_fen);
  json.instant_if_any("paid_at", bill.paid_at);
  json.number_if_any("fee_free_days", bill.fee_free_days);
  if (bill.disputed_on) json.text("disputed_on", DateText(*bill.disputed_on).date());
  if (!record.payment) return;
  json.name("payment");
  json.begin_object();
  json.text("payload", record.payment->payload);
  json.number("amount_fen", record.payment->amount_fen);
  json.instant("expires_at", record.payment->expires_at);
  json.end_object();
}

Result<model::LinePrice> parse_line_price(std::string_view text) {
  using enum model::LinePrice;
  for (const model::LinePrice price : {flat, peak, valley}) {
    if (text == name_of(price)) return price;
  }
  return base::fail(ErrorCode::corrupt, "not a known name");
}

model::BillLine read_line(Fields& fields) {
  model::BillLine line;
  const std::int64_t tier = fields.count("tier");
  if (tier < 1 || tier > 100) fields.wrong("tier", "must be from 1 to 100");
  line.tier = static_cast<int>(tier);
  line.price = fields.named("price", parse_line_price);
  line.energy_wh = fields.number("energy_wh");
  line.price_e4 = fields.number("price_e4");
  line.amount_fen = fields.number("amount_fen");
  return line;
}

BillRecord read_bill(Fields& fields) {
  BillRecord record;
  model::Bill& bill = record.bill;
  bill.bill_no = fields.text_not_empty("bill_no");
  bill.account = fields.text_not_empty("account");
  bill.period = fields.month("period");
  bill.read_from = fields.date("read_from");
  bill.read_to = fields.date("read_to");
  bill.reading_from_wh = fields.count("reading_from_wh");
  bill.reading_to_wh = fields.count("reading_to_wh");
  bill.energy_wh = fields.number("energy_wh");
  bill.peak_wh = fields.number_or_zero("peak_wh");
  bill.valley_wh = fields.number_or_zero("valley_wh");
  bill.year_to_date_wh = fields.number("year_to_date_wh");
  bill.tariff_id = fields.text("tariff_id");
  fields.objects("lines", [&bill](Fields& line) { bill.lines.push_back(read_line(line)); });
  bill.amount_fen = fields.number("amount_fen");
  bill.due = fields.date("due");
  bill.status = fields.named("status", model::parse_bill_status);
  bill.paid_fen = fields.number_or_zero("paid_fen");
  bill.paid_at = fields.instant_if_any("paid_at");
  bill.fee_free_days = static_cast<int>(std::clamp<std::int64_t>(fields.number_or_zero("fee_free_days"), 0, 36500));
  if (const std::string day = fields.text_or_empty("disputed_on"); !day.empty()) {
    const auto parsed = base::parse_date(day);
    if (parsed) bill.disputed_on = *parsed;
  }
  const boost::json::object* payment = fields.object_if_any("payment");
  if (payment == nullptr) return record;
  Fields inside = fields.nested(*payment, "payment");
  record.payment =
      PaymentOffer{inside.text_not_empty("payload"), inside.count("amount_fen"), inside.instant("expires_at")};
  fields.adopt(inside);
  return record;
}

std::string household_key_name(std::string_view account) {
  return "household/" + std::string(account);
}

}  // namespace

std::string bill_key(std::string_view account, base::Month period) {
  const DateText text(period / 1);
  std::string key = "bill/";
  key += account;
  key += '/';
  key += text.month().substr(0, 4);
  key += text.month().substr(5, 2);
  return key;
}

SealedBill seal(const BillRecord& record, std::string_view household_key, base::Zone zone) {
  SealedBill sealed{record.bill.account, record.bill.period, record.bill.due, record.bill.status, ""};
  if (household_key.empty()) return sealed;
  JsonWriter json(zone, 1024);
  json.begin_object();
  write_bill(json, record);
  json.end_object();
  sealed.sealed = seal_under(household_key, bill_key(sealed.account, sealed.period), json.take());
  return sealed;
}

Result<BillRecord> open(const SealedBill& bill, std::string_view household_key) {
  const std::string key = bill_key(bill.account, bill.period);
  auto plain = open_under(household_key, key, bill.sealed);
  if (!plain) return tl::unexpected(plain.error());
  const auto document = JsonDocument::parse(*plain, kMaxSealedBytes, key, ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), key, ErrorCode::corrupt);
  BillRecord record = read_bill(fields);
  const model::Bill& inside = record.bill;
  if (!fields.failed() && (inside.account != bill.account || inside.period != bill.period || inside.due != bill.due ||
                           inside.status != bill.status)) {
    return base::fail(ErrorCode::unauthenticated, key + ": what stands beside the seal was altered");
  }
  return fields.result(std::move(record));
}

std::string seal(const HouseholdDetails& details, std::string_view account, std::string_view household_key) {
  JsonWriter json;
  json.begin_object();
  json.text_if_any("masked_name", details.masked_name);
  json.text_if_any("masked_phone", details.masked_phone);
  json.text_if_any("tariff_id", details.tariff_id);
  json.end_object();
  return seal_under(household_key, household_key_name(account), json.take());
}

Result<HouseholdDetails> open_details(const HouseholdRecord& household, std::string_view household_key) {
  const std::string key = household_key_name(household.account);
  auto plain = open_under(household_key, key, household.sealed);
  if (!plain) return tl::unexpected(plain.error());
  const auto document = JsonDocument::parse(*plain, kMaxSealedBytes, key, ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), key, ErrorCode::corrupt);
  HouseholdDetails details{fields.text_or_empty("masked_name"), fields.text_or_empty("masked_phone"),
                           fields.text_or_empty("tariff_id")};
  return fields.result(std::move(details));
}

std::string encode(const HouseholdLock& lock) {
  JsonWriter json;
  json.begin_object();
  json.text("salt", lock.salt);
  json.number("passes", static_cast<std::int64_t>(lock.passes));
  json.number("memory_kib", static_cast<std::int64_t>(lock.memory_kib));
  json.text("wrapped", lock.wrapped);
  json.end_object();
  return json.take();
}

HouseholdLock read_lock(Fields& fields) {
  HouseholdLock lock;
  lock.salt = fields.text("salt");
  const std::int64_t passes = fields.count("passes"), memory_kib = fields.count("memory_kib");
  lock.wrapped = fields.text("wrapped");
  if (base::from_base64url(lock.salt).size() != kLockSaltBytes) fields.wrong("salt", "must be base64url of 16 bytes");
  if (passes < 1 || passes > kMostPasses) fields.wrong("passes", "must be from 1 to 8");
  if (memory_kib < 8 || memory_kib > kMostMemoryKib) fields.wrong("memory_kib", "must be from 8 to 262144");
  if (base::from_base64url(lock.wrapped).size() != kWrappedBytes)
    fields.wrong("wrapped", "must be base64url of 48 bytes");
  lock.passes = static_cast<std::uint64_t>(passes);
  lock.memory_kib = static_cast<std::uint64_t>(memory_kib);
  return lock;
}

Result<HouseholdLock> decode_lock(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxSealedBytes, "lock", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "lock", ErrorCode::corrupt);
  HouseholdLock lock = read_lock(fields);
  return fields.result(std::move(lock));
}

}  // namespace gridboard::wire
