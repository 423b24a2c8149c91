# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Two ways to use a board: by touches alone, and by keys alone. Both press the same widgets and count what it took."""

TARGETS = ("button", "field")
MOST_PAGES = 12


def targets_of(tree):
    return [widget for widget in tree["widgets"] if widget["role"] in TARGETS and widget["enabled"] and widget["id"] != "corner"]


class Hand:
    """What both have in common. `presses` are touches, or keys pressed; see `counted`."""

    unit = ""

    def __init__(self, board):
        self.board, self.presses = board, 0

    def shown(self, widget_id):
        return any(widget["id"] == widget_id for widget in targets_of(self.board.tree()))

    def ids(self, starts=""):
        return [widget["id"] for widget in targets_of(self.board.tree()) if widget["id"].startswith(starts)]

    def first(self, starts):
        """The first target whose id begins so; waits for it."""
        for _ in range(100):
            found = self.ids(starts)
            if found:
                return found[0]
            self.board.do(do="wait", id=starts, timeout_ms=50)
        raise AssertionError(f"nothing begins with '{starts}' on {self.board.screen()}: {self.ids()}")

    def turn_to(self, widget_id, pager):
        """Pages on until the widget is shown."""
        for _ in range(MOST_PAGES):
            if self.shown(widget_id):
                return
            if not self.shown(f"{pager}.next"):
                break
            self.press(f"{pager}.next")
        texts = [widget.get("name") or widget.get("value") for widget in self.board.tree()["widgets"]]
        raise AssertionError(f"'{widget_id}' is on no page of '{pager}': {self.ids()}, {texts}")

    def open(self, widget_id, pager):
        self.turn_to(widget_id, pager)
        self.press(widget_id)

    def type(self, characters, keys):
        for character in characters:
            self.press(f"{keys}.{character}")

    def home(self):
        if self.board.screen() != "board":
            self.press("foot.home")

    def await_screen(self, *screens, seconds=5):
        self.board.await_screen(*screens, seconds=seconds)


class Touch(Hand):
    unit = "touches"

    def press(self, widget_id):
        self.board.must(do="wait", id=widget_id, timeout_ms=5000)
        self.board.tap(id=widget_id)
        self.presses += 1


class Keys(Hand):
    """Walks the focus by Right and Left, as somebody does who can't see the screen, and presses Enter."""

    unit = "keys"
    just_typed = False

    def key(self, name):
        self.presses += 1
        return self.board.must(do="key", key=name)

    def type(self, characters, keys):
        """One press each, and one for what is pressed next: how far apart the keys of a PIN or of a receipt lie, and how
        far the last of them from the next button, is the draw's doing, not the board's."""
        before = self.presses
        super().type(characters, keys)
        self.presses, self.just_typed = before + len(characters), True

    def focused(self):
        targets = targets_of(self.board.tree())
        return next((index for index, widget in enumerate(targets) if widget["focused"]), None), targets

    def press(self, widget_id):
        before, after_typing, self.just_typed = self.presses, self.just_typed, False
        self.walk_and_press(widget_id)
        if after_typing:
            self.presses = before + 1

    def walk_and_press(self, widget_id):
        self.board.must(do="wait", id=widget_id, timeout_ms=5000)
        for _ in range(6):
            at, targets = self.focused()
            if at is None:
                self.key("tab")
                continue
            wanted = next(index for index, widget in enumerate(targets) if widget["id"] == widget_id)
            if at == wanted:
                self.key("enter")
                return
            ahead = (wanted - at) % len(targets)
            behind = (at - wanted) % len(targets)
            for _ in range(min(ahead, behind)):
                self.key("right" if ahead <= behind else "left")
        raise AssertionError(f"the focus doesn't come to '{widget_id}' on {self.board.screen()}: it is on "
                             f"{self.focused()[0]} of {self.ids()}")
