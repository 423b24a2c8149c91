// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/withdraw_question.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"

namespace gridboard::desk {

using base::Result;

Result<model::PublishedQuestion> withdraw_question(store::Store& store, std::string_view typed_id) {
  const std::string id(base::trim(typed_id));
  model::PublishedQuestion question;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = writer.question(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "staff have published no question '" + id + "'");
    question = std::move(**found);
    question.withdrawn = true;
    if (auto put = writer.put(question); !put) return tl::unexpected(put.error());
    return publish_question(writer, *settings, question);
  });
  if (!written) return tl::unexpected(written.error());
  return question;
}

}  // namespace gridboard::desk
