// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/access_tokens.hpp"

#include <sodium.h>

#include <array>
#include <span>

#include "sync/desk/accounts.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/grants.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

std::string audit_json(const store::AccessToken& token) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", token.name);
  json.name("grants");
  json.raw(grants_json(token.grants));
  json.instant("ends_at", token.ends_at);
  json.end_object();
  return json.take();
}

}  // namespace

Result<NewToken> add_token(store::Store& store, const Actor& actor, const AddToken& wanted, base::Instant now,
                           base::Random& random) {
  if (wanted.days < 1 || wanted.days > kLongestTokenDays) {
    return fail(ErrorCode::invalid_input, "days: from 1 to " + std::to_string(kLongestTokenDays));
  }
  if (wanted.grants.empty()) return fail(ErrorCode::invalid_input, "grants: a token without any is of no use");
  const auto name = checked_display_name(wanted.name, kMostDisplayNameCharacters, "name");
  if (!name) return tl::unexpected(name.error());
  wire::SecretBytes bytes(kSessionSecretBytes);
  random.fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  std::string text(kTokenPrefix);
  text += base::to_base64url(std::as_bytes(std::span(bytes.data(), bytes.size())));
  NewToken made{{}, wire::SecretBytes(std::string_view(text))};
  made.token.id = base::make_uuid_v7(now, random);
  made.token.name = *name;
  made.token.hash = hash_secret(text);
  made.token.created_at = now;
  made.token.ends_at = now + std::chrono::days(wanted.days);
  wire::wipe(text);
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto grants = checked_grants(writer, wanted.grants, true);
    if (!grants) return tl::unexpected(grants.error());
    made.token.grants = std::move(*grants);
    if (auto put = writer.write_people().put(made.token); !put) return put;
    return note(writer, actor, {"addToken", made.token.id, "", "", audit_json(made.token)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return made;
}

Result<std::vector<store::AccessToken>> list_tokens(store::Store& store) {
  std::vector<store::AccessToken> tokens;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.people().tokens();
    if (!found) return tl::unexpected(found.error());
    tokens = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return tokens;
}

Result<void> remove_token(store::Store& store, const Actor& actor, std::string_view id, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto token = writer.people().token(id);
    if (!token) return tl::unexpected(token.error());
    if (!*token) return fail(ErrorCode::not_found, "no access token has the id '" + std::string(id) + "'");
    if (auto dropped = writer.write_people().drop_token(id); !dropped) return dropped;
    return note(writer, actor, {"removeToken", (*token)->id, "", audit_json(**token), ""}, now);
  });
}

Result<std::optional<Interface>> check_access_token(store::Store& store, std::string_view secret, std::string_view peer,
                                                    base::Instant now) {
  std::optional<Interface> who;
  if (!secret.starts_with(kTokenPrefix)) return who;
  const std::string hash = hash_secret(secret);
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    who.reset();
    auto token = reader.people().token_with_hash(hash);
    if (!token) return tl::unexpected(token.error());
    if (*token && now < (*token)->ends_at) who = Interface{std::move(**token), {}};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!who) return who;
  who->actor = {"token:" + who->token.id, who->token.name, std::string(peer)};
  if (who->token.last_used && now < *who->token.last_used + kTokenUsedEvery) return who;
  auto used = store.write([&](store::Writer& writer) -> Result<void> {
    auto token = writer.people().token(who->token.id);
    if (!token) return tl::unexpected(token.error());
    if (!*token) return {};  // ended this moment
    (*token)->last_used = now;
    return writer.write_people().put(**token);
  });
  if (!used) return tl::unexpected(used.error());
  who->token.last_used = now;
  return who;
}

}  // namespace gridboard::desk
