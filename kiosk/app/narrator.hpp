// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Decides what is said next, from the accessibility trees of the last and the present frame: a screen that comes up
// from its heading on, what the keyboard is on, what has come or changed because of a key, a touch or news. It speaks
// to nobody itself; kiosk/app/board_speech does.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/messages.hpp"
#include "kiosk/widgets/access.hpp"

namespace gridboard::kiosk::app {

struct Sentence {
  std::string node;  // id of the accessibility node that it is about, "" for none
  std::string text;
  bool is_private = false;  // for headphones, or who asked for it aloud
};
using Sentences = std::vector<Sentence>;

// A frame that shows the state: nothing that a key or a touch led to is still to be drawn.
struct Scene {
  const std::vector<widgets::AccessNode>& nodes;
  const widgets::Focus& focus;
  const text::Messages& messages;
  bool aloud = false;  // private things may be said
};

// What the person did since the frame before.
struct Done {
  bool anything = false;     // a key or a touch
  std::string touched;       // id of what a finger pressed, "" for none
  std::string touched_name;  // as it was called then
};

// What the new frame asks for.
struct Told {
  bool interrupts = false;  // says it although something else is being said
  bool is_screen = false;   // all of a screen: it may be paused and gone on with
  Sentences sentences;
};

class Narrator {
 public:
  // The screen from its heading on: title, page, what goes on. `all`: clock, foot and every row of long lists too.
  [[nodiscard]] Sentences read(const Scene& scene, bool all);
  // From this node on, as the frame shows it now; from the beginning if it is gone.
  [[nodiscard]] Sentences read_from(const Scene& scene, bool all, const std::string& node);
  // Compares with the frame before and remembers this one.
  [[nodiscard]] Told follow(const Scene& scene, const Done& done);
  // What is there is known: only what changes from now on is told.
  void remember(const Scene& scene);
  void forget();  // the session has ended

  // As it is said when the keyboard comes to it: what it is, what can be done, and which of how many.
  [[nodiscard]] Sentences about(const Scene& scene, const widgets::AccessNode& node);

 private:
  struct Known {
    std::string spoken, value;
    bool enabled = true;
  };
  struct Change {
    const widgets::AccessNode* node = nullptr;
    const Known* before = nullptr;  // null if it has come
  };

  [[nodiscard]] std::vector<Change> changes(const Scene& scene, const Done& done) const;
  void tell_changes(const Scene& scene, const std::vector<Change>& changes, Sentences& out);
  void add(const Scene& scene, const widgets::AccessNode& node, Sentences& out);

  std::string place_, language_;
  std::string focus_;       // id of what the keyboard was on, "" while it doesn't show
  bool warned_ = false;     // the session's end has been announced
  bool hinted_ = false;     // it was said why private things aren't, on this screen
  bool heard_by_all_ = false;  // it was said that people nearby hear a PIN's keys
  std::map<std::string, Known> known_;
};

}  // namespace gridboard::kiosk::app
