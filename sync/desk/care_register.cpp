// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/care_register.hpp"

#include <array>
#include <boost/json.hpp>

#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kLapsedAtOnce = 500;

struct NamedWay {
  ConsentWay way;
  std::string_view name;
};
constexpr std::array<NamedWay, 3> kWays{{{ConsentWay::signed_paper, "signed_paper"},
                                         {ConsentWay::in_person, "in_person"},
                                         {ConsentWay::by_phone, "by_phone"}}};

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Result<std::string> checked_reason(std::string_view reason) {
  const std::string_view words = base::trim(reason);
  const std::size_t characters = base::count_code_points(words);
  if (characters < kLeastCareReasonCharacters || characters > kMostCareReasonCharacters) {
    return fail(ErrorCode::invalid_input, "reason: say in 2 to 200 characters what it is needed for");
  }
  return std::string(words);
}

Result<void> check_wanted(const CareRules& rules, const CareWanted& wanted, base::Date today) {
  if (!rules.knows(wanted.kind)) return fail(ErrorCode::invalid_input, "kind: isn't one of the kinds");
  if (base::trim(wanted.details.consent_by).empty()) {
    return fail(ErrorCode::invalid_input, "consent.by: say who agreed");
  }
  const auto on = std::chrono::sys_days(wanted.details.consent_on), ends = std::chrono::sys_days(wanted.ends_on);
  if (on > std::chrono::sys_days(today)) return fail(ErrorCode::invalid_input, "consent.on: lies in the future");
  if (ends < std::chrono::sys_days(today)) return fail(ErrorCode::invalid_input, "consent.ends_on: is over already");
  if (ends > on + rules.consent_at_most) {
    return fail(ErrorCode::invalid_input,
                "consent.ends_on: consent lasts " + std::to_string(rules.consent_at_most.count()) + " days at most");
  }
  return {};
}

Result<CareLine> opened(store::Reader& reader, const KeyRing& keys, store::CareEntry entry) {
  auto body = keys.open_sealed(entry.body);
  if (!body) return tl::unexpected(body.error());
  auto details = decode_care(*body);
  wire::wipe(*body);
  if (!details) return tl::unexpected(details.error());
  auto household = reader.household(entry.account);
  if (!household) return tl::unexpected(household.error());
  return CareLine{std::move(entry), std::move(*details), std::move(*household)};
}

// The entry's id, where, and until when: nothing of what it is about.
Deed deed_of(const char* action, const store::CareEntry& entry, std::string before, std::string after) {
  return {action, entry.id, entry.path, std::move(before), std::move(after)};
}

std::string ends_json(const store::CareEntry& entry) {
  wire::JsonWriter out;
  out.begin_object();
  out.text("ends_on", base::format_date(entry.ends_on));
  out.end_object();
  return out.take();
}

std::string reason_json(std::string_view reason, std::optional<std::size_t> seen = {}) {
  wire::JsonWriter out;
  out.begin_object();
  out.text("reason", reason);
  if (seen) out.number("seen", static_cast<std::int64_t>(*seen));
  out.end_object();
  return out.take();
}

Result<store::CareEntry> existing(store::Reader& reader, std::string_view id) {
  auto entry = reader.care_register().care(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return fail(ErrorCode::not_found, "there is no such entry");
  return std::move(**entry);
}

Result<model::Household> existing_household(store::Reader& reader, std::string_view account) {
  auto household = reader.household(account);
  if (!household) return tl::unexpected(household.error());
  if (!*household) return fail(ErrorCode::not_found, "no household has this account number");
  return std::move(**household);
}

Result<std::vector<store::CareEntry>> looked_up(store::Writer& writer, const CareLook& look) {
  if (!look.account.empty()) return writer.care_register().care_of(look.account);
  store::CareFilter filter{look.under, look.kind, look.after_path, look.after_id, look.limit + 1};
  return writer.care_register().care_listed(filter);
}

Result<void> look_at(store::Writer& writer, const KeyRing& keys, const CareLook& look, CarePage& page) {
  page = {};
  if (!look.account.empty()) {
    auto household = existing_household(writer, look.account);
    if (!household) return tl::unexpected(household.error());
    page.household = std::move(*household);
  }
  auto found = looked_up(writer, look);
  if (!found) return tl::unexpected(found.error());
  if (look.account.empty() && found->size() > look.limit) {
    found->resize(look.limit);
    page.next_path = found->back().path;
    page.next_id = found->back().id;
  }
  for (store::CareEntry& entry : *found) {
    auto line = opened(writer, keys, std::move(entry));
    if (!line) return tl::unexpected(line.error());
    page.items.push_back(std::move(*line));
  }
  return {};
}

}  // namespace

const char* name_of(ConsentWay way) {
  for (const NamedWay& named : kWays) {
    if (named.way == way) return named.name.data();
  }
  return "";
}

std::optional<ConsentWay> consent_way_named(std::string_view name) {
  for (const NamedWay& named : kWays) {
    if (named.name == name) return named.way;
  }
  return std::nullopt;
}

std::string encode_care(const CareDetails& details) {
  wire::JsonWriter out;
  out.begin_object();
  out.text("note", details.note);
  out.text("contact_name", details.contact_name);
  out.text("contact_phone", details.contact_phone);
  out.text("consent_by", details.consent_by);
  out.text("consent_way", name_of(details.consent_way));
  out.text("consent_on", base::format_date(details.consent_on));
  out.end_object();
  return out.take();
}

Result<CareDetails> decode_care(std::string_view text) {
  boost::system::error_code wrong;
  const json::value value = json::parse(text, wrong);
  if (wrong || !value.is_object()) return fail(ErrorCode::corrupt, "an entry of the register can't be read");
  const json::object& object = value.get_object();
  const auto way = consent_way_named(text_in(object, "consent_way"));
  const auto on = base::parse_date(text_in(object, "consent_on"));
  if (!way || !on) return fail(ErrorCode::corrupt, "an entry of the register has no consent");
  return CareDetails{text_in(object, "note"),
                     text_in(object, "contact_name"),
                     text_in(object, "contact_phone"),
                     text_in(object, "consent_by"),
                     *way,
                     *on};
}

Result<CarePage> read_care(store::Store& store, const KeyRing& keys, const Actor& actor, const CareLook& look,
                           base::Instant now) {
  const auto reason = checked_reason(look.reason);
  if (!reason) return tl::unexpected(reason.error());
  CarePage page;
  // What is read and that it was read are one transaction: nobody sees what nobody noted.
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    if (auto done = look_at(writer, keys, look, page); !done) return done;
    std::string place = page.household ? page.household->unit_path : "";
    if (!page.household) {
      for (const std::string& under : look.under) place.append(place.empty() ? "" : "|").append(under);
    }
    return note(writer, actor, {"readCare", look.account, place, "", reason_json(*reason, page.items.size())}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return page;
}

Result<CareLine> add_care(store::Store& store, const KeyRing& keys, const CareRules& rules, const Actor& actor,
                          std::string_view account, const CareWanted& wanted, base::Date today, base::Instant now,
                          base::Random& random) {
  if (auto good = check_wanted(rules, wanted, today); !good) return tl::unexpected(good.error());
  const auto sealed = wire::seal_to(keys.public_keys().sealing, encode_care(wanted.details), random);
  if (!sealed) return tl::unexpected(sealed.error());
  CareLine line;
  const std::string id = base::make_uuid_v7(now, random);
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto household = existing_household(writer, account);
    if (!household) return tl::unexpected(household.error());
    line = {{id, household->account, household->unit_path, wanted.kind, *sealed, wanted.ends_on, now, actor.id, now},
            wanted.details,
            std::move(*household)};
    if (auto put = writer.write_care_register().put(line.entry); !put) return put;
    return note(writer, actor, deed_of("addCare", line.entry, "", ends_json(line.entry)), now);
  });
  if (!written) return tl::unexpected(written.error());
  return line;
}

Result<CareLine> change_care(store::Store& store, const KeyRing& keys, const CareRules& rules, const Actor& actor,
                             std::string_view id, const CareWanted& wanted, base::Date today, base::Instant now,
                             base::Random& random) {
  const auto sealed = wire::seal_to(keys.public_keys().sealing, encode_care(wanted.details), random);
  if (!sealed) return tl::unexpected(sealed.error());
  CareLine line;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto entry = existing(writer, id);
    if (!entry) return tl::unexpected(entry.error());
    CareWanted of_its_kind = wanted;
    of_its_kind.kind = entry->kind;
    if (auto good = check_wanted(rules, of_its_kind, today); !good) return good;
    const std::string before = ends_json(*entry);
    entry->body = *sealed;
    entry->ends_on = wanted.ends_on;
    entry->changed_at = now;
    if (auto put = writer.write_care_register().put(*entry); !put) return put;
    auto household = writer.household(entry->account);
    if (!household) return tl::unexpected(household.error());
    line = {std::move(*entry), wanted.details, std::move(*household)};
    return note(writer, actor, deed_of("changeCare", line.entry, before, ends_json(line.entry)), now);
  });
  if (!written) return tl::unexpected(written.error());
  return line;
}

Result<void> end_care(store::Store& store, const Actor& actor, std::string_view id, std::string_view reason,
                      base::Instant now) {
  const auto words = checked_reason(reason);
  if (!words) return tl::unexpected(words.error());
  return store.write([&](store::Writer& writer) -> Result<void> {
    auto entry = existing(writer, id);
    if (!entry) return tl::unexpected(entry.error());
    if (auto dropped = writer.write_care_register().drop_care(id); !dropped) return tl::unexpected(dropped.error());
    return note(writer, actor, deed_of("endCare", *entry, ends_json(*entry), reason_json(*words)), now);
  });
}

Result<std::string> unit_of_account(store::Store& store, std::string_view account) {
  std::string unit;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto household = existing_household(reader, account);
    if (!household) return tl::unexpected(household.error());
    unit = household->unit_path;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return unit;
}

Result<std::string> unit_of_care(store::Store& store, std::string_view id) {
  std::string unit;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto entry = existing(reader, id);
    if (!entry) return tl::unexpected(entry.error());
    unit = entry->path;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return unit;
}

Result<std::int64_t> end_lapsed_care(store::Store& store, base::Date today, base::Instant now) {
  std::int64_t ended = 0;
  for (bool more = true; more;) {
    std::size_t dropped = 0;
    auto written = store.write([&](store::Writer& writer) -> Result<void> {
      auto lapsed = writer.write_care_register().care_ended_before(today, kLapsedAtOnce);
      if (!lapsed) return tl::unexpected(lapsed.error());
      dropped = lapsed->size();
      for (const store::CareEntry& entry : *lapsed) {
        if (auto gone = writer.write_care_register().drop_care(entry.id); !gone) return tl::unexpected(gone.error());
        auto noted = note(writer, system_actor(), deed_of("endLapsedCare", entry, ends_json(entry), ""), now);
        if (!noted) return noted;
      }
      return {};
    });
    if (!written) return tl::unexpected(written.error());
    ended += static_cast<std::int64_t>(dropped);
    more = dropped == kLapsedAtOnce;
  }
  return ended;
}

}  // namespace gridboard::desk
