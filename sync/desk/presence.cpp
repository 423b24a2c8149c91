// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/presence.hpp"

#include <algorithm>
#include <map>

#include "sync/desk/feed_records.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMostSignInsADay = 100'000;

Result<void> tell_board(store::Writer& writer, const CentreSettings& settings, const std::string& board_id,
                        const Presence* present) {
  wire::PresenceRecord told;
  const std::string key = wire::key_of(wire::Record(told));
  if (present == nullptr) return writer.unpublish(board_log(board_id), key);
  const auto manager = writer.manager(present->manager_id);
  if (!manager) return tl::unexpected(manager.error());
  told.manager_id = present->manager_id;
  if (*manager) told.manager_name = (*manager)->name;
  told.since = present->from;
  return writer.publish(board_log(board_id), key, "", wire::encode(wire::Record(told), settings.zone));
}

const Presence* last_at(const std::vector<Presence>& present, std::string_view board_id) {
  const Presence* last = nullptr;
  for (const Presence& presence : present) {
    if (presence.board_id == board_id && (last == nullptr || last->from <= presence.from)) last = &presence;
  }
  return last;
}

}  // namespace

std::chrono::minutes Presence::counted() const {
  return to ? std::chrono::floor<std::chrono::minutes>(*to - from) : std::chrono::minutes(0);
}

std::vector<Presence> presences_of(std::vector<store::SignIn> sign_ins, base::Zone zone) {
  std::stable_sort(sign_ins.begin(), sign_ins.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  std::vector<Presence> presences;
  std::map<std::string, std::size_t> open;  // manager -> index
  for (const store::SignIn& sign_in : sign_ins) {
    const auto found = open.find(sign_in.manager_id);
    const bool arrives = sign_in.kind == store::SignInKind::arrive;
    if (found != open.end()) {
      Presence& present = presences[found->second];
      const bool same_day = base::date_of(present.from, zone) == base::date_of(sign_in.at, zone);
      const bool same_board = present.board_id == sign_in.board_id;
      if (arrives && same_day && same_board) continue;  // came already
      if (same_day && same_board != arrives) present.to = sign_in.at;
      if (present.to || !same_day) open.erase(found);
    }
    if (!arrives) continue;
    open[sign_in.manager_id] = presences.size();
    presences.push_back({sign_in.manager_id, sign_in.board_id, sign_in.at, std::nullopt});
  }
  return presences;
}

Result<std::vector<Presence>> present_now(store::Reader& reader, base::Zone zone, base::Instant now) {
  store::SignInFilter today;
  today.from = base::start_of_day(base::date_of(now, zone), zone);
  today.limit = kMostSignInsADay;
  auto sign_ins = reader.sign_ins(today);
  if (!sign_ins) return tl::unexpected(sign_ins.error());
  // Newest first: of two in one moment the later one was kept later.
  std::reverse(sign_ins->begin(), sign_ins->end());
  std::vector<Presence> presences = presences_of(std::move(*sign_ins), zone);
  std::erase_if(presences, [](const Presence& presence) { return presence.to.has_value(); });
  return presences;
}

Result<void> publish_presence(store::Writer& writer, const CentreSettings& settings, std::string_view board_id,
                              base::Instant now) {
  const auto present = present_now(writer, settings.zone, now);
  if (!present) return tl::unexpected(present.error());
  return tell_board(writer, settings, std::string(board_id), last_at(*present, board_id));
}

Result<std::size_t> end_presences(store::Store& store, base::Instant now) {
  std::size_t ended = 0;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const auto present = present_now(writer, settings->zone, now);
    if (!present) return tl::unexpected(present.error());
    const std::string key = wire::key_of(wire::Record(wire::PresenceRecord{}));
    const auto logs = writer.logs_holding(key);
    if (!logs) return tl::unexpected(logs.error());
    ended = 0;
    for (const std::string& log : *logs) {
      const bool there = std::any_of(present->begin(), present->end(),
                                     [&](const Presence& one) { return board_log(one.board_id) == log; });
      if (there) continue;
      if (auto taken_back = writer.unpublish(log, key); !taken_back) return taken_back;
      ++ended;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return ended;
}

}  // namespace gridboard::desk
