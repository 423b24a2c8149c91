// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/delivery_ledger.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "sync/desk/centre_settings.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::Result;
using store::Announcement;
using store::AnnouncementKind;

constexpr base::Zone kUtc{std::chrono::minutes(0)};
constexpr std::string_view kNoticeKey = "notice/", kOutageKey = "outage/";
constexpr std::string_view kCentre = "centre";  // of entries that no board said
constexpr std::size_t kChainsPerRead = 100;
// What one can be: more in a day is a broken clock or a lie.
constexpr std::int64_t kMostTimesADay = 24 * 3600, kMostSecondsADay = 25 * 3600;
constexpr std::size_t kDroppedPerWrite = 5;  // of 30,000 entries each

wire::LedgerEntry entry_of(const Announcement& announcement, std::string_view actor, std::string_view action,
                           std::string after, base::Instant at) {
  wire::LedgerEntry entry;
  entry.at = at;
  entry.actor = actor;
  entry.action = action;
  entry.subject = announcement.id;
  entry.after = std::move(after);
  return entry;
}

Result<void> append(store::Writer& writer, const Announcement& announcement, std::vector<wire::LedgerEntry> entries,
                    const std::optional<std::string>& version = {}) {
  if (entries.empty()) return {};
  auto head = writer.write_deliveries().lock_delivery_head(announcement);
  if (!head) return tl::unexpected(head.error());
  for (wire::LedgerEntry& entry : entries) {
    entry.number = ++head->number;
    entry.previous = head->hash;
    entry.hash = head->hash = wire::ledger_hash(entry);
  }
  return writer.write_deliveries().append(announcement, entries, version);
}

std::string published_json(const std::vector<std::string>& audience, const std::string& body) {
  wire::JsonWriter json(kUtc, body.size() + 512);
  json.begin_object();
  json.text("version", wire::content_version(body));
  json.name("audience");
  json.begin_array();
  for (const std::string& path : audience) json.value(std::string_view(path));
  json.end_array();
  json.name("record");
  json.raw(body);
  json.end_object();
  return json.take();
}

std::string received_json(base::Instant at, const std::string& version) {
  wire::JsonWriter json(kUtc);
  json.begin_object();
  json.instant("received_at", at);
  json.text_if_any("version", version);
  json.end_object();
  return json.take();
}

std::string shown_json(base::Instant at, const std::string& version) {
  wire::JsonWriter json(kUtc);
  json.begin_object();
  json.instant("shown_at", at);
  json.text_if_any("version", version);
  json.end_object();
  return json.take();
}

std::string figures_json(const store::BoardSaid& said) {
  wire::JsonWriter json(kUtc);
  json.begin_object();
  json.instant_if_any("shown_at", said.shown_at);
  json.instant_if_any("last_at", said.last_shown_at);
  json.number("times", said.times);
  json.number("seconds", said.seconds);
  json.end_object();
  return json.take();
}

store::BoardSaid cut_to(const wire::ShownBody::Shown& shown, base::Instant least, base::Instant now) {
  const auto cut = [&](base::Instant at) { return std::min(std::max(at, least), now); };
  store::BoardSaid said;
  said.received_at = cut(shown.received_at);
  if (shown.shown_at) said.shown_at = cut(*shown.shown_at);
  if (shown.last_at) said.last_shown_at = cut(*shown.last_at);
  // A day's first time may have been of the words before.
  said.older_shown = shown.times > 0 && shown.shown_at && *shown.shown_at < shown.received_at;
  said.times = std::min(shown.times, kMostTimesADay);
  said.seconds = std::min(shown.seconds, kMostSecondsADay);
  said.version = shown.version;
  return said;
}

// Whether the words that a board has tell the outage's present start.
Result<bool> tells_start(store::Reader& reader, const Announcement& announcement, const store::ChainHead& head,
                         const std::string& version, const ToldSince& told_since) {
  const bool moved = told_since.start && told_since.start_told_at > told_since.published_at;
  if (!moved || version.empty() || head.version.starts_with(version)) return true;
  const auto words = reader.deliveries().published_words(announcement, version);
  if (!words) return tl::unexpected(words.error());
  boost::system::error_code wrong;
  const boost::json::value said = boost::json::parse(*words, wrong);
  const boost::json::value* start = wrong ? nullptr : said.find_pointer("/record/start", wrong);
  if (start == nullptr || !start->is_string()) return false;
  const auto at = base::parse_rfc3339(std::string_view(start->get_string()));
  return at && *at == *told_since.start;
}

Result<void> sign_one(store::Store& store, const KeyRing& keys, const Announcement& announcement, base::Instant now) {
  const LedgerChain chain = delivery_chain(announcement);
  wire::LedgerCheckpoint checkpoint;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto head = reader.deliveries().delivery_head(announcement);
    if (!head) return tl::unexpected(head.error());
    checkpoint.number = head->number;
    checkpoint.hash = head->hash;
    if (head->number <= head->signed_number) return {};
    std::optional<wire::LedgerCheckpoint> last;
    if (head->signed_number > 0) {
      auto found = reader.deliveries().delivery_checkpoints(announcement, head->signed_number - 1, 1);
      if (!found) return tl::unexpected(found.error());
      if (!found->empty()) last = std::move(found->front());
    }
    return check_chain_since(reader, chain, last, {head->number, head->hash});
  });
  if (!read || checkpoint.number == 0) return read;
  checkpoint.at = now;
  sign_checkpoint(keys, chain.of, checkpoint);
  return store.write([&](store::Writer& writer) { return writer.write_deliveries().put(announcement, checkpoint); });
}

}  // namespace

const char* name_of(store::SentHow how) {
  return how == store::SentHow::stick ? "stick" : "feed";
}

std::string key_of(const Announcement& announcement) {
  const bool is_notice = announcement.kind == AnnouncementKind::notice;
  return std::string(is_notice ? kNoticeKey : kOutageKey) + announcement.id;
}

std::optional<Announcement> announcement_of(std::string_view key) {
  for (const auto& [prefix, kind] :
       {std::pair{kNoticeKey, AnnouncementKind::notice}, std::pair{kOutageKey, AnnouncementKind::outage}}) {
    if (key.starts_with(prefix)) return Announcement{kind, std::string(key.substr(prefix.size()))};
  }
  return std::nullopt;
}

Result<void> note_published(store::Writer& writer, const Announcement& announcement,
                            const std::vector<std::string>& audience, const std::string& body, base::Instant at) {
  const auto head = writer.write_deliveries().lock_delivery_head(announcement);
  if (!head) return tl::unexpected(head.error());
  std::string said = audience.empty() ? "" : published_json(audience, body);
  // What is gone and comes again in the same words is published again.
  const std::string version = said.empty() ? "" : wire::content_version(body) + wire::content_version(said);
  if (version == head->version) return {};
  auto value = ledger_value(said);
  if (!value) return tl::unexpected(value.error());
  const char* const action = said.empty() ? "withdrawn" : head->version.empty() ? "published" : "changed";
  return append(writer, announcement, {entry_of(announcement, kCentre, action, std::move(*value), at)}, version);
}

Result<void> note_sent(store::Writer& writer, const Announcement& announcement, const std::vector<SentTo>& boards,
                       base::Instant now) {
  wire::JsonWriter json(kUtc);
  json.begin_object();
  json.name("boards");
  json.begin_array();
  bool any = false;
  for (const SentTo& sent : boards) {
    auto first = writer.write_deliveries().note_sent(announcement, sent.board_id, sent.at, sent.how);
    if (!first) return tl::unexpected(first.error());
    if (!*first) continue;
    any = true;
    json.begin_object();
    json.text("board", sent.board_id);
    json.instant("sent_at", sent.at);
    // What the feed carried is said as it always was, so that its entries keep their form.
    if (sent.how == store::SentHow::stick) json.text("how", name_of(sent.how));
    json.end_object();
  }
  if (!any) return {};
  json.end_array();
  json.end_object();
  return append(writer, announcement, {entry_of(announcement, kCentre, "sent", json.take(), now)});
}

Result<void> note_said(store::Writer& writer, const Announcement& announcement, const store::Board& board,
                       const wire::ShownBody::Shown& shown, const ToldSince& told_since, base::Instant now) {
  // Others that speak of it wait here, so that what is read stays true until the commit.
  const auto head = writer.write_deliveries().lock_delivery_head(announcement);
  if (!head) return tl::unexpected(head.error());
  const auto before = writer.deliveries().board_told(announcement, board.id);
  if (!before) return tl::unexpected(before.error());
  const store::BoardTold told = before->value_or(store::BoardTold());
  store::BoardSaid said = cut_to(shown, told.sent_at.value_or(told_since.published_at), now);
  said.told_since = told_since.start_told_at;
  const auto starts = tells_start(writer, announcement, *head, said.version, told_since);
  if (!starts) return tl::unexpected(starts.error());
  said.tells_start = *starts;
  const bool new_words = !told.received_at || told.version != said.version;
  std::vector<wire::LedgerEntry> entries;
  const auto add = [&](std::string_view action, std::string after) {
    entries.push_back(entry_of(announcement, board.id, action, std::move(after), now));
    entries.back().actor_name = board.name;
    entries.back().place = board.place_path;
  };
  if (new_words) add("received", received_json(said.received_at, said.version));
  if (said.shown_at && !said.older_shown && (new_words || !told.version_shown_at)) {
    add("shown", shown_json(*said.shown_at, said.version));
  }
  if (said.times > 0) add("figures", figures_json(said));
  if (entries.empty()) return {};
  if (auto noted = writer.write_deliveries().note_said(announcement, board.id, said); !noted) return noted;
  return append(writer, announcement, std::move(entries));
}

Result<std::size_t> sign_deliveries_if_due(store::Store& store, const KeyRing& keys, base::Instant now) {
  std::vector<Announcement> due;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.deliveries().unsigned_deliveries(kCheckpointEntries, now - kCheckpointAge, kChainsPerRead);
    if (!found) return tl::unexpected(found.error());
    due = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  Result<std::size_t> done = due.size();
  for (const Announcement& announcement : due) {
    if (auto made = sign_one(store, keys, announcement, now); !made) done = tl::unexpected(made.error());
  }
  return done;
}

LedgerChain delivery_chain(const Announcement& announcement) {
  return {key_of(announcement),
          [announcement](store::Reader& reader) {
            return reader.deliveries().delivery_head(announcement).map([](const store::ChainHead& head) {
              return LedgerChain::Head{head.number, head.hash};
            });
          },
          [announcement](store::Reader& reader, std::uint64_t after, std::size_t limit) {
            return reader.deliveries().delivery_entries(announcement, after, limit);
          },
          [announcement](store::Reader& reader, std::uint64_t after, std::size_t limit) {
            return reader.deliveries().delivery_checkpoints(announcement, after, limit);
          }};
}

Result<std::size_t> drop_old_deliveries(store::Store& store, const model::RetentionRules& rules, base::Instant now) {
  std::size_t all = 0;
  for (std::size_t dropped = kDroppedPerWrite; dropped == kDroppedPerWrite; all += dropped) {
    const auto written = store.write([&](store::Writer& writer) -> Result<void> {
      const auto gone = writer.write_deliveries().drop_deliveries(now - rules.deliveries, kDroppedPerWrite);
      if (!gone) return tl::unexpected(gone.error());
      dropped = *gone;
      return {};
    });
    if (!written) return tl::unexpected(written.error());
  }
  return all;
}

}  // namespace gridboard::desk
