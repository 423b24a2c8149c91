# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""After a session nothing of it is in the process or in its files: a planted name, phone and amount are searched for.

Out of the search, because it is kept on purpose until requests are sealed at submission and a household's details lie
under a key: the board's own database holds the bills of its households (the amount stands there as a number, never as
the text that was shown) and what was handed in until the centre has it. This test hands nothing in.
"""

import pathlib
import re
import unittest

import support

PHONE = "13986427531"                       # nobody's
NAME = "欧阳䶮"                             # typed by pinyin; no household is called so
LETTERS = (("ouyang", "欧阳"), ("yan", "䶮"))


def readable_memory(pid):
    """Every readable mapping of the process that isn't a device."""
    with open(f"/proc/{pid}/mem", "rb") as memory:
        for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, rest = re.match(r"(\S+) (\S+) \S+ \S+ \S+\s*(.*)", line).groups()
            if not rights.startswith("r") or rest.startswith("/dev/") or rest in ("[vvar]", "[vsyscall]"):
                continue
            begin, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(begin)
                yield rest or "anonymous", memory.read(end - begin)
            except (OSError, ValueError):
                continue


def is_in_file(path, needle):
    """Six digits may well stand in a program by chance: what a mapped file holds itself isn't of the session."""
    return path.startswith("/") and pathlib.Path(path).is_file() and needle in pathlib.Path(path).read_bytes()


def places_of(pid, folder, needle):
    found = [f"memory: {name}" for name, content in readable_memory(pid) if needle in content and not is_in_file(name, needle)]
    found += [f"file: {path}" for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()]
    return found


class Wiping(unittest.TestCase):
    def household(self, scene, board):
        """Door, PIN and bill of one on the glass with a bill to pay. Of the numbers of six digits that there are, each of a
        few thousand stands in a board's memory as part of a longer one: a PIN that does proves nothing."""
        for row in scene.pins(support.UNIT).values():
            bill = scene.centre.ask("bill", "show", "--account", row["account"])
            on_glass = any(widget["id"] == f"slot.{row['door']}" for widget in board.tree()["widgets"])
            if on_glass and bill.get("payment") and bill["payable_fen"] > 0:
                if not places_of(board.process.pid, board.data, row["pin"].encode()):
                    return row["door"], row["pin"], bill
        raise AssertionError("no household on the glass has a bill to pay")

    def write_name(self, board):
        for letters, word in LETTERS:
            board.type(letters, "key")
            for _ in range(20):
                found = [w["id"] for w in board.tree()["widgets"] if w["id"].startswith("candidate.") and w["text"] == word]
                if found:
                    board.tap(id=found[0])
                    break
                board.tap(id="candidates.next")

    def test_name_phone_and_amount_are_gone_after_the_session(self):
        with support.Scene() as scene:
            scene.pins(support.UNIT)  # before the board is told of the households
            board = scene.board()
            board.must(do="wait", id="board.bill", timeout_ms=5000)
            door, pin, bill = self.household(scene, board)
            amount = f"¥{bill['payable_fen'] // 100:,}.{bill['payable_fen'] % 100:02d}"
            board.unlock(door, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=5000)
            self.assertIn(amount, "\n".join(board.texts()))
            board.tap(id="foot.home")
            board.tap(id="board.services")
            board.tap(id="services.change_of_name")
            board.tap(id="form.new_name")
            self.write_name(board)
            board.tap(id="form.phone")
            board.type(PHONE, "key")
            shown = "\n".join(board.texts())
            self.assertIn(NAME, shown)
            self.assertIn(PHONE, shown)
            needles = {"name": NAME.encode(), "phone": PHONE.encode(), "amount": amount.encode(), "PIN": pin.encode()}
            pid = board.process.pid
            # The search itself finds what is there: else it would prove nothing.
            for what in ("name", "phone"):
                self.assertTrue(places_of(pid, board.data, needles[what]), f"the search doesn't see the {what} on the glass")
            board.tap(id="foot.finish")
            self.assertEqual(board.screen(), "board")
            for what, needle in needles.items():
                with self.subTest(what=what):
                    self.assertEqual(places_of(pid, board.data, needle), [])
