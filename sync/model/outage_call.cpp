// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/outage_call.hpp"

#include <array>
#include <set>

#include "sync/base/utf8.hpp"
#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<CallCategory>, 6> kCategories{{{CallCategory::important, "important", "重要用户"},
                                                         {CallCategory::important, "important", "重要客户"},
                                                         {CallCategory::cold_storage, "cold_storage", "冷库"},
                                                         {CallCategory::cold_storage, "cold_storage", "冷库用户"},
                                                         {CallCategory::aquaculture, "aquaculture", "水产养殖"},
                                                         {CallCategory::care, "care", "特殊关爱"}}};
constexpr std::array<Word<CallOutcome>, 5> kOutcomes{{{CallOutcome::reached, "reached", "已通知"},
                                                      {CallOutcome::acknowledged, "acknowledged", "已确认"},
                                                      {CallOutcome::no_answer, "no_answer", "无人接听"},
                                                      {CallOutcome::wrong_number, "wrong_number", "号码有误"},
                                                      {CallOutcome::not_needed, "not_needed", "无需通知"}}};

constexpr std::string_view kSeparators[] = {",", "，", "、", ";", "；"};

std::set<CallCategory> categories_in(std::string_view flags) {
  std::set<CallCategory> found;
  while (!flags.empty()) {
    std::size_t end = flags.size(), next = flags.size();
    for (const std::string_view separator : kSeparators) {
      if (const std::size_t at = flags.find(separator); at < end) {
        end = at;
        next = at + separator.size();
      }
    }
    const std::string_view flag = base::trim(flags.substr(0, end));
    if (!flag.empty()) found.insert(parse_call_category(flag).value_or(CallCategory::care));
    flags.remove_prefix(next);
  }
  return found;
}

}  // namespace

const char* name_of(CallCategory category) {
  return name_in(kCategories, category);
}
const char* name_of(CallOutcome outcome) {
  return name_in(kOutcomes, outcome);
}
base::Result<CallCategory> parse_call_category(std::string_view text) {
  return parse_in(kCategories, text, "category of a call");
}
base::Result<CallOutcome> parse_call_outcome(std::string_view text) {
  return parse_in(kOutcomes, text, "outcome of a call");
}

std::optional<CallCategory> call_category_of(std::string_view care_flags) {
  const auto found = categories_in(care_flags);
  return found.empty() ? std::nullopt : std::optional(*found.begin());
}

bool has_cold_storage(std::string_view care_flags) {
  return categories_in(care_flags).contains(CallCategory::cold_storage);
}

bool is_settled(CallCategory category, std::optional<CallOutcome> outcome) {
  if (!outcome) return false;
  switch (*outcome) {
    case CallOutcome::acknowledged:
    case CallOutcome::not_needed:
      return true;
    case CallOutcome::reached:
      return category != CallCategory::important;
    case CallOutcome::no_answer:
    case CallOutcome::wrong_number:
      break;
  }
  return false;
}

bool awaits_acknowledgement(CallCategory category, std::optional<CallOutcome> outcome) {
  return category == CallCategory::important && !is_settled(category, outcome);
}

}  // namespace gridboard::model
