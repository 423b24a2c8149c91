// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_keys.hpp"

#include <algorithm>
#include <span>

#include "sync/base/log.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kMostIdBytes = 32, kMostNameCharacters = 40;
constexpr std::string_view kDesk = "desk", kCredit = "credit";  // of payments that no service told

bool is_provider_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Result<std::optional<store::PaymentProvider>> provider_called(store::Reader& reader, std::string_view id) {
  auto all = reader.payments().providers();
  if (!all) return tl::unexpected(all.error());
  for (store::PaymentProvider& provider : *all) {
    if (provider.id == id) return std::optional(std::move(provider));
  }
  return std::optional<store::PaymentProvider>();
}

std::string audit_json(const store::PaymentProvider& provider) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", provider.name);
  json.text("pay_url", provider.pay_url);
  json.end_object();
  return json.take();
}

std::string number_json(std::int64_t number) {
  wire::JsonWriter json;
  json.begin_object();
  json.number("number", number);
  json.end_object();
  return json.take();
}

}  // namespace

Result<std::vector<KeptProvider>> list_payment_providers(store::Store& store) {
  std::vector<KeptProvider> kept;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    kept.clear();
    auto providers = reader.payments().providers();
    if (!providers) return tl::unexpected(providers.error());
    for (store::PaymentProvider& provider : *providers) {
      auto keys = reader.payments().payment_keys(provider.id);
      if (!keys) return tl::unexpected(keys.error());
      kept.push_back({std::move(provider), std::move(*keys)});
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return kept;
}

Result<void> put_payment_provider(store::Store& store, const Actor& actor, const std::string& id,
                                  const std::string& name, const std::string& pay_url, base::Instant now) {
  if (!is_provider_id(id)) return fail(ErrorCode::invalid_input, std::string(kProviderIdWrong));
  if (id == kDesk || id == kCredit) return fail(ErrorCode::invalid_input, std::string(kProviderTaken));
  const std::string words(base::trim(name));
  if (words.empty() || base::count_code_points(words) > kMostNameCharacters || !base::is_valid_utf8(words)) {
    return fail(ErrorCode::invalid_input, "name: 1 to 40 characters are needed");
  }
  const auto url = check_public_url(pay_url);
  if (!url) return tl::unexpected(url.error());
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = provider_called(writer, id);
    if (!before) return tl::unexpected(before.error());
    store::PaymentProvider provider{id, words, *url, *before ? (*before)->added_at : now};
    if (auto put = writer.write_payments().put(provider); !put) return put;
    return note(writer, actor,
                {"putPaymentProvider", id, "", *before ? audit_json(**before) : "", audit_json(provider)}, now);
  });
}

Result<NewPaymentKey> add_payment_key(store::Store& store, const Actor& actor, const std::string& provider,
                                      const std::string& sealing_key, std::chrono::seconds overlap, base::Instant now,
                                      base::Random& random) {
  wire::SecretBytes secret(kPaymentSecretBytes);
  random.fill(std::as_writable_bytes(std::span(secret.data(), secret.size())));
  NewPaymentKey made;
  made.key.provider = provider;
  made.key.made_at = now;
  made.key.made_by = actor.name;
  auto sealed = wire::seal_to(sealing_key, secret.view(), random);
  if (!sealed) return tl::unexpected(sealed.error());
  made.key.sealed = std::move(*sealed);
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto known = provider_called(writer, provider);
    if (!known) return tl::unexpected(known.error());
    if (!*known) return fail(ErrorCode::not_found, std::string(kNoSuchProvider));
    auto keys = writer.payments().payment_keys(provider);
    if (!keys) return tl::unexpected(keys.error());
    made.key.number = keys->empty() ? 1 : keys->front().number + 1;
    for (store::PaymentKey& key : *keys) {
      if (key.ends_at && *key.ends_at <= now + overlap) continue;
      key.ends_at = now + overlap;
      if (auto put = writer.write_payments().put(key); !put) return put;
    }
    if (auto put = writer.write_payments().put(made.key); !put) return put;
    return note(writer, actor, {"addPaymentKey", provider, "", "", number_json(made.key.number)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  made.secret = text_of_secret(secret);
  return made;
}

Result<void> end_payment_key(store::Store& store, const Actor& actor, const std::string& provider, std::int64_t number,
                             base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    auto keys = writer.payments().payment_keys(provider);
    if (!keys) return tl::unexpected(keys.error());
    const auto key =
        std::find_if(keys->begin(), keys->end(), [&](const store::PaymentKey& one) { return one.number == number; });
    if (key == keys->end()) return fail(ErrorCode::not_found, std::string(kNoSuchPaymentKey));
    if (key->ends_at && *key->ends_at <= now) return {};
    key->ends_at = now;
    if (auto put = writer.write_payments().put(*key); !put) return put;
    return note(writer, actor, {"endPaymentKey", provider, "", number_json(number), ""}, now);
  });
}

Result<std::vector<wire::SecretBytes>> payment_secrets(store::Store& store, const KeyRing& keys,
                                                       const std::string& provider, base::Instant now) {
  std::vector<store::PaymentKey> sealed;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto known = provider_called(reader, provider);
    if (!known) return tl::unexpected(known.error());
    if (!*known) return fail(ErrorCode::not_found, std::string(kNoSuchProvider));
    auto found = reader.payments().payment_keys(provider);
    if (!found) return tl::unexpected(found.error());
    sealed = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::vector<wire::SecretBytes> secrets;
  for (const store::PaymentKey& key : sealed) {
    if (key.ends_at && *key.ends_at <= now) continue;
    auto opened = keys.open_sealed(key.sealed);
    if (!opened) {
      base::log_event(base::LogLevel::error, "payment_key.unreadable", {{"provider", std::string_view(provider)}});
      continue;
    }
    secrets.emplace_back(std::string_view(*opened));
    wire::wipe(*opened);
  }
  return secrets;
}

}  // namespace gridboard::desk
