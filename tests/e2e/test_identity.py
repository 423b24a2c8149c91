# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Who may connect: a wrong code, a used one, a revoked board and another board's token are refused."""

import json
import unittest

import support


class Identity(unittest.TestCase):
    def test_codes_tokens_and_revocation(self):
        with support.Scene() as scene:
            centre = scene.centre
            key = "A" * 43
            status, body = centre.http("POST", "/sync/v1/enrol", {"code": "WRWRWRWRWR", "public_key": key})
            self.assertIn(status, (401, 403, 404), body)
            self.assertEqual(json.loads(body)["status"], status)

            board = scene.board()
            self.assertEqual([b["state"] for b in centre.ask("board", "list")], ["active"])

            for token in (None, "x" * 43, "AAAA.BBBB"):
                for path in ("/sync/v1/feed?wait=0", "/sync/v1/feed"):
                    self.assertEqual(centre.http("GET", path, token=token)[0], 401)
                self.assertEqual(centre.http("POST", "/sync/v1/outbox", {"items": []}, token=token)[0], 401)

            centre.ask("--yes", "board", "revoke", board.id)
            support.wait_until(lambda: board.screen() == "out_of_service", "out of service", 40)
            self.assertIn("95598", "\n".join(board.texts()))
            board.quit()
            board.start()
            support.wait_until(lambda: board.screen() == "out_of_service", "out of service after a restart", 10)

    def test_a_used_code_is_refused_at_the_board(self):
        with support.Scene() as scene:
            added = scene.centre.add_board(support.UNIT, "3栋2单元")
            first = support.Board(scene.folder / "board-first", scene.centre.address)
            second = support.Board(scene.folder / "board-second", scene.centre.address)
            scene.boards += [first, second]
            first.start(code=added["code"]).must(do="wait_synced", timeout_ms=60000)
            second.start(code=added["code"])
            support.wait_until(lambda: second.screen() == "enrol", "the enrolment screen", 5)
            self.assertFalse(second.do(do="wait_synced", timeout_ms=2000)["ok"])
            self.assertEqual(second.screen(), "enrol")
