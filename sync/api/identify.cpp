// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/identify.hpp"

namespace gridboard::api {
namespace {

constexpr std::string_view kBearer = "Bearer ";

bool has_type(const net::Request& request, Takes takes) {
  std::string_view type = request.header("content-type");
  type = type.substr(0, type.find(';'));
  switch (takes) {
    case Takes::nothing:
      return request.body.empty();
    case Takes::json:
      return type == "application/json";
    case Takes::picture:
      return type == "image/png" || type == "image/jpeg";
    case Takes::csv:
      return type == "text/csv";
    case Takes::bytes:
      return type == "application/octet-stream";
  }
  return false;
}

Refusal unauthenticated() {
  return Refusal(base::Error{base::ErrorCode::unauthenticated, ""});
}

tl::expected<void, Refusal> identify_program(Call& call, std::string_view secret) {
  auto found = desk::check_access_token(call.env.store, secret, call.peer, call.now);
  if (!found) return tl::unexpected(Refusal(found.error()));
  if (!*found) return tl::unexpected(unauthenticated());
  call.program = std::move(*found);
  call.actor = call.program->actor;
  call.grants = call.program->token.grants;
  return {};
}

tl::expected<void, Refusal> identify_staff(Call& call) {
  const std::string secret = cookie_of(call.request(), kSessionCookie);
  if (secret.empty()) return tl::unexpected(unauthenticated());
  auto found = desk::check_session(call.env.store, secret, call.peer, call.now);
  if (!found) return tl::unexpected(Refusal(found.error()));
  if (!*found) return tl::unexpected(unauthenticated());
  call.staff = std::move(*found);
  call.actor = call.staff->actor;
  call.grants = call.staff->account.grants;
  return {};
}

}  // namespace

bool from_our_page(const net::Request& request, const Operation& operation) {
  if (request.method == "GET" || request.method == "HEAD") return true;
  if (!has_type(request, operation.takes)) return false;
  if (!request.header("authorization").empty()) return true;
  if (request.header("x-gridboard") != "1") return false;
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  const std::size_t host = origin.find("://");
  return host != std::string_view::npos && origin.substr(host + 3) == request.header("host");
}

tl::expected<void, Refusal> identify(Call& call) {
  const desk::Permissions& permissions = call.env.permissions;
  const desk::Scope scope = permissions.scope(call.operation.id);
  if (scope == desk::Scope::none) {
    call.actor = desk::system_actor(call.peer);
    return {};
  }
  const std::string_view given = call.request().header("authorization");
  const bool by_token = !given.empty();
  if (by_token && !given.starts_with(kBearer)) return tl::unexpected(unauthenticated());
  const auto known = by_token ? identify_program(call, given.substr(kBearer.size())) : identify_staff(call);
  if (!known) return known;
  if (call.staff && call.staff->must_change_password() && scope != desk::Scope::own) {
    return tl::unexpected(Refusal(403, "password_change_needed",
                                  {"首次登录要先改密码。", "The first password has to be changed first."},
                                  {"请先设置您自己的密码。", "Choose a password of your own."}));
  }
  if (permissions.allows(call.operation.id, call.grants, {}, call.is_program())) return {};
  return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
}

}  // namespace gridboard::api
