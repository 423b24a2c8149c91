// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_request.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMaxAnswers = 40;
constexpr std::size_t kMaxAnswerCharacters = 2000;

// "" if nothing is wrong for ever.
Result<std::string> why_not(store::Reader& reader, const RequestDesk& desk, const store::Board& board,
                            const wire::RequestBody& body) {
  const std::string receipt = model::canonical_receipt(body.receipt);
  if (receipt.empty() || receipt != body.receipt || !receipt.starts_with(board.receipt_prefix)) {
    return "回执号有误，请重新提交，或拨打" + desk.settings.hotline + "。";
  }
  const auto taken = reader.request(receipt);
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) return "回执号已被使用，请重新提交，或拨打" + desk.settings.hotline + "。";
  const model::RequestKind* kind = desk.catalogue.find(body.kind);
  if (kind == nullptr) return "这项业务目前不在受理范围内，请拨打" + desk.settings.hotline + "。";
  if (body.place_path.empty() || !base::reaches(body.place_path, board.place_path)) {
    return std::string("所选地点不在本终端的服务范围内，请到所在单元的终端办理。");
  }
  if (!body.account.empty()) {
    const auto household = reader.household(body.account);
    if (!household) return tl::unexpected(household.error());
    if (!*household || !base::reaches((*household)->path(), board.place_path)) {
      return "没有找到这个户号，请核对后重新提交，或拨打" + desk.settings.hotline + "。";
    }
  }
  if (body.answers.size() > kMaxAnswers) return std::string("填写的内容过多，请精简后重新提交。");
  for (const auto& [field, value] : body.answers) {
    if (base::count_code_points(value) > kMaxAnswerCharacters) {
      return std::string("填写的内容过长，请精简后重新提交。");
    }
  }
  const std::vector<std::pair<std::string, std::string>> given(body.answers.begin(), body.answers.end());
  for (const auto& field : kind->fields) {
    if (!field.required || !model::is_asked(field, given)) continue;
    const auto answer = body.answers.find(field.id);
    if (answer == body.answers.end() || base::trim(answer->second).empty()) {
      return "“" + field.label.zh + "”没有填写，请补充后重新提交。";
    }
  }
  return std::string();
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

}  // namespace

Result<wire::ItemAnswer> take_request(store::Writer& writer, const RequestDesk& desk, const store::Board& board,
                                      const wire::OutboxItem& item) {
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
  const auto reason = why_not(writer, desk, board, *body);
  if (!reason) return tl::unexpected(reason.error());
  if (!reason->empty()) return reject(*reason);

  model::ServiceRequest request;
  request.receipt = std::move(body->receipt);
  request.kind = std::move(body->kind);
  request.place_path = std::move(body->place_path);
  request.account = std::move(body->account);
  request.board_id = board.id;
  request.answers = std::move(body->answers);
  // The promise runs from when the resident handed it in; a board whose clock is ahead doesn't postpone it.
  request.submitted_at = std::min(item.at, desk.now);
  request.received_at = desk.now;
  const auto promised = promise_for(writer, desk, request);
  if (!promised) return tl::unexpected(promised.error());
  request.promised_at = *promised;
  request.steps.push_back({request.submitted_at, model::RequestState::received, "", ""});
  if (auto put = writer.put(request); !put) return tl::unexpected(put.error());
  if (auto sent = publish_request(writer, desk.settings, request); !sent) return tl::unexpected(sent.error());
  return answer;
}

}  // namespace gridboard::desk
