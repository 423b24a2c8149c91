// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Which notices a list of the desk holds: the filter becomes one WHERE, so that pages and counts cost what they hold.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_notice_desk.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

using model::NoticePhase;
using model::NoticeState;

constexpr std::string_view kColumns =
    "notice_work.id, phase, version, author, author_name, created_at, changed_at, emergency, awaits_review, "
    "published_at, from_at, to_at";
// With what it says only where the filter asks for that.
std::string from_for(const NoticeWorkFilter& filter) {
  if (filter.words.empty() && !filter.category) return " FROM notice_work";
  return " FROM notice_work JOIN notice_content ON notice_content.owner = 'work/' || notice_work.id";
}
// Of its places; notice_content_text.list 3.
constexpr std::string_view kItsPaths = "notice_content_text WHERE owner = 'work/' || notice_work.id AND list = 3 AND ";

model::NoticeWork read_work(const SqlRow& row) {
  model::NoticeWork work;
  work.id = row.string(0);
  work.phase = enum_of<NoticePhase>(row, 1);
  work.version = row.integer(2);
  work.author = row.string(3);
  work.author_name = row.string(4);
  work.created_at = instant_of(row, 5);
  work.changed_at = instant_of(row, 6);
  work.emergency = row.boolean(7);
  work.awaits_review = row.boolean(8);
  work.published_at = instant_if_any(row, 9);
  work.from = instant_if_any(row, 10);
  work.to = instant_if_any(row, 11);
  return work;
}

// model::state_of() said in SQL.
void in_state(Where& where, NoticeState state, base::Instant now) {
  const auto phase = [&where](NoticePhase wanted) { where.both("phase = " + where.parameter(to_column(wanted))); };
  switch (state) {
    case NoticeState::draft:
      return phase(NoticePhase::draft);
    case NoticeState::in_review:
      return phase(NoticePhase::in_review);
    case NoticeState::returned:
      return phase(NoticePhase::returned);
    case NoticeState::withdrawn:
      return phase(NoticePhase::withdrawn);
    case NoticeState::scheduled:
    case NoticeState::published:
    case NoticeState::expired:
      break;
  }
  phase(NoticePhase::published);
  const std::string at = where.parameter(to_column(now));
  if (state == NoticeState::expired) return where.both("to_at <= " + at);
  where.both("(to_at IS NULL OR to_at > " + at + ")");
  if (state == NoticeState::scheduled) return where.both("from_at > " + at);
  where.both("(from_at IS NULL OR from_at <= " + at + ")");
}

std::string at_or_under(const std::string& column, const std::string& path) {
  return "(" + column + " = " + path + " OR (" + column + " > " + path + " || '/' AND " + column + " < " + path +
         " || '0'))";
}

void in_places(Where& where, const NoticeWorkFilter& filter) {
  if (!filter.under_path.empty()) {
    const std::string path = where.parameter(filter.under_path);
    where.both("EXISTS (SELECT 1 FROM " + std::string(kItsPaths) + "(" + at_or_under("text", path) + " OR substr(" +
               path + " || '/', 1, length(text) + 1) = text || '/'))");
  }
  if (!filter.within) return;
  std::string outside;
  for (const std::string& path : *filter.within) {
    if (path.empty()) return;  // everywhere
    outside += (outside.empty() ? "" : " OR ") + at_or_under("text", where.parameter(path));
  }
  where.both("NOT EXISTS (SELECT 1 FROM " + std::string(kItsPaths) +
             (outside.empty() ? std::string("1 = 1") : "NOT (" + outside + ")") + ")");
}

Where where_of(const NoticeWorkFilter& filter) {
  Where where;
  if (!filter.words.empty()) {
    where.both("lower(title) LIKE " + where.parameter(pattern_of(filter.words)) + " ESCAPE '\\'");
  }
  if (filter.state) in_state(where, *filter.state, filter.now);
  if (filter.category) where.both("category = " + where.parameter(to_column(*filter.category)));
  if (!filter.author.empty()) where.both("author = " + where.parameter(filter.author));
  in_places(where, filter);
  return where;
}

}  // namespace

Result<std::optional<model::NoticeWork>> SqlNoticeDesk::notice_work(std::string_view id) {
  auto rows =
      query("SELECT " + std::string(kColumns) + " FROM notice_work WHERE id = ?1" + std::string(for_update_), id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<model::NoticeWork> work;
  if (auto read = each_row(**rows, [&](const SqlRow& row) { work = read_work(row); }); !read) {
    return tl::unexpected(read.error());
  }
  if (!work) return work;
  if (auto done = complete({&*work}); !done) return tl::unexpected(done.error());
  return work;
}

Result<std::vector<model::NoticeWork>> SqlNoticeDesk::notice_works(const NoticeWorkFilter& filter) {
  Where where = where_of(filter);
  if (filter.after_created) {
    const std::string at = where.parameter(to_column(*filter.after_created));
    const std::string id = where.parameter(filter.after_id);
    where.both("(created_at < " + at + " OR (created_at = " + at + " AND notice_work.id < " + id + "))");
  }
  const std::string limit = where.parameter(static_cast<std::int64_t>(filter.limit));
  auto rows = query("SELECT " + std::string(kColumns) + from_for(filter) + where.text() +
                    " ORDER BY created_at DESC, notice_work.id DESC LIMIT " + limit);
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::vector<model::NoticeWork> works;
  auto read = each_row(**rows, [&](const SqlRow& row) { works.push_back(read_work(row)); });
  if (!read) return tl::unexpected(read.error());
  std::vector<model::NoticeWork*> all;
  for (model::NoticeWork& work : works) all.push_back(&work);
  if (auto done = complete(all); !done) return tl::unexpected(done.error());
  return works;
}

Result<std::int64_t> SqlNoticeDesk::count_notice_works(const NoticeWorkFilter& filter) {
  const Where where = where_of(filter);
  auto rows = query("SELECT COUNT(*)" + from_for(filter) + where.text());
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::int64_t count = 0;
  if (auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); }); !read) {
    return tl::unexpected(read.error());
  }
  return count;
}

}  // namespace gridboard::store
