// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Signing in at the supplier's identity provider: the browser goes there and comes back. It is people who navigate
// here, not the console's script: what goes wrong is said on the page where they began.
#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/log.hpp"
#include "sync/desk/sign_in_by_provider.hpp"
#include "sync/oidc/provider.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kTripCookie = "gridboard_provider";
constexpr std::string_view kTripPath = "/api/v1/session/provider";
constexpr std::string_view kCallback = "/api/v1/session/provider/callback";
constexpr std::size_t kMostCodeBytes = 2000, kMostStateBytes = 200;

net::Response go_to(std::string address) {
  net::Response response = no_content();
  response.status = 303;
  response.headers.emplace_back("Location", std::move(address));
  return response;
}

// Lax: it must come along when the provider sends the browser back. It is good for nothing but that.
std::string trip_cookie(const Call& call, std::string_view value) {
  std::string text = std::string(kTripCookie) + '=' + std::string(value) + "; Path=" + std::string(kTripPath) +
                     "; HttpOnly; SameSite=Lax; Max-Age=";
  text += value.empty() ? "0" : std::to_string(std::chrono::seconds(desk::kProviderTrip).count());
  if (call.env.behind_tls_proxy) text += "; Secure";
  return text;
}

// Without an address in the settings there is no proxy, and the provider knows our own (it compares).
std::string redirect_of(const Call& call) {
  const std::string& address = call.env.provider->settings().address;
  const std::string begin = address.empty() ? "http://" + std::string(call.request().header("host")) : address;
  return begin + std::string(kCallback);
}

// The page of the sign-in says it, by this word.
net::Response back_to_sign_in(const Call& call, std::string_view why) {
  auto response = go_to("/console/sign-in?provider=" + std::string(why));
  response.headers.emplace_back("Set-Cookie", trip_cookie(call, ""));
  return response;
}

net::Response refuse_return(const Call& call, std::string_view word, const std::string& why) {
  base::log_event(base::LogLevel::warning, "provider.refused", {{"what", std::string_view(why)}});
  if (const auto noted = desk::note_refused_return(call.env.store, call.peer, why, call.now); !noted) {
    base::log_event(base::LogLevel::error, "audit.failed", {{"what", std::string_view(noted.error().message)}});
  }
  return back_to_sign_in(call, word);
}

const char* word_for(const base::Error& error) {
  return error.code == base::ErrorCode::unauthenticated ? "refused" : "unavailable";
}

}  // namespace

Outcome show_sign_in_ways(Call& call) {
  json::object ways{{"password", true}};
  if (call.env.provider != nullptr) ways["provider"] = {{"name", call.env.provider->settings().name}};
  return json_answer(200, ways);
}

Outcome begin_provider_sign_in(Call& call) {
  if (call.env.provider == nullptr) return tl::unexpected(refuse_not_found());
  const auto trip = desk::begin_provider_trip(call.env.store, call.now, call.env.random);
  if (!trip) return tl::unexpected(trip.error());
  const auto there = call.env.provider->sign_in_address(
      {redirect_of(call), trip->state, trip->nonce, oidc::challenge_of(trip->verifier)}, call.now);
  if (!there) {
    base::log_event(base::LogLevel::error, "provider.unavailable", {{"what", std::string_view(there.error().message)}});
    return back_to_sign_in(call, "unavailable");
  }
  auto response = go_to(*there);
  response.headers.emplace_back("Set-Cookie", trip_cookie(call, trip->cookie));
  return response;
}

Outcome finish_provider_sign_in(Call& call) {
  if (call.env.provider == nullptr) return tl::unexpected(refuse_not_found());
  Query query(call.request());
  const std::string state = query.text("state", kMostStateBytes), code = query.text("code", kMostCodeBytes);
  const std::string denied = query.text("error", kMostStateBytes), issuer = query.text("iss", kMostCodeBytes);
  if (query.refusal()) return refuse_return(call, "refused", "what came back can't be read");
  const auto begun = desk::end_provider_trip(call.env.store, state, cookie_of(call.request(), kTripCookie), call.now);
  if (!begun) return tl::unexpected(begun.error());
  if (!*begun) return refuse_return(call, "ended", "the sign-in wasn't begun in this browser, or ended");
  if (!denied.empty()) return refuse_return(call, "denied", "the provider says " + denied);
  // RFC 9207: an answer of another provider.
  if (!issuer.empty() && issuer != call.env.provider->settings().issuer) {
    return refuse_return(call, "refused", "the answer is of another issuer");
  }
  if (code.empty()) return refuse_return(call, "refused", "the provider gave no code");
  const auto identity =
      call.env.provider->identity_of({code, redirect_of(call), (*begun)->verifier, (*begun)->nonce}, call.now);
  if (!identity) return refuse_return(call, word_for(identity.error()), identity.error().message);
  const auto in = desk::sign_in_by_provider(call.env.store, *identity, cookie_of(call.request(), kSessionCookie),
                                            call.peer, call.now, call.env.random);
  if (!in) return tl::unexpected(in.error());
  if (in->refusal != desk::StaffRefusal::none) return back_to_sign_in(call, "unknown");
  auto response = go_to("/console/");
  response.headers.emplace_back("Set-Cookie", trip_cookie(call, ""));
  response.headers.emplace_back("Set-Cookie", session_cookie(call, in->secret.view()));
  return response;
}

}  // namespace gridboard::api
