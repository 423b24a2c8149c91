// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_request.hpp"

#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/choose_window.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/keep_request.hpp"
#include "sync/desk/merge_request.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMaxAnswers = 40;
constexpr std::size_t kMaxAnswerCharacters = 2000;

// "" if the receipt may be given to a new request.
Result<std::string> why_not_receipt(store::Reader& reader, const RequestDesk& desk, const store::Board& board,
                                    const std::string& given) {
  const std::string receipt = model::canonical_receipt(given);
  if (receipt.empty() || receipt != given || !receipt.starts_with(board.receipt_prefix)) {
    return "回执号有误，请重新提交，或拨打" + desk.settings.hotline + "。";
  }
  const auto taken = reader.request(receipt);
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) return "回执号已被使用，请重新提交，或拨打" + desk.settings.hotline + "。";
  return std::string();
}

// Of what a neighbour has told already (`told`) only the answer is asked that says what it is.
std::string why_not_answers(const model::RequestKind& kind, const std::map<std::string, std::string>& answers,
                            bool told) {
  if (answers.size() > kMaxAnswers) return "填写的内容过多，请精简后重新提交。";
  for (const auto& [field, value] : answers) {
    if (base::count_code_points(value) > kMaxAnswerCharacters) return "填写的内容过长，请精简后重新提交。";
  }
  const std::vector<std::pair<std::string, std::string>> given(answers.begin(), answers.end());
  for (const auto& field : kind.fields) {
    if (!field.required || !model::is_asked(field, given)) continue;
    if (told && field.id != kind.neighbour_field) continue;
    const auto answer = answers.find(field.id);
    if (answer == answers.end() || base::trim(answer->second).empty()) {
      return "“" + field.label.zh + "”没有填写，请补充后重新提交。";
    }
  }
  return "";
}

// "" if nothing is wrong for ever.
Result<std::string> why_not(store::Reader& reader, const RequestDesk& desk, const store::Board& board,
                            const model::ServiceRequest& request, const std::string& same_as) {
  const model::RequestKind* kind = desk.catalogue.find(request.kind);
  if (kind == nullptr) return "这项业务目前不在受理范围内，请拨打" + desk.settings.hotline + "。";
  if (request.place_path.empty() || !base::reaches(request.place_path, board.place_path)) {
    return std::string("所选地点不在本终端的服务范围内，请到所在单元的终端办理。");
  }
  if (!request.account.empty()) {
    const auto household = reader.household(request.account);
    if (!household) return tl::unexpected(household.error());
    if (!*household || !base::reaches((*household)->path(), board.place_path)) {
      return "没有找到这个户号，请核对后重新提交，或拨打" + desk.settings.hotline + "。";
    }
  }
  std::string reason = why_not_answers(*kind, request.answers, !same_as.empty() && !kind->neighbour_field.empty());
  if (!reason.empty()) return reason;
  return why_no_choice(reader, desk.settings, *kind, request, request.submitted_at);
}

// The site class of the nearest place at or above that the centre knows.
Result<model::SiteClass> site_class_at(store::Reader& reader, std::string_view path) {
  for (; !path.empty(); path = base::parent_path(path)) {
    const auto place = reader.place(path);
    if (!place) return tl::unexpected(place.error());
    if (*place) return (*place)->site_class;
  }
  return model::SiteClass::city;
}

Result<std::optional<base::Instant>> promise_for(store::Reader& reader, const RequestDesk& desk,
                                                 const model::ServiceRequest& request) {
  const model::RequestKind* kind = desk.catalogue.find(request.kind);
  std::string id = kind == nullptr ? std::string() : kind->promise_id;
  if (!id.empty() && id.back() == '.') {
    const auto site_class = site_class_at(reader, request.place_path);
    if (!site_class) return tl::unexpected(site_class.error());
    id += model::name_of(*site_class);
  }
  const model::Promise* promise = id.empty() ? nullptr : desk.rules.promise(id);
  if (promise == nullptr) return std::optional<base::Instant>();
  return std::optional(desk.rules.due_at(*promise, request.submitted_at, desk.settings.zone));
}

// The neighbour's open request that this one says it is the same as; nothing if it was settled meanwhile, is of another
// kind or building, or says something else: then this one stands for itself.
Result<std::optional<model::ServiceRequest>> same_request(store::Reader& reader, const RequestDesk& desk,
                                                          const model::ServiceRequest& request,
                                                          const std::string& same_as) {
  if (same_as.empty()) return std::optional<model::ServiceRequest>();
  const auto building = building_of(reader, request.place_path);
  if (!building) return tl::unexpected(building.error());
  if (building->empty()) return std::optional<model::ServiceRequest>();
  auto reported = reported_request(reader, desk.settings, *building, request.kind, same_as);
  if (!reported || !*reported) return reported;
  const std::string choice = neighbour_choice(desk.catalogue, request);
  if (choice.empty() || choice != neighbour_choice(desk.catalogue, **reported)) {
    return std::optional<model::ServiceRequest>();
  }
  return reported;
}

// The latest choice of an account counts: its earlier one is settled by it.
Result<void> settle_earlier_choice(store::Writer& writer, const RequestDesk& desk,
                                   const model::ServiceRequest& request) {
  if (request.outage_id.empty()) return {};
  auto choices = writer.choices(request.outage_id);
  if (!choices) return tl::unexpected(choices.error());
  for (model::ServiceRequest& earlier : *choices) {
    if (earlier.account != request.account || earlier.submitted_at > request.submitted_at) continue;
    if (!model::may_follow(earlier.state, model::RequestState::done)) continue;
    earlier.state = model::RequestState::done;
    earlier.steps.push_back({desk.now, model::RequestState::done, "", "您之后又选了时段，以最后一次为准。"});
    if (auto kept = keep_request(writer, desk.settings, desk.catalogue, earlier); !kept) return kept;
  }
  return {};
}

}  // namespace

Result<std::string> accept_request(store::Writer& writer, const RequestDesk& desk, const store::Board& board,
                                   model::ServiceRequest& request, const std::string& same_as) {
  request.board_id = board.id;
  request.received_at = desk.now;
  // The promise runs from when the resident handed it in; a board whose clock is ahead doesn't postpone it.
  request.submitted_at = std::min(request.submitted_at, desk.now);
  auto reason = why_not(writer, desk, board, request, same_as);
  if (!reason || !reason->empty()) return reason;
  const model::RequestKind* kind = desk.catalogue.find(request.kind);
  if (window_field(*kind) == nullptr) request.outage_id.clear();
  const auto promised = promise_for(writer, desk, request);
  if (!promised) return tl::unexpected(promised.error());
  request.promised_at = *promised;
  request.steps.push_back({request.submitted_at, model::RequestState::received, "", ""});
  if (auto settled = settle_earlier_choice(writer, desk, request); !settled) return tl::unexpected(settled.error());
  const auto same = same_request(writer, desk, request, same_as);
  if (!same) return tl::unexpected(same.error());
  const auto kept = *same ? merge_into(writer, desk.settings, desk.catalogue, request, **same, "", desk.now)
                          : keep_request(writer, desk.settings, desk.catalogue, request);
  if (!kept) return tl::unexpected(kept.error());
  if (auto weighed = weigh_fault_report(writer, desk.rules.outage, request, desk.now); !weighed) {
    return tl::unexpected(weighed.error());
  }
  return std::string();
}

Result<wire::ItemAnswer> take_request(store::Writer& writer, const RequestDesk& desk, const KeyRing& keys,
                                      const store::Board& board, const wire::OutboxItem& item) {
  wire::ItemAnswer answer;
  answer.id = item.id;
  const auto reject = [&answer](std::string reason) {
    answer.outcome = wire::ItemAnswer::Outcome::rejected;
    answer.reason = std::move(reason);
    return answer;
  };
  auto body = wire::decode_request_body(item.body);
  if (!body) return reject("提交的内容有误，请重新提交，或拨打" + desk.settings.hotline + "。");
  answer.receipt = body->receipt;
  // No board of ours sends one open: its program is broken or isn't ours, which staff must hear of.
  if (body->sealed.empty()) {
    base::log_event(base::LogLevel::warning, "request.not_sealed",
                    {{"board", std::string_view(board.id)},
                     {"what", std::string_view("what the resident typed came open and was refused; look after the "
                                               "board's program, and take the request in by phone")}});
    return reject("提交的内容没有加密，中心不予接收，请拨打" + desk.settings.hotline + "办理。");
  }
  auto reason = why_not_receipt(writer, desk, board, body->receipt);
  if (!reason) return tl::unexpected(reason.error());
  if (!reason->empty()) return reject(*reason);
  auto personal = keys.open_sealed(body->sealed);
  const bool taken = personal && wire::take_personal(*body, *personal);
  if (!taken) return reject("提交的内容无法打开，请重新提交，或拨打" + desk.settings.hotline + "。");

  model::ServiceRequest request;
  request.receipt = std::move(body->receipt);
  request.kind = std::move(body->kind);
  request.place_path = std::move(body->place_path);
  request.account = std::move(body->account);
  request.answers = std::move(body->answers);
  request.outage_id = std::move(body->outage_id);
  request.submitted_at = item.at;
  reason = accept_request(writer, desk, board, request, body->same_as);
  if (!reason) return tl::unexpected(reason.error());
  return reason->empty() ? answer : reject(*reason);
}

}  // namespace gridboard::desk
