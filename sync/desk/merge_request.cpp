// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/merge_request.hpp"

#include "sync/desk/keep_request.hpp"
#include "sync/desk/show_request.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::RequestState;

Result<void> merge_into(store::Writer& writer, const CentreSettings& settings, const model::Catalogue& catalogue,
                        model::ServiceRequest& request, const model::ServiceRequest& leading, const std::string& by,
                        base::Instant now) {
  request.state = RequestState::merged;
  request.merged_into = leading.receipt;
  request.steps.push_back({now, RequestState::merged, by, ""});
  const auto followers = writer.requests_merged_into(request.receipt);
  if (!followers) return tl::unexpected(followers.error());
  for (model::ServiceRequest follower : *followers) {
    follower.merged_into = leading.receipt;
    if (auto kept = keep_request(writer, settings, catalogue, follower); !kept) return kept;
  }
  return keep_request(writer, settings, catalogue, request);
}

Result<model::ServiceRequest> merge_request(store::Store& store, const model::Catalogue& catalogue,
                                            const MergeRequest& wanted, const base::Clock& clock) {
  model::ServiceRequest request;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = find_request(writer, wanted.receipt);
    if (!found) return tl::unexpected(found.error());
    request = std::move(*found);
    const auto other = find_request(writer, wanted.into);
    if (!other) return tl::unexpected(other.error());
    const auto leading = leading_request(writer, *other);
    if (!leading) return tl::unexpected(leading.error());
    if (leading->receipt == request.receipt) return fail(ErrorCode::conflict, "a request can't be merged into itself");
    if (!is_open(leading->state)) {
      return fail(ErrorCode::conflict,
                  "request " + leading->receipt + " is " + model::name_of(leading->state) + " already");
    }
    if (!model::may_follow(request.state, RequestState::merged)) {
      return fail(ErrorCode::conflict, "request " + request.receipt + " is " + model::name_of(request.state) +
                                           " and can't be merged any more");
    }
    return merge_into(writer, *settings, catalogue, request, *leading, wanted.by, clock.now());
  });
  if (!written) return tl::unexpected(written.error());
  return request;
}

}  // namespace gridboard::desk
