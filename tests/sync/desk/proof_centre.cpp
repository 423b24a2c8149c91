// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/desk/proof_centre.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/verify_ledger.hpp"

namespace gridboard::desk::test {

using namespace std::chrono_literals;
using base::Result;
using store::Announcement;
using store::AnnouncementKind;

std::string unit(int building, int number) {
  return kCommunity + "/" + std::to_string(building) + "/" + std::to_string(number);
}

Announcement Proof::publish(const std::function<void(PublishNotice&)>& change) {
  PublishNotice wanted;
  wanted.title = "电表更换";
  wanted.body = "周五更换电表。";
  wanted.places = {kCommunity};
  wanted.publisher = "王敏";
  if (change) change(wanted);
  const auto notice = publish_notice(*store, wanted, clock, random);
  REQUIRE_MESSAGE(notice, (notice ? "" : notice.error().message));
  return {AnnouncementKind::notice, notice->id};
}

Announcement Proof::announce(model::OutageKind kind, base::Instant start, base::Instant published_at) {
  model::Outage outage;
  outage.id = "T20261122-K7QM";
  outage.kind = kind;
  outage.cause = "线路检修";
  outage.scope = "新华社区";
  outage.line = "新华一线";
  outage.audience = {kCommunity};
  outage.published_at = published_at;
  outage.start = start;
  outage.etr = start + 4h;
  put(outage);
  return {AnnouncementKind::outage, outage.id};
}

void Proof::put(const model::Outage& outage) {
  REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
    if (auto done = writer.put(outage); !done) return tl::unexpected(done.error());
    return publish_outage(writer, settings, outage);
  }));
}

std::string Proof::version_of(const Announcement& announcement) {
  return wire::content_version(body_of(kCommunity, key_of(announcement)));
}

void Proof::say(const store::Board& board, const Announcement& announcement, std::optional<base::Instant> shown,
                std::string version, std::int64_t times, std::int64_t seconds) {
  if (version == "now") version = version_of(announcement);
  const wire::ShownBody::Shown said{announcement.id, clock.now(), shown, times, seconds, {}, version};
  wire::ShownBody body;
  (announcement.kind == AnnouncementKind::notice ? body.notices : body.outages).push_back(said);
  REQUIRE(hand_in(board, wire::ItemKind::shown, wire::encode(body, settings.zone), clock.now()).outcome ==
          wire::ItemAnswer::Outcome::accepted);
}

void Proof::send(const std::vector<store::Board>& boards, const Announcement& announcement) {
  std::vector<SentTo> sent;
  for (const store::Board& board : boards) sent.push_back({board.id, clock.now()});
  REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
    for (const store::Board& board : boards) {
      if (auto seen = writer.note_seen(board.id, clock.now()); !seen) return seen;
    }
    return note_sent(writer, announcement, sent, clock.now());
  }));
}

ProofMoment Proof::moment() {
  return {clock.now(), clock.now() - 75s, settings.zone};
}

ProofPage Proof::page(const Announcement& announcement, bool missed, std::size_t limit, const BehindRow& after) {
  ProofPage found;
  const auto read = store->read([&](store::Reader& reader) -> Result<void> {
    const auto subject = load_proof_subject(reader, announcement, rules);
    if (!subject) return tl::unexpected(subject.error());
    auto shown = show_proof(reader, *subject, moment(), after, missed, limit);
    if (!shown) return tl::unexpected(shown.error());
    found = std::move(*shown);
    return {};
  });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return found;
}

MissReason Proof::why(const Announcement& announcement, const std::string& board_id) {
  const ProofPage all = page(announcement);
  for (const auto& row : all.items) {
    if (row.board.id == board_id) return row.why;
  }
  FAIL("no such board: " << board_id);
  return MissReason::none;
}

std::vector<std::string> Proof::lines(const Announcement& announcement) {
  std::string text;
  REQUIRE(export_chain(*store, delivery_chain(announcement), *keys, clock.now(),
                       [&](std::string_view part) -> Result<void> {
                         text += part;
                         return {};
                       }));
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) found.push_back(line);
  return found;
}

std::string Proof::verify(const std::vector<std::string>& lines, const std::string& key) {
  std::stringstream file;
  for (const std::string& line : lines) file << line << "\n";
  const auto ledger = verify_ledger(file, key.empty() ? keys->public_keys().publishing : key);
  return ledger ? "" : ledger.error().message;
}

}  // namespace gridboard::desk::test
