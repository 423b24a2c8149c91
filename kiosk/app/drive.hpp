// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board without a glass that is driven from outside: a JSON object a line in, a JSON object a line out, in order.
//   {"do":"tree"}                                  the accessibility tree of the last frame
//   {"do":"tap","id":"board.bill"}                 or "name", "text": the first widget with that
//   {"do":"key","key":"enter"}                     enter, escape, tab, space, left, right, up, down
//   {"do":"wheel","steps":-3}                      in the middle of the glass, or at "x", "y"
//   {"do":"wait","text":"...","timeout_ms":5000}   or "id": until a widget with that is there; answers "ms"
//   {"do":"wait_synced","timeout_ms":30000}        heard from the centre and nothing new for a second
//   {"do":"shot","path":"a.png"}
//   {"do":"advance","seconds":70}                  lets the session pass by so much
//   {"do":"counters"}                              frames and pixels drawn so far
//   {"do":"quit"}
// Each answer has "ok"; one that is false has "error" with a sentence.

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
