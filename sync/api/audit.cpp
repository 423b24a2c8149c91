// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who did what: a page at a time, and all of it as a file.
#include "sync/desk/audit.hpp"

#include <charconv>

#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/api/send_pieces.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostQuery = 200;

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
  net::Response head;
  head.content_type = "application/x-ndjson";
  head.headers.emplace_back("Content-Disposition", "attachment; filename=\"ledger.ndjson\"");
  return send_pieces(call, std::move(head),
                     [&env = call.env, now = call.now,
                      step = std::make_shared<desk::ExportStep>()]() -> base::Result<std::optional<std::string>> {
                       if (step->ended) return std::nullopt;
                       return desk::export_audit_page(env.store, env.keys, now, *step).map([](std::string lines) {
                         return std::optional(std::move(lines));
                       });
                     });
}

}  // namespace gridboard::api
