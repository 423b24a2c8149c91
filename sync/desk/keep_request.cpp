// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/keep_request.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {
namespace {

using base::Result;
using model::RequestState;

constexpr std::size_t kMostReportsLookedAt = 500;

Result<void> send_to_board(store::Writer& writer, const CentreSettings& settings,
                           const model::ServiceRequest& request) {
  if (request.board_id.empty()) return {};
  const auto followed = as_followed(writer, request);
  if (!followed) return tl::unexpected(followed.error());
  wire::RequestRecord sent;
  sent.receipt = request.receipt;
  sent.kind = request.kind;
  sent.submitted_at = request.submitted_at;
  sent.state = followed->state;
  sent.promised_at = followed->promised_at;
  sent.steps = followed->steps;
  sent.stars = request.rating ? request.rating->stars : 0;
  sent.merged = !request.merged_into.empty();
  const wire::Record record = sent;
  return writer.publish(board_log(request.board_id), wire::key_of(record), "", wire::encode(record, settings.zone));
}

Result<void> send_report(store::Writer& writer, const CentreSettings& settings, const model::Catalogue& catalogue,
                         const model::ServiceRequest& request) {
  wire::ReportRecord report;
  report.choice = neighbour_choice(catalogue, request);
  if (report.choice.empty() || settings.report_key.empty()) return {};
  const auto building = building_of(writer, request.place_path);
  if (!building) return tl::unexpected(building.error());
  if (building->empty()) return {};
  const auto log = log_of(writer, *building);
  if (!log) return tl::unexpected(log.error());
  report.id = model::public_id(request.receipt, settings.report_key);
  report.kind = request.kind;
  report.place_path = *building;
  report.reported_at = request.submitted_at;
  report.state = request.state;
  const wire::Record record = report;
  const std::string key = wire::key_of(record);
  if (!is_open(request.state)) return writer.unpublish(*log, key);
  return writer.publish(*log, key, *building, wire::encode(record, settings.zone));
}

}  // namespace

bool is_open(RequestState state) {
  return state != RequestState::done && state != RequestState::closed && state != RequestState::rejected &&
         state != RequestState::merged;
}

Result<model::ServiceRequest> leading_request(store::Reader& reader, const model::ServiceRequest& request) {
  if (request.merged_into.empty()) return request;
  auto leading = reader.request(request.merged_into);
  if (!leading) return tl::unexpected(leading.error());
  if (!*leading) {
    return base::fail(base::ErrorCode::corrupt, "request " + request.receipt + " was merged into one that isn't there");
  }
  return std::move(**leading);
}

Result<model::ServiceRequest> as_followed(store::Reader& reader, const model::ServiceRequest& request) {
  auto leading = leading_request(reader, request);
  if (!leading) return leading;
  model::ServiceRequest followed = request;
  followed.state = leading->state;
  followed.promised_at = leading->promised_at;
  followed.steps = std::move(leading->steps);
  return followed;
}

std::string neighbour_choice(const model::Catalogue& catalogue, const model::ServiceRequest& request) {
  const model::RequestKind* kind = catalogue.find(request.kind);
  if (kind == nullptr || kind->neighbour_field.empty()) return {};
  const auto answer = request.answers.find(kind->neighbour_field);
  if (answer == request.answers.end()) return {};
  const auto& values = kind->neighbour_values;
  return std::find(values.begin(), values.end(), answer->second) == values.end() ? std::string() : answer->second;
}

Result<std::string> building_of(store::Reader& reader, std::string_view path) {
  for (; !path.empty(); path = base::parent_path(path)) {
    const auto place = reader.place(path);
    if (!place) return tl::unexpected(place.error());
    if (!*place) continue;
    if ((*place)->kind == model::PlaceKind::building) return std::string(path);
    if ((*place)->kind < model::PlaceKind::building) break;
  }
  return std::string();
}

Result<std::optional<model::ServiceRequest>> reported_request(store::Reader& reader, const CentreSettings& settings,
                                                              std::string_view building, std::string_view kind,
                                                              std::string_view public_id) {
  if (settings.report_key.empty()) return std::optional<model::ServiceRequest>();
  store::RequestFilter filter;
  filter.under_path = building;
  filter.kind = kind;
  filter.open = true;
  filter.limit = kMostReportsLookedAt;
  auto open = reader.requests(filter);
  if (!open) return tl::unexpected(open.error());
  for (model::ServiceRequest& request : *open) {
    if (model::public_id(request.receipt, settings.report_key) == public_id) return std::optional(std::move(request));
  }
  return std::optional<model::ServiceRequest>();
}

Result<void> keep_request(store::Writer& writer, const CentreSettings& settings, const model::Catalogue& catalogue,
                          const model::ServiceRequest& request) {
  if (auto put = writer.put(request); !put) return tl::unexpected(put.error());
  if (auto sent = send_to_board(writer, settings, request); !sent) return sent;
  const auto merged = writer.requests_merged_into(request.receipt);
  if (!merged) return tl::unexpected(merged.error());
  for (const model::ServiceRequest& neighbour : *merged) {
    if (auto sent = send_to_board(writer, settings, neighbour); !sent) return sent;
  }
  return send_report(writer, settings, catalogue, request);
}

}  // namespace gridboard::desk
