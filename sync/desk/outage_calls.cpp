// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/outage_calls.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/affected_places.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/outage_callers.hpp"
#include "sync/store/people.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {

namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

Result<std::string> checked_reason(std::string_view reason) {
  const std::string_view words = base::trim(reason);
  const std::size_t characters = base::count_code_points(words);
  if (characters < kLeastCareReasonCharacters || characters > kMostCareReasonCharacters) {
    return fail(ErrorCode::invalid_input, "reason: say in 2 to 200 characters what it is needed for");
  }
  return std::string(words);
}

// Whom to ask for: the contact that the register names goes before the household itself.
Result<void> take_contact(store::Reader& reader, const KeyRing& keys, OutageCallLine& line) {
  if (line.call.care_kind.empty()) return {};
  const auto entries = reader.care_register().care_of(line.call.account);
  if (!entries) return tl::unexpected(entries.error());
  for (const store::CareEntry& entry : *entries) {
    if (entry.kind != line.call.care_kind) continue;
    auto body = keys.open_sealed(entry.body);
    if (!body) return tl::unexpected(body.error());
    const auto details = decode_care(*body);
    wire::wipe(*body);
    if (!details) return tl::unexpected(details.error());
    if (!details->contact_name.empty()) line.name = details->contact_name;
    if (!details->contact_phone.empty()) line.phone = details->contact_phone;
  }
  return {};
}

Result<void> take_caller(store::Reader& reader, OutageCallLine& line) {
  if (line.call.assigned_to.empty()) return {};
  const auto account = reader.people().account(line.call.assigned_to);
  if (!account) return tl::unexpected(account.error());
  line.assigned_display_name = *account ? (*account)->display_name : line.call.assigned_name;
  return {};
}

Result<OutageCallLine> opened(store::Reader& reader, const KeyRing& keys, store::OutageCall call) {
  OutageCallLine line;
  line.call = std::move(call);
  const auto household = reader.household(line.call.account);
  if (!household) return tl::unexpected(household.error());
  if (*household) {
    line.door = (*household)->door;
    line.name = (*household)->name;
    line.phone = (*household)->phone;
  }
  if (auto named = take_caller(reader, line); !named) return tl::unexpected(named.error());
  if (auto taken = take_contact(reader, keys, line); !taken) return tl::unexpected(taken.error());
  if (line.call.note.empty()) return line;
  auto note = keys.open_sealed(line.call.note);
  if (!note) return tl::unexpected(note.error());
  line.note = std::move(*note);
  return line;
}

bool may_see(const OutageHand& hand, const store::OutageCall& call) {
  return !hand.may || hand.may("readOutageCalls", {call.unit_path});
}

// Who reads it has something to do with it: one of its places, or one of its calls.
bool may_look(const OutageHand& hand, const model::Outage& outage, bool sees_some) {
  return sees_some || !hand.may ||
         std::any_of(outage.audience.begin(), outage.audience.end(),
                     [&](const std::string& path) { return hand.may("readOutageCalls", {path}); });
}

Result<void> take_down(store::OutageCall& call, const RecordCall& wanted, const KeyRing& keys, const OutageHand& hand,
                       base::Instant now, base::Random& random) {
  if (!wanted.outcome) return {};
  if (*wanted.outcome == model::CallOutcome::acknowledged && call.category != model::CallCategory::important) {
    return fail(ErrorCode::invalid_input, std::string(kNotImportant));
  }
  call.outcome = wanted.outcome;
  call.called_by = hand.actor.id;
  call.called_by_name = hand.actor.name;
  call.called_at = now;
  if (*wanted.outcome != model::CallOutcome::not_needed) call.attempts += 1;
  call.note.clear();
  if (wanted.note.empty()) return {};
  auto sealed = wire::seal_to(keys.public_keys().sealing, wanted.note, random);
  if (!sealed) return tl::unexpected(sealed.error());
  call.note = std::move(*sealed);
  return {};
}

}  // namespace

Result<model::Outage> existing_outage(store::Reader& reader, std::string_view id) {
  auto outage = reader.outage(canonical_short_id(id));
  if (!outage) return tl::unexpected(outage.error());
  if (!*outage) return fail(ErrorCode::not_found, std::string(kNoSuchOutage));
  return std::move(**outage);
}

std::string audited_text(const store::OutageCall& call) {
  json::object text{{"outage", call.outage_id}, {"category", model::name_of(call.category)}};
  if (call.outcome) text["outcome"] = model::name_of(*call.outcome);
  if (!call.assigned_name.empty()) text["assigned_to"] = call.assigned_name;
  text["attempts"] = call.attempts;
  return json::serialize(text);
}

Result<std::vector<store::OutageCall>> calls_seen(store::Reader& reader, const OutageHand& hand,
                                                  const model::Outage& outage) {
  const auto calls = reader.outage_desk().outage_calls(outage.id);
  if (!calls) return tl::unexpected(calls.error());
  std::vector<store::OutageCall> seen;
  std::copy_if(calls->begin(), calls->end(), std::back_inserter(seen),
               [&](const store::OutageCall& call) { return may_see(hand, call); });
  if (!may_look(hand, outage, !seen.empty())) return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
  return seen;
}

Result<void> want_calls(store::Writer& writer, const model::Outage& outage, base::Date today, base::Instant now,
                        base::Random& random) {
  const auto customers = sensitive_customers(writer, outage.audience, today);
  if (!customers) return tl::unexpected(customers.error());
  if (customers->empty()) return {};
  const auto listed = writer.outage_desk().outage_calls(outage.id);
  if (!listed) return tl::unexpected(listed.error());
  std::set<std::string> known;
  for (const store::OutageCall& call : *listed) known.insert(call.account);
  for (const SensitiveCustomer& customer : *customers) {
    if (known.contains(customer.household.account)) continue;
    store::OutageCall call;
    call.id = base::make_uuid_v7(now, random);
    call.outage_id = outage.id;
    call.category = customer.category;
    call.care_kind = customer.care_kind;
    call.account = customer.household.account;
    call.unit_path = customer.household.unit_path;
    if (auto put = writer.write_outage_desk().put(call); !put) return put;
  }
  return {};
}

OutageCallCounts count_calls(const model::Outage& outage, const std::vector<store::OutageCall>& calls) {
  OutageCallCounts counts;
  for (const store::OutageCall& call : calls) {
    ++counts.wanted;
    if (model::is_settled(call.category, call.outcome)) ++counts.done;
    if (outage.kind == model::OutageKind::temporary && model::awaits_acknowledgement(call.category, call.outcome)) {
      ++counts.important_open;
    }
  }
  return counts;
}

Result<OutageCallList> read_outage_calls(store::Store& store, const KeyRing& keys, const OutageHand& hand,
                                         std::string_view outage_id, const std::string& reason_text, base::Instant now,
                                         base::Random& random) {
  const auto reason = checked_reason(reason_text);
  if (!reason) return tl::unexpected(reason.error());
  OutageCallList list;
  // What is read and that it was read are one transaction: nobody sees what nobody noted.
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    list = {};
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const auto outage = existing_outage(writer, outage_id);
    if (!outage) return tl::unexpected(outage.error());
    // Whoever needs no call any more because it is over isn't added.
    const auto state = model::state_at(*outage, now);
    if (state == model::OutageState::announced || state == model::OutageState::ongoing) {
      auto wanted = want_calls(writer, *outage, base::date_of(now, settings->zone), now, random);
      if (!wanted) return wanted;
    }
    auto seen = calls_seen(writer, hand, *outage);
    if (!seen) return tl::unexpected(seen.error());
    list.counts = count_calls(*outage, *seen);
    for (store::OutageCall& call : *seen) {
      auto line = opened(writer, keys, std::move(call));
      if (!line) return tl::unexpected(line.error());
      list.lines.push_back(std::move(*line));
    }
    const json::object after{{"reason", *reason}, {"seen", list.lines.size()}};
    return note(writer, hand.actor, {"readOutageCalls", outage->id, "", "", json::serialize(after)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return list;
}

Result<OutageCallLine> record_call(store::Store& store, const KeyRing& keys, const Permissions& permissions,
                                   const OutageHand& hand, const RecordCall& wanted, base::Instant now,
                                   base::Random& random) {
  if (!wanted.outcome && !wanted.assigned_to) return fail(ErrorCode::invalid_input, std::string(kNothingSaid));
  OutageCallLine line;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto found = writer.write_outage_desk().outage_call(wanted.id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchCall));
    store::OutageCall call = std::move(**found);
    if (hand.may && !hand.may("recordOutageCall", {call.unit_path})) {
      return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
    }
    if (hand.version && *hand.version != call.version) return fail(ErrorCode::conflict, std::string(kCallChanged));
    const std::string before = audited_text(call);
    if (auto taken = take_down(call, wanted, keys, hand, now, random); !taken) return taken;
    if (wanted.assigned_to) {
      const auto caller = caller_named(writer, *wanted.assigned_to);
      if (!caller) return tl::unexpected(caller.error());
      if (auto assigned = assign(permissions, *caller, call); !assigned) return assigned;
    }
    call.version += 1;
    if (auto put = writer.write_outage_desk().put(call); !put) return put;
    const Deed deed{"recordOutageCall", call.outage_id, call.unit_path, before, audited_text(call)};
    auto said = opened(writer, keys, std::move(call));
    if (!said) return tl::unexpected(said.error());
    line = std::move(*said);
    return note(writer, hand.actor, deed, now);
  });
  if (!written) return tl::unexpected(written.error());
  return line;
}

}  // namespace gridboard::desk
