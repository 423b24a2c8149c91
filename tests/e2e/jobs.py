# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What people come to a board for, step by step, in whichever way they use it. Counts are kept by job."""

import contextlib
import datetime as dt
import json
import subprocess

import hands
import support

CATALOGUE = support.PROJECT / "assets" / "catalogue"
PHONE = "13800008000"
# Words that the form's text fields get, by pinyin.
LETTERS, WORD = "ouyang", "欧阳"


class Person:
    """Somebody at a board: by touch or by keys, perhaps in large type."""

    def __init__(self, way, scene, place, board, hand):
        self.way, self.scene, self.place, self.board, self.hand = way, scene, place, board, hand
        self.counts = {}
        self.choose_household()

    def choose_household(self):
        """Of the unit one with a bill to pay."""
        for row in self.scene.pins(self.place).values():
            bill = self.scene.centre.ask("bill", "show", "--account", row["account"])
            if bill.get("payment") and bill["payable_fen"] > 0:
                self.account, self.door, self.pin, self.bill = row["account"], row["door"], row["pin"], bill
                return
        raise AssertionError(f"no household of {self.place} has a bill to pay")

    @contextlib.contextmanager
    def job(self, name):
        """From the board as the next person finds it; counts what it took."""
        self.end_session()
        before = self.hand.presses
        yield self
        self.counts[name] = self.hand.presses - before

    def end_session(self):
        self.board.must(do="advance", seconds=400)
        if self.board.screen() not in ("board", "attract", "night"):
            self.board.must(do="advance", seconds=400)
        # Whoever comes wakes an idle board; that isn't counted to a job.
        if self.board.screen() in ("attract", "night"):
            self.board.must(do="tap", id=f"{self.board.screen()}.start")
        assert self.board.screen() == "board", self.board.screen()

    # ---- parts of jobs ----

    def unlock(self):
        """From the PIN pad or the list of doors."""
        if self.board.screen() == "find":
            self.hand.open(f"find.{self.account}", "find.pager") if self.hand.ids("find.3") else self.hand.open(f"slot.{self.door}", "find.pager")
        self.hand.await_screen("unlock")
        self.hand.type(self.pin, "pin")
        support.wait_until(lambda: self.board.screen() != "unlock", "the right PIN", 10)

    def open_service(self, kind):
        self.hand.press("board.services")
        self.hand.open(f"services.{kind}", "services.pages")
        if self.board.screen() == "find":
            self.unlock()
        self.hand.await_screen("form")

    def fill(self, chosen):
        """Answers question after question, on however many screens they stand, up to the summary."""
        kind_fields = {}
        done = set()
        for _ in range(40):
            screen = self.board.screen()
            if screen in ("summary", "same_report"):
                return screen
            self.hand.await_screen("form", "summary", "same_report")
            kind_fields = kind_fields or fields_of(chosen["kind"])
            if not self.fill_one(kind_fields, chosen, done):
                self.hand.press("form.next" if not self.hand.shown("form.pages.next") else "form.pages.next")
        raise AssertionError(f"{chosen['kind']} never comes to its summary: {self.board.screen()} {self.hand.ids()}")

    def fill_one(self, fields, chosen, done):
        """The first question on the glass that isn't answered yet; False if there is none."""
        shown = [widget for widget in hands.targets_of(self.board.tree()) if widget["id"].startswith("form.")]
        for widget in shown:
            name = widget["id"].split(".")[1]
            field = fields.get(name)
            if field is None or name in done:
                continue
            if field["type"] in ("choice", "day_part", "window"):
                wanted = chosen.get(name)
                options = [each["id"] for each in shown if each["id"].startswith(f"form.{name}.")]
                if any(each["selected"] for each in shown if each["id"] in options):
                    done.add(name)  # answered before
                    continue
                press = f"form.{name}.{wanted}" if wanted else options[0]
                if press not in options:
                    continue
                done.add(name)
                self.hand.press(press)
                return True
            if widget["role"] == "field":
                done.add(name)
                if not field.get("required", True):
                    continue
                self.write(widget, field)
                return True
        return False

    def write(self, widget, field):
        if not self.hand.ids("key."):
            self.hand.press(widget["id"])
        elif not widget.get("selected") and not widget["focused"]:
            self.hand.press(widget["id"])
        if field["type"] in ("phone", "digits"):
            self.hand.type(PHONE[:field.get("max_characters", 11)], "key")
            return
        if self.hand.shown("keys.pinyin"):
            self.hand.press("keys.pinyin")
        self.hand.type(LETTERS, "key")
        for _ in range(10):
            found = [w["id"] for w in self.board.tree()["widgets"] if w["id"].startswith("candidate.") and w["text"] == WORD]
            if found:
                return self.hand.press(found[0])
            self.hand.press("candidates.next")

    def hand_in(self):
        self.hand.press("summary.submit")
        self.hand.await_screen("receipt")
        return next(w["text"] for w in self.board.tree()["widgets"] if w["id"] == "receipt.number")

    def follow(self, receipt):
        self.hand.press("board.services")
        self.hand.open("services.follow", "services.pages")
        self.hand.await_screen("follow")
        self.hand.type(receipt.replace("-", ""), "key")
        self.hand.press("follow.look_up")
        self.board.must(do="wait", id="follow.name", timeout_ms=5000)

    def read_all(self, pager):
        """What all pages of a screen say; stands on the first again."""
        said, pages = list(self.board.texts()), 0
        while self.hand.shown(f"{pager}.next"):
            self.board.tap(id=f"{pager}.next")
            said += self.board.texts()
            pages += 1
        for _ in range(pages):
            self.board.tap(id=f"{pager}.previous")
        return "\n".join(said)

    def says(self, text, seconds=5):
        return self.board.do(do="wait", text=text, timeout_ms=seconds * 1000)["ok"]

    def scan(self):
        picture = self.scene.folder / f"scan-{self.way}.png"
        self.board.must(do="shot", path=str(picture))
        done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)], capture_output=True, text=True)
        return done.stdout.strip().splitlines()


def kinds():
    return [json.loads(path.read_text("utf-8")) for path in sorted(CATALOGUE.glob("*.json"))]


def fields_of(kind_id):
    kind = next(kind for kind in kinds() if kind["id"] == kind_id)
    return {field["id"]: field for field in kind["fields"]}


def now():
    return dt.datetime.now(support.ZONE).replace(microsecond=0)
