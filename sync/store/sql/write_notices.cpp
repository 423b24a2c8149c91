// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

Result<bool> SqlWriter::put(const model::Notice& notice) {
  auto stored = this->notice(notice.id);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == notice) return false;
  // The rows of its audience go with it.
  if (auto gone = execute("DELETE FROM notice WHERE id = ?1", notice.id); !gone) return tl::unexpected(gone.error());
  if (auto done =
          execute("INSERT INTO notice (id, category, title, body, published_at, valid_from, valid_to, pinned, "
                  "urgent, image, withdrawn, publisher, outage) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                  "?10, ?11, ?12, ?13)",
                  notice.id, to_column(notice.category), notice.title, notice.body, to_column(notice.published_at),
                  to_column(notice.valid_from), to_column(notice.valid_to), notice.pinned, notice.urgent, notice.image,
                  notice.withdrawn, notice.publisher, notice.outage_id);
      !done) {
    return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < notice.audience.size(); ++i) {
    auto done = execute("INSERT INTO notice_audience (notice, number, path) VALUES (?1, ?2, ?3)", notice.id,
                        static_cast<std::uint64_t>(i), notice.audience[i]);
    if (!done) return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < notice.day_parts.size(); ++i) {
    const model::DayPart& part = notice.day_parts[i];
    auto done = execute("INSERT INTO notice_day_part (notice, number, from_minute, to_minute) VALUES (?1, ?2, ?3, ?4)",
                        notice.id, static_cast<std::uint64_t>(i), part.from_minute, part.to_minute);
    if (!done) return tl::unexpected(done.error());
  }
  if (!notice.picture) return true;
  const model::RecordPicture& picture = *notice.picture;
  auto done = execute(
      "INSERT INTO notice_picture (notice, sha256, type, bytes, width_px, height_px, text) VALUES (?1, ?2, ?3, ?4, "
      "?5, ?6, ?7)",
      notice.id, picture.sha256, to_column(picture.type), static_cast<std::uint64_t>(picture.bytes), picture.width_px,
      picture.height_px, picture.text);
  if (!done) return tl::unexpected(done.error());
  return true;
}

Result<bool> SqlWriter::put(const model::Outage& outage) {
  auto changed = outages_.put(outage);
  if (!changed || !*changed) return changed;
  if (auto kept = analysis_.keep_estimate(outage.id, outage.etr); !kept) return tl::unexpected(kept.error());
  return true;
}

}  // namespace gridboard::store
