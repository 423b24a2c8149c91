// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_choices.hpp"

#include <algorithm>

#include "sync/desk/choose_window.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

Result<WindowChoice> choice_of(store::Reader& reader, const model::Catalogue& catalogue,
                               const model::ServiceRequest& request) {
  WindowChoice choice;
  choice.account = request.account;
  choice.at = request.submitted_at;
  choice.receipt = request.receipt;
  const model::RequestKind* kind = catalogue.find(request.kind);
  const model::Field* field = kind == nullptr ? nullptr : window_field(*kind);
  const auto answer = field == nullptr ? request.answers.end() : request.answers.find(field->id);
  if (answer != request.answers.end()) choice.window_id = answer->second;
  const auto household = reader.household(request.account);
  if (!household) return tl::unexpected(household.error());
  if (*household) {
    choice.door = (*household)->door;
    choice.unit_path = (*household)->unit_path;
  }
  return choice;
}

}  // namespace

std::size_t WindowChoices::count(std::string_view window_id) const {
  return static_cast<std::size_t>(std::count_if(
      choices.begin(), choices.end(), [&](const WindowChoice& choice) { return choice.window_id == window_id; }));
}

Result<WindowChoices> list_choices(store::Store& store, const model::Catalogue& catalogue, std::string_view typed_id) {
  WindowChoices listed;
  const std::string id = canonical_short_id(typed_id);
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto outage = reader.outage(id);
    if (!outage) return tl::unexpected(outage.error());
    if (!*outage) return base::fail(base::ErrorCode::not_found, "no outage has the id '" + id + "'");
    listed.outage = std::move(**outage);
    if (listed.outage.windows.empty()) {
      return base::fail(base::ErrorCode::conflict, "outage " + id + " offers no windows; see `outage offer`");
    }
    const auto requests = reader.choices(id);
    if (!requests) return tl::unexpected(requests.error());
    for (const model::ServiceRequest& request : *requests) {
      auto choice = choice_of(reader, catalogue, request);
      if (!choice) return tl::unexpected(choice.error());
      listed.choices.push_back(std::move(*choice));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

}  // namespace gridboard::desk
