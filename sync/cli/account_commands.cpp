// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Accounts of staff at the console; the first administrator is made here.
#include <boost/json.hpp>
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/desk/accounts.hpp"
#include "sync/desk/password.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;

struct AccountArgs {
  std::string name, display_name, file, query;
  std::vector<std::string> grants;
  bool second_factor_too = false;
};

json::object to_object(const store::Account& account, base::Zone zone) {
  json::array grants;
  for (const store::Grant& grant : account.grants) {
    grants.push_back(json::object{{"role", desk::name_of(grant.role)}, {"place", grant.place}});
  }
  json::object out{{"id", account.id},
                   {"name", account.name},
                   {"display_name", account.display_name},
                   {"state", desk::name_of(account.state)},
                   {"grants", std::move(grants)},
                   {"second_factor", !account.second_factor.empty()},
                   {"created_at", base::format_rfc3339(account.created_at, zone)},
                   {"last_sign_in", nullptr}};
  if (account.last_sign_in) out["last_sign_in"] = base::format_rfc3339(*account.last_sign_in, zone);
  return out;
}

std::string in_words(const std::vector<store::Grant>& grants) {
  std::string words;
  for (const store::Grant& grant : grants) {
    words.append(words.empty() ? "" : ", ").append(desk::name_of(grant.role));
    if (!grant.place.empty()) words.append("@").append(grant.place);
  }
  return words.empty() ? "-" : words;
}

// "publisher@新华社区"; without a place it is the whole centre.
Result<std::vector<store::Grant>> read_grants(store::Store& store, const std::vector<std::string>& written) {
  std::vector<store::Grant> grants;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    grants.clear();
    for (const std::string& text : written) {
      const std::size_t at = text.find('@');
      const auto role = desk::role_named(text.substr(0, at));
      if (!role) return tl::unexpected(role.error());
      store::Grant grant{*role, ""};
      if (at != std::string::npos) {
        auto place = desk::resolve_place(reader, text.substr(at + 1));
        if (!place) return tl::unexpected(place.error());
        grant.place = place->path;
      }
      grants.push_back(std::move(grant));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return grants;
}

// Makes a first password, writes it where it was asked for, lets `keep` keep its hash and shows what came out. A
// password that nobody can read would lock people out: so the file comes first, and goes again if keeping fails.
template <class Keep>
Result<void> with_new_password(Session& session, base::Zone zone, const std::string& path, Keep keep) {
  std::optional<desk::SlipFile> file;
  if (!path.empty()) {
    file.emplace(path);
    if (auto made = file->make(); !made) return made;
  }
  const auto password = desk::make_first_password(session.random);
  if (!password) return tl::unexpected(password.error());
  if (file) {
    std::string text = std::string(password->password.view()) + "\n";
    if (auto filled = file->fill(text); !filled) return filled;
  }
  const Result<store::Account> account = keep(password->hash);
  if (!account) return tl::unexpected(account.error());
  if (file) file->keep();
  if (session.json) {
    json::object out = to_object(*account, zone);
    if (file) out["file"] = path;
    if (!file) out["password"] = password->password.view();
    session.out << json::serialize(out) << "\n";
    return {};
  }
  session.out << labelled({{"Account", account->name + "  " + account->display_name},
                           {"May", in_words(account->grants)},
                           {"Password",
                            file ? "in " + path + ", and nowhere else" : std::string(password->password.view())}})
              << "It must be changed at the first sign-in and isn't shown again.\n";
  return {};
}

Result<void> show(Session& session, const store::Account& account, base::Zone zone) {
  if (session.json) {
    session.out << json::serialize(to_object(account, zone)) << "\n";
    return {};
  }
  session.out << labelled({{"Account", account.name + "  " + account.display_name},
                           {"State", desk::name_of(account.state)},
                           {"May", in_words(account.grants)}});
  return {};
}

Result<void> add(Session& session, const AccountArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto grants = read_grants(*centre->store, args.grants);
  if (!grants) return tl::unexpected(grants.error());
  const desk::AddAccount wanted{args.name, args.display_name.empty() ? args.name : args.display_name, *grants};
  return with_new_password(session, centre->settings.zone, args.file, [&](const std::string& hash) {
    return desk::add_account(*centre->store, desk::cli_actor(user_name()), wanted, hash, session.clock.now(),
                             session.random);
  });
}

Result<void> renew_password(Session& session, const AccountArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto account = desk::show_account_named(*centre->store, args.name);
  if (!account) return tl::unexpected(account.error());
  if (auto sure = confirm(session, "Give " + account->name + " a new password and end its sessions?"); !sure)
    return sure;
  return with_new_password(session, centre->settings.zone, args.file, [&](const std::string& hash) {
    return desk::reset_password(*centre->store, desk::cli_actor(user_name()), account->id, hash, args.second_factor_too,
                                session.clock.now());
  });
}

// `wanted.id` is filled in here.
Result<void> change(Session& session, const std::string& name, const std::vector<std::string>* grants,
                    std::optional<store::AccountState> state) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const auto account = desk::show_account_named(*centre->store, name);
  if (!account) return tl::unexpected(account.error());
  desk::ChangeAccount wanted{account->id, std::nullopt, state, std::nullopt};
  if (grants != nullptr) {
    auto read = read_grants(*centre->store, *grants);
    if (!read) return tl::unexpected(read.error());
    wanted.grants = std::move(*read);
  }
  const auto changed = desk::change_account(*centre->store, desk::cli_actor(user_name()), wanted, session.clock.now());
  if (!changed) return tl::unexpected(changed.error());
  return show(session, *changed, centre->settings.zone);
}

Result<void> list(Session& session, const AccountArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  store::AccountFilter filter;
  filter.query = args.query;
  json::array values;
  Table table({{"NAME"}, {"DISPLAY NAME", Table::Align::left, 30}, {"STATE"}, {"MAY"}, {"LAST SIGN-IN"}});
  do {
    const auto page = desk::list_accounts(*centre->store, filter);
    if (!page) return tl::unexpected(page.error());
    for (const store::Account& account : page->items) {
      values.push_back(to_object(account, zone));
      table.add({account.name, account.display_name, desk::name_of(account.state), in_words(account.grants),
                 local_text(account.last_sign_in, zone)});
    }
    filter.after = page->next;
  } while (!filter.after.empty());
  if (session.json) {
    session.out << json::serialize(values) << "\n";
  } else {
    session.out << (table.empty() ? "No accounts. Make one with `gridboard account add`.\n" : table.text());
  }
  return {};
}

constexpr const char* kGrantAbout = "ROLE, or ROLE@PLACE for a place and all below it; may follow several times";

void add_changing_commands(Command group, Session& session) {
  auto grant_args = std::make_shared<AccountArgs>();
  Command grant = group.add_command("grant", "What an account may do from now on, instead of what it could before");
  grant.add_option("name", grant_args->name, "The account's name").type_name("NAME").required();
  grant.add_option("--grant", grant_args->grants, kGrantAbout).type_name("GRANT").one_value_each();
  grant.footer(
      "Without --grant it may do nothing.\n"
      "Example:\n  gridboard account grant wangmin --grant publisher@新华社区 --grant auditor");
  grant.on_chosen([&session, args = grant_args] {
    session.command = [&session, args] { return change(session, args->name, &args->grants, std::nullopt); };
  });
  const std::pair<const char*, store::AccountState> states[] = {{"disable", store::AccountState::disabled},
                                                                {"enable", store::AccountState::active}};
  for (const auto& [word, state] : states) {
    auto args = std::make_shared<AccountArgs>();
    const bool disables = state == store::AccountState::disabled;
    Command command = group.add_command(
        word, disables ? "End an account's sessions and let it in no more" : "Let a disabled account in again");
    command.add_option("name", args->name, "The account's name").type_name("NAME").required();
    command.footer(std::string("Example:\n  gridboard account ") + word + " wangmin");
    command.on_chosen([&session, args, wanted = state] {
      session.command = [&session, args, wanted] { return change(session, args->name, nullptr, wanted); };
    });
  }
}

}  // namespace

void add_account_commands(Command program, Session& session) {
  Command group = program.add_group("account", "Accounts of staff at the console");
  auto args = std::make_shared<AccountArgs>();
  Command command = group.add_command("add", "Make an account with a first password");
  command.add_option("name", args->name, "What one signs in with: 2 to 32 of a-z, 0-9, '.', '_', '-'")
      .type_name("NAME")
      .required();
  command.add_option("--display-name", args->display_name, "As others read it").type_name("TEXT");
  command.add_option("--grant", args->grants, kGrantAbout).type_name("GRANT").one_value_each();
  command.add_option("--out", args->file, "Write the password there instead of showing it; made new, mode 0600")
      .type_name("FILE");
  command.footer(
      "Roles: administrator, publisher, reviewer, dispatcher, supervisor, community_manager, auditor.\n"
      "Example:\n  gridboard account add wangmin --display-name 王敏 --grant administrator");
  command.on_chosen([&session, args] { session.command = [&session, args] { return add(session, *args); }; });

  auto list_args = std::make_shared<AccountArgs>();
  Command listing = group.add_command("list", "Accounts by name");
  listing.add_option("--search", list_args->query, "Part of a name").type_name("TEXT");
  listing.footer("Example:\n  gridboard account list --json");
  listing.on_chosen(
      [&session, args = list_args] { session.command = [&session, args] { return list(session, *args); }; });

  auto password_args = std::make_shared<AccountArgs>();
  Command password = group.add_command("password", "Give an account a new first password; ends its sessions");
  password.add_option("name", password_args->name, "The account's name").type_name("NAME").required();
  password.add_option("--out", password_args->file, "Write it there instead of showing it; made new, mode 0600")
      .type_name("FILE");
  password.add_flag("--second-factor", password_args->second_factor_too, "Take its authenticator away as well");
  password.footer("Example:\n  gridboard account password wangmin --out password.txt");
  password.on_chosen([&session, args = password_args] {
    session.command = [&session, args] { return renew_password(session, *args); };
  });
  add_changing_commands(group, session);
}

}  // namespace gridboard::cli
