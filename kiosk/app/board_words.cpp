// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the other threads say, and what of the replica is read again because of it.
#include <algorithm>

#include "kiosk/app/board.hpp"
#include "kiosk/app/neighbour_views.hpp"
#include "kiosk/update/answers.hpp"
#include "kiosk/update/session.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

void log_failure(std::string_view event, const base::Error& error) {
  base::log_event(base::LogLevel::error, event, {{"code", base::name_of(error.code)}, {"reason", error.message}});
}

}  // namespace

void Board::start_link() {
  if (!settings_.link) return;
  link::Settings settings;
  settings.replica_path = settings_.replica_path();
  settings.blob_folder = settings_.blob_folder();
  settings.max_blob_bytes = settings_.max_blob_bytes;
  settings.ca_file = settings_.ca_file;
  settings.zone = settings_.zone;
  link_ = std::make_unique<link::Link>(settings, clock_, random_,
                                       [inbox = inbox_.get()](link::Event event) { inbox->post(std::move(event)); });
}

void Board::open_reader() {
  reader_.reset();
  auto reader = replica::ReplicaReader::open(settings_.replica_path());
  if (!reader) return log_failure("replica.unreadable", reader.error());
  reader_ = std::move(*reader);
  if (auto freshness = reader_->freshness()) {
    last_contact_ = freshness->last_contact;
    if (last_contact_ && !heard_) centre_.heard(*last_contact_, freshness->clock_offset, clock_.monotonic());
  }
  reload();
  if (views_.known || views_.revoked) take_enrolment(views_.known, views_.revoked);
}

// SQLite keeps the pages that it read: a bill of the session that has ended may be among them.
void Board::renew_reader() {
  if (!reader_) return;
  reader_.reset();
  auto reader = replica::ReplicaReader::open(settings_.replica_path());
  if (!reader) return log_failure("replica.unreadable", reader.error());
  reader_ = std::move(*reader);
}

void Board::reload() {
  if (!reader_) return;
  auto views = load_public_views(*reader_, rules_, now(), settings_.zone);
  // What is shown stays: a notice-board never goes blank over one failed read.
  if (!views) return log_failure("replica.unreadable", views.error());
  publish_questions(views->questions);
  views_ = std::move(*views);
  if (announced_) views_.urgent = {*announced_};
  state_.board = views_.board;
  state_.outages = views_.outages;
  state_.notices = views_.notices;
  state_.contacts = views_.contacts;
  state_.records = views_.records;
  state_.quiet_hours = views_.record.quiet_hours;
  std::string address = views_.public_url.empty() ? server_url_ : views_.public_url;
  while (address.ends_with('/')) address.pop_back();
  const bool reachable = !address.empty() && !views_.record.board_id.empty();
  state_.phone_base = reachable ? address + "/go/" + views_.record.board_id : std::string();
  know_own_names();
  choose_takeover();
  refresh_reports();
  reload_commands();
  // Its pages hold what belongs to households, too, and would keep it.
  if (!state_.session.unlocked) renew_reader();
  reload_household();
  update::views_changed(state_);
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::choose_takeover() {
  const auto& read = state_.session.read;
  const auto unread = std::find_if(views_.urgent.begin(), views_.urgent.end(), [&](const state::TakeoverView& view) {
    return std::find(read.begin(), read.end(), view.notice.id) == read.end();
  });
  if (views_.urgent.empty()) {
    state_.takeover.reset();
  } else {
    state_.takeover = unread == views_.urgent.end() ? views_.urgent.front() : *unread;
  }
}

void Board::announce_newest() {
  if (views_.notices.empty()) return;
  state::TakeoverView view{views_.notices.front().notice, std::nullopt};
  for (const state::NoticeView& each : views_.notices) {
    if (each.notice.published_at > view.notice.published_at) view.notice = each.notice;
  }
  view.notice.urgent = true;
  if (views_.board.now_strip) view.outage = views_.board.now_strip;
  announced_ = std::move(view);
  views_.urgent = {*announced_};
  choose_takeover();
  frames_owed_ = 2;
}

void Board::forget_announcements() {
  announced_.reset();
  views_.urgent.clear();
  choose_takeover();
  frames_owed_ = 2;
}

// A hall serves many buildings: there it is the one of who has unlocked.
void Board::refresh_reports() {
  std::string place = views_.board_place;
  if (views_.board.hall) {
    place.clear();
    if (state_.session.unlocked && reader_) {
      auto household = reader_->household(*state_.session.unlocked);
      if (household && *household) place = (*household)->unit_path;
    }
  }
  state_.reports = report_views(views_.reports, views_.places, place);
}

void Board::reload_household() {
  if (state_.session.unlocked) carry_out(update::LoadBill{*state_.session.unlocked, shown_period_});
  if (state_.screen == state::ScreenId::find) carry_out(update::FindHouseholds{state_.find_typed});
  if (state_.screen == state::ScreenId::follow && state_.follow.found) {
    carry_out(update::LookUpRequest{state_.follow.typed});
  }
}

bool Board::take_words() {
  const std::vector<Word> words = inbox_->take();
  for (const Word& word : words) {
    std::visit(
        Overloaded{
            [this](const link::Event& event) { take(event); }, [this](const LockAnswered& answered) { take(answered); },
            [this](const input::Answer& answer) { take(answer); }, [this](const input::Read& read) { take(read); },
            [this](const questions::Found& found) { take(found); }, [this](const print::JobNews& news) { take(news); },
            [this](const speech::Said& said) { take(said); },
            [this](const PictureRead&) { pictures_->take_travelled(); }},
        word);
  }
  // A heartbeat of the centre is no news: the header says whether anything that is seen has changed.
  for (const Word& word : words) {
    const auto* event = std::get_if<link::Event>(&word);
    const bool only_staff_ask =
        event && (std::holds_alternative<link::Contact>(*event) || std::holds_alternative<link::Retrying>(*event));
    if (!only_staff_ask) return true;
  }
  return false;
}

void Board::take_enrolment(bool enrolled, bool revoked) {
  if (revoked) {
    carry_out(update::set_revoked(state_));
  } else if (enrolled) {
    carry_out(update::set_enrolled(state_, true));
  } else if (!settings_.enrol_code.empty() && link_) {
    state_.enrol.asking = true;
    if (!link_->send(link::Enrol{settings_.enrol_code, settings_.server_url}))
      update::enrol_failed(state_, "现在不能登记，请稍后再试。");
    settings_.enrol_code.clear();
  } else {
    carry_out(update::set_enrolled(state_, false));
  }
}

void Board::take(const link::Event& event) {
  const auto news = [this] { changed_at_ = clock_.monotonic(); };
  std::visit(
      Overloaded{
          [&](const link::Ready& ready) {
            if (!ready.server_url.empty()) server_url_ = ready.server_url;
            open_reader();
            take_enrolment(ready.enrolled, ready.revoked);
            news();
          },
          [&](const link::Broken& broken) {
            base::log_event(base::LogLevel::error, "link.broken");
            link_problem_ = messages().tr(broken.sentence);
            if (!views_.known) update::enrol_failed(state_, broken.sentence);
          },
          [&](const link::Enrolled& enrolled) {
            server_url_ = enrolled.server_url;
            if (!reader_) open_reader();
            take_enrolment(true, false);
            news();
          },
          [&](const link::AwaitsApproval& waits) {
            carry_out(update::set_waiting(state_, waits.board_id));
            news();
          },
          [&](const link::EnrolFailed& failed) {
            base::log_event(base::LogLevel::warning, "enrol.failed");
            update::enrol_failed(state_, failed.sentence);
          },
          [&](const link::Submitted& done) {
            if (done.ticket == ticket_) update::submitted(state_, done.receipt);
          },
          [&](const link::SubmitFailed& failed) {
            if (failed.ticket == ticket_) update::submit_failed(state_, failed.sentence);
          },
          [&](const link::Changed&) {
            reload();
            news();
          },
          [&](const link::RequestUpdated&) { reload_household(); },
          [&](const link::Contact& contact) {
            if (!state_.enrol.waits_as.empty()) take_enrolment(true, false);
            last_contact_ = contact.at;
            centre_.heard(contact.at, contact.clock_offset, clock_.monotonic());
            link_problem_.clear();
            if (!heard_) news();
            heard_ = true;
            has_everything_ = contact.has_everything;
            if (contact.has_everything) everything_at_ = contact.at;
          },
          [&](const link::Rated& rated) { update::rating_kept(state_, rated.rating.receipt, rated.rating.stars); },
          [&](const link::Reopened& reopened) { update::reopening_kept(state_, reopened.reopening.receipt); },
          [&](const link::NotKept& not_kept) { update::follow_failed(state_, not_kept.receipt, not_kept.sentence); },
          [&](const link::ConnectionLost& lost) { link_problem_ = lost.reason; },
          [&](const link::Retrying& retrying) { link_problem_ = retrying.reason; },
          [&](const link::BundleTaken& taken) { take(taken); },
          [&](const link::OutboxWritten& written) { take(written); },
          [&](const link::StickFailed& failure) { take(failure); },
          [&](const link::UnlockOffered& offered) { take(offered); },
          [&](const link::UnlockSealed& sealed) { take(sealed); },
          [&](const link::UnlockFailed& failed) { take(failed); },
          [&](const link::CommandKept& kept) { take(kept); },
          [&](const link::PictureKept&) { pictures_->look_again(); },
          [&](const link::Revoked&) {
            reload();
            carry_out(update::set_revoked(state_));
          }},
      event);
}

}  // namespace gridboard::kiosk::app
