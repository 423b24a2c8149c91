// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/staff.hpp"

#include <array>

#include "sync/desk/add_board.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/answer_request.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/record_payment.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/desk/set_board.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "tests/simulation/world.hpp"

namespace gridboard::simulation {

using base::Result;

void Staff::do_something() {
  if (!centre_.up()) return;
  using Deed = void (Staff::*)();
  static constexpr std::array<Deed, 14> kDeeds{
      &Staff::publish_notice,   &Staff::publish_notice,   &Staff::publish_notice,  &Staff::withdraw_notice,
      &Staff::withdraw_notice,  &Staff::withdraw_notice,  &Staff::announce_outage, &Staff::end_outage,
      &Staff::change_household, &Staff::change_household, &Staff::pay_bill,        &Staff::answer_request,
      &Staff::set_board,        &Staff::move_board};
  (this->*kDeeds[random_.below(kDeeds.size())])();
  centre_.notice_power_cut();
  centre_.wake();
}

void Staff::publish_notice() {
  desk::PublishNotice wanted;
  wanted.title = "通知 " + std::to_string(++done_);
  wanted.body = std::string(1 + random_.below(600), 'x');
  wanted.places = {any_of(audience_paths())};
  if (random_.below(3) == 0) wanted.places.push_back(any_of(audience_paths()));
  const auto notice = desk::publish_notice(centre_.store(), wanted, centre_.clock(), centre_.random());
  if (notice) notices_.push_back(notice->id);
}

void Staff::withdraw_notice() {
  if (notices_.empty()) return publish_notice();
  const std::size_t which = random_.below(notices_.size());
  const auto done =
      desk::withdraw_notice(centre_.store(), desk::cli_actor("staff"), notices_[which], centre_.clock().now());
  // After a restore the centre may never have heard of it.
  if (done || done.error().code == base::ErrorCode::not_found) {
    notices_.erase(notices_.begin() + static_cast<std::ptrdiff_t>(which));
  }
}

void Staff::announce_outage() {
  desk::AnnounceOutage wanted;
  wanted.cause = "故障";
  wanted.places = {any_of(audience_paths())};
  const auto outage =
      desk::announce_outage(centre_.store(), wanted, centre_.world().rules, centre_.clock(), centre_.random());
  if (outage) outages_.push_back(outage->id);
}

// Every third was told by mistake.
void Staff::end_outage() {
  if (outages_.empty()) return announce_outage();
  const std::string& id = any_of(outages_);
  if (++ended_outages_ % 3 == 0) {
    (void)desk::withdraw_outage(centre_.store(), {id, "误报", ""}, centre_.clock());
  } else {
    (void)desk::restore_outage(centre_.store(), {id, std::nullopt, ""}, centre_.clock());
  }
}

// Another door, another unit, sometimes another community: its bills go along.
void Staff::change_household() {
  const std::string account = account_of(random_.below(kHouseholds));
  const std::string unit = any_of(unit_paths());
  const std::string door = std::to_string(100 + random_.below(400));
  (void)centre_.store().write([&](store::Writer& writer) -> Result<void> {
    const auto settings = desk::load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const auto before = writer.household(account);
    if (!before) return tl::unexpected(before.error());
    model::Household after = **before;
    if (random_.below(2) == 0) after.unit_path = unit;
    after.door = door;
    if (auto put = writer.put(after); !put) return tl::unexpected(put.error());
    return desk::publish_household(writer, *settings, centre_.world().rules, after, *before, centre_.clock().now());
  });
}

void Staff::pay_bill() {
  desk::RecordPayment payment;
  payment.bill_no = "202610" + account_of(random_.below(kHouseholds));
  payment.amount_fen = 1 + static_cast<std::int64_t>(random_.below(2000));
  payment.reference = "P" + std::to_string(++done_);
  (void)desk::record_payment(centre_.store(), payment, centre_.world().rules, centre_.clock());
}

void Staff::answer_request() {
  std::vector<model::ServiceRequest> requests;
  (void)centre_.store().read([&](store::Reader& reader) -> Result<void> {
    store::RequestFilter filter;
    filter.open = true;
    auto found = reader.requests(filter);
    if (!found) return tl::unexpected(found.error());
    requests = std::move(*found);
    return {};
  });
  if (requests.empty()) return publish_notice();
  desk::AnswerRequest answer;
  answer.receipt = any_of(requests).receipt;
  answer.text = "已处理 " + std::to_string(++done_);
  answer.by = "M1";
  if (random_.below(2) == 0) answer.state = model::RequestState::done;
  (void)desk::answer_request(centre_.store(), centre_.world().catalogue, answer, centre_.clock());
}

void Staff::set_board() {
  const Board& board = *any_of(boards_);
  if (!board.enrolled()) return;
  desk::SetBoard wanted;
  wanted.id = board.id();
  wanted.name = "终端 " + std::to_string(++done_);
  (void)desk::set_board(centre_.store(), wanted, centre_.random());
}

// It is hung somewhere else.
void Staff::move_board() {
  Board& board = *any_of(boards_);
  if (!board.enrolled() || random_.below(3) != 0) return;
  const std::string place = any_of(unit_paths());
  board.places.insert(place);
  (void)centre_.store().write([&](store::Writer& writer) -> Result<void> {
    const auto settings = desk::load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto stored = writer.board(board.id());
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored || (*stored)->state != store::BoardState::active) return {};
    (*stored)->place_path = place;
    if (auto put = writer.put(**stored); !put) return put;
    return desk::publish_board(writer, *settings, **stored);
  });
}

Result<std::string> Staff::add_board(const std::string& place, bool hall) {
  const auto added = desk::add_board(centre_.store(), {"", place, hall}, centre_.clock(), centre_.random());
  if (!added) return tl::unexpected(added.error());
  return added->code;
}

void Staff::revoke(const std::string& board_id) {
  if (!centre_.up()) return;
  (void)desk::revoke_board(centre_.store(), board_id);
  centre_.notice_power_cut();
  centre_.wake();
}

}  // namespace gridboard::simulation
