// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Entering characters: the pen, the keys of the glass, and a keyboard.
#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/widgets/keys.hpp"
#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
namespace state = kiosk::state;
using kiosk::platform::Display;

namespace {

struct Typing {
  Typing(const char* scene, bool portrait = true) : stand(portrait) {
    for (const tests::Scene& each : tests::scenes(catalogue)) {
      if (each.name == scene) each.prepare(shown);
    }
    stand.draw(shown, catalogue, 2);
  }
  const kiosk::widgets::AccessNode* node(const std::string& id) {
    const auto& nodes = stand.tree().nodes();
    const auto it = std::find_if(nodes.begin(), nodes.end(), [&](const auto& each) { return each.id == id; });
    return it == nodes.end() ? nullptr : &*it;
  }
  ImVec2 place(const std::string& id, float x, float y) {
    const auto* at = node(id);
    REQUIRE_MESSAGE(at != nullptr, id);
    return {at->x + at->w * x, at->y + at->h * y};
  }
  state::Intents frames(int count) { return stand.draw(shown, catalogue, count); }
  state::Intents tap(const std::string& id) {
    const ImVec2 at = place(id, 0.5f, 0.5f);
    stand.display().inject_touch(at, true);
    state::Intents all = frames(3);
    stand.display().inject_touch(at, false);
    const state::Intents after = frames(3);
    all.insert(all.end(), after.begin(), after.end());
    return all;
  }
  state::Intents type(std::string_view text) {
    stand.display().inject_text(text);
    return frames(3);
  }

  model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand;
  state::AppState shown = tests::usual_state();
};

template <class Wanted>
std::vector<Wanted> only(const state::Intents& intents) {
  std::vector<Wanted> out;
  for (const state::Intent& each : intents) {
    if (const auto* wanted = std::get_if<Wanted>(&each)) out.push_back(*wanted);
  }
  return out;
}

}  // namespace

TEST_CASE("every place that the finger touched between two frames belongs to the stroke") {
  Typing typing("form-name-handwriting-empty");
  Display& display = typing.stand.display();
  display.inject_finger(0, typing.place("pen.0", 0.25f, 0.5f), Display::Phase::down);
  const auto down = only<state::PenDown>(typing.frames(1));
  REQUIRE(down.size() == 1);
  CHECK(down[0].field == 0);
  CHECK(down[0].x == doctest::Approx(0.25f).epsilon(0.02));
  CHECK(down[0].y == doctest::Approx(0.5f).epsilon(0.02));
  typing.shown.keys.written = {{{down[0].x, down[0].y}}};
  for (int i = 1; i <= 9; ++i)
    display.inject_finger(0, typing.place("pen.0", 0.25f + static_cast<float>(i) * 0.05f, 0.5f), Display::Phase::move);
  const auto along = only<state::PenTo>(typing.frames(1));
  REQUIRE(along.size() == 9);
  CHECK(along[0].x == doctest::Approx(0.3f).epsilon(0.02));
  CHECK(along[8].x == doctest::Approx(0.7f).epsilon(0.02));
  display.inject_finger(0, typing.place("pen.0", 0.8f, 0.6f), Display::Phase::move);
  display.inject_finger(0, typing.place("pen.0", 0.9f, 0.6f), Display::Phase::up);
  const auto rest = typing.frames(3);
  REQUIRE(only<state::PenTo>(rest).size() >= 2);
  CHECK(only<state::PenTo>(rest).back().x == doctest::Approx(0.9f).epsilon(0.02));
  CHECK(only<state::PenUp>(rest).size() == 1);
  CHECK(std::holds_alternative<state::PenUp>(rest.back()));
}

TEST_CASE("the other field is another field, and beside both the pen does nothing") {
  Typing typing("form-name-handwriting-empty", false);
  const auto down = only<state::PenDown>(typing.tap("pen.1"));
  REQUIRE(down.size() == 1);
  CHECK(down[0].field == 1);
  const auto* left = typing.node("pen.0");
  const auto* right = typing.node("pen.1");
  REQUIRE(left != nullptr);
  REQUIRE(right != nullptr);
  CHECK(left->w == doctest::Approx(left->h));
  CHECK(left->x + left->w < right->x);
  CHECK_FALSE(left->target);  // nobody writes with arrow keys
  CHECK_FALSE(left->spoken.empty());
  typing.stand.display().inject_touch({right->x - 4, right->y + 40}, true);
  CHECK(only<state::PenDown>(typing.frames(2)).empty());
}

TEST_CASE("strokes are taken back only where there are some") {
  Typing typing("form-name-handwriting");
  CHECK(only<state::UndoStroke>(typing.tap("pen.undo")).size() == 1);
  CHECK(only<state::ClearPress>(typing.tap("pen.again")).size() == 1);
  CHECK(typing.tap("key.erase").empty());
  typing.shown.keys.written.clear();
  typing.shown.keys.candidates.clear();
  CHECK(typing.tap("pen.undo").empty());
  CHECK(only<state::ErasePress>(typing.tap("key.erase")).size() == 1);
}

TEST_CASE("each way to enter characters is chosen by its key") {
  Typing typing("form-name-candidates");
  const std::vector<std::pair<std::string, state::KeyMode>> ways{{"keys.handwriting", state::KeyMode::handwriting},
                                                                  {"keys.strokes", state::KeyMode::strokes},
                                                                  {"keys.letters", state::KeyMode::letters},
                                                                  {"keys.digits", state::KeyMode::digits}};
  for (const auto& [id, mode] : ways) {
    const auto chosen = only<state::SetKeyMode>(typing.tap(id));
    REQUIRE(chosen.size() == 1);
    CHECK(chosen[0].mode == mode);
  }
}

TEST_CASE("stroke keys and letters say what they are") {
  SUBCASE("strokes") {
    Typing typing("form-name-strokes");
    CHECK(only<state::PressKey>(typing.tap("key.p"))[0].text == "p");
    CHECK(only<state::PressKey>(typing.tap("key.*"))[0].text == "*");
    CHECK(typing.node("key.h")->spoken.find("横") != std::string::npos);
    CHECK(typing.node("form.new_name")->text.find("丿") != std::string::npos);
    CHECK(kiosk::widgets::stroke_signs("hspnz*?") == "一丨丿丶乛？");
  }
  SUBCASE("capitals") {
    Typing typing("form-name-capitals");
    CHECK(only<state::PressKey>(typing.tap("key.q"))[0].text == "Q");
    CHECK(only<state::PressKey>(typing.tap("key.-"))[0].text == "-");
    CHECK(only<state::ToggleCapitals>(typing.tap("key.shift")).size() == 1);
    typing.shown.keys.capitals = false;
    CHECK(only<state::PressKey>(typing.tap("key.q"))[0].text == "q");
  }
}

TEST_CASE("a keyboard types into the field that is in front") {
  Typing typing("questions-pinyin");
  SUBCASE("letters, and what the system makes of them") {
    const auto pressed = only<state::PressKey>(typing.type("t电"));
    REQUIRE(pressed.size() == 2);
    CHECK(pressed[0].text == "t");
    CHECK(pressed[1].text == "电");
  }
  SUBCASE("Backspace erases") {
    typing.stand.display().inject_key(ImGuiKey_Backspace);
    CHECK(only<state::ErasePress>(typing.frames(3)).size() == 1);
  }
  SUBCASE("Space is typed while no place shows that it could press") {
    typing.stand.display().inject_key(ImGuiKey_Space);
    typing.stand.display().inject_text(" ");
    const auto pressed = typing.frames(3);
    REQUIRE(pressed.size() == 1);
    CHECK(std::get<state::PressKey>(pressed[0]).text == " ");
  }
  SUBCASE("typing hides the place, so that Space is typed again") {
    typing.stand.display().inject_key(ImGuiKey_RightArrow);
    typing.frames(3);
    CHECK(typing.stand.tree().focus.shown);
    CHECK(only<state::PressKey>(typing.type("z")).size() == 1);
    CHECK_FALSE(typing.stand.tree().focus.shown);
  }
}

TEST_CASE("a keyboard types nothing where there is no field") {
  Typing typing("board-24");
  CHECK(typing.type("abc 1").empty());
}

TEST_CASE("one row of candidates turns its pages at its ends") {
  Typing typing("questions-pinyin");
  const auto* first = typing.node("candidate.0");
  REQUIRE(first != nullptr);
  CHECK(typing.node("candidate.9") == nullptr);
  const auto turned = only<state::TurnCandidates>(typing.tap("candidates.next"));
  REQUIRE(turned.size() == 1);
  CHECK(turned[0].by == 1);
  typing.shown.keys.page = 1;
  typing.frames(2);
  CHECK(typing.node("candidate.0") == nullptr);
  CHECK(only<state::TurnCandidates>(typing.tap("candidates.previous"))[0].by == -1);
}

TEST_CASE("a question that is pressed is opened, and an answer leads on") {
  SUBCASE("from the list") {
    Typing typing("questions");
    CHECK(only<state::OpenQuestion>(typing.tap("ask.tiers"))[0].id == "tiers");
  }
  SUBCASE("from the answer") {
    Typing typing("question");
    CHECK(only<state::DoWhatWasAsked>(typing.tap("question.do")).size() == 1);
    CHECK(only<state::OpenQuestion>(typing.tap("ask.storm"))[0].id == "storm");
  }
}

TEST_CASE("a slip is asked for only where there is a printer that isn't busy") {
  Typing typing("receipt-print");
  CHECK(only<state::PrintSlip>(typing.tap("receipt.print")).size() == 1);
  typing.shown.printing.step = state::Printing::Step::printing;
  CHECK(typing.tap("receipt.print").empty());
  typing.shown.can_print = false;
  typing.frames(2);
  CHECK(typing.node("receipt.print") == nullptr);
}

TEST_CASE("whoever has paid isn't asked to pay when there is no paper") {
  Typing typing("bill-no-paper");
  REQUIRE(typing.node("bill.printing") != nullptr);
  CHECK(typing.node("bill.printing")->text.find("扫码缴费") != std::string::npos);
  typing.shown.bill.payment_payload.clear();
  typing.frames(2);
  CHECK(typing.node("bill.printing")->text.find("没纸了") != std::string::npos);
  CHECK(typing.node("bill.printing")->text.find("缴费") == std::string::npos);
}

TEST_CASE("one key empties what is written, not two") {
  for (const char* scene : {"form-name-strokes", "form-name-digits", "questions", "form-name-handwriting-empty"}) {
    CAPTURE(scene);
    Typing typing(scene);
    CHECK((typing.node("key.clear") != nullptr) != (typing.node("keys.clear") != nullptr));
  }
}

TEST_CASE("a word of four letters has the room of a word, not that of a sign") {
  Typing typing("form-name-capitals", false);
  typing.shown.english = true;
  typing.frames(2);
  const auto* next = typing.node("form.next");
  REQUIRE(next != nullptr);
  REQUIRE(next->name == "Next");
  const float em = next->char_mm * typing.stand.glass().px_per_mm;
  CHECK(next->w >= typing.stand.text().width_px("Next", {em, kiosk::text::Weight::bold}) + em);
}
