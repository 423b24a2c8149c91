# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The server is killed, the board goes on; a request handed in meanwhile arrives exactly once after both were killed."""

import unittest

import support


class Offline(unittest.TestCase):
    def test_killed_server_killed_board_one_request(self):
        with support.Scene() as scene:
            board = scene.board()
            scene.centre.ask("notice", "publish", "--place", support.UNIT, "--title", "断网前的公告", "--body", "正文。")
            board.wait("断网前的公告")
            scene.centre.kill()
            receipt = board.hand_in_repair()
            self.assertRegex(receipt, r"[0-9A-Z]{3}-[0-9A-Z]{4,}-[0-9A-Z]")
            board.kill()
            board.start()
            board.wait("断网前的公告", 10000)  # all it held, with no centre to ask
            scene.centre.start()
            support.wait_until(lambda: any(r["receipt"] == receipt for r in scene.centre.ask("request", "list")),
                               "the request", 60)
            # Another repeat: the board is killed with the answer perhaps not yet kept, and comes back.
            board.kill()
            board.start()
            board.must(do="wait_synced", timeout_ms=30000)
            scene.centre.kill()
            scene.centre.start()
            requests = scene.centre.ask("request", "list")
            self.assertEqual([r["receipt"] for r in requests], [receipt])

            scene.centre.ask("request", "answer", receipt, "--state", "dispatched", "--text", "抢修人员已出发。")
            board.must(do="wait_synced", timeout_ms=30000)
            board.tap(id="board.services")
            board.tap(id="services.follow")
            board.type(receipt.replace("-", ""), "key")
            board.tap(id="follow.look_up")
            board.wait("抢修人员已出发。", 30000)
