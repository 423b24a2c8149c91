# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A real centre and real boards for end-to-end tests: own temporary folder, free ports, loopback, nothing left behind."""

import datetime as dt
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "packaging"))
import demo_data  # noqa: E402  (the demo's community is what these tests run on)

COMMUNITY = "YX/BT/G1/XH"
UNIT = f"{COMMUNITY}/3/2"
ZONE = dt.timezone(dt.timedelta(hours=8))


def build_folder():
    return pathlib.Path(os.environ["GRIDBOARD_BUILD"])


def held_port():
    """A port of loopback that nobody else is given while the socket lives; a program that reuses addresses may listen
    there, again and again."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


class Centre:
    """The centre of the demo community: data folder, command line, server process. Without a store: a SQLite file."""

    def __init__(self, folder, store=None):
        self.folder, self.store = pathlib.Path(folder), store
        self.data = self.folder / "centre"
        self.process, self.address = None, None
        self.held = held_port()
        self.port = self.held.getsockname()[1]
        self.options = []  # more of them for the server

    def run(self, *arguments, stdin=None):
        command = [str(build_folder() / "bin" / "gridboard"), "--data", str(self.data), "--json", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120)

    def ask(self, *arguments, stdin=None):
        done = self.run(*arguments, stdin=stdin)
        if done.returncode != 0:
            raise AssertionError(f"gridboard {arguments} ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def fill(self):
        demo = PROJECT / "assets" / "demo"
        self.ask(*(["--store", self.store] if self.store else []), "init", "--supplier", "云溪供电", "--merchant-account",
                 "0014YUNXIPOWER0001", "--merchant-name", "YUNXI POWER", "--merchant-city", "YUNXI")
        for kind in ("managers", "supply", "places", "offices", "households"):
            self.ask("import", kind, demo / f"{kind}.csv")
        bills = self.folder / "bills.csv"
        demo_data.write_bills(PROJECT / "assets", dt.datetime.now(ZONE).date(), bills)
        self.ask("import", "bills", bills)

    def start(self):
        """On the same port each time, so that boards find it again."""
        address_file = self.folder / "server.address"
        address_file.unlink(missing_ok=True)
        log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [str(build_folder() / "bin" / "gridboard-server"), "--data", str(self.data), "--listen",
             f"127.0.0.1:{self.port}", "--address-file", str(address_file), *self.options], stdout=log, stderr=log)
        wait_until(lambda: address_file.exists() and address_file.read_text().strip(), "the server's address")
        self.address = f"http://{address_file.read_text().strip()}"
        wait_until(lambda: self.http("GET", "/readyz")[0] == 200, "readiness")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)

    def http(self, method, path, body=None, token=None):
        request = urllib.request.Request(f"{self.address}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def add_board(self, place, name, hall=False):
        return self.ask("board", "add", "--place", place, "--name", name, *(["--hall"] if hall else []))


class Wire:
    """The network between boards and the centre: a port that leads there until it is cut."""

    def __init__(self, to_port):
        self.to_port, self.held = to_port, held_port()
        self.port = self.held.getsockname()[1]
        self.listener, self.ends = None, []
        self.mend()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def mend(self):
        """On the port of before."""
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.lead, args=(self.listener,), daemon=True).start()

    def cut(self):
        """Nobody listens any more, and what was connected isn't."""
        for end in (self.listener, *self.ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.listener.close()
        self.ends = []

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.to_port))

    def lead(self, listener):
        while True:
            try:
                near = listener.accept()[0]
            except OSError:
                return
            try:
                far = self.connect()
            except OSError:
                near.close()
                continue
            self.ends += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    @staticmethod
    def carry(source, target):
        try:
            while piece := source.recv(65536):
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Board:
    """A gridboard-kiosk without a display, driven by the same touches a person makes."""

    def __init__(self, folder, address, *options):
        self.data, self.address, self.options = pathlib.Path(folder), address, options
        self.process = None
        self.before = []  # of the command: faketime

    def start(self, code=None, orientation="portrait"):
        command = [*self.before, str(build_folder() / "bin" / "gridboard-kiosk"), "--data", str(self.data), "--server", self.address,
                   "--headless", "--drive", "--orientation", orientation, *self.options]
        if code:
            command += ["--enrol-code-file", "-"]
        self.data.mkdir(parents=True, exist_ok=True)
        self.log = open(self.data.with_suffix(".log"), "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        text=True, bufsize=1)
        if code:
            self.process.stdin.write(code + "\n")
            self.process.stdin.flush()
        return self

    def do(self, **command):
        self.process.stdin.write(json.dumps(command, ensure_ascii=False) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the board ended with {self.process.wait()}: see {self.log.name}")
        return json.loads(line)

    def must(self, **command):
        answer = self.do(**command)
        if not answer.get("ok"):
            tree = self.do(do="tree").get("tree", {})
            seen = [widget.get("text") or widget.get("name") for widget in tree.get("widgets", [])]
            raise AssertionError(f"{command} -> {answer}; on screen {tree.get('screen')}: {seen}")
        return answer

    def tap(self, **what):
        return self.must(do="tap", **what)

    def wait(self, text, timeout_ms=5000):
        return self.must(do="wait", text=text, timeout_ms=timeout_ms)

    def tree(self):
        return self.must(do="tree")["tree"]

    def screen(self):
        return self.tree()["screen_id"]

    def await_screen(self, *screens, seconds=5):
        wait_until(lambda: self.screen() in screens, f"the screen {' or '.join(screens)} of {self.data.name}", seconds)

    def type(self, characters, keys):
        """On the on-screen keys whose ids begin with `keys`."""
        for character in characters:
            self.tap(id=f"{keys}.{character}")

    def unlock(self, door, pin):
        self.tap(id=f"slot.{door}")
        self.type(pin, "pin")

    def hand_in_repair(self, phone="13800008000"):
        """From the board, by nobody in particular; the receipt."""
        self.tap(id="board.services")
        self.tap(id="services.repair")
        for field, choice in (("problem", "home"), ("since", "just_now")):
            self.tap(id=f"form.{field}.{choice}")
        if self.tree()["screen"] == "form":
            self.tap(id="form.phone")
            self.type(phone, "key")
            self.tap(id="form.next")
        self.must(do="wait", id="summary.submit", timeout_ms=3000)
        self.tap(id="summary.submit")
        self.must(do="wait", id="receipt.number", timeout_ms=5000)
        return next(w["text"] for w in self.tree()["widgets"] if w.get("id") == "receipt.number")

    def pick(self, text):
        """Of the candidates for what was written."""
        def candidates():
            return {w["text"]: w["id"] for w in self.tree()["widgets"] if w["id"].startswith("candidate.")}
        try:
            wait_until(lambda: text in candidates(), "a candidate", 10)
        except AssertionError:
            raise AssertionError(f"no candidate {text} among {list(candidates())}") from None
        self.tap(id=candidates()[text])

    def write_ten(self):
        """By hand: across, then down."""
        x, y, width, height = next(w["rect_px"] for w in self.tree()["widgets"] if w["id"] == "pen.0")
        shares = [share / 10 for share in range(2, 9)]
        for points in ([(share, 0.5) for share in shares], [(0.5, share) for share in shares]):
            at = [(round(x + width * across), round(y + height * down)) for across, down in points]
            self.must(do="touch", phase="down", x=at[0][0], y=at[0][1])
            for point in at[1:]:
                self.must(do="touch", phase="move", x=point[0], y=point[1])
            self.must(do="touch", phase="up", x=at[-1][0], y=at[-1][1])

    def choose_keys(self, mode):
        if any(w["id"] == f"keys.{mode}" for w in self.tree()["widgets"]):
            self.tap(id=f"keys.{mode}")

    def write_every_way(self):
        """With an unlocked household: a name by pinyin, by hand and by strokes, and a question; ends where that is answered."""
        self.tap(id="board.services")
        self.tap(id="services.change_of_name")
        self.tap(id="form.new_name")
        self.choose_keys("pinyin")
        self.type("ouyang", "key")
        self.pick("欧阳")
        self.choose_keys("handwriting")
        self.write_ten()
        self.pick("十")
        self.choose_keys("strokes")
        self.type("h", "key")
        self.pick("一")
        assert "欧阳十一" in "\n".join(self.texts()), self.texts()
        self.tap(id="foot.home")
        self.tap(id="board.services")
        self.tap(id="services.ask")
        self.choose_keys("pinyin")
        self.type("tingdian", "key")
        self.pick("停电")
        wait_until(lambda: any(w["id"].startswith("ask.") for w in self.tree()["widgets"]), "an answer")

    def texts(self):
        return [widget["text"] for widget in self.tree()["widgets"]]

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def quit(self):
        if self.process and self.process.poll() is None:
            try:
                self.do(do="quit")
            except (AssertionError, BrokenPipeError):
                pass
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


def wait_until(condition, what, seconds=20):
    """Looks once more when the time is over: a look may itself have to wait until a board is up."""
    deadline = time.monotonic() + seconds
    while True:
        is_last = time.monotonic() >= deadline
        if condition():
            return
        if is_last:
            raise AssertionError(f"{what} did not come within {seconds} s")
        time.sleep(0.02)


class Scene:
    """A filled and started centre in a folder that goes away; boards made by it are ended with it."""

    def __init__(self, store=None):
        self.store = store

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gridboard-e2e-"))
        self.boards = []
        try:
            self.centre = Centre(self.folder, self.store)
            self.centre.fill()
            self.centre.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for board in self.boards:
            if board.process and board.process.poll() is None:
                board.kill()
        if self.centre.process and self.centre.process.poll() is None:
            self.centre.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def board(self, place=UNIT, name="测试终端", hall=False, options=(), wire=None):
        """A new enrolled board that shows its place. Where it finds the centre is settled for its life: a wire that may
        be cut later leads there from the beginning."""
        added = self.centre.add_board(place, name, hall)
        board = Board(self.folder / f"board-{added['id']}", (wire or self.centre).address, *options)
        board.id = added["id"]
        self.boards.append(board)
        board.start(code=added["code"])
        board.must(do="wait_synced", timeout_ms=60000)
        return board

    def pins(self, place):
        """PINs by account."""
        path = self.folder / f"pins-{place.replace('/', '-')}.csv"
        if not path.exists():
            self.centre.ask("pin", "issue", "--place", place, "--out", path)
        return {row["account"]: row for row in demo_data.read_csv(path)}
