// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Boards: which there are and how they are, new ones, codes, PINs, and their end.
#include "sync/api/boards.hpp"

#include <map>

#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/list_boards.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/desk/staff_boards.hpp"
#include "sync/store/board_commands.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostId = 64, kMostQuery = 200, kMostNameCharacters = 40,
                      kMostReasonCharacters = 300;
constexpr int kMinutesOfDay = 24 * 60;

std::optional<store::BoardState> state_in(std::string_view name) {
  for (const auto state : {store::BoardState::awaiting, store::BoardState::active, store::BoardState::revoked,
                           store::BoardState::unapproved}) {
    if (name == desk::name_of(state)) return state;
  }
  return std::nullopt;
}

std::optional<store::BoardSeen> health_in(std::string_view name) {
  if (name == "live") return store::BoardSeen::since;
  if (name == "silent") return store::BoardSeen::before;
  if (name == "never_seen") return store::BoardSeen::never;
  return std::nullopt;
}

// "06:30", in minutes from midnight; "24:00" is the day's end.
std::optional<int> minute_in(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t at : {0, 1, 3, 4}) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute > 59 || hour * 60 + minute >= kMinutesOfDay) return std::nullopt;
  return hour * 60 + minute;
}

Result<json::object> said_board(const Call& call, const store::Board& board) {
  json::array said;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto one = boards_said(call, reader, {board});
    if (!one) return tl::unexpected(one.error());
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return said.front().as_object();
}

Outcome answer_new_board(const Call& call, Result<desk::AddedBoard> added) {
  if (!added) return tl::unexpected(added.error());
  auto body = said_board(call, added->board);
  if (!body) return tl::unexpected(body.error());
  auto answer = json_answer(201, {{"board", std::move(*body)},
                                  {"code", added->code},
                                  {"code_ends_at", time_text(call, added->board.code_expires)}});
  wire::wipe(added->code);
  return answer;
}

// A page over all tops that the caller may look at, the one after the other.
Result<std::vector<store::Board>> boards_of(store::Reader& reader, std::vector<std::string> tops,
                                            store::BoardFilter filter, std::size_t limit) {
  std::vector<store::Board> boards;
  for (const std::string& top : desk::tops_from(std::move(tops), filter.after_place)) {
    if (boards.size() == limit) break;
    filter.under = top;
    if (!base::path_contains(top, filter.after_place)) filter.after_place.clear(), filter.after_id.clear();
    filter.limit = limit - boards.size();
    auto found = reader.boards_listed(filter);
    if (!found) return found;
    boards.insert(boards.end(), std::make_move_iterator(found->begin()), std::make_move_iterator(found->end()));
  }
  return boards;
}

}  // namespace

std::optional<model::DayPart> quiet_hours_in(const Fields& top) {
  if (!top.has("quiet_hours")) return std::nullopt;
  const Fields given = top.object("quiet_hours");
  const auto from = given.choice_if_any<int>("from", minute_in), to = given.choice_if_any<int>("to", minute_in);
  if (!given.has("from")) given.refuse("from", {"必须填写。", "must be given."});
  if (!given.has("to")) given.refuse("to", {"必须填写。", "must be given."});
  if (!from || !to) return std::nullopt;
  if (*from == *to) given.refuse("to", {"不能与开始时间相同。", "must differ from the start."});
  return model::DayPart{*from, *to};
}

Outcome answer_board(const Call& call, const Result<store::Board>& board) {
  if (!board) return tl::unexpected(board.error());
  auto body = said_board(call, *board);
  if (!body) return tl::unexpected(body.error());
  return json_answer(200, *body);
}

Result<store::Board> board_in_reach(const Call& call) {
  std::optional<store::Board> board;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.board(call.id);
    if (!found) return tl::unexpected(found.error());
    board = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!board) return base::fail(base::ErrorCode::not_found, "no board has the id '" + call.id + "'");
  if (auto may = call.check_places({board->place_path}); !may) return tl::unexpected(may.error());
  return std::move(*board);
}

Result<json::array> boards_said(const Call& call, store::Reader& reader, const std::vector<store::Board>& boards) {
  std::vector<std::string> ids;
  for (const store::Board& board : boards) ids.push_back(board.id);
  const auto reports = reader.board_desk().board_reports(ids);
  if (!reports) return tl::unexpected(reports.error());
  std::map<std::string_view, const store::BoardReport*> of_board;
  for (const store::BoardReport& report : *reports) of_board[report.board_id] = &report;
  desk::PlaceWords words(reader);
  std::vector<std::string> paths;
  for (const store::Board& board : boards) paths.push_back(board.place_path);
  if (auto looked = words.look_ahead(paths); !looked) return tl::unexpected(looked.error());
  json::array said;
  for (const store::Board& board : boards) {
    const auto place = words.of(board.place_path);
    if (!place) return tl::unexpected(place.error());
    json::object body = board_of(call, board, *place);
    if (const auto report = of_board.find(board.id); report != of_board.end()) {
      body["report"] = report_of(call, *report->second);
    }
    said.push_back(std::move(body));
  }
  return said;
}

Outcome list_boards(Call& call) {
  Query query(call.request());
  store::BoardFilter filter;
  filter.text = query.text("q", kMostQuery);
  filter.state = query.choice<store::BoardState>("state", state_in);
  const std::string under = query.text("under", kMostPath);
  filter.group = query.text("group", kMostId);
  const auto health = query.choice<store::BoardSeen>("health", health_in);
  const std::size_t limit = query.limit();
  const auto after = query.after(2);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  filter.seen = health.value_or(store::BoardSeen::any);
  filter.seen_at = live_since(call);
  // Nobody wonders where a revoked board has gone.
  if (filter.seen == store::BoardSeen::before && !filter.state) filter.state = store::BoardState::active;
  const std::vector<std::string> tops = call.places_within(under);
  if (tops.empty()) return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    for (const std::string& top : tops) {
      filter.under = top;
      const auto counted = reader.count_boards(filter);
      if (!counted) return tl::unexpected(counted.error());
      total += *counted;
    }
    if (!after.empty()) filter.after_place = after[0], filter.after_id = after[1];
    auto boards = boards_of(reader, tops, filter, limit + 1);
    if (!boards) return tl::unexpected(boards.error());
    if (boards->size() > limit) {
      boards->pop_back();
      next = make_after({boards->back().place_path, boards->back().id});
    }
    auto said = boards_said(call, reader, *boards);
    if (!said) return tl::unexpected(said.error());
    items = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome add_board(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::AddBoard wanted;
  wanted.place = top.text("place", 1, kMostPath);
  wanted.name = base::trim(top.text_if_any("name", 0, kMostNameCharacters).value_or(""));
  wanted.hall = top.boolean_if_any("hall").value_or(false);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto may = call.check_places({wanted.place}); !may) return tl::unexpected(may.error());
  bool there = false;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto place = reader.place(wanted.place);
    if (!place) return tl::unexpected(place.error());
    there = place->has_value();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  // Names are for the command line: here a path of codes was looked up and allowed, and nothing else is taken.
  if (!there) return tl::unexpected(Refusal({base::ErrorCode::not_found, "no place has the path " + wanted.place}));
  auto added = desk::add_board_by(call.env.store, call.actor, wanted, call.now, call.env.random);
  if (!added && added.error().code == base::ErrorCode::invalid_input) {
    return tl::unexpected(refuse_fields(
        422, {{"place", {"单元门口的板要放在单元或楼栋；放在更上一级的请选服务厅终端。", added.error().message}}}));
  }
  return answer_new_board(call, std::move(added));
}

Outcome show_board(Call& call) {
  return answer_board(call, board_in_reach(call));
}

Outcome change_board(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::SetBoard wanted;
  wanted.id = call.id;
  wanted.name = top.text_if_any("name", 1, kMostNameCharacters);
  wanted.quiet_hours = quiet_hours_in(top);
  wanted.no_quiet_hours = top.is_null("quiet_hours");
  if (wanted.name && base::trim(*wanted.name).empty()) top.refuse("name", {"不能是空白。", "is blank."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto board = board_in_reach(call);
  const bool nothing = !wanted.name && !wanted.quiet_hours && !wanted.no_quiet_hours;
  if (!board || nothing) return answer_board(call, board);
  return answer_board(call, desk::set_board_by(call.env.store, call.actor, wanted, call.now, call.env.random));
}

Outcome renew_board_code(Call& call) {
  if (const auto board = board_in_reach(call); !board) return tl::unexpected(board.error());
  return answer_new_board(call, desk::renew_board_code(call.env.store, call.actor, call.id, call.now, call.env.random));
}

Outcome issue_maintenance_pin(Call& call) {
  if (const auto board = board_in_reach(call); !board) return tl::unexpected(board.error());
  std::string pin = desk::make_pin(call.env.random);
  const std::string hash = desk::hash_pin(pin);
  if (hash.empty()) return tl::unexpected(refuse_busy());
  const auto given = desk::give_maintenance_pin(call.env.store, call.actor, call.id, hash, call.now, call.env.random);
  if (!given) return tl::unexpected(given.error());
  auto answer = json_answer(201, {{"pin", pin}});
  wire::wipe(pin);
  return answer;
}

Outcome revoke_board(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason = body->top().text("reason", 1, kMostReasonCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (const auto board = board_in_reach(call); !board) return tl::unexpected(board.error());
  return answer_board(call, desk::revoke_board_by(call.env.store, call.actor, call.id, reason, call.now));
}

}  // namespace gridboard::api
