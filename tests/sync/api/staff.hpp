// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A centre with people at its desk, who talk to it as their browsers do.

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "sync/desk/accounts.hpp"
#include "sync/desk/sessions.hpp"
#include "tests/sync/server/centre.hpp"

namespace gridboard::test {

inline constexpr const char* kPassword = "correct horse battery 9";

class Desk {
 public:
  explicit Desk(server::ServiceOptions options = {}, const std::string& location = "")
      : centre(std::move(options), location) {}

  // Whose first password has been changed to kPassword already.
  store::Account add(const std::string& name, const std::vector<store::Grant>& grants);
  // The secret of a new session of theirs, as a sign-in would have begun it.
  std::string session_of(const store::Account& account);

  Reply call(const std::string& method, const std::string& path, const std::string& session,
             const std::string& body = "", const std::vector<std::pair<std::string, std::string>>& more = {}) const;
  Reply get(const std::string& path, const std::string& session) const { return call("GET", path, session); }
  // Without a session.
  Reply sign_in(const std::string& name, const std::string& password,
                const std::vector<std::pair<std::string, std::string>>& more = {}) const;
  // The newest entries of the chain, newest first.
  std::vector<store::AuditEntry> audit(std::size_t limit = 20);

  Centre centre;
};

// The cookie's value in the answer, "" if none was set.
std::string session_in(const Reply& reply);
boost::json::object json_of(const Reply& reply);
std::string text_in(const boost::json::object& object, const char* name);

}  // namespace gridboard::test
