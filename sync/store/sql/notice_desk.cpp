// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_notice_desk.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

namespace {

// So many of whatever owns contents are read together.
constexpr std::size_t kOwnersAtOnce = 64;

enum TextList { kPlaces, kSupply, kGroups, kPaths, kDayParts };

std::string day_part_text(const model::DayPart& part) {
  return std::to_string(part.from_minute) + "-" + std::to_string(part.to_minute);
}

model::DayPart day_part_of(std::string_view text) {
  model::DayPart part;
  const char* const end = text.data() + text.size();
  const auto from = std::from_chars(text.data(), end, part.from_minute);
  if (from.ptr != end) std::from_chars(from.ptr + 1, end, part.to_minute);
  return part;
}

model::NoticeContent read_content(const SqlRow& row) {
  model::NoticeContent content;
  content.category = enum_of<model::NoticeCategory>(row, 0);
  content.title = row.string(1);
  content.body = row.string(2);
  content.valid_from = instant_if_any(row, 3);
  content.valid_to = instant_if_any(row, 4);
  content.pinned = row.boolean(5);
  content.urgent = row.boolean(6);
  content.picture = row.string(7);
  content.picture_text = row.string(8);
  content.template_id = row.string(9);
  return content;
}

model::NoticeStep read_step(const SqlRow& row) {
  return {instant_of(row, 0), row.string(1), row.string(2), enum_of<model::NoticeStepKind>(row, 3), row.string(4)};
}

BoardDelivery read_delivery(const SqlRow& row) {
  return {row.string(0),          row.string(1),          row.string(2),          static_cast<int>(row.integer(3)),
          instant_if_any(row, 4), instant_if_any(row, 5), instant_if_any(row, 6), row.integer(7),
          row.integer(8)};
}

}  // namespace

Result<std::unique_ptr<SqlStatement>> SqlNoticeDesk::query_of(const std::string& before,
                                                              const std::vector<std::string>& among,
                                                              const std::string& behind) {
  const std::size_t places = among.size() == 1 ? 1 : kOwnersAtOnce;  // two statements, however many are asked for
  std::string list;
  for (std::size_t i = 1; i <= places; ++i) list += (i == 1 ? "?" : ", ?") + std::to_string(i);
  auto rows = query(before + " IN (" + list + ")" + behind);
  for (std::size_t i = 0; rows && i < places; ++i) {
    (*rows)->bind(static_cast<int>(i + 1), among[std::min(i, among.size() - 1)]);
  }
  return rows;
}

Result<std::map<std::string, SqlNoticeDesk::Owned>> SqlNoticeDesk::contents_of(const std::vector<std::string>& owners) {
  std::map<std::string, Owned> all;
  auto found = query_of(
      "SELECT category, title, body, valid_from, valid_to, pinned, urgent, picture, picture_text, template, owner "
      "FROM notice_content WHERE owner",
      owners, "");
  if (!found) return tl::unexpected(found.error());
  auto read = each_row(**found, [&](const SqlRow& row) { all[row.string(10)].content = read_content(row); });
  if (!read) return tl::unexpected(read.error());
  auto texts = query_of("SELECT list, text, owner FROM notice_content_text WHERE owner", owners,
                        " ORDER BY owner, list, number");
  if (!texts) return tl::unexpected(texts.error());
  read = each_row(**texts, [&](const SqlRow& row) {
    Owned& owned = all[row.string(2)];
    switch (row.integer(0)) {
      case kPlaces:
        return owned.content.targets.places.push_back(row.string(1));
      case kSupply:
        return owned.content.targets.supply.push_back(row.string(1));
      case kGroups:
        return owned.content.targets.groups.push_back(row.string(1));
      case kPaths:
        return owned.paths.push_back(row.string(1));
      default:
        return owned.content.day_parts.push_back(day_part_of(row.text(1)));
    }
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<SqlNoticeDesk::Owned> SqlNoticeDesk::content_of(const std::string& owner) {
  auto all = contents_of({owner});
  if (!all) return tl::unexpected(all.error());
  return std::move((*all)[owner]);
}

Result<void> SqlNoticeDesk::put_content(const std::string& owner, const model::NoticeContent& content,
                                        const std::vector<std::string>& paths) {
  // Its lists go with it.
  auto done = execute("DELETE FROM notice_content WHERE owner = ?1", owner);
  if (done) {
    done = execute(
        "INSERT INTO notice_content (owner, category, title, body, valid_from, valid_to, pinned, urgent, picture, "
        "picture_text, template) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        owner, to_column(content.category), content.title, content.body, to_column(content.valid_from),
        to_column(content.valid_to), content.pinned, content.urgent, content.picture, content.picture_text,
        content.template_id);
  }
  const auto put_list = [&](TextList list, const std::vector<std::string>& texts) {
    for (std::size_t i = 0; done && i < texts.size(); ++i) {
      done = execute("INSERT INTO notice_content_text (owner, list, number, text) VALUES (?1, ?2, ?3, ?4)", owner,
                     static_cast<int>(list), static_cast<std::uint64_t>(i), texts[i]);
    }
  };
  put_list(kPlaces, content.targets.places);
  put_list(kSupply, content.targets.supply);
  put_list(kGroups, content.targets.groups);
  put_list(kPaths, paths);
  std::vector<std::string> parts;
  for (const model::DayPart& part : content.day_parts) parts.push_back(day_part_text(part));
  put_list(kDayParts, parts);
  return done;
}

Result<void> SqlNoticeDesk::complete(const std::vector<model::NoticeWork*>& works) {
  for (std::size_t from = 0; from < works.size(); from += kOwnersAtOnce) {
    std::vector<std::string> owners, ids;
    std::map<std::string_view, model::NoticeWork*> by_id;
    for (std::size_t i = from; i < std::min(works.size(), from + kOwnersAtOnce); ++i) {
      ids.push_back(works[i]->id);
      owners.push_back("work/" + works[i]->id);
      by_id[works[i]->id] = works[i];
    }
    auto contents = contents_of(owners);
    if (!contents) return tl::unexpected(contents.error());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      Owned& owned = (*contents)[owners[i]];
      by_id.at(ids[i])->content = std::move(owned.content);
      by_id.at(ids[i])->paths = std::move(owned.paths);
    }
    auto steps = query_of("SELECT at, actor, actor_name, kind, reason, notice FROM notice_work_step WHERE notice", ids,
                          " ORDER BY notice, number");
    if (!steps) return tl::unexpected(steps.error());
    auto read = each_row(**steps, [&](const SqlRow& row) { by_id.at(row.text(5))->steps.push_back(read_step(row)); });
    if (!read) return read;
  }
  return {};
}

Result<void> SqlNoticeDesk::put(const model::NoticeWork& work) {
  // Its steps go with it.
  auto done = execute("DELETE FROM notice_work WHERE id = ?1", work.id);
  if (done) {
    done = execute(
        "INSERT INTO notice_work (id, phase, version, author, author_name, created_at, changed_at, emergency, "
        "awaits_review, published_at, from_at, to_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        work.id, to_column(work.phase), work.version, work.author, work.author_name, to_column(work.created_at),
        to_column(work.changed_at), work.emergency, work.awaits_review, to_column(work.published_at),
        to_column(work.from), to_column(work.to));
  }
  for (std::size_t i = 0; done && i < work.steps.size(); ++i) {
    const model::NoticeStep& step = work.steps[i];
    done = execute(
        "INSERT INTO notice_work_step (notice, number, at, actor, actor_name, kind, reason) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6, ?7)",
        work.id, static_cast<std::uint64_t>(i), to_column(step.at), step.actor, step.actor_name, to_column(step.kind),
        step.reason);
  }
  if (!done) return done;
  return put_content("work/" + work.id, work.content, work.paths);
}

Result<bool> SqlNoticeDesk::drop(std::string_view table, std::string_view kind, std::string_view id) {
  auto content = execute("DELETE FROM notice_content WHERE owner = ?1", std::string(kind).append(id));
  if (!content) return tl::unexpected(content.error());
  return run("DELETE FROM " + std::string(table) + " WHERE id = ?1", id).map([](std::int64_t gone) {
    return gone > 0;
  });
}

Result<bool> SqlNoticeDesk::drop_notice_work(std::string_view id) {
  return drop("notice_work", "work/", id);
}

Result<std::vector<model::NoticeGroup>> SqlNoticeDesk::notice_groups() {
  auto rows = query("SELECT id, name FROM notice_group ORDER BY name");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<model::NoticeGroup> groups;
  auto read = each_row(**rows, [&](const SqlRow& row) { groups.push_back({row.string(0), row.string(1), {}}); });
  if (!read) return tl::unexpected(read.error());
  for (model::NoticeGroup& group : groups) {
    auto owned = content_of("group/" + group.id);
    if (!owned) return tl::unexpected(owned.error());
    group.targets = std::move(owned->content.targets);
  }
  return groups;
}

Result<std::optional<model::NoticeGroup>> SqlNoticeDesk::notice_group(std::string_view id) {
  auto rows = query("SELECT id, name FROM notice_group WHERE id = ?1" + std::string(for_update_), id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<model::NoticeGroup> group;
  auto read = each_row(**rows, [&](const SqlRow& row) { group = {row.string(0), row.string(1), {}}; });
  if (!read) return tl::unexpected(read.error());
  if (!group) return group;
  auto owned = content_of("group/" + group->id);
  if (!owned) return tl::unexpected(owned.error());
  group->targets = std::move(owned->content.targets);
  return group;
}

Result<std::vector<model::NoticeTemplate>> SqlNoticeDesk::notice_templates() {
  auto rows = query("SELECT id, name FROM notice_template ORDER BY name");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<model::NoticeTemplate> made;
  auto read = each_row(**rows, [&](const SqlRow& row) { made.push_back({row.string(0), row.string(1), {}}); });
  if (!read) return tl::unexpected(read.error());
  for (model::NoticeTemplate& each : made) {
    auto owned = content_of("template/" + each.id);
    if (!owned) return tl::unexpected(owned.error());
    each.content = std::move(owned->content);
  }
  return made;
}

Result<std::optional<model::NoticeTemplate>> SqlNoticeDesk::notice_template(std::string_view id) {
  auto rows = query("SELECT id, name FROM notice_template WHERE id = ?1" + std::string(for_update_), id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<model::NoticeTemplate> made;
  auto read = each_row(**rows, [&](const SqlRow& row) { made = {row.string(0), row.string(1), {}}; });
  if (!read) return tl::unexpected(read.error());
  if (!made) return made;
  auto owned = content_of("template/" + made->id);
  if (!owned) return tl::unexpected(owned.error());
  made->content = std::move(owned->content);
  return made;
}

Result<void> SqlNoticeDesk::put_named(std::string_view table, const std::string& id, const std::string& name) {
  // Whoever takes the name at the same time waits here for the other.
  auto taken = query("SELECT id FROM " + std::string(table) + " WHERE name = ?1" + std::string(for_update_), name);
  if (!taken) return tl::unexpected(taken.error());
  bool others = false;
  auto read = each_row(**taken, [&](const SqlRow& row) { others = row.text(0) != id; });
  if (!read) return read;
  const std::string is_taken = "the name '" + name + "' is taken";
  if (others) return base::fail(base::ErrorCode::conflict, is_taken);
  auto put = run("INSERT INTO " + std::string(table) +
                     " (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                 id, name);
  return put.map([](std::int64_t) {});
}

Result<void> SqlNoticeDesk::put(const model::NoticeGroup& group) {
  if (auto named = put_named("notice_group", group.id, group.name); !named) return named;
  model::NoticeContent content;
  content.targets = group.targets;
  return put_content("group/" + group.id, content, {});
}

Result<bool> SqlNoticeDesk::drop_notice_group(std::string_view id) {
  return drop("notice_group", "group/", id);
}

Result<void> SqlNoticeDesk::put(const model::NoticeTemplate& made) {
  if (auto named = put_named("notice_template", made.id, made.name); !named) return named;
  return put_content("template/" + made.id, made.content, {});
}

Result<bool> SqlNoticeDesk::drop_notice_template(std::string_view id) {
  return drop("notice_template", "template/", id);
}

Result<std::vector<BoardDelivery>> SqlNoticeDesk::board_deliveries(std::string_view notice_id) {
  auto rows = query(
      "SELECT board.id, board.name, board.place, board.state, board.last_seen, notice_delivery.received_at, "
      "notice_delivery.shown_at, COALESCE(notice_delivery.times, 0), COALESCE(notice_delivery.seconds, 0) "
      "FROM board LEFT JOIN notice_delivery ON notice_delivery.board = board.id AND "
      "notice_delivery.notice = ?1 WHERE board.state <> ?2 ORDER BY board.id",
      notice_id, to_column(BoardState::revoked));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<BoardDelivery> boards;
  auto read = each_row(**rows, [&](const SqlRow& row) { boards.push_back(read_delivery(row)); });
  if (!read) return tl::unexpected(read.error());
  return boards;
}

}  // namespace gridboard::store
