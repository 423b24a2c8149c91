// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/bill_operations.hpp"

#include <array>

namespace gridboard::api {
namespace {

constexpr std::size_t kForm = 16 << 10;

constexpr std::array kOperations{
    Operation{"listBills", "GET", "/bills", Takes::nothing, 0, Runs::reads, Topic::none, &list_bills},
    Operation{"showBill", "GET", "/bills/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_bill},
    Operation{"showBillHolder", "POST", "/bills/{id}/holder", Takes::nothing, 0, Runs::writes, Topic::none,
              &show_bill_holder},
    Operation{"openDispute", "POST", "/bills/{id}/dispute", Takes::json, kForm, Runs::writes, Topic::bills,
              &open_dispute},
    Operation{"endDispute", "POST", "/bills/{id}/dispute/end", Takes::json, kForm, Runs::writes, Topic::bills,
              &end_dispute},
    Operation{"correctBill", "POST", "/bills/{id}/correct", Takes::json, kForm, Runs::writes, Topic::bills,
              &correct_bill},
    Operation{"moveCredit", "POST", "/bills/{id}/credit", Takes::json, kForm, Runs::writes, Topic::bills, &move_credit},
    Operation{"recordPayment", "POST", "/bills/{id}/payments", Takes::json, kForm, Runs::writes, Topic::bills,
              &record_payment},
    Operation{"refundPayment", "POST", "/payments/refund", Takes::json, kForm, Runs::writes, Topic::bills,
              &refund_payment},
    Operation{"listPaymentMessages", "GET", "/payments/messages", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_payment_messages},
    Operation{"listUnmatchedPayments", "GET", "/payments/unmatched", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_unmatched_payments},
    Operation{"listCredits", "GET", "/payments/credits", Takes::nothing, 0, Runs::reads, Topic::none, &list_credits},
    Operation{"matchPayment", "POST", "/payments/match", Takes::json, kForm, Runs::writes, Topic::bills,
              &match_payment},
    Operation{"listPaymentProviders", "GET", "/payments/providers", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_payment_providers},
    Operation{"putPaymentProvider", "PUT", "/payments/providers/{id}", Takes::json, kForm, Runs::writes, Topic::bills,
              &put_payment_provider},
    Operation{"addPaymentKey", "POST", "/payments/providers/{id}/keys", Takes::nothing, 0, Runs::writes, Topic::bills,
              &add_payment_key},
    Operation{"endPaymentKey", "POST", "/payments/providers/{id}/keys/end", Takes::json, kForm, Runs::writes,
              Topic::bills, &end_payment_key},
    Operation{"listLateFeeDays", "GET", "/late-fees", Takes::nothing, 0, Runs::reads, Topic::none, &list_late_fee_days},
};

constexpr RuleWords kRules[] = {
    {desk::kNoSuchBill, 404, "not_found", "没有这张账单。", "There is no such bill.", "请核对账单编号。",
     "Check its number."},
    {desk::kBillElsewhere, 403, "forbidden", "这张账单的客户不在您负责的地点。",
     "The household of this bill isn't at a place of yours.", "请找负责那里的同事。",
     "Ask whoever is in charge there."},
    {desk::kNoSuchPayment, 404, "not_found", "没有这笔缴费。", "There is no such payment.", "请刷新列表。",
     "Look at the list again."},
    {desk::kPaymentMatched, 409, "conflict", "这笔缴费已经记到账单上。", "This payment stands at a bill already.",
     "请刷新列表。", "Look at the list again."},
    {desk::kMoreThanLeft, 409, "conflict", "超过了这笔缴费剩下的金额。", "That is more than is left of the payment.",
     "请填写不超过余额的金额。", "Enter what is left, or less."},
    {desk::kRefundTaken, 409, "conflict", "这个退款单号已经用于另一笔退款。", "This number stands for another refund.",
     "请核对退款单号。", "Check the refund's number."},
    {desk::kNoCredit, 409, "conflict", "多缴的金额不足。", "The bill has less credit than that.",
     "请填写不超过多缴的金额。", "Enter what there is, or less."},
    {desk::kSameBill, 409, "conflict", "多缴的金额本来就在这张账单上。", "The credit stands at this bill already.",
     "请选另一张账单。", "Choose another bill."},
    {desk::kDisputeStands, 409, "conflict", "这张账单已有未结的异议。", "A dispute of this bill stands already.",
     "请先办结那一件。", "End that one first."},
    {desk::kNoDispute, 409, "conflict", "这张账单没有未结的异议。", "No dispute of this bill stands.", "请刷新。",
     "Load it again."},
    {desk::kNotDisputable, 409, "conflict", "已更正的账单不能提异议。", "A bill that was replaced can't be disputed.",
     "请对更正后的账单提出。", "Dispute the one that replaced it."},
    {desk::kNoSuchProvider, 404, "not_found", "没有这个缴费渠道。", "There is no such payment service.", "请刷新列表。",
     "Look at the list again."},
    {desk::kNoSuchPaymentKey, 404, "not_found", "没有这个密钥。", "There is no such key.", "请刷新列表。",
     "Look at the list again."},
};

constexpr FieldWords kFields[] = {
    {desk::kSameNumber, "becomes", "更正后的账单要有自己的新编号：字母、数字和连字符，最多 25 个。",
     "The corrected bill needs a new number of its own: letters, digits, dashes, at most 25."},
    {desk::kNumberTaken, "becomes", "这个编号已经有别的账单在用。", "Another bill has this number."},
    {desk::kCorrectionWrong, "energy_wh", "电量不对：分时电价的峰、谷电量之和要等于电量。",
     "Isn't right: with time of use, peak and valley together must be the energy."},
    {desk::kDueNeeded, "due", "金额比原账单多，应缴日却已经过了：请写今天或以后的应缴日，违约金从它的次日起算。",
     "It asks for more than before and is due already: give a day from today on; a late fee counts from the day "
     "after."},
    {desk::kNoTariff, "bill", "抄表当日没有这个电价的价目。", "The tariff has no prices for the day of the reading."},
    {desk::kReasonNeeded, "reason", "必须填写。", "must be given."},
    {desk::kProviderIdWrong, "id", "只能用小写字母、数字和连字符，最多 32 个。",
     "Small letters, digits and dashes, at most 32."},
    {desk::kProviderTaken, "id", "这个名称由系统保留。", "This name is the centre's own."},
};

}  // namespace

std::span<const Operation> bill_operations() {
  return kOperations;
}

desk::BillDesk bill_desk_of(const Call& call, const model::Rules& rules) {
  return {
      call.env.store,
      call.env.random,
      rules,
      call.actor,
      [&call](std::string_view operation, const std::vector<std::string>& paths) { return call.may(operation, paths); },
      call.now};
}

Refusal refuse_bill(const base::Error& error) {
  if (auto refusal = refuse_by_rules(kRules, error)) return *refusal;
  if (auto refusal = refuse_by_fields(kFields, error)) return *refusal;
  return Refusal(error);
}

}  // namespace gridboard::api
