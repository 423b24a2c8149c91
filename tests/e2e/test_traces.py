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

    def test_input_leaves_no_file(self):
        with support.Scene() as scene:
            pin = scene.pins(support.UNIT)[ACCOUNT]["pin"]  # before the board is told of it
            board = self.traced(scene)
            board.must(do="wait", id=f"slot.{DOOR}", timeout_ms=5000)
            board.unlock(DOOR, pin)
            board.must(do="wait", id="bill.qr", timeout_ms=20000)
            board.tap(id="foot.home")
            board.write_every_way()
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
