// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A household's own: its PIN, the key that the PIN opens, and what lies under that key.
#include "kiosk/app/bill_view.hpp"
#include "kiosk/app/board.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/base/log.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr std::size_t kMostRefusedTold = 1000;

}  // namespace

PinSecret Board::pin_secret_of(const std::string& account) {
  if (!reader_) return {};
  auto household = reader_->household(account);
  return household && *household ? PinSecret{"", (*household)->lock} : PinSecret{};
}

void Board::carry_out(const update::LookUpLock& effect) {
  pins_->look_up(effect.account, pin_secret_of(effect.account), now());
}

void Board::carry_out(const update::CheckPin& effect) {
  pins_->check(effect.account, pin_secret_of(effect.account), effect.pin, now());
}

void Board::take(const LockAnswered& answered) {
  const bool locked = !state_.session.unlocked;
  if (answered.key) {
    hold_household_key(answered.account, answered.key);
  }
  carry_out(update::lock_answered(state_, answered.account, answered.answer, now(), context()));
  if (locked && state_.session.unlocked) refresh_reports();
  if (state_.session.unlocked != household_key_of_) forget_household_key();
}

void Board::hold_household_key(const std::string& account, std::shared_ptr<const wire::SecretBytes> key) {
  household_key_ = std::move(key);
  household_key_of_ = account;
  household_lock_ = pin_secret_of(account).lock;
}

void Board::forget_household_key() {
  household_key_.reset();
  household_key_of_.clear();
  household_lock_.reset();
}

// What lies here altered, or doesn't fit together, is never shown: it is told to the centre once, and fetched anew.
void Board::refuse_record(const std::string& key, std::string_view reason) {
  base::log_event(base::LogLevel::warning, "record.refused", {{"reason", reason}});
  if (!link_ || refused_.size() >= kMostRefusedTold || refused_.contains(key)) return;
  wire::JsonWriter report;
  report.begin_object();
  report.text("key", key);
  report.text("reason", reason);
  report.end_object();
  if (link_->send(link::Report{wire::ItemKind::refused_segment, report.take()})) refused_.insert(key);
}

std::vector<wire::BillRecord> Board::open_bills(const std::vector<wire::SealedBill>& sealed) {
  std::vector<wire::BillRecord> bills;
  for (const wire::SealedBill& each : sealed) {
    auto bill = wire::open(each, household_key_->view());
    const std::string key = wire::bill_key(each.account, each.period);
    if (!bill) {
      refuse_record(key, bill.error().message);
      continue;
    }
    const std::string problem = payment_problem(*bill);
    if (!problem.empty()) refuse_record(key, "payment code: " + problem);
    bills.push_back(std::move(*bill));
  }
  return bills;
}

void Board::carry_out(const update::LoadBill& effect) {
  if (!reader_ || !household_key_ || household_key_of_ != effect.account) return;
  auto household = reader_->household(effect.account);
  const auto sealed = reader_->bills(effect.account);
  if (!household || !sealed || !*household) {
    base::log_event(base::LogLevel::warning, "bill.unreadable");
    return;
  }
  // Staff have given out another PIN meanwhile, and with it another key: what is shown stays until the session ends.
  if ((*household)->lock != household_lock_) return;
  const std::size_t refused_before = refused_.size();
  auto details = wire::open_details(**household, household_key_->view());
  if (!details) refuse_record("household/" + effect.account, details.error().message);
  shown_period_ = effect.period;
  const std::string place = place_words(views_.places, (*household)->unit_path, model::PlaceKind::building);
  const BillSource source{std::move(**household), details ? std::move(*details) : wire::HouseholdDetails{}, place,
                          open_bills(*sealed), state_.header.clock_doubtful};
  update::bill_loaded(state_, make_bill_view(source, effect.period, rules_, tariffs_, now(), settings_.zone));
  if (refused_.size() == refused_before || link_->send(link::FetchAnew{})) return;
  base::log_event(base::LogLevel::warning, "record.not_fetched_anew");
}

}  // namespace gridboard::kiosk::app
