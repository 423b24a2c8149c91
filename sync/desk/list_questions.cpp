// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_questions.hpp"

#include "sync/desk/concerns_places.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

bool is_past(const model::PublishedQuestion& published, base::Instant now) {
  return published.withdrawn || (published.valid_to && *published.valid_to <= now);
}

}  // namespace

const char* standing_of(const model::PublishedQuestion& published, base::Instant now) {
  if (published.withdrawn) return "withdrawn";
  if (is_past(published, now)) return "expired";
  return model::takes_away(published.question) ? "takes_away" : "offered";
}

Result<std::vector<model::PublishedQuestion>> list_questions(store::Store& store, const ListQuestions& filter,
                                                             const base::Clock& clock) {
  std::vector<model::PublishedQuestion> listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    std::vector<model::Place> places;
    if (!filter.places.empty()) {
      auto resolved = resolve_places(reader, filter.places);
      if (!resolved) return tl::unexpected(resolved.error());
      places = std::move(*resolved);
    }
    auto questions = reader.questions("");
    if (!questions) return tl::unexpected(questions.error());
    for (model::PublishedQuestion& each : *questions) {
      if ((is_past(each, clock.now()) && !filter.past) || !concerns(each.audience, places)) continue;
      listed.push_back(std::move(each));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

}  // namespace gridboard::desk
