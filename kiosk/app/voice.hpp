// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The board's voice: what the narrator wants said waits here and is handed to the speaker a little ahead, so that a key
// or a touch silences it at once and a pause keeps its place.
//
// THREADING: the loop's thread; the speaker's words come back through the inbox as heard().

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/narrator.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/state/app_state.hpp"
#include "kiosk/update/effects.hpp"

namespace gridboard::kiosk::app {

using MakeSpeaker = std::function<std::unique_ptr<speech::Speaker>(std::function<void(speech::Said)> said)>;

// An utterance that was begun: for tests with the screen dark.
struct Spoken {
  std::string node, text;
  bool ended = false;  // to its last word
};
inline constexpr std::size_t kMostSpoken = 1000;

class Voice {
 public:
  // `post` brings the speaker's words to the inbox. `usual_volume`: of full scale, what is 65 dBA before the board.
  Voice(MakeSpeaker make, std::function<void(speech::Said)> post, float usual_volume);

  // Makes the speaker, which then loads what it needs on its own thread.
  void warm_up();
  // While there is no sound: says nothing at all, to learn whether that could be heard.
  void look_for_sound(base::Instant now);

  // A key or a touch: silent at once. What was being read keeps its place.
  void interrupt();
  void touched(const std::vector<widgets::AccessNode>& nodes, ImVec2 at);  // a finger came down there

  // The effects.
  void say_screen();
  void hold(bool held);
  void silence();

  // A frame that shows the state, with no finger on the glass. What it changes in state.speech is to be drawn again.
  [[nodiscard]] update::Effects follow(state::AppState& state, const Scene& scene, base::Instant now);
  [[nodiscard]] update::Effects heard(state::AppState& state, const speech::Said& said, base::Instant now);

  // Nothing is said and nothing waits to be.
  [[nodiscard]] bool is_quiet() const { return queue_.empty() && given_.empty(); }
  // For tests: begins to keep what is spoken, and hands it over.
  void keep_spoken() { keeps_spoken_ = true; }
  [[nodiscard]] std::vector<Spoken> take_spoken();

 private:
  struct Waiting {
    std::uint64_t number = 0;
    Sentence sentence;
    bool of_screen = false;
  };
  enum class Wanted { nothing, screen, rest };

  void drop_all();
  bool note_place(const std::deque<Waiting>& waiting);
  void feed(state::AppState& state);
  void say(Sentences sentences, bool of_screen);
  void note(const speech::Said& said, const Waiting& waiting);
  void begin_wanted(state::AppState& state, const Scene& scene, base::Instant now);
  void end_if_done(state::AppState& state, base::Instant now);

  MakeSpeaker make_;
  std::function<void(speech::Said)> post_;
  float usual_volume_;
  std::unique_ptr<speech::Speaker> speaker_;
  Narrator narrator_;
  Done done_;
  std::deque<Waiting> queue_;  // not yet given to the speaker
  std::deque<Waiting> given_;
  std::uint64_t number_ = 0;
  std::uint64_t probe_ = 0;  // the number of what is said to nobody, 0 for none
  std::optional<base::Instant> probed_at_;
  Wanted wanted_ = Wanted::nothing;
  bool was_on_ = false, was_private_ = false, was_english_ = false;
  bool all_ = false;               // what is being read was asked for as a whole
  bool reads_ = false, cut_ = false;  // a screen is being read; it was cut short
  std::string cut_at_;             // the node that was being said then
  bool keeps_spoken_ = false;
  std::deque<Spoken> spoken_;
};

// Of full scale, `step` steps above or below the usual.
[[nodiscard]] float volume_of(float usual, int step);

}  // namespace gridboard::kiosk::app
