// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What becomes of an outage: steps, moves, restored, taken up again, cancelled, withdrawn, windows, and many at once.
#include <boost/json/parse.hpp>

#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/outage_operations.hpp"
#include "sync/desk/change_outages.hpp"
#include "sync/desk/decide_window.hpp"
#include "sync/desk/list_choices.hpp"
#include "sync/desk/offer_windows.hpp"
#include "sync/desk/reopen_outage.hpp"
#include "sync/desk/revise_outage.hpp"
#include "sync/model/household.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostId = 64, kMostText = 400, kMostCause = 200, kMostScope = 400, kMostLine = 200;
constexpr std::size_t kLeastReason = 2, kMostReason = 200, kMostWindowId = 8, kMostChoices = 500;
constexpr std::int64_t kMostVersions = 1'000'000'000;

std::int64_t version_in(const Fields& top) {
  return top.integer("version", 1, kMostVersions);
}

std::string text_in(const Fields& top, std::string_view name, std::size_t most) {
  return top.text_if_any(name, 0, most).value_or("");
}

using Change = std::function<Result<model::Outage>(const Fields& top, const desk::OutageHand& hand)>;

// A form with the version that it was made from. `take` reads its fields and is run when none is wrong.
Outcome change(Call& call, const std::function<Change(const Fields& top)>& take) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::int64_t version = version_in(top);
  const Change deed = take(top);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return answer_outage(call, 200, deed(top, hand_of(call, version)));
}

struct Together {
  desk::OutageChangeWanted wanted;
  std::vector<desk::OutageSeen> outages;
};

Together together_in(const Fields& top) {
  Together together;
  const std::string action = top.text("action", 1, 20), text = text_in(top, "text", kMostText);
  const auto etr = top.time_if_any("etr"), at = top.time_if_any("at");
  if (action == "update") {
    together.wanted = desk::UpdateOutage{"", text, etr, at};
  } else if (action == "restore") {
    together.wanted = desk::RestoreOutage{"", at, text};
  } else if (action == "cancel") {
    together.wanted = desk::CancelOutage{"", text};
  } else if (action == "withdraw") {
    together.wanted = desk::WithdrawOutage{"", top.text("reason", kLeastReason, kMostReason), text};
  } else if (!action.empty()) {
    top.refuse("action", {"不在可选的值里。", "isn't one of the values to choose from."});
  }
  for (const Fields& one : top.objects("outages", desk::kMostOutagesAtOnce)) {
    together.outages.push_back({one.text("id", 1, kMostId), version_in(one)});
  }
  if (together.outages.empty()) top.refuse("outages", {"请至少选择一次停电。", "Choose at least one."});
  return together;
}

Result<json::object> choices_of(const Call& call, const desk::WindowChoices& listed) {
  json::array windows, choices;
  for (const model::OutageWindow& window : listed.outage.windows) {
    windows.push_back({{"id", window.id},
                       {"from", time_text(call, window.from)},
                       {"to", time_text(call, window.to)},
                       {"chosen_by", listed.count(window.id)}});
  }
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    for (const desk::WindowChoice& choice : listed.choices) {
      if (choices.size() >= kMostChoices) break;
      if (!call.may("listWindowChoices", {choice.unit_path})) continue;
      auto said = words.of(choice.unit_path);
      if (!said) return tl::unexpected(said.error());
      choices.push_back({{"account", model::mask_account(choice.account)},
                         {"door", choice.door},
                         {"place", choice.unit_path},
                         {"words", std::move(*said)},
                         {"window", choice.window_id},
                         {"at", time_text(call, choice.at)},
                         {"receipt", choice.receipt}});
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  json::object said{{"windows", std::move(windows)},
                    {"may_choose", model::may_choose(listed.outage, call.now)},
                    {"choices", std::move(choices)}};
  if (listed.outage.choose_by) said["choose_by"] = time_text(call, *listed.outage.choose_by);
  if (!listed.outage.chosen_window.empty()) said["chosen_window"] = listed.outage.chosen_window;
  return said;
}

}  // namespace

Outcome change_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    desk::ReviseOutage wanted;
    wanted.id = call.id;
    wanted.cause = top.text_if_any("cause", 1, kMostCause);
    wanted.scope = top.text_if_any("scope", 1, kMostScope);
    wanted.line = top.text_if_any("line", 0, kMostLine);
    wanted.start = top.time_if_any("start");
    wanted.etr = top.time_if_any("etr");
    wanted.text = text_in(top, "text", kMostText);
    wanted.override_reason = text_in(top, "override_reason", kMostReason);
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::revise_outage(call.env.store, wanted, *call.env.bulk->rules(), call.env.clock, hand);
    };
  });
}

Outcome update_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::UpdateOutage wanted{call.id, text_in(top, "text", kMostText), top.time_if_any("etr"),
                                    top.time_if_any("at")};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::update_outage(call.env.store, wanted, call.env.clock, hand);
    };
  });
}

Outcome restore_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::RestoreOutage wanted{call.id, top.time_if_any("at"), text_in(top, "text", kMostText)};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::restore_outage(call.env.store, wanted, call.env.clock, hand);
    };
  });
}

Outcome reopen_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::ReopenOutage wanted{call.id, top.text("reason", kLeastReason, kMostReason),
                                    text_in(top, "text", kMostText), top.time_if_any("etr")};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::reopen_outage(call.env.store, wanted, call.env.clock, hand);
    };
  });
}

Outcome cancel_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::CancelOutage wanted{call.id, text_in(top, "text", kMostText)};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::cancel_outage(call.env.store, wanted, call.env.clock, hand);
    };
  });
}

Outcome withdraw_outage(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::WithdrawOutage wanted{call.id, top.text("reason", kLeastReason, kMostReason),
                                      text_in(top, "text", kMostText)};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::withdraw_outage(call.env.store, wanted, call.env.clock, hand);
    };
  });
}

Outcome offer_windows(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    desk::OfferWindows wanted;
    wanted.id = call.id;
    for (const Fields& one : top.objects("windows", model::kMaxOutageWindows)) {
      const auto from = one.time_if_any("from"), to = one.time_if_any("to");
      if (!one.has("from")) one.refuse("from", {"必须填写。", "must be given."});
      if (!one.has("to")) one.refuse("to", {"必须填写。", "must be given."});
      if (from && to) wanted.windows.push_back({*from, *to});
    }
    if (!top.has("choose_by")) top.refuse("choose_by", {"必须填写。", "must be given."});
    wanted.choose_by = top.time_if_any("choose_by").value_or(base::Instant{});
    wanted.cold_storage = top.boolean_if_any("cold_storage").value_or(false);
    wanted.override_reason = text_in(top, "override_reason", kMostReason);
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::offer_windows(call.env.store, wanted, *call.env.bulk->rules(), call.env.clock, hand);
    };
  });
}

Outcome decide_window(Call& call) {
  return change(call, [&call](const Fields& top) -> Change {
    const desk::DecideWindow wanted{call.id, top.text("window", 1, kMostWindowId),
                                    text_in(top, "override_reason", kMostReason), call.actor.name};
    return [&call, wanted](const Fields&, const desk::OutageHand& hand) {
      return desk::decide_window(call.env.store, wanted, *call.env.bulk->rules(), call.env.clock, hand);
    };
  });
}

Outcome list_window_choices(Call& call) {
  const auto listed = desk::list_choices(call.env.store, *call.env.catalogue, call.id);
  if (!listed && listed.error().code == base::ErrorCode::not_found) {
    return tl::unexpected(refuse_outage({base::ErrorCode::not_found, std::string(desk::kNoSuchOutage)}));
  }
  if (!listed) return tl::unexpected(refuse_outage(listed.error()));
  if (!is_seen_by(call, listed->outage)) {
    return tl::unexpected(refuse_outage({base::ErrorCode::forbidden, std::string(desk::kOutageElsewhere)}));
  }
  auto said = choices_of(call, *listed);
  if (!said) return tl::unexpected(said.error());
  return json_answer(200, *said);
}

Outcome change_outages(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Together together = together_in(body->top());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto outcomes =
      desk::change_outages(call.env.store, together.outages, together.wanted, call.env.clock, hand_of(call));
  if (!outcomes) return tl::unexpected(refuse_outage(outcomes.error()));
  std::vector<OneOfMany> results;
  for (const desk::OutageOutcome& outcome : *outcomes) results.push_back({outcome.id, outcome.version});
  return answer_many(call, results);
}

}  // namespace gridboard::api
