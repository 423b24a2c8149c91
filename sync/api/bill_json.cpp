// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills, payments and messages as openapi.yaml has them.
#include "sync/api/answers.hpp"
#include "sync/api/bill_operations.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/hook_words.hpp"
#include "sync/desk/take_payment_message.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

const char* name_of(store::RefundState state) {
  constexpr const char* kNames[] = {"applied", "waiting", "refused"};
  return kNames[static_cast<std::size_t>(state)];
}

const char* name_of(store::BillEntryKind kind) {
  constexpr const char* kNames[] = {"opening",   "payment",   "refund",   "to_credit",
                                    "of_credit", "moved_out", "moved_in", "told_by_file"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(store::DisputeState state) {
  constexpr const char* kNames[] = {"open", "upheld", "rejected"};
  return kNames[static_cast<std::size_t>(state)];
}

json::array lines_of(const model::Bill& bill) {
  json::array lines;
  for (const model::BillLine& line : bill.lines) {
    lines.push_back({{"tier", line.tier},
                     {"price", model::name_of(line.price)},
                     {"energy_wh", line.energy_wh},
                     {"price_e4", line.price_e4},
                     {"amount_fen", line.amount_fen}});
  }
  return lines;
}

json::object entry_json(const Call& call, const store::BillEntry& entry) {
  json::object said{{"kind", name_of(entry.kind)},
                    {"amount_fen", entry.amount_fen},
                    {"bill_no", entry.bill_no},
                    {"at", time_text(call, entry.at)},
                    {"noted_at", time_text(call, entry.noted_at)}};
  if (!entry.payment.empty()) said["payment"] = entry.payment;
  if (!entry.who.empty()) said["who"] = entry.who;
  if (!entry.note.empty()) said["note"] = entry.note;
  return said;
}

using Providers = std::vector<store::PaymentProvider>;

std::string name_among(const Providers& providers, const std::string& id) {
  for (const store::PaymentProvider& one : providers) {
    if (one.id == id) return one.name;
  }
  return id;
}

json::object shown_payment_json(const Call& call, const desk::ShownPayment& shown, const Providers& providers) {
  json::object said = payment_of(call, shown.payment, providers);
  json::array refunds;
  for (const store::Refund& refund : shown.refunds) {
    json::object one{{"id", refund.id},
                     {"amount_fen", refund.amount_fen},
                     {"at", time_text(call, refund.at)},
                     {"state", name_of(refund.state)}};
    if (!refund.who.empty()) one["who"] = refund.who;
    if (!refund.reason.empty()) one["reason"] = refund.reason;
    refunds.push_back(std::move(one));
  }
  said["refunds"] = std::move(refunds);
  return said;
}

json::object dispute_json(const Call& call, const store::BillDispute& dispute) {
  json::object said{{"id", dispute.id},
                    {"bill_no", dispute.bill_no},
                    {"state", name_of(dispute.state)},
                    {"opened_at", time_text(call, dispute.opened_at)},
                    {"opened_by", dispute.opened_by},
                    {"reason", dispute.reason}};
  if (dispute.ended_at) {
    said["ended_at"] = time_text(call, *dispute.ended_at);
    said["ended_by"] = dispute.ended_by;
    said["answer"] = dispute.answer;
  }
  return said;
}

json::object voided_json(const Call& call, const store::VoidedBill& voided) {
  return {{"bill_no", voided.was.bill_no},
          {"becomes", voided.becomes},
          {"energy_wh", voided.was.energy_wh},
          {"amount_fen", voided.was.amount_fen},
          {"at", time_text(call, voided.at)},
          {"who", voided.who},
          {"reason", voided.reason}};
}

}  // namespace

json::object listed_bill_of(const Call& call, const desk::ListedBill& listed, const std::string& words) {
  const model::Bill& bill = listed.bill;
  json::object said{{"bill_no", bill.bill_no},
                    {"account", bill.account},
                    {"period", base::format_month(bill.period)},
                    {"place", listed.unit_path},
                    {"words", words},
                    {"door", listed.door},
                    {"energy_wh", bill.energy_wh},
                    {"amount_fen", bill.amount_fen},
                    {"due", base::format_date(bill.due)},
                    {"status", model::name_of(bill.status)},
                    {"standing", model::name_of(listed.standing)},
                    {"paid_fen", bill.paid_fen},
                    {"late_fee_fen", listed.late_fee_fen},
                    {"payable_fen", listed.payable_fen},
                    {"credit_fen", listed.credit_fen}};
  if (bill.paid_at) said["paid_at"] = time_text(call, *bill.paid_at);
  return said;
}

json::object shown_bill_of(const Call& call, const desk::ShownBill& shown, const std::string& words) {
  const model::Bill& bill = shown.listed.bill;
  json::object said = listed_bill_of(call, shown.listed, words);
  said["name"] = shown.household.name;
  said["phone"] = shown.household.phone;
  said["read_from"] = base::format_date(bill.read_from);
  said["read_to"] = base::format_date(bill.read_to);
  said["reading_from_wh"] = bill.reading_from_wh;
  said["reading_to_wh"] = bill.reading_to_wh;
  said["peak_wh"] = bill.peak_wh;
  said["valley_wh"] = bill.valley_wh;
  said["year_to_date_wh"] = bill.year_to_date_wh;
  said["tariff"] = bill.tariff_id;
  if (const auto* tariff = call.env.bulk->tariffs().in_force(bill.tariff_id, bill.read_to)) {
    said["tariff_name"] = tariff->name;
  }
  said["fee_free_days"] = bill.fee_free_days;
  if (bill.disputed_on) said["disputed_on"] = base::format_date(*bill.disputed_on);
  said["settled_late_fee_fen"] = shown.settlement.late_fee_fen;
  said["lines"] = lines_of(bill);
  if (shown.code) {
    said["code"] = json::object{{"payload", shown.code->payload},
                                {"amount_fen", shown.code->amount_fen},
                                {"expires_at", time_text(call, shown.code->expires_at)}};
    if (!shown.pay_url.empty()) said["code"].as_object()["pay_url"] = shown.pay_url;
  }
  json::array entries, payments, disputes, replaced, fees;
  for (const auto& entry : shown.entries) entries.push_back(entry_json(call, entry));
  for (const auto& payment : shown.payments) payments.push_back(shown_payment_json(call, payment, shown.providers));
  for (const auto& dispute : shown.disputes) disputes.push_back(dispute_json(call, dispute));
  for (const auto& voided : shown.replaced) replaced.push_back(voided_json(call, voided));
  for (const auto& fee : shown.late_fees) {
    fees.push_back({{"day", base::format_date(fee.day)}, {"fee_fen", fee.fee_fen}, {"added_fen", fee.added_fen}});
  }
  said["entries"] = std::move(entries);
  said["payments"] = std::move(payments);
  said["disputes"] = std::move(disputes);
  said["replaced"] = std::move(replaced);
  said["late_fees"] = std::move(fees);
  json::array may;
  for (const char* operation :
       {"showBillHolder", "openDispute", "endDispute", "correctBill", "moveCredit", "recordPayment", "refundPayment"}) {
    if (call.may(operation, {shown.listed.unit_path})) may.push_back(operation);
  }
  said["may"] = std::move(may);
  return said;
}

json::object payment_of(const Call& call, const store::Payment& payment, const Providers& providers) {
  json::object said{{"id", payment.id},
                    {"provider", payment.provider},
                    {"provider_name", name_among(providers, payment.provider)},
                    {"reference", payment.reference},
                    {"bill_no", payment.bill_no},
                    {"amount_fen", payment.amount_fen},
                    {"left_fen", payment.left_fen()},
                    {"at", time_text(call, payment.at)},
                    {"noted_at", time_text(call, payment.noted_at)}};
  return said;
}

json::object message_of(const Call& call, const store::PaymentMessage& message, const Providers& providers) {
  json::object said{{"id", message.id},
                    {"provider", message.provider},
                    {"provider_name", name_among(providers, message.provider)},
                    {"message_id", message.message_id},
                    {"received_at", time_text(call, message.received_at)},
                    {"verdict", desk::name_of(message.verdict)},
                    {"peer", message.peer}};
  if (!message.kind.empty()) said["kind"] = message.kind;
  if (!message.reference.empty()) said["reference"] = message.reference;
  if (!message.bill_no.empty()) said["bill_no"] = message.bill_no;
  if (message.amount_fen != 0) said["amount_fen"] = message.amount_fen;
  if (message.at) said["at"] = time_text(call, *message.at);
  if (!message.words.empty()) said["words"] = hook_words(message.words, call.language);
  return said;
}

json::object provider_of(const Call& call, const desk::KeptProvider& kept) {
  json::array keys;
  for (const store::PaymentKey& key : kept.keys) {
    json::object one{{"number", key.number},
                     {"made_at", time_text(call, key.made_at)},
                     {"made_by", key.made_by},
                     {"taken", !key.ends_at || call.now < *key.ends_at}};
    if (key.ends_at) one["ends_at"] = time_text(call, *key.ends_at);
    keys.push_back(std::move(one));
  }
  return {{"id", kept.provider.id},
          {"name", kept.provider.name},
          {"pay_url", kept.provider.pay_url},
          {"hook", "/hooks/payments/" + kept.provider.id},
          {"keys", std::move(keys)}};
}

}  // namespace gridboard::api
