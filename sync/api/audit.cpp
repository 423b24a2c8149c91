// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who did what: a page at a time, and all of it as a file.
#include "sync/desk/audit.hpp"

#include <charconv>
#include <mutex>

#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/log.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostQuery = 200;

// Sends the chain piece by piece, the next one when the last has gone to the kernel: a slow reader costs no memory.
class Export : public std::enable_shared_from_this<Export> {
 public:
  Export(const Environment& env, base::Instant now) : env_(env), now_(now) {}

  void begin(net::Exchange& exchange) {
    net::Response head;
    head.content_type = "application/x-ndjson";
    head.headers.emplace_back("Content-Disposition", "attachment; filename=\"ledger.ndjson\"");
    net::StreamEvents events;
    events.on_drained = [self = shared_from_this()] { self->post_next(); };
    const std::lock_guard lock(mutex_);
    stream_ = exchange.stream(std::move(head), std::move(events));
    send_next();
  }

 private:
  void post_next() {
    const bool posted = env_.reads.post([self = shared_from_this()] {
      const std::lock_guard lock(self->mutex_);
      self->send_next();
    });
    if (!posted) stream_->cut();  // it has no end, so that nobody takes it for whole
  }

  void send_next() {
    while (!step_.ended) {
      const auto lines = desk::export_audit_page(env_.store, env_.keys, now_, step_);
      if (!lines) {
        base::log_event(base::LogLevel::error, "audit.export_failed",
                        {{"what", std::string_view(lines.error().message)}});
        return stream_->cut();
      }
      if (!stream_->write({std::make_shared<const std::string>(*lines)})) return;
      if (!step_.ended && !stream_->tell_when_drained()) return;
    }
    stream_->finish();
  }

  const Environment& env_;
  const base::Instant now_;
  std::mutex mutex_;
  desk::ExportStep step_;
  std::shared_ptr<net::Stream> stream_;
};

}  // namespace

Outcome list_audit(Call& call) {
  Query query(call.request());
  store::AuditFilter filter;
  filter.actor = query.text("actor", kMostQuery);
  filter.action = query.text("action", kMostQuery);
  filter.subject = query.text("subject", kMostQuery);
  filter.from = query.time("from");
  filter.upto = query.time("upto");
  filter.limit = query.limit();
  const auto after = query.after(1);
  if (!after.empty()) {
    const std::string& digits = after.front();
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), filter.before);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size() && filter.before > 0;
    if (!whole) query.refuse("after", {"不是上一页给出的。", "isn't what the page before gave out."});
  }
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  const auto page = desk::list_audit(call.env.store, filter);
  if (!page) return tl::unexpected(page.error());
  json::array items;
  for (const auto& entry : page->items) items.push_back(entry_of(call, entry));
  return json_answer(200, page_of(std::move(items), page->next == 0 ? "" : make_after({std::to_string(page->next)})));
}

Outcome export_audit(Call& call) {
  std::make_shared<Export>(call.env, call.now)->begin(*call.exchange);
  net::Response by_itself;
  by_itself.status = 0;
  return by_itself;
}

}  // namespace gridboard::api
