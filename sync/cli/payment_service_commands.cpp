// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Payment services and the keys that they sign their messages with.
#include <boost/json.hpp>
#include <charconv>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/desk/payment_keys.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;

struct ServiceArgs {
  std::string id, name, page, number;
};

json::value time_of(const std::optional<base::Instant>& at, base::Zone zone) {
  if (!at) return nullptr;
  return json::value(base::format_rfc3339(*at, zone));
}

Result<void> put(Session& session, const ServiceArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  auto done = desk::put_payment_provider(*centre->store, desk::cli_actor(user_name()), args.id, args.name, args.page,
                                         session.clock.now());
  if (!done) return done;
  session.out << (session.json ? json::serialize(json::object{{"id", args.id}})
                               : "It sends its messages to /hooks/payments/" + args.id + " of the centre's server")
              << "\n";
  return {};
}

Result<void> make_key(Session& session, const ServiceArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto keys = desk::load_centre_public_keys(session.data_folder);
  if (!keys) return tl::unexpected(keys.error());
  auto made = desk::add_payment_key(*centre->store, desk::cli_actor(user_name()), args.id, keys->sealing,
                                    centre->rules.payments.key_overlap, session.clock.now(), session.random);
  if (!made) return tl::unexpected(made.error());
  if (session.json) {
    session.out << json::serialize(json::object{{"number", made->key.number}, {"secret", made->secret}}) << "\n";
  } else {
    session.out << "Key " << made->key.number << " of " << args.id << ", shown this once:\n" << made->secret << "\n";
  }
  wire::wipe(made->secret);
  return {};
}

Result<void> end_key(Session& session, const ServiceArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  std::int64_t number = 0;
  const char* end = args.number.data() + args.number.size();
  const auto [stop, wrong] = std::from_chars(args.number.data(), end, number);
  if (wrong != std::errc() || stop != end) {
    return base::fail(base::ErrorCode::invalid_input, "'" + args.number + "' isn't the number of a key");
  }
  if (auto sure = confirm(session, "Refuse what is signed with it from now on?"); !sure) return sure;
  return desk::end_payment_key(*centre->store, desk::cli_actor(user_name()), args.id, number, session.clock.now());
}

Result<void> list(Session& session) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  const auto all = desk::list_payment_providers(*centre->store);
  if (!all) return tl::unexpected(all.error());
  Table table({{"SERVICE"}, {"NAME"}, {"KEY", Table::Align::right}, {"MADE"}, {"BY"}, {"TAKEN UNTIL"}});
  json::array out;
  for (const desk::KeptProvider& kept : *all) {
    json::array keys;
    for (const store::PaymentKey& key : kept.keys) {
      table.add({kept.provider.id, kept.provider.name, std::to_string(key.number), local_text(key.made_at, zone),
                 key.made_by, key.ends_at ? local_text(*key.ends_at, zone) : "in use"});
      keys.push_back(json::object{{"number", key.number},
                                  {"made_at", time_of(key.made_at, zone)},
                                  {"made_by", key.made_by},
                                  {"ends_at", time_of(key.ends_at, zone)}});
    }
    if (kept.keys.empty()) table.add({kept.provider.id, kept.provider.name, "-", "", "", ""});
    out.push_back(json::object{{"id", kept.provider.id},
                               {"name", kept.provider.name},
                               {"pay_url", kept.provider.pay_url},
                               {"keys", std::move(keys)}});
  }
  session.out << (session.json ? json::serialize(out) + "\n" : table.text());
  return {};
}

}  // namespace

void add_payment_service_commands(Command payment, Session& session) {
  auto args = std::make_shared<ServiceArgs>();
  Command service = payment.add_command("service", "A payment service that tells of payments, new or changed");
  service.add_option("SERVICE", args->id, "Small letters, digits and dashes").type_name("").required();
  service.add_option("--name", args->name, "As people call it").type_name("TEXT").required();
  service.add_option("--page", args->page, "Address of its page").type_name("URL");
  service.footer("Example:\n  gridboard payment service alipay --name 支付宝");
  service.on_chosen([&session, args] { session.command = [&session, args] { return put(session, *args); }; });

  Command services = payment.add_command("services", "Payment services and their keys, without the secrets");
  services.footer("Example:\n  gridboard payment services --json");
  services.on_chosen([&session] { session.command = [&session] { return list(session); }; });

  Command key = payment.add_command("key", "Make the next secret that a service signs with; shown once");
  key.add_option("SERVICE", args->id, "Its id").type_name("").required();
  key.footer(
      "What the keys before signed is taken for some days more (assets/rules/payments.json), so that the service can\n"
      "change over. The store keeps the secret sealed to the centre's key.\n"
      "Example:\n  gridboard payment key alipay");
  key.on_chosen([&session, args] { session.command = [&session, args] { return make_key(session, *args); }; });

  Command ended = payment.add_command("end-key", "Refuse what is signed with a key from now on");
  ended.add_option("SERVICE", args->id, "Its id").type_name("").required();
  ended.add_option("NUMBER", args->number, "Of the key").type_name("").required();
  ended.footer("Example:\n  gridboard payment end-key alipay 1");
  ended.on_chosen([&session, args] { session.command = [&session, args] { return end_key(session, *args); }; });
}

}  // namespace gridboard::cli
