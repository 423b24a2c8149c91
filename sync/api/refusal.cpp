// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/refusal.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/net/problem.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kComeAgain{5};

struct Saying {
  Words what, todo;
};

Saying saying_of(base::ErrorCode code) {
  using enum base::ErrorCode;
  switch (code) {
    case invalid_input:
      return {{"提交的内容不对。", "What was sent isn't right."},
              {"请按提示改正后再提交。", "Put it right and send it again."}};
    case not_found:
      return {{"没有找到。", "Not found."},
              {"它可能已被删除，请刷新列表。", "It may have been removed: look at the list again."}};
    case ambiguous:
      return {{"有多个符合，无法确定是哪一个。", "It fits several."}, {"请写得更具体。", "Say it more exactly."}};
    case conflict:
      return {{"与现在的状态不符。", "It clashes with what is there."},
              {"请刷新后再试，可能有人刚改过。", "Load it again: somebody may have changed it just now."}};
    case unauthenticated:
      return {{"还没有登录，或登录已失效。", "You are not signed in, or no longer."},
              {"请重新登录。", "Sign in again."}};
    case forbidden:
      return {{"您没有做这件事的权限。", "You may not do this."},
              {"需要的话，请找管理员开通。", "Ask an administrator if you need to."}};
    case expired:
      return {{"已经过期。", "It has expired."}, {"请重新开始。", "Begin anew."}};
    case too_large:
      return {{"内容太大。", "It is too large."}, {"请精简后再提交。", "Make it smaller and send it again."}};
    case unavailable:
    case timed_out:
      return {{"系统暂时繁忙。", "The centre is busy just now."}, {"请过几秒再试。", "Try again in a few seconds."}};
    case io:
    case corrupt:
    case internal:
      break;
  }
  return {{"系统出错，这次没有办成。", "Something went wrong here; nothing was done."},
          {"请再试一次；仍不行请告诉管理员，日志里有原因。",
           "Try once more; if it stays so tell an administrator: the log has the reason."}};
}

bool fits(std::string_view wanted, const std::string& message, MessageMatch match) {
  switch (match) {
    case MessageMatch::whole:
      return message == wanted;
    case MessageMatch::beginning:
      return message.starts_with(wanted);
    case MessageMatch::part:
      break;
  }
  return message.find(wanted) != std::string::npos;
}

}  // namespace

Refusal::Refusal(const base::Error& error) : status(net::status_of(error.code)), code(base::name_of(error.code)) {
  Saying saying = saying_of(error.code);
  detail = std::move(saying.what);
  todo = std::move(saying.todo);
  if (status == 503) retry_after = kComeAgain;
  if (status >= 500) {
    log_message = error.message;
  } else if (!error.message.empty()) {
    detail.zh += "（" + error.message + "）";
    detail.en = error.message;
  }
}

Refusal refuse_fields(int status, std::vector<FieldProblem> fields) {
  Refusal refusal(status, "invalid_input", {"有填写得不对的地方。", "Some fields aren't right."},
                  {"请按每一项的提示改正。", "Put each of them right as it says."});
  refusal.fields = std::move(fields);
  return refusal;
}

std::optional<Refusal> refuse_by_rules(std::span<const RuleWords> rules, const base::Error& error, MessageMatch match) {
  for (const RuleWords& rule : rules) {
    if (!fits(rule.message, error.message, match)) continue;
    return Refusal(rule.status, rule.code, {rule.zh, rule.en}, {rule.todo_zh, rule.todo_en});
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_by_fields(std::span<const FieldWords> fields, const base::Error& error,
                                        MessageMatch match, int status) {
  for (const FieldWords& field : fields) {
    if (fits(field.message, error.message, match)) return refuse_fields(status, {{field.field, {field.zh, field.en}}});
  }
  return std::nullopt;
}

Refusal refuse_not_found() {
  return Refusal(base::Error{base::ErrorCode::not_found, ""});
}

Refusal refuse_busy() {
  return Refusal(base::Error{base::ErrorCode::unavailable, "too much to do"});
}

net::Response response_of(const Refusal& refusal, Language language) {
  net::Response response;
  response.status = refusal.status;
  response.content_type = "application/problem+json";
  json::object body;
  body["type"] = "about:blank";
  body["title"] = net::title_of(refusal.status);
  body["status"] = refusal.status;
  body["code"] = refusal.code;
  body["detail"] = refusal.detail.in(language);
  if (!refusal.todo.empty()) body["todo"] = refusal.todo.in(language);
  if (!refusal.fields.empty()) {
    json::array fields;
    for (const FieldProblem& problem : refusal.fields) {
      fields.push_back({{"field", problem.field}, {"detail", problem.words.in(language)}});
    }
    body["errors"] = std::move(fields);
  }
  response.body = json::serialize(body);
  response.headers.emplace_back("Content-Language", language == Language::en ? "en" : "zh-CN");
  response.headers.emplace_back("Vary", "Accept-Language");
  if (refusal.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (refusal.retry_after) response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after->count()));
  return response;
}

}  // namespace gridboard::api
