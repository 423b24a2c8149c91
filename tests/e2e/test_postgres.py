# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The whole product on PostgreSQL: several nodes, a node killed, the database stopped, its leader changed, a move there."""

import contextlib
import itertools
import socket
import sqlite3
import threading
import unittest

import postgres
import support

OTHER_UNIT, THIRD_UNIT = f"{support.COMMUNITY}/7/1", f"{support.COMMUNITY}/5/1"


class Node(support.Centre):
    """Another gridboard-server of the same centre, with the same data folder: its keys and where the store is."""

    def __init__(self, scene, name):
        folder = scene.folder / name
        folder.mkdir()
        super().__init__(folder)
        self.data = scene.centre.data


class Balancer(support.Wire):
    """A port before all nodes that hands connections out in turn and passes over a node that isn't there."""

    def __init__(self, *ports):
        self.turns = itertools.cycle(ports)
        self.nodes = len(ports)
        super().__init__(None)

    def connect(self):
        for _ in range(self.nodes):
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", next(self.turns)))
        raise OSError("no node is there")


class Publisher(threading.Thread):
    """Publishes by the command line, one notice after the other, and remembers which were acknowledged."""

    def __init__(self, centre):
        super().__init__(daemon=True)
        self.centre, self.acknowledged, self.refused, self.ending = centre, [], 0, threading.Event()
        self.start()

    def run(self):
        for number in itertools.count():
            if self.ending.is_set():
                return
            done = self.centre.run("notice", "publish", "--place", "新华社区", "--title", f"公告{number}", "--body", "正文。")
            if done.returncode == 0:
                self.acknowledged.append(support.json.loads(done.stdout)["id"])
            else:
                self.refused += 1
                self.ending.wait(0.1)

    def reach(self, more):
        wanted = len(self.acknowledged) + more
        support.wait_until(lambda: len(self.acknowledged) >= wanted, f"{more} more notices", 60)

    def end(self):
        self.ending.set()
        self.join(60)


class OnPostgres(unittest.TestCase):
    def hand_in(self, board):
        receipt = board.hand_in_repair()
        board.tap(id="foot.finish")
        return receipt

    def publish(self, centre, title):
        centre.ask("notice", "publish", "--place", "新华社区", "--title", title, "--body", "正文。")

    def expect_requests(self, centre, receipts):
        def taken():
            return sorted(request["receipt"] for request in centre.ask("request", "list"))
        support.wait_until(lambda: taken() == sorted(receipts), f"the requests {receipts}, each once", 40)

    def expect_notices(self, centre, boards, ids):
        """Nothing that was acknowledged is lost, at the centre or on a board."""
        self.assertEqual(set(ids) - {notice["id"] for notice in centre.ask("notice", "list")}, set())
        for board in boards:
            def missing():
                copy = sqlite3.connect(f"file:{board.data}/board.db?mode=ro", uri=True)
                try:
                    keys = {key for (key,) in copy.execute("SELECT key FROM record WHERE key LIKE 'notice/%'")}
                finally:
                    copy.close()
                return {f"notice/{each}" for each in ids} - keys
            support.wait_until(lambda: not missing(), f"all notices on {board.data.name}", 40)

    def test_two_nodes_one_killed_and_the_database_stopped_under_both(self):
        with postgres.Postgres() as database, support.Scene(postgres.location(database)) as scene:
            first, second = scene.centre, Node(scene, "second")
            second.start()
            self.addCleanup(lambda: second.process.poll() is None and second.kill())
            here = scene.board(support.UNIT, "甲")
            there = scene.board(OTHER_UNIT, "乙", wire=second)
            between = scene.board(THIRD_UNIT, "丙", wire=Balancer(first.port, second.port))
            boards = [here, there, between]
            self.publish(first, "两个节点都看得到")
            for board in boards:
                board.wait("两个节点都看得到")
            receipts = [self.hand_in(board) for board in boards]
            self.expect_requests(first, receipts)

            second.kill()
            self.publish(first, "少了一个节点")
            here.wait("少了一个节点")
            between.wait("少了一个节点", 20000)
            receipts += [self.hand_in(there), self.hand_in(between)]
            second.start()
            there.wait("少了一个节点", 60000)
            self.expect_requests(first, receipts)

            publisher = Publisher(first)
            for board in boards[:2]:
                publisher.reach(3)
                database.stop_at_once()
                receipts.append(self.hand_in(board))
                database.start()
                receipts.append(self.hand_in(board))
            publisher.reach(3)
            publisher.end()
            self.expect_requests(first, receipts)
            self.expect_notices(first, boards, publisher.acknowledged)

            # A copy, put into another database: what came after it isn't there any more, on no board either.
            copy = scene.folder / "copy.db"
            first.ask("store", "backup", copy)
            self.publish(first, "备份之后")
            here.wait("备份之后")
            for node in (first, second):
                node.stop()
            database.ask("CREATE DATABASE other")
            first.ask("--store", copy, "store", "migrate", "--to", postgres.location(database, database="other"))
            first.ask("store", "restored")
            first.start()
            self.publish(first, "恢复之后")
            here.wait("恢复之后", 60000)
            self.assertNotIn("备份之后", "\n".join(here.texts()))
            self.expect_requests(first, receipts)

    def test_a_leader_dies_and_its_follower_takes_over(self):
        with contextlib.ExitStack() as stack:
            leader = stack.enter_context(postgres.Postgres())
            follower = stack.enter_context(postgres.Postgres(leader))
            leader.has_follower()
            scene = stack.enter_context(support.Scene(postgres.location(leader, follower)))
            second = Node(scene, "second")
            second.start()
            self.addCleanup(lambda: second.process.poll() is None and second.kill())
            boards = [scene.board(support.UNIT, "甲"), scene.board(OTHER_UNIT, "乙", wire=second)]
            receipts = [self.hand_in(board) for board in boards]
            publisher = Publisher(scene.centre)
            publisher.reach(5)
            leader.kill()
            receipts += [self.hand_in(board) for board in boards]  # while there is nobody who takes it in
            follower.promote()
            publisher.reach(5)
            publisher.end()
            self.assertGreater(publisher.refused, 0)
            receipts += [self.hand_in(board) for board in boards]
            self.expect_requests(scene.centre, receipts)
            self.expect_notices(scene.centre, boards, publisher.acknowledged)
            # They listen again: what is published now comes at once, not when a board asks anew.
            self.publish(scene.centre, "新的主库")
            for board in boards:
                board.wait("新的主库")

    def test_a_centre_moves_there_under_a_live_board(self):
        with postgres.Postgres() as database, support.Scene() as scene:
            board = scene.board()
            receipt = self.hand_in(board)
            self.expect_requests(scene.centre, [receipt])
            self.publish(scene.centre, "搬迁之前")
            board.wait("搬迁之前")
            scene.centre.stop()
            moved = scene.centre.ask("--yes", "store", "migrate", "--to", postgres.location(database))
            self.assertFalse(moved["was_there"])
            self.assertFalse((scene.centre.data / "centre.db").exists())
            scene.centre.start()
            self.publish(scene.centre, "搬迁之后")
            board.wait("搬迁之后", 60000)
            self.assertIn("搬迁之前", "\n".join(board.texts()))
            self.expect_requests(scene.centre, [receipt])
            scene.centre.ask("request", "answer", receipt, "--state", "dispatched", "--text", "抢修人员已出发。")
            board.tap(id="board.services")
            board.tap(id="services.follow")
            board.type(receipt.replace("-", ""), "key")
            board.tap(id="follow.look_up")
            board.wait("抢修人员已出发。", 30000)
            self.assertNotIn("refused", board.data.with_suffix(".log").read_text())


if __name__ == "__main__":
    unittest.main()
