#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A real centre with the demo's community for tests of the console: commands as JSON lines on stdin, answers on stdout.
It ends, and leaves nothing behind, when stdin does.

  {"do": "start"}                                   {"address": ..., "name": ..., "password": ...} of the first administrator
  {"do": "board", "place": ..., "name": ...}        a live board; {"board": its id}
  {"do": "enrol", "code": ...}                      a live board that enrols with a code from the console; {"board": "N"}
                                                    ("wait": false: that it has its content isn't waited for)
  {"do": "sees", "board": ..., "text": ..., "seconds": n}   {"ms": how long until it stood on the glass}
  {"do": "command", "arguments": [...]}             what the gridboard command line says to them, as JSON; {"said": ...}
  {"do": "drive", "board": ..., "command": ...}     what its --drive takes, and its answer
  {"do": "restart", "config": ..., "files": {...}}  the server anew on the same port with this TOML and these files (0600) beside it
  {"do": "memory"}                                  {"mebibytes": the most that the server has had in memory}
  {"do": "texts", "board": ...}                     what stands on the glass
  {"do": "repair", "board": ...}                    somebody reports a fault there; {"receipt": ...}
  {"do": "choose", "board": ..., "place": ..., "outage": ..., "window": ...}   a household of the unit chooses a window
"""

import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(os.environ["GRIDBOARD_PROJECT"]) / "tests" / "e2e"))
import hands  # noqa: E402
import jobs  # noqa: E402
import support  # noqa: E402

kPoll_s = 0.01


class Desk:
    def __init__(self, scene):
        self.scene = scene
        self.boards = {}

    def start(self, _):
        first = self.scene.centre.ask("account", "add", "admin", "--display-name", "赵志远", "--grant", "administrator")
        return {"address": self.scene.centre.address, "name": "admin", "password": first["password"]}

    def restart(self, command):
        centre = self.scene.centre
        for name, text in {"server.toml": command["config"], **command.get("files", {})}.items():
            path = centre.folder / name
            path.touch(mode=0o600)
            path.write_text(text.replace("{folder}", str(centre.folder)))
        centre.stop()
        centre.options = ["--config", str(centre.folder / "server.toml")]
        centre.start()
        return {"address": centre.address}

    def memory(self, _):
        status = pathlib.Path(f"/proc/{self.scene.centre.process.pid}/status").read_text()
        peak_kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
        return {"mebibytes": peak_kib // 1024}

    def board(self, command):
        board = self.scene.board(command["place"], command["name"])
        self.boards[board.id] = board
        return {"board": board.id}

    def enrol(self, command):
        name = f"enrolled-{len(self.boards)}"
        board = support.Board(self.scene.folder / name, self.scene.centre.address)
        self.scene.boards.append(board)
        self.boards[name] = board
        board.start(code=command["code"])
        if command.get("wait", True):
            board.must(do="wait_synced", timeout_ms=20000)
        return {"board": name}

    def sees(self, command):
        begun = time.monotonic()
        board = self.boards[command["board"]]
        while not any(command["text"] in text for text in board.texts()):
            if time.monotonic() - begun > command["seconds"]:
                raise AssertionError(f"{command['text']} isn't on the glass: {board.texts()}")
            time.sleep(kPoll_s)
        return {"ms": round(1000 * (time.monotonic() - begun))}

    def command(self, command):
        return {"said": self.scene.centre.ask(*command["arguments"])}

    def drive(self, command):
        return self.boards[command["board"]].must(**command["command"])

    def texts(self, command):
        return {"texts": self.boards[command["board"]].texts(), "screen": self.boards[command["board"]].screen()}

    def repair(self, command):
        board = self.boards[command["board"]]
        receipt = board.hand_in_repair()
        board.must(do="advance", seconds=400)
        return {"receipt": receipt}

    def choose(self, command):
        board, choice = self.boards[command["board"]], f"choose.{command['outage']}"
        person = jobs.Person("touch", self.scene, command["place"], board, hands.Touch(board))
        person.end_session()
        person.hand.press("board.outages")
        if not person.hand.shown(choice):
            person.hand.open(f"outage.{command['outage']}", "outages.pages")
        person.hand.open(choice, "outage.pages")
        person.unlock()
        person.fill({"kind": "maintenance_window", "window": command["window"]})
        receipt = person.hand_in()
        person.end_session()
        return {"receipt": receipt, "door": person.door}


def main():
    with support.Scene() as scene:
        desk = Desk(scene)
        for line in sys.stdin:
            command = json.loads(line)
            try:
                answer = getattr(desk, command["do"])(command)
            except Exception as error:  # whatever it is, the test that asked says it
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
