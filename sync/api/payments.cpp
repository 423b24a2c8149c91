// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The money that came for bills: recorded, matched, given back; what services told of it, and their keys.
#include <algorithm>

#include "sync/api/answers.hpp"
#include "sync/api/bill_operations.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/noted_store.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/desk/record_payment.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/desk/settle_payment.hpp"
#include "sync/desk/take_payment_message.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostNumber = 25, kMostReason = 300, kMostPaymentId = 100, kMostReference = 64, kMostId = 64;
constexpr std::size_t kMostName = 40, kMostUrl = 200, kLateFeeDays = 62;

std::optional<store::MessageVerdict> verdict_named(std::string_view name) {
  for (std::size_t i = 0; i < store::kMessageVerdicts; ++i) {
    const auto verdict = static_cast<store::MessageVerdict>(i);
    if (name == desk::name_of(verdict)) return verdict;
  }
  return std::nullopt;
}

Outcome answer_done(const Result<model::Bill>& bill) {
  if (!bill) return tl::unexpected(refuse_bill(bill.error()));
  return json_answer(200, {{"bill_no", bill->bill_no}});
}

Outcome answer_provider(const Call& call, const std::string& id) {
  const auto all = desk::list_payment_providers(call.env.store);
  if (!all) return tl::unexpected(all.error());
  for (const desk::KeptProvider& kept : *all) {
    if (kept.provider.id == id) return json_answer(200, provider_of(call, kept));
  }
  return tl::unexpected(refuse_not_found());
}

}  // namespace

Outcome record_payment(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::RecordPayment wanted;
  wanted.amount_fen = top.integer("amount_fen", 1, desk::kMostPaymentFen);
  wanted.reference = top.text("reference", 1, kMostReference);
  if (!wanted.reference.empty() && !desk::is_payment_reference(wanted.reference)) {
    top.refuse("reference", {"只能用字母、数字和符号，不能有空格。", "Letters, digits and signs without spaces."});
  }
  wanted.at = top.time_if_any("at");
  wanted.who = call.actor.name;
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const auto at = desk::look_at_bill(bill_desk_of(call, *rules), call.id);
  if (!at) return tl::unexpected(refuse_bill(at.error()));
  wanted.bill_no = at->listed.bill.bill_no;
  if (auto may = call.check_places({at->listed.unit_path}); !may) return tl::unexpected(may.error());
  desk::NotedStore noted(call.env.store, call.actor,
                         {"recordPayment", wanted.bill_no, at->listed.unit_path, "",
                          desk::money_json(wanted.bill_no, wanted.amount_fen, wanted.reference)},
                         call.env.clock);
  const auto recorded = desk::record_payment(noted, wanted, *rules, call.env.clock);
  if (!recorded) return tl::unexpected(refuse_bill(recorded.error()));
  return json_answer(200, {{"bill_no", recorded->bill.bill_no},
                           {"repeated", recorded->repeated},
                           {"still_payable_fen", recorded->still_payable_fen}});
}

Outcome move_credit(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string to = top.text("to", 1, kMostNumber);
  const std::int64_t amount_fen = top.integer("amount_fen", 1, desk::kMostPaymentFen);
  const std::string reason(base::trim(top.text("reason", 1, kMostReason)));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  return answer_done(desk::move_credit(bill_desk_of(call, *rules), call.id, to, amount_fen, reason));
}

Outcome refund_payment(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const desk::GiveBack wanted{
      top.text("payment", 1, kMostPaymentId), top.integer("amount_fen", 1, desk::kMostPaymentFen),
      top.text("reference", 1, kMostReference), std::string(base::trim(top.text("reason", 1, kMostReason)))};
  if (!desk::is_payment_reference(wanted.reference) && !wanted.reference.empty()) {
    top.refuse("reference", {"只能用字母、数字和符号，不能有空格。", "Letters, digits and signs without spaces."});
  }
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  if (auto done = desk::refund_payment(bill_desk_of(call, *rules), wanted); !done) {
    return tl::unexpected(refuse_bill(done.error()));
  }
  return no_content();
}

Outcome match_payment(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string payment = top.text("payment", 1, kMostPaymentId), bill = top.text("bill", 1, kMostNumber);
  const std::string reason(base::trim(top.text("reason", 1, kMostReason)));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  return answer_done(desk::match_payment(bill_desk_of(call, *rules), payment, bill, reason));
}

Outcome list_payment_messages(Call& call) {
  Query query(call.request());
  store::MessageFilter filter;
  filter.verdict = query.choice<store::MessageVerdict>("verdict", verdict_named);
  filter.bill_no = query.text("bill", kMostNumber);
  filter.provider = query.text("provider", kMostId);
  const std::size_t limit = query.limit();
  const auto after = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (!after.empty()) filter.before = after.front();
  filter.limit = limit + 1;
  json::array items;
  json::object counts;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto messages = reader.payments().messages(filter);
    if (!messages) return tl::unexpected(messages.error());
    if (messages->size() > limit) {
      messages->pop_back();
      next = make_after({messages->back().id});
    }
    const auto providers = reader.payments().providers();
    if (!providers) return tl::unexpected(providers.error());
    for (const store::PaymentMessage& message : *messages) items.push_back(message_of(call, message, *providers));
    const auto counted = reader.payments().count_messages();
    if (!counted) return tl::unexpected(counted.error());
    for (std::size_t i = 0; i < counted->size(); ++i) {
      counts[desk::name_of(static_cast<store::MessageVerdict>(i))] = (*counted)[i];
      if (!filter.verdict || static_cast<std::size_t>(*filter.verdict) == i) total += (*counted)[i];
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  const bool counted = filter.bill_no.empty() && filter.provider.empty();
  json::object body = page_of(std::move(items), next, counted ? std::optional(total) : std::nullopt);
  body["counts"] = std::move(counts);
  return json_answer(200, body);
}

Outcome list_unmatched_payments(Call& call) {
  Query query(call.request());
  const std::size_t limit = query.limit();
  const auto after = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.payments().unmatched_payments(after.empty() ? "" : after.front(), limit + 1);
    if (!found) return tl::unexpected(found.error());
    if (found->size() > limit) {
      found->pop_back();
      next = make_after({found->back().id});
    }
    const auto providers = reader.payments().providers();
    if (!providers) return tl::unexpected(providers.error());
    for (const store::Payment& payment : *found) items.push_back(payment_of(call, payment, *providers));
    const auto counted = reader.payments().count_unmatched();
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome list_credits(Call& call) {
  Query query(call.request());
  const std::size_t limit = query.limit();
  const auto after = query.after(2);
  std::optional<store::BillKey> behind;
  if (!after.empty()) {
    const auto month = base::parse_month(after[1]);
    if (month) behind = store::BillKey{after[0], *month};
    if (!month) query.refuse("after", {"不是上一页给出的值。", "isn't what the page before gave."});
  }
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.payments().credits(behind, limit + 1);
    if (!found) return tl::unexpected(found.error());
    if (found->size() > limit) {
      found->pop_back();
      next = make_after({found->back().bill.account, base::format_month(found->back().bill.period)});
    }
    for (const store::BillCredit& credit : *found) {
      const auto bill = reader.bill(credit.bill.account, credit.bill.period);
      if (!bill) return tl::unexpected(bill.error());
      items.push_back({{"bill_no", *bill ? (*bill)->bill_no : std::string()},
                       {"account", credit.bill.account},
                       {"period", base::format_month(credit.bill.period)},
                       {"amount_fen", credit.amount_fen},
                       {"since", time_text(call, credit.since)}});
    }
    const auto counted = reader.payments().count_credits();
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome list_payment_providers(Call& call) {
  const auto all = desk::list_payment_providers(call.env.store);
  if (!all) return tl::unexpected(all.error());
  json::array items;
  for (const desk::KeptProvider& kept : *all) items.push_back(provider_of(call, kept));
  return json_answer(200, page_of(std::move(items), ""));
}

Outcome put_payment_provider(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string name = body->top().text("name", 1, kMostName);
  const std::string pay_url = body->top().text_if_any("pay_url", 0, kMostUrl).value_or("");
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto put = desk::put_payment_provider(call.env.store, call.actor, call.id, name, pay_url, call.now); !put) {
    return tl::unexpected(refuse_bill(put.error()));
  }
  return answer_provider(call, call.id);
}

Outcome add_payment_key(Call& call) {
  const auto rules = call.env.bulk->rules();
  auto made = desk::add_payment_key(call.env.store, call.actor, call.id, call.env.keys.public_keys().sealing,
                                    rules->payments.key_overlap, call.now, call.env.random);
  if (!made) return tl::unexpected(refuse_bill(made.error()));
  Outcome answer = json_answer(201, {{"number", made->key.number}, {"secret", made->secret}});
  wire::wipe(made->secret);
  return answer;
}

Outcome end_payment_key(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::int64_t number = body->top().integer("number", 1, INT32_MAX);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto ended = desk::end_payment_key(call.env.store, call.actor, call.id, number, call.now); !ended) {
    return tl::unexpected(refuse_bill(ended.error()));
  }
  return answer_provider(call, call.id);
}

Outcome list_late_fee_days(Call& call) {
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto days = reader.payments().late_fee_days(kLateFeeDays);
    if (!days) return tl::unexpected(days.error());
    for (const store::LateFeeDay& day : *days) {
      items.push_back({{"day", base::format_date(day.day)},
                       {"bills", day.bills},
                       {"fee_fen", day.fee_fen},
                       {"at", time_text(call, day.at)}});
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), ""));
}

}  // namespace gridboard::api
