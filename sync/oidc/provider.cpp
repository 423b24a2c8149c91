// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/provider.hpp"

#include <openssl/sha.h>
#include <sys/stat.h>

#include <array>
#include <span>

#include "sync/base/files.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/utf8.hpp"
#include "sync/oidc/fetch.hpp"

namespace gridboard::oidc {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// A provider changes its keys and addresses rarely; a key that we don't know is asked for at once, but not over and
// over for tokens that name nonsense.
constexpr std::chrono::hours kDocumentsGoodFor{1};
constexpr std::chrono::seconds kKeysAskedEvery{30};
constexpr long kOk = 200, kBadRequest = 400, kUnauthorized = 401;

bool is_fresh(base::Instant since, std::chrono::milliseconds for_at_most, base::Instant now) {
  return since <= now && now < since + for_at_most;
}

Result<std::string> read_secret(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return fail(ErrorCode::not_found, "can't read " + path);
  if ((about.st_mode & 077) != 0) {
    return fail(ErrorCode::forbidden, path + " holds a secret and others may read it: chmod 600");
  }
  auto text = base::read_file(path);
  if (!text) return text;
  return std::string(base::trim(*text));
}

}  // namespace

std::string challenge_of(std::string_view verifier) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  ::SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), hash.data());
  return base::to_base64url(std::as_bytes(std::span(hash)));
}

Result<std::unique_ptr<Provider>> Provider::make(ProviderSettings settings) {
  if (!is_safe_address(settings.issuer)) return fail(ErrorCode::invalid_input, "oidc.issuer: must be an https address");
  if (settings.client_id.empty()) return fail(ErrorCode::invalid_input, "oidc.client_id: is missing");
  if (!settings.address.empty() && !is_safe_address(settings.address)) {
    return fail(ErrorCode::invalid_input, "oidc.address: must be https://, and a name");
  }
  if (settings.address.ends_with('/')) settings.address.pop_back();
  std::unique_ptr<Provider> made(new Provider(std::move(settings)));
  if (made->settings_.client_secret_file.empty()) return made;
  auto secret = read_secret(made->settings_.client_secret_file);
  if (!secret) return tl::unexpected(secret.error());
  made->secret_ = std::move(*secret);
  return made;
}

Result<Discovery> Provider::discovery(base::Instant now) {
  {
    const std::lock_guard lock(mutex_);
    if (discovery_ && is_fresh(discovered_at_, kDocumentsGoodFor, now)) return *discovery_;
  }
  const std::string_view issuer = settings_.issuer;
  const std::string_view bare = issuer.substr(0, issuer.size() - (issuer.ends_with('/') ? 1 : 0));
  const auto got = fetch({std::string(bare) + "/.well-known/openid-configuration", "", "", "", settings_.authorities});
  if (!got) return tl::unexpected(got.error());
  if (got->status != kOk) {
    return fail(ErrorCode::unavailable, "the provider answers " + std::to_string(got->status) + " about itself");
  }
  auto about = parse_discovery(got->body, settings_.issuer);
  if (!about) return about;
  const std::lock_guard lock(mutex_);
  discovery_ = *about;
  discovered_at_ = now;
  return about;
}

Result<std::vector<PublicKey>> Provider::keys(const Discovery& about, bool again, base::Instant now) {
  {
    const std::lock_guard lock(mutex_);
    const bool fresh = is_fresh(keys_at_, kDocumentsGoodFor, now);
    const bool asked = is_fresh(keys_at_, kKeysAskedEvery, now);
    if (asked || (fresh && !again)) return keys_;
  }
  const auto got = fetch({about.jwks_uri, "", "", "", settings_.authorities});
  if (!got) return tl::unexpected(got.error());
  auto parsed = parse_keys(got->body);
  if (!parsed) return parsed;
  const std::lock_guard lock(mutex_);
  keys_ = *parsed;
  keys_at_ = now;
  return parsed;
}

Result<std::string> Provider::sign_in_address(const Trip& trip, base::Instant now) {
  const auto about = discovery(now);
  if (!about) return tl::unexpected(about.error());
  const std::string& there = about->authorization_endpoint;
  const std::string_view scope = settings_.identity == IdentityClaim::email ? "openid email" : "openid";
  return there + (there.find('?') == std::string::npos ? "?" : "&") + "response_type=code&scope=" + escaped(scope) +
         "&client_id=" + escaped(settings_.client_id) + "&redirect_uri=" + escaped(trip.redirect) +
         "&state=" + escaped(trip.state) + "&nonce=" + escaped(trip.nonce) +
         "&code_challenge=" + escaped(trip.challenge) + "&code_challenge_method=S256";
}

Result<std::string> Provider::redeem(const Discovery& about, const Return& came) const {
  Fetch wanted{about.token_endpoint, "", "", "", settings_.authorities};
  wanted.form = "grant_type=authorization_code&code=" + escaped(came.code) + "&redirect_uri=" + escaped(came.redirect) +
                "&code_verifier=" + escaped(came.verifier);
  if (secret_.empty() || about.posts_secret) {
    wanted.form += "&client_id=" + escaped(settings_.client_id);
    if (!secret_.empty()) wanted.form += "&client_secret=" + escaped(secret_);
  } else {
    // RFC 6749, 2.3.1: as in a form, then as HTTP Basic.
    wanted.user = escaped(settings_.client_id);
    wanted.password = escaped(secret_);
  }
  const auto got = fetch(wanted);
  if (!got) return tl::unexpected(got.error());
  if (got->status != kOk && got->status != kBadRequest && got->status != kUnauthorized) {
    return fail(ErrorCode::unavailable, "the provider answers " + std::to_string(got->status) + " to the code");
  }
  return id_token_in(got->body);
}

Result<std::string> Provider::identity_of(const Return& came, base::Instant now) {
  const auto about = discovery(now);
  if (!about) return tl::unexpected(about.error());
  const auto token = redeem(*about, came);
  if (!token) return tl::unexpected(token.error());
  const Expected expected{settings_.issuer, settings_.client_id, came.nonce, now};
  auto known = keys(*about, false, now);
  if (!known) return tl::unexpected(known.error());
  auto claims = check_id_token(*token, *known, expected);
  if (!claims && claims.error().code == ErrorCode::not_found) {
    known = keys(*about, true, now);
    if (!known) return tl::unexpected(known.error());
    claims = check_id_token(*token, *known, expected);
  }
  if (!claims) return fail(ErrorCode::unauthenticated, claims.error().message);
  if (settings_.identity == IdentityClaim::subject) return claims->subject;
  if (claims->email.empty()) {
    return fail(ErrorCode::unauthenticated, "the provider's token has no e-mail address that it checked");
  }
  return claims->email;
}

}  // namespace gridboard::oidc
