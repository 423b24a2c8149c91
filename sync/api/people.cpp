// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Accounts of staff and tokens of programs.
#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/accounts.hpp"
#include "sync/desk/password.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostQuery = 200, kMostPlaceCharacters = 200, kMostTokenNameCharacters = 40;

std::optional<store::Role> role_in(std::string_view name) {
  const auto role = desk::role_named(name);
  return role ? std::optional(*role) : std::nullopt;
}

std::optional<store::AccountState> state_in(std::string_view name) {
  const auto state = desk::account_state_named(name);
  return state ? std::optional(*state) : std::nullopt;
}

std::vector<store::Grant> grants_in(const Fields& top) {
  std::vector<store::Grant> grants;
  for (const Fields& each : top.objects_if_any("grants", desk::kMostGrants)) {
    store::Grant grant;
    const auto role = each.choice_if_any<store::Role>("role", role_in);
    if (!each.has("role")) each.refuse("role", {"必须选择。", "must be given."});
    if (role) grant.role = *role;
    grant.place = each.text("place", 0, kMostPlaceCharacters);
    grants.push_back(std::move(grant));
  }
  return grants;
}

std::optional<std::string> identity_in(const Fields& top) {
  auto identity = top.text_if_any("identity", 0, desk::kMostIdentityCharacters);
  if (identity && !desk::check_identity(*identity)) {
    top.refuse("identity",
               {"只能是不含空格的英文字母、数字和符号。", "may have letters, digits and signs of ASCII only."});
  }
  return identity;
}

// Each place is looked up here, so that the form can say which one isn't there.
base::Result<void> check_grant_places(const Call& call, const std::vector<store::Grant>& grants, const Fields& top) {
  return call.env.store.read([&](store::Reader& reader) -> base::Result<void> {
    for (std::size_t i = 0; i < grants.size(); ++i) {
      if (grants[i].place.empty()) continue;
      const auto place = reader.place(grants[i].place);
      if (!place) return tl::unexpected(place.error());
      if (!*place) top.refuse("grants[" + std::to_string(i) + "].place", {"没有这个地点。", "There is no such place."});
    }
    return {};
  });
}

// What a use case finds wrong with a form is the form's.
Refusal of_form(const base::Error& error) {
  Refusal refusal(error);
  if (error.code == base::ErrorCode::invalid_input) refusal.status = 422;
  return refusal;
}

net::Response new_account(const Call& call, const store::Account& account, const wire::SecretBytes& password) {
  return json_answer(201, {{"account", account_of(call, account)}, {"password", password.view()}});
}

}  // namespace

Outcome list_accounts(Call& call) {
  Query query(call.request());
  store::AccountFilter filter;
  filter.query = query.text("q", kMostQuery);
  filter.role = query.choice<store::Role>("role", role_in);
  filter.state = query.choice<store::AccountState>("state", state_in);
  filter.limit = query.limit();
  const auto after = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (!after.empty()) filter.after = after.front();
  const auto page = desk::list_accounts(call.env.store, filter);
  if (!page) return tl::unexpected(page.error());
  json::array items;
  for (const auto& account : page->items) items.push_back(account_of(call, account));
  return json_answer(200, page_of(std::move(items), page->next.empty() ? "" : make_after({page->next}),
                                  static_cast<std::int64_t>(page->total)));
}

Outcome add_account(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::AddAccount wanted;
  wanted.name = top.text("name", 1, 32);
  if (!wanted.name.empty() && !desk::is_account_name(wanted.name)) {
    top.refuse("name", {"要用小写字母开头，2 – 32 个小写字母、数字、点、横线或下划线。",
                        "must begin with a small letter: 2 – 32 small letters, digits, dots, dashes, underscores."});
  }
  wanted.display_name = top.text("display_name", 1, desk::kMostDisplayNameCharacters);
  if (!top.has("grants")) top.refuse("grants", {"必须填写。", "must be given."});
  wanted.grants = grants_in(top);
  wanted.identity = identity_in(top).value_or("");
  if (auto looked = check_grant_places(call, wanted.grants, top); !looked) return tl::unexpected(looked.error());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto first = desk::make_first_password(call.env.random);
  if (!first) return tl::unexpected(first.error());
  const auto added = desk::add_account(call.env.store, call.actor, wanted, first->hash, call.now, call.env.random);
  if (!added) return tl::unexpected(of_form(added.error()));
  return new_account(call, *added, first->password);
}

Outcome show_account(Call& call) {
  const auto account = desk::show_account(call.env.store, call.id);
  if (!account) return tl::unexpected(account.error());
  return json_answer(200, account_of(call, *account));
}

Outcome change_account(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::ChangeAccount wanted;
  wanted.id = call.id;
  wanted.display_name = top.text_if_any("display_name", 1, desk::kMostDisplayNameCharacters);
  wanted.state = top.choice_if_any<store::AccountState>("state", state_in);
  if (top.has("grants")) wanted.grants = grants_in(top);
  wanted.identity = identity_in(top);
  if (wanted.grants) {
    if (auto looked = check_grant_places(call, *wanted.grants, top); !looked) return tl::unexpected(looked.error());
  }
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto changed = desk::change_account(call.env.store, call.actor, wanted, call.now);
  if (!changed) return tl::unexpected(of_form(changed.error()));
  return json_answer(200, account_of(call, *changed));
}

Outcome reset_password(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const bool second_factor_too = body->top().boolean_if_any("second_factor_too").value_or(false);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto first = desk::make_first_password(call.env.random);
  if (!first) return tl::unexpected(first.error());
  const auto reset =
      desk::reset_password(call.env.store, call.actor, call.id, first->hash, second_factor_too, call.now);
  if (!reset) return tl::unexpected(reset.error());
  return new_account(call, *reset, first->password);
}

Outcome list_tokens(Call& call) {
  const auto tokens = desk::list_tokens(call.env.store);
  if (!tokens) return tl::unexpected(tokens.error());
  json::array items;
  for (const auto& token : *tokens) items.push_back(token_of(call, token));
  return json_answer(200, page_of(std::move(items), ""));
}

Outcome add_token(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::AddToken wanted;
  wanted.name = top.text("name", 1, kMostTokenNameCharacters);
  if (!top.has("grants")) top.refuse("grants", {"必须填写。", "must be given."});
  wanted.grants = grants_in(top);
  wanted.days = static_cast<int>(top.integer("days", 1, desk::kLongestTokenDays));
  if (auto looked = check_grant_places(call, wanted.grants, top); !looked) return tl::unexpected(looked.error());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto added = desk::add_token(call.env.store, call.actor, wanted, call.now, call.env.random);
  if (!added) return tl::unexpected(of_form(added.error()));
  return json_answer(201, {{"token", token_of(call, added->token)}, {"secret", added->secret.view()}});
}

Outcome remove_token(Call& call) {
  const auto removed = desk::remove_token(call.env.store, call.actor, call.id, call.now);
  if (!removed) return tl::unexpected(removed.error());
  return no_content();
}

}  // namespace gridboard::api
