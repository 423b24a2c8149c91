// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is asked, put and dropped for many things at once, the same in every store and the same as one by one.
#include <doctest/doctest.h>

#include <algorithm>

#include "sync/store/imports.hpp"
#include "sync/store/payments.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using tests::at_second;
using tests::sample_bill;

namespace {

// More than any statement takes at once.
constexpr int kMany = 1203;

std::string account(int number) {
  return std::to_string(3301000000 + number);
}

model::Bill bill(int number, unsigned month = 10) {
  return sample_bill(account(number), month);
}

store::BillKey key(int number, unsigned month = 10) {
  return {account(number), bill(number, month).period};
}

std::vector<model::Bill> many_bills() {
  std::vector<model::Bill> bills;
  for (int number = kMany; number > 0; --number) bills.push_back(bill(number));
  return bills;
}

std::vector<store::BillKey> keys_of(const std::vector<model::Bill>& bills) {
  std::vector<store::BillKey> keys;
  for (const model::Bill& one : bills) keys.push_back({one.account, one.period});
  return keys;
}

void write(store::Store& store, const std::function<Result<void>(store::Writer&)>& body) {
  const auto written = store.write(body);
  REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
}

template <class Ask>
auto read(store::Store& store, const Ask& ask) {
  std::decay_t<decltype(*ask(std::declval<store::Reader&>()))> found{};
  const auto done = store.read([&](store::Reader& reader) -> Result<void> {
    auto answer = ask(reader);
    if (!answer) return tl::unexpected(answer.error());
    found = std::move(*answer);
    return {};
  });
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  return found;
}

std::vector<model::Bill> stored(store::Store& store, const std::vector<store::BillKey>& keys) {
  return read(store, [&](store::Reader& reader) { return reader.bills_at(keys); });
}

void put(store::Store& store, const std::vector<model::Bill>& bills) {
  write(store, [&](store::Writer& writer) { return writer.put_bills(bills); });
}

void on_each_backend(const std::function<void(store::Store&)>& test) {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    test(**store);
  }
}

model::Household household(int number) {
  model::Household made;
  made.account = account(number);
  made.unit_path = "YX/B/3";
  made.door = std::to_string(number);
  made.name = "王" + std::to_string(number);
  made.tariff_id = "residential-annual";
  return made;
}

}  // namespace

TEST_CASE("many bills are put at once and read back in their order, whatever is asked for twice or isn't there") {
  on_each_backend([](store::Store& store) {
    put(store, {});
    CHECK(stored(store, {}).empty());
    CHECK(stored(store, {key(1)}).empty());

    put(store, many_bills());
    auto keys = keys_of(many_bills());
    keys.insert(keys.end(), {key(7), key(7), key(8, 9), key(kMany + 1), {"no account", key(1).period}});
    const auto found = stored(store, keys);
    REQUIRE(found.size() == kMany);
    for (int number = 1; number <= kMany; ++number) {
      if (found[static_cast<std::size_t>(number) - 1] == bill(number)) continue;
      FAIL("bill " << number << " came back as another one");
    }
    CHECK(stored(store, {key(9), key(3), key(9), key(3, 9)}) == std::vector{bill(3), bill(9)});
  });
}

TEST_CASE("of bills put at once the last of one account and period counts, and what stood there gives way") {
  on_each_backend([](store::Store& store) {
    put(store, {bill(1), bill(2)});
    auto first = bill(2), last = bill(2), text = bill(3);
    first.bill_no = "F-1";
    last.amount_fen = 77;
    last.lines.clear();
    last.disputed_on = tests::day(2026, 11, 1);
    last.paid_at = at_second(5);
    last.fee_free_days = 3;
    text.bill_no = "007";  // isn't the number 7
    put(store, {first, text, last});
    CHECK(stored(store, {key(1), key(2), key(3)}) == std::vector{bill(1), last, text});
  });
}

TEST_CASE("bills put at once are all or nothing when a number belongs to another one") {
  on_each_backend([](store::Store& store) {
    put(store, {bill(1)});
    auto clashing = many_bills();
    clashing.front().bill_no = clashing.back().bill_no;
    const auto written = store.write([&](store::Writer& writer) {
      const auto done = writer.put_bills(clashing);
      REQUIRE_FALSE(done);
      CHECK(done.error().code == base::ErrorCode::conflict);
      return done;
    });
    REQUIRE_FALSE(written);
    CHECK(written.error().code == base::ErrorCode::conflict);
    CHECK(stored(store, keys_of(clashing)) == std::vector{bill(1)});

    auto nameless = bill(2);
    nameless.account = "12";
    const auto refused = store.write([&](store::Writer& writer) { return writer.put_bills({bill(3), nameless}); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::invalid_input);
    CHECK(stored(store, {key(3)}).empty());
  });
}

TEST_CASE("many households are read at once, by account") {
  on_each_backend([](store::Store& store) {
    write(store, [&](store::Writer& writer) -> Result<void> {
      for (int number = kMany; number > 0; --number) {
        if (auto done = writer.put(household(number)); !done) return tl::unexpected(done.error());
      }
      return {};
    });
    const auto at = [&](const std::vector<std::string>& accounts) {
      return read(store, [&](store::Reader& reader) { return reader.households_at(accounts); });
    };
    CHECK(at({}).empty());
    CHECK(at({account(kMany + 1), "no account", ""}).empty());
    const auto few = at({account(9), account(3), account(9), account(kMany + 1)});
    REQUIRE(few.size() == 2);
    CHECK(few[0].name == "王3");
    CHECK(few[1].path() == "YX/B/3/9");
    std::vector<std::string> all;
    for (int number = 1; number <= kMany; ++number) all.push_back(account(number));
    CHECK(at(all).size() == kMany);
  });
}

TEST_CASE("many bill numbers are asked for at once, also those that were replaced") {
  on_each_backend([](store::Store& store) {
    auto bills = many_bills();
    bills[0].bill_no = "A-1";
    bills[1].bill_no = "007";
    put(store, bills);
    write(store, [&](store::Writer& writer) -> Result<void> {
      auto was = bill(5);
      was.bill_no = "2025";
      auto also = bill(6);
      also.bill_no = "A-1";
      if (auto done = writer.write_payments().put(store::VoidedBill{was, bill(5).bill_no, at_second(1), "李", "错"});
          !done) {
        return done;
      }
      return writer.write_payments().put(store::VoidedBill{also, bill(6).bill_no, at_second(1), "李", "错"});
    });
    const auto bearers = [&](const std::vector<std::string>& numbers) {
      auto found = read(store, [&](store::Reader& reader) { return reader.payments().bearers_of(numbers); });
      std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
        return std::pair(left.bill_no, left.replaced) < std::pair(right.bill_no, right.replaced);
      });
      return found;
    };
    CHECK(bearers({}).empty());
    CHECK(bearers({"7", "a-1", "", "20250", "2025 "}).empty());
    CHECK(
        bearers({"007", "A-1", "2025", "A-1", "nobody's"}) ==
        std::vector<store::NumberBearer>{
            {"007", key(kMany - 1), false}, {"2025", key(5), true}, {"A-1", key(kMany), false}, {"A-1", key(6), true}});
    std::vector<std::string> all;
    for (const model::Bill& one : bills) all.push_back(one.bill_no);
    CHECK(bearers(all).size() == kMany + 1);
  });
}

TEST_CASE("of many bills those that were worked on are told, with the latest of it, and dropped with all of it") {
  on_each_backend([](store::Store& store) {
    put(store, many_bills());
    const auto entry = [](int second) {
      return store::BillEntry{0, store::BillEntryKind::payment, 5, "n", "p", at_second(1), at_second(second), "", ""};
    };
    const store::BillDispute open{"d-1",        key(2), "n", store::DisputeState::open, at_second(20), "李", "高",
                                  std::nullopt, "",     ""};
    auto ended = open;
    ended.id = "d-2";
    ended.bill = key(3);
    ended.ended_at = at_second(30);
    write(store, [&](store::Writer& writer) -> Result<void> {
      store::PaymentWriter& books = writer.write_payments();
      for (const auto& [number, second] : {std::pair(1, 40), std::pair(1, 10), std::pair(2, 15)}) {
        if (auto done = books.add_entry(key(number), entry(second)); !done) return done;
      }
      if (auto done = books.put(open); !done) return done;
      if (auto done = books.put(ended); !done) return done;
      if (auto done = books.put_credit({key(3), 9, at_second(2)}); !done) return done;
      auto was = bill(4);
      was.bill_no = "2025";
      return books.put(store::VoidedBill{was, "n", at_second(50), "李", "错"});
    });
    const auto work = [&](const std::vector<store::BillKey>& keys) {
      return read(store, [&](store::Reader& reader) { return reader.payments().work_on(keys); });
    };
    CHECK(work({}).empty());
    CHECK(work({key(5), key(1, 9), key(kMany + 1)}).empty());
    const std::vector<store::BillWork> all{{key(1), true, at_second(40)},
                                           {key(2), true, at_second(20)},
                                           {key(3), false, at_second(30)},
                                           {key(4), false, at_second(50)}};
    CHECK(work(keys_of(many_bills())) == all);
    CHECK(work({key(2), key(1), key(2)}) == std::vector{all[0], all[1]});

    const auto drop = [&](const std::vector<store::BillKey>& keys) {
      write(store, [&](store::Writer& writer) { return writer.write_payments().drop_bills(keys); });
    };
    drop({});
    drop({key(1, 9), key(kMany + 1)});
    CHECK(stored(store, keys_of(many_bills())).size() == kMany);
    drop({key(3), key(1), key(3), key(kMany + 1)});
    CHECK(stored(store, {key(1), key(2), key(3)}) == std::vector{bill(2)});
    CHECK(work({key(1), key(2), key(3)}) == std::vector{all[1]});
    CHECK(read(store, [](store::Reader& reader) { return reader.payments().count_credits(); }) == 0);
    drop(keys_of(many_bills()));
    CHECK(stored(store, keys_of(many_bills())).empty());
  });
}

TEST_CASE("many rows of an import are added at once, from the number on that is said") {
  on_each_backend([](store::Store& store) {
    store::Import import;
    import.id = "i-1";
    const auto row = [](int number) {
      return store::ImportRow{number + 2, "bill/" + std::to_string(number), number % 2 == 0 ? "" : "{\"a\":\"'\\\\\"}",
                              "{}", number};
    };
    std::vector<store::ImportRow> rows;
    for (int number = 10; number < 10 + kMany; ++number) rows.push_back(row(number));
    write(store, [&](store::Writer& writer) -> Result<void> {
      if (auto done = writer.write_imports().put(import); !done) return done;
      if (auto done = writer.write_imports().add_import_rows("i-1", 0, {}); !done) return done;
      return writer.write_imports().add_import_rows("i-1", 10, rows);
    });
    const auto found =
        read(store, [](store::Reader& reader) { return reader.imports().import_rows("i-1", 0, kMany + 1); });
    CHECK(found == rows);
  });
}

TEST_CASE("what is published in one write, over many logs and more than once, ends as if each had been a write") {
  on_each_backend([](store::Store& store) {
    const auto log = [](int number) { return "YX/" + std::to_string(number % 7); };
    const auto name = [](int number) { return "k" + std::to_string(number); };
    write(store, [&](store::Writer& writer) -> Result<void> {
      for (int number = 0; number < kMany; ++number) {
        if (auto done = writer.publish(log(number), name(number), log(number), "1"); !done) return done;
      }
      return writer.publish("YX/0", "k0", "YX/0/1", "1");  // another audience
    });
    write(store, [&](store::Writer& writer) -> Result<void> {
      for (int number = 0; number < kMany; ++number) {
        if (auto done = writer.unpublish(log(number), name(number)); !done) return done;
        if (number % 3 == 0) continue;
        if (auto done = writer.publish(log(number), name(number), log(number), "2"); !done) return done;
      }
      return writer.unpublish("YX/none", "k0");
    });
    int bodies = 0, removals = 0;
    for (int number = 0; number < 7; ++number) {
      std::vector<store::WholeChange> changes;
      const auto head = read(store, [&](store::Reader& reader) { return reader.log_head(log(number)); });
      REQUIRE(head);
      const bool all = read(store, [&](store::Reader& reader) {
        return reader.all_changes(log(number), 0, head->head, kMany, 1 << 20, changes);
      });
      CHECK(all);
      std::uint64_t before = 0;
      for (const store::WholeChange& change : changes) {
        CHECK(change.seq > before);
        before = change.seq;
        CHECK(change.moved == (change.key == "k0"));
        CHECK(change.body.value_or("2") == "2");
        ++(change.body ? bodies : removals);
      }
      CHECK(before == head->head);
    }
    CHECK(removals == kMany / 3);
    CHECK(bodies == kMany - kMany / 3);
  });
}
