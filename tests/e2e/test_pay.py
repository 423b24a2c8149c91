# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What the bill's QR holds is what the centre prints; a payment turns it into a tick within a second."""

import subprocess
import threading
import unittest
import urllib.parse
import urllib.request

import demo_pay
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

    def test_scan_opens_the_page_that_pays(self):
        """With a payment service's page: the code leads there, and what it then tells the centre stands on the glass."""
        with support.Scene() as scene:
            ask = scene.centre.ask
            ask("payment", "service", "demo", "--name", "演示支付")
            page = demo_pay.serve(scene.centre.address, ask("payment", "key", "demo")["secret"])
            threading.Thread(target=page.serve_forever, daemon=True).start()
            self.addCleanup(page.server_close)
            self.addCleanup(page.shutdown)
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]
            ask("init", "--payment-page", f"http://127.0.0.1:{page.server_address[1]}")
            board = scene.board()
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=5000)
            board.unlock(DOOR, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=5000)
            picture = scene.folder / "bill.png"
            board.must(do="shot", path=str(picture))
            bill = ask("bill", "show", "--account", ACCOUNT)
            address, = scan(picture)[0]
            self.assertEqual(address, bill["payment"]["payload"])
            with urllib.request.urlopen(address, timeout=10) as answer:
                self.assertIn(f"{bill['payable_fen'] // 100}.{bill['payable_fen'] % 100:02d} 元", answer.read().decode())
            order = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
            with urllib.request.urlopen(address, urllib.parse.urlencode(order).encode(), timeout=10) as answer:
                self.assertIn("支付成功", answer.read().decode())
            support.wait_until(lambda: "bill.qr" not in {w.get("id") for w in board.tree()["widgets"]}, "the tick", 1)
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
