// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/imported_things.hpp"

#include <boost/json/parse.hpp>
#include <map>

#include "sync/base/paths.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/imported_bill.hpp"
#include "sync/desk/known_bills.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

template <class T>
Result<std::optional<ImportedThing>> as_thing(Result<std::optional<T>> found) {
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::optional<ImportedThing>();
  return std::optional<ImportedThing>(std::move(**found));
}

Result<ImportedThing> not_a_thing() {
  return fail(ErrorCode::corrupt, "what an import remembers of a thing can't be read");
}

using TextsByName = std::map<std::string, std::string, std::less<>>;

Result<ImportedThing> place_of(TextsByName& texts) {
  const auto kind = model::parse_place_kind(texts["kind"]);
  const auto site_class = model::parse_site_class(texts["site_class"]);
  if (!kind || !site_class || texts["path"].empty()) return not_a_thing();
  return model::Place{texts["path"], *kind, texts["name"], *site_class, texts["manager"], texts["supply"]};
}

Result<ImportedThing> supply_point_of(TextsByName& texts) {
  const auto kind = model::parse_supply_kind(texts["kind"]);
  if (!kind || texts["id"].empty()) return not_a_thing();
  return model::SupplyPoint{texts["id"], texts["parent"], *kind, texts["name"]};
}

Result<ImportedThing> household_of(TextsByName& texts) {
  model::Household household;
  household.account = texts["account"];
  household.unit_path = texts["unit"];
  household.door = texts["door"];
  household.name = texts["name"];
  household.phone = texts["phone"];
  household.tariff_id = texts["tariff"];
  household.meter_no = texts["meter"];
  household.supply_id = texts["supply"];
  household.consent_notice = texts["consent"] == "yes";
  household.care = texts["care"];
  if (!model::is_account_number(household.account)) return not_a_thing();
  return household;
}

}  // namespace

std::string name_of_thing(const ImportedThing& thing) {
  return std::visit(Overloaded{[](const model::Place& place) { return "place/" + place.path; },
                               [](const model::SupplyPoint& point) { return "supply/" + point.id; },
                               [](const model::Household& household) { return "household/" + household.account; },
                               [](const model::Manager& manager) { return "manager/" + manager.id; },
                               [](const model::Office& office) { return "office/" + office.id; },
                               [](const model::Bill& bill) { return wire::bill_key(bill.account, bill.period); }},
                    thing);
}

ThingTexts texts_of(const ImportedThing& thing) {
  return std::visit(
      Overloaded{[](const model::Place& place) {
                   return ThingTexts{{"path", place.path},          {"kind", model::name_of(place.kind)},
                                     {"name", place.name},          {"site_class", model::name_of(place.site_class)},
                                     {"manager", place.manager_id}, {"supply", place.supply_id}};
                 },
                 [](const model::SupplyPoint& point) {
                   return ThingTexts{{"id", point.id},
                                     {"parent", point.parent_id},
                                     {"kind", model::name_of(point.kind)},
                                     {"name", point.name}};
                 },
                 [](const model::Household& household) {
                   return ThingTexts{{"account", household.account},
                                     {"unit", household.unit_path},
                                     {"door", household.door},
                                     {"name", household.name},
                                     {"phone", household.phone},
                                     {"tariff", household.tariff_id},
                                     {"meter", household.meter_no},
                                     {"supply", household.supply_id},
                                     {"consent", household.consent_notice ? "yes" : "no"},
                                     {"care", household.care}};
                 },
                 [](const model::Manager& manager) {
                   return ThingTexts{{"id", manager.id},
                                     {"name", manager.name},
                                     {"title", manager.title},
                                     {"phone", manager.phone},
                                     {"hours", manager.hours},
                                     {"serves", manager.serves},
                                     {"portrait", manager.portrait}};
                 },
                 [](const model::Office& office) {
                   return ThingTexts{{"id", office.id},       {"place", office.place_path}, {"kind", office.kind},
                                     {"name", office.name},   {"address", office.address},  {"hours", office.hours},
                                     {"phone", office.phone}, {"services", office.services}};
                 },
                 [](const model::Bill& bill) { return texts_of_bill(bill); }},
      thing);
}

std::string json_of(const ImportedThing& thing) {
  wire::JsonWriter json;
  json.begin_object();
  for (const auto& [name, text] : texts_of(thing)) json.text(name, text);
  json.end_object();
  return json.take();
}

Result<ThingTexts> texts_in(std::string_view text) {
  boost::json::error_code wrong;
  const auto value = boost::json::parse({text.data(), text.size()}, wrong);
  if (wrong || !value.is_object()) return tl::unexpected(not_a_thing().error());
  ThingTexts texts;
  for (const auto& [name, member] : value.get_object()) {
    if (!member.is_string()) return tl::unexpected(not_a_thing().error());
    texts.emplace_back(std::string(name), std::string(member.get_string().c_str()));
  }
  return texts;
}

Result<ImportedThing> thing_in(store::ImportKind kind, std::string_view json) {
  auto read = texts_in(json);
  if (!read) return tl::unexpected(read.error());
  TextsByName texts(std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
  switch (kind) {
    case store::ImportKind::places:
      return place_of(texts);
    case store::ImportKind::supply:
      return supply_point_of(texts);
    case store::ImportKind::households:
      return household_of(texts);
    case store::ImportKind::managers:
      return model::Manager{texts["id"],    texts["name"],   texts["title"],   texts["phone"],
                            texts["hours"], texts["serves"], texts["portrait"]};
    case store::ImportKind::bills: {
      auto bill = bill_of(texts);
      if (!bill) return not_a_thing();
      return std::move(*bill);
    }
    case store::ImportKind::offices:
      break;
  }
  return model::Office{texts["id"],      texts["place"], texts["kind"],  texts["name"],
                       texts["address"], texts["hours"], texts["phone"], texts["services"]};
}

Result<std::optional<ImportedThing>> stored_like(store::Reader& reader, const ImportedThing& thing) {
  return std::visit(
      Overloaded{[&](const model::Place& place) { return as_thing(reader.place(place.path)); },
                 [&](const model::SupplyPoint& point) { return as_thing(reader.supply_point(point.id)); },
                 [&](const model::Household& household) { return as_thing(reader.household(household.account)); },
                 [&](const model::Manager& manager) { return as_thing(reader.manager(manager.id)); },
                 [&](const model::Office& office) { return as_thing(reader.office(office.id)); },
                 [&](const model::Bill& bill) { return as_thing(reader.bill(bill.account, bill.period)); }},
      thing);
}

Result<void> ImportedThings::put_place(const model::Place& place, const std::optional<ImportedThing>& before) {
  managers_.insert(place.manager_id);
  if (before) managers_.insert(std::get<model::Place>(*before).manager_id);
  new_root_ = new_root_ || base::path_depth(place.path) == 1;
  return publish_place(writer_, settings_, place);
}

Result<bool> ImportedThings::put(ImportedThing thing, const std::optional<ImportedThing>& before) {
  if (auto* household = std::get_if<model::Household>(&thing); household != nullptr && before) {
    const auto& known = std::get<model::Household>(*before);
    household->pin_hash = known.pin_hash;
    household->household_key = known.household_key;
    household->pin_lock = known.pin_lock;
  }
  if (auto* bill = std::get_if<model::Bill>(&thing); bill != nullptr && before) {
    const auto& known = std::get<model::Bill>(*before);
    bill->fee_free_days = known.fee_free_days;
    bill->disputed_on = known.disputed_on;
    if (*bill == known) return false;
  }
  if (auto* bill = std::get_if<model::Bill>(&thing)) {
    bills_put_.push_back(std::move(*bill));
    if (bills_put_.size() < kBillsAtOnce) return true;
    return settle_bills().map([] { return true; });
  }
  const auto changed = std::visit([this](const auto& each) { return writer_.put(each); }, thing);
  if (!changed || !*changed) return changed;
  auto published = std::visit(
      Overloaded{[&](const model::Place& place) { return put_place(place, before); },
                 [](const model::SupplyPoint&) { return Result<void>(); },
                 [&](const model::Household& household) {
                   const auto known = before ? std::optional(std::get<model::Household>(*before)) : std::nullopt;
                   return publish_household(writer_, settings_, *rules_, household, known, now_);
                 },
                 [&](const model::Manager& manager) { return publish_manager(writer_, settings_, manager); },
                 [&](const model::Office& office) { return publish_office(writer_, settings_, office); },
                 [](const model::Bill&) { return Result<void>(); }},
      thing);
  if (!published) return tl::unexpected(published.error());
  return true;
}

Result<void> ImportedThings::take_back(const std::string& key) {
  const auto logs = writer_.logs_holding(key);
  if (!logs) return tl::unexpected(logs.error());
  for (const std::string& log : *logs) {
    if (auto gone = writer_.unpublish(log, key); !gone) return gone;
  }
  return {};
}

Result<void> ImportedThings::drop(const ImportedThing& thing) {
  store::ImportWriter& imports = writer_.write_imports();
  const auto done = [](Result<bool> dropped) { return dropped.map([](bool) {}); };
  return std::visit(
      Overloaded{[&](const model::Place& place) -> Result<void> {
                   managers_.insert(place.manager_id);
                   if (auto gone = take_back(wire::key_of(place)); !gone) return gone;
                   if (base::path_depth(place.path) == 1) {
                     auto gone = writer_.unpublish(place.path, wire::key_of(wire::SupplierRecord{}));
                     if (!gone) return gone;
                   }
                   return done(imports.drop_place(place.path));
                 },
                 [&](const model::SupplyPoint& point) { return done(imports.drop_supply_point(point.id)); },
                 [&](const model::Household& household) -> Result<void> {
                   wire::HouseholdRecord record;
                   record.account = household.account;
                   auto log = log_of(writer_, household.path());
                   if (!log) return tl::unexpected(log.error());
                   if (auto gone = writer_.unpublish(*log, wire::key_of(record)); !gone) return gone;
                   return done(imports.drop_household(household.account));
                 },
                 [&](const model::Manager& manager) -> Result<void> {
                   if (auto gone = take_back(wire::key_of(manager)); !gone) return gone;
                   return done(imports.drop_manager(manager.id));
                 },
                 [&](const model::Office& office) -> Result<void> {
                   if (auto gone = take_back(wire::key_of(office)); !gone) return gone;
                   return done(imports.drop_office(office.id));
                 },
                 [&](const model::Bill& bill) -> Result<void> {
                   bills_dropped_.push_back(bill);
                   return bills_dropped_.size() < kBillsAtOnce ? Result<void>() : settle_bills();
                 }},
      thing);
}

// What goes goes first: its number is free then.
Result<void> ImportedThings::settle_bills() {
  if (auto gone = drop_imported_bills(writer_, std::exchange(bills_dropped_, {})); !gone) return gone;
  const std::vector<model::Bill> bills = std::exchange(bills_put_, {});
  if (bills.empty()) return {};
  return put_imported_bills({writer_, settings_, *rules_, now_, ""}, bills);
}

Result<void> ImportedThings::finish() {
  if (auto settled = settle_bills(); !settled) return settled;
  // Managers follow the places that name them.
  for (const std::string& id : managers_) {
    const auto manager = writer_.manager(id);
    if (!manager) return tl::unexpected(manager.error());
    if (!*manager) continue;
    if (auto done = publish_manager(writer_, settings_, **manager); !done) return done;
  }
  return new_root_ ? publish_supplier(writer_, settings_) : Result<void>();
}

}  // namespace gridboard::desk
