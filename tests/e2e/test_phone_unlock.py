# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A household unlocked at a board with the resident's own phone: the code is scanned from the glass, the PIN entered there."""

import subprocess
import unittest
import urllib.error
import urllib.parse
import urllib.request

import support

DOOR, ACCOUNT = "501", "3301044471"


class Phone:
    """A browser without scripts."""

    def __init__(self, address):
        self.address = address

    def open(self, **form):
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address, data=data), timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class PhoneUnlock(unittest.TestCase):
    def setUp(self):
        self.scene = support.Scene().__enter__()
        self.addCleanup(self.scene.__exit__)
        self.pin = self.scene.pins(support.UNIT)[ACCOUNT]["pin"]

    def at_pad(self, **options):
        board = self.scene.board(**options)
        board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=20000)
        board.tap(id=f"slot.{DOOR}")
        return board

    def scanned(self, board):
        board.tap(id="unlock.phone")
        board.must(do="wait", id="unlock.code", timeout_ms=5000)
        picture = self.scene.folder / "scan.png"
        board.must(do="shot", path=str(picture))
        read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
                              capture_output=True, text=True).stdout.strip().splitlines()
        self.assertEqual(len(read), 1, read)
        self.assertNotIn(ACCOUNT, read[0])
        return Phone(read[0])

    def test_a_pin_on_the_phone_shows_the_bill_on_the_glass(self):
        board = self.at_pad()
        phone = self.scanned(board)
        status, page = phone.open()
        self.assertEqual(status, 200)
        self.assertIn(DOOR, page)
        self.assertNotIn(ACCOUNT, page)
        self.assertEqual(phone.open(pin=self.pin)[0], 200)
        board.must(do="wait", id="bill.qr", timeout_ms=5000)
        self.assertEqual(phone.open(pin=self.pin)[0], 410)  # good once
        board.tap(id="foot.finish")
        board.await_screen("board")
        # Neither the PIN nor what was unlocked is left in the logs.
        for log in (board.data.with_suffix(".log"), *self.scene.folder.glob("*.log")):
            self.assertNotIn(self.pin, log.read_text(errors="replace"))

    def test_five_wrong_pins_lock_the_household_and_the_board_stays_shut(self):
        board = self.at_pad()
        phone = self.scanned(board)
        wrong = f"{(int(self.pin) + 1) % 1000000:06}"
        self.assertEqual([phone.open(pin=wrong)[0] for _ in range(5)], [403] * 5)
        self.assertEqual(phone.open(pin=self.pin)[0], 429)
        self.assertEqual(board.screen(), "unlock")
        board.tap(id="unlock.pad")
        board.type(self.pin, "pin")  # the pad counts for itself: it is still open
        board.must(do="wait", id="bill.qr", timeout_ms=10000)

    def test_a_code_that_was_put_away_unlocks_nothing(self):
        board = self.at_pad()
        phone = self.scanned(board)
        board.tap(id="unlock.pad")
        newer = self.scanned(board)
        self.assertEqual(phone.open(pin=self.pin)[0], 410)
        self.assertEqual(board.screen(), "unlock")
        self.assertEqual(newer.open(pin=self.pin)[0], 200)
        board.must(do="wait", id="bill.qr", timeout_ms=5000)

    def test_without_the_centre_the_pin_is_entered_on_the_glass(self):
        board = self.at_pad()
        self.scene.centre.kill()
        board.tap(id="unlock.phone")
        board.wait("现在不能用手机解锁", 15000)
        board.type(self.pin, "pin")
        board.must(do="wait", id="bill.qr", timeout_ms=10000)


if __name__ == "__main__":
    unittest.main()
