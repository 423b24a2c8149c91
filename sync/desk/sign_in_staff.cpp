// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/sign_in_staff.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/second_factor.hpp"
#include "sync/desk/staff_tries.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr const char* kSignIn = "signIn";

std::string canonical_name(std::string_view typed) {
  std::string name(base::trim(typed));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// A stranger until it is proved: the entry says whose account it was about, if anybody's.
Result<void> note_wrong(store::Writer& writer, const PasswordCheck& check, base::Instant now) {
  return note_refused(writer, system_actor(check.peer), {kSignIn, check.account_id, "", "", ""}, now);
}

// Signs in, or says why not.
Result<void> sign_in(store::Writer& writer, const KeyRing& keys, const PasswordCheck& check, std::string_view code,
                     std::string_view session_before, base::Instant now, base::Random& random, StaffSignIn& out) {
  auto found = writer.people().account(check.account_id);
  if (!found) return tl::unexpected(found.error());
  const bool same = *found && (*found)->state == store::AccountState::active && (*found)->password_hash == check.hash;
  if (!same) {
    out.refusal = StaffRefusal::wrong;
    return note_wrong(writer, check, now);
  }
  store::Account& account = **found;
  if (!account.second_factor.empty()) {
    if (code.empty()) {
      out.refusal = StaffRefusal::code_needed;
      return undo_try(writer, {check.name, check.peer});
    }
    const auto step = check_code(keys, account.second_factor, code, now, account.last_code_step);
    if (!step) return tl::unexpected(step.error());
    if (!*step) {
      out.refusal = StaffRefusal::code_wrong;
      return note_wrong(writer, check, now);
    }
    account.last_code_step = **step;
  }
  account.last_sign_in = now;
  if (auto put = writer.write_people().put(account); !put) return put;
  if (!session_before.empty()) {
    if (auto ended = writer.write_people().drop_session(hash_secret(session_before)); !ended) return ended;
  }
  auto session = begin_session(writer, account, check.peer, now, random);
  if (!session) return tl::unexpected(session.error());
  if (auto forgotten = forget_try(writer, {check.name, check.peer}); !forgotten) return forgotten;
  out.refusal = StaffRefusal::none;
  out.secret = std::move(session->secret);
  out.staff.session = session->session;
  out.staff.ends_at = now + kSessionIdle;
  out.staff.account = std::move(account);
  out.staff.actor = {out.staff.account.id, out.staff.account.display_name, check.peer};
  return note(writer, out.staff.actor, {kSignIn, out.staff.account.id, "", "", ""}, now);
}

}  // namespace

Result<PasswordCheck> begin_sign_in(store::Store& store, std::string_view name, std::string_view peer,
                                    base::Instant now) {
  PasswordCheck check;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    check = {"", "", canonical_name(name), std::string(peer), std::nullopt};
    const auto waits = begin_try(writer, {check.name, check.peer}, now);
    if (!waits) return tl::unexpected(waits.error());
    check.wait_until = *waits;
    if (*waits) return {};
    auto account = writer.people().account_named(check.name);
    if (!account) return tl::unexpected(account.error());
    if (!*account || (*account)->state != store::AccountState::active) return {};
    check.account_id = (*account)->id;
    check.hash = (*account)->password_hash;
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return check;
}

Result<StaffSignIn> finish_sign_in(store::Store& store, const KeyRing& keys, const PasswordCheck& check, bool fits,
                                   std::string_view code, std::string_view session_before, base::Instant now,
                                   base::Random& random) {
  StaffSignIn out;
  if (check.wait_until) {
    out.refusal = StaffRefusal::waiting;
    out.wait_until = check.wait_until;
    return out;
  }
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    if (fits && !check.account_id.empty()) {
      return sign_in(writer, keys, check, code, session_before, now, random, out);
    }
    out.refusal = StaffRefusal::wrong;
    return note_wrong(writer, check, now);
  });
  if (!written) return tl::unexpected(written.error());
  return out;
}

Result<PasswordCheck> begin_password_check(store::Store& store, const SignedInStaff& who, base::Instant now) {
  return begin_sign_in(store, who.account.name, who.actor.peer, now);
}

Result<StaffRefusal> finish_password_check(store::Store& store, const PasswordCheck& check, bool fits,
                                           base::Instant now) {
  if (check.wait_until) return StaffRefusal::waiting;
  const bool right = fits && !check.account_id.empty();
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    if (right) return forget_try(writer, {check.name, check.peer});
    return note_refused(writer, system_actor(check.peer), {"checkPassword", check.account_id, "", "", ""}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return right ? StaffRefusal::none : StaffRefusal::wrong;
}

Result<void> change_password(store::Store& store, const SignedInStaff& who, const std::string& new_hash,
                             base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    auto account = writer.people().account(who.account.id);
    if (!account) return tl::unexpected(account.error());
    if (!*account) return base::fail(base::ErrorCode::not_found, "the account is gone");
    (*account)->password_hash = new_hash;
    (*account)->must_change_password = false;
    if (auto put = writer.write_people().put(**account); !put) return put;
    if (auto ended = writer.write_people().drop_sessions_of(who.account.id, who.session.hash); !ended) return ended;
    return note(writer, who.actor, {"changePassword", who.account.id, "", "", ""}, now);
  });
}

}  // namespace gridboard::desk
