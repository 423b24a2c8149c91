// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Signing in and out, the own password and the own second factor.
#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/password.hpp"
#include "sync/desk/second_factor.hpp"
#include "sync/desk/sign_in_staff.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostNameCharacters = 64, kMostPasswordCharacters = 256;
constexpr std::size_t kCodeCharacters = 6;

base::Result<json::object> session_of(const Call& call, const desk::SignedInStaff& staff) {
  desk::CentreSettings settings;
  const auto read = call.env.store.read([&](store::Reader& reader) -> base::Result<void> {
    auto loaded = desk::load_centre_settings(reader);
    if (!loaded) return tl::unexpected(loaded.error());
    settings = std::move(*loaded);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  json::array operations;
  for (const std::string& operation : call.env.permissions.operations_of(staff.account.grants)) {
    operations.emplace_back(operation);
  }
  json::object session{{"account", account_of(call, staff.account)},
                       {"operations", std::move(operations)},
                       {"ends_at", time_text(call, staff.ends_at)},
                       {"must_change_password", staff.must_change_password()},
                       {"supplier", settings.supplier_name}};
  return session;
}

Refusal refuse_waiting(const Call& call, std::optional<base::Instant> until) {
  const auto left = until ? std::chrono::ceil<std::chrono::seconds>(*until - call.now) : std::chrono::seconds(1);
  const std::string seconds = std::to_string(left.count());
  Refusal refusal(429, "waiting", {"错误次数太多，请稍后再试。", "Too many wrong tries."},
                  {"请等 " + seconds + " 秒再试。", "Wait " + seconds + " seconds and try again."});
  refusal.retry_after = left;
  return refusal;
}

Refusal refuse_sign_in(const Call& call, const desk::StaffSignIn& tried) {
  switch (tried.refusal) {
    case desk::StaffRefusal::waiting:
      return refuse_waiting(call, tried.wait_until);
    case desk::StaffRefusal::code_needed:
      return Refusal(401, "second_factor_needed", {"这个账号需要动态验证码。", "This account needs a code too."},
                     {"请输入验证器上的 6 位数字。", "Type the six digits of your authenticator."});
    case desk::StaffRefusal::code_wrong:
      return Refusal(401, "second_factor_wrong", {"动态验证码不对。", "The code is wrong."},
                     {"请输入验证器上现在显示的 6 位数字。", "Type the six digits that your authenticator shows now."});
    case desk::StaffRefusal::wrong:
    case desk::StaffRefusal::none:
      break;
  }
  return Refusal(
      401, "wrong_sign_in", {"用户名、密码或验证码不对。", "The name, password or code is wrong."},
      {"请核对后再试；忘了密码请找管理员重置。", "Check them; if you forgot the password, ask an administrator."});
}

Refusal refuse_password(std::string field) {
  return refuse_fields(422, {{std::move(field), {"密码不对。", "The password is wrong."}}});
}

// Proves again who sits there. `field` is where the password stood.
tl::expected<void, Refusal> prove(const Call& call, std::string& password, const char* field) {
  const auto check = desk::begin_password_check(call.env.store, *call.staff, call.now);
  if (!check) return tl::unexpected(Refusal(check.error()));
  if (check->wait_until) return tl::unexpected(refuse_waiting(call, check->wait_until));
  const bool fits = desk::password_fits(check->hash, password);
  wire::wipe(password);
  const auto proved = desk::finish_password_check(call.env.store, *check, fits, call.now);
  if (!proved) return tl::unexpected(Refusal(proved.error()));
  switch (*proved) {
    case desk::StaffRefusal::none:
      return {};
    case desk::StaffRefusal::waiting:
      return tl::unexpected(refuse_waiting(call, std::nullopt));
    case desk::StaffRefusal::wrong:
    case desk::StaffRefusal::code_needed:
    case desk::StaffRefusal::code_wrong:
      break;
  }
  return tl::unexpected(refuse_password(field));
}

bool is_code(std::string_view text) {
  return text.size() == kCodeCharacters && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Outcome sign_in(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string name = top.text("name", 1, kMostNameCharacters);
  std::string password = top.text("password", 1, kMostPasswordCharacters);
  const std::string code = top.text_if_any("code", 0, kCodeCharacters).value_or("");
  if (!code.empty() && !is_code(code)) top.refuse("code", {"要是 6 位数字。", "must be six digits."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto check = desk::begin_sign_in(call.env.store, name, call.peer, call.now);
  if (!check) return tl::unexpected(check.error());
  if (check->wait_until) return tl::unexpected(refuse_waiting(call, check->wait_until));
  const bool fits = desk::password_fits(check->hash, password);
  wire::wipe(password);
  const auto tried = desk::finish_sign_in(call.env.store, call.env.keys, *check, fits, code,
                                          cookie_of(call.request(), kSessionCookie), call.now, call.env.random);
  if (!tried) return tl::unexpected(tried.error());
  if (tried->refusal != desk::StaffRefusal::none) return tl::unexpected(refuse_sign_in(call, *tried));
  auto session = session_of(call, tried->staff);
  if (!session) return tl::unexpected(session.error());
  auto response = json_answer(201, *session);
  response.headers.emplace_back("Set-Cookie", session_cookie(call, tried->secret.view()));
  return response;
}

Outcome show_session(Call& call) {
  const auto session = session_of(call, *call.staff);
  if (!session) return tl::unexpected(session.error());
  return json_answer(200, *session);
}

Outcome sign_out(Call& call) {
  if (auto ended = desk::end_session(call.env.store, *call.staff, call.now); !ended) {
    return tl::unexpected(ended.error());
  }
  auto response = no_content();
  response.headers.emplace_back("Set-Cookie", session_cookie(call, ""));
  return response;
}

Outcome change_password(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  std::string old = top.text("old", 1, kMostPasswordCharacters), next = top.text("new", 1, kMostPasswordCharacters);
  if (!next.empty()) {
    const auto& account = call.staff->account;
    const auto good = desk::check_password_rules(next, account.name, account.display_name);
    if (!good) top.refuse("new", {"这个密码不合要求：" + good.error().message, good.error().message});
  }
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto proved = prove(call, old, "old"); !proved) return tl::unexpected(proved.error());
  const auto hash = desk::hash_password(next);
  wire::wipe(next);
  if (!hash) return tl::unexpected(hash.error());
  if (auto changed = desk::change_password(call.env.store, *call.staff, *hash, call.now); !changed) {
    return tl::unexpected(changed.error());
  }
  return no_content();
}

Outcome begin_second_factor(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  std::string password = body->top().text("password", 1, kMostPasswordCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto proved = prove(call, password, "password"); !proved) return tl::unexpected(proved.error());
  const auto begun = desk::begin_second_factor(call.env.store, call.env.keys, *call.staff, call.now, call.env.random);
  if (!begun) return tl::unexpected(begun.error());
  return json_answer(201, {{"secret", begun->secret.view()}, {"uri", begun->uri.view()}});
}

Outcome confirm_second_factor(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string code = top.text("code", 1, kCodeCharacters);
  if (!code.empty() && !is_code(code)) top.refuse("code", {"要是 6 位数字。", "must be six digits."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto confirmed = desk::confirm_second_factor(call.env.store, call.env.keys, *call.staff, code, call.now);
  if (!confirmed) return tl::unexpected(confirmed.error());
  if (confirmed->done) return no_content();
  if (confirmed->wait_until) return tl::unexpected(refuse_waiting(call, confirmed->wait_until));
  return tl::unexpected(refuse_fields(422, {{"code", {"验证码不对。", "The code is wrong."}}}));
}

Outcome remove_second_factor(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  std::string password = body->top().text("password", 1, kMostPasswordCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto proved = prove(call, password, "password"); !proved) return tl::unexpected(proved.error());
  if (auto removed = desk::remove_second_factor(call.env.store, *call.staff, call.now); !removed) {
    return tl::unexpected(removed.error());
  }
  return no_content();
}

}  // namespace gridboard::api
