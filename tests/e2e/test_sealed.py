# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Signed and sealed: a board's disk tells nobody anything, what was changed on it isn't shown, and keys may be rotated."""

import json
import re
import sqlite3
import time
import unittest

import demo_data
import support

DOOR, ACCOUNT = "501", "3301044471"


def forms_of(text):
    """As bytes, however a program may have kept them. Without those that are four letters of base64 (李佳 in UTF-16 is
    NgsO): among the hundreds of thousands that a board holds sealed they stand by chance."""
    forms = {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030")}
    return {form for form in forms if not re.fullmatch(rb"[A-Za-z0-9_+/-]{1,4}", form)}


def planted(scene):
    """Names and phones of all households, as they are and masked, bill numbers and amounts of the board's own."""
    values, own = {}, set(scene.pins(support.UNIT))
    for row in demo_data.read_csv(support.PROJECT / "assets" / "demo" / "households.csv"):
        name, phone = row["户名"], row["电话"]
        values.update({name: "name", name[0] + "*" + name[-1]: "masked name"})
        if phone:
            values.update({phone: "phone", phone[:3] + "****" + phone[-4:]: "masked phone"})
    for row in demo_data.read_csv(scene.folder / "bills.csv"):
        if row["户号"] not in own:
            continue
        values.update({row["账单编号"]: "bill number", row["金额"]: "amount"})
        values['"amount_fen":' + row["金额"].replace(".", "")] = "amount in fen"
    return {value: what for value, what in values.items() if len(value) >= 5 or not value.isascii()}


def found_in(folder, values):
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return [f"{what} {value} in {name}" for value, what in values.items() for name, content in files.items()
            if any(form in content for form in forms_of(value))]


def refusals_of(scene, board):
    """What the board told the centre that it refused or found drifted."""
    centre = sqlite3.connect(f"file:{scene.centre.data}/centre.db?mode=ro", uri=True)
    try:
        found = centre.execute("SELECT value FROM setting WHERE name LIKE ?",
                               (f"refused_segment/{board.id}/%",)).fetchall()
    finally:
        centre.close()
    return [json.loads(value)["body"] for (value,) in found]


class Sealed(unittest.TestCase):
    def test_a_disk_in_hand_tells_nothing(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]
            board = scene.board()
            values = planted(scene)
            self.assertGreater(len(values), 100)
            board.unlock(DOOR, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=20000)
            shown = "\n".join(board.texts())
            amounts = [value for value, what in values.items() if what == "amount" and value in shown]
            self.assertTrue(amounts, "the bill that is looked for isn't the one that is shown")
            board.tap(id="foot.finish")
            scene.centre.kill()  # so that what is handed in stays here
            board.hand_in_repair(phone="13912345678")
            values["13912345678"] = "phone that was typed"
            values['"problem":"home"'] = "answer"
            self.assertEqual(found_in(board.data, values), [], "while the board runs")
            board.kill()
            self.assertEqual(found_in(board.data, values), [], "after its power was cut")
            # It reaches the centre all the same.
            scene.centre.start()
            board.start()
            support.wait_until(lambda: scene.centre.ask("request", "list"), "the request", 60)
            receipt = scene.centre.ask("request", "list")[0]["receipt"]
            self.assertIn("13912345678", json.dumps(scene.centre.ask("request", "show", receipt)))

    def test_a_bill_changed_on_the_disk_is_refused_and_fetched_anew(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]
            board = scene.board()
            board.quit()
            database = sqlite3.connect(board.data / "board.db")
            rows = database.execute("SELECT key, body FROM record WHERE key LIKE ?", (f"bill/{ACCOUNT}/%",)).fetchall()
            for key, body in rows:
                bill = json.loads(body)
                at = len(bill["sealed"]) // 2
                bill["sealed"] = bill["sealed"][:at] + ("B" if bill["sealed"][at] == "A" else "A") + bill["sealed"][at + 1:]
                database.execute("UPDATE record SET body = ? WHERE key = ?",
                                 (json.dumps(bill, separators=(",", ":"), ensure_ascii=False), key))
            database.commit()
            database.close()
            board.start()
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=20000)
            board.unlock(DOOR, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=30000)  # not before the bill came again
            board.quit()

            board.start()
            support.wait_until(lambda: refusals_of(scene, board), "the report", 30)
            reports = refusals_of(scene, board)
            self.assertTrue(any(r.get("key", "").startswith(f"bill/{ACCOUNT}/") for r in reports), reports)

    def test_a_board_that_was_away_over_two_rotations_comes_back_by_itself(self):
        with support.Scene() as scene:
            live = scene.board(name="在线")
            away = scene.board(name="离线")
            away.quit()
            first = scene.centre.ask("keys", "list")[0]
            for _ in range(2):
                scene.centre.ask("keys", "rotate", "--overlap-days", "0")
            keys = scene.centre.ask("keys", "list")
            self.assertEqual([key["number"] for key in keys], [3, 2, 1])
            self.assertNotEqual(keys[0]["publishing_key"], first["publishing_key"])
            newcomer = scene.board(name="新来")  # the server has looked for new keys by now, without a restart
            scene.centre.ask("notice", "publish", "--place", support.UNIT, "--title", "换钥之后", "--body", "正文。")
            for board in (live, newcomer):
                board.wait("换钥之后", 60000)
            self.assertEqual([line for line in live.data.with_suffix(".log").read_text().splitlines()
                              if "refused" in line], [])
            away.start()
            away.wait("换钥之后", 60000)

    def test_a_household_lost_from_the_disk_comes_back_when_the_digests_are_compared(self):
        with support.Scene() as scene:
            board = scene.board()
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=20000)
            board.quit()
            database = sqlite3.connect(board.data / "board.db")
            lost = database.execute("DELETE FROM record WHERE key = ?", (f"household/{ACCOUNT}",)).rowcount
            due = database.execute("SELECT value FROM setting WHERE name = 'digests_due_ms'").fetchall()
            # The moment of the day comes once the board is up, connected, and shows that the slot is gone.
            database.execute("UPDATE setting SET value = ? WHERE name = 'digests_due_ms'",
                             (str(int((time.time() + 25) * 1000)),))
            database.commit()
            database.close()
            self.assertEqual((lost, len(due)), (1, 1))
            board.start()
            board.must(do="wait", id="board.services", timeout_ms=20000)
            self.assertNotIn(f"slot.{DOOR}", {widget.get("id") for widget in board.tree()["widgets"]})
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=60000)
            support.wait_until(lambda: refusals_of(scene, board), "the report", 30)
            reports = refusals_of(scene, board)
            self.assertEqual([report.get("drifted") for report in reports], [True], reports)


if __name__ == "__main__":
    unittest.main()
