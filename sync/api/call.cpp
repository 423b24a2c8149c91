// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/call.hpp"

#include "sync/api/operations.hpp"
#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::api {

std::string peer_of(const net::Request& request, bool trust_forwarded) {
  if (!trust_forwarded) return request.peer;
  // The last hop is the one that our own proxy wrote.
  const std::string_view forwarded = request.header("x-forwarded-for");
  const std::string_view last = base::trim(forwarded.substr(forwarded.rfind(',') + 1));
  return last.empty() ? request.peer : std::string(last);
}

std::string cookie_of(const net::Request& request, std::string_view name) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = base::trim(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return std::string(pair.substr(equals + 1));
    }
  }
  return "";
}

base::Result<void> Call::check_places(const std::vector<std::string>& places) const {
  if (may(operation.id, places)) return {};
  return base::fail(base::ErrorCode::forbidden, "");
}

std::vector<std::string> Call::places() const {
  return env.permissions.places_of(operation.id, grants);
}

std::vector<std::string> Call::places_within(const std::string& wanted) const {
  std::vector<std::string> allowed;
  for (std::string& top : places()) {
    if (base::path_contains(top, wanted)) return {wanted};
    if (base::path_contains(wanted, top)) allowed.push_back(std::move(top));
  }
  return allowed;
}

bool Call::may(std::string_view operation_id, const std::vector<std::string>& places) const {
  return env.permissions.allows(operation_id, grants, places, is_program());
}

}  // namespace gridboard::api
