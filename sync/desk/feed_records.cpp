// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/feed_records.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/payment_offer.hpp"
#include "sync/model/household.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

// The audience of one log: paths joined as the store wants them, the same order for the same set.
using Audiences = std::map<std::string, std::vector<std::string>>;

std::string joined(std::vector<std::string> paths) {
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  std::string text;
  for (const std::string& path : paths) {
    if (!text.empty()) text += '|';
    text += path;
  }
  return text;
}

Result<Audiences> by_log(store::Reader& reader, const std::vector<std::string>& paths) {
  Audiences audiences;
  for (const std::string& path : paths) {
    auto log = log_of(reader, path);
    if (!log) return tl::unexpected(log.error());
    audiences[*log].push_back(path);
  }
  return audiences;
}

// One record in each log that a path falls in; gone from every other log that holds it.
Result<void> publish_to(store::Writer& writer, const std::vector<std::string>& paths, const std::string& key,
                        const std::string& body) {
  auto audiences = by_log(writer, paths);
  if (!audiences) return tl::unexpected(audiences.error());
  for (const auto& [log, audience] : *audiences) {
    if (auto done = writer.publish(log, key, joined(audience), body); !done) return done;
  }
  auto holding = writer.logs_holding(key);
  if (!holding) return tl::unexpected(holding.error());
  for (const std::string& log : *holding) {
    if (audiences->contains(log)) continue;
    if (auto done = writer.unpublish(log, key); !done) return done;
  }
  return {};
}

Result<void> publish_to(store::Writer& writer, const std::vector<std::string>& paths, const wire::Record& record,
                        base::Zone zone) {
  return publish_to(writer, paths, wire::key_of(record), wire::encode(record, zone));
}

// The same, and that they are to be told it stands in its ledger.
Result<void> announce_to(store::Writer& writer, const std::vector<std::string>& paths, const wire::Record& record,
                         base::Zone zone, base::Instant at) {
  const std::string key = wire::key_of(record), body = wire::encode(record, zone);
  if (auto done = publish_to(writer, paths, key, body); !done) return done;
  const auto announcement = announcement_of(key);
  if (!announcement) return base::fail(base::ErrorCode::internal, key + " is no announcement");
  return note_published(writer, *announcement, paths, body, at);
}

// Every change that people are told of is a step of its timeline.
base::Instant changed_at(const model::Outage& outage) {
  return outage.timeline.empty() ? outage.published_at : std::max(outage.published_at, outage.timeline.back().at);
}

Result<wire::HouseholdRecord> record_of(const model::Household& household) {
  wire::HouseholdRecord record;
  record.account = household.account;
  record.unit_path = household.unit_path;
  record.door = household.door;
  record.consent_notice = household.consent_notice;
  // What nobody can unlock isn't sent.
  if (household.pin_lock.empty()) return record;
  auto lock = wire::decode_lock(household.pin_lock);
  if (!lock) return tl::unexpected(lock.error());
  record.lock = std::move(*lock);
  const wire::HouseholdDetails details{model::mask_name(household.name), model::mask_phone(household.phone),
                                       household.tariff_id};
  record.sealed = wire::seal(details, household.account, sealing_key_of(household));
  return record;
}

struct BillRecords {
  const CentreSettings& settings;
  const model::Rules& rules;
  const PaymentCodes* codes;
  base::Instant now;
};

Result<void> publish_bill_to(store::Writer& writer, const std::string& log, const model::Household& household,
                             const BillRecords& records, const model::Bill& bill) {
  const base::Zone zone = records.settings.zone;
  auto offer = payment_offer(bill, records.rules, records.codes, records.now, zone);
  if (!offer) return tl::unexpected(offer.error());
  const wire::Record record = wire::seal(wire::BillRecord{bill, std::move(*offer)}, sealing_key_of(household), zone);
  return writer.publish(log, wire::key_of(record), household.path(), wire::encode(record, zone));
}

base::Error no_log(std::string_view path) {
  return {base::ErrorCode::not_found,
          "There is no community or higher place at or above \"" + std::string(path) + "\""};
}

struct BilledHere {
  model::Household household;
  std::string log;
};
using BilledByAccount = std::map<std::string, BilledHere, std::less<>>;

// The households of the bills that are there, each with the log that its bills go to, asked in a few questions.
Result<BilledByAccount> billed_here(store::Reader& reader, const std::vector<model::Bill>& bills) {
  std::vector<std::string> accounts;
  accounts.reserve(bills.size());
  for (const model::Bill& bill : bills) accounts.push_back(bill.account);
  auto households = reader.households_at(accounts);
  if (!households) return tl::unexpected(households.error());
  std::set<std::string> around;
  for (const model::Household& household : *households) {
    for (std::string& path : base::self_and_ancestors(household.path())) around.insert(std::move(path));
  }
  const auto places = reader.places_at({around.begin(), around.end()});
  if (!places) return tl::unexpected(places.error());
  std::set<std::string, std::less<>> with_log;
  for (const model::Place& place : *places) {
    if (place.kind <= model::PlaceKind::community) with_log.insert(place.path);
  }
  BilledByAccount billed;
  for (model::Household& household : *households) {
    const std::string path = household.path();
    std::string_view at = path;
    while (!at.empty() && !with_log.contains(at)) at = base::parent_path(at);
    if (at.empty()) return tl::unexpected(no_log(path));
    const std::string account = household.account;
    billed.emplace(account, BilledHere{std::move(household), std::string(at)});
  }
  return billed;
}

// The household has left `old_log`, has another door or another key: its bills follow it.
Result<void> move_bills(store::Writer& writer, const std::string& old_log, const std::string& log,
                        const CentreSettings& settings, const model::Rules& rules, const model::Household& household,
                        base::Instant now) {
  auto bills = writer.bills_of(household.account);
  if (!bills) return tl::unexpected(bills.error());
  const auto codes = payment_codes_of(settings);
  const BillRecords records{settings, rules, codes.get(), now};
  for (const model::Bill& bill : *bills) {
    if (old_log != log) {
      if (auto done = writer.unpublish(old_log, wire::bill_key(bill.account, bill.period)); !done) return done;
    }
    if (auto done = publish_bill_to(writer, log, household, records, bill); !done) return done;
  }
  return {};
}

}  // namespace

std::string sealing_key_of(const model::Household& household) {
  return household.pin_lock.empty() ? std::string() : base::from_base64url(household.household_key);
}

Result<std::string> log_of(store::Reader& reader, std::string_view path) {
  for (std::string_view at = path; !at.empty(); at = base::parent_path(at)) {
    auto place = reader.place(at);
    if (!place) return tl::unexpected(place.error());
    if (*place && (*place)->kind <= model::PlaceKind::community) return std::string(at);
  }
  return tl::unexpected(no_log(path));
}

std::string board_log(std::string_view board_id) {
  return "board/" + std::string(board_id);
}

Result<std::vector<std::string>> logs_followed_by(store::Reader& reader, const store::Board& board) {
  auto nearest = log_of(reader, board.place_path);
  if (!nearest) return tl::unexpected(nearest.error());
  // Its own first: a board has to know where it hangs before it can tell whether the rest is for it.
  std::vector<std::string> logs{board_log(board.id)};
  for (std::string& log : base::self_and_ancestors(*nearest)) logs.push_back(std::move(log));
  return logs;
}

Result<void> publish_supplier(store::Writer& writer, const CentreSettings& settings) {
  auto places = writer.places_under("");
  if (!places) return tl::unexpected(places.error());
  const wire::Record record = wire::SupplierRecord{settings.supplier_name, settings.hotline, settings.public_url};
  const std::string body = wire::encode(record, settings.zone);
  for (const model::Place& place : *places) {
    if (base::path_depth(place.path) != 1) continue;
    if (auto done = writer.publish(place.path, wire::key_of(record), place.path, body); !done) return done;
  }
  return {};
}

Result<void> publish_place(store::Writer& writer, const CentreSettings& settings, const model::Place& place) {
  return publish_to(writer, {place.path}, place, settings.zone);
}

Result<void> publish_manager(store::Writer& writer, const CentreSettings& settings, const model::Manager& manager) {
  auto places = writer.places_managed_by(manager.id);
  if (!places) return tl::unexpected(places.error());
  std::vector<std::string> paths;
  for (const model::Place& place : *places) paths.push_back(place.path);
  return publish_to(writer, paths, manager, settings.zone);
}

Result<void> publish_office(store::Writer& writer, const CentreSettings& settings, const model::Office& office) {
  return publish_to(writer, {office.place_path}, office, settings.zone);
}

Result<void> publish_household(store::Writer& writer, const CentreSettings& settings, const model::Rules& rules,
                               const model::Household& household, const std::optional<model::Household>& before,
                               base::Instant now) {
  auto log = log_of(writer, household.path());
  if (!log) return tl::unexpected(log.error());
  auto made = record_of(household);
  if (!made) return tl::unexpected(made.error());
  const wire::Record record = std::move(*made);
  const std::string key = wire::key_of(record);
  auto done = writer.publish(*log, key, household.path(), wire::encode(record, settings.zone));
  const bool bills_change =
      before && (before->path() != household.path() || before->household_key != household.household_key ||
                 before->pin_lock.empty() != household.pin_lock.empty());
  if (!done || !bills_change) return done;
  auto old_log = log_of(writer, before->path());
  if (!old_log) return tl::unexpected(old_log.error());
  if (*old_log != *log) done = writer.unpublish(*old_log, key);
  if (!done) return done;
  return move_bills(writer, *old_log, *log, settings, rules, household, now);
}

Result<void> publish_bill(store::Writer& writer, const CentreSettings& settings, const model::Rules& rules,
                          const model::Bill& bill, base::Instant now) {
  return publish_bills(writer, settings, rules, {bill}, now);
}

Result<void> publish_bills(store::Writer& writer, const CentreSettings& settings, const model::Rules& rules,
                           const std::vector<model::Bill>& bills, base::Instant now) {
  const auto billed = billed_here(writer, bills);
  if (!billed) return tl::unexpected(billed.error());
  const auto codes = payment_codes_of(settings);
  const BillRecords records{settings, rules, codes.get(), now};
  for (const model::Bill& bill : bills) {
    const auto here = billed->find(bill.account);
    if (here == billed->end()) {
      return base::fail(base::ErrorCode::not_found, "There is no household with account " + bill.account);
    }
    auto done = publish_bill_to(writer, here->second.log, here->second.household, records, bill);
    if (!done) return done;
  }
  return {};
}

Result<void> unpublish_bills(store::Writer& writer, const std::vector<model::Bill>& bills) {
  const auto billed = billed_here(writer, bills);
  if (!billed) return tl::unexpected(billed.error());
  for (const model::Bill& bill : bills) {
    const auto here = billed->find(bill.account);
    if (here == billed->end()) continue;
    auto gone = writer.unpublish(here->second.log, wire::bill_key(bill.account, bill.period));
    if (!gone) return gone;
  }
  return {};
}

Result<void> publish_notice(store::Writer& writer, const CentreSettings& settings, const model::Notice& notice,
                            base::Instant now) {
  const std::vector<std::string> nowhere;
  return announce_to(writer, notice.withdrawn ? nowhere : notice.audience, notice, settings.zone, now);
}

Result<void> publish_question(store::Writer& writer, const CentreSettings& settings,
                              const model::PublishedQuestion& question) {
  const std::vector<std::string> nowhere;
  return publish_to(writer, question.withdrawn ? nowhere : question.audience, question, settings.zone);
}

Result<void> publish_outage(store::Writer& writer, const CentreSettings& settings, const model::Outage& outage) {
  return announce_to(writer, outage.audience, outage, settings.zone, changed_at(outage));
}

Result<void> publish_board(store::Writer& writer, const CentreSettings& settings, const store::Board& board) {
  wire::BoardRecord own;
  own.board_id = board.id;
  own.name = board.name;
  own.place_path = board.place_path;
  own.receipt_prefix = board.receipt_prefix;
  own.hall = board.hall;
  own.quiet_hours = board.quiet_hours;
  own.maintenance_pin_hash = board.maintenance_pin_hash;
  own.sign_in_key = board.sign_in_key;
  const wire::Record record = own;
  // "": whoever follows the log, which is the board alone.
  return writer.publish(board_log(board.id), wire::key_of(record), "", wire::encode(record, settings.zone));
}

}  // namespace gridboard::desk
