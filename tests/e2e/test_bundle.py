# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A board without a network: a stick brings what the centre has, takes what was handed in back, and brings the answer."""

import subprocess
import unittest

import support

demo_data = support.demo_data


class Bundle(unittest.TestCase):
    def setUp(self):
        self.scene = support.Scene().__enter__()
        self.addCleanup(self.scene.__exit__)
        self.ask = self.scene.centre.ask
        self.stick = self.scene.folder / "stick"
        self.stick.mkdir()
        self.board = self.scene.board(options=("--stick-folder", str(self.stick)))
        self.bundle = self.stick / f"gridboard-{self.board.id}.bundle"
        self.outbox = self.stick / f"gridboard-{self.board.id}.outbox"

    def publish(self, title):
        self.ask("notice", "publish", "--place", support.UNIT, "--title", title, "--body", "正文。")

    def kiosk(self, verb, file):
        return subprocess.run([str(support.build_folder() / "bin" / "gridboard-kiosk"), "bundle", verb, str(file),
                               "--data", str(self.board.data)], capture_output=True, text=True, timeout=60)

    def open_stick_tab(self, pin):
        width, _ = self.board.tree()["size_px"]
        for _ in range(5):
            self.board.must(do="tap", x=width - 20, y=20)
        self.board.await_screen("unlock")
        self.board.type(pin, "pin")
        if self.board.screen() == "unlock":
            self.board.tap(id="unlock.sure")
        self.board.await_screen("maintenance")
        self.board.tap(id="tab.sync")

    def follow(self, receipt):
        self.board.tap(id="board.services")
        self.board.tap(id="services.follow")
        self.board.type(receipt.replace("-", ""), "key")
        self.board.tap(id="follow.look_up")

    def test_by_hand_while_the_program_is_stopped(self):
        other = self.scene.board(name="另一台")
        self.scene.centre.kill()
        self.publish("U 盘带来的公告")
        self.assertTrue(self.ask("bundle", "export", "--board", self.board.id, self.bundle)["whole"])
        foreign = self.stick / "foreign.bundle"
        self.ask("bundle", "export", "--board", other.id, foreign)
        self.assertIn("is running", self.kiosk("import", self.bundle).stderr)
        self.board.quit()
        self.assertIn(f"it is for board {other.id}", self.kiosk("import", foreign).stderr)
        cut = self.stick / "cut.bundle"
        cut.write_bytes(self.bundle.read_bytes()[:-1])
        self.assertIn("refused", self.kiosk("import", cut).stderr)
        taken = self.kiosk("import", self.bundle)
        self.assertEqual(taken.returncode, 0, taken.stderr)
        self.board.start()
        self.board.wait("U 盘带来的公告", 10000)
        self.board.quit()
        # Two refusals are told to the centre, once.
        self.assertEqual(self.kiosk("export", self.outbox).returncode, 0)
        for _ in range(2):
            self.assertGreaterEqual(self.ask("bundle", "import", self.outbox)["accepted"], 2)

    def test_on_the_maintenance_screen(self):
        pins = self.scene.folder / "pin.csv"
        self.ask("board", "maintenance-pin", self.board.id, "--out", pins)
        pin = demo_data.read_csv(pins)[0]["pin"]
        self.publish("断网前的公告")
        self.board.wait("断网前的公告")
        self.scene.centre.kill()
        receipt = self.board.hand_in_repair()

        self.open_stick_tab(pin)
        self.board.tap(id="stick.take")
        self.board.wait("U 盘里没有给本机的数据包。")
        self.board.tap(id="stick.write")
        self.board.wait("可以拔出")
        self.ask("bundle", "import", self.outbox)
        self.assertEqual([r["receipt"] for r in self.ask("request", "list")], [receipt])
        self.ask("request", "answer", receipt, "--state", "dispatched", "--text", "抢修人员已出发。")
        exported = self.ask("bundle", "export", "--board", self.board.id, self.bundle)
        self.assertFalse(exported["whole"])
        self.assertGreaterEqual(exported["answers"], 1)

        self.board.tap(id="stick.take")
        self.board.wait("已导入")
        self.board.tap(id="foot.home")
        self.follow(receipt)
        self.board.wait("抢修人员已出发。")


if __name__ == "__main__":
    unittest.main()
