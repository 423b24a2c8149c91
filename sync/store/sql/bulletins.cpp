// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "sync/base/paths.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_bulletins.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kSelect = "SELECT outage, number, sent_at, sender, origin, body FROM outage_bulletin";
// What is kept isn't shown: any zone gives the same instants back.
constexpr base::Zone kKeptZone{};
constexpr std::size_t kNewestAtOnce = 50;

std::string newest_of_many() {
  std::string outages;
  for (std::size_t i = 1; i <= kNewestAtOnce; ++i) outages += (i == 1 ? "?" : ", ?") + std::to_string(i);
  return std::string(kSelect) + " WHERE outage IN (" + outages +
         ") AND number = (SELECT MAX(later.number) FROM outage_bulletin AS later WHERE later.outage = "
         "outage_bulletin.outage)";
}

}  // namespace

Result<BulletinHead> SqlBulletins::bulletin_head() {
  auto rows = query("SELECT number, moved_at FROM outage_bulletin_head WHERE id = 1");
  if (!rows) return tl::unexpected(rows.error());
  BulletinHead head;
  auto read = each_row(**rows, [&](const SqlRow& row) { head = {row.integer(0), instant_of(row, 1)}; });
  if (!read) return tl::unexpected(read.error());
  return head;
}

Result<std::vector<model::Bulletin>> SqlBulletins::read(Result<std::unique_ptr<SqlStatement>> rows) {
  if (!rows) return tl::unexpected(rows.error());
  std::vector<model::Bulletin> bulletins;
  std::optional<base::Error> broken;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    auto record = wire::decode("outage/" + row.string(0), row.text(5));
    if (!record) {
      broken = record.error();
      return;
    }
    bulletins.push_back({std::get<model::Outage>(std::move(*record)), row.integer(1), instant_of(row, 2), row.string(3),
                         row.string(4)});
  });
  if (!read) return tl::unexpected(read.error());
  if (broken) return tl::unexpected(*broken);
  return bulletins;
}

Result<std::vector<model::Bulletin>> SqlBulletins::bulletins_of(std::string_view outage_id) {
  return read(query(std::string(kSelect) + " WHERE outage = ?1 ORDER BY number", outage_id));
}

Result<std::optional<model::Bulletin>> SqlBulletins::newest_bulletin(std::string_view outage_id) {
  auto found = read(query(
      std::string(kSelect) + " WHERE outage = ?1 ORDER BY number DESC LIMIT 1" + std::string(for_update_), outage_id));
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::optional<model::Bulletin>();
  return std::optional(std::move(found->front()));
}

Result<void> SqlBulletins::hear_at(std::string_view path, bool own, bool standing, const BulletinFilter& filter,
                                   std::vector<Heard>& heard) {
  const std::int64_t before =
      filter.before_sent ? to_column(*filter.before_sent) : std::numeric_limits<std::int64_t>::max();
  auto rows = query(
      "SELECT sent_at, outage FROM outage_bulletin_reach WHERE path = ?1 AND own = ?2 AND standing = ?3 AND "
      "(sent_at, outage) < (?4, ?5) ORDER BY sent_at DESC, outage DESC LIMIT ?6",
      path, own, standing, before, filter.before_outage, static_cast<std::uint64_t>(filter.limit));
  if (!rows) return tl::unexpected(rows.error());
  return each_row(**rows, [&](const SqlRow& row) { heard.push_back({instant_of(row, 0), row.string(1)}); });
}

Result<std::vector<model::Bulletin>> SqlBulletins::bulletins_listed(const BulletinFilter& filter) {
  std::vector<Heard> heard;
  std::vector<std::string> above = base::self_and_ancestors(filter.place_path);
  if (!above.empty()) above.pop_back();
  for (const bool standing : {false, true}) {
    if (filter.standing.value_or(standing) != standing) continue;
    for (const bool own : {false, true}) {
      if (auto done = hear_at(filter.place_path, own, standing, filter, heard); !done) {
        return tl::unexpected(done.error());
      }
    }
    // What is below a place above this one but not here is no concern of ours: only what is that place's own.
    for (const std::string& path : above) {
      if (auto done = hear_at(path, true, standing, filter, heard); !done) return tl::unexpected(done.error());
    }
  }
  const auto newer = [](const Heard& a, const Heard& b) {
    return std::tie(a.sent, a.outage_id) > std::tie(b.sent, b.outage_id);
  };
  const auto same = [](const Heard& a, const Heard& b) { return a.outage_id == b.outage_id; };
  std::sort(heard.begin(), heard.end(), newer);
  heard.erase(std::unique(heard.begin(), heard.end(), same), heard.end());
  if (heard.size() > filter.limit) heard.resize(filter.limit);
  std::vector<model::Bulletin> listed;
  for (std::size_t from = 0; from < heard.size(); from += kNewestAtOnce) {
    if (auto done = add_newest(heard, from, listed); !done) return tl::unexpected(done.error());
  }
  return listed;
}

// In the order of `heard`, from there on, as many as are asked for at once.
Result<void> SqlBulletins::add_newest(const std::vector<Heard>& heard, std::size_t from,
                                      std::vector<model::Bulletin>& listed) {
  auto rows = connection_.statement(newest_of_many());
  if (!rows) return tl::unexpected(rows.error());
  // A statement has as many parameters each time: the last ones repeat an outage.
  for (std::size_t i = 0; i < kNewestAtOnce; ++i) {
    (*rows)->bind(static_cast<int>(i) + 1, heard[std::min(from + i, heard.size() - 1)].outage_id);
  }
  auto found = read(std::move(rows));
  if (!found) return tl::unexpected(found.error());
  std::map<std::string_view, model::Bulletin*> by_outage;
  for (model::Bulletin& bulletin : *found) by_outage[bulletin.outage.id] = &bulletin;
  for (std::size_t i = from; i < std::min(from + kNewestAtOnce, heard.size()); ++i) {
    if (const auto one = by_outage.find(heard[i].outage_id); one != by_outage.end()) listed.push_back(*one->second);
  }
  return {};
}

Result<std::vector<std::string>> SqlBulletins::outages_without_bulletin(std::size_t limit) {
  auto rows = query(
      "SELECT id FROM outage WHERE state <= 1 AND NOT EXISTS (SELECT 1 FROM outage_bulletin WHERE "
      "outage_bulletin.outage = outage.id) ORDER BY id LIMIT ?1",
      static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> ids;
  auto read = each_row(**rows, [&](const SqlRow& row) { ids.push_back(row.string(0)); });
  if (!read) return tl::unexpected(read.error());
  return ids;
}

Result<void> SqlBulletins::put_reach(const model::Bulletin& bulletin) {
  auto done = execute("DELETE FROM outage_bulletin_reach WHERE outage = ?1", bulletin.outage.id);
  std::map<std::string, bool> own_of{{"", false}};
  for (const std::string& path : bulletin.outage.audience) {
    for (const std::string& level : base::self_and_ancestors(path)) own_of[level] |= level == path;
  }
  for (const auto& [path, own] : own_of) {
    if (!done) return done;
    done =
        execute("INSERT INTO outage_bulletin_reach (path, own, standing, sent_at, outage) VALUES (?1, ?2, ?3, ?4, ?5)",
                path, own, model::is_standing(bulletin.outage.state), to_column(bulletin.sent), bulletin.outage.id);
  }
  return done;
}

Result<void> SqlBulletins::put(const model::Bulletin& bulletin) {
  // The head first: its row is ours until the commit, so that the numbers of bulletins are taken one after the other.
  auto head = query(
      "INSERT INTO outage_bulletin_head (id, number, moved_at) VALUES (1, 1, ?1) ON CONFLICT (id) DO UPDATE SET number "
      "= outage_bulletin_head.number + 1, moved_at = excluded.moved_at",
      to_column(bulletin.sent));
  if (!head) return tl::unexpected(head.error());
  if (auto moved = (*head)->run(); !moved) return tl::unexpected(moved.error());
  auto taken = query("SELECT number FROM outage_bulletin WHERE outage = ?1 AND number = ?2", bulletin.outage.id,
                     bulletin.number);
  if (!taken) return tl::unexpected(taken.error());
  const auto row = (*taken)->step();
  if (!row) return tl::unexpected(row.error());
  if (*row) return base::fail(base::ErrorCode::conflict, "there is a bulletin " + model::bulletin_id(bulletin));
  auto done = execute(
      "INSERT INTO outage_bulletin (outage, number, sent_at, sender, origin, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      bulletin.outage.id, bulletin.number, to_column(bulletin.sent), bulletin.sender, bulletin.origin,
      wire::encode(wire::Record(bulletin.outage), kKeptZone));
  if (!done) return done;
  return put_reach(bulletin);
}

}  // namespace gridboard::store
