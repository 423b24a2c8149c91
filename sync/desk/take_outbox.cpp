// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_outbox.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>

#include "sync/base/ids.hpp"
#include "sync/desk/ask_board.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/judge_request.hpp"
#include "sync/desk/note_board_seen.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/desk/take_request.hpp"
#include "sync/model/receipt.hpp"
#include "sync/store/notice_desk.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxReportBytes = 16 << 10;
constexpr const char* kMalformed = "内容格式有误，无法接收。";

std::string content_hash(const wire::OutboxItem& item) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  const auto add = [&state](std::string_view part) {
    const std::string length = std::to_string(part.size()) + ":";  // so that parts can't run into each other
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(length.data()), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  };
  add(wire::name_of(item.kind));
  add(std::to_string(item.at.time_since_epoch().count()));
  add(item.body);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  return base::to_hex(std::as_bytes(std::span(hash)));
}

wire::ItemAnswer rejected(const wire::OutboxItem& item, std::string reason) {
  wire::ItemAnswer answer;
  answer.id = item.id;
  answer.outcome = wire::ItemAnswer::Outcome::rejected;
  answer.reason = std::move(reason);
  return answer;
}

bool is_json_object(const std::string& text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  return !error && value.is_object();
}

// What a board tells about itself is kept, each under "<kind>/<board>/<item>".
Result<wire::ItemAnswer> take_report(store::Writer& writer, const store::Board& board, const wire::OutboxItem& item,
                                     base::Zone zone) {
  if (item.body.size() > kMaxReportBytes) return rejected(item, "内容过长，无法接收。");
  if (!is_json_object(item.body)) return rejected(item, kMalformed);
  const std::string name = std::string(wire::name_of(item.kind)) + "/" + board.id + "/" + item.id;
  const std::string value = "{\"at\":\"" + base::format_rfc3339(item.at, zone) + "\",\"body\":" + item.body + "}";
  if (auto put = writer.put_setting(name, value); !put) return tl::unexpected(put.error());
  wire::ItemAnswer answer;
  answer.id = item.id;
  return answer;
}

// How it is: of that the newest counts.
Result<wire::ItemAnswer> take_health(store::Writer& writer, const store::Board& board, const wire::OutboxItem& item,
                                     base::Instant now) {
  const auto body = wire::decode_health_body(item.body);
  if (!body) return rejected(item, kMalformed);
  const store::BoardReport report{board.id, std::min(item.at, now), *body};
  if (auto put = writer.write_board_desk().put(report); !put) return tl::unexpected(put.error());
  wire::ItemAnswer answer;
  answer.id = item.id;
  return answer;
}

// Of what it was asked to do.
using TakeAnswer = Result<std::string> (*)(store::Writer&, const store::Board&, std::string_view, base::Instant);
Result<wire::ItemAnswer> take_of_command(store::Writer& writer, const store::Board& board, const wire::OutboxItem& item,
                                         base::Instant now, TakeAnswer take) {
  const auto refusal = take(writer, board, item.body, std::min(item.at, now));
  if (!refusal) return tl::unexpected(refusal.error());
  if (!refusal->empty()) return rejected(item, *refusal);
  wire::ItemAnswer answer;
  answer.id = item.id;
  return answer;
}

// A board speaks of its own receipts alone: not even whether others exist is told.
Result<std::optional<model::ServiceRequest>> own_request(store::Reader& reader, const store::Board& board,
                                                         const std::string& receipt) {
  auto request = reader.request(model::canonical_receipt(receipt));
  if (request && *request && (*request)->board_id != board.id) request->reset();
  return request;
}

constexpr const char* kNotThisBoards = "本终端没有这个回执号，请到提交时的终端办理。";

Result<wire::ItemAnswer> answer_of(const wire::OutboxItem& item, const std::string& receipt,
                                   const base::Result<Judged>& judged, const CentreSettings& settings) {
  if (!judged) return tl::unexpected(judged.error());
  wire::ItemAnswer answer;
  answer.id = item.id;
  if (*judged != Judged::taken) answer = rejected(item, sentence_of(*judged, settings));
  answer.receipt = receipt;
  return answer;
}

Result<wire::ItemAnswer> take_rating(store::Writer& writer, const RequestDesk& desk, const store::Board& board,
                                     const wire::OutboxItem& item) {
  const auto body = wire::decode_rating_body(item.body);
  if (!body) return rejected(item, "评价内容有误，无法接收。");
  const auto request = own_request(writer, board, body->receipt);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return rejected(item, kNotThisBoards);
  const JudgeDesk judge{desk.settings, desk.catalogue, desk.now};
  return answer_of(item, body->receipt, rate_request(writer, judge, **request, body->stars, item.at), desk.settings);
}

Result<wire::ItemAnswer> take_reopening(store::Writer& writer, const RequestDesk& desk, const store::Board& board,
                                        const wire::OutboxItem& item) {
  const auto body = wire::decode_reopening_body(item.body);
  if (!body) return rejected(item, "重开的内容有误，无法接收。");
  const auto request = own_request(writer, board, body->receipt);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return rejected(item, kNotThisBoards);
  const JudgeDesk judge{desk.settings, desk.catalogue, desk.now};
  return answer_of(item, body->receipt, reopen_request(writer, judge, **request, body->reason, item.at), desk.settings);
}

// In the order in which all boards name them: none waits for another that waits for it.
std::vector<std::pair<store::Announcement, wire::ShownBody::Shown>> in_order(wire::ShownBody body) {
  std::vector<std::pair<store::Announcement, wire::ShownBody::Shown>> all;
  for (auto& each : body.notices) all.emplace_back(store::Announcement{store::AnnouncementKind::notice, each.id}, each);
  for (auto& each : body.outages) all.emplace_back(store::Announcement{store::AnnouncementKind::outage, each.id}, each);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

// Whom it is for, nobody if it isn't there; and since when what it announces is told.
struct ToldOf {
  std::vector<std::string> audience;
  ToldSince since;
};
Result<ToldOf> told_of(store::Reader& reader, const store::Announcement& announcement) {
  if (announcement.kind == store::AnnouncementKind::notice) {
    return reader.notice(announcement.id).map([](const auto& found) {
      return found ? ToldOf{found->audience, {found->published_at, found->published_at, {}}} : ToldOf();
    });
  }
  return reader.outage(announcement.id).map([](const auto& found) {
    return found ? ToldOf{found->audience, {found->published_at, model::told_at(*found), found->start}} : ToldOf();
  });
}

// What isn't for this board, or is no more, is passed over: the board may have it from before a move.
Result<wire::ItemAnswer> take_shown(store::Writer& writer, const store::Board& board, const wire::OutboxItem& item,
                                    base::Instant now) {
  auto body = wire::decode_shown_body(item.body);
  if (!body) return rejected(item, kMalformed);
  for (const auto& [announcement, said] : in_order(std::move(*body))) {
    const auto told = told_of(writer, announcement);
    if (!told) return tl::unexpected(told.error());
    if (!Audience(told->audience).reaches(board.place_path)) continue;
    auto noted = note_said(writer, announcement, board, said, told->since, now);
    if (!noted) return tl::unexpected(noted.error());
  }
  wire::ItemAnswer answer;
  answer.id = item.id;
  return answer;
}

Result<wire::ItemAnswer> take_new(store::Writer& writer, const RequestDesk& desk, const KeyRing& keys,
                                  const store::Board& board, const wire::OutboxItem& item) {
  switch (item.kind) {
    case wire::ItemKind::request:
      return take_request(writer, desk, keys, board, item);
    case wire::ItemKind::rating:
      return take_rating(writer, desk, board, item);
    case wire::ItemKind::reopening:
      return take_reopening(writer, desk, board, item);
    case wire::ItemKind::shown:
      return take_shown(writer, board, item, desk.now);
    case wire::ItemKind::health:
      return take_health(writer, board, item, desk.now);
    case wire::ItemKind::sign_in:
    case wire::ItemKind::refused_segment:
      return take_report(writer, board, item, desk.settings.zone);
    case wire::ItemKind::screenshot:
      return take_of_command(writer, board, item, desk.now, &take_screenshot);
    case wire::ItemKind::command:
      return take_of_command(writer, board, item, desk.now, &take_command_answer);
    case wire::ItemKind::unknown:
      return rejected(item, "中心的版本尚不支持此项内容。");
  }
  return base::fail(ErrorCode::internal, "outbox: an item kind that no one takes");
}

Result<wire::ItemAnswer> take_item(store::Writer& writer, const RequestDesk& desk, const KeyRing& keys,
                                   const store::Board& board, const wire::OutboxItem& item) {
  const std::string hash = content_hash(item);
  const auto before = writer.answer(board.id, item.id);
  if (!before) return tl::unexpected(before.error());
  if (*before) {
    if ((*before)->content_hash != hash) {
      return base::fail(ErrorCode::conflict, "item " + item.id + " came before with other content");
    }
    const auto stored = wire::decode_answers((*before)->answer);
    if (!stored || stored->size() != 1) return base::fail(ErrorCode::corrupt, "stored answer of item " + item.id);
    return stored->front();
  }
  auto answer = take_new(writer, desk, keys, board, item);
  if (!answer) return answer;
  const store::StoredAnswer stored{hash, wire::encode_answers({*answer})};
  if (auto kept = writer.keep_answer(board.id, item.id, stored); !kept) return tl::unexpected(kept.error());
  return answer;
}

}  // namespace

Result<std::vector<wire::ItemAnswer>> take_outbox(store::Store& store, const KeyRing& keys,
                                                  const model::Catalogue& catalogue, const model::Rules& rules,
                                                  std::string_view board_id, const std::vector<wire::OutboxItem>& items,
                                                  base::Instant now) {
  std::vector<wire::ItemAnswer> answers;
  const auto done = store.write([&](store::Writer& writer) -> Result<void> {
    answers.clear();
    const auto board = writer.board(board_id);
    if (!board) return tl::unexpected(board.error());
    if (!*board || (*board)->state != store::BoardState::active) {
      return base::fail(ErrorCode::forbidden, "the board is revoked");
    }
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const RequestDesk desk{catalogue, rules, *settings, now};
    for (const auto& item : items) {
      auto answer = take_item(writer, desk, keys, **board, item);
      if (!answer) return tl::unexpected(answer.error());
      answers.push_back(std::move(*answer));
    }
    return note_board_seen(writer, board_id, now);
  });
  if (!done) return tl::unexpected(done.error());
  return answers;
}

}  // namespace gridboard::desk
