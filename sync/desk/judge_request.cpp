// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/judge_request.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/desk/keep_request.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMostReasonBytes = 40;

// As boards and pages offer them.
constexpr std::array<std::pair<const char*, const char*>, 4> kReasons{{{"not_solved", "居民反映：问题没有解决。"},
                                                                       {"came_back", "居民反映：问题又出现了。"},
                                                                       {"nobody_came", "居民反映：没有人来过。"},
                                                                       {"other", "居民要求重新办理。"}}};

// A word of a newer board that isn't known here still opens the request.
std::string words_of(std::string_view reason) {
  for (const auto& [id, words] : kReasons) {
    if (reason == id) return words;
  }
  return kReasons.back().second;
}

bool is_word(std::string_view reason) {
  return !reason.empty() && reason.size() <= kMostReasonBytes && std::all_of(reason.begin(), reason.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_settled(model::RequestState state) {
  return state == model::RequestState::done || state == model::RequestState::closed;
}

}  // namespace

std::string sentence_of(Judged judged, const CentreSettings& settings) {
  switch (judged) {
    case Judged::taken:
      return "";
    case Judged::too_early:
      return "这件诉求还没有办结，暂时不能评价或重开。";
    case Judged::twice:
      return "这件诉求已经评价过了，谢谢您。";
    case Judged::too_late:
      return "办结已超过 7 天，不能重开。请重新提交，或拨打" + settings.hotline + "。";
    case Judged::malformed:
      return "内容有误，请重新选择。";
  }
  return "";
}

Result<Judged> rate_request(store::Writer& writer, const JudgeDesk& desk, model::ServiceRequest request, int stars,
                            base::Instant at) {
  if (stars < 1 || stars > 5) return Judged::malformed;
  if (request.rating) return Judged::twice;
  const auto followed = as_followed(writer, request);
  if (!followed) return tl::unexpected(followed.error());
  if (!model::may_rate(*followed)) return Judged::too_early;
  request.rating = model::RequestRating{stars, std::min(at, desk.now)};
  if (auto kept = keep_request(writer, desk.settings, desk.catalogue, request); !kept) {
    return tl::unexpected(kept.error());
  }
  return Judged::taken;
}

Result<Judged> reopen_request(store::Writer& writer, const JudgeDesk& desk, const model::ServiceRequest& request,
                              std::string_view reason, base::Instant at) {
  if (!is_word(reason)) return Judged::malformed;
  auto leading = leading_request(writer, request);
  if (!leading) return tl::unexpected(leading.error());
  const base::Instant said = std::min(at, desk.now);
  // Two neighbours may say so of the same work: the second finds it open again already.
  if (leading->state == model::RequestState::reopened) return Judged::taken;
  if (!is_settled(leading->state)) return Judged::too_early;
  if (!model::may_reopen(leading->state, leading->steps, said)) return Judged::too_late;
  leading->state = model::RequestState::reopened;
  leading->steps.push_back({desk.now, model::RequestState::reopened, "", words_of(reason)});
  if (auto kept = keep_request(writer, desk.settings, desk.catalogue, *leading); !kept) {
    return tl::unexpected(kept.error());
  }
  return Judged::taken;
}

}  // namespace gridboard::desk
