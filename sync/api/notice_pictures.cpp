// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Pictures of notices, and how a board will show one.
#include "sync/api/notice_json.hpp"
#include "sync/api/notice_operations.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/draw_preview.hpp"
#include "sync/desk/keep_picture.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

std::optional<bool> landscape_named(std::string_view name) {
  if (name == "landscape") return true;
  if (name == "portrait") return false;
  return std::nullopt;
}

Result<std::string> whole_blob(store::Reader& reader, const std::string& sha256) {
  std::string bytes;
  while (true) {
    const auto piece = reader.blob_bytes(sha256, bytes.size());
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return bytes;
    bytes += *piece;
  }
}

// As it would be if it went out now, whatever it still lacks: who writes wants to see the half of it too.
Result<model::Notice> notice_to_draw(store::Reader& reader, const Call& call, model::NoticeContent content,
                                     base::Instant now) {
  model::Notice notice;
  notice.id = "preview";
  notice.category = content.category;
  notice.title = content.title;
  notice.body = content.body;
  notice.audience = {"preview"};
  notice.published_at = now;
  notice.valid_from = now;
  notice.valid_to = content.valid_to;
  notice.pinned = content.pinned;
  notice.urgent = content.urgent;
  notice.publisher = call.actor.name;
  if (content.picture.empty()) return notice;
  if (base::trim(content.picture_text).empty()) content.picture_text = "-";
  auto picture = desk::picture_of(reader, content);
  if (!picture) return tl::unexpected(picture.error());
  notice.picture = std::move(*picture);
  return notice;
}

}  // namespace

Outcome preview_notice(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  model::NoticeContent content = content_in(top.object("notice"));
  desk::PreviewWish wish;
  if (!top.has("orientation")) top.refuse("orientation", {"必须填写。", "must be given."});
  wish.landscape = top.choice_if_any<bool>("orientation", landscape_named).value_or(false);
  wish.large = top.boolean_if_any("large").value_or(false);
  wish.english = top.boolean_if_any("english").value_or(false);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto no_painter = [] {
    return Refusal(
        503, "unavailable", {"这台服务器上没有画预览的程序。", "There is no program here that draws previews."},
        {"公告照样可以发布；需要预览请找管理员。", "Notices can be published all the same; ask an administrator."});
  };
  if (call.env.painter == nullptr) return tl::unexpected(no_painter());
  // Who looks again within the minute gets the same picture.
  const base::Instant now = std::chrono::floor<std::chrono::minutes>(call.now);
  wish.now = base::format_rfc3339(now, call.env.zone);
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto notice = notice_to_draw(reader, call, content, now);
    if (!notice) {
      refused = notice.error();
      return {};
    }
    wish.record = wire::encode(*notice, call.env.zone);
    const auto settings = desk::load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    wish.supplier = settings->supplier_name;
    wish.hotline = settings->hotline;
    const auto paths = desk::resolve_targets(reader, content.targets);
    if (paths && !paths->empty()) wish.place = desk::place_in_words(reader, paths->front()).value_or("");
    if (!notice->picture) return {};
    auto bytes = whole_blob(reader, content.picture);
    if (!bytes) return tl::unexpected(bytes.error());
    wish.picture = std::move(*bytes);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_notice(*refused));
  auto png = call.env.painter->draw(wish);
  if (!png) {
    Refusal refusal = no_painter();
    refusal.log_message = png.error().message;
    return tl::unexpected(std::move(refusal));
  }
  net::Response response;
  response.content_type = "image/png";
  response.body = std::move(*png);
  return response;
}

Outcome add_picture(Call& call) {
  auto made = desk::shrink_picture(call.request().body);
  if (!made) return tl::unexpected(refuse_notice(made.error()));
  const auto kept = desk::keep_picture(call.env.store, call.actor, *made, call.now);
  if (!kept) return tl::unexpected(kept.error());
  return json_answer(201, {{"sha256", kept->sha256},
                           {"width", kept->width_px},
                           {"height", kept->height_px},
                           {"bytes", static_cast<std::int64_t>(kept->bytes)}});
}

Outcome show_picture(Call& call) {
  std::string bytes;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto whole = whole_blob(reader, call.id);
    if (!whole) return tl::unexpected(whole.error());
    bytes = std::move(*whole);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  const auto header = model::read_picture_header(bytes);
  if (!header) return tl::unexpected(refuse_not_found());
  net::Response response;
  response.content_type = model::media_type(header->type);
  response.body = std::move(bytes);
  response.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace gridboard::api
