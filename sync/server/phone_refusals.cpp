// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/phone_refusals.hpp"

#include "sync/server/phone_pages.hpp"
#include "sync/server/phone_routes.hpp"

namespace gridboard::server {

RefusedWords words_of(desk::SignInRefusal refusal) {
  using enum desk::SignInRefusal;
  switch (refusal) {
    case none:
      break;
    case malformed:
      return {404, "这个二维码不完整，请重新扫终端上的码。", "This code isn't whole. Scan the board again."};
    case forged:
      return {403, "这不是终端上的签到码，请扫终端屏幕上的码。",
              "This isn't a board's code. Scan the one on the board's screen."};
    case stale:
      return {410, "这个码已经过期（每 30 秒换一次），请重新扫终端上的码。",
              "This code is too old; it changes every 30 seconds. Scan the board again."};
    case used:
      return {409, "这个码已经用过了。如果刚才已显示成功，就不用再签；否则请等下一个码再扫。",
              "This code has been used. If you saw that it worked, you are done; else wait for the next code and scan "
              "that."};
    case waiting:
      return {429, "密码错误次数过多，请稍后再试。", "Too many wrong PINs. Try again later."};
    case wrong_pin:
      return {403, "工号或密码不对，请核对。还没有密码的，请找管理员领取。",
              "Staff number or PIN is wrong. If you have no PIN yet, ask your administrator."};
  }
  return {500, "", ""};
}

RefusedWords words_of(desk::Judged judged) {
  switch (judged) {
    case desk::Judged::twice:
      return {409, "这件事已经评价过了，谢谢您。", "It has been rated already. Thank you."};
    case desk::Judged::too_early:
      return {409, "这件事还没有办结，办结后再评价或重开。", "It isn't done yet. Come back when it is."};
    case desk::Judged::too_late:
      return {409, "办结已超过 7 天，不能重开，请重新提交。",
              "It was done more than 7 days ago. Please hand in a new request."};
    case desk::Judged::taken:
    case desk::Judged::malformed:
      break;
  }
  return {422, "请先选一项再提交。", "Choose one first."};
}

bool PhoneRoutes::is_for_people(const net::Request& request) {
  for (const std::string_view prefix : {"/s/", "/go/", "/r/", "/u/"}) {
    if (request.target.path.starts_with(prefix)) return true;
  }
  return request.header("accept").find("text/html") != std::string_view::npos;
}

net::Response PhoneRoutes::refusal(const net::Request& request, int status) {
  const Say say = say_for(request);
  Page page;
  switch (status) {
    case 404:
      page =
          message_page(say, say("没有这个页面", "No such page"),
                       say("请重新扫终端或回执上的二维码。", "Scan the code on the board or on your receipt again."));
      break;
    case 405:
      page = message_page(say, say("不能这样打开", "Not this way"),
                          say("请返回上一页再试。", "Go back one page and try again."));
      break;
    case 413:
      page = message_page(say, say("内容太长了", "Too long"),
                          say("请精简后重新提交。", "Shorten what you wrote and hand it in again."));
      break;
    case 429:
      page = message_page(say, say("请稍等一会儿", "Wait a moment"),
                          say("操作太频繁，请一分钟后再试。", "Too many tries. Try again in a minute."));
      break;
    case 400:
    case 415:
      page = message_page(say, say("内容没有收到", "Nothing arrived"),
                          say("请返回上一页，重新填写并提交。", "Go back one page, fill it in and send it again."));
      break;
    default:
      page = message_page(say, say("暂时打不开", "Not available now"),
                          say("系统繁忙，请过几分钟再试。急事请拨打服务热线。",
                              "Please try again in a few minutes. If it is urgent, call the hotline."));
  }
  return page_response(status, page, request.target.path);
}

}  // namespace gridboard::server
