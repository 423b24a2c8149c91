// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/voice.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/speech.hpp"

namespace gridboard::kiosk::app {
namespace {

static_assert(state::kSlowestSpeech == speech::kSlowest && state::kFastestSpeech == speech::kFastest);

// One is heard while the next is made, so that no gap comes between them.
constexpr std::size_t kGivenAhead = 2;
constexpr float kDecibelsDown = 4;
constexpr std::chrono::seconds kProbeEvery{5};

}  // namespace

float volume_of(float usual, int step) {
  usual = std::clamp(usual, 0.0f, 1.0f);
  if (step >= 0) return usual + (1 - usual) * std::min(1.0f, static_cast<float>(step) / state::kLoudestSpeech);
  return usual * std::pow(10.0f, kDecibelsDown * static_cast<float>(step) / 20);
}

Voice::Voice(MakeSpeaker make, std::function<void(speech::Said)> post, float usual_volume)
    : make_(std::move(make)), post_(std::move(post)), usual_volume_(usual_volume) {}

void Voice::warm_up() {
  if (speaker_ || !make_) return;
  speaker_ = make_(post_);
  if (speaker_) speaker_->warm_up();
}

void Voice::look_for_sound(base::Instant now) {
  warm_up();
  if (!speaker_ || probe_ != 0 || (probed_at_ && now >= *probed_at_ && now - *probed_at_ < kProbeEvery)) return;
  probed_at_ = now;
  probe_ = ++number_;
  speaker_->say({probe_, {}, speech::Language::chinese, 0, 0});
}

void Voice::drop_all() {
  if (speaker_ && !given_.empty()) speaker_->stop();
  for (auto* waiting : {&queue_, &given_}) {
    for (Waiting& each : *waiting) state::wipe(each.sentence.text);
    waiting->clear();
  }
}

void Voice::interrupt() {
  done_.anything = true;
  if (reads_) cut_ = note_place(given_) || note_place(queue_);
  reads_ = false;
  drop_all();
}

bool Voice::note_place(const std::deque<Waiting>& waiting) {
  const auto at = std::find_if(waiting.begin(), waiting.end(), [](const Waiting& each) { return each.of_screen; });
  if (at == waiting.end()) return false;
  cut_at_ = at->sentence.node;
  return true;
}

void Voice::touched(const std::vector<widgets::AccessNode>& nodes, ImVec2 at) {
  for (const widgets::AccessNode& node : nodes) {
    const bool inside = at.x >= node.x && at.x < node.x + node.w && at.y >= node.y && at.y < node.y + node.h;
    if (node.target && !node.silent && inside) {
      done_.touched = node.id;
      done_.touched_name = node.is_private && !was_private_ ? std::string() : node.name;
    }
  }
}

void Voice::say_screen() {
  interrupt();
  wanted_ = Wanted::screen;
}

void Voice::hold(bool held) {
  if (held) return interrupt();
  wanted_ = cut_ ? Wanted::rest : Wanted::screen;
}

void Voice::silence() {
  drop_all();
  narrator_.forget();
  done_ = Done{};
  wanted_ = Wanted::nothing;
  reads_ = cut_ = was_on_ = was_private_ = false;
  cut_at_.clear();
}

void Voice::say(Sentences sentences, bool of_screen) {
  for (Sentence& each : sentences) queue_.push_back({++number_, std::move(each), of_screen});
}

void Voice::begin_wanted(state::AppState& state, const Scene& scene, base::Instant now) {
  const bool rest = std::exchange(wanted_, Wanted::nothing) == Wanted::rest;
  drop_all();
  if (!rest) {
    all_ = was_on_ && was_private_ == scene.aloud;
    if (!was_on_) {
      say({{{}, std::string(scene.messages.tr("开始读屏。用方向键选，按确认键进入；再按一次读屏键就停。")), false}}, false);
    }
  }
  say(rest ? narrator_.read_from(scene, all_, cut_at_) : narrator_.read(scene, all_), true);
  narrator_.remember(scene);
  reads_ = true;
  cut_ = false;
  update::reading_began(state, now);
}

update::Effects Voice::follow(state::AppState& state, const Scene& scene, base::Instant now) {
  if (!state.speech.on) {
    done_ = Done{};
    return {};
  }
  warm_up();
  if (!speaker_) return update::set_can_speak(state, false);
  // The buttons say first that there is something to go on with.
  if (cut_ && wanted_ == Wanted::nothing && state.speech.reading) {
    update::cut_short(state, true);
    return {};
  }
  if (wanted_ != Wanted::nothing) {
    begin_wanted(state, scene, now);
  } else {
    Told told = narrator_.follow(scene, done_);
    if (told.interrupts) drop_all(), reads_ = false;
    if (told.is_screen) {
      all_ = cut_ = false;
      reads_ = true;
      update::reading_began(state, now);
    } else if (told.interrupts) {
      update::cut_short(state, cut_);
    }
    say(std::move(told.sentences), told.is_screen);
  }
  done_ = Done{};
  was_on_ = true;
  was_private_ = scene.aloud;
  feed(state);
  end_if_done(state, now);
  return {};
}

void Voice::feed(state::AppState& state) {
  while (speaker_ && given_.size() < kGivenAhead && !queue_.empty()) {
    const Waiting& next = queue_.front();
    speaker_->say({next.number, next.sentence.text,
                   state.english ? speech::Language::english : speech::Language::chinese, state.speech.speed,
                   volume_of(usual_volume_, state.speech.volume)});
    given_.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
}

void Voice::note(const speech::Said& said, const Waiting& waiting) {
  if (!keeps_spoken_) return;
  if (said.what == speech::Said::What::began) {
    if (spoken_.size() == kMostSpoken) spoken_.pop_front();
    spoken_.push_back({waiting.sentence.node, waiting.sentence.text, false});
  } else if (said.what == speech::Said::What::ended && !spoken_.empty()) {
    spoken_.back().ended = true;
  }
}

void Voice::end_if_done(state::AppState& state, base::Instant now) {
  if (!is_quiet()) return;
  update::fell_silent(state, reads_, now);
  reads_ = false;
}

update::Effects Voice::heard(state::AppState& state, const speech::Said& said, base::Instant now) {
  using What = speech::Said::What;
  if (said.number == probe_ && said.what != What::began && said.what != What::word) {
    probe_ = 0;
    return update::set_can_speak(state, said.what == What::ended);
  }
  // What was stopped is no longer among those given.
  const auto found =
      std::find_if(given_.begin(), given_.end(), [&](const Waiting& each) { return each.number == said.number; });
  if (found == given_.end()) return {};
  note(said, *found);
  switch (said.what) {
    case What::began:
      update::word_heard(state, found->sentence.node, found->sentence.text, 0, 0);
      return {};
    case What::word:
      update::word_heard(state, found->sentence.node, found->sentence.text, said.from, said.to);
      return {};
    case What::stopped:
    case What::failed:
      // Not by us: there is nothing to be heard with, or no voice.
      drop_all();
      return update::set_can_speak(state, false);
    case What::ended:
      state::wipe(found->sentence.text);
      given_.erase(found);
      update::fell_silent(state, false, now);
      feed(state);
      end_if_done(state, now);
      return {};
  }
  return {};
}

std::vector<Spoken> Voice::take_spoken() {
  std::vector<Spoken> out(std::make_move_iterator(spoken_.begin()), std::make_move_iterator(spoken_.end()));
  spoken_.clear();
  return out;
}

}  // namespace gridboard::kiosk::app
