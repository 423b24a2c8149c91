// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "kiosk/update/form.hpp"
#include "kiosk/update/idle.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/neighbours.hpp"
#include "kiosk/update/questions.hpp"
#include "kiosk/update/staff.hpp"
#include "kiosk/update/typed.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::AppState;
using state::ScreenId;

bool is_overlay(ScreenId screen) {
  return screen == ScreenId::takeover || screen == ScreenId::attract || screen == ScreenId::night;
}

std::string of_screen(const AppState& state) {
  if (is_overlay(state.screen)) return "what only lies over a screen, as the screen";
  if (!stands_alone(state.screen) && !can_show(state, state.screen)) return "a screen without what it shows";
  if (state.history.size() > 32) return "a history that grows";
  if (std::any_of(state.history.begin(), state.history.end(), stands_alone)) return "a staff screen in the history";
  if (std::any_of(state.history.begin(), state.history.end(), is_overlay)) return "a cover in the history";
  const ScreenId shown = state::shown_screen(state);
  if (stands_alone(state.screen) && shown != state.screen) return "the board's own state under something else";
  if (!stands_alone(state.screen) && state::takeover_shows(state) != (shown == ScreenId::takeover)) {
    return "an announcement that isn't shown";
  }
  if (!state.phone_url.empty() && state.form.kind_id.empty()) return "a phone that goes on with nothing";
  return "";
}

std::string of_session(const AppState& state) {
  const state::Session& session = state.session;
  if (session.staff != (state.screen == ScreenId::maintenance)) return "staff elsewhere than at their screen";
  if (session.staff && session.unlocked) return "staff with a household's details";
  if (!state.bill.account.empty() && session.unlocked != state.bill.account) return "another household's bill";
  if (session.open) return "";
  if (session.unlocked) return "unlocked without a session";
  if (session.warning) return "a warning without a session";
  if (!session.read.empty()) return "put away by nobody";
  if (state.lowered || state.corner_taps != 0) return "what a person did, without a session";
  if (!state.form.kind_id.empty() || !state.find_typed.empty()) return "a draft without a session";
  if (state.follow.found || !state.last_receipt.empty()) return "a request without a session";
  if (state.screen != ScreenId::board && !stands_alone(state.screen)) return "a resident's screen without a session";
  return "";
}

std::string of_idle(const AppState& state) {
  const state::Idle& idle = state.idle;
  if (state.corner_taps < 0 || state.corner_taps >= kCornerTaps) return "taps that should have led on";
  if (is_covered(state) && (state.session.open || state.screen != ScreenId::board)) return "a loop before somebody";
  if (is_covered(state) && !idle.since) return "a loop of a board that isn't idle";
  if (idle.attract && idle.asleep) return "loop and night at once";
  if (idle.attract.has_value() != idle.step_ends.has_value()) return "a step without an end";
  if (state::attract_steps(state).empty()) return "a loop of nothing";
  return "";
}

std::string of_keys(const AppState& state) {
  using state::KeyMode;
  const state::Keys& keys = state.keys;
  const bool strokes = keys.mode == KeyMode::strokes;
  if (keys.composing.size() > (strokes ? kMaxComposingStrokes : kMaxComposingLetters)) return "too many letters";
  if (keys.candidates.size() != keys.candidate_letters.size()) return "candidates without their letters";
  const bool composes = !keys.composing.empty() || !keys.written.empty();
  if (!composes && !keys.candidates.empty()) return "candidates for nothing";
  const bool takes = state.screen == ScreenId::form || state.screen == ScreenId::questions;
  if (composes && !takes) return "letters for a screen that takes none";
  if (!keys.composing.empty() && !strokes && keys.mode != KeyMode::pinyin) return "letters that become nothing";
  if (keys.capitals && keys.mode != KeyMode::letters) return "capitals without letters";
  if (keys.answered > keys.asked) return "an answer to a question that wasn't asked";
  return "";
}

std::string of_writing(const AppState& state) {
  const state::Keys& keys = state.keys;
  if (!keys.written.empty() && keys.mode != state::KeyMode::handwriting) return "strokes beside the writing field";
  if (keys.pen_down && keys.written.empty()) return "a pen that writes nothing";
  if (keys.writing_field >= state::kWritingFields) return "a field that isn't there";
  if (keys.written.size() > state::kMostStrokes) return "too many strokes";
  const auto is_inside = [](const state::PenPoint& at) { return at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1; };
  for (const state::PenStroke& stroke : keys.written) {
    if (stroke.empty() || stroke.size() > state::kMostPoints) return "a stroke that is none, or too long";
    if (!std::all_of(stroke.begin(), stroke.end(), is_inside)) return "a stroke that leaves its field";
  }
  return "";
}

std::string of_questions(const AppState& state) {
  const state::Questions& questions = state.questions;
  if (questions.answered > questions.asked) return "an answer that nobody asked for";
  if (questions.typed.size() > 4 * kMaxQuestionCharacters) return "a question that is too long";
  if (questions.read.size() > kMostRead) return "answers that grow";
  const bool untouched = questions.typed.empty() && questions.found.empty() && questions.read.empty();
  return !state.session.open && !untouched ? "a question that nobody asks" : "";
}

std::string of_printing(const AppState& state) {
  using Printing = state::Printing;
  const Printing& printing = state.printing;
  if (printing.step == Printing::Step::none) return "";
  if (printing.number == 0) return "a slip of no job";
  if (printing.what == Printing::What::receipt && state.last_receipt.empty()) return "a slip of no receipt";
  if (printing.what == Printing::What::bill && !state.session.unlocked) return "a slip of a bill that nobody sees";
  return "";
}

std::string of_unlock(const AppState& state) {
  const state::Unlock& unlock = state.unlock;
  const std::size_t most = unlock.staff ? state::kMostStaffDigits : state::kPinDigits;
  if (unlock.digits.size() > most) return "a PIN that is too long";
  if (unlock.checking && unlock.digits.size() < state::kPinDigits) return "checking part of a PIN";
  if (unlock.staff != (unlock.account == state::kMaintenance)) return "the maintenance PIN of a household";
  const state::PhoneUnlock& phone = unlock.phone;
  using Step = state::PhoneUnlock::Step;
  if (phone.step != Step::none && (unlock.staff || unlock.account.empty())) return "a phone that unlocks no household";
  if ((phone.step == Step::showing) == phone.url.empty()) return "a code without an address, or kept for nothing";
  if (phone.open() && (unlock.checking || !unlock.digits.empty())) return "a PIN typed beside the code";
  if (!unlock.then_outage.empty() && unlock.then != ScreenId::form) return "windows that lead to no form";
  return "";
}

std::string of_follow(const AppState& state) {
  using Step = state::Follow::Step;
  const state::Follow& follow = state.follow;
  if (follow.step != Step::reading && !follow.found) return "rating nothing";
  if (follow.step == Step::rating && !follow.found->can_rate) return "rating what can't be rated";
  if (follow.step == Step::reopening && !follow.found->can_reopen) return "opening again what can't be";
  if (follow.sending && !follow.found) return "sending nothing";
  return "";
}

std::string of_maintenance(const AppState& state) {
  const state::Maintenance& maintenance = state.maintenance;
  if (maintenance.marks.size() > state::kMaxMarks) return "marks that grow";
  const auto is_on_glass = [](const auto& mark) { return mark.x >= 0 && mark.x <= 1 && mark.y >= 0 && mark.y <= 1; };
  if (!std::all_of(maintenance.marks.begin(), maintenance.marks.end(), is_on_glass)) return "a mark beside the glass";
  if (maintenance.pixel_step >= state::kPixelColours) return "a colour that isn't there";
  const bool untouched = maintenance.marks.empty() && maintenance.view.board_id.empty() &&
                         maintenance.stick.step == state::Stick::Step::idle;
  if (!state.session.staff && !untouched) return "the board's insides without staff";
  return "";
}

std::string of_neighbour(const state::Form& form, const model::RequestKind& kind) {
  if (form.neighbour && kind.neighbour_field.empty()) return "neighbours asked about what isn't theirs";
  if (form.neighbour && form.neighbour->kind_id != kind.id) return "a neighbour's report of another kind";
  if (form.same_as.empty()) return form.neighbour && form.neighbour_asked ? "a report that was denied" : "";
  if (!form.neighbour || form.neighbour->id != form.same_as || !form.neighbour_asked) return "the same as nothing";
  const auto answer = form.answers.find(kind.neighbour_field);
  const bool same_choice = answer != form.answers.end() && answer->second == form.neighbour->choice;
  return same_choice ? "" : "the same as something else";
}

std::string of_form(const AppState& state, const Context& context) {
  const state::Form& form = state.form;
  if (form.kind_id.empty()) return form.answers.empty() ? "" : "answers without a form";
  const model::RequestKind* kind = context.catalogue.find(form.kind_id);
  if (!kind) return "a form that the catalogue doesn't hold";
  const auto asked = state::asked_fields(form, *kind);
  const auto is_asked = [&](const std::string& id) {
    return std::any_of(asked.begin(), asked.end(), [&](const auto* field) { return field->id == id; });
  };
  if (form.step >= asked.size()) return "a step behind the last question";
  for (const auto& [id, answer] : form.answers) {
    const model::Field* field = find_field(*kind, id);
    if (!field || !is_asked(id)) return "an answer to a question that isn't asked";
    if (answer.size() > 4 * static_cast<std::size_t>(field->max_characters)) return "an answer that is too long";
  }
  const bool shown = state.screen == ScreenId::form || state.screen == ScreenId::summary;
  if (shown && kind->needs_household && !state.session.unlocked) return "a household's form without a household";
  if (state.screen == ScreenId::form && !is_asked(form.focused_field)) return "keys for a question that isn't asked";
  if (!form.problem_field.empty() && !is_asked(form.problem_field)) return "a problem with what isn't asked";
  if (form.problem_field.empty() != (form.problem == state::Form::Problem::none)) return "a problem with no field";
  if (form.submitting && state.screen != ScreenId::summary && shown) return "handing in from a form that is not done";
  const bool has_windows = has_field_of(*kind, model::FieldType::window);
  if (has_windows != !form.outage_id.empty()) return "windows of no outage";
  if (form.outage_id.empty() && !form.windows.empty()) return "windows that nobody asked for";
  return of_neighbour(form, *kind);
}

std::string of_speech(const state::Speech& speech) {
  if (speech.speed < state::kSlowestSpeech || speech.speed > state::kFastestSpeech)
    return "a speed that nobody speaks at";
  if (speech.volume < state::kQuietestSpeech || speech.volume > state::kLoudestSpeech) return "a loudness there isn't";
  if (speech.paused && speech.reading) return "reading while it is paused";
  if (speech.reading != speech.reading_since.has_value()) return "reading since never";
  if (speech.from > speech.to || speech.to > speech.sentence.size()) return "a word outside its sentence";
  const bool silent = !speech.paused && !speech.reading && !speech.private_aloud && speech.node.empty();
  return speech.on || (silent && speech.sentence.empty()) ? "" : "something said while the board is silent";
}

}  // namespace

std::string impossible(const AppState& state, const Context& context) {
  const std::array sentences{of_screen(state),        of_session(state),     of_idle(state),
                             of_keys(state),          of_writing(state),     of_questions(state),
                             of_printing(state),      of_unlock(state),      of_follow(state),
                             of_form(state, context), of_maintenance(state), of_speech(state.speech)};
  const auto said = std::find_if(sentences.begin(), sentences.end(), [](const auto& each) { return !each.empty(); });
  return said == sentences.end() ? std::string() : *said;
}

}  // namespace gridboard::kiosk::update
