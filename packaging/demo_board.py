# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A board without a display, touched as a resident touches it: what the demo needs to have happened at one."""

import json
import subprocess

PHONE = "13900000000"


class DrivenBoard:
    def __init__(self, command, code=None):
        options = ["--enrol-code-file", "-"] if code else []
        self.process = subprocess.Popen([*command, "--headless", "--drive", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        if code:
            self.process.stdin.write(code + "\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def ask(self, **command):
        self.process.stdin.write(json.dumps(command, ensure_ascii=False) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"ok": False, "error": f"the board ended with {self.process.wait()}"}

    def must(self, **command):
        answer = self.ask(**command)
        if not answer.get("ok"):
            raise RuntimeError(f"{command}: {answer.get('error')}")
        return answer

    def wait_synced(self):
        self.must(do="wait_synced", timeout_ms=30000)

    def tap(self, widget_id):
        self.must(do="tap", id=widget_id)

    def open(self, widget_id, pager):
        """On whichever page it stands."""
        while not self.ask(do="tap", id=widget_id).get("ok"):
            self.tap(f"{pager}.next")

    def hand_in_repair(self):
        """Gives the receipt number."""
        self.must(do="advance", seconds=400)
        screen = self.must(do="tree")["tree"]["screen_id"]
        if screen in ("attract", "night"):
            self.tap(f"{screen}.start")
        if not self.ask(do="tap", id="board.services").get("ok"):
            self.tap("hall.services")
        self.open("services.repair", "services.pages")
        for choice in ("form.problem.home", "form.since.just_now", "form.phone"):
            self.tap(choice)
        for digit in PHONE:
            self.tap(f"key.{digit}")
        self.tap("form.next")
        self.tap("summary.submit")
        self.must(do="wait", id="receipt.number", timeout_ms=5000)
        return next(w["text"] for w in self.must(do="tree")["tree"]["widgets"] if w["id"] == "receipt.number")

    def sign_in_code(self, picture):
        """What a manager's phone reads off the glass."""
        self.tap("board.contacts")
        self.open("contacts.sign_in", "contacts.pages")
        self.must(do="shot", path=str(picture))
        done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)], capture_output=True, text=True)
        return done.stdout.strip()
