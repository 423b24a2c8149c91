// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/bulletin_routes.hpp"

#include <sodium.h>

#include <array>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/base/log.hpp"
#include "sync/bulletin/addresses.hpp"
#include "sync/bulletin/atom.hpp"
#include "sync/bulletin/calendar.hpp"
#include "sync/bulletin/cap.hpp"
#include "sync/net/problem.hpp"

namespace gridboard::server {
namespace {

using base::ErrorCode;
using base::Result;

// A whole village may stand behind one address of its network operator.
constexpr std::size_t kPollsPerPeer = 600, kPollsOfAll = 120000;
constexpr std::chrono::milliseconds kWindow{60000};
constexpr std::size_t kCacheBytes = 32 << 20;
constexpr std::size_t kEntriesOfPage = 50;
// What stands is never left out of a calendar short of a catastrophe; of what is over, clients keep what they have.
constexpr std::size_t kStandingEvents = 1000, kEventsOver = 100;
constexpr std::size_t kMostPathBytes = 500;
// Whoever shares an answer may do so for this long; after that a look at the tag is enough.
constexpr const char* kShared = "public, max-age=30";

std::string tag_of(std::string_view bytes) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return '"' + base::to_hex(std::as_bytes(std::span(hash))) + '"';
}

bulletin::Publisher publisher_of(const desk::CentreSettings& settings) {
  return {settings.supplier_name, settings.hotline, settings.public_url, settings.zone};
}

MadeDocument document(std::string body, const char* type) {
  MadeDocument made;
  made.tag = tag_of(body);
  made.body = std::move(body);
  made.type = type;
  return made;
}

}  // namespace

BulletinRoutes::BulletinRoutes(const Desk& desk)
    : desk_(desk), cache_(kCacheBytes), limit_(kPollsPerPeer, kPollsOfAll, kWindow) {}

Result<BulletinRoutes::Asked> BulletinRoutes::read(const net::Request& request) const {
  const std::string& path = request.target.path;
  const std::string place(request.query("place"));
  if (place.size() > kMostPathBytes) return base::fail(ErrorCode::not_found, "no place is called so");
  if (path == bulletin::kCalendarPath) return Asked{"ics " + place, [this, place] { return make_calendar(place); }};
  if (path == bulletin::kAtomPath) {
    store::BulletinFilter filter;
    filter.place_path = place;
    filter.limit = kEntriesOfPage;
    const std::string after(request.query("after"));
    if (!after.empty()) {
      auto mark = bulletin::parse_page_mark(after);
      if (!mark) return tl::unexpected(mark.error());
      filter.before_sent = mark->sent;
      filter.before_outage = mark->outage_id;
    }
    return Asked{"atom " + place + ' ' + after, [this, filter, after] { return make_atom(filter, after); }};
  }
  if (const auto entry = bulletin::parse_entry_path(path)) {
    return Asked{path, [this, id = *entry] { return make_entry(id); }};
  }
  const auto id = bulletin::parse_cap_path(path);
  if (!id) return base::fail(ErrorCode::not_found, "no such address");
  return Asked{path, [this, id = *id] { return make_cap(id); }};
}

Result<MadeDocument> BulletinRoutes::make_atom(const store::BulletinFilter& filter, const std::string& after) const {
  const auto head = desk::bulletin_head(desk_.store);
  if (!head) return tl::unexpected(head.error());
  auto listed = desk::list_bulletins(desk_.store, filter);
  if (!listed) return tl::unexpected(listed.error());
  const bulletin::AtomPage page{filter.place_path, listed->place_name, after, std::move(listed->bulletins),
                                listed->more,      head->moved_at};
  return document(
      bulletin::atom_document(page, publisher_of(listed->settings), model::sender_of(listed->settings.public_url)),
      bulletin::kAtomType);
}

Result<MadeDocument> BulletinRoutes::make_calendar(const std::string& place_path) const {
  const auto listed = desk::list_calendar(desk_.store, place_path, kStandingEvents, kEventsOver);
  if (!listed) return tl::unexpected(listed.error());
  return document(bulletin::calendar_document(listed->place_name, listed->bulletins, publisher_of(listed->settings)),
                  bulletin::kCalendarType);
}

Result<MadeDocument> BulletinRoutes::make_cap(const model::BulletinId& id) const {
  const auto shown = desk::show_bulletin(desk_.store, id);
  if (!shown) return tl::unexpected(shown.error());
  return document(bulletin::cap_document(shown->bulletin, shown->earlier, publisher_of(shown->settings),
                                         desk_.rule_book.alert_levels()),
                  bulletin::kCapType);
}

Result<MadeDocument> BulletinRoutes::make_entry(const model::BulletinId& id) const {
  const auto shown = desk::show_bulletin(desk_.store, id);
  if (!shown) return tl::unexpected(shown.error());
  return document(bulletin::entry_document(shown->bulletin, publisher_of(shown->settings)), bulletin::kEntryType);
}

Result<BulletinRoutes::Document> BulletinRoutes::made(const Asked& asked) {
  const auto now = desk_.clock.monotonic();
  // The head before the document: what is sent meanwhile makes the document look old, never a new one current.
  const auto head = desk::bulletin_head(desk_.store);
  if (!head) return tl::unexpected(head.error());
  cache_.note_head(head->number, now);
  if (auto kept = cache_.find(asked.key, head->number, now)) return kept;
  auto fresh = asked.make();
  if (!fresh) return tl::unexpected(fresh.error());
  fresh->head = head->number;
  fresh->made = now;
  auto kept = std::make_shared<const MadeDocument>(std::move(*fresh));
  cache_.keep(asked.key, kept);
  return kept;
}

void BulletinRoutes::refuse(const Shared& exchange, const base::Error& error) {
  if (net::status_of(error.code) >= 500) {
    ++desk_.metrics.store_errors;
    base::log_event(base::LogLevel::error, "feeds.failed",
                    {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
  }
  exchange->answer(net::problem(error));
}

void BulletinRoutes::answer(const Shared& exchange, const MadeDocument& document) {
  net::Response response;
  response.headers = {{"ETag", document.tag}, {"Cache-Control", kShared}};
  // Nothing in these is anybody's secret: pages of others may read them.
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  if (bulletin::names_tag(exchange->request().header("if-none-match"), document.tag)) {
    response.status = 304;
    response.content_type.clear();
    return exchange->answer(std::move(response));
  }
  response.content_type = document.type;
  if (exchange->request().method == "HEAD") {
    response.length = document.body.size();
  } else {
    response.body = document.body;
  }
  exchange->answer(std::move(response));
}

void BulletinRoutes::show(const Shared& exchange) {
  const auto now = desk_.clock.monotonic();
  const std::string peer = peer_of(exchange->request(), desk_.trust_forwarded);
  if (const auto wait = limit_.wait_for(peer, now); wait.count() > 0) {
    auto slow = net::problem(429, "unavailable", "polled too often; wait and try again");
    slow.headers.emplace_back("Retry-After", std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()));
    return exchange->answer(std::move(slow));
  }
  limit_.note_failure(peer, now);
  auto asked = read(exchange->request());
  if (!asked) return refuse(exchange, asked.error());
  if (const auto head = cache_.fresh_head(now)) {
    if (const auto kept = cache_.find(asked->key, *head, now)) return answer(exchange, *kept);
  }
  const bool posted = desk_.reads.post([this, exchange, asked = std::move(*asked)] {
    const auto document = made(asked);
    if (!document) return refuse(exchange, document.error());
    answer(exchange, **document);
  });
  if (posted) return;
  auto busy = net::problem(503, "unavailable", "too much to do");
  busy.headers.emplace_back("Retry-After", "5");
  exchange->answer(std::move(busy));
}

}  // namespace gridboard::server
