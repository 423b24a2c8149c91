# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Every job of B1 to B14 with the screen dark: the speech key, arrow keys, Enter, and what the board says. GRIDBOARD_JOBS
names the methods that are run."""

import os
import re
import time
import traceback
import unittest

import ears
import jobs
import support
import test_jobs

PLACE = f"{support.COMMUNITY}/5/1"
# What a form can ask for, once each: choices, a phone number, a name in characters, words. GRIDBOARD_LONG: every kind.
KINDS = ("repair", "change_of_name", "suggestion")
HANDED_IN = ("hand_in_each_kind", "say_that_it_is_the_same", "ask_a_question", "sign_in", "read_a_takeover")


class InTheDark(test_jobs.AtTheBoard):
    """The same jobs. What must be known to do them is taken from what was said."""

    def end_session(self):
        self.board.must(do="advance", seconds=400)
        if self.board.screen() not in ("board", "attract", "night"):
            self.board.must(do="advance", seconds=400)
        self.board.must(do="spoken")  # what the last one heard
        self.hand.begin()             # the speech key wakes an idle board, too
        assert self.board.screen() == "board", self.board.screen()

    def read_all(self, pager):
        """What is said when the screen is asked for again, page by page."""
        self.say_again()
        while self.hand.shown(f"{pager}.next"):
            self.hand.press(f"{pager}.next")
            self.say_again()
        return "\n".join(self.hand.story)

    def say_again(self):
        self.hand.press("speech.repeat")

    def says(self, text, seconds=5):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.hand.listen()
            if self.hand.told(text):
                return True
            if super().says(text, 1) and not self.hand.told(text):
                self.say_again()
        return self.hand.told(text)

    def unlock(self):
        super().unlock()
        self.hand.listen()
        assert self.hand.told("第 1 位。"), self.hand.story
        assert not re.search(rf"{self.pin}", "".join(self.hand.story)), "the PIN was said as a whole"
        assert self.hand.told("旁边的人也听得见"), "nobody was warned that the keys are heard"

    def see_my_door(self):
        with self.job("B1 see my door and whether a notice waits"):
            if not self.on_first_page():
                return
            self.say_again()
            line = next(each for each in self.hand.story if ears.says(self.door, each))
            assert "有通知" in line, line

    def read_and_pay(self):
        with self.job("B3 unlock and read my bill"):
            self.open_door()
            self.unlock()
            self.hand.await_screen("bill")
            amount = f"{self.bill['payable_fen'] // 100:,}.{self.bill['payable_fen'] % 100:02d}"
            self.hand.listen()
            assert self.hand.told("插上耳机"), self.hand.story
            assert not self.hand.told(amount), "the amount was said to everybody"
            self.hand.press("speech.private")
            assert self.hand.told(amount), self.hand.story
        with self.job("B4 pay: the code, the payment, the tick"):
            self.open_door()
            self.unlock()
            self.hand.press("speech.private")
            assert self.bill["payment"]["payload"] in self.scan()  # the phone is held before the glass
            self.hand.story = []
            self.scene.centre.ask("payment", "record", "--account", self.account, "--period", self.bill["period"],
                                  "--amount", f"{self.bill['payable_fen'] // 100}.{self.bill['payable_fen'] % 100:02d}",
                                  "--reference", "JOBS-dark")
            support.wait_until(lambda: self.hand.listen() is not None and self.hand.told("已缴"), "the tick, said", 8)

    def hand_in(self):
        receipt = super().hand_in()
        self.hand.listen(60)
        spelled = " ".join(receipt)
        times = sum(each.count(spelled) for each in self.hand.story)
        assert times >= 2, f"the receipt's number is to be said twice: {self.hand.story[-12:]}"
        return receipt

    def all(self):
        for each in (self.see_my_door, self.see_whom_to_call, self.read_and_pay, self.follow_an_outage, self.read_a_notice,
                     self.ask_for_a_visit, self.follow_rate_reopen, self.hand_in_each_kind, self.say_that_it_is_the_same,
                     self.ask_a_question, self.sign_in, self.read_a_takeover):
            yield each

    # B9
    def hand_in_each_kind(self):
        for kind in jobs.kinds():
            if kind["id"] in KINDS or (os.environ.get("GRIDBOARD_LONG") and kind.get("listed", True)):
                self.hand_in_kind(kind)

    # B12
    def ask_a_question(self):
        with self.job("B12 ask a question"):
            self.hand.press("board.services")
            self.hand.open("services.ask", "services.pages")
            self.hand.await_screen("questions")
            self.hand.press(self.hand.first("ask."))
            self.hand.await_screen("question")
            self.hand.listen()
            answer = next(w["text"] for w in self.board.tree()["widgets"] if w["id"] == "answer.1")
            assert self.hand.told(answer[:12]), (answer, self.hand.story)

    # B6
    def read_a_takeover(self):
        title = "天然气泄漏，请马上下楼"
        with self.job("B6 read an urgent announcement"):
            self.scene.centre.ask("--yes", "notice", "publish", "--place", self.place, "--title", title, "--body", "请走楼梯。",
                                  "--urgent", "--to", "+2h")
            self.hand.await_screen("takeover")
            self.hand.listen(30)
            assert self.hand.told(title) and self.hand.told("请走楼梯。"), self.hand.story
            self.hand.press("takeover.read")
            self.hand.await_screen("board")


class InTheHallInTheDark(test_jobs.InTheHall, InTheDark):
    pass


class Dark(unittest.TestCase):
    """Two boards of their own: what takes longest is waiting until each has spoken."""

    def test_handing_in_and_asking_with_the_screen_dark(self):
        with test_jobs.Staffed() as scene:
            person = self.at_the_board(scene)
            self.do([job for job in person.all() if job.__name__ in HANDED_IN], person)

    def test_reading_and_following_with_the_screen_dark(self):
        with test_jobs.Staffed() as scene:
            person = self.at_the_board(scene)
            self.do([job for job in person.all() if job.__name__ not in HANDED_IN], person)
            visitor = InTheHallInTheDark("dark", scene, PLACE, *self.silenced(scene.board(support.COMMUNITY, hall=True)))
            self.do([visitor.find_my_household], visitor)

    def at_the_board(self, scene):
        scene.centre.ask("init", "--supplier", "云溪供电", "--public-url", scene.centre.address)
        scene.manager()
        wire = support.Wire(scene.centre.port)
        person = InTheDark("dark", scene, PLACE, *self.silenced(scene.board(PLACE, "dark", wire=wire)))
        person.orientation, person.wire = "landscape", wire
        return person

    def silenced(self, board):
        """The board again, with a loudspeaker that takes sound quicker than it is heard; and who listens to it."""
        board.quit()
        board.before = ears.SILENT_SOUND
        board.start(orientation="landscape")
        board.must(do="wait_synced", timeout_ms=60000)
        return board, ears.Ears(board)

    def do(self, todo, person):
        failures, wanted = [], os.environ.get("GRIDBOARD_JOBS", "")
        for job in todo:
            if wanted and job.__name__ not in wanted.split():
                continue
            begun = time.monotonic()
            try:
                job()
            except Exception:  # noqa: BLE001 (reported at the end, with all others)
                failures.append(f"dark, {job.__name__}: {traceback.format_exc(limit=-4)}")
            print(f"{job.__name__}: {time.monotonic() - begun:.0f} s", flush=True)
        for job, keys in person.counts.items():
            print(f"| {job} | {keys} |")
        if person.hand.silences:
            failures.append(f"keys after which nothing was said: {person.hand.silences[:20]}")
        self.assertEqual(failures, [], "\n\n".join(failures))


if __name__ == "__main__":
    unittest.main()
