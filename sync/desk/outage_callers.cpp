// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/outage_callers.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/outage_calls.hpp"
#include "sync/store/people.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kPage = 200;

bool may_call_at(const std::vector<std::string>& tops, std::string_view place) {
  return std::any_of(tops.begin(), tops.end(), [&](const std::string& top) { return base::path_contains(top, place); });
}

// One after the other, so that however many accounts there are, few are held.
Result<void> each_active_account(store::Reader& reader, const std::function<void(const store::Account&)>& take) {
  store::AccountFilter filter;
  filter.state = store::AccountState::active;
  filter.limit = kPage;
  for (;;) {
    const auto page = reader.people().accounts(filter);
    if (!page) return tl::unexpected(page.error());
    std::for_each(page->begin(), page->end(), take);
    if (page->size() < kPage) return {};
    filter.after = page->back().name;
  }
}

// Everybody locks them in one order.
std::vector<std::size_t> by_id(const std::vector<CallSeen>& calls) {
  std::vector<std::size_t> order(calls.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return calls[a].id < calls[b].id; });
  return order;
}

bool is_refusal(ErrorCode code) {
  return code == ErrorCode::not_found || code == ErrorCode::conflict || code == ErrorCode::forbidden ||
         code == ErrorCode::invalid_input;
}

struct Assignment {
  std::string outage_id;
  const Permissions& permissions;
  const OutageHand& hand;
  store::Account caller;
};

Result<Deed> assign_one(store::Writer& writer, const Assignment& wanted, const CallSeen& seen) {
  auto found = writer.write_outage_desk().outage_call(seen.id);
  if (!found) return tl::unexpected(found.error());
  if (!*found || (*found)->outage_id != wanted.outage_id) {
    return fail(ErrorCode::not_found, std::string(kNoSuchCall));
  }
  store::OutageCall call = std::move(**found);
  if (wanted.hand.may && !wanted.hand.may("assignOutageCalls", {call.unit_path})) {
    return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
  }
  if (seen.version != call.version) return fail(ErrorCode::conflict, std::string(kCallChanged));
  if (model::is_settled(call.category, call.outcome)) {
    return fail(ErrorCode::invalid_input, std::string(kCallSettled));
  }
  const std::string before = audited_text(call);
  if (auto given = assign(wanted.permissions, wanted.caller, call); !given) return tl::unexpected(given.error());
  call.version += 1;
  if (auto put = writer.write_outage_desk().put(call); !put) return tl::unexpected(put.error());
  return Deed{"assignOutageCalls", call.outage_id, call.unit_path, before, audited_text(call)};
}

}  // namespace

Result<store::Account> caller_named(store::Reader& reader, const std::string& name) {
  if (name.empty()) return store::Account{};
  auto account = reader.people().account_named(name);
  if (!account) return tl::unexpected(account.error());
  if (!*account || (*account)->state != store::AccountState::active) {
    return fail(ErrorCode::invalid_input, std::string(kNoSuchCaller));
  }
  return std::move(**account);
}

Result<void> assign(const Permissions& permissions, const store::Account& caller, store::OutageCall& call) {
  if (!caller.id.empty() && !permissions.allows("recordOutageCall", caller.grants, {call.unit_path})) {
    return fail(ErrorCode::invalid_input, std::string(kCallerElsewhere));
  }
  call.assigned_to = caller.id;
  call.assigned_name = caller.name;
  return {};
}

Result<std::vector<OutageCaller>> list_callers(store::Store& store, const Permissions& permissions,
                                               const OutageHand& hand, std::string_view outage_id) {
  std::vector<OutageCaller> callers;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    callers.clear();
    const auto outage = existing_outage(reader, outage_id);
    if (!outage) return tl::unexpected(outage.error());
    const auto calls = calls_seen(reader, hand, *outage);
    if (!calls) return tl::unexpected(calls.error());
    std::set<std::string> units;
    for (const store::OutageCall& call : *calls) units.insert(call.unit_path);
    return each_active_account(reader, [&](const store::Account& account) {
      const auto tops = permissions.places_of("recordOutageCall", account.grants);
      if (std::any_of(units.begin(), units.end(), [&](const std::string& unit) { return may_call_at(tops, unit); })) {
        callers.push_back({account.name, account.display_name});
      }
    });
  });
  if (!read) return tl::unexpected(read.error());
  return callers;
}

Result<std::vector<CallAssigned>> assign_calls(store::Store& store, const Permissions& permissions,
                                               const OutageHand& hand, std::string_view outage_id,
                                               const std::vector<CallSeen>& calls, const std::string& name,
                                               base::Instant now) {
  if (calls.size() > kMostCallsAtOnce) return fail(ErrorCode::too_large, "more than 2,000 calls at once");
  std::vector<CallAssigned> outcomes;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    outcomes.assign(calls.size(), {});
    const auto outage = existing_outage(writer, outage_id);
    if (!outage) return tl::unexpected(outage.error());
    auto caller = caller_named(writer, name);
    if (!caller) return tl::unexpected(caller.error());
    const Assignment wanted{outage->id, permissions, hand, std::move(*caller)};
    std::vector<Deed> deeds;
    for (const std::size_t i : by_id(calls)) {
      outcomes[i].id = calls[i].id;
      auto deed = assign_one(writer, wanted, calls[i]);
      if (!deed && !is_refusal(deed.error().code)) return tl::unexpected(deed.error());
      if (!deed) {
        outcomes[i].version = tl::unexpected(deed.error());
        continue;
      }
      outcomes[i].version = calls[i].version + 1;
      deeds.push_back(std::move(*deed));
    }
    for (const Deed& done : deeds) {
      if (auto noted = note(writer, hand.actor, done, now); !noted) return noted;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return outcomes;
}

}  // namespace gridboard::desk
