// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/sign_in_by_provider.hpp"

#include <array>
#include <span>

#include "sync/desk/audit.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr const char* kSignIn = "finishProviderSignIn";

std::string secret(base::Random& random) {
  std::array<std::byte, kTripSecretBytes> bytes{};
  random.fill(bytes);
  return base::to_base64url(bytes);
}

std::string hash_of(std::string_view state, std::string_view cookie) {
  return hash_secret(std::string(state) + '.' + std::string(cookie));
}

std::string as_json(std::string_view name, std::string_view value) {
  wire::JsonWriter json;
  json.begin_object();
  json.text(name, value);
  json.end_object();
  return json.take();
}

}  // namespace

Result<ProviderTrip> begin_provider_trip(store::Store& store, base::Instant now, base::Random& random) {
  ProviderTrip trip{secret(random), secret(random), secret(random), secret(random)};
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    return writer.write_people().put(
        store::ProviderSignIn{hash_of(trip.state, trip.cookie), trip.nonce, trip.verifier, now + kProviderTrip});
  });
  if (!written) return tl::unexpected(written.error());
  return trip;
}

Result<std::optional<store::ProviderSignIn>> end_provider_trip(store::Store& store, std::string_view state,
                                                               std::string_view cookie, base::Instant now) {
  std::optional<store::ProviderSignIn> found;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto taken = writer.write_people().take_provider_sign_in(hash_of(state, cookie));
    if (!taken) return tl::unexpected(taken.error());
    found = std::move(*taken);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  if (found && now >= found->ends_at) found.reset();
  return found;
}

Result<StaffSignIn> sign_in_by_provider(store::Store& store, std::string_view identity, std::string_view session_before,
                                        std::string_view peer, base::Instant now, base::Random& random) {
  StaffSignIn out;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    out = {};
    auto found = writer.people().account_identified(identity);
    if (!found) return tl::unexpected(found.error());
    if (!*found || (*found)->state != store::AccountState::active) {
      out.refusal = StaffRefusal::wrong;
      const std::string subject = *found ? (*found)->id : "";
      return note_refused(writer, system_actor(peer), {kSignIn, subject, "", "", as_json("identity", identity)}, now);
    }
    store::Account& account = **found;
    account.last_sign_in = now;
    if (auto put = writer.write_people().put(account); !put) return put;
    if (!session_before.empty()) {
      if (auto ended = writer.write_people().drop_session(hash_secret(session_before)); !ended) return ended;
    }
    auto session = begin_session(writer, account, peer, now, random, store::SessionWay::provider);
    if (!session) return tl::unexpected(session.error());
    out.secret = std::move(session->secret);
    out.staff.session = session->session;
    out.staff.ends_at = now + kSessionIdle;
    out.staff.actor = {account.id, account.display_name, std::string(peer)};
    out.staff.account = std::move(account);
    return note(writer, out.staff.actor, {kSignIn, out.staff.account.id, "", "", ""}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return out;
}

Result<void> note_refused_return(store::Store& store, std::string_view peer, std::string_view why, base::Instant now) {
  return note_refused(store, system_actor(peer), {kSignIn, "", "", "", as_json("why", why)}, now);
}

}  // namespace gridboard::desk
