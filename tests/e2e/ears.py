# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The third way to use a board: with the screen dark, by keys and by what it says. The sound goes to nobody, and faster
than it would be heard: SDL's disk driver takes a buffer a millisecond."""

import re

import hands

SILENT_SOUND = ["env", "SDL_AUDIODRIVER=disk", "SDL_DISKAUDIOFILE=/dev/null", "SDL_DISKAUDIODELAY=1"]
MOST_STEPS = 120


def says(name, sentence):
    """Whether the sentence names this: as a whole, so that 1 isn't found in 10. Chinese words have no such ends."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(name)}(?![0-9A-Za-z])", sentence) is not None


class Ears(hands.Keys):
    """Presses Enter once it was told that it stands on what it wants. Where the shorter way lies is looked up, so that the
    test takes less time; whether it has arrived is heard."""

    def __init__(self, board):
        super().__init__(board)
        self.heard = []   # since the last key
        self.story = []   # since the job began
        self.silences = []

    def listen(self, seconds=20):
        answer = self.board.must(do="spoken", timeout_ms=seconds * 1000)
        assert answer["quiet"], f"still speaking after {seconds} s: {answer['spoken'][-1:]}"
        new = [each["text"] for each in answer["spoken"]]
        self.heard += new
        self.story += new
        return new

    def key(self, name):
        answer = super().key(name)
        self.heard = []
        if not self.listen():
            self.silences.append((name, answer.get("screen")))
        return answer

    def begin(self):
        """Whoever comes presses the button with the tactile mark."""
        self.story = []
        self.board.must(do="key", key="f1")
        self.listen(60)
        assert self.story, "nothing is said after the speech key"

    def name_of(self, widget_id):
        widget = next(w for w in hands.targets_of(self.board.tree()) if w["id"] == widget_id)
        return widget["name"].splitlines()[0]

    def press(self, widget_id):
        self.board.must(do="wait", id=widget_id, timeout_ms=5000)
        name = self.name_of(widget_id)
        for _ in range(MOST_STEPS):
            if any(says(name, each) for each in self.heard[-1:]) and self.is_here(widget_id):
                self.key("enter")
                return
            self.step_towards(widget_id)
        raise AssertionError(f"'{name}' was never said on {self.board.screen()}: {self.story[-MOST_STEPS:]}")

    def is_here(self, widget_id):
        """Several may have the same name; who listens counts them (第 n 个)."""
        at, targets = self.focused()
        return at is not None and targets[at]["id"] == widget_id

    def step_towards(self, widget_id):
        at, targets = self.focused()
        if at is None:
            return self.key("tab")
        wanted = next(index for index, widget in enumerate(targets) if widget["id"] == widget_id)
        ahead, behind = (wanted - at) % len(targets), (at - wanted) % len(targets)
        return self.key("right" if 0 < ahead <= behind else "left")

    def told(self, text):
        return text in "\n".join(self.story)
