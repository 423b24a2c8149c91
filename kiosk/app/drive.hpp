// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board without a glass that is driven from outside: a JSON object a line in, a JSON object a line out, in order.
//   {"do":"tree"}                                  the accessibility tree of the last frame, see tour_files.hpp
//   {"do":"tap","id":"board.bill"}                 or "name", "text": the first widget with that, in its middle
//   {"do":"tap","x":540,"y":960}                   at that pixel of the picture, whatever is there
//   {"do":"touch","phase":"down","x":1,"y":2}      down, move, up of one finger; "finger":1 for another than the first
//   {"do":"key","key":"enter"}                     enter, escape, tab, shift+tab, space, left, right, up, down, home,
//                                                  end, page_up, page_down, backspace, delete, f1, f12, or one letter
//                                                  or figure as a keyboard types it
//   {"do":"type","text":"4100"}                    several of those, as a scanner does
//   {"do":"wheel","steps":-3}                      in the middle of the glass, or at "x", "y"
//   {"do":"wait","text":"...","timeout_ms":5000}   or "id": until a widget with that is there; answers "ms"
//   {"do":"wait_synced","timeout_ms":30000}        all that the centre had is here, and nothing new came for a second
//   {"do":"shot","path":"a.png"}
//   {"do":"advance","seconds":70}                  lets so much time pass for the session, or for the idle board (attract
//                                                  loop, night, burn-in); not for what the centre sets times for
//   {"do":"spoken","timeout_ms":5000}              waits until nothing is being said, at most so long; answers "spoken": what
//                                                  was begun to be said since the last time, each with "node" (its id),
//                                                  "text" and "ended" (to its last word), and "quiet"
//   {"do":"counters"}                              frames and pixels drawn so far
//   {"do":"quit"}
// Each answer has "ok" and "ms"; one that is false has "error" with a sentence. tap, touch, key, type and advance also
// answer "screen": what fills the glass then.

#include <cstdio>
#include <functional>
#include <string>

#include "kiosk/app/board.hpp"

namespace gridboard::kiosk::app {

// `read_line` is called on a thread of its own and returns false at the end of the input; `answer` on the loop's.
// Returns once the input ends, after "quit", or when the board ends.
void drive(Board& board, base::Clock& clock, const std::function<bool(std::string&)>& read_line,
           const std::function<void(const std::string&)>& answer);

}  // namespace gridboard::kiosk::app
