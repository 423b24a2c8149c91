// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Staff and the audit chain, on every store.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "sync/store/people.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using store::Role;
using tests::at_second;

namespace {

store::Account account_of(const std::string& name, std::vector<store::Grant> grants) {
  store::Account account;
  account.id = "id-" + name;
  account.name = name;
  account.display_name = "Wang " + name;
  account.password_hash = "$argon2id$";
  account.grants = std::move(grants);
  account.created_at = at_second(1);
  return account;
}

void writing(store::Store& store, const std::function<void(store::Writer&)>& body) {
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    body(writer);
    return {};
  }));
}

std::vector<std::string> names(const Result<std::vector<store::Account>>& accounts) {
  std::vector<std::string> found;
  for (const auto& account : accounts.value()) found.push_back(account.name);
  return found;
}
using Names = std::vector<std::string>;

// As the desk appends.
Result<void> append_one(store::Writer& writer, const std::string& actor) {
  const auto head = writer.write_people().lock_audit_head();
  if (!head) return tl::unexpected(head.error());
  store::AuditEntry entry;
  entry.number = head->number + 1;
  entry.at = at_second(static_cast<int>(entry.number));
  entry.actor = actor;
  entry.action = entry.number % 2 == 0 ? "even" : "odd";
  entry.subject = "s";
  entry.before = R"({"a":1})";
  entry.previous = head->hash;
  entry.hash = wire::ledger_hash(entry);
  return writer.write_people().append(entry);
}

}  // namespace

TEST_CASE("an account comes back as it was put, and is found by name, part of a name, role and state") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    store::Account wang = account_of("wang", {{Role::administrator, ""}, {Role::publisher, "YX/BT"}});
    wang.display_name = "王敏";
    wang.second_factor = "sealed";
    wang.pending_second_factor = "other";
    wang.last_code_step = 59841684;
    wang.last_sign_in = at_second(7);
    wang.must_change_password = true;
    writing(store, [&](store::Writer& writer) {
      REQUIRE(writer.write_people().put(wang));
      REQUIRE(writer.write_people().put(account_of("li_1", {{Role::publisher, "YX"}})));
      store::Account gone = account_of("lix1", {{Role::administrator, ""}});
      gone.state = store::AccountState::disabled;
      REQUIRE(writer.write_people().put(gone));
      store::Account twin = account_of("wang", {});
      twin.id = "another";
      const auto refused = writer.write_people().put(twin);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == base::ErrorCode::conflict);
      CHECK(writer.people().account_named("wang").value() == wang);
    });
    REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
      auto& people = reader.people();
      CHECK(people.account("id-wang").value() == wang);
      CHECK_FALSE(people.account_named("WANG").value());
      CHECK(names(people.accounts({})) == Names{"li_1", "lix1", "wang"});
      CHECK(names(people.accounts({.query = "i_"})) == Names{"li_1"});  // no wildcard
      CHECK(names(people.accounts({.query = "王"})) == Names{"wang"});
      CHECK(names(people.accounts({.query = "WANG li"})) == Names{"li_1", "lix1"});
      CHECK(names(people.accounts({.role = Role::publisher})) == Names{"li_1", "wang"});
      CHECK(names(people.accounts({.state = store::AccountState::disabled})) == Names{"lix1"});
      CHECK(names(people.accounts({.after = "li_1", .limit = 1})) == Names{"lix1"});
      CHECK(people.count_accounts({.role = Role::publisher, .after = "z"}).value() == 2);
      CHECK(people.holders(Role::administrator, "").value() == Names{"id-wang"});
      CHECK(people.holders(Role::publisher, "").value().empty());
      return {};
    }));
    wang.grants = {{Role::auditor, ""}};
    writing(store, [&](store::Writer& writer) { REQUIRE(writer.write_people().put(wang)); });
    writing(store, [&](store::Writer& writer) {
      CHECK(writer.people().account("id-wang").value() == wang);
      CHECK(writer.people().holders(Role::administrator, "").value().empty());
    });
  }
}

TEST_CASE("sessions, tokens and tries are kept, changed and dropped") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    const store::Session first{"h1", "id-a", "127.0.0.1", at_second(1), at_second(2), at_second(100)};
    store::AccessToken token;
    token.id = "t1";
    token.name = "dispatch";
    token.hash = "th";
    token.grants = {{Role::interface, "YX"}};
    token.created_at = at_second(1);
    token.ends_at = at_second(9);
    writing(**opened, [&](store::Writer& writer) {
      auto& people = writer.write_people();
      REQUIRE(people.put(first));
      for (const char* hash : {"h2", "h3", "h4"}) {
        store::Session other = first;
        other.hash = hash;
        if (other.hash == "h4") other.account_id = "id-b";
        REQUIRE(people.put(other));
      }
      CHECK(people.session("h1").value() == first);
      REQUIRE(people.drop_sessions_of("id-a", "h2"));
      CHECK_FALSE(people.session("h1").value());
      CHECK_FALSE(people.session("h3").value());
      CHECK(people.session("h2").value());
      CHECK(people.session("h4").value());
      REQUIRE(people.drop_session("h2"));
      CHECK_FALSE(people.session("h2").value());
      REQUIRE(people.drop_sessions(at_second(0), at_second(2)));
      CHECK(people.session("h4").value());
      REQUIRE(people.drop_sessions(at_second(0), at_second(3)));
      CHECK_FALSE(people.session("h4").value());

      REQUIRE(people.put(token));
      token.last_used = at_second(3);
      REQUIRE(people.put(token));
      CHECK(people.token_with_hash("th").value() == token);
      CHECK(people.tokens().value().size() == 1);
      REQUIRE(people.drop_token("t1"));
      CHECK_FALSE(people.token("t1").value());

      CHECK(people.lock_tries("peer/x").value() == store::Tries{});
      REQUIRE(people.put_tries("peer/x", {3, at_second(5), at_second(6)}));
      CHECK(people.tries("peer/x").value() == store::Tries{3, at_second(5), at_second(6)});
      REQUIRE(people.drop_tries_before(at_second(5)));
      CHECK(people.tries("peer/x").value());
      REQUIRE(people.drop_tries_before(at_second(6)));
      CHECK_FALSE(people.tries("peer/x").value());
    });
  }
}

TEST_CASE("the audit chain is listed by what was done, and takes nothing that doesn't follow") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    for (const char* actor : {"a", "b", "a", "a"}) {
      REQUIRE((*opened)->write([&](store::Writer& writer) { return append_one(writer, actor); }));
    }
    const store::AuditCheckpoint checkpoint{3, "h", at_second(4), 2, "key", "signature"};
    writing(**opened, [&](store::Writer& writer) {
      REQUIRE(writer.write_people().put(checkpoint));
      store::AuditEntry gap;
      gap.number = 6;
      const auto refused = writer.write_people().append(gap);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == base::ErrorCode::conflict);
    });
    const auto numbers = [&](const store::AuditFilter& filter) {
      std::vector<std::uint64_t> found;
      REQUIRE((*opened)->read([&](store::Reader& reader) -> Result<void> {
        const auto entries = reader.people().audit(filter);
        if (!entries) return tl::unexpected(entries.error());
        for (const auto& entry : *entries) found.push_back(entry.number);
        return {};
      }));
      return found;
    };
    using Numbers = std::vector<std::uint64_t>;
    CHECK(numbers({}) == Numbers{4, 3, 2, 1});
    CHECK(numbers({.before = 3, .limit = 1}) == Numbers{2});
    CHECK(numbers({.actor = "a", .action = "odd"}) == Numbers{3, 1});
    CHECK(numbers({.subject = "s", .from = at_second(2), .upto = at_second(4)}) == Numbers{3, 2});
    REQUIRE((*opened)->read([&](store::Reader& reader) -> Result<void> {
      auto& people = reader.people();
      const auto rest = people.audit_after(2, 9).value();
      REQUIRE(rest.size() == 2);
      CHECK(rest[0].hash == wire::ledger_hash(rest[0]));
      CHECK(rest[1].previous == rest[0].hash);
      CHECK(people.audit_head().value().number == 4);
      CHECK(people.audit_head().value().hash == rest[1].hash);
      CHECK(people.last_checkpoint().value() == checkpoint);
      CHECK(people.checkpoints_after(2, 9).value().size() == 1);
      CHECK(people.checkpoints_after(3, 9).value().empty());
      return {};
    }));
  }
}

TEST_CASE("under several writers the audit chain doesn't fork and no try goes uncounted") {
  constexpr int kWriters = 4, kEach = 20;
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    std::atomic<int> failed{0};
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([&, i] {
        for (int each = 0; each < kEach; ++each) {
          const auto written = (*opened)->write([&](store::Writer& writer) -> Result<void> {
            auto tries = writer.write_people().lock_tries("name/x");
            if (!tries) return tl::unexpected(tries.error());
            ++tries->wrong;
            if (auto put = writer.write_people().put_tries("name/x", *tries); !put) return put;
            return append_one(writer, "w" + std::to_string(i));
          });
          if (!written) ++failed;
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    CHECK(failed == 0);
    REQUIRE((*opened)->read([&](store::Reader& reader) -> Result<void> {
      const auto entries = reader.people().audit_after(0, 1000).value();
      REQUIRE(entries.size() == kWriters * kEach);
      for (std::size_t i = 1; i < entries.size(); ++i) CHECK(entries[i].previous == entries[i - 1].hash);
      CHECK(reader.people().tries("name/x").value()->wrong == kWriters * kEach);
      return {};
    }));
  }
}
