// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/answers.hpp"

#include "kiosk/screens/entry.hpp"

namespace gridboard::kiosk::screens {
namespace {

Option option_of(Stage& stage, const state::DayPartView& part) {
  Ui& ui = stage.ui;
  if (part.part == state::DayPartView::Part::call) {
    const std::string& phone = stage.state.bill.masked_phone;
    return {part.id, std::string(ui.tr("先打电话给我")),
            stage.unlocked() && !phone.empty() ? std::string(ui.tr("用登记的电话")) + "\n" + phone
                                               : std::string(ui.tr("商量好时间再来"))};
  }
  const bool morning = part.part == state::DayPartView::Part::morning;
  const std::string day = day_and_weekday(ui, part.date);
  const std::string hours =
      clock_words(part.from_hour, part.from_minute) + "–" + clock_words(part.to_hour, part.to_minute);
  std::string label;
  if (part.days_ahead == 1) {
    label = morning ? ui.tr("明天上午") : ui.tr("明天下午");
  } else if (part.days_ahead == 2) {
    label = morning ? ui.tr("后天上午") : ui.tr("后天下午");
  } else {
    label = ui.say(morning ? ui.tr("{0}上午") : ui.tr("{0}下午"), {weekday(ui, part.date)});
  }
  return {part.id, label, day + " " + hours};
}

}  // namespace

std::vector<const model::Field*> asked_fields(Stage& stage, const model::RequestKind& kind) {
  return state::asked_fields(stage.state.form, kind);
}

std::string_view answer_of(Stage& stage, const model::Field& field) {
  const auto found = stage.state.form.answers.find(field.id);
  return found == stage.state.form.answers.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<Option> options_of(Stage& stage, const model::Field& field) {
  std::vector<Option> out;
  if (field.type == model::FieldType::day_part) {
    for (const state::DayPartView& part : stage.state.form.day_parts) out.push_back(option_of(stage, part));
    return out;
  }
  if (field.type == model::FieldType::window) {
    for (const state::WindowView& window : stage.state.form.windows) {
      out.push_back({window.id, day_and_weekday(stage.ui, day_of(window.from)),
                     clock_words(window.from) + "–" + clock_words(window.to)});
    }
    return out;
  }
  for (const model::Choice& choice : field.choices) {
    out.push_back({choice.id, in_language(stage.state, choice.label), in_language(stage.state, choice.detail)});
  }
  return out;
}

std::string answer_words(Stage& stage, const model::Field& field) {
  const std::string_view answer = answer_of(stage, field);
  if (answer.empty()) return std::string(stage.ui.tr("没有填"));
  for (const Option& option : options_of(stage, field)) {
    if (option.id != answer) continue;
    const bool has_time = field.type == model::FieldType::day_part || field.type == model::FieldType::window;
    return has_time ? option.label + " · " + option.detail : option.label;
  }
  return field.type == model::FieldType::phone ? phone_words(answer) : std::string(answer);
}

std::string promise_words(Ui& ui, const model::Promise& promise) {
  if (promise.minutes.count() == 0) return counted(ui, "{0} 个工作日内", promise.working_days);
  const std::int64_t minutes = promise.minutes.count();
  constexpr std::int64_t kDay = 24 * 60;
  if (promise.ahead && minutes > kDay && minutes % kDay == 0) return counted(ui, "提前 {0} 天", minutes / kDay);
  if (promise.ahead) return counted(ui, "提前 {0} 小时", minutes / 60);
  if (minutes % 60 != 0 || minutes < 180) return counted(ui, "{0} 分钟内", minutes);
  return counted(ui, "{0} 小时内", minutes / 60);
}

std::string promise_words(Stage& stage, const model::RequestKind& kind) {
  if (kind.promise_id.empty()) return {};
  // An id that ends in "." stands for its site classes, of which the board is told its own.
  const bool by_site = kind.promise_id.back() == '.';
  for (const model::Promise& promise : stage.state.contacts.promises) {
    if (promise.id == kind.promise_id || (by_site && promise.id.starts_with(kind.promise_id))) {
      return promise_words(stage.ui, promise);
    }
  }
  return {};
}

std::string problem_words(Stage& stage, const model::Field& field) {
  const state::Form& form = stage.state.form;
  if (form.problem_field != field.id || form.problem == state::Form::Problem::none) return {};
  Ui& ui = stage.ui;
  if (form.problem == state::Form::Problem::missing)
    return std::string(is_typed(field) ? ui.tr("这一项要填") : ui.tr("请选一项"));
  return std::string(field.type == model::FieldType::phone ? ui.tr("请填 11 位手机号，或带区号的座机") : ui.tr("请检查这一项"));
}

}  // namespace gridboard::kiosk::screens
