// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The register of special care, identities of staff, and the audit chain by time, on every store.
#include "sync/store/care.hpp"

#include <doctest/doctest.h>

#include "sync/store/people.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using tests::at_second;
using tests::day;

namespace {

store::CareEntry entry_of(const std::string& id, const std::string& account, const std::string& path,
                          const std::string& kind, base::Date ends_on = day(2027, 1, 1)) {
  return {id, account, path, kind, "sealed", ends_on, at_second(1), "wang", at_second(2)};
}

void writing(store::Store& store, const std::function<void(store::Writer&)>& body) {
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    body(writer);
    return {};
  }));
}

std::vector<std::string> ids(const Result<std::vector<store::CareEntry>>& entries) {
  std::vector<std::string> found;
  for (const auto& entry : entries.value()) found.push_back(entry.id);
  return found;
}
using Ids = std::vector<std::string>;

void append(store::Writer& writer, base::Instant at) {
  const auto head = writer.write_people().lock_audit_head().value();
  store::AuditEntry entry;
  entry.number = head.number + 1;
  entry.at = at;
  entry.actor = "wang";
  entry.action = "x";
  entry.previous = head.hash;
  entry.hash = wire::ledger_hash(entry);
  REQUIRE(writer.write_people().append(entry));
}

}  // namespace

TEST_CASE("entries of the register come back by household, by place page for page, and by when consent ends") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    writing(**opened, [&](store::Writer& writer) {
      auto& care = writer.write_care_register();
      REQUIRE(care.put(entry_of("a", "1", "YX/BT", "lives_alone", day(2026, 11, 30))));
      REQUIRE(care.put(entry_of("b", "1", "YX/BT", "life_support")));
      REQUIRE(care.put(entry_of("c", "2", "YX/BT/3", "lives_alone", day(2026, 12, 1))));
      REQUIRE(care.put(entry_of("d", "3", "YX/BT2", "lives_alone")));
      CHECK(care.care("a").value() == entry_of("a", "1", "YX/BT", "lives_alone", day(2026, 11, 30)));
      CHECK_FALSE(care.care("z").value());
      CHECK(ids(care.care_of("1")) == Ids{"b", "a"});
      CHECK(ids(care.care_listed({{"YX/BT"}, "", "", "", 9})) == Ids{"a", "b", "c"});
      CHECK(ids(care.care_listed({{""}, "", "", "", 9})) == Ids{"a", "b", "c", "d"});
      CHECK(ids(care.care_listed({{"YX/BT/3", "YX/BT2"}, "", "", "", 9})) == Ids{"c", "d"});
      CHECK(ids(care.care_listed({{}, "", "", "", 9})).empty());
      CHECK(ids(care.care_listed({{""}, "lives_alone", "", "", 2})) == Ids{"a", "c"});
      CHECK(ids(care.care_listed({{""}, "lives_alone", "YX/BT/3", "c", 2})) == Ids{"d"});
      CHECK(ids(care.care_ended_before(day(2026, 12, 1), 9)) == Ids{"a"});
      CHECK(ids(care.care_ended_before(day(2026, 12, 2), 9)) == Ids{"a", "c"});
      CHECK(care.put(entry_of("e", "1", "YX/BT", "lives_alone")).error().code == ErrorCode::conflict);
      auto changed = entry_of("a", "1", "YX/BT", "lives_alone");
      changed.body = "other";
      REQUIRE(care.put(changed));
      CHECK(care.care("a").value()->body == "other");
      CHECK(care.drop_care("a").value());
      CHECK_FALSE(care.drop_care("a").value());
    });
  }
}

TEST_CASE("an identity is of one account, and a sign-in at the provider comes back once") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Account wang, li;
    wang.id = wang.name = "wang";
    wang.identity = "u-17";
    li.id = li.name = "li";
    writing(**opened, [&](store::Writer& writer) {
      auto& people = writer.write_people();
      REQUIRE(people.put(wang));
      REQUIRE(people.put(li));
      CHECK(people.account_identified("u-17").value()->id == "wang");
      CHECK_FALSE(people.account_identified("u-18").value());
      CHECK_FALSE(people.account_identified("").value());
      CHECK(people.account("wang").value()->identity == "u-17");
      REQUIRE(people.put(
          store::Session{"s", "wang", "", at_second(1), at_second(1), at_second(9), store::SessionWay::provider}));
      CHECK(people.session("s").value()->way == store::SessionWay::provider);

      const store::ProviderSignIn begun{"h", "nonce", "verifier", at_second(600)};
      REQUIRE(people.put(begun));
      CHECK(people.take_provider_sign_in("h").value() == begun);
      CHECK_FALSE(people.take_provider_sign_in("h").value());
      REQUIRE(people.put(begun));
      REQUIRE(people.drop_sessions(at_second(600), at_second(0)));
      REQUIRE(people.drop_sessions(at_second(601), at_second(0)));
      CHECK_FALSE(people.take_provider_sign_in("h").value());
    });
    li.identity = "u-17";
    const auto taken = (*opened)->write([&](store::Writer& writer) { return writer.write_people().put(li); });
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == ErrorCode::conflict);
  }
}

TEST_CASE("a stretch of the audit chain is read by time, page for page, though clocks of nodes differ") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    writing(**opened, [&](store::Writer& writer) {
      for (const int second : {10, 20, 19, 20, 30}) append(writer, at_second(second));  // entries 1 to 5
    });
    std::vector<std::uint64_t> seen;
    REQUIRE((*opened)->read([&](store::Reader& reader) -> Result<void> {
      store::AuditFilter filter;
      filter.from = at_second(19);
      filter.upto = at_second(30);
      filter.limit = 2;
      for (std::size_t pages = 0; pages < 3; ++pages) {
        const auto page = reader.people().audit(filter).value();
        for (const auto& entry : page) seen.push_back(entry.number);
        if (page.empty()) break;
        filter.before = page.back().number;
      }
      return {};
    }));
    CHECK(seen == std::vector<std::uint64_t>{4, 2, 3});
  }
}
