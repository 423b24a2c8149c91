// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/public_views.hpp"

#include <algorithm>
#include <set>

#include "kiosk/app/neighbour_views.hpp"
#include "sync/base/paths.hpp"

namespace gridboard::kiosk::app {
namespace {

using base::Result;

constexpr std::chrono::minutes kFreshFor{2};
constexpr std::size_t kMostMatches = 200;

// The earliest of the instants after `now` that it is told of.
class Earliest {
 public:
  explicit Earliest(base::Instant now) : now_(now) {}
  void consider(base::Instant at) {
    if (at > now_ && (!at_ || at < *at_)) at_ = at;
  }
  [[nodiscard]] std::optional<base::Instant> at() const { return at_; }

 private:
  base::Instant now_;
  std::optional<base::Instant> at_;
};

int rank_of(model::OutageState state) {
  if (state == model::OutageState::ongoing) return 0;
  return state == model::OutageState::announced ? 1 : 2;
}

std::vector<state::OutageView> outage_views(const std::vector<model::Outage>& outages, base::Instant now,
                                            Earliest& change) {
  std::vector<state::OutageView> views;
  for (const model::Outage& outage : outages) {
    state::OutageView view{outage, model::state_at(outage, now), 0};
    view.days_ahead =
        std::max<std::int64_t>(0, std::chrono::floor<std::chrono::days>(outage.start - outage.published_at).count());
    if (rank_of(view.state_now) < 2) change.consider(outage.start);
    views.push_back(std::move(view));
  }
  std::stable_sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
    const int left = rank_of(a.state_now), right = rank_of(b.state_now);
    if (left != right) return left < right;
    return left == 2 ? a.outage.start > b.outage.start : a.outage.start < b.outage.start;
  });
  return views;
}

std::vector<state::NoticeView> notice_views(const std::vector<model::Notice>& notices, base::Instant now,
                                            base::Zone zone, Earliest& change) {
  std::vector<state::NoticeView> views;
  for (const model::Notice& notice : notices) {
    if (notice.withdrawn) continue;
    change.consider(notice.valid_from);
    if (notice.valid_to) change.consider(*notice.valid_to);
    for (const model::DayPart& part : notice.day_parts) change.consider(model::next_change(part, now, zone));
    if (model::is_showing(notice, now, zone)) views.push_back({notice});
  }
  std::stable_sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
    if (a.notice.pinned != b.notice.pinned) return a.notice.pinned;
    return a.notice.published_at > b.notice.published_at;
  });
  return views;
}

std::vector<state::TakeoverView> urgent_views(const std::vector<state::NoticeView>& notices,
                                              const std::vector<state::OutageView>& outages) {
  std::vector<state::TakeoverView> views;
  for (const state::NoticeView& each : notices) {
    if (!each.notice.urgent) continue;
    const auto about = std::find_if(outages.begin(), outages.end(),
                                    [&](const auto& view) { return view.outage.id == each.notice.outage_id; });
    views.push_back({each.notice, about == outages.end() ? std::nullopt : std::optional(*about)});
  }
  std::stable_sort(views.begin(), views.end(),
                   [](const auto& a, const auto& b) { return a.notice.published_at > b.notice.published_at; });
  return views;
}

// The door as it stands on a slot; at a building's door the unit goes before it.
std::string door_at(const wire::HouseholdRecord& household, std::string_view board_place) {
  if (household.unit_path == board_place) return household.door;
  return std::string(base::last_segment(household.unit_path)) + "-" + household.door;
}

Result<std::vector<state::SlotView>> slot_views(replica::ReplicaReader& reader, const std::string& place) {
  auto households = reader.households(place);
  if (!households) return tl::unexpected(households.error());
  auto open = reader.accounts_with_open_bills(place);
  if (!open) return tl::unexpected(open.error());
  const std::set<std::string> waiting(open->begin(), open->end());
  std::vector<state::SlotView> slots;
  for (const wire::HouseholdRecord& household : *households) {
    slots.push_back({household.account, door_at(household, place),
                     household.consent_notice && waiting.contains(household.account)});
  }
  return slots;
}

Result<std::optional<state::ManagerView>> manager_view(replica::ReplicaReader& reader, const Places& places,
                                                       const std::string& place, const std::string& hotline) {
  const std::string id = manager_of(places, place);
  if (id.empty()) return std::nullopt;
  auto manager = reader.manager(id);
  if (!manager) return tl::unexpected(manager.error());
  if (!*manager) return std::nullopt;
  return state::ManagerView{**manager, hotline};
}

// The promises to residents, not the clocks within; of those that differ by site class a board shows its own.
std::vector<model::Promise> promises_for(const model::Rules& rules, model::SiteClass site_class) {
  std::vector<model::Promise> out;
  for (const model::Promise& promise : rules.promises) {
    if (!promise.on_boards) continue;
    const std::string last = promise.id.substr(promise.id.rfind('.') + 1);
    const auto named = model::parse_site_class(last);
    if (!named || *named == site_class) out.push_back(promise);
  }
  return out;
}

void sum_up_outages(PublicViews& views) {
  for (const state::OutageView& view : views.outages) {
    if (rank_of(view.state_now) == 2) break;
    if (!views.board.now_strip) views.board.now_strip = view;
    ++views.board.outages_ahead;
    views.board.outage_scopes.push_back(view.outage.scope);
  }
}

Result<void> load_place(replica::ReplicaReader& reader, PublicViews& views) {
  auto board = reader.board();
  if (!board) return tl::unexpected(board.error());
  auto supplier = reader.supplier();
  if (!supplier) return tl::unexpected(supplier.error());
  auto places = reader.places();
  if (!places) return tl::unexpected(places.error());
  for (model::Place& place : *places) {
    std::string path = place.path;
    views.places.emplace(std::move(path), std::move(place));
  }
  views.supplier = supplier->name;
  views.board.hotline = views.contacts.hotline = supplier->hotline;
  views.contacts.supplier = supplier->name;
  views.public_url = supplier->public_url;
  if (!*board) return {};
  views.known = true;
  views.record = **board;
  views.board.hall = (*board)->hall;
  views.board_place = (*board)->place_path;
  views.site_class = site_class_of(views.places, views.board_place);
  views.title = views.board.hall ? spaced((*board)->name) : place_words(views.places, views.board_place);
  if (views.title.empty()) views.title = (*board)->name;
  return {};
}

// Outages and notices, and when time alone changes which of them show.
Result<void> load_announcements(replica::ReplicaReader& reader, PublicViews& views, base::Instant now,
                                base::Zone zone) {
  Earliest change(now);
  change.consider(base::start_of_day(base::add_days(base::date_of(now, zone), 1), zone));
  auto outages = reader.outages();
  if (!outages) return tl::unexpected(outages.error());
  views.outages = outage_views(*outages, now, change);
  sum_up_outages(views);
  auto notices = reader.notices();
  if (!notices) return tl::unexpected(notices.error());
  views.notices = views.board.notices = notice_views(*notices, now, zone, change);
  auto versions = reader.content_versions();
  if (!versions) return tl::unexpected(versions.error());
  const auto hold = [&versions](std::vector<update::HeldWords>& held, const std::string& kind, const std::string& id) {
    held.push_back({id, (*versions)[kind + id]});
  };
  for (const model::Notice& notice : *notices) hold(views.held_notices, "notice/", notice.id);
  for (const model::Outage& outage : *outages) hold(views.held_outages, "outage/", outage.id);
  views.urgent = urgent_views(views.notices, views.outages);
  auto questions = reader.questions();
  if (!questions) return tl::unexpected(questions.error());
  for (const model::PublishedQuestion& each : *questions) {
    if (each.valid_to) change.consider(*each.valid_to);
  }
  views.questions = model::in_force(*questions, now);
  views.next_change = change.at();
  return {};
}

// Who serves the place and is there now, what neighbours have reported, what was done for the communities around.
Result<void> load_people(replica::ReplicaReader& reader, PublicViews& views) {
  auto manager = manager_view(reader, views.places, views.board_place, views.board.hotline);
  if (!manager) return tl::unexpected(manager.error());
  views.board.manager = views.contacts.manager = *manager;
  auto presence = reader.presence();
  if (!presence) return tl::unexpected(presence.error());
  if (*presence) views.board.presence = state::PresenceView{(*presence)->manager_name, (*presence)->since};
  auto offices = reader.offices();
  if (!offices) return tl::unexpected(offices.error());
  views.contacts.offices = std::move(*offices);
  auto reports = reader.reports();
  if (!reports) return tl::unexpected(reports.error());
  views.reports = std::move(*reports);
  auto records = reader.service_records();
  if (!records) return tl::unexpected(records.error());
  views.records = records_view(*records, views.board_place);
  return {};
}

}  // namespace

Result<PublicViews> load_public_views(replica::ReplicaReader& reader, const model::Rules& rules, base::Instant now,
                                      base::Zone zone) {
  PublicViews views;
  auto revoked = reader.revoked();
  if (!revoked) return tl::unexpected(revoked.error());
  views.revoked = *revoked;
  if (auto placed = load_place(reader, views); !placed) return tl::unexpected(placed.error());
  if (auto loaded = load_announcements(reader, views, now, zone); !loaded) return tl::unexpected(loaded.error());
  if (views.known && !views.board.hall) {
    auto slots = slot_views(reader, views.board_place);
    if (!slots) return tl::unexpected(slots.error());
    views.board.slots = std::move(*slots);
  }
  if (auto loaded = load_people(reader, views); !loaded) return tl::unexpected(loaded.error());
  views.contacts.promises = promises_for(rules, views.site_class);
  return views;
}

state::FindView find_households(replica::ReplicaReader& reader, const PublicViews& views, const std::string& typed) {
  state::FindView found;
  std::map<std::string, std::string> words;  // of units, each said once
  const auto add = [&](const std::string& account, const std::string& unit, const std::string& door) {
    auto said = words.find(unit);
    if (said == words.end())
      said = words.emplace(unit, place_words(views.places, unit, model::PlaceKind::building)).first;
    found.rows.push_back({account, said->second, door});
  };
  if (typed.empty()) {
    if (auto all = reader.households(views.board_place)) {
      for (const wire::HouseholdRecord& household : *all) add(household.account, household.unit_path, household.door);
    }
  } else if (auto matches = reader.find_households(typed, kMostMatches)) {
    for (const replica::HouseholdMatch& match : *matches) add(match.account, match.unit_path, match.door);
  }
  found.total = found.rows.size();
  return found;
}

state::FreshnessView freshness_view(const std::optional<base::Instant>& last_contact, base::Instant now,
                                    base::Zone zone) {
  state::FreshnessView view;
  if (!last_contact) return view;
  const auto age = std::max(now - *last_contact, base::Instant::duration::zero());
  view.kind = age <= kFreshFor ? state::FreshnessView::Kind::fresh : state::FreshnessView::Kind::stale;
  view.age_minutes = std::chrono::floor<std::chrono::minutes>(age).count();
  view.since = base::to_civil(*last_contact, zone);
  return view;
}

}  // namespace gridboard::kiosk::app
