// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/withdraw_notice.hpp"

#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {

using base::Result;

Result<model::Notice> withdraw_notice(store::Store& store, std::string_view typed_id) {
  const std::string id = canonical_short_id(typed_id);
  model::Notice notice;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = writer.notice(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "no notice has the id '" + id + "'");
    notice = std::move(**found);
    notice.withdrawn = true;
    if (auto put = writer.put(notice); !put) return tl::unexpected(put.error());
    return publish_notice(writer, *settings, notice);
  });
  if (!written) return tl::unexpected(written.error());
  return notice;
}

}  // namespace gridboard::desk
