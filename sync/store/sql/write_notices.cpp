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

Result<void> SqlWriter::put_windows(const model::Outage& outage) {
  for (std::size_t i = 0; i < outage.windows.size(); ++i) {
    const model::OutageWindow& window = outage.windows[i];
    auto done =
        execute("INSERT INTO outage_window (outage, number, id, from_at, to_at) VALUES (?1, ?2, ?3, ?4, ?5)", outage.id,
                static_cast<std::uint64_t>(i), window.id, to_column(window.from), to_column(window.to));
    if (!done) return done;
  }
  return {};
}

Result<bool> SqlWriter::put(const model::Outage& outage) {
  auto stored = this->outage(outage.id);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == outage) return false;
  if (auto gone = execute("DELETE FROM outage WHERE id = ?1", outage.id); !gone) return tl::unexpected(gone.error());
  if (auto done = execute("INSERT INTO outage (id, kind, state, cause, scope, line, published_at, start, etr, "
                          "restored_at, override_reason, choose_by, chosen_window) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                          "?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                          outage.id, to_column(outage.kind), to_column(outage.state), outage.cause, outage.scope,
                          outage.line, to_column(outage.published_at), to_column(outage.start), to_column(outage.etr),
                          to_column(outage.restored_at), outage.override_reason, to_column(outage.choose_by),
                          outage.chosen_window);
      !done) {
    return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < outage.audience.size(); ++i) {
    auto done = execute("INSERT INTO outage_audience (outage, number, path) VALUES (?1, ?2, ?3)", outage.id,
                        static_cast<std::uint64_t>(i), outage.audience[i]);
    if (!done) return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < outage.supply_ids.size(); ++i) {
    auto done = execute("INSERT INTO outage_supply (outage, number, supply) VALUES (?1, ?2, ?3)", outage.id,
                        static_cast<std::uint64_t>(i), outage.supply_ids[i]);
    if (!done) return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < outage.timeline.size(); ++i) {
    const model::OutageStep& step = outage.timeline[i];
    auto done = execute("INSERT INTO outage_step (outage, number, at, text, etr) VALUES (?1, ?2, ?3, ?4, ?5)",
                        outage.id, static_cast<std::uint64_t>(i), to_column(step.at), step.text, to_column(step.etr));
    if (!done) return tl::unexpected(done.error());
  }
  if (auto done = put_windows(outage); !done) return tl::unexpected(done.error());
  return true;
}

}  // namespace gridboard::store
