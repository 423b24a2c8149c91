// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/choose_window.hpp"

#include <algorithm>
#include <cstdio>

#include "sync/base/paths.hpp"
#include "sync/desk/keep_request.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

bool is_affected(const model::Outage& outage, std::string_view household_path) {
  return std::any_of(outage.audience.begin(), outage.audience.end(),
                     [&](const std::string& path) { return base::path_contains(path, household_path); });
}

std::string clock_text(const base::CivilTime& time) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", time.hour, time.minute);
  return text;
}

}  // namespace

const model::Field* window_field(const model::RequestKind& kind) {
  for (const model::Field& field : kind.fields) {
    if (field.type == model::FieldType::window) return &field;
  }
  return nullptr;
}

Result<std::string> why_no_choice(store::Reader& reader, const CentreSettings& settings, const model::RequestKind& kind,
                                  const model::ServiceRequest& request, base::Instant at) {
  const model::Field* field = window_field(kind);
  if (field == nullptr) return std::string();
  const std::string call = "如有需要请拨打" + settings.hotline + "。";
  const auto outage = reader.outage(request.outage_id);
  if (!outage) return tl::unexpected(outage.error());
  if (!*outage || (*outage)->windows.empty()) return "没有找到这次检修，或这次检修不需要选时段。" + call;
  const auto household = reader.household(request.account);
  if (!household) return tl::unexpected(household.error());
  if (!*household || !is_affected(**outage, (*household)->path())) return "这次检修不影响您家，不用选时段。" + call;
  if (!(*outage)->chosen_window.empty()) return "检修时段已经确定，请查看停电公告。" + call;
  if (!model::may_choose(**outage, at)) return "选时段的时间已过，请查看停电公告。" + call;
  const auto answer = request.answers.find(field->id);
  const auto& windows = (*outage)->windows;
  const bool offered = answer != request.answers.end() &&
                       std::any_of(windows.begin(), windows.end(),
                                   [&](const model::OutageWindow& window) { return window.id == answer->second; });
  return offered ? std::string() : "这个时段不在可选范围内，请重新选择。" + call;
}

Result<void> settle_choices(store::Writer& writer, const CentreSettings& settings, const std::string& outage_id,
                            const std::string& text, const std::string& by, base::Instant now) {
  auto choices = writer.choices(outage_id);
  if (!choices) return tl::unexpected(choices.error());
  for (model::ServiceRequest& request : *choices) {
    if (!model::may_follow(request.state, model::RequestState::done)) continue;
    request.state = model::RequestState::done;
    request.steps.push_back({now, model::RequestState::done, by, text});
    // No neighbour is ever asked about a choice: no kind is looked up.
    if (auto kept = keep_request(writer, settings, model::Catalogue(), request); !kept) return kept;
  }
  return {};
}

std::string window_in_words(const model::OutageWindow& window, base::Zone zone) {
  const base::CivilTime from = base::to_civil(window.from, zone), to = base::to_civil(window.to, zone);
  std::string text = std::to_string(static_cast<unsigned>(from.date.month())) + "月" +
                     std::to_string(static_cast<unsigned>(from.date.day())) + "日 " + clock_text(from) + "–";
  if (from.date != to.date) {
    text += std::to_string(static_cast<unsigned>(to.date.month())) + "月" +
            std::to_string(static_cast<unsigned>(to.date.day())) + "日 ";
  }
  return text + clock_text(to);
}

}  // namespace gridboard::desk
