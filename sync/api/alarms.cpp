// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Alarms and their rules.
#include <charconv>

#include "sync/api/alarm_operations.hpp"
#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostId = 64, kMostNoteCharacters = 300;
constexpr std::int64_t kMostFigure = 1'000'000'000;

std::optional<store::AlarmState> state_in(std::string_view name) {
  for (const auto state : {store::AlarmState::open, store::AlarmState::acknowledged, store::AlarmState::ended}) {
    if (name == desk::name_of(state)) return state;
  }
  return std::nullopt;
}

std::optional<model::AlarmKind> kind_in(std::string_view name) {
  const auto kind = model::alarm_kind_named(name);
  return kind ? std::optional(*kind) : std::nullopt;
}

// Says alarms: boards by their names, each place read once.
class AlarmSayer {
 public:
  AlarmSayer(const Call& call, store::Reader& reader) : call_(call), reader_(reader), words_(reader) {}

  Result<json::object> alarm(const store::Alarm& alarm) {
    const auto still = std::count_if(alarm.boards.begin(), alarm.boards.end(),
                                     [](const store::AlarmedBoard& board) { return !board.back_at; });
    json::object said{{"id", alarm.id},
                      {"kind", model::name_of(alarm.kind)},
                      {"state", desk::name_of(desk::state_of(alarm))},
                      {"since", time_text(call_, alarm.since)},
                      {"opened_at", time_text(call_, alarm.opened_at)},
                      {"boards", alarm.boards.size()},
                      {"still", still},
                      {"figure", alarm.figure}};
    if (!alarm.value.empty()) said["value"] = alarm.value;
    if (!alarm.supply_id.empty()) said["supply"] = alarm.supply_id;
    if (!alarm.outage_id.empty()) said["outage"] = alarm.outage_id;
    if (!alarm.words.empty()) said["words"] = alarm.words;
    if (alarm.supply_id.empty() && alarm.outage_id.empty()) {
      auto single = board(alarm.boards.front());
      if (!single) return single;
      said["board"] = std::move(*single);
    }
    if (alarm.acknowledged_at) {
      said["acknowledged_at"] = time_text(call_, *alarm.acknowledged_at);
      said["acknowledged_by"] = alarm.acknowledged_by_name;
      if (!alarm.note.empty()) said["note"] = alarm.note;
    }
    if (alarm.ended_at) said["ended_at"] = time_text(call_, *alarm.ended_at);
    return said;
  }

  Result<json::object> board(const store::AlarmedBoard& alarmed) {
    const auto board = reader_.board(alarmed.board_id);
    if (!board) return tl::unexpected(board.error());
    auto words = words_.of(alarmed.place_path);
    if (!words) return tl::unexpected(words.error());
    json::object said{{"id", alarmed.board_id},
                      {"name", *board ? (*board)->name : std::string()},
                      {"place", alarmed.place_path},
                      {"words", std::move(*words)},
                      {"since", time_text(call_, alarmed.since)}};
    if (alarmed.back_at) said["back_at"] = time_text(call_, *alarmed.back_at);
    return said;
  }

 private:
  const Call& call_;
  store::Reader& reader_;
  desk::PlaceWords words_;
};

Result<json::object> said_with_boards(const Call& call, store::Reader& reader, const store::Alarm& alarm) {
  AlarmSayer sayer(call, reader);
  auto said = sayer.alarm(alarm);
  if (!said) return said;
  json::array members;
  for (const store::AlarmedBoard& board : alarm.boards) {
    if (!call.may("showAlarm", {board.place_path})) continue;
    auto one = sayer.board(board);
    if (!one) return one;
    members.push_back(std::move(*one));
  }
  (*said)["members"] = std::move(members);
  return said;
}

std::optional<base::Instant> instant_in(const std::string& text) {
  std::int64_t milliseconds = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return base::Instant(std::chrono::milliseconds(milliseconds));
}

Result<json::object> rule_of(store::Reader& reader, const store::AlarmRule& rule) {
  json::object said{{"id", rule.id}, {"kind", model::name_of(rule.kind)}, {"on", rule.on}, {"figure", rule.figure}};
  if (!rule.group.empty()) {
    said["group"] = rule.group;
    const auto group = reader.alarms().board_group(rule.group);
    if (!group) return tl::unexpected(group.error());
    said["words"] = *group ? (*group)->name : std::string();
    return said;
  }
  auto words = desk::PlaceWords(reader).of(rule.place);
  if (!words) return tl::unexpected(words.error());
  said["place"] = rule.place;
  said["words"] = std::move(*words);
  return said;
}

Outcome answer_rule(const Call& call, int status, const Result<store::AlarmRule>& rule) {
  if (!rule) return tl::unexpected(refuse_alarm(rule.error()));
  json::object said;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto one = rule_of(reader, *rule);
    if (!one) return tl::unexpected(one.error());
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(status, said);
}

}  // namespace

Outcome list_alarms(Call& call) {
  Query query(call.request());
  store::AlarmFilter filter;
  filter.state = query.choice<store::AlarmState>("state", state_in);
  filter.standing = query.boolean("standing").value_or(false);
  filter.kind = query.choice<model::AlarmKind>("kind", kind_in);
  filter.board_id = query.text("board", kMostId);
  const std::string under = query.text("under", kMostPath);
  const std::size_t limit = query.limit();
  const auto after = query.after(2);
  if (!after.empty()) {
    filter.after_opened = instant_in(after[0]);
    filter.after_id = after[1];
    if (!filter.after_opened) query.refuse("after", {"不是上一页给出的值。", "isn't what the page before gave."});
  }
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  filter.under = call.places_within(under);
  if (filter.under.empty()) return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  filter.limit = limit + 1;
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto counted = reader.alarms().count_alarms(filter);
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    auto alarms = reader.alarms().alarms_listed(filter);
    if (!alarms) return tl::unexpected(alarms.error());
    if (alarms->size() > limit) {
      alarms->pop_back();
      next = make_after({std::to_string(alarms->back().opened_at.time_since_epoch().count()), alarms->back().id});
    }
    AlarmSayer sayer(call, reader);
    for (const store::Alarm& alarm : *alarms) {
      auto said = sayer.alarm(alarm);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome show_alarm(Call& call) {
  json::object said;
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto alarm = reader.alarms().alarm(call.id);
    if (!alarm) return tl::unexpected(alarm.error());
    if (!*alarm) {
      refused = base::Error{base::ErrorCode::not_found, std::string(desk::kNoSuchAlarm)};
      return {};
    }
    auto one = said_with_boards(call, reader, **alarm);
    if (!one) return tl::unexpected(one.error());
    if (one->at("members").as_array().empty()) {
      refused = base::Error{base::ErrorCode::forbidden, std::string(desk::kNotPermitted)};
    }
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_alarm(*refused));
  return json_answer(200, said);
}

Outcome acknowledge_alarm(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string note(base::trim(body->top().text_if_any("note", 0, kMostNoteCharacters).value_or("")));
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto alarm = desk::acknowledge_alarm(alarm_desk_of(call), call.id, note);
  if (!alarm) return tl::unexpected(refuse_alarm(alarm.error()));
  json::object said;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto one = said_with_boards(call, reader, *alarm);
    if (!one) return tl::unexpected(one.error());
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, said);
}

Outcome list_alarm_rules(Call& call) {
  json::array items, defaults;
  for (const model::AlarmFigure& figure : call.env.alarm_figures->all()) {
    defaults.push_back({{"kind", model::name_of(figure.kind)},
                        {"figure", figure.figure},
                        {"least", figure.least},
                        {"most", figure.most},
                        {"source", figure.source}});
  }
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto rules = reader.alarms().alarm_rules();
    if (!rules) return tl::unexpected(rules.error());
    for (const store::AlarmRule& rule : *rules) {
      auto said = rule_of(reader, rule);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, {{"items", std::move(items)}, {"defaults", std::move(defaults)}});
}

Outcome add_alarm_rule(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  store::AlarmRule rule;
  const auto kind = top.choice_if_any<model::AlarmKind>("kind", kind_in);
  if (!top.has("kind")) top.refuse("kind", {"必须填写。", "must be given."});
  rule.kind = kind.value_or(model::AlarmKind::silent);
  rule.place = top.text_if_any("place", 0, kMostPath).value_or("");
  rule.group = top.text_if_any("group", 0, kMostId).value_or("");
  rule.on = top.boolean_if_any("on").value_or(true);
  rule.figure = top.integer("figure", 0, kMostFigure);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return answer_rule(call, 201, desk::add_alarm_rule(alarm_desk_of(call), *call.env.alarm_figures, rule));
}

Outcome change_alarm_rule(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const bool on = top.boolean_if_any("on").value_or(true);
  const std::int64_t figure = top.integer("figure", 0, kMostFigure);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return answer_rule(call, 200,
                     desk::change_alarm_rule(alarm_desk_of(call), *call.env.alarm_figures, call.id, on, figure));
}

Outcome remove_alarm_rule(Call& call) {
  if (auto gone = desk::remove_alarm_rule(alarm_desk_of(call), call.id); !gone) {
    return tl::unexpected(refuse_alarm(gone.error()));
  }
  return no_content();
}

}  // namespace gridboard::api
