# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A notice to one unit of forty is on that unit's board and the hall's within a second, and on no other."""

import threading
import time
import unittest

import support

TITLE = "今晚十点检修楼道照明"


class Publishing(unittest.TestCase):
    def test_one_unit_of_forty(self):
        with support.Scene() as scene:
            boards = {}
            for building in range(1, 11):
                for unit in range(1, 5):
                    place = f"{support.COMMUNITY}/{building}/{unit}"
                    boards[place] = scene.board(place, f"{building}栋{unit}单元")
            hall = scene.board(support.COMMUNITY, "服务厅", hall=True)
            seen, shown_at = {}, {}

            def watch(name, board):
                seen[name] = board.do(do="wait", text=TITLE, timeout_ms=10000)["ok"]
                shown_at[name] = time.monotonic()

            watchers = [threading.Thread(target=watch, args=(name, board))
                        for name, board in (("unit", boards[support.UNIT]), ("hall", hall))]
            for watcher in watchers:
                watcher.start()
            scene.centre.ask("notice", "publish", "--place", "新华社区/3栋/2单元", "--title", TITLE, "--body", "约半小时。")
            published_at = time.monotonic()
            for watcher in watchers:
                watcher.join()
            self.assertEqual(seen, {"unit": True, "hall": True})
            for name, at in shown_at.items():
                self.assertLess(at - published_at, 1.0, f"{name} was late")
            time.sleep(1)
            for place, board in boards.items():
                if place != support.UNIT:
                    self.assertNotIn(TITLE, "\n".join(board.texts()), place)
            for board in scene.boards:
                board.quit()

    def test_withdrawn_and_expired_notices_go(self):
        with support.Scene() as scene:
            board = scene.board()
            notice = scene.centre.ask("notice", "publish", "--place", support.UNIT, "--title", TITLE, "--body", "约半小时。")
            board.wait(TITLE)
            scene.centre.ask("notice", "withdraw", notice["id"])
            support.wait_until(lambda: TITLE not in "\n".join(board.texts()), "the notice's end", 3)


class Outages(unittest.TestCase):
    def test_a_fault_its_new_estimate_and_its_end_reach_the_boards_it_concerns(self):
        with support.Scene() as scene:
            here, elsewhere = scene.board(), scene.board(f"{support.COMMUNITY}/7/1", "7栋1单元")
            outage = scene.centre.ask("outage", "announce", "--kind", "fault", "--place", "新华社区/3栋", "--cause",
                                      "电缆中间接头击穿", "--scope", "3 栋全部单元", "--etr", "+2h", "--text", "抢修人员已出发。")
            here.must(do="wait", id="board.strip", timeout_ms=2000)
            here.tap(id="board.outages")
            here.wait("3 栋全部单元", 2000)
            scene.centre.ask("outage", "update", outage["id"], "--text", "抢修人员已到场。", "--etr", "+1h")
            scene.centre.ask("outage", "restore", outage["id"], "--text", "已恢复供电。")
            support.wait_until(lambda: "已经来电" in "\n".join(here.texts()),
                               "the restoration", 3)
            elsewhere.tap(id="board.outages")
            self.assertNotIn("3 栋全部单元", "\n".join(elsewhere.texts()))
