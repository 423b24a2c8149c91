// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Accounts, signing in, sessions, second factor and tokens.
#include <doctest/doctest.h>

#include "sync/desk/access_tokens.hpp"
#include "sync/desk/accounts.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/password.hpp"
#include "sync/desk/second_factor.hpp"
#include "sync/desk/sign_in_staff.hpp"
#include "sync/desk/staff_tries.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::StaffRefusal;
using desk::test::kCommunity;
using desk::test::StaffCentre;
using store::Role;

const std::string kPassword = "three quiet herons";
const desk::Actor kRoot{"cli", "root", ""};

// Hashing is made to be slow: what needn't hash doesn't. A "hash" of this test is the password itself.
struct People : StaffCentre {
  store::Account add(const std::string& name, std::vector<store::Grant> grants) {
    auto added = desk::add_account(*store, kRoot, {name, "王敏", std::move(grants)}, "hash of " + kPassword,
                                   clock.now(), random);
    INFO((added ? "" : added.error().message));
    REQUIRE(added);
    return *added;
  }
  desk::StaffSignIn sign_in(const std::string& name, const std::string& password, const std::string& code = "",
                            const std::string& peer = "10.0.0.1", const std::string& before = "") {
    const auto check = desk::begin_sign_in(*store, name, peer, clock.now());
    REQUIRE(check);
    const bool fits = !check->hash.empty() && check->hash == "hash of " + password;
    auto done = desk::finish_sign_in(*store, *keys, *check, fits, code, before, clock.now(), random);
    INFO((done ? "" : done.error().message));
    REQUIRE(done);
    return std::move(*done);
  }
  std::optional<desk::SignedInStaff> who(const desk::StaffSignIn& in) {
    return desk::check_session(*store, in.secret.view(), "10.0.0.1", clock.now()).value();
  }
  store::Account account(const std::string& id) { return desk::show_account(*store, id).value(); }
  std::vector<store::AuditEntry> audit(const std::string& action) {
    return desk::list_audit(*store, {.action = action}).value().items;
  }
  void wait(std::chrono::milliseconds time) { clock.advance(time); }
};

std::string code_of(std::string_view base32, base::Instant now) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char letter : base32) {
    bits = bits << 5 | static_cast<std::uint32_t>(kLetters.find(letter));
    if ((count += 5) >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255u);
  }
  return desk::one_time_code(wire::SecretBytes(std::string_view(bytes)), desk::code_step(now));
}

}  // namespace

TEST_CASE("passwords are judged by length and by what everybody tries, not by their characters") {
  const auto fits = [](const std::string& password) {
    return desk::check_password_rules(password, "wangmin", "王敏").has_value();
  };
  CHECK_FALSE(fits("elevenchars"));
  CHECK(fits("twelve chars"));
  CHECK(fits("秋天的白鹭站在田埂上很安静"));
  CHECK(fits(std::string("x9") + std::string(126, 'q')));
  CHECK_FALSE(fits(std::string("x9") + std::string(127, 'q')));
  for (const char* guessed : {"aaaaaaaaaaaa", "abababababab", "123456789012", "210987654321", "Password-1234",
                              "woaini1314520", "wangmin12345", "Abcdefghijklm", "passwordpassword", "Sunshine-202411",
                              "!!sunshine2024", "1qaz2wsx3edc4rfv", "gongdian95598", "qwerty qwerty"}) {
    CAPTURE(guessed);
    CHECK_FALSE(fits(guessed));
  }
  CHECK(fits("sunshine over 7 hills"));  // more than six beside a word that everybody tries
  CHECK(fits("Sunshine-2024117"));
  CHECK_FALSE(fits("abcdefghijk\xff"));
}

TEST_CASE("a first password fits its hash, and nobody's hash fits nothing") {
  base::SystemRandom random;
  const auto made = desk::make_first_password(random);
  REQUIRE(made);
  CHECK(made->password.size() == 19);
  CHECK(made->hash.starts_with("$argon2id$"));
  CHECK(desk::password_fits(made->hash, made->password.view()));
  CHECK_FALSE(desk::password_fits(made->hash, "something else"));
  CHECK_FALSE(desk::password_fits("", "anything"));
}

TEST_CASE("codes are those of RFC 6238, of a step either side, each once") {
  const wire::SecretBytes secret(std::string_view("12345678901234567890"));
  const auto at = [](std::int64_t seconds) { return base::Instant(std::chrono::seconds(seconds)); };
  // Appendix B, the last six digits.
  CHECK(desk::one_time_code(secret, desk::code_step(at(59))) == "287082");
  CHECK(desk::one_time_code(secret, desk::code_step(at(1111111109))) == "081804");
  CHECK(desk::one_time_code(secret, desk::code_step(at(20000000000))) == "353130");
  CHECK(desk::to_base32("12345678901234567890") == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  CHECK(desk::to_base32("fooba") == "MZXW6YTB");
  CHECK(desk::to_base32("foob") == "MZXW6YQ");
  const std::string code = desk::one_time_code(secret, 1000);
  for (const auto& [seconds, fits] :
       {std::pair{29969, false}, {29970, true}, {30000, true}, {30059, true}, {30060, false}}) {
    CAPTURE(seconds);
    CHECK(desk::fitting_step(secret, code, at(seconds), 0).has_value() == fits);
  }
  CHECK(desk::fitting_step(secret, code, at(30000), 999) == 1000);
  CHECK_FALSE(desk::fitting_step(secret, code, at(30000), 1000));
  CHECK_FALSE(desk::fitting_step(secret, "", at(30000), 0));
}

TEST_CASE("an account is made once, audited without secrets, and the last administrator stays") {
  People centre;
  const store::Account root = centre.add("root", {{Role::administrator, ""}});
  CHECK(root.must_change_password);
  const auto again = desk::add_account(*centre.store, kRoot, {"root", "x", {}}, "h", centre.clock.now(), centre.random);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
  for (const auto& [wanted, code] :
       {std::pair<desk::AddAccount, ErrorCode>{{"Root", "x", {}}, ErrorCode::invalid_input},
        {{"r", "x", {}}, ErrorCode::invalid_input},
        {{"good", "  ", {}}, ErrorCode::invalid_input},
        {{"good", std::string(41, 'x'), {}}, ErrorCode::invalid_input},
        {{"good", "x", {{Role::interface, ""}}}, ErrorCode::invalid_input},
        {{"good", "x", {{Role::auditor, "YX/NONE"}}}, ErrorCode::not_found}}) {
    const auto refused = desk::add_account(*centre.store, kRoot, wanted, "h", centre.clock.now(), centre.random);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == code);
  }
  const auto entries = centre.audit("addAccount");
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].subject == root.id);
  CHECK(entries[0].actor == "cli");
  CHECK(entries[0].after.find("hash") == std::string::npos);

  const auto change = [&](const desk::ChangeAccount& wanted) {
    return desk::change_account(*centre.store, kRoot, wanted, centre.clock.now());
  };
  CHECK(change({root.id, {}, store::AccountState::disabled, {}}).error().code == ErrorCode::conflict);
  CHECK(change({root.id, {}, {}, std::vector<store::Grant>{}}).error().code == ErrorCode::conflict);
  CHECK(centre.account(root.id).grants == root.grants);  // nothing of it was kept
  centre.add("second", {{Role::administrator, ""}});
  REQUIRE(change({root.id, "新名", {}, std::vector<store::Grant>{{Role::publisher, kCommunity}}}));
  CHECK(centre.audit("changeAccount").size() == 1);
  CHECK(change({"none", "x", {}, {}}).error().code == ErrorCode::not_found);
  const auto page = desk::list_accounts(*centre.store, {.limit = 1});
  REQUIRE(page);
  CHECK(page->total == 2);
  CHECK(page->next == "root");
}

TEST_CASE("a wrong name and a wrong password are told alike, and both wait alike") {
  People centre;
  const store::Account account = centre.add("wangmin", {});
  const auto waits_of = [&](const std::string& name, const std::string& peer) {
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 8; ++i) {
      const auto done = centre.sign_in(name, "wrong", "", peer);
      waits.push_back(done.wait_until ? (*done.wait_until - centre.clock.now()).count() / 1000 : 0);
      CHECK(done.refusal == (done.wait_until ? StaffRefusal::waiting : StaffRefusal::wrong));
      if (done.wait_until) centre.clock.set(*done.wait_until);
    }
    return waits;
  };
  const auto real = waits_of("wangmin", "10.0.0.1"), made_up = waits_of("nobody", "10.0.0.2");
  CHECK(real == made_up);
  CHECK(real == std::vector<std::int64_t>{0, 0, 0, 0, 0, 5, 0, 10});
  CHECK(centre.audit("signIn").size() == 12);
  CHECK(centre.audit("signIn")[0].outcome == store::AuditOutcome::refused);
  // A right one ends it.
  CHECK(centre.sign_in(" WangMin", kPassword, "", "10.0.0.3").refusal == StaffRefusal::none);
  for (int i = 0; i < 5; ++i) CHECK(centre.sign_in("wangmin", "wrong", "", "10.0.0.3").refusal == StaffRefusal::wrong);
  CHECK(centre.sign_in("wangmin", kPassword, "", "10.0.0.3").refusal == StaffRefusal::waiting);
  // Disabled is as if it weren't there.
  REQUIRE(desk::reset_password(*centre.store, kRoot, account.id, "hash of " + kPassword, false, centre.clock.now()));
  REQUIRE(desk::change_account(*centre.store, kRoot, {account.id, {}, store::AccountState::disabled, {}},
                               centre.clock.now()));
  CHECK(centre.sign_in("wangmin", kPassword, "", "10.0.0.4").refusal == StaffRefusal::wrong);
}

TEST_CASE("an address that tries many names waits, whatever IPv6 address of its network it takes") {
  People centre;
  for (int i = 0; i < desk::kFreeTriesFromPeer; ++i) {
    CHECK(centre.sign_in("n" + std::to_string(i), "x", "", "2001:db8::" + std::to_string(i)).refusal ==
          StaffRefusal::wrong);
  }
  CHECK(centre.sign_in("another", "x", "", "2001:db8:0:0:1::1").refusal == StaffRefusal::waiting);
  CHECK(centre.sign_in("another", "x", "", "2001:db8:0:1::1").refusal == StaffRefusal::wrong);
  CHECK(desk::wait_after(desk::kFreeTriesAtName - 1, desk::kFreeTriesAtName).count() == 0);
  CHECK(desk::wait_after(desk::kFreeTriesAtName, desk::kFreeTriesAtName) == desk::kFirstStaffWait);
  CHECK(desk::wait_after(1000, desk::kFreeTriesAtName) == desk::kLongestStaffWait);
  // OWASP ASVS V2.2.1: at most 100 in an hour.
  std::chrono::seconds passed{0};
  int tries = 0;
  while (passed < std::chrono::hours(1)) passed += desk::wait_after(++tries, desk::kFreeTriesAtName);
  CHECK(tries == 15);
}

TEST_CASE("a session ends when idle, at its end, at sign-out, at disabling and at a new password") {
  People centre;
  const store::Account account = centre.add("wangmin", {{Role::auditor, ""}});
  const auto in = centre.sign_in("wangmin", kPassword);
  REQUIRE(in.refusal == StaffRefusal::none);
  CHECK(in.secret.size() == 43);
  CHECK_FALSE(desk::check_session(*centre.store, "made up", "", centre.clock.now()).value());
  const auto who = centre.who(in);
  REQUIRE(who);
  CHECK(who->account.id == account.id);
  CHECK(who->actor.id == account.id);

  SUBCASE("idle") {
    centre.wait(desk::kSessionIdle - std::chrono::milliseconds(1));
    CHECK(centre.who(in));
    centre.wait(desk::kSessionIdle - std::chrono::milliseconds(1));
    CHECK(centre.who(in));
    centre.wait(desk::kSessionIdle - std::chrono::milliseconds(1));
    CHECK(desk::session_lives(*centre.store, who->session.hash, centre.clock.now()).value());
    centre.wait(std::chrono::milliseconds(1));  // looking was no sign of anybody
    CHECK_FALSE(centre.who(in));
  }
  SUBCASE("in the end") {
    for (int i = 0; i < 24; ++i) {
      CHECK(centre.who(in));
      centre.wait(std::chrono::minutes(30) - std::chrono::milliseconds(1));
    }
    CHECK(centre.who(in));
    centre.wait(std::chrono::milliseconds(24));
    CHECK_FALSE(centre.who(in));
    REQUIRE(desk::forget_ended_sessions(*centre.store, centre.clock.now()));
  }
  SUBCASE("signed out") {
    REQUIRE(desk::end_session(*centre.store, *who, centre.clock.now()));
    CHECK_FALSE(centre.who(in));
    CHECK(centre.audit("signOut").size() == 1);
  }
  SUBCASE("disabled") {
    REQUIRE(desk::change_account(*centre.store, kRoot, {account.id, {}, store::AccountState::disabled, {}},
                                 centre.clock.now()));
    CHECK_FALSE(centre.who(in));
    REQUIRE(desk::change_account(*centre.store, kRoot, {account.id, {}, store::AccountState::active, {}},
                                 centre.clock.now()));
    CHECK_FALSE(centre.who(in));
  }
  SUBCASE("a new password of one's own ends the others") {
    const auto other = centre.sign_in("wangmin", kPassword);
    const auto check = desk::begin_password_check(*centre.store, *who, centre.clock.now());
    REQUIRE(check);
    CHECK(desk::finish_password_check(*centre.store, *check, true, centre.clock.now()).value() == StaffRefusal::none);
    REQUIRE(desk::change_password(*centre.store, *who, "hash of another", centre.clock.now()));
    CHECK(centre.who(in));
    CHECK_FALSE(centre.who(other));
    CHECK_FALSE(centre.account(account.id).must_change_password);
    CHECK(centre.sign_in("wangmin", kPassword).refusal == StaffRefusal::wrong);
    CHECK(centre.sign_in("wangmin", "another").refusal == StaffRefusal::none);
  }
  SUBCASE("one of an administrator ends all") {
    REQUIRE(desk::reset_password(*centre.store, kRoot, account.id, "hash of x", false, centre.clock.now()));
    CHECK_FALSE(centre.who(in));
  }
  SUBCASE("signing in again from the same browser ends the one before") {
    const auto next = centre.sign_in("wangmin", kPassword, "", "10.0.0.1", std::string(in.secret.view()));
    CHECK_FALSE(centre.who(in));
    CHECK(centre.who(next));
    CHECK(next.secret.view() != in.secret.view());
  }
}

TEST_CASE("with an authenticator a password alone isn't enough, and a code is good once") {
  People centre;
  const store::Account account = centre.add("wangmin", {});
  const auto in = centre.sign_in("wangmin", kPassword);
  const auto who = centre.who(in);
  REQUIRE(who);
  const auto early = desk::confirm_second_factor(*centre.store, *centre.keys, *who, "123456", centre.clock.now());
  REQUIRE_FALSE(early);
  CHECK(early.error().code == ErrorCode::conflict);
  const auto made = desk::begin_second_factor(*centre.store, *centre.keys, *who, centre.clock.now(), centre.random);
  REQUIRE(made);
  CHECK(made->secret.size() == 32);
  CHECK(made->uri.view().starts_with("otpauth://totp/%E4%BA%91"));
  const auto code = [&] { return code_of(made->secret.view(), centre.clock.now()); };
  CHECK(centre.sign_in("wangmin", kPassword).refusal == StaffRefusal::none);  // not confirmed yet
  const std::string wrong = code() == "000000" ? "000001" : "000000";
  CHECK_FALSE(desk::confirm_second_factor(*centre.store, *centre.keys, *who, wrong, centre.clock.now())->done);
  CHECK(desk::confirm_second_factor(*centre.store, *centre.keys, *who, code(), centre.clock.now())->done);
  CHECK(centre.account(account.id).second_factor.find(std::string(made->secret.view())) == std::string::npos);

  const std::string used = code();
  CHECK(centre.sign_in("wangmin", kPassword, used).refusal == StaffRefusal::code_wrong);  // it confirmed already
  centre.wait(std::chrono::seconds(60));
  CHECK(centre.sign_in("wangmin", kPassword).refusal == StaffRefusal::code_needed);
  CHECK(centre.sign_in("wangmin", "wrong", code()).refusal == StaffRefusal::wrong);
  const std::string fresh = code();
  CHECK(centre.sign_in("wangmin", kPassword, fresh).refusal == StaffRefusal::none);
  CHECK(centre.sign_in("wangmin", kPassword, fresh).refusal == StaffRefusal::code_wrong);
  // Asking without a code in between opens no more guesses.
  int guesses = 1;
  for (; guesses < 20; ++guesses) {
    if (centre.sign_in("wangmin", kPassword, wrong).refusal == StaffRefusal::waiting) break;
    (void)centre.sign_in("wangmin", kPassword);
  }
  CHECK(guesses == desk::kFreeTriesAtName);
  REQUIRE(desk::reset_password(*centre.store, kRoot, account.id, "hash of " + kPassword, true, centre.clock.now()));
  CHECK(centre.sign_in("wangmin", kPassword).refusal == StaffRefusal::none);
}

TEST_CASE("a token opens what it was made for until it ends") {
  People centre;
  const auto add = [&](const desk::AddToken& wanted) {
    return desk::add_token(*centre.store, kRoot, wanted, centre.clock.now(), centre.random);
  };
  CHECK(add({"x", {{Role::interface, ""}}, 0}).error().code == ErrorCode::invalid_input);
  CHECK(add({"x", {{Role::interface, ""}}, desk::kLongestTokenDays + 1}).error().code == ErrorCode::invalid_input);
  CHECK(add({"x", {}, 1}).error().code == ErrorCode::invalid_input);
  CHECK(add({"x", {{Role::publisher, ""}}, 1}).error().code == ErrorCode::invalid_input);
  const auto made = add({"调度接口", {{Role::interface, kCommunity}}, 1});
  REQUIRE(made);
  const auto who = [&] {
    return desk::check_access_token(*centre.store, made->secret.view(), "", centre.clock.now()).value();
  };
  REQUIRE(who());
  CHECK(who()->actor.id == "token:" + made->token.id);
  CHECK(who()->token.grants == made->token.grants);
  CHECK_FALSE(desk::check_access_token(*centre.store, "gbt_x", "", centre.clock.now()).value());
  SUBCASE("its days are over") {
    centre.wait(std::chrono::days(1) - std::chrono::milliseconds(1));
    CHECK(who());
    centre.wait(std::chrono::milliseconds(1));
    CHECK_FALSE(who());
  }
  SUBCASE("it was taken back") {
    REQUIRE(desk::remove_token(*centre.store, kRoot, made->token.id, centre.clock.now()));
    CHECK_FALSE(who());
    CHECK(desk::remove_token(*centre.store, kRoot, made->token.id, centre.clock.now()).error().code ==
          ErrorCode::not_found);
    CHECK(desk::list_tokens(*centre.store)->empty());
  }
}
