// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/api/staff.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

#include "sync/desk/audit.hpp"
#include "sync/desk/password.hpp"

namespace gridboard::test {

namespace {

// Once for all: hashing is slow on purpose.
const std::string& hash_of_password() {
  static const std::string hash = desk::hash_password(kPassword).value_or("");
  return hash;
}

}  // namespace

store::Account Desk::add(const std::string& name, const std::vector<store::Grant>& grants) {
  store::Account account;
  account.id = base::make_uuid_v7(centre.clock.now(), centre.random);
  account.name = name;
  account.display_name = name;
  account.grants = grants;
  account.created_at = centre.clock.now();
  account.password_hash = hash_of_password();
  REQUIRE(!account.password_hash.empty());
  centre.write([&](store::Writer& writer) { return writer.write_people().put(account); });
  return account;
}

std::string Desk::session_of(const store::Account& account) {
  std::string secret;
  centre.write([&](store::Writer& writer) -> base::Result<void> {
    const auto begun = desk::begin_session(writer, account, "127.0.0.1", centre.clock.now(), centre.random);
    if (!begun) return tl::unexpected(begun.error());
    secret = begun->secret.view();
    return {};
  });
  return secret;
}

Reply Desk::call(const std::string& method, const std::string& path, const std::string& session,
                 const std::string& body, const std::vector<std::pair<std::string, std::string>>& more) const {
  std::vector<std::pair<std::string, std::string>> headers = more;
  if (!session.empty()) headers.emplace_back("Cookie", "gridboard_session=" + session);
  if (method != "GET") headers.emplace_back("X-Gridboard", "1");
  if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
  return exchange(centre.address, method, "/api/v1" + path, body, headers);
}

Reply Desk::sign_in(const std::string& name, const std::string& password,
                    const std::vector<std::pair<std::string, std::string>>& more) const {
  return call("POST", "/session", "", R"({"name":")" + name + R"(","password":")" + password + "\"}", more);
}

std::vector<store::AuditEntry> Desk::audit(std::size_t limit) {
  store::AuditFilter filter;
  filter.limit = limit;
  const auto page = desk::list_audit(*centre.store, filter);
  REQUIRE(page);
  return page->items;
}

std::string session_in(const Reply& reply) {
  const auto found = reply.headers.find("set-cookie");
  if (found == reply.headers.end()) return "";
  const std::size_t from = found->second.find('=') + 1;
  return found->second.substr(from, found->second.find(';') - from);
}

boost::json::object json_of(const Reply& reply) {
  boost::json::error_code error;
  const auto value = boost::json::parse(reply.body, error);
  REQUIRE_MESSAGE((!error && value.is_object()), reply.body);
  return value.as_object();
}

std::string text_in(const boost::json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string().c_str()) : std::string();
}

}  // namespace gridboard::test
