// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Notices from draft to delivery.
#include <charconv>

#include "sync/api/notice_json.hpp"
#include "sync/api/notice_operations.hpp"
#include "sync/desk/notice_lists.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostQuery = 200, kMostPath = 200, kMostReason = 300;
constexpr std::int64_t kMostVersions = 1'000'000'000;

std::optional<model::NoticeState> state_named(std::string_view name) {
  const auto parsed = model::parse_notice_state(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

std::optional<model::NoticeCategory> category_named(std::string_view name) {
  const auto parsed = model::parse_notice_category(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

Outcome answer_notice(const Call& call, int status, const Result<model::NoticeWork>& work) {
  if (!work) return tl::unexpected(refuse_notice(work.error()));
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto said = NoticeSayer(call, reader).notice(*work);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(status, body);
}

struct Decision {
  std::int64_t version = 0;
  std::string reason;
};

tl::expected<Decision, Refusal> decision_in(const Call& call, bool reason_needed) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  Decision decision;
  decision.version = top.integer("version", 0, kMostVersions);
  decision.reason =
      reason_needed ? top.text("reason", 1, kMostReason) : top.text_if_any("reason", 0, kMostReason).value_or("");
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return decision;
}

using Decide = Result<model::NoticeWork> (*)(const desk::NoticeDesk&, std::string_view, std::int64_t,
                                             const std::string&);

Outcome decide(const Call& call, bool reason_needed, Decide deed) {
  const auto decision = decision_in(call, reason_needed);
  if (!decision) return tl::unexpected(decision.error());
  return answer_notice(call, 200, deed(desk_of(call), call.id, decision->version, decision->reason));
}

// What make_after() was given: when it was begun, its id.
bool read_after(const std::vector<std::string>& parts, store::NoticeWorkFilter& filter) {
  if (parts.empty()) return true;
  std::int64_t at = 0;
  const char* const end = parts[0].data() + parts[0].size();
  if (std::from_chars(parts[0].data(), end, at).ptr != end) return false;
  filter.after_created = base::Instant(std::chrono::milliseconds(at));
  filter.after_id = parts[1];
  return true;
}

}  // namespace

Outcome list_notices(Call& call) {
  Query query(call.request());
  store::NoticeWorkFilter filter;
  filter.words = query.text("q", kMostQuery);
  filter.state = query.choice<model::NoticeState>("state", state_named);
  filter.category = query.choice<model::NoticeCategory>("category", category_named);
  filter.under_path = query.text("under", kMostPath);
  if (query.boolean("mine").value_or(false)) filter.author = call.actor.id;
  const std::size_t limit = query.limit();
  const auto after = query.after(2);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  if (!read_after(after, filter))
    return tl::unexpected(refuse_fields(400, {{"after", {"不是有效的翻页标记。", "isn't a page's end."}}}));
  filter.within = call.places();
  filter.now = call.now;
  filter.limit = limit + 1;
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto counted = reader.notice_desk().count_notice_works(filter);
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    auto works = reader.notice_desk().notice_works(filter);
    if (!works) return tl::unexpected(works.error());
    if (works->size() > limit) {
      works->pop_back();
      next = make_after({std::to_string(works->back().created_at.time_since_epoch().count()), works->back().id});
    }
    NoticeSayer sayer(call, reader);
    if (auto looked = sayer.look_ahead(*works); !looked) return looked;
    for (const model::NoticeWork& work : *works) {
      auto said = sayer.notice(work);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome draft_notice(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const model::NoticeContent content = content_in(body->top());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return answer_notice(call, 201, desk::draft_notice(desk_of(call), content));
}

Outcome show_notice(Call& call) {
  json::object body;
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto work = desk::show_notice(desk_of(call), reader, call.id);
    if (!work) {
      refused = work.error();
      return {};
    }
    auto said = NoticeSayer(call, reader).notice(*work);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_notice(*refused));
  return json_answer(200, body);
}

Outcome change_notice(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::int64_t version = body->top().integer("version", 0, kMostVersions);
  const model::NoticeContent content = content_in(body->top().object("notice"));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return answer_notice(call, 200, desk::change_notice(desk_of(call), call.id, version, content));
}

Outcome discard_notice(Call& call) {
  if (auto gone = desk::discard_notice(desk_of(call), call.id); !gone)
    return tl::unexpected(refuse_notice(gone.error()));
  return no_content();
}

Outcome submit_notice(Call& call) {
  return decide(call, false,
                [](const desk::NoticeDesk& desk, std::string_view id, std::int64_t version, const std::string&) {
                  return desk::submit_notice(desk, id, version);
                });
}

Outcome approve_notice(Call& call) {
  return decide(call, false, &desk::approve_notice);
}

Outcome return_notice(Call& call) {
  return decide(call, false, &desk::return_notice);
}

Outcome publish_at_once(Call& call) {
  return decide(call, true, &desk::publish_notice_at_once);
}

Outcome withdraw_notice(Call& call) {
  return decide(call, false, &desk::take_back_notice);
}

namespace {

Result<json::object> delivery_row(const Call& call, desk::PlaceWords& words, const store::BoardDelivery& board) {
  const auto said = words.of(board.place_path);
  if (!said) return tl::unexpected(said.error());
  json::object row{{"board_id", board.board_id},
                   {"board_name", board.name},
                   {"words", *said},
                   {"state", board.shown_at      ? "shown"
                             : board.received_at ? "received"
                                                 : "waiting"}};
  if (board.received_at) row["received_at"] = time_text(call, *board.received_at);
  if (board.shown_at) row["shown_at"] = time_text(call, *board.shown_at);
  if (board.times > 0) row["times"] = board.times, row["seconds"] = board.seconds;
  if (board.received_at) return row;
  Words why{"已发出，等待终端回报。", "Sent; the board hasn't answered yet."};
  if (board.state == static_cast<int>(store::BoardState::awaiting)) {
    why = {"终端还没有接入。", "The board hasn't enrolled yet."};
  } else if (board.state == static_cast<int>(store::BoardState::unapproved)) {
    why = {"终端还没有批准。", "The board hasn't been approved yet."};
  } else if (!board.last_seen) {
    why = {"终端从未连接过。", "The board was never heard of."};
  } else if (*board.last_seen < live_since(call)) {
    why = {"终端离线，自 " + time_text(call, *board.last_seen) + " 起没有消息。",
           "The board is silent since " + time_text(call, *board.last_seen) + "."};
  }
  row["why"] = why.in(call.language);
  return row;
}

}  // namespace

Outcome show_delivery(Call& call) {
  Query query(call.request());
  const std::size_t limit = query.limit();
  const auto after = query.after(1);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  json::object body;
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto delivery =
        desk::show_delivery(desk_of(call), reader, call.id, after.empty() ? std::string() : after[0], limit);
    if (!delivery) {
      refused = delivery.error();
      return {};
    }
    desk::PlaceWords words(reader);
    std::vector<std::string> paths;
    for (const store::BoardDelivery& board : delivery->items) paths.push_back(board.place_path);
    if (auto looked = words.look_ahead(paths); !looked) return looked;
    json::array items;
    for (const store::BoardDelivery& board : delivery->items) {
      auto row = delivery_row(call, words, board);
      if (!row) return tl::unexpected(row.error());
      items.push_back(std::move(*row));
    }
    body = {{"boards", delivery->boards}, {"received", delivery->received}, {"shown", delivery->shown},
            {"times", delivery->times},   {"seconds", delivery->seconds},   {"items", std::move(items)}};
    if (delivery->more) body["next"] = make_after({delivery->items.back().board_id});
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_notice(*refused));
  return json_answer(200, body);
}

}  // namespace gridboard::api
