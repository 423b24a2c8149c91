// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The outside of each effect that a transition asked for.
#include "kiosk/app/board.hpp"
#include "kiosk/app/maintenance.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/base/log.hpp"
#include "sync/base/wipe_stack.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr std::chrono::minutes kLinkedFor{2};
constexpr const char* kTryAgain = "现在没能提交，请稍后再试，或拨打服务热线。";

state::RequestView request_view(const replica::FollowedRequest& request, base::Instant now) {
  const wire::RequestRecord& record = request.record;
  state::RequestView view;
  view.receipt = record.receipt;
  view.kind_id = record.kind;
  view.state = record.state;
  view.acknowledged = request.acknowledged;
  view.rejection = request.rejection;
  view.refusal = request.refusal;
  view.submitted_at = record.submitted_at;
  view.promised_at = record.promised_at;
  view.steps = record.steps;
  view.stars = record.stars;
  view.merged = record.merged;
  // What was merged is the neighbour's to judge: the centre takes neither from who only joined.
  const bool done = record.state == model::RequestState::done || record.state == model::RequestState::closed;
  view.can_rate = done && record.stars == 0 && !record.merged;
  view.can_reopen = !record.merged && model::may_reopen(record.state, record.steps, now);
  return view;
}

}  // namespace

void Board::carry_out(const update::Effects& effects) {
  for (const update::Effect& effect : effects) {
    std::visit([this](const auto& each) { carry_out(each); }, effect);
  }
}

void Board::carry_out(const update::SubmitRequest& effect) {
  replica::ReplicaWriter::Submission submission;
  submission.kind = effect.kind;
  submission.account = effect.account;
  submission.answers = effect.answers;
  submission.promised_at = effect.promised_at;
  submission.same_as = effect.same_as;
  submission.outage_id = effect.outage_id;
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
  if (request && *request) found = request_view(**request, now());
  update::request_found(state_, effect.receipt, std::move(found));
}

void Board::carry_out(const update::SendRating& effect) {
  const wire::RatingBody rating{effect.receipt, effect.stars};
  if (link_) {
    if (!link_->send(link::Rate{rating})) update::follow_failed(state_, effect.receipt, kTryAgain);
    return;
  }
  auto writer = replica::ReplicaWriter::open(settings_.replica_path(), clock_, random_);
  const auto kept = writer ? (*writer)->rate(rating) : base::Result<void>(tl::unexpected(writer.error()));
  if (kept) return update::rating_kept(state_, effect.receipt, effect.stars);
  base::log_event(base::LogLevel::error, "rating.not_kept", {{"reason", kept.error().message}});
  update::follow_failed(state_, effect.receipt, kTryAgain);
}

void Board::carry_out(const update::SendReopening& effect) {
  const wire::ReopeningBody reopening{effect.receipt, effect.reason};
  if (link_) {
    if (!link_->send(link::Reopen{reopening})) update::follow_failed(state_, effect.receipt, kTryAgain);
    return;
  }
  auto writer = replica::ReplicaWriter::open(settings_.replica_path(), clock_, random_);
  const auto kept = writer ? (*writer)->reopen(reopening) : base::Result<void>(tl::unexpected(writer.error()));
  if (kept) return update::reopening_kept(state_, effect.receipt);
  base::log_event(base::LogLevel::error, "reopening.not_kept", {{"reason", kept.error().message}});
  update::follow_failed(state_, effect.receipt, kTryAgain);
}

void Board::carry_out(const update::LookUpMaintenanceLock&) {
  pins_->look_up(state::kMaintenance, {views_.record.maintenance_pin_hash, {}}, now());
}

void Board::carry_out(const update::CheckMaintenancePin& effect) {
  pins_->check(state::kMaintenance, {views_.record.maintenance_pin_hash, {}}, effect.pin, now());
}

void Board::carry_out(const update::LoadMaintenance&) {
  state::MaintenanceView view;
  view.board_id = views_.record.board_id;
  view.board_name = views_.record.name;
  view.place_path = views_.board_place;
  view.server_url = server_url_;
  view.linked = last_contact_ && now() - *last_contact_ <= kLinkedFor;
  view.link_problem = link_problem_;
  view.last_contact = last_contact_;
  if (reader_) {
    view.records = reader_->count_records().value_or(0);
    view.waiting = reader_->outbox_size().value_or(0);
  }
  view.store_path = settings_.replica_path();
  const DiskUse use = disk_use(view.store_path);
  view.store_bytes = use.store_bytes;
  view.disk_free_bytes = use.free_bytes;
  view.disk_bytes = use.all_bytes;
  view.own_time = clock_.now();
  view.centre_time = view.own_time + centre_.offset();
  view.clock_offset_ms = centre_.offset().count();
  view.version = GRIDBOARD_VERSION;
  view.system = operating_system() + ", " + display_->system();
  view.uptime_s = static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::seconds>(clock_.monotonic() - begun_at_).count());
  view.memory_kb = memory_kb();
  for (const std::string& line : base::recent_log()) view.log.push_back(log_words(line));
  update::maintenance_loaded(state_, std::move(view));
}

void Board::carry_out(const update::Quit&) {
  base::log_event(base::LogLevel::info, "board.left");
  quit_ = true;
}

void Board::carry_out(const update::EnrolBoard& effect) {
  if (!link_ || !link_->send(link::Enrol{effect.code, settings_.server_url})) {
    update::enrol_failed(state_, "现在不能登记，请稍后再试。");
  }
}

void Board::carry_out(const update::WipeSession&) {
  shown_period_.reset();
  forget_household_key();
  text_->forget_private();
  pictures_->forget_private();
  access_ = widgets::AccessTree();
  display_->forget_input();
  renew_reader();
  choose_takeover();
  refresh_reports();
  base::wipe_stack();
}

}  // namespace gridboard::kiosk::app
