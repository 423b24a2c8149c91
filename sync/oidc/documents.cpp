// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/documents.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "sync/oidc/json_text.hpp"

namespace gridboard::oidc {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kDeepest = 8;
constexpr std::size_t kMostReasonBytes = 60;

// What it lists under `name`, if it does.
bool lists(const json::object& document, std::string_view name, std::string_view wanted, bool otherwise) {
  const json::value* listed = document.if_contains(name);
  if (listed == nullptr || !listed->is_array()) return otherwise;
  const json::array& all = listed->get_array();
  return std::any_of(all.begin(), all.end(), [&](const json::value& one) {
    return one.is_string() && std::string_view(one.get_string()) == wanted;
  });
}

}  // namespace

std::optional<json::object> parse_object(std::string_view text) {
  boost::system::error_code wrong;
  json::parse_options options;
  options.max_depth = kDeepest;
  json::value value = json::parse(text, wrong, {}, options);
  if (wrong || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_safe_address(std::string_view address) {
  const bool printable = std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 127; });
  const std::size_t scheme = address.find("://");
  if (!printable || scheme == std::string_view::npos || address.find_first_of("#\\") != std::string_view::npos) {
    return false;
  }
  const std::string_view rest = address.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  if (authority.empty() || authority.find('@') != std::string_view::npos) return false;
  if (address.substr(0, scheme) == "https") return true;
  const std::string_view host = authority.substr(0, authority.rfind(':'));
  return address.substr(0, scheme) == "http" && (host == "127.0.0.1" || host == "localhost" || host == "[::1]");
}

Result<Discovery> parse_discovery(std::string_view text, std::string_view issuer) {
  const auto document = parse_object(text);
  if (!document || text_in(*document, "issuer") != issuer) {
    return fail(ErrorCode::corrupt, "what the provider publishes isn't of the issuer " + std::string(issuer));
  }
  Discovery found;
  found.authorization_endpoint = text_in(*document, "authorization_endpoint");
  found.token_endpoint = text_in(*document, "token_endpoint");
  found.jwks_uri = text_in(*document, "jwks_uri");
  for (const std::string* address : {&found.authorization_endpoint, &found.token_endpoint, &found.jwks_uri}) {
    if (!is_safe_address(*address)) return fail(ErrorCode::corrupt, "the provider names an address that isn't https");
  }
  if (!lists(*document, "code_challenge_methods_supported", "S256", true)) {
    return fail(ErrorCode::corrupt, "the provider doesn't take PKCE with S256");
  }
  constexpr std::string_view kWays = "token_endpoint_auth_methods_supported";
  found.posts_secret =
      !lists(*document, kWays, "client_secret_basic", true) && lists(*document, kWays, "client_secret_post", false);
  return found;
}

Result<std::string> id_token_in(std::string_view text) {
  const auto document = parse_object(text);
  if (!document) return fail(ErrorCode::corrupt, "the provider's answer isn't JSON");
  const std::string refused = text_in(*document, "error");
  if (!refused.empty()) {
    return fail(ErrorCode::unauthenticated, "the provider refuses the code: " + refused.substr(0, kMostReasonBytes));
  }
  std::string token = text_in(*document, "id_token");
  if (token.empty()) return fail(ErrorCode::corrupt, "the provider's answer has no id_token");
  return token;
}

}  // namespace gridboard::oidc
