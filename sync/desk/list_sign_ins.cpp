// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_sign_ins.hpp"

#include <algorithm>
#include <map>

#include "sync/base/paths.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMostSignIns = 1'000'000;

// Of all boards and a day further than asked: an arrival elsewhere, or the leaving, ends a presence.
Result<std::vector<Presence>> presences_in(store::Reader& reader, const std::string& manager_id, base::Instant from,
                                           base::Instant to, base::Zone zone) {
  store::SignInFilter around;
  around.manager_id = manager_id;
  around.from = base::start_of_day(base::date_of(from, zone), zone);
  around.upto = to + std::chrono::hours(24);
  around.limit = kMostSignIns;
  auto sign_ins = reader.sign_ins(around);
  if (!sign_ins) return tl::unexpected(sign_ins.error());
  std::reverse(sign_ins->begin(), sign_ins->end());
  std::vector<Presence> presences = presences_of(std::move(*sign_ins), zone);
  std::erase_if(presences, [&](const Presence& one) { return one.from < from || one.from >= to; });
  return presences;
}

Result<std::vector<ManagerHours>> hours_of(store::Reader& reader, const std::vector<Presence>& presences) {
  std::map<std::string, ManagerHours> by_manager;
  for (const Presence& presence : presences) {
    ManagerHours& hours = by_manager[presence.manager_id];
    hours.counted += presence.counted();
    if (!presence.to) ++hours.open;
  }
  std::vector<ManagerHours> listed;
  for (auto& [id, hours] : by_manager) {
    const auto manager = reader.manager(id);
    if (!manager) return tl::unexpected(manager.error());
    hours.manager_id = id;
    if (*manager) hours.name = (*manager)->name;
    listed.push_back(std::move(hours));
  }
  return listed;
}

}  // namespace

Result<SignInList> list_sign_ins(store::Store& store, const ListSignIns& wanted) {
  if (wanted.to <= wanted.from) return base::fail(base::ErrorCode::invalid_input, "to: must be after from");
  SignInList listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    store::SignInFilter filter;
    filter.board_id = wanted.board_id.empty() ? "" : canonical_short_id(wanted.board_id);
    filter.manager_id = wanted.manager_id;
    filter.from = wanted.from;
    filter.upto = wanted.to;
    filter.limit = kMostSignIns;
    auto sign_ins = reader.sign_ins(filter);
    if (!sign_ins) return tl::unexpected(sign_ins.error());
    listed.sign_ins = std::move(*sign_ins);
    auto presences = presences_in(reader, wanted.manager_id, wanted.from, wanted.to, settings->zone);
    if (!presences) return tl::unexpected(presences.error());
    listed.presences = std::move(*presences);
    if (!filter.board_id.empty()) {
      std::erase_if(listed.presences, [&](const Presence& one) { return one.board_id != filter.board_id; });
    }
    auto hours = hours_of(reader, listed.presences);
    if (!hours) return tl::unexpected(hours.error());
    listed.hours = std::move(*hours);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

Result<MinutesAt> minutes_by_place(store::Reader& reader, base::Instant from, base::Instant to, base::Zone zone) {
  const auto boards = reader.boards();
  if (!boards) return tl::unexpected(boards.error());
  std::map<std::string, std::string> place_of;
  for (const store::Board& board : *boards) place_of[board.id] = board.place_path;
  const auto presences = presences_in(reader, "", from, to, zone);
  if (!presences) return tl::unexpected(presences.error());
  MinutesAt minutes;
  for (const Presence& presence : *presences) minutes[place_of[presence.board_id]] += presence.counted();
  return minutes;
}

std::int64_t hours_under(const MinutesAt& minutes, std::string_view path) {
  std::chrono::minutes counted{0};
  for (const auto& [place, there] : minutes) {
    if (base::path_contains(path, place)) counted += there;
  }
  return std::chrono::floor<std::chrono::hours>(counted).count();
}

}  // namespace gridboard::desk
