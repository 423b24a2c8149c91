# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What was typed, written, keyed and asked leaves no file: strace sees every file that the board opens for writing."""

import pathlib
import re
import shutil
import subprocess
import unittest

import support

# Calls that make or change a file, or give one a name.
CALLS = ("open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,"
         "mknodat,truncate")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
# Of the board's own data; nothing of them has to do with input.
OWN = re.compile(r"board\.db(-wal|-shm|-journal|\.lock)?|pin-locks\.json(\.[A-Za-z0-9]+)?")
DOOR, ACCOUNT = "501", "3301044471"
LETTERS, WORD = "ouyang", "欧阳"


def call_and_paths(line):
    """None for what isn't a call that went well."""
    found = re.match(r"\d+\s+(\w+)\((.*)\)\s+=\s+\d+", line)
    return (found[1], found[2], re.findall(r'"((?:[^"\\]|\\.)*)"', found[2])) if found else None


def writings(trace):
    """Each file that was opened for writing, made, or named, with the line that says so."""
    for line in trace.read_text(errors="replace").splitlines():
        found = call_and_paths(line)
        if found and (not found[0].startswith("open") or WRITES.search(found[1])):
            for path in found[2][-1:]:
                yield path, line


@unittest.skipUnless(shutil.which("strace"), "strace is missing; packaging/check installs it")
class Traces(unittest.TestCase):
    def traced(self, scene):
        """An enrolled board, started again under strace."""
        board = scene.board()
        board.quit()
        self.trace = scene.folder / "trace"
        # No sound: what its servers' libraries keep has nothing to do with input.
        board.before = ["strace", "-f", "-qq", "-s", "300", "-E", "SDL_AUDIODRIVER=dummy", "-e", f"trace={CALLS}", "-o",
                        str(self.trace)]
        board.start()
        board.must(do="wait_synced", timeout_ms=60000)
        return board

    def pick(self, board, text):
        def candidates():
            return {w["text"]: w["id"] for w in board.tree()["widgets"] if w["id"].startswith("candidate.")}
        try:
            support.wait_until(lambda: text in candidates(), "a candidate", 10)
        except AssertionError:
            self.fail(f"no candidate {text} among {list(candidates())}")
        board.tap(id=candidates()[text])

    def write_ten(self, board):
        """Across, then down."""
        x, y, width, height = next(w["rect_px"] for w in board.tree()["widgets"] if w["id"] == "pen.0")
        shares = [share / 10 for share in range(2, 9)]
        for points in ([(share, 0.5) for share in shares], [(0.5, share) for share in shares]):
            at = [(round(x + width * across), round(y + height * down)) for across, down in points]
            board.must(do="touch", phase="down", x=at[0][0], y=at[0][1])
            for point in at[1:]:
                board.must(do="touch", phase="move", x=point[0], y=point[1])
            board.must(do="touch", phase="up", x=at[-1][0], y=at[-1][1])

    def use_every_way_of_input(self, board, pin):
        board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=5000)
        board.unlock(DOOR, pin)
        board.must(do="wait", id="bill.qr", timeout_ms=20000)
        board.tap(id="foot.home")
        board.tap(id="board.services")
        board.tap(id="services.change_of_name")
        board.tap(id="form.new_name")
        board.tap(id="keys.pinyin")
        board.type(LETTERS, "key")
        self.pick(board, WORD)
        board.tap(id="keys.handwriting")
        self.write_ten(board)
        self.pick(board, "十")
        board.tap(id="keys.strokes")
        board.type("h", "key")
        self.pick(board, "一")
        self.assertIn(WORD + "十一", "\n".join(board.texts()))
        board.tap(id="foot.home")
        board.tap(id="board.services")
        board.tap(id="services.ask")
        if any(w["id"] == "keys.pinyin" for w in board.tree()["widgets"]):
            board.tap(id="keys.pinyin")
        board.type("tingdian", "key")
        self.pick(board, "停电")
        support.wait_until(lambda: any(w["id"].startswith("ask.") for w in board.tree()["widgets"]), "an answer")

    def test_input_leaves_no_file(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]  # before the board is told of it
            board = self.traced(scene)
            self.use_every_way_of_input(board, pin)
            board.tap(id="foot.finish")
            board.quit()
            own, foreign = set(), []
            for path, line in writings(self.trace):
                written = pathlib.Path(path)
                if written.parent == board.data and OWN.fullmatch(written.name):
                    own.add(written.name)
                elif path not in ("/dev/null", str(board.data)):
                    foreign.append(line)
            self.assertIn("board.db", own, "the trace doesn't show what the board does write")
            self.assertEqual(foreign, [])
            left = sorted(path.name for path in board.data.iterdir() if not OWN.fullmatch(path.name))
            self.assertEqual(left, [])


if __name__ == "__main__":
    unittest.main()
