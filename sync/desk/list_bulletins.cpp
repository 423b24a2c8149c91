// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_bulletins.hpp"

#include <algorithm>

#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

Result<void> begin(store::Reader& reader, const std::string& place_path, ListedBulletins& listed) {
  auto settings = load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  listed = {std::move(*settings), "", {}, false};
  if (place_path.empty()) return {};
  auto place = reader.place(place_path);
  if (!place) return tl::unexpected(place.error());
  if (!*place || (*place)->kind == model::PlaceKind::household) {
    return base::fail(base::ErrorCode::not_found, "no place is called so");
  }
  auto words = place_in_words(reader, place_path);
  if (!words) return tl::unexpected(words.error());
  listed.place_name = std::move(*words);
  return {};
}

}  // namespace

Result<store::BulletinHead> bulletin_head(store::Store& store) {
  store::BulletinHead head;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.bulletins().bulletin_head();
    if (!found) return tl::unexpected(found.error());
    head = *found;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return head;
}

Result<ListedBulletins> list_bulletins(store::Store& store, const store::BulletinFilter& filter) {
  ListedBulletins listed;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    if (auto begun = begin(reader, filter.place_path, listed); !begun) return begun;
    store::BulletinFilter one_more = filter;
    ++one_more.limit;
    auto found = reader.bulletins().bulletins_listed(one_more);
    if (!found) return tl::unexpected(found.error());
    listed.bulletins = std::move(*found);
    listed.more = listed.bulletins.size() > filter.limit;
    if (listed.more) listed.bulletins.pop_back();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

Result<ListedBulletins> list_calendar(store::Store& store, const std::string& place_path, std::size_t standing,
                                      std::size_t over) {
  ListedBulletins listed;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    if (auto begun = begin(reader, place_path, listed); !begun) return begun;
    for (const bool stands : {true, false}) {
      store::BulletinFilter filter;
      filter.place_path = place_path;
      filter.standing = stands;
      filter.limit = stands ? standing : over;
      auto found = reader.bulletins().bulletins_listed(filter);
      if (!found) return tl::unexpected(found.error());
      listed.more |= found->size() == filter.limit;
      std::move(found->begin(), found->end(), std::back_inserter(listed.bulletins));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

Result<ShownBulletin> show_bulletin(store::Store& store, const model::BulletinId& id) {
  ShownBulletin shown;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    auto all = reader.bulletins().bulletins_of(id.outage_id);
    if (!all) return tl::unexpected(all.error());
    const auto wanted = std::find_if(all->begin(), all->end(), [&](const model::Bulletin& bulletin) {
      return id.number == 0 ? &bulletin == &all->back() : bulletin.number == id.number;
    });
    if (wanted == all->end()) return base::fail(base::ErrorCode::not_found, "no bulletin is called so");
    shown = {std::move(*settings), *wanted, {all->begin(), wanted}};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return shown;
}

}  // namespace gridboard::desk
