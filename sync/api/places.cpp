// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The place tree and the supply tree.
#include <algorithm>

#include "sync/api/answers.hpp"
#include "sync/api/boards.hpp"
#include "sync/api/feed_links.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/paths.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostQuery = 200, kMostSupplyId = 64, kMostBoards = 50;

// With how much is below it.
Result<json::object> counted_place(store::Reader& reader, desk::PlaceWords& words, const model::Place& place) {
  const auto said = words.of(place.path);
  if (!said) return tl::unexpected(said.error());
  json::object body = place_of(place, *said);
  const auto children = reader.count_places_directly_under(place.path);
  if (!children) return tl::unexpected(children.error());
  body["children"] = *children;
  store::BoardFilter boards_there;
  boards_there.under = place.path;
  const auto boards = reader.count_boards(boards_there);
  if (!boards) return tl::unexpected(boards.error());
  body["boards"] = *boards;
  return body;
}

Result<void> add_places(store::Reader& reader, const std::vector<model::Place>& places, json::array& items) {
  desk::PlaceWords words(reader);
  std::vector<std::string> paths;
  for (const model::Place& place : places) paths.push_back(place.path);
  if (auto looked = words.look_ahead(paths); !looked) return looked;
  for (const model::Place& place : places) {
    auto body = counted_place(reader, words, place);
    if (!body) return tl::unexpected(body.error());
    items.push_back(std::move(*body));
  }
  return {};
}

// One more than the page was asked for: it says that there is a next one.
std::string next_of(std::vector<model::Place>& places, std::size_t limit) {
  if (places.size() <= limit) return "";
  places.pop_back();
  return make_after({places.back().path});
}

// What one who may only look at some places sees at the top: those.
Result<std::vector<model::Place>> tops_of(store::Reader& reader, const std::vector<std::string>& tops,
                                          const std::string& after, std::size_t limit) {
  std::vector<model::Place> places;
  for (const std::string& top : tops) {
    if (top <= after || places.size() == limit) continue;
    auto place = reader.place(top);
    if (!place) return tl::unexpected(place.error());
    if (*place) places.push_back(std::move(**place));
  }
  return places;
}

// Itself first, then what is above it.
Result<std::vector<model::Place>> lineage(desk::PlaceWords& words, const std::string& path) {
  std::vector<model::Place> line;
  for (std::string_view at = path; !at.empty(); at = base::parent_path(at)) {
    const auto place = words.place(std::string(at));
    if (!place) return tl::unexpected(place.error());
    if (*place) line.push_back(**place);
  }
  return line;
}

// Names of what feeds a point, the nearest first. A circle that slipped in ends it.
Result<json::array> supply_above(store::Reader& reader, model::SupplyPoint point) {
  constexpr std::size_t kMostLevels = 8;
  json::array names;
  while (!point.parent_id.empty() && names.size() < kMostLevels) {
    auto parent = reader.supply_point(point.parent_id);
    if (!parent) return tl::unexpected(parent.error());
    if (!*parent) break;
    point = std::move(**parent);
    names.emplace_back(point.name);
  }
  return names;
}

Result<void> add_service(store::Reader& reader, const std::vector<model::Place>& line, json::object& body) {
  for (const model::Place& place : line) {
    if (place.manager_id.empty() || body.contains("manager_name")) continue;
    const auto manager = reader.manager(place.manager_id);
    if (!manager) return tl::unexpected(manager.error());
    if (!*manager) continue;
    body["manager_name"] = (*manager)->name;
    body["manager_phone"] = (*manager)->phone;
    body["hours"] = (*manager)->hours;
    body["manager_title"] = (*manager)->title;
    body["serves"] = (*manager)->serves;
    if (place.path != line.front().path) body["manager_from"] = place.name;
  }
  for (const model::Place& place : line) {
    if (place.supply_id.empty() || body.contains("supply")) continue;
    const auto point = reader.supply_point(place.supply_id);
    if (!point) return tl::unexpected(point.error());
    body["supply"] = place.supply_id;
    if (!*point) continue;
    body["supply_name"] = (*point)->name;
    auto above = supply_above(reader, **point);
    if (!above) return tl::unexpected(above.error());
    body["supply_above"] = std::move(*above);
  }
  return {};
}

Result<void> add_boards(const Call& call, store::Reader& reader, const std::string& path, json::object& body) {
  store::BoardFilter filter;
  filter.under = path;
  filter.limit = kMostBoards;
  const auto boards = reader.boards_listed(filter);
  if (!boards) return tl::unexpected(boards.error());
  auto said = boards_said(call, reader, *boards);
  if (!said) return tl::unexpected(said.error());
  body["boards"] = std::move(*said);
  return {};
}

}  // namespace

Outcome list_places(Call& call) {
  Query query(call.request());
  const std::string under = query.text("under", kMostPath);
  const std::size_t limit = query.limit();
  const auto given = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  const std::string after = given.empty() ? "" : given.front();
  const std::vector<std::string> tops = call.places_within(under);
  if (tops.empty()) return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  const bool all_of_it = tops.size() == 1 && tops.front() == under;
  json::array items;
  std::string next;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto places =
        all_of_it ? reader.places_directly_under(under, after, limit + 1) : tops_of(reader, tops, after, limit + 1);
    if (!places) return tl::unexpected(places.error());
    next = next_of(*places, limit);
    return add_places(reader, *places, items);
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next));
}

Outcome search_places(Call& call) {
  Query query(call.request());
  const std::string words = query.needed_text("q", kMostQuery);
  const std::size_t limit = query.limit();
  const auto given = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  json::array items;
  std::string next;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto places = desk::search_places(reader, words, call.places(), given.empty() ? "" : given.front(), limit + 1);
    if (!places) return tl::unexpected(places.error());
    next = next_of(*places, limit);
    return add_places(reader, *places, items);
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next));
}

Outcome show_place(Call& call) {
  Query query(call.request());
  const std::string path = query.needed_text("path", kMostPath);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (auto may = call.check_places({path}); !may) return tl::unexpected(may.error());
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    const auto line = lineage(words, path);
    if (!line) return tl::unexpected(line.error());
    if (line->empty() || line->front().path != path) {
      return base::fail(base::ErrorCode::not_found, "no place has the path '" + path + "'");
    }
    auto place = counted_place(reader, words, line->front());
    if (!place) return tl::unexpected(place.error());
    const auto households = reader.count_households_under(path);
    if (!households) return tl::unexpected(households.error());
    (*place)["households"] = *households;
    body["place"] = std::move(*place);
    json::array above;
    for (auto at = line->rbegin(); at != line->rend(); ++at) {
      if (at->path == path) continue;
      const auto said = words.of(at->path);
      if (!said) return tl::unexpected(said.error());
      above.push_back(place_of(*at, *said));
    }
    body["ancestors"] = std::move(above);
    if (auto added = add_service(reader, *line, body); !added) return added;
    auto feeds = place_feeds(reader, line->front());
    if (!feeds) return tl::unexpected(feeds.error());
    if (*feeds) body["feeds"] = std::move(**feeds);
    return add_boards(call, reader, path, body);
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, body);
}

Outcome list_supply(Call& call) {
  Query query(call.request());
  store::SupplyFilter filter;
  const std::string under = query.text("under", kMostSupplyId);
  filter.text = query.text("q", kMostQuery);
  const std::size_t limit = query.limit();
  const auto given = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (!given.empty()) filter.after = given.front();
  // Searching goes through all of them, walking begins at the tops.
  if (!under.empty() || filter.text.empty()) filter.parent = under;
  filter.limit = limit + 1;
  json::array items;
  std::string next;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto points = reader.supply_listed(filter);
    if (!points) return tl::unexpected(points.error());
    if (points->size() > limit) {
      points->pop_back();
      next = make_after({points->back().id});
    }
    for (const auto& point : *points) {
      const auto children = reader.count_supply_directly_under(point.id);
      if (!children) return tl::unexpected(children.error());
      items.push_back(
          {{"id", point.id}, {"name", point.name}, {"kind", model::name_of(point.kind)}, {"children", *children}});
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next));
}

}  // namespace gridboard::api
