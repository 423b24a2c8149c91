// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/known_bills.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

using Bearers = std::map<std::string, store::NumberBearer, std::less<>>;

std::vector<store::BillKey> keys_of(const std::vector<model::Bill>& bills) {
  std::vector<store::BillKey> keys;
  keys.reserve(bills.size());
  for (const model::Bill& bill : bills) keys.push_back({bill.account, bill.period});
  return keys;
}

// Who has a number comes before who had it.
Result<Bearers> bearers_of(store::Reader& reader, const std::vector<model::Bill>& bills) {
  std::vector<std::string> numbers;
  numbers.reserve(bills.size());
  for (const model::Bill& bill : bills) numbers.push_back(bill.bill_no);
  const auto found = reader.payments().bearers_of(numbers);
  if (!found) return tl::unexpected(found.error());
  Bearers bearers;
  for (const store::NumberBearer& bearer : *found) {
    const auto [known, added] = bearers.emplace(bearer.bill_no, bearer);
    if (!added && !bearer.replaced) known->second = bearer;
  }
  return bearers;
}

bool is_taken(const Bearers& bearers, const model::Bill& bill) {
  const auto bearer = bearers.find(bill.bill_no);
  if (bearer == bearers.end()) return false;
  return bearer->second.replaced || bearer->second.bill != store::BillKey{bill.account, bill.period};
}

}  // namespace

Result<KnownBills> KnownBills::of(store::Reader& reader, const std::vector<model::Bill>& bills) {
  KnownBills known;
  const std::vector<store::BillKey> keys = keys_of(bills);
  auto stored = reader.bills_at(keys);
  if (!stored) return tl::unexpected(stored.error());
  for (model::Bill& bill : *stored) {
    const Key key(bill.account, bill.period);
    known.stored_.emplace(key, std::move(bill));
  }
  std::vector<std::string> accounts;
  for (const model::Bill& bill : bills) accounts.push_back(bill.account);
  const auto households = reader.households_at(accounts);
  if (!households) return tl::unexpected(households.error());
  for (const model::Household& household : *households) known.accounts_.insert(household.account);
  auto bearers = bearers_of(reader, bills);
  if (!bearers) return tl::unexpected(bearers.error());
  known.bearers_ = std::move(*bearers);
  const auto work = reader.payments().work_on(keys);
  if (!work) return tl::unexpected(work.error());
  for (const store::BillWork& one : *work) known.work_.emplace(Key(one.bill.account, one.bill.period), one.latest);
  return known;
}

std::optional<ImportedThing> KnownBills::stored_like(const model::Bill& bill) const {
  const auto found = stored_.find(Key(bill.account, bill.period));
  if (found == stored_.end()) return std::nullopt;
  return found->second;
}

bool KnownBills::is_number_taken(const model::Bill& bill) const {
  return is_taken(bearers_, bill);
}

bool KnownBills::is_worked_on_since(const model::Bill& bill, base::Instant since) const {
  const auto found = work_.find(Key(bill.account, bill.period));
  return found != work_.end() && found->second > since;
}

Result<std::vector<bool>> are_numbers_taken(store::Reader& reader, const std::vector<model::Bill>& bills) {
  const auto bearers = bearers_of(reader, bills);
  if (!bearers) return tl::unexpected(bearers.error());
  std::vector<bool> taken;
  taken.reserve(bills.size());
  for (const model::Bill& bill : bills) taken.push_back(is_taken(*bearers, bill));
  return taken;
}

Result<std::vector<std::optional<ImportedThing>>> stored_like_each(store::Reader& reader,
                                                                   const std::vector<ImportedThing>& things) {
  std::vector<std::optional<ImportedThing>> found(things.size());
  std::map<std::pair<std::string, base::Month>, std::size_t> places;
  std::vector<store::BillKey> keys;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (const auto* bill = std::get_if<model::Bill>(&things[i])) {
      keys.push_back({bill->account, bill->period});
      places.emplace(std::pair(bill->account, bill->period), i);
      continue;
    }
    auto stored = stored_like(reader, things[i]);
    if (!stored) return tl::unexpected(stored.error());
    found[i] = std::move(*stored);
  }
  if (keys.empty()) return found;
  auto bills = reader.bills_at(keys);
  if (!bills) return tl::unexpected(bills.error());
  for (model::Bill& bill : *bills) {
    const std::size_t at = places.at({bill.account, bill.period});
    found[at] = std::move(bill);
  }
  return found;
}

}  // namespace gridboard::desk
