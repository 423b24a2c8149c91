// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/answer_request.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/keep_request.hpp"
#include "sync/desk/show_request.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::RequestState;

constexpr RequestState kStates[] = {RequestState::received, RequestState::dispatched, RequestState::accepted,
                                    RequestState::on_site,  RequestState::done,       RequestState::closed,
                                    RequestState::returned, RequestState::paused,     RequestState::reopened,
                                    RequestState::rejected, RequestState::merged};

bool needs_reason(RequestState state) {
  return state == RequestState::rejected || state == RequestState::paused || state == RequestState::returned;
}

std::string states_after(RequestState from) {
  std::string out;
  for (const RequestState to : kStates) {
    if (to != from && model::may_follow(from, to)) out += (out.empty() ? "" : ", ") + std::string(model::name_of(to));
  }
  return out.empty() ? "nothing" : out;
}

Result<void> check(const AnswerRequest& wanted, base::Instant now) {
  const bool silent = base::trim(wanted.text).empty();
  if (silent && !wanted.state && !wanted.promised_at) {
    return fail(ErrorCode::invalid_input, "a state, a text or a promised time is needed");
  }
  if (silent && wanted.state && needs_reason(*wanted.state)) {
    return fail(ErrorCode::invalid_input, std::string("text: a reason has to be given for ") + name_of(*wanted.state));
  }
  if (wanted.state == RequestState::merged) {
    return fail(ErrorCode::invalid_input, "state: merging needs the request that it goes on with; use `request merge`");
  }
  if (wanted.promised_at && *wanted.promised_at < now) {
    return fail(ErrorCode::invalid_input, "promise: the time lies in the past");
  }
  return {};
}

}  // namespace

Result<model::ServiceRequest> answer_request(store::Store& store, const model::Catalogue& catalogue,
                                             const AnswerRequest& wanted, const base::Clock& clock) {
  const base::Instant now = clock.now();
  if (auto right = check(wanted, now); !right) return tl::unexpected(right.error());
  model::ServiceRequest request;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = find_request(writer, wanted.receipt);
    if (!found) return tl::unexpected(found.error());
    request = std::move(*found);
    if (!request.merged_into.empty()) {
      return fail(ErrorCode::conflict,
                  "request " + request.receipt + " goes on with " + request.merged_into + "; answer that one");
    }
    const RequestState state = wanted.state.value_or(request.state);
    if (state != request.state && !model::may_follow(request.state, state)) {
      return fail(ErrorCode::conflict, "request " + request.receipt + " is " + model::name_of(request.state) +
                                           " and can't become " + model::name_of(state) +
                                           "; what may follow: " + states_after(request.state));
    }
    request.state = state;
    if (wanted.promised_at) request.promised_at = wanted.promised_at;
    request.steps.push_back({now, state, wanted.by, wanted.text});
    return keep_request(writer, *settings, catalogue, request);
  });
  if (!written) return tl::unexpected(written.error());
  return request;
}

}  // namespace gridboard::desk
