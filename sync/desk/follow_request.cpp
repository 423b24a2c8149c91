// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/follow_request.hpp"

#include <functional>

#include "sync/desk/keep_request.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kFewestDigitsMasked = 7, kDigitsLeft = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Result<model::ServiceRequest> request_of(store::Reader& reader, std::string_view typed) {
  const std::string receipt = model::canonical_receipt(typed);
  auto request = receipt.empty() ? Result<std::optional<model::ServiceRequest>>() : reader.request(receipt);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return fail(ErrorCode::not_found, "no request has this receipt");
  return std::move(**request);
}

using Judge = std::function<Result<Judged>(store::Writer&, const JudgeDesk&, const model::ServiceRequest&)>;

Result<Judged> judge_by_phone(store::Store& store, const model::Catalogue& catalogue, std::string_view receipt,
                              base::Instant now, const Judge& judge) {
  Judged judged = Judged::malformed;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const auto request = request_of(writer, receipt);
    if (!request) return tl::unexpected(request.error());
    const auto done = judge(writer, JudgeDesk{*settings, catalogue, now}, *request);
    if (!done) return tl::unexpected(done.error());
    judged = *done;
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return judged;
}

}  // namespace

std::string mask_long_numbers(std::string_view text) {
  std::string masked(text);
  for (std::size_t at = 0; at < masked.size();) {
    std::size_t end = at;
    while (end < masked.size() && is_digit(masked[end])) ++end;
    if (end - at >= kFewestDigitsMasked) {
      for (std::size_t i = at; i + kDigitsLeft < end; ++i) masked[i] = '*';
    }
    at = end + 1;
  }
  return masked;
}

Result<FollowedRequest> follow_request(store::Store& store, std::string_view receipt, base::Instant now) {
  FollowedRequest followed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    followed.supplier = settings->supplier_name;
    followed.hotline = settings->hotline;
    const auto request = request_of(reader, receipt);
    if (!request) return tl::unexpected(request.error());
    auto seen = as_followed(reader, *request);
    if (!seen) return tl::unexpected(seen.error());
    followed.receipt = seen->receipt;
    followed.kind = seen->kind;
    followed.state = seen->state;
    followed.submitted_at = seen->submitted_at;
    followed.promised_at = seen->promised_at;
    followed.merged = !seen->merged_into.empty();
    followed.stars = seen->rating ? seen->rating->stars : 0;
    followed.can_rate = model::may_rate(*seen);
    followed.can_reopen = model::may_reopen(seen->state, seen->steps, now);
    for (model::RequestStep& step : seen->steps) {
      followed.steps.push_back({step.at, step.state, "", mask_long_numbers(step.text)});
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return followed;
}

Result<Judged> rate_by_phone(store::Store& store, const model::Catalogue& catalogue, std::string_view receipt,
                             int stars, base::Instant now) {
  return judge_by_phone(store, catalogue, receipt, now,
                        [&](store::Writer& writer, const JudgeDesk& desk, const model::ServiceRequest& request) {
                          return rate_request(writer, desk, request, stars, now);
                        });
}

Result<Judged> reopen_by_phone(store::Store& store, const model::Catalogue& catalogue, std::string_view receipt,
                               std::string_view reason, base::Instant now) {
  return judge_by_phone(store, catalogue, receipt, now,
                        [&](store::Writer& writer, const JudgeDesk& desk, const model::ServiceRequest& request) {
                          return reopen_request(writer, desk, request, reason, now);
                        });
}

}  // namespace gridboard::desk
