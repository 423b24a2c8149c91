// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/id_token.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <optional>

#include "sync/base/ids.hpp"
#include "sync/oidc/json_text.hpp"

namespace gridboard::oidc {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

// Seconds since 1970 that a clock can show: year 9999.
constexpr std::int64_t kLatestSecond = 253'402'300'799;

tl::unexpected<base::Error> refuse(std::string why) {
  return fail(ErrorCode::unauthenticated, "the provider's token " + std::move(why));
}

// RFC 7519, 2: NumericDate may have a fraction.
std::optional<base::Instant> time_in(const json::object& claims, std::string_view name) {
  const json::value* value = claims.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const auto seconds = value->is_double() ? value->get_double() : value->to_number<double>();
  if (!(seconds >= 0 && seconds <= static_cast<double>(kLatestSecond))) return std::nullopt;
  return base::Instant(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

bool is_meant_for(const json::object& claims, std::string_view client_id) {
  const json::value* audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  if (audience->is_string()) return std::string_view(audience->get_string()) == client_id;
  if (!audience->is_array()) return false;
  const json::array& all = audience->get_array();
  const bool named = std::any_of(all.begin(), all.end(), [&](const json::value& one) {
    return one.is_string() && std::string_view(one.get_string()) == client_id;
  });
  // Core, 3.1.3.7, 4 and 5: of several, who it was made out to.
  return named && (all.size() == 1 || text_in(claims, "azp") == client_id);
}

Result<void> check_times(const json::object& claims, base::Instant now) {
  const auto ends = time_in(claims, "exp"), made = time_in(claims, "iat");
  if (!ends || !made) return refuse("doesn't say when it was made and when it ends");
  if (now >= *ends + kClockSkew) return refuse("has ended");
  if (*made > now + kClockSkew) return refuse("was made in the future: compare the clocks");
  if (!claims.contains("nbf")) return {};
  const auto begins = time_in(claims, "nbf");
  if (!begins || *begins > now + kClockSkew) return refuse("isn't good yet");
  return {};
}

Result<void> check_signature(const json::object& header, std::string_view text, std::string_view signature,
                             const std::vector<PublicKey>& keys) {
  const std::string algorithm = text_in(header, "alg"), id = text_in(header, "kid");
  // RFC 7515, 4.1.11: what we don't know and must know.
  if (header.contains("crit")) return refuse("wants what we don't know");
  if (algorithm != "RS256" && algorithm != "ES256") return refuse("is signed neither by RS256 nor by ES256");
  const Algorithm wanted = algorithm == "RS256" ? Algorithm::rs256 : Algorithm::es256;
  bool found = false;
  for (const PublicKey& key : keys) {
    if (key.algorithm != wanted || (!id.empty() && key.id != id)) continue;
    found = true;
    if (signed_by(key, text, signature)) return {};
  }
  if (!found) return fail(ErrorCode::not_found, "the provider's token names a key that we don't have");
  return refuse("has a wrong signature");
}

Result<Claims> read_claims(const json::object& claims, const Expected& expected) {
  if (text_in(claims, "iss") != expected.issuer) return refuse("is of another issuer");
  if (!is_meant_for(claims, expected.client_id)) return refuse("is meant for somebody else");
  if (expected.nonce.empty() || text_in(claims, "nonce") != expected.nonce) return refuse("is of another sign-in");
  if (auto good = check_times(claims, expected.now); !good) return tl::unexpected(good.error());
  Claims read{text_in(claims, "sub"), {}};
  if (read.subject.empty() || read.subject.size() > kMostIdentityBytes) return refuse("doesn't say whom it is about");
  const json::value* checked = claims.if_contains("email_verified");
  const std::string email = text_in(claims, "email");
  if (checked == nullptr || !checked->is_bool() || !checked->get_bool() || email.size() > kMostIdentityBytes) {
    return read;
  }
  read.email = email;
  for (char& c : read.email) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return read;
}

}  // namespace

Result<Claims> check_id_token(std::string_view token, const std::vector<PublicKey>& keys, const Expected& expected) {
  if (token.size() > kMostTokenBytes) return refuse("is too large");
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) {
    return refuse("hasn't three parts");
  }
  const auto header = parse_object(base::from_base64url(token.substr(0, first)));
  const auto claims = parse_object(base::from_base64url(token.substr(first + 1, second - first - 1)));
  const std::string signature = base::from_base64url(token.substr(second + 1));
  if (!header || !claims || signature.empty()) return refuse("can't be read");
  if (auto good = check_signature(*header, token.substr(0, second), signature, keys); !good) {
    return tl::unexpected(good.error());
  }
  return read_claims(*claims, expected);
}

}  // namespace gridboard::oidc
