// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <filesystem>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/desk/store_location.hpp"
#include "sync/store/open_store.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

// What wasn't given stays as it was, or has its default in a new centre.
struct InitArgs {
  std::optional<std::string> supplier, hotline, zone, public_url, payment_page;
  std::optional<std::string> merchant_account, merchant_tag, merchant_name, merchant_city, merchant_name_zh;
};

Result<void> make_data_folder(const std::string& folder) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::io, "can't make the folder " + folder + ": " + error.message());
  // It holds keys and what residents asked for.
  if (made && ::chmod(folder.c_str(), S_IRWXU) != 0) return fail(ErrorCode::io, "can't protect the folder " + folder);
  return {};
}

Result<desk::CentreSettings> settings_until_now(store::Store& store) {
  desk::CentreSettings settings;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto loaded = desk::load_centre_settings(reader);
    if (!loaded && loaded.error().code == ErrorCode::not_found) return {};
    if (!loaded) return tl::unexpected(loaded.error());
    settings = std::move(*loaded);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return settings;
}

Result<desk::CentreSettings> with_changes(desk::CentreSettings settings, const InitArgs& args) {
  if (settings.supplier_name.empty() && !args.supplier) {
    return fail(ErrorCode::invalid_input, "a new centre needs --supplier NAME, as boards are to show it");
  }
  if (args.zone) {
    auto zone = base::parse_zone(*args.zone);
    if (!zone) return fail(ErrorCode::invalid_input, "--zone: " + zone.error().message);
    settings.zone = *zone;
  }
  if (args.public_url) {
    auto url = desk::check_public_url(*args.public_url);
    if (!url) return tl::unexpected(url.error());
    settings.public_url = *url;
  }
  if (args.payment_page) {
    auto page = desk::check_public_url(*args.payment_page, "payment-page");
    if (!page) return tl::unexpected(page.error());
    settings.payment_page = *page;
  }
  model::Merchant& merchant = settings.merchant;
  settings.supplier_name = args.supplier.value_or(settings.supplier_name);
  settings.hotline = args.hotline.value_or(settings.hotline);
  merchant.account_value = args.merchant_account.value_or(merchant.account_value);
  merchant.account_tag = args.merchant_tag.value_or(merchant.account_tag);
  merchant.name = args.merchant_name.value_or(merchant.name);
  merchant.city = args.merchant_city.value_or(merchant.city);
  merchant.name_zh = args.merchant_name_zh.value_or(merchant.name_zh);
  return settings;
}

Result<void> init(Session& session, const InitArgs& args) {
  if (auto made = make_data_folder(session.data_folder); !made) return made;
  const auto location = location_of(session);
  if (!location) return tl::unexpected(location.error());
  auto store = store::open_store(*location);
  if (!store) return tl::unexpected(store.error());
  if (store::is_postgres(session.store)) {
    if (auto kept = desk::keep_store_location(session.data_folder, session.store); !kept) return kept;
  }
  auto before = settings_until_now(**store);
  if (!before) return tl::unexpected(before.error());
  auto settings = with_changes(std::move(*before), args);
  if (!settings) return tl::unexpected(settings.error());
  auto keys = desk::make_centre_keys(session.data_folder, session.random);
  if (!keys) return tl::unexpected(keys.error());
  const base::Instant now = session.clock.now();
  auto rules = model::Rules::load(assets_folder() + "/rules", base::date_of(now, settings->zone));
  if (!rules) return tl::unexpected(rules.error());
  if (auto done = desk::init_centre(**store, *settings, *rules, now); !done) return done;

  if (auto made = desk::make_report_key(**store, session.random); !made) return made;
  const SetUp set_up{session.data_folder, keys->publishing, keys->sealing};
  if (session.json) {
    session.out << to_json(set_up, *settings) << "\n";
    return {};
  }
  session.out << labelled(
      {{"Centre", set_up.data_folder},
       {"Supplier", settings->supplier_name},
       {"Hotline", settings->hotline},
       {"Phones", settings->public_url.empty() ? "can't go on; see --public-url" : settings->public_url},
       {"Payment codes", !settings->takes_payments()      ? "not made; see --merchant-account and --payment-page"
                         : settings->payment_page.empty() ? "made for " + settings->merchant.name
                                                          : "lead to " + settings->payment_page},
       {"Publishing key", set_up.publishing_key},
       {"Sealing key", set_up.sealing_key}});
  return {};
}

}  // namespace

void add_init_command(Command program, Session& session) {
  auto args = std::make_shared<InitArgs>();
  Command command = program.add_command("init", "Set up a centre, or change its settings");
  command.add_option("--supplier", args->supplier, "Name of the supplier, as boards show it").type_name("NAME");
  command.add_option("--hotline", args->hotline, "Phone that boards show (new centre: 95598)").type_name("PHONE");
  command.add_option("--zone", args->zone, "Offset of the centre's times (new centre: +08:00)").type_name("OFFSET");
  command
      .add_option("--public-url", args->public_url,
                  "Where residents' phones reach the server: https://host[:port][/path]; \"\" takes it away")
      .type_name("URL");
  command
      .add_option("--payment-page", args->payment_page,
                  "Payment codes lead to this page of a payment service; \"\" for the merchant's codes")
      .type_name("URL");
  const std::string merchant = "Payment codes (EMVCo merchant-presented)";
  command.add_option("--merchant-account", args->merchant_account, "Account at the acquirer; none: no payment codes")
      .type_name("TEXT")
      .group(merchant);
  command.add_option("--merchant-tag", args->merchant_tag, "Tag of the account, 02 to 51 (new centre: 26)")
      .type_name("TAG")
      .group(merchant);
  command.add_option("--merchant-name", args->merchant_name, "Latin letters, at most 25")
      .type_name("NAME")
      .group(merchant);
  command.add_option("--merchant-city", args->merchant_city, "Latin letters, at most 15")
      .type_name("CITY")
      .group(merchant);
  command.add_option("--merchant-name-zh", args->merchant_name_zh, "Name in Chinese, if it is to be in the code")
      .type_name("NAME")
      .group(merchant);
  command.footer(
      "Makes the folder, the database and the keys of the centre (mode 0600). Run again, it changes only what is "
      "given.\n"
      "Examples:\n  gridboard init --public-url https://yunxi.example\n"
      "  gridboard init --supplier 云溪供电 --merchant-account YUNXIPOWER0001 --merchant-name 'YUNXI POWER' "
      "--merchant-city YUNXI");
  command.on_chosen([&session, args] { session.command = [&session, args] { return init(session, *args); }; });
}

}  // namespace gridboard::cli
