// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/request.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
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

bool may_rate(const ServiceRequest& request) {
  return !request.rating && (request.state == State::done || request.state == State::closed);
}

bool may_reopen(RequestState state, const std::vector<RequestStep>& steps, base::Instant now) {
  if (state != State::done && state != State::closed) return false;
  const auto done =
      std::find_if(steps.rbegin(), steps.rend(), [](const RequestStep& step) { return step.state == State::done; });
  return done != steps.rend() && now <= done->at + kReopenWithin;
}

std::string public_id(std::string_view receipt, std::string_view key) {
  constexpr std::string_view kDomain = "gridboard public id 1:";
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  constexpr std::size_t kCharacters = 12;
  if (key.size() != kPublicIdKeyBytes) return {};
  const std::string message = std::string(kDomain) + std::string(receipt);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size());
  // Five bits a character.
  std::string id;
  unsigned bits = 0, held = 0;
  for (std::size_t next = 0; id.size() < kCharacters;) {
    if (held < 5) bits = (bits << 8 | hash[next++]) & 0xffffu, held += 8;
    held -= 5;
    id += kAlphabet[bits >> held & 31u];
  }
  return id;
}

const char* name_of(RequestState state) {
  return name_in(kStates, state);
}

base::Result<RequestState> parse_request_state(std::string_view text) {
  return parse_in(kStates, text, "state of a request");
}

}  // namespace gridboard::model
