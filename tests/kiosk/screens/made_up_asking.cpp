// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Made-up states of entering characters, of asking, of printing and of reading aloud.
#include "tests/kiosk/screens/made_up.hpp"

namespace gridboard::tests {
namespace {

using kiosk::state::AppState;
using kiosk::state::KeyMode;
using kiosk::state::ScreenId;
namespace state = kiosk::state;

model::Question question(std::string id, std::string zh, std::string en) {
  model::Question out;
  out.id = std::move(id);
  out.zh.question = std::move(zh);
  out.en.question = std::move(en);
  return out;
}

std::vector<model::Question> asked_most() {
  return {question("trip", "家里突然跳闸没电了，怎么办？", "The power tripped at home. What now?"),
          question("see", "怎么看我家的电费账单？", "How do I see our electricity bill?"),
          question("tiers", "阶梯电价是怎么算的？", "How do the tiers work?"),
          question("late", "电费交晚了，违约金怎么算？", "What is the late fee when we pay late?"),
          question("name", "房子过户了，电表怎么更名？",
                   "We bought the flat: how does the meter come under our name?"),
          question("valley", "峰谷电价几点到几点便宜？", "At which hours is the price low?"),
          question("e-bike", "电动自行车能不能拉线到楼下充电？", "May we charge an e-bike with a cable from upstairs?"),
          question("storm", "打雷下雨的时候用电要注意什么？", "What should we mind in a thunderstorm?"),
          question("compensation", "停电把家电烧坏了，能不能赔？", "Are appliances paid for that an outage has damaged?"),
          question("phone", "客户经理的电话是多少？", "What is the manager's phone number?")};
}

model::Question answered() {
  model::Question out = asked_most().front();
  out.zh.answer =
      "先看邻居家有没有电。邻居也没电，是外面的线路停电，请按“停电信息”看原因和预计来电时间。\n\n只有自家没电：把配电箱里"
      "跳下来的开关先按到底、再往上推。推上去又跳，说明家里有电器或线路漏电，请拔掉所有插头再试一次；还是不行，不要再推，"
      "请报修。闻到焦味、看到火花时，离开现场，先拉总闸再打电话。";
  out.en.answer =
      "See whether the neighbours have power. If they have none either, the line outside is off: press Outages for the "
      "cause and when it is expected back.\n\nOnly your home is dark: press the switch that has tripped all the way "
      "down, "
      "then up. If it trips again something leaks: pull out every plug and try once more. If that doesn't help, don't "
      "push it again: report a fault.";
  out.related = {"storm", "compensation", "see"};
  out.open = "services.repair";
  return out;
}

// 大, as a hand writes it.
std::vector<state::PenStroke> written() {
  const auto line = [](std::vector<state::PenPoint> corners) {
    state::PenStroke stroke;
    for (std::size_t i = 1; i < corners.size(); ++i) {
      for (int k = 0; k < 12; ++k) {
        const float share = static_cast<float>(k) / 12;
        stroke.push_back({corners[i - 1].x + (corners[i].x - corners[i - 1].x) * share,
                          corners[i - 1].y + (corners[i].y - corners[i - 1].y) * share});
      }
    }
    stroke.push_back(corners.back());
    return stroke;
  };
  return {line({{0.14f, 0.42f}, {0.5f, 0.39f}, {0.86f, 0.37f}}),
          line({{0.5f, 0.1f}, {0.49f, 0.4f}, {0.38f, 0.66f}, {0.13f, 0.9f}}),
          line({{0.5f, 0.42f}, {0.62f, 0.66f}, {0.88f, 0.9f}})};
}

void offer(AppState& s, std::initializer_list<const char*> candidates, std::size_t letters) {
  for (const char* candidate : candidates) {
    s.keys.candidates.emplace_back(candidate);
    s.keys.candidate_letters.push_back(letters);
  }
}

void write_by_hand(AppState& s) {
  s.keys.mode = KeyMode::handwriting;
  s.keys.written = written();
  offer(s, {"大", "太", "犬", "丈", "天", "夫", "木", "六", "火", "尢", "夭", "头"}, 0);
}

void key_strokes(AppState& s) {
  s.keys.mode = KeyMode::strokes;
  s.keys.composing = "hpn*z";
  offer(s, {"龙", "尤", "奁", "夸", "𠮷", "䶮"}, 5);
}

void open_name(AppState& s, const model::Catalogue& catalogue) {
  s.screen = ScreenId::form;
  s.session.unlocked = s.bill.account;
  s.form.kind_id = catalogue.find("change_of_name")->id;
  s.form.focused_field = "new_name";
  s.form.answers["new_name"] = "欧阳";
}

void ask(AppState& s) {
  s.screen = ScreenId::questions;
  s.questions.found = asked_most();
}

void add_names(std::vector<Scene>& out, const model::Catalogue& catalogue) {
  const auto add = [&](const char* name, bool main, std::function<void(AppState&)> change) {
    out.push_back({name, false,
                   [&catalogue, change = std::move(change)](AppState& s) {
                     open_name(s, catalogue);
                     change(s);
                   },
                   main});
  };
  add("form-name-handwriting", true, write_by_hand);
  add("form-name-handwriting-empty", false, [](AppState& s) { s.keys.mode = KeyMode::handwriting; });
  add("form-name-handwriting-unknown", false, [](AppState& s) { write_by_hand(s), s.keys.candidates.clear(); });
  add("form-name-strokes", true, key_strokes);
  add("form-name-capitals", true, [](AppState& s) { s.keys.mode = KeyMode::letters, s.keys.capitals = true; });
  add("form-name-digits", false, [](AppState& s) { s.keys.mode = KeyMode::digits; });
}

void add_questions(std::vector<Scene>& out) {
  out.push_back({"questions", true, ask});
  out.push_back({"questions-pinyin", true,
                 [](AppState& s) {
                   ask(s), s.questions.found.resize(3);
                   s.keys.composing = "tz";
                   offer(s, {"跳闸", "通知", "停止", "台账", "特种", "天子", "同志", "统治", "挑战", "投资"}, 2);
                 },
                 true});
  out.push_back({"questions-handwriting", true,
                 [](AppState& s) { ask(s), s.questions.typed = "停电", write_by_hand(s); }, true});
  out.push_back({"questions-strokes", true, [](AppState& s) { ask(s), key_strokes(s); }});
  out.push_back({"questions-letters", true,
                 [](AppState& s) { ask(s), s.questions.typed = "late fee", s.keys.mode = KeyMode::letters; }, true});
  out.push_back({"questions-digits", true, [](AppState& s) { ask(s), s.keys.mode = KeyMode::digits; }});
  out.push_back({"questions-none", true,
                 [](AppState& s) { ask(s), s.questions.found.clear(), s.questions.typed = "今晚的电影几点开始"; },
                 true});
  out.push_back({"question", true, [](AppState& s) {
                   s.screen = ScreenId::question;
                   s.questions.found = s.questions.related = asked_most();
                   s.questions.read = {answered()};
                 }});
  out.push_back({"question-long", true, [](AppState& s) {
                   s.screen = ScreenId::question;
                   s.questions.read = {answered()};
                   for (int i = 0; i < 3; ++i) s.questions.read[0].zh.answer += "\n\n" + answered().zh.answer;
                   s.questions.read[0].open = "notices.safety";
                   s.board.manager.reset();
                 }});
}

void add_prints(std::vector<Scene>& out) {
  using Printing = state::Printing;
  const auto receipt = [](AppState& s) {
    s.can_print = true;
    s.screen = ScreenId::receipt;
    s.session.unlocked = s.bill.account;
    s.last_receipt = "K7M-0042-Q", s.last_receipt_kind = "home_visit", s.last_promised_at = at(2026, 11, 27, 18);
  };
  const auto bill = [](AppState& s) {
    s.can_print = true;
    s.screen = ScreenId::bill;
    s.session.unlocked = s.bill.account;
    s.printing.what = Printing::What::bill;
  };
  const auto add = [&](const char* name, const std::function<void(AppState&)>& open, Printing::Step step, bool main) {
    out.push_back({name, false, [open, step](AppState& s) { open(s), s.printing.step = step; }, main});
  };
  add("receipt-print", receipt, Printing::Step::none, true);
  add("receipt-printing", receipt, Printing::Step::sending, false);
  add("receipt-printed", receipt, Printing::Step::done, false);
  add("receipt-no-paper", receipt, Printing::Step::paper_out, true);
  add("receipt-no-printer", receipt, Printing::Step::offline, false);
  add("bill-print", bill, Printing::Step::none, true);
  add("bill-printing", bill, Printing::Step::printing, false);
  add("bill-no-paper", bill, Printing::Step::paper_out, true);
  add("bill-not-printed", bill, Printing::Step::failed, false);
}

// As if this part of what the node says were heard.
void hear(AppState& s, std::string node, std::string sentence, const std::string& part) {
  s.speech.on = s.speech.reading = true;
  s.speech.node = std::move(node);
  s.speech.from = sentence.find(part);
  s.speech.to = s.speech.from + part.size();
  s.speech.sentence = std::move(sentence);
}

void add_reading_aloud(std::vector<Scene>& out, const model::Catalogue& catalogue) {
  const auto add = [&](const char* name, bool locked, std::function<void(AppState&)> prepare) {
    out.push_back({name, locked, std::move(prepare), true});
  };
  add("board-speaking", true, [](AppState& s) { hear(s, "header.title", s.header.title, "新华社区"); });
  add("question-speaking", true, [](AppState& s) {
    s.screen = ScreenId::question;
    s.questions.found = s.questions.related = asked_most();
    s.questions.read = {answered()};
    const std::string& answer = s.english ? answered().en.answer : answered().zh.answer;
    hear(s, "answer.2", answer.substr(answer.find('\n') + 2), s.english ? "tripped" : "配电箱");
  });
  out.push_back({"questions-speaking", true, [](AppState& s) {
                   ask(s);
                   s.speech.on = s.speech.paused = true;
                 },
                 true});
  // What is private is said aloud only to who asks for it.
  add("bill-speaking", false, [](AppState& s) {
    s.screen = ScreenId::bill;
    s.session.unlocked = s.bill.account;
    s.speech.on = s.speech.reading = true;
    s.speech.node = "bill.due";
  });
  add("form-name-speaking", false, [&catalogue](AppState& s) {
    open_name(s, catalogue);
    write_by_hand(s);
    s.speech.on = true;
  });
  out.push_back({"board-silent", true, [](AppState& s) { s.can_speak = false; }});
}

}  // namespace

void add_asking(std::vector<Scene>& out, const model::Catalogue& catalogue) {
  add_names(out, catalogue);
  add_questions(out);
  add_prints(out);
  add_reading_aloud(out, catalogue);
}

}  // namespace gridboard::tests
