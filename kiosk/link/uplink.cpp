// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "kiosk/link/conversation.hpp"
#include "kiosk/link/sentences.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::link {
namespace {

const char* sentence_for(base::ErrorCode code) {
  if (code == base::ErrorCode::unavailable) return sentences::kNotEnrolled;
  if (code == base::ErrorCode::too_large) return sentences::kTooManyWaiting;
  return sentences::kNotSaved;
}

// Such an answer will be the same however often it is asked.
bool is_final_refusal(int status) {
  return status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 410 &&
         status != 425 && status != 429;
}

}  // namespace

void Conversation::take(const Submit& submit) {
  const auto receipt = writer_.submit(submit.submission);
  if (!receipt) {
    note_disk_failure(receipt.error());
    return post_(SubmitFailed{submit.ticket, sentence_for(receipt.error().code)});
  }
  post_(Submitted{submit.ticket, *receipt});
  outbox_waiting_ = true;
  post_version();
}

void Conversation::take(const Rate& rate) {
  if (auto kept = writer_.rate(rate.rating); !kept) {
    note_disk_failure(kept.error());
    return post_(NotKept{rate.rating.receipt, sentence_for(kept.error().code)});
  }
  post_(Rated{rate.rating});
  outbox_waiting_ = true;
  post_version();
}

void Conversation::take(const Reopen& reopen) {
  if (auto kept = writer_.reopen(reopen.reopening); !kept) {
    note_disk_failure(kept.error());
    return post_(NotKept{reopen.reopening.receipt, sentence_for(kept.error().code)});
  }
  post_(Reopened{reopen.reopening});
  outbox_waiting_ = true;
  post_version();
}

void Conversation::take(const Report& report) {
  if (auto kept = writer_.enqueue(report.kind, report.body); !kept) return note_disk_failure(kept.error());
  outbox_waiting_ = true;
}

void Conversation::take(const TellHealth& tell) {
  health_ = tell.health;
  if (auto kept = enqueue_health(); !kept) note_disk_failure(kept.error());
}

// What can't be kept isn't told: whoever asked for it may ask again.
void Conversation::take(const AnswerCommand& answer) {
  const auto kept = writer_.answer_command(answer.kind, answer.answer, answer.png);
  if (!kept) return note_disk_failure(kept.error());
  outbox_waiting_ = true;
  post_(CommandKept{answer.answer.id, answer.answer.outcome});
}

base::Result<void> Conversation::enqueue_health() {
  if (blobs_.keeps_any()) health_.pictures = told_of_blobs_.empty() ? "ok" : told_of_blobs_;
  auto kept = writer_.enqueue(wire::ItemKind::health, wire::encode(health_));
  if (kept) outbox_waiting_ = true;
  return kept;
}

void Conversation::post_outbox() {
  auto items = writer_.pending(batch_size_);
  if (!items) return note_disk_failure(items.error());
  outbox_waiting_ = false;
  if (items->empty()) return;
  std::size_t bytes = 0, fitting = 0;
  for (const wire::OutboxItem& item : *items) {
    bytes += item.body.size() + 160;
    if (bytes > wire::kMaxOutboxBytes && fitting > 0) break;
    ++fitting;
  }
  items->resize(fitting);
  const HttpRequest request{url("/sync/v1/outbox"), token_, wire::encode_items(*items, settings_.zone),
                            settings_.timing.request_timeout};
  outbox_post_ = http_.start(request, {}, [this, sent = std::move(*items)](const HttpResult& result) {
    outbox_post_ = 0;
    outbox_answered(sent, result);
  });
}

void Conversation::outbox_answered(const std::vector<wire::OutboxItem>& items, const HttpResult& result) {
  outbox_waiting_ = true;
  if (result.transport == Transport::arrived && result.status == 200) {
    const auto answers = wire::decode_answers(result.body);
    if (answers) return acknowledge(*answers, items);
    base::log_event(base::LogLevel::warning, "link.outbox", {{"message", std::string_view(answers.error().message)}});
  } else if (seen_to_refusal(result)) {
    return;
  } else if (result.transport == Transport::arrived && is_final_refusal(result.status)) {
    return batch_refused(items, result);
  }
  outbox_at_ = clock_.monotonic() + outbox_backoff_.next(random_, result.retry_after);
}

// Item by item from here on: the one at fault is found, and what stands behind it goes on.
void Conversation::batch_refused(const std::vector<wire::OutboxItem>& items, const HttpResult& result) {
  outbox_at_ = clock_.monotonic() + outbox_backoff_.next(random_, result.retry_after);
  if (items.size() > 1) {
    batch_size_ = 1;
    return;
  }
  base::log_event(base::LogLevel::error, "link.item_refused",
                  {{"id", std::string_view(items.front().id)}, {"status", std::int64_t{result.status}}});
  acknowledge({{items.front().id, wire::ItemAnswer::Outcome::rejected, "", sentences::kNotTaken}}, items);
}

void Conversation::acknowledge(const std::vector<wire::ItemAnswer>& answers,
                               const std::vector<wire::OutboxItem>& items) {
  if (auto kept = writer_.acknowledge(answers); !kept) {
    outbox_at_ = clock_.monotonic() + outbox_backoff_.next(random_);
    return note_disk_failure(kept.error());
  }
  bool any = false, any_request = false;
  for (const wire::OutboxItem& item : items) {
    const bool answered =
        std::any_of(answers.begin(), answers.end(), [&item](const auto& answer) { return answer.id == item.id; });
    any = any || answered;
    if (!answered || item.kind != wire::ItemKind::request) continue;
    any_request = true;
    const auto body = wire::decode_request_body(item.body);
    if (body) post_(RequestUpdated{body->receipt});
  }
  if (any_request) post_version();
  if (!any) {  // an answer that answers nothing: not to be asked again at once
    outbox_at_ = clock_.monotonic() + outbox_backoff_.next(random_);
    return;
  }
  outbox_backoff_.reset();
  const auto left = writer_.pending(1);
  if (left && left->empty()) batch_size_ = wire::kMaxItemsPerPost;
}

void Conversation::post_version() {
  const auto version = writer_.version();
  if (!version) return note_disk_failure(version.error());
  post_(Changed{*version});
}

}  // namespace gridboard::kiosk::link
