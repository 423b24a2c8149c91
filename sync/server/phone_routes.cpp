// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/phone_routes.hpp"

#include <charconv>

#include "sync/base/log.hpp"
#include "sync/desk/choose_window.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/phone_pages.hpp"
#include "sync/server/phone_refusals.hpp"

namespace gridboard::server {
namespace {

// A peer may be a whole village behind one address of its network operator.
constexpr std::size_t kTriesPerPeer = 30, kTriesOfAll = 3000;
constexpr std::size_t kLookUpsPerPeer = 60, kLookUpsOfAll = 6000;
constexpr std::chrono::milliseconds kWindow{60000};
constexpr std::size_t kMostSegmentBytes = 200;

// "abc" of "/s/abc" for segment 1; "" beyond the last.
std::string segment(std::string_view path, std::size_t number) {
  for (std::size_t i = 0; i <= number; ++i) {
    if (path.empty()) return "";
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (i == number) return slash <= kMostSegmentBytes ? std::string(path.substr(0, slash)) : "";
    path.remove_prefix(slash);
  }
  return "";
}

std::string value_of(const net::FormBody& form, const std::string& name) {
  const auto found = form.find(name);
  return found == form.end() ? "" : found->second;
}

net::Response answer_of(int status, const Page& page, const net::Request& request) {
  return page_response(status, page, request.target.path);
}

net::Response see_other(std::string location) {
  net::Response response;
  response.status = 303;
  response.content_type = "";
  response.headers.emplace_back("Location", std::move(location));
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

std::string minutes_until(base::Instant until, base::Instant now) {
  return std::to_string(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::minutes>(until - now).count()));
}

}  // namespace

PhoneRoutes::PhoneRoutes(const Desk& desk)
    : desk_(desk),
      sign_in_limit_(kTriesPerPeer, kTriesOfAll, kWindow),
      request_limit_(kTriesPerPeer, kTriesOfAll, kWindow),
      receipt_limit_(kLookUpsPerPeer, kLookUpsOfAll, kWindow),
      judge_limit_(kTriesPerPeer, kTriesOfAll, kWindow),
      unlock_show_limit_(kLookUpsPerPeer, kLookUpsOfAll, kWindow),
      unlock_limit_(kTriesPerPeer, kTriesOfAll, kWindow) {}

void PhoneRoutes::post(net::WorkQueue& queue, const Shared& exchange, std::function<void()> work) {
  if (queue.post(std::move(work))) return;
  auto busy = refusal(exchange->request(), 503);
  busy.headers.emplace_back("Retry-After", "5");
  exchange->answer(std::move(busy));
}

void PhoneRoutes::fail(const Shared& exchange, const base::Error& error) {
  const int status = net::status_of(error.code);
  if (status >= 500) {
    ++desk_.metrics.store_errors;
    base::log_event(base::LogLevel::error, "page.failed",
                    {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
  }
  exchange->answer(refusal(exchange->request(), status));
}

std::optional<net::FormBody> PhoneRoutes::form_of(const Shared& exchange) {
  const net::Request& request = exchange->request();
  if (!net::is_form_type(request.header("content-type"))) {
    exchange->answer(refusal(request, 415));
    return std::nullopt;
  }
  auto form = net::parse_form_body(request.body);
  if (form) return std::move(*form);
  exchange->answer(refusal(request, 400));
  return std::nullopt;
}

bool PhoneRoutes::admitted(const Shared& exchange, net::RateLimit& limit) {
  const std::string peer = peer_of(exchange->request(), desk_.trust_forwarded);
  const auto now = desk_.clock.monotonic();
  const auto wait = limit.wait_for(peer, now);
  if (wait.count() == 0) {
    limit.note_failure(peer, now);
    return true;
  }
  auto slow = refusal(exchange->request(), 429);
  slow.headers.emplace_back("Retry-After", std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()));
  exchange->answer(std::move(slow));
  return false;
}

void PhoneRoutes::show_sign_in(const Shared& exchange) {
  post(desk_.reads, exchange, [this, exchange] {
    const net::Request& request = exchange->request();
    const Say say = say_for(request);
    const auto checked = desk::check_sign_in_code(desk_.store, segment(request.target.path, 1), desk_.clock.now());
    if (!checked) return fail(exchange, checked.error());
    if (checked->refusal != desk::SignInRefusal::none) {
      const RefusedWords words = words_of(checked->refusal);
      const Page page = message_page(say, say("不能签到", "Can't sign in"), say(words.zh, words.en));
      return exchange->answer(answer_of(words.status, page, request));
    }
    exchange->answer(answer_of(200, sign_in_page(say, checked->board_name, "", ""), request));
  });
}

void PhoneRoutes::take_sign_in(const Shared& exchange) {
  if (!admitted(exchange, sign_in_limit_)) return;
  auto form = form_of(exchange);
  if (!form) return;
  post(desk_.checks, exchange, [this, exchange, form = std::move(*form)] { check_sign_in(exchange, form); });
}

void PhoneRoutes::check_sign_in(const Shared& exchange, const net::FormBody& form) {
  const net::Request& request = exchange->request();
  const Say say = say_for(request);
  const base::Instant now = desk_.clock.now();
  const std::string what = value_of(form, "what");
  if (what != "arrival" && what != "leaving") return exchange->answer(refusal(request, 400));
  desk::CheckSignIn wanted;
  wanted.code = segment(request.target.path, 1);
  wanted.manager_id = value_of(form, "manager");
  wanted.pin = value_of(form, "pin");
  wanted.kind = what == "leaving" ? store::SignInKind::leave : store::SignInKind::arrive;
  const auto checked = desk::check_sign_in(desk_.store, wanted, now);
  if (!checked) return fail(exchange, checked.error());
  if (checked->refusal == desk::SignInRefusal::none) {
    base::log_event(base::LogLevel::info, "sign_in.recorded", {{"what", std::string_view(what)}});
    return exchange->answer(answer_of(200, signed_in_page(say, *checked, wanted.kind, desk_.zone), request));
  }
  const RefusedWords words = words_of(checked->refusal);
  base::log_event(base::LogLevel::warning, "sign_in.refused", {{"status", static_cast<std::int64_t>(words.status)}});
  std::string sentence = say(words.zh, words.en);
  if (checked->refusal == desk::SignInRefusal::wrong_pin) {
    // The code is still good: only what was typed has to be put right.
    return exchange->answer(
        answer_of(words.status, sign_in_page(say, checked->board_name, wanted.manager_id, sentence), request));
  }
  if (checked->refusal == desk::SignInRefusal::waiting) {
    sentence += say("还要等 ", " Minutes to wait: ") + minutes_until(checked->wait_until, now) + say(" 分钟。", ".");
  }
  auto refused = answer_of(words.status, message_page(say, say("不能签到", "Can't sign in"), sentence), request);
  if (checked->refusal == desk::SignInRefusal::waiting) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(checked->wait_until - now).count();
    refused.headers.emplace_back("Retry-After", std::to_string(seconds));
  }
  exchange->answer(std::move(refused));
}

void PhoneRoutes::show_services(const Shared& exchange) {
  post(desk_.reads, exchange, [this, exchange] {
    const net::Request& request = exchange->request();
    const Say say = say_for(request);
    const std::string kind_id = segment(request.target.path, 2);
    const model::RequestKind* kind = desk_.rule_book.catalogue().find(kind_id);
    const bool too_long = request.target.path.ends_with('/') || !segment(request.target.path, 3).empty();
    if ((kind == nullptr && !kind_id.empty()) || too_long) {
      return exchange->answer(refusal(request, 404));
    }
    const auto rules = desk_.rule_book.rules();
    const auto form = desk::open_phone_form(desk_.store, *rules, segment(request.target.path, 1),
                                            std::string(request.query("outage")), desk_.clock.now());
    if (!form) return fail(exchange, form.error());
    if (kind == nullptr) {
      return exchange->answer(answer_of(200, services_page(say, *form, desk_.rule_book.catalogue()), request));
    }
    if (desk::window_field(*kind) != nullptr && !form->outage) {
      const Page page = message_page(say, say("现在没有要选的时段", "Nothing to choose now"),
                                     say("没有检修在等您选时段，或选时段的时间已过。请查看终端上的停电公告。",
                                         "No maintenance offers windows now, or the time to choose is over. See the "
                                         "outages on the board."));
      return exchange->answer(answer_of(404, page, request));
    }
    FilledForm filled{*form, *kind, base::make_uuid_v7(desk_.clock.now(), desk_.random), {}, "", {}, ""};
    exchange->answer(answer_of(200, form_page(say, filled), request));
  });
}

void PhoneRoutes::take_request(const Shared& exchange) {
  if (!admitted(exchange, request_limit_)) return;
  auto form = form_of(exchange);
  if (!form) return;
  const model::RequestKind* kind = desk_.rule_book.catalogue().find(segment(exchange->request().target.path, 2));
  if (kind == nullptr || !segment(exchange->request().target.path, 3).empty()) {
    return exchange->answer(refusal(exchange->request(), 404));
  }
  auto& queue = kind->needs_household ? desk_.checks : desk_.writes;
  post(queue, exchange, [this, exchange, form = std::move(*form)] { hand_in(exchange, form); });
}

void PhoneRoutes::hand_in(const Shared& exchange, const net::FormBody& form) {
  const net::Request& request = exchange->request();
  const Say say = say_for(request);
  const base::Instant now = desk_.clock.now();
  const auto& catalogue = desk_.rule_book.catalogue();
  const auto rules = desk_.rule_book.rules();
  desk::PhoneRequest wanted;
  wanted.board_id = segment(request.target.path, 1);
  wanted.kind = segment(request.target.path, 2);
  wanted.token = value_of(form, "token");
  wanted.account = value_of(form, "account");
  wanted.pin = value_of(form, "household_pin");
  wanted.outage_id = value_of(form, "outage");
  wanted.answers = form;
  const auto taken = desk::take_phone_request(desk_.store, catalogue, *rules, wanted, now, desk_.random);
  if (!taken) return fail(exchange, taken.error());
  if (!taken->receipt.empty()) return exchange->answer(see_other("../../r/" + taken->receipt + "?done=handed_in"));

  const auto open = desk::open_phone_form(desk_.store, *rules, wanted.board_id, wanted.outage_id, now);
  if (!open) return fail(exchange, open.error());
  FilledForm filled{*open,          *catalogue.find(wanted.kind), wanted.token, form, wanted.account, taken->problems,
                    taken->sentence};
  // The desk's sentences are Chinese; who reads English is told at least what to make of them.
  if (say.english && !taken->sentence.empty()) {
    filled.sentence = "This can't be taken as it stands. If in doubt, show this sentence to staff: " + taken->sentence;
  }
  int status = 422;
  if (taken->wrong_pin) {
    status = 403;
    filled.sentence =
        say("户号或查询密码不对，请核对。还没有密码的，请带证件到供电所领取。",
            "Account number or PIN is wrong. If your household has no PIN yet, the office gives you one.");
  }
  if (taken->wait_until) {
    status = 429;
    filled.sentence = say("密码错误次数过多，还要等 ", "Too many wrong PINs. Minutes to wait: ") +
                      minutes_until(*taken->wait_until, now) + say(" 分钟再试。", ".");
  }
  exchange->answer(answer_of(status, form_page(say, filled), request));
}

void PhoneRoutes::show_receipt(const Shared& exchange) {
  if (!admitted(exchange, receipt_limit_)) return;
  post(desk_.reads, exchange, [this, exchange] {
    const net::Request& request = exchange->request();
    const Say say = say_for(request);
    const auto followed = desk::follow_request(desk_.store, segment(request.target.path, 1), desk_.clock.now());
    if (!followed && followed.error().code == base::ErrorCode::not_found) {
      const Page page = message_page(say, say("没有找到", "Not found"),
                                     say("没有这个回执号，请核对。刚在终端提交的，可能过几分钟才能查到。",
                                         "No request has this receipt. If you handed it in at a board just now, try "
                                         "again in a few minutes."));
      return exchange->answer(answer_of(404, page, request));
    }
    if (!followed) return fail(exchange, followed.error());
    const std::string_view done = request.query("done");
    std::string note;
    if (done == "handed_in") note = say("已经收到了。请记下回执号。", "We have it. Keep the receipt number.");
    if (done == "rating") note = say("谢谢您的评价。", "Thank you for your rating.");
    if (done == "reopening") note = say("已经重新办理，我们会尽快联系您。", "It is open again. We will be in touch.");
    const Page page = receipt_page(say, *followed, desk_.rule_book.catalogue(), desk_.zone, note);
    exchange->answer(answer_of(200, page, request));
  });
}

void PhoneRoutes::take_judgement(const Shared& exchange) {
  if (!admitted(exchange, judge_limit_)) return;
  auto form = form_of(exchange);
  if (!form) return;
  post(desk_.writes, exchange, [this, exchange, form = std::move(*form)] { judge(exchange, form); });
}

void PhoneRoutes::judge(const Shared& exchange, const net::FormBody& form) {
  const net::Request& request = exchange->request();
  const Say say = say_for(request);
  const base::Instant now = desk_.clock.now();
  const auto& catalogue = desk_.rule_book.catalogue();
  const std::string receipt = segment(request.target.path, 1), action = value_of(form, "action");
  base::Result<desk::Judged> judged = desk::Judged::malformed;
  if (action == "rating") {
    int stars = 0;
    const std::string given = value_of(form, "stars");
    std::from_chars(given.data(), given.data() + given.size(), stars);
    judged = desk::rate_by_phone(desk_.store, catalogue, receipt, stars, now);
  } else if (action == "reopening") {
    judged = desk::reopen_by_phone(desk_.store, catalogue, receipt, value_of(form, "reason"), now);
  }
  if (!judged) return fail(exchange, judged.error());
  if (*judged == desk::Judged::taken) return exchange->answer(see_other("?done=" + action));
  const RefusedWords words = words_of(*judged);
  const Page page = message_page(say, say("没有提交成功", "Not sent"), say(words.zh, words.en));
  exchange->answer(answer_of(words.status, page, request));
}

}  // namespace gridboard::server
