// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The outside of each effect that a transition asked for.
#include "kiosk/app/bill_view.hpp"
#include "kiosk/app/board.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr const char* kTryAgain = "现在没能提交，请稍后再试，或拨打服务热线。";

}  // namespace

void Board::carry_out(const update::Effects& effects) {
  for (const update::Effect& effect : effects) {
    std::visit([this](const auto& each) { carry_out(each); }, effect);
  }
}

void Board::carry_out(const update::LoadBill& effect) {
  if (!reader_) return;
  auto household = reader_->household(effect.account);
  auto bills = reader_->bills(effect.account);
  if (!household || !bills || !*household) {
    base::log_event(base::LogLevel::warning, "bill.unreadable");
    return;
  }
  shown_period_ = effect.period;
  const std::string place = place_words(views_.places, (*household)->unit_path, model::PlaceKind::building);
  const BillSource source{std::move(**household), place, std::move(*bills)};
  update::bill_loaded(state_, make_bill_view(source, effect.period, rules_, tariffs_, now(), settings_.zone));
}

std::string Board::pin_hash_of(const std::string& account) {
  if (!reader_) return {};
  auto household = reader_->household(account);
  return household && *household ? (*household)->pin_hash : std::string();
}

void Board::carry_out(const update::LookUpLock& effect) {
  pins_->look_up(effect.account, pin_hash_of(effect.account), now());
}

void Board::carry_out(const update::CheckPin& effect) {
  pins_->check(effect.account, pin_hash_of(effect.account), effect.pin, now());
}

void Board::carry_out(const update::AskPinyin& effect) {
  pinyin_->ask({effect.number, effect.letters, effect.for_name});
}

void Board::carry_out(const update::SubmitRequest& effect) {
  replica::ReplicaWriter::Submission submission;
  submission.kind = effect.kind;
  submission.account = effect.account;
  submission.answers = effect.answers;
  submission.promised_at = effect.promised_at;
  submission.place_path = views_.board_place;
  if (!effect.account.empty() && reader_) {
    auto household = reader_->household(effect.account);
    if (household && *household) submission.place_path = (*household)->unit_path + "/" + (*household)->door;
  }
  if (!link_) return keep_without_link(submission);
  if (!link_->send(link::Submit{++ticket_, std::move(submission)})) update::submit_failed(state_, kTryAgain);
}

// Without a link nobody else writes: the receipt and the item are kept just as durably, and sent when a link is there.
void Board::keep_without_link(const replica::ReplicaWriter::Submission& submission) {
  auto writer = replica::ReplicaWriter::open(settings_.replica_path(), clock_, random_);
  auto receipt = writer ? (*writer)->submit(submission) : base::Result<std::string>(tl::unexpected(writer.error()));
  if (receipt) return update::submitted(state_, *receipt);
  base::log_event(base::LogLevel::error, "request.not_kept", {{"reason", receipt.error().message}});
  update::submit_failed(state_, kTryAgain);
}

void Board::carry_out(const update::FindHouseholds& effect) {
  if (reader_) update::households_found(state_, effect.typed, find_households(*reader_, views_, effect.typed));
}

void Board::carry_out(const update::LookUpRequest& effect) {
  std::optional<state::RequestView> found;
  auto request = reader_ ? reader_->request(effect.receipt) : base::Result<std::optional<replica::FollowedRequest>>{};
  if (request && *request) {
    const wire::RequestRecord& record = (*request)->record;
    found = state::RequestView{record.receipt,        record.kind,         record.state,       (*request)->acknowledged,
                               (*request)->rejection, record.submitted_at, record.promised_at, record.steps};
  }
  update::request_found(state_, effect.receipt, std::move(found));
}

void Board::carry_out(const update::EnrolBoard& effect) {
  if (!link_ || !link_->send(link::Enrol{effect.code, settings_.server_url})) {
    update::enrol_failed(state_, "现在不能登记，请稍后再试。");
  }
}

void Board::carry_out(const update::WipeSession&) {
  shown_period_.reset();
  text_->forget_private();
  pictures_->forget_private();
  access_ = widgets::AccessTree();
}

}  // namespace gridboard::kiosk::app
