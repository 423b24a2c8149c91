// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The page behind the code of a board's PIN pad: /u/<board>/<id>. The id is unguessable and good once: it is the token
// of the form, too.
#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/desk/unlock_by_phone.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/phone_pages.hpp"
#include "sync/server/phone_routes.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::server {
namespace {

constexpr std::string_view kPrefix = "/u/";
constexpr std::size_t kMostSegmentBytes = 100;

struct Code {
  std::string board_id, id;  // both "" if the address is none
};
Code code_of(std::string_view path) {
  path.remove_prefix(kPrefix.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || path.size() > kMostSegmentBytes) return {};
  return {std::string(path.substr(0, slash)), std::string(path.substr(slash + 1))};
}

}  // namespace

void PhoneRoutes::answer_unlock_failure(const Shared& exchange, const base::Error& error) {
  if (error.code != base::ErrorCode::not_found) return fail(exchange, error);
  const net::Request& request = exchange->request();
  const Say say = say_for(request);
  const Page page =
      message_page(say, say("二维码已过期", "This code is over"),
                   say("每个码只用一次，3 分钟内有效。请在终端上点“用手机解锁”，换一个新的再扫。",
                       "Each code works once, within 3 minutes. Press “Unlock with my phone” at the board and scan the "
                       "new one."));
  exchange->answer(page_response(410, page, request.target.path));
}

void PhoneRoutes::show_unlock(const Shared& exchange) {
  if (!admitted(exchange, unlock_show_limit_)) return;
  post(desk_.reads, exchange, [this, exchange] {
    const net::Request& request = exchange->request();
    const Code code = code_of(request.target.path);
    const auto shown = desk::show_phone_unlock(desk_.store, code.board_id, code.id, desk_.clock.now());
    if (!shown) return answer_unlock_failure(exchange, shown.error());
    exchange->answer(page_response(200, unlock_page(say_for(request), *shown, ""), request.target.path));
  });
}

void PhoneRoutes::take_unlock(const Shared& exchange) {
  if (!admitted(exchange, unlock_limit_)) return;
  auto form = form_of(exchange);
  if (!form) return;
  post(desk_.checks, exchange, [this, exchange, form = std::move(*form)] { unlock(exchange, form); });
}

void PhoneRoutes::unlock(const Shared& exchange, const net::FormBody& form) {
  const net::Request& request = exchange->request();
  const Say say = say_for(request);
  const base::Instant now = desk_.clock.now();
  const Code code = code_of(request.target.path);
  const auto given = form.find("pin");
  std::string pin = given == form.end() ? "" : given->second;
  const auto outcome = desk::unlock_by_phone(desk_.store, code.board_id, code.id, pin, now, desk_.random);
  wire::wipe(pin);
  if (!outcome) return answer_unlock_failure(exchange, outcome.error());
  const char* what = outcome->done ? "household.unlocked_by_phone" : "household.not_unlocked_by_phone";
  base::log_event(outcome->done ? base::LogLevel::info : base::LogLevel::warning, what,
                  {{"board", std::string_view(code.board_id)},
                   {"account", std::string_view(outcome->account)},
                   {"peer", std::string_view(peer_of(request, desk_.trust_forwarded))}});
  if (outcome->done) {
    return exchange->answer(page_response(200, unlocked_page(say, outcome->shown), request.target.path));
  }
  if (outcome->wrong_pin) {
    const std::string sentence =
        say("密码不对，请核对密码单。连续输错 5 次要等 15 分钟。",
            "The PIN is wrong. Check your slip. After five wrong ones you have to wait 15 minutes.");
    return exchange->answer(page_response(403, unlock_page(say, outcome->shown, sentence), request.target.path));
  }
  const auto wait = *outcome->wait_until - now;
  const auto minutes = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::minutes>(wait).count());
  const Page page = message_page(say, say("请稍后再试", "Try again later"),
                                 say("输错的次数太多，这一户先锁上了。还要等（分钟）：",
                                     "Too many wrong PINs: this household is locked for a while. Minutes to wait: ") +
                                     std::to_string(minutes));
  auto refused = page_response(429, page, request.target.path);
  refused.headers.emplace_back("Retry-After", std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()));
  exchange->answer(std::move(refused));
}

}  // namespace gridboard::server
