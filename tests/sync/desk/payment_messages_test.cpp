// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Messages of a payment service: one by one at their edges, and 10,000 of them shuffled, doubled, late and forged.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using store::MessageVerdict;
using tests::BooksCentre;
using tests::local;
using tests::refunded;
using tests::succeeded;

namespace {

std::int64_t count_of(BooksCentre& centre, MessageVerdict verdict) {
  return centre.read([](store::Reader& reader) { return reader.payments().count_messages(); })
      .at(static_cast<std::size_t>(verdict));
}

}  // namespace

TEST_CASE("a payment message settles its bill once, whatever is repeated") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    const std::string body = succeeded("P-1", bill, 5380, local("2026-11-20 08:59"));
    CHECK(centre.send("m1", body) == MessageVerdict::taken);
    CHECK(centre.bill(bill).status == model::BillStatus::paid);
    CHECK(centre.bill(bill).paid_at == local("2026-11-20 08:59"));
    CHECK(centre.send("m1", body) == MessageVerdict::repeated);
    CHECK(centre.send("m2", body) == MessageVerdict::repeated);
    CHECK(centre.send("m1", succeeded("P-2", bill, 1, local("2026-11-20 08:59"))) == MessageVerdict::conflict);
    CHECK(centre.send("m3", succeeded("P-1", bill, 5381, local("2026-11-20 08:59"))) == MessageVerdict::conflict);
    CHECK(centre.send("m4", "{}") == MessageVerdict::malformed);
    CHECK(centre.send("m5", succeeded("P-9", bill, 1, centre.clock.now() + 5min)) == MessageVerdict::taken);
    CHECK(centre.send("m6", succeeded("P-10", bill, 1, centre.clock.now() + 5min + 1s)) == MessageVerdict::malformed);
    CHECK(centre.bill(bill).paid_fen == 5380);
    CHECK(centre.credit(centre.bill(bill)) == 1);
    centre.check_books(centre.bill(bill));
    CHECK(count_of(centre, MessageVerdict::repeated) == 2);
    CHECK(count_of(centre, MessageVerdict::conflict) == 2);
  }
}

TEST_CASE("what nobody signed changes nothing and is kept and counted") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    const std::string body = succeeded("P-1", bill, 5380, local("2026-11-20 08:59"));
    auto request = centre.signed_request("m1", body);
    request.body[30] ^= 1;
    CHECK(centre.take(request).verdict == MessageVerdict::forged);
    request = centre.signed_request("m1", body);
    centre.clock.advance(301s);
    CHECK(centre.take(request).verdict == MessageVerdict::stale);
    CHECK(centre.bill(bill).paid_fen == 0);
    CHECK(count_of(centre, MessageVerdict::forged) == 1);
    CHECK(count_of(centre, MessageVerdict::stale) == 1);
    // Neither takes the number away from the one who has it.
    CHECK(centre.send("m1", body) == MessageVerdict::taken);
    const auto unknown = desk::take_payment_message(centre.hooks(), "nobody", request);
    CHECK(unknown.error().code == base::ErrorCode::not_found);
  }
}

TEST_CASE("a refund that comes before its payment waits for it, and opens the bill again") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    const base::Instant at = local("2026-11-20 08:00");
    CHECK(centre.send("m1", refunded("R-1", "P-1", 1000, at)) == MessageVerdict::waiting);
    CHECK(centre.send("m2", succeeded("P-1", bill, 5380, at)) == MessageVerdict::taken);
    CHECK(centre.bill(bill).status == model::BillStatus::unpaid);
    CHECK(centre.bill(bill).paid_fen == 4380);
    CHECK(centre.send("m3", refunded("R-2", "P-1", 4381, at)) == MessageVerdict::conflict);
    CHECK(centre.send("m4", refunded("R-3", "P-1", 4380, at)) == MessageVerdict::taken);
    CHECK(centre.bill(bill).paid_fen == 0);
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("what couldn't be taken is judged anew when its service sends it again") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    const std::string body = succeeded("P-1", bill, 5380, centre.clock.now() + 6min);  // its clock is ahead
    CHECK(centre.send("m1", body) == MessageVerdict::malformed);
    CHECK(centre.send("m1", body) == MessageVerdict::malformed);
    centre.clock.advance(2min);
    CHECK(centre.send("m1", body) == MessageVerdict::taken);
    CHECK(centre.send("m1", body) == MessageVerdict::repeated);
    CHECK(centre.bill(bill).paid_fen == 5380);
    CHECK(centre.send("m2", "{}") == MessageVerdict::malformed);
    CHECK(centre.send("m2", "{}") == MessageVerdict::malformed);
    CHECK(centre.send("m2", succeeded("P-2", bill, 1, centre.clock.now())) == MessageVerdict::taken);
    store::MessageFilter taken;
    taken.verdict = MessageVerdict::taken;
    CHECK(centre.read([&](store::Reader& reader) { return reader.payments().messages(taken); }).size() == 2);
    CHECK(count_of(centre, MessageVerdict::malformed) == 4);
    centre.check_books(centre.bill(bill));
  }
}

TEST_CASE("numbers of messages that differ only where they are cut or can't be printed are two numbers") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string bill = centre.put_bill(1, 5380, "2026-11-30");
    const std::string longest(100, 'm');
    std::int64_t paid = 0;
    for (const std::string& id :
         {longest, longest + "1", longest + "2", std::string("缴费1"), std::string("缴费2"), std::string("??????1")}) {
      CAPTURE(id);
      const std::string body = succeeded("P-" + std::to_string(++paid), bill, 1, centre.clock.now());
      CHECK(centre.send(id, body) == MessageVerdict::taken);
      CHECK(centre.send(id, body) == MessageVerdict::repeated);
    }
    CHECK(centre.bill(bill).paid_fen == paid);
  }
}

namespace {

struct Sent {
  desk::HookRequest request;
  MessageVerdict wanted;  // taken: whatever its order makes of it
};
struct Paid {
  std::string reference, bill_no;
  std::int64_t amount_fen;
  base::Instant at;
  std::vector<std::int64_t> refunds;
};

// The same question answered another way: day by day, in plain sums.
struct Expected {
  std::int64_t paid_fen = 0, credit_fen = 0;
  bool settled = false;
};
Expected expected_of(const model::Bill& bill, const std::vector<Paid>& paid) {
  std::map<base::Instant, std::int64_t> by_moment;
  std::int64_t all = 0;
  for (const Paid& one : paid) {
    std::int64_t left = one.amount_fen;
    for (const std::int64_t back : one.refunds) left -= back;
    by_moment[one.at] += left;
    all += left;
  }
  std::int64_t sum = 0;
  for (const auto& [at, fen] : by_moment) {
    sum += fen;
    const int late = base::days_between(bill.due, base::date_of(at, {}));
    // Half a fen rounds up: all of it is above 0.
    const std::int64_t fee = late <= 0 ? 0 : std::max<std::int64_t>(100, (bill.amount_fen * late + 500) / 1000);
    const std::int64_t owed = bill.amount_fen + fee;
    if (sum > 0 && sum >= owed) return {std::min(all, owed), std::max<std::int64_t>(0, all - owed), true};
  }
  return {all, 0, false};
}

class Storm {
 public:
  explicit Storm(BooksCentre& centre) : centre_(centre) {
    for (int i = 0; i < kBills; ++i) {
      bills_.push_back(centre.put_bill(i, 1 + static_cast<std::int64_t>(random_.below(40'000)),
                                       i % 3 == 0 ? "2026-10-31" : "2026-11-15"));
    }
  }

  std::vector<Sent> make() {
    while (sent_.size() < 4000) add_payment();
    const std::size_t real = sent_.size();
    while (sent_.size() < 7000) sent_.push_back({sent_[random_.below(real)].request, MessageVerdict::taken});
    // The same payment under another message's number.
    while (sent_.size() < 8000) {
      const auto& again = sent_[random_.below(real)].request;
      sent_.push_back({centre_.signed_request(next_id(), again.body), MessageVerdict::taken});
    }
    while (sent_.size() < 9500) add_forged();
    while (sent_.size() < 10'000) add_late(sent_[random_.below(real)].request);
    for (std::size_t i = sent_.size(); i > 1; --i) std::swap(sent_[i - 1], sent_[random_.below(i)]);
    return std::move(sent_);
  }

  std::map<std::string, std::vector<Paid>> paid;  // by bill
  std::int64_t unmatched_fen = 0;
  static constexpr int kBills = 600;

 private:
  std::string next_id() { return "msg-" + std::to_string(++messages_); }
  base::Instant some_time() {
    // Whole hours of 30 days: several at one moment as well.
    return local("2026-10-21 08:00") + std::chrono::hours(random_.below(30 * 24));
  }
  void add(const std::string& body) {
    sent_.push_back({centre_.signed_request(next_id(), body), MessageVerdict::taken});
  }

  void add_payment() {
    const bool known = random_.below(20) != 0;
    const std::string bill_no = known ? bills_[random_.below(bills_.size())] : "X" + std::to_string(messages_);
    const std::int64_t amount = known ? centre_.bill(bill_no).amount_fen : 500;
    const std::uint64_t way = random_.below(10);
    std::int64_t fen = amount;                                                                            // to the fen
    if (way < 4) fen = 1 + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(amount)));  // in part
    if (way == 9) fen = amount + 1 + static_cast<std::int64_t>(random_.below(500));                       // too much
    Paid one{"P-" + std::to_string(++payments_), bill_no, fen, some_time(), {}};
    add(succeeded(one.reference, bill_no, fen, one.at));
    std::int64_t left = fen;
    for (int i = 0; i < 2 && random_.below(6) == 0; ++i) {
      const std::int64_t back =
          random_.below(3) == 0 ? left : static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(left) + 1));
      if (back <= 0) break;
      left -= back;
      one.refunds.push_back(back);
      add(refunded("R-" + std::to_string(payments_) + "-" + std::to_string(i), one.reference, back, one.at + 1h));
    }
    if (known) paid[bill_no].push_back(std::move(one));
    if (!known) unmatched_fen += left;
  }

  void add_forged() {
    const std::string bill_no = bills_[random_.below(bills_.size())];
    auto request =
        centre_.signed_request(next_id(), succeeded("F-" + std::to_string(messages_), bill_no, 9999, some_time()));
    const std::uint64_t way = random_.below(4);
    if (way == 0) request.body.insert(request.body.find("9999"), "9");
    if (way == 1)
      request = centre_.signed_request(request.id, request.body, wire::SecretBytes(std::string_view("wrong")));
    if (way == 2) request.id += "0";
    if (way == 3) request.signature.clear();
    sent_.push_back({std::move(request), MessageVerdict::forged});
  }

  void add_late(const desk::HookRequest& real) {
    desk::HookRequest late = real;
    late.timestamp = std::to_string(centre_.clock.now().time_since_epoch().count() / 1000 - 301);
    late.signature = desk::seal_hook(centre_.secret, late.id, late.timestamp, late.body);
    sent_.push_back({std::move(late), MessageVerdict::stale});
  }

  BooksCentre& centre_;
  base::SeededRandom random_{20261120};
  std::vector<std::string> bills_;
  std::vector<Sent> sent_;
  int messages_ = 0, payments_ = 0;
};

}  // namespace

TEST_CASE("10,000 messages shuffled, doubled, late and forged: the books end exact to the fen") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    Storm storm(centre);
    const std::vector<Sent> sent = storm.make();
    REQUIRE(sent.size() == 10'000);
    std::int64_t forged = 0, stale = 0;
    for (const Sent& one : sent) {
      const auto message = centre.take(one.request);
      if (one.wanted == MessageVerdict::taken) {
        const bool booked = message.verdict == MessageVerdict::taken || message.verdict == MessageVerdict::repeated ||
                            message.verdict == MessageVerdict::unmatched || message.verdict == MessageVerdict::waiting;
        if (!booked) FAIL("a message came to " << desk::name_of(message.verdict) << ": " << message.words);
        continue;
      }
      if (message.verdict != one.wanted) FAIL("a message came to " << desk::name_of(message.verdict));
      ++(one.wanted == MessageVerdict::forged ? forged : stale);
    }
    CHECK(count_of(centre, MessageVerdict::forged) == forged);
    CHECK(count_of(centre, MessageVerdict::stale) == stale);
    CHECK(count_of(centre, MessageVerdict::conflict) == 0);
    int settled = 0, over_paid = 0;
    for (const auto& [bill_no, paid] : storm.paid) {
      CAPTURE(bill_no);
      const model::Bill bill = centre.bill(bill_no);
      const Expected expected = expected_of(bill, paid);
      CHECK(bill.paid_fen == expected.paid_fen);
      CHECK(centre.credit(bill) == expected.credit_fen);
      CHECK((bill.status == model::BillStatus::paid) == expected.settled);
      centre.check_books(bill);
      settled += expected.settled ? 1 : 0;
      over_paid += expected.credit_fen > 0 ? 1 : 0;
    }
    CHECK(settled > 100);
    CHECK(over_paid > 50);
    std::int64_t unmatched_fen = 0;
    for (const auto& payment :
         centre.read([](store::Reader& reader) { return reader.payments().unmatched_payments("", 10'000); })) {
      unmatched_fen += payment.left_fen();
    }
    CHECK(unmatched_fen == storm.unmatched_fen);
  }
}
