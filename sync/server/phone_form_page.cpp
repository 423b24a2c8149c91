// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The form of one kind of request, as the catalogue has it: all questions on one page, conditions in words.
#include <array>
#include <cstdio>

#include "sync/server/phone_pages.hpp"

namespace gridboard::server {
namespace {

using model::AnswerProblem;
using model::FieldType;

const std::string& in(Say say, const model::Text& text) {
  return say.english && !text.en.empty() ? text.en : text.zh;
}

// A working day with its weekday, so that nobody has to look it up.
std::string day_part_words(Say say, const std::string& id) {
  constexpr std::array<const char*, 7> kDaysZh{"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
  constexpr std::array<const char*, 7> kDaysEn{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const std::size_t slash = id.find('/');
  const auto date = base::parse_date(id.substr(0, slash));
  if (slash == std::string::npos || !date) return say("打电话约时间", "Call me to agree on a time");
  const bool morning = id.substr(slash + 1) == "morning";
  const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(*date)).c_encoding();
  const unsigned month = static_cast<unsigned>(date->month()), day = static_cast<unsigned>(date->day());
  char text[64];
  std::snprintf(text, sizeof text, say.english ? "%02u-%02u (%s) " : "%u月%u日（%s）", month, day,
                say.english ? kDaysEn[weekday] : kDaysZh[weekday]);
  return text + std::string(morning ? say("上午", "morning") : say("下午", "afternoon"));
}

std::string window_words(Say say, const model::OutageWindow& window, base::Zone zone) {
  const auto words = [&](base::Instant at) {
    const base::CivilTime time = base::to_civil(at, zone);
    char text[48];
    std::snprintf(text, sizeof text, say.english ? "%02u-%02u %02d:%02d" : "%u月%u日 %02d:%02d",
                  static_cast<unsigned>(time.date.month()), static_cast<unsigned>(time.date.day()), time.hour,
                  time.minute);
    return std::string(text);
  };
  return words(window.from) + " – " + words(window.to);
}

void add_choice(Html& out, std::string_view name, std::string_view value, std::string_view label,
                std::string_view detail, bool checked) {
  out.tag("<label class=\"choice\"><input type=\"radio\" name=\"").text(name).tag("\" value=\"").text(value).tag("\"");
  if (checked) out.tag(" checked");
  out.tag("><span>").text(label);
  if (!detail.empty()) out.tag("<span class=\"second\">").text(detail).tag("</span>");
  out.tag("</span></label>\n");
}

std::string given_for(const FilledForm& filled, const std::string& id) {
  const auto found = filled.given.find(id);
  return found == filled.given.end() ? "" : found->second;
}

// "Only if 'X' is 'Y'", as there is no script to hide the question.
void add_condition(Html& out, Say say, const FilledForm& filled, const model::Field& field) {
  if (field.only_if_field.empty()) return;
  for (const model::Field& asked : filled.kind.fields) {
    if (asked.id != field.only_if_field) continue;
    for (const model::Choice& choice : asked.choices) {
      if (choice.id != field.only_if_value) continue;
      out.tag("<p class=\"second\">").text(say("选了“", "Only if you chose “")).text(in(say, choice.label));
      out.text(say("”才要填。", "”.")).tag("</p>\n");
    }
  }
}

void add_problem(Html& out, Say say, const FilledForm& filled, const std::string& id) {
  const auto found = filled.problems.find(id);
  if (found == filled.problems.end()) return;
  out.tag("<p class=\"wrong\" role=\"alert\">");
  out.text(found->second == AnswerProblem::missing ? say("这里还没有填。", "This is missing.")
                                                   : say("请检查，填得不对。", "Please check this; it doesn't fit."));
  out.tag("</p>\n");
}

void add_choices(Html& out, Say say, const FilledForm& filled, const model::Field& field) {
  const std::string given = given_for(filled, field.id);
  if (field.type == FieldType::choice) {
    for (const model::Choice& choice : field.choices) {
      add_choice(out, field.id, choice.id, in(say, choice.label), in(say, choice.detail), given == choice.id);
    }
  } else if (field.type == FieldType::day_part) {
    for (const std::string& part : filled.form.day_parts) {
      add_choice(out, field.id, part, day_part_words(say, part), "", given == part);
    }
  } else if (filled.form.outage) {
    for (const model::OutageWindow& window : filled.form.outage->windows) {
      add_choice(out, field.id, window.id, window_words(say, window, filled.form.settings.zone), "",
                 given == window.id);
    }
  }
}

void add_typed(Html& out, const FilledForm& filled, const model::Field& field) {
  const bool long_text = field.type == FieldType::text && field.max_characters > 60;
  if (long_text) {
    out.tag("<textarea rows=\"4\"");
  } else if (field.type == FieldType::phone || field.type == FieldType::digits) {
    out.tag("<input type=\"tel\"");
  } else {
    out.tag("<input type=\"text\"");
  }
  out.tag(" id=\"f-").text(field.id).tag("\" name=\"").text(field.id).tag("\" maxlength=\"");
  out.text(std::to_string(field.max_characters)).tag("\"");
  if (long_text) {
    out.tag(">").text(given_for(filled, field.id)).tag("</textarea>\n");
  } else {
    out.tag(" value=\"").text(given_for(filled, field.id)).tag("\">\n");
  }
}

void add_field(Html& out, Say say, const FilledForm& filled, const model::Field& field) {
  const bool chosen =
      field.type == FieldType::choice || field.type == FieldType::day_part || field.type == FieldType::window;
  if (chosen) {
    out.tag("<fieldset><legend>").text(in(say, field.question));
  } else {
    out.tag("<div class=\"card\"><label class=\"name\" for=\"f-")
        .text(field.id)
        .tag("\">")
        .text(in(say, field.question));
  }
  if (!field.required) out.text(say("（可不填）", " (optional)"));
  if (chosen) {
    out.tag("</legend>\n");
  } else {
    out.tag("</label>\n");
  }
  add_condition(out, say, filled, field);
  if (!in(say, field.hint).empty()) out.tag("<p class=\"second\">").text(in(say, field.hint)).tag("</p>\n");
  add_problem(out, say, filled, field.id);
  if (chosen) {
    add_choices(out, say, filled, field);
    out.tag("</fieldset>\n");
  } else {
    add_typed(out, filled, field);
    out.tag("</div>\n");
  }
}

void add_household(Html& out, Say say, const FilledForm& filled) {
  out.tag("<div class=\"card\"><label class=\"name\" for=\"f-account\">").text(say("户号", "Account number"));
  out.tag("</label>\n<p class=\"second\">")
      .text(say("电费单上的 10 位或 13 位数字。", "10 or 13 digits, on your bill."));
  out.tag("</p>\n<input type=\"tel\" id=\"f-account\" name=\"account\" maxlength=\"13\" autocomplete=\"off\" value=\"");
  out.text(filled.account).tag("\">\n<label class=\"name\" for=\"f-pin\">").text(say("查询密码", "Enquiry PIN"));
  out.tag("</label>\n<p class=\"second\">")
      .text(say("供电所发给您家的 6 位数字。", "The 6 digits that your household was given."));
  out.tag("</p>\n<input type=\"password\" id=\"f-pin\" name=\"household_pin\" inputmode=\"numeric\" maxlength=\"12\" ");
  out.tag("autocomplete=\"off\"></div>\n");
}

void add_documents(Html& out, Say say, const model::RequestKind& kind) {
  if (kind.documents.empty()) return;
  out.tag("<h2>").text(say("请准备", "Have ready")).tag("</h2>\n<ul class=\"card\">\n");
  for (const model::Text& document : kind.documents) out.tag("<li>").text(in(say, document)).tag("</li>\n");
  out.tag("</ul>\n");
}

}  // namespace

Page form_page(Say say, const FilledForm& filled) {
  Page page{say, in(say, filled.kind.name), filled.form.settings.supplier_name, {}};
  Html& out = page.main;
  out.tag("<p>").text(in(say, filled.kind.summary)).tag("</p>\n<p class=\"second\">").text(filled.form.place);
  out.tag("</p>\n");
  if (!filled.sentence.empty()) out.tag("<p class=\"wrong\" role=\"alert\">").text(filled.sentence).tag("</p>\n");
  if (!filled.problems.empty()) {
    out.tag("<p class=\"wrong\" role=\"alert\">");
    out.text(say("还有内容没填好，请看下面红色的地方。", "Something isn't filled in yet: see what is marked below."))
        .tag("</p>\n");
  }
  add_documents(out, say, filled.kind);
  out.tag("<form method=\"post\">\n<input type=\"hidden\" name=\"token\" value=\"").text(filled.token).tag("\">\n");
  if (filled.form.outage) {
    out.tag("<input type=\"hidden\" name=\"outage\" value=\"").text(filled.form.outage->id).tag("\">\n");
  }
  for (const model::Field& field : filled.kind.fields) add_field(out, say, filled, field);
  if (filled.kind.needs_household) add_household(out, say, filled);
  out.tag("<button>").text(say("提交", "Hand in")).tag("</button></form>\n<p class=\"second\">");
  out.text(say("急事请拨打 ", "If it is urgent, call ")).text(filled.form.settings.hotline).tag("</p>\n");
  return page;
}

}  // namespace gridboard::server
