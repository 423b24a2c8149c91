// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/request.hpp"

#include <algorithm>
#include <span>

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

using State = RequestState;

constexpr std::array<Word<State>, 11> kStates{{{State::received, "received", "已受理"},
                                               {State::dispatched, "dispatched", "已派单"},
                                               {State::accepted, "accepted", "已接单"},
                                               {State::on_site, "on_site", "到达现场"},
                                               {State::done, "done", "已办结"},
                                               {State::closed, "closed", "已归档"},
                                               {State::returned, "returned", "回退"},
                                               {State::paused, "paused", "挂起"},
                                               {State::reopened, "reopened", "重开"},
                                               {State::rejected, "rejected", "不予受理"},
                                               {State::merged, "merged", "合并"}}};

// Whoever holds a request at the desk may also answer it there and then, without sending anybody.
constexpr std::array kAtDesk{State::dispatched, State::accepted, State::done,
                             State::paused,     State::rejected, State::merged};
constexpr std::array kDispatched{State::accepted, State::returned, State::paused, State::rejected, State::merged};
constexpr std::array kAccepted{State::on_site, State::done,     State::returned,
                               State::paused,  State::rejected, State::merged};
constexpr std::array kOnSite{State::done, State::returned, State::paused};
constexpr std::array kPaused{State::received, State::dispatched, State::accepted, State::on_site,
                             State::done,     State::returned,   State::rejected, State::merged};
constexpr std::array kDone{State::closed, State::reopened};
constexpr std::array kSettled{State::reopened};

std::span<const State> followers(State from) {
  switch (from) {
    case State::received:
    case State::returned:
    case State::reopened:
      return kAtDesk;
    case State::dispatched:
      return kDispatched;
    case State::accepted:
      return kAccepted;
    case State::on_site:
      return kOnSite;
    case State::paused:
      return kPaused;
    case State::done:
      return kDone;
    case State::closed:
    case State::rejected:
      return kSettled;
    case State::merged:
      return {};
  }
  return {};
}

}  // namespace

bool may_follow(RequestState from, RequestState to) {
  const auto allowed = followers(from);
  return std::find(allowed.begin(), allowed.end(), to) != allowed.end();
}

const char* name_of(RequestState state) {
  return name_in(kStates, state);
}

base::Result<RequestState> parse_request_state(std::string_view text) {
  return parse_in(kStates, text, "state of a request");
}

}  // namespace gridboard::model
