// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the board says aloud. Whoever speaks works on a thread of its own, behind this interface: a voice that the
// system offers through speech-dispatcher, or espeak-ng's through the board's own sound.
//
// THREADING: the speaker is called from the loop's thread and never blocks it; `said` is called on the speaker's.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::speech {

enum class Language { chinese, english };

inline constexpr int kSlowest = -2, kFastest = 4;        // steps of speed, 0 as people read aloud to others
inline constexpr std::size_t kMaxUtteranceBytes = 8192;  // longer ones are cut at a character
inline constexpr std::size_t kMaxWaiting = 64;           // utterances; what comes beyond is refused as failed

struct Utterance {
  std::uint64_t number = 0;  // growing; names it in what is said back
  std::string text;          // as shown or as the accessibility tree says it
  Language language = Language::chinese;
  int speed = 0;         // kSlowest to kFastest
  float volume = 0.65f;  // of full scale, 0 to 1
};

struct Said {
  enum class What {
    began,
    word,  // the bytes [from, to) of the text are heard now
    ended,
    stopped,  // by stop(), or because nobody can hear it: there is no sound; told of those that waited too
    failed,
  } what = What::began;
  std::uint64_t number = 0;
  std::size_t from = 0, to = 0;
};

class Speaker {
 public:
  virtual ~Speaker() = default;
  virtual void say(Utterance utterance) = 0;  // after those that wait
  virtual void stop() = 0;                    // silence within 200 ms; what waits is dropped and wiped
  virtual void warm_up() {}                   // loads, so that the first word needn't wait for it
};

// Where sound goes. Called on the speaker's thread.
class SoundSink {
 public:
  virtual ~SoundSink() = default;
  // Opens the device if it isn't. False: there is none, or it is taken; tried again at the next utterance.
  [[nodiscard]] virtual bool open(int samples_per_second) = 0;
  // Mono. Blocks while more than 0.1 s waits to be heard; false once it was cut() or the device has gone. Of no
  // samples: is it still there?
  [[nodiscard]] virtual bool play(const std::int16_t* samples, std::size_t count) = 0;
  [[nodiscard]] virtual std::uint64_t heard() const = 0;  // samples since open()
  virtual void cut() = 0;     // from any thread: drops what waits, silent at once; until resume()
  virtual void resume() = 0;  // from any thread: takes sound again
};

struct SpeechFiles {
  std::string readings;     // share/speech/readings.bin
  std::string assets;       // assets/speech: polyphones, units
  std::string espeak_data;  // "" where the distribution puts it
};
struct DispatcherVoice {
  std::string socket;   // "" the user's usual one
  std::string module;   // "" the default output module
  std::string chinese;  // name of the synthesis voice, "" the default of that language
  std::string english;
};
struct Voices {
  SpeechFiles files;
  // Where it doesn't answer or has no Chinese voice, the log says so, and it is espeak-ng's as without it.
  std::optional<DispatcherVoice> dispatcher;
};
// Files, voices and speech-dispatcher, which takes its time, are looked for at warm_up() or the first utterance, on the
// speaker's thread. If there is none of espeak-ng's voices (cmn-latn-pinyin and en), the log names what is missing and
// the package that brings it, and every utterance fails. `sink` outlives the speaker. One at a time in a process:
// espeak-ng knows only one.
[[nodiscard]] std::unique_ptr<Speaker> make_speaker(Voices voices, SoundSink& sink, std::function<void(Said)> said);

}  // namespace gridboard::kiosk::speech
