// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills: searched, looked at, disputed, corrected.
#include <charconv>

#include "sync/api/answers.hpp"
#include "sync/api/bill_operations.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/correct_bill.hpp"
#include "sync/desk/dispute_bill.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostNumber = 25, kMostReason = 300;
constexpr std::int64_t kMostWh = 1'000'000'000'000;

std::optional<store::BillState> state_named(std::string_view name) {
  using enum store::BillState;
  constexpr std::pair<std::string_view, store::BillState> kStates[] = {
      {"unpaid", unpaid}, {"overdue", overdue}, {"paid", paid}, {"disputed", disputed}, {"over_paid", over_paid}};
  for (const auto& [word, state] : kStates) {
    if (word == name) return state;
  }
  return std::nullopt;
}

std::optional<base::Month> month_named(std::string_view text) {
  const auto month = base::parse_month(text);
  return month ? std::optional(*month) : std::nullopt;
}

// A shown bill after a change, or as it is.
Outcome answer_bill(const Call& call, const model::Rules& rules, const std::string& bill_no) {
  const auto shown = desk::look_at_bill(bill_desk_of(call, rules), bill_no);
  if (!shown) return tl::unexpected(refuse_bill(shown.error()));
  std::string words;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto of = desk::PlaceWords(reader).of(shown->listed.unit_path);
    if (!of) return tl::unexpected(of.error());
    words = std::move(*of);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, shown_bill_of(call, *shown, words));
}

struct Wanted {
  store::BillFilter filter;
  std::string bill_no;  // one alone
};

Wanted wanted_by(Query& query, const Call& call) {
  Wanted wanted;
  const std::string text = query.text("q", kMostNumber);
  wanted.filter.state = query.choice<store::BillState>("state", state_named);
  wanted.filter.period = query.choice<base::Month>("period", month_named);
  if (model::is_account_number(text)) {
    wanted.filter.account = text;
  } else {
    wanted.bill_no = text;
  }
  wanted.filter.today = base::date_of(call.now, call.env.zone);
  const auto after = query.after(4);
  if (!after.empty()) {
    const auto month = month_named(after[1]);
    if (!month) query.refuse("after", {"不是上一页给出的值。", "isn't what the page before gave."});
    if (month) wanted.filter.after = store::BillKey{after[0], *month};
    wanted.filter.after_unit = after[2];
    wanted.filter.after_door = after[3];
  }
  return wanted;
}

bool is_within(const std::vector<std::string>& tops, const std::string& path) {
  return std::any_of(tops.begin(), tops.end(),
                     [&](const std::string& top) { return top.empty() || path == top || path.starts_with(top + "/"); });
}

struct Found {
  desk::BillPage page;
  store::BillSums sums;
};

// By its number: it alone, if its household is at a place of theirs.
Result<void> find_one(store::Reader& reader, const model::Rules& rules, const Wanted& wanted, Found& found) {
  auto bill = reader.bill_numbered(wanted.bill_no);
  if (!bill) return tl::unexpected(bill.error());
  if (!*bill) return {};
  auto listed = desk::listed_bill(reader, rules, std::move(**bill), wanted.filter.today);
  if (!listed) return tl::unexpected(listed.error());
  if (!is_within(wanted.filter.under, listed->unit_path)) return {};
  found.sums = {1, listed->bill.amount_fen, listed->bill.paid_fen, true};
  found.page.bills.push_back(std::move(*listed));
  return {};
}

Result<void> find_many(store::Reader& reader, const model::Rules& rules, const Wanted& wanted, Found& found) {
  if (!wanted.filter.account.empty()) {
    const auto household = reader.household(wanted.filter.account);
    if (!household) return tl::unexpected(household.error());
    if (!*household || !is_within(wanted.filter.under, (*household)->unit_path)) return {};
  }
  auto page = desk::list_bills(reader, rules, wanted.filter);
  if (!page) return tl::unexpected(page.error());
  found.page = std::move(*page);
  auto sums = reader.payments().sum_bills(wanted.filter);
  if (!sums) return tl::unexpected(sums.error());
  found.sums = *sums;
  return {};
}

}  // namespace

Outcome list_bills(Call& call) {
  Query query(call.request());
  Wanted wanted = wanted_by(query, call);
  const std::string under = query.text("under", kMostPath);
  wanted.filter.limit = query.limit();
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  wanted.filter.under = call.places_within(under);
  if (wanted.filter.under.empty()) return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  const auto rules = call.env.bulk->rules();
  json::array items;
  Found found;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    found = {};
    auto looked =
        wanted.bill_no.empty() ? find_many(reader, *rules, wanted, found) : find_one(reader, *rules, wanted, found);
    if (!looked) return looked;
    desk::PlaceWords words(reader);
    for (const desk::ListedBill& listed : found.page.bills) {
      auto place = words.of(listed.unit_path);
      if (!place) return tl::unexpected(place.error());
      items.push_back(listed_bill_of(call, listed, *place));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  const desk::BillPage& page = found.page;
  const std::string next =
      page.next
          ? make_after({page.next->account, base::format_month(page.next->period), page.next_unit, page.next_door})
          : std::string();
  json::object body = page_of(std::move(items), next);
  if (found.sums.whole) body["total"] = found.sums.bills;
  body["sums"] = json::object{{"bills", found.sums.bills},
                              {"amount_fen", found.sums.amount_fen},
                              {"paid_fen", found.sums.paid_fen},
                              {"whole", found.sums.whole}};
  return json_answer(200, body);
}

Outcome show_bill(Call& call) {
  const auto rules = call.env.bulk->rules();
  return answer_bill(call, *rules, call.id);
}

Outcome show_bill_holder(Call& call) {
  const auto rules = call.env.bulk->rules();
  const auto holder = desk::show_holder(bill_desk_of(call, *rules), call.id);
  if (!holder) return tl::unexpected(refuse_bill(holder.error()));
  return json_answer(200, {{"account", holder->account}, {"name", holder->name}, {"phone", holder->phone}});
}

Outcome open_dispute(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason(base::trim(body->top().text("reason", 1, kMostReason)));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const auto bill = desk::open_dispute(bill_desk_of(call, *rules), call.id, reason);
  if (!bill) return tl::unexpected(refuse_bill(bill.error()));
  return answer_bill(call, *rules, bill->bill_no);
}

Outcome end_dispute(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string answer(base::trim(body->top().text("answer", 1, kMostReason)));
  const auto upheld = body->top().boolean_if_any("upheld");
  if (!upheld) body->top().refuse("upheld", {"必须填写。", "must be given."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const auto bill = desk::end_dispute(bill_desk_of(call, *rules), call.id, *upheld, answer);
  if (!bill) return tl::unexpected(refuse_bill(bill.error()));
  return answer_bill(call, *rules, bill->bill_no);
}

Outcome correct_bill(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::CorrectBill wanted;
  wanted.bill_no = call.id;
  wanted.becomes = top.text("becomes", 1, kMostNumber);
  wanted.reading_to_wh = top.integer("reading_to_wh", 0, kMostWh);
  wanted.energy_wh = top.integer("energy_wh", 0, kMostWh);
  wanted.peak_wh = top.has("peak_wh") ? top.integer("peak_wh", 0, kMostWh) : 0;
  wanted.valley_wh = top.has("valley_wh") ? top.integer("valley_wh", 0, kMostWh) : 0;
  wanted.due = top.choice_if_any<base::Date>("due", [](std::string_view text) -> std::optional<base::Date> {
    const auto day = base::parse_date(text);
    return day ? std::optional(*day) : std::nullopt;
  });
  wanted.reason = std::string(base::trim(top.text("reason", 1, kMostReason)));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  const auto bill = desk::correct_bill(bill_desk_of(call, *rules), call.env.bulk->tariffs(), wanted);
  if (!bill) return tl::unexpected(refuse_bill(bill.error()));
  return answer_bill(call, *rules, bill->bill_no);
}

}  // namespace gridboard::api
