// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/phone_pages.hpp"

#include <array>
#include <cstdio>
#include <utility>

#include "sync/desk/keep_request.hpp"

namespace gridboard::server {
namespace {

using model::RequestState;

struct StateWords {
  RequestState state;
  const char *zh, *en;
};
constexpr std::array<StateWords, 11> kStates{{{RequestState::received, "已受理", "Received"},
                                              {RequestState::dispatched, "已派单", "Passed on"},
                                              {RequestState::accepted, "已接单", "Taken on"},
                                              {RequestState::on_site, "已到现场", "On site"},
                                              {RequestState::done, "已办结", "Done"},
                                              {RequestState::closed, "已归档", "Closed"},
                                              {RequestState::returned, "重新安排中", "Being reassigned"},
                                              {RequestState::paused, "暂缓办理", "On hold"},
                                              {RequestState::reopened, "已重开", "Opened again"},
                                              {RequestState::rejected, "不予受理", "Not taken"},
                                              {RequestState::merged, "已合并办理", "Handled together"}}};

const char* words_of(Say say, RequestState state) {
  for (const StateWords& words : kStates) {
    if (words.state == state) return say(words.zh, words.en);
  }
  return "";
}

std::string moment(base::Instant at, base::Zone zone, Say say) {
  const base::CivilTime time = base::to_civil(at, zone);
  const unsigned month = static_cast<unsigned>(time.date.month()), day = static_cast<unsigned>(time.date.day());
  char text[48];
  std::snprintf(text, sizeof text, say.english ? "%02u-%02u %02d:%02d" : "%u月%u日 %02d:%02d", month, day, time.hour,
                time.minute);
  return text;
}

const char* const kStarsZh[] = {"很不满意", "不满意", "一般", "满意", "非常满意"};
const char* const kStarsEn[] = {"Very poor", "Poor", "Fair", "Good", "Very good"};

struct Reason {
  const char *id, *zh, *en;
};
constexpr std::array<Reason, 4> kReasons{{{"not_solved", "问题没有解决", "It isn't solved"},
                                          {"came_back", "问题又出现了", "It came back"},
                                          {"nobody_came", "没有人来过", "Nobody came"},
                                          {"other", "其他原因", "Another reason"}}};

void add_choice(Html& out, std::string_view name, std::string_view value, std::string_view label, bool checked) {
  out.tag("<label class=\"choice\"><input type=\"radio\" name=\"").text(name).tag("\" value=\"").text(value).tag("\"");
  if (checked) out.tag(" checked");
  out.tag("><span>").text(label).tag("</span></label>\n");
}

void add_steps(Html& out, const desk::FollowedRequest& request, base::Zone zone, Say say) {
  out.tag("<h2>").text(say("办理进度", "Progress")).tag("</h2>\n<ol class=\"steps card\">\n");
  for (const model::RequestStep& step : request.steps) {
    out.tag("<li><strong>").text(words_of(say, step.state)).tag("</strong> <span class=\"second\">");
    out.text(moment(step.at, zone, say)).tag("</span>");
    if (!step.text.empty()) out.tag("<p>").text(step.text).tag("</p>");
    out.tag("</li>\n");
  }
  out.tag("</ol>\n");
}

void add_rating(Html& out, Say say) {
  out.tag("<h2>").text(say("请您评价", "How was it done?")).tag("</h2>\n<form method=\"post\">\n");
  out.tag("<input type=\"hidden\" name=\"action\" value=\"rating\">\n<fieldset><legend>");
  out.text(say("您对这次服务满意吗？", "Were you content with it?")).tag("</legend>\n");
  for (int stars = 5; stars >= 1; --stars) {
    add_choice(out, "stars", std::to_string(stars), say(kStarsZh[stars - 1], kStarsEn[stars - 1]), false);
  }
  out.tag("</fieldset>\n<button>").text(say("提交评价", "Send")).tag("</button></form>\n");
}

void add_reopening(Html& out, Say say) {
  out.tag("<h2>").text(say("还没办好？", "Not settled yet?")).tag("</h2>\n<form method=\"post\">\n");
  out.tag("<input type=\"hidden\" name=\"action\" value=\"reopening\">\n<fieldset><legend>");
  out.text(say("为什么要重新办理？", "Why is it to be opened again?")).tag("</legend>\n");
  for (const Reason& reason : kReasons) add_choice(out, "reason", reason.id, say(reason.zh, reason.en), false);
  out.tag("</fieldset>\n<button class=\"second-choice\">")
      .text(say("重新办理", "Open it again"))
      .tag("</button></form>\n");
}

}  // namespace

Page message_page(Say say, std::string title, const std::string& sentence) {
  Page page{say, std::move(title), "", {}};
  page.main.tag("<p class=\"card\">").text(sentence).tag("</p>\n");
  return page;
}

Page sign_in_page(Say say, const std::string& board_name, const std::string& typed_manager,
                  const std::string& problem) {
  Page page{say, say("员工签到", "Staff sign-in"), "", {}};
  Html& out = page.main;
  if (!problem.empty()) out.tag("<p class=\"wrong\" role=\"alert\">").text(problem).tag("</p>\n");
  out.tag("<p class=\"second\">").text(say("终端：", "Board: ")).text(board_name).tag("</p>\n<form method=\"post\">\n");
  out.tag("<fieldset><legend>").text(say("您是来，还是走？", "Arriving or leaving?")).tag("</legend>\n");
  add_choice(out, "what", "arrival", say("到岗签到", "Arriving"), true);
  add_choice(out, "what", "leaving", say("离开签退", "Leaving"), false);
  out.tag("</fieldset>\n<label class=\"name\" for=\"manager\">").text(say("工号", "Staff number")).tag("</label>\n");
  out.tag(
      "<input type=\"text\" id=\"manager\" name=\"manager\" maxlength=\"40\" required autocomplete=\"username\" "
      "value=\"");
  out.text(typed_manager)
      .tag("\">\n<label class=\"name\" for=\"pin\">")
      .text(say("密码（6 位数字）", "PIN (6 digits)"));
  out.tag(
      "</label>\n<input type=\"password\" id=\"pin\" name=\"pin\" inputmode=\"numeric\" maxlength=\"12\" required ");
  out.tag("autocomplete=\"current-password\">\n<button>").text(say("确定", "Sign in")).tag("</button></form>\n");
  return page;
}

Page signed_in_page(Say say, const desk::CheckedSignIn& checked, store::SignInKind kind, base::Zone zone) {
  const bool arrived = kind == store::SignInKind::arrive;
  Page page{say, arrived ? say("签到成功", "Signed in") : say("签退成功", "Signed out"), "", {}};
  Html& out = page.main;
  out.tag("<div class=\"note\"><p class=\"large\">").text(checked.manager_name).tag("</p><p>");
  out.text(moment(checked.at, zone, say)).tag("</p><p>").text(checked.board_name).tag("</p></div>\n");
  if (checked.stayed) {
    const std::string minutes = std::to_string(checked.stayed->count() % 60);
    const std::string hours = std::to_string(checked.stayed->count() / 60);
    out.tag("<p>").text(say("本次驻点 ", "This stay: ")).text(hours).text(say(" 小时 ", " h "));
    out.text(minutes).text(say(" 分钟。", " min.")).tag("</p>\n");
  } else if (!arrived) {
    out.tag("<p>").text(say("今天没有您在这里的签到记录，已记下离开时间，工时请与主管核对。",
                            "There is no arrival of yours here today. The leaving is noted; check the hours with your "
                            "supervisor."));
    out.tag("</p>\n");
  } else {
    out.tag("<p>").text(say("走的时候请再扫一次码签退。", "Scan the code again when you leave.")).tag("</p>\n");
  }
  return page;
}

namespace {

void add_place(Html& out, Say say, const desk::PhoneUnlock& unlock) {
  out.tag("<div class=\"card\"><p class=\"second\">").text(say("终端", "Board")).tag("</p><p class=\"large\">");
  out.text(unlock.board_name).tag("</p><p class=\"second\">").text(say("门牌", "Door")).tag("</p><p class=\"large\">");
  out.text(unlock.door).tag("</p></div>\n");
}

}  // namespace

Page unlock_page(Say say, const desk::PhoneUnlock& unlock, const std::string& problem) {
  Page page{say, say("用手机解锁", "Unlock with your phone"), unlock.supplier, {}};
  Html& out = page.main;
  if (!problem.empty()) out.tag("<p class=\"wrong\" role=\"alert\">").text(problem).tag("</p>\n");
  add_place(out, say, unlock);
  out.tag("<p>").text(
      say("只有您正站在这台终端前、屏幕上的门牌也相同，才继续。输入后，您家的账单会在那块屏幕上打开。",
          "Go on only if you stand before this board and the same door is on its screen. Your bill will "
          "open on that screen."));
  out.tag("</p>\n<form method=\"post\">\n<label class=\"name\" for=\"pin\">");
  out.text(say("查询密码（6 位数字，印在密码单上）", "PIN (6 digits, on your PIN slip)"));
  out.tag(
      "</label>\n<input type=\"password\" id=\"pin\" name=\"pin\" inputmode=\"numeric\" maxlength=\"12\" required ");
  out.tag("autocomplete=\"off\">\n<button>").text(say("解锁", "Unlock")).tag("</button></form>\n");
  return page;
}

Page unlocked_page(Say say, const desk::PhoneUnlock& unlock) {
  Page page{say, say("解锁成功", "Unlocked"), unlock.supplier, {}};
  page.main.tag("<p class=\"note\" role=\"status\">")
      .text(say("请看终端，一两秒后就会打开。看完请在终端上按“结束”。",
                "Look at the board: it opens in a second or two. Press “Finish” there when you are done."))
      .tag("</p>\n");
  add_place(page.main, say, unlock);
  page.main.tag("<p class=\"second\">")
      .text(say("没有打开？请在终端上换一个新的二维码再扫。",
                "It didn't open? Take a new code at the board and scan that."))
      .tag("</p>\n");
  return page;
}

Page services_page(Say say, const desk::PhoneForm& form, const model::Catalogue& catalogue) {
  Page page{say, say("业务办理", "Services"), form.settings.supplier_name, {}};
  Html& out = page.main;
  out.tag("<p class=\"second\">").text(form.place).tag("</p>\n");
  for (const model::RequestKind& kind : catalogue.kinds()) {
    if (!kind.listed) continue;
    out.tag("<div class=\"card\"><p>")
        .text(say.english ? kind.summary.en : kind.summary.zh)
        .tag("</p><a class=\"go\" href=\"");
    out.text(form.board.id).tag("/").text(kind.id).tag("\">").text(say.english ? kind.name.en : kind.name.zh);
    out.tag("</a></div>\n");
  }
  return page;
}

Page receipt_page(Say say, const desk::FollowedRequest& request, const model::Catalogue& catalogue, base::Zone zone,
                  const std::string& note) {
  const model::RequestKind* kind = catalogue.find(request.kind);
  Page page{say, say("办理进度", "Your request"), "", {}};
  page.supplier = request.supplier;
  if (kind != nullptr) page.title = say.english ? kind->name.en : kind->name.zh;
  Html& out = page.main;
  if (!note.empty()) out.tag("<p class=\"note\" role=\"status\">").text(note).tag("</p>\n");
  out.tag("<div class=\"card\"><p class=\"second\">").text(say("回执号", "Receipt")).tag("</p><p class=\"large\">");
  out.text(request.receipt).tag("</p><p><strong>").text(words_of(say, request.state)).tag("</strong></p>");
  out.tag("<p class=\"second\">").text(say("提交时间 ", "Handed in ")).text(moment(request.submitted_at, zone, say));
  out.tag("</p>");
  if (request.promised_at && desk::is_open(request.state)) {
    out.tag("<p>").text(say("承诺时间 ", "Promised by ")).text(moment(*request.promised_at, zone, say)).tag("</p>");
  }
  if (request.stars > 0 && request.stars <= 5) {
    out.tag("<p>").text(say("您的评价：", "Your rating: "));
    out.text(say(kStarsZh[request.stars - 1], kStarsEn[request.stars - 1])).tag("</p>");
  }
  out.tag("</div>\n");
  if (request.merged) {
    out.tag("<p class=\"second\">")
        .text(say("邻居先报了同一件事，两件一起办理。",
                  "A neighbour reported the same before; both are handled together."));
    out.tag("</p>\n");
  }
  add_steps(out, request, zone, say);
  if (request.can_rate) add_rating(out, say);
  if (request.can_reopen) add_reopening(out, say);
  out.tag("<p class=\"second\">")
      .text(say("请记下回执号。急事请拨打 ", "Keep the receipt number. If it is urgent, call "));
  out.text(request.hotline).tag("</p>\n");
  return page;
}

}  // namespace gridboard::server
