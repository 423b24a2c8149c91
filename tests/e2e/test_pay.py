# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What the bill's QR holds is what the centre prints; a payment turns it into a tick within a second."""

import subprocess
import unittest

import support

ACCOUNT = "3301044471"
DOOR = "501"


def scan(picture):
    zbar = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True).stdout.splitlines()
    zxing = subprocess.run(["ZXingReader", "-1", str(picture)], capture_output=True, text=True).stdout
    return zbar, zxing


class Paying(unittest.TestCase):
    def test_scan_and_pay(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]
            board = scene.board()
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=5000)
            board.unlock(DOOR, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=5000)
            bill = scene.centre.ask("bill", "show", "--account", ACCOUNT)
            picture = scene.folder / "bill.png"
            board.must(do="shot", path=str(picture))
            zbar, zxing = scan(picture)
            self.assertEqual(zbar, [bill["payment"]["payload"]])
            self.assertIn(bill["payment"]["payload"], zxing)

            scene.centre.ask("payment", "record", "--account", ACCOUNT, "--period", bill["period"], "--amount",
                             f"{bill['payable_fen'] // 100}.{bill['payable_fen'] % 100:02d}", "--reference", "E2E-1")
            support.wait_until(lambda: "bill.qr" not in {w.get("id") for w in board.tree()["widgets"]}, "the tick", 1)
            board.must(do="shot", path=str(picture))
            self.assertEqual(scan(picture)[0], [])
            self.assertIn("已缴", "\n".join(board.texts()))

    def test_a_wrong_pin_shows_nothing_and_five_make_it_wait(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]
            board = scene.board()
            wrong = f"{(int(pin) + 1) % 1000000:06d}"
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=5000)
            board.tap(id=f"slot.{DOOR}")
            for _ in range(5):
                board.must(do="wait", id="pin.1", timeout_ms=5000)
                board.type(wrong, "pin")
                support.wait_until(lambda: board.screen() == "unlock", "the pad", 5)
            board.wait("输错的次数太多", 5000)
            tree = board.tree()
            self.assertTrue(tree["locked"])
            self.assertNotIn("张", "\n".join(w["text"] for w in tree["widgets"]))
