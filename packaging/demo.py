# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The demo behind packaging/demo: a centre with a community's data, two boards, and what to try with them."""

import argparse
import concurrent.futures
import datetime as dt
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import demo_board
import demo_data
import demo_history
import demo_pay
import demo_tours

UNIT = "YX/BT/G1/XH/3/2"
COMMUNITY = "YX/BT/G1/XH"
MANAGER = "M-ZHOU"
# Who writes a notice doesn't approve it: it takes two.
STAFF = (("wangmin", "王敏", "administrator"), ("chenjing", "陈静", "reviewer"))
SAMPLE_ACCOUNT = "3301044471"  # 3栋2单元501
PINS_FOR = [UNIT, "YX/BT/G1/XH/1/1"]
# It names a semaphore by its process number, and one that was killed leaves its own behind; the next number is free.
TRIES_OF_FAKETIME = 5
ZONE = dt.timezone(dt.timedelta(hours=8))


class Failure(Exception):
    """Something that the person at the keyboard can read and act on."""


class Demo:
    def __init__(self, project, data):
        self.project, self.data = project, data
        self.assets = project / "assets"
        self.bin = project / "build" / "release" / "bin"
        self.centre = data / "centre"
        self.pins = data / "pins.csv"
        self.now = dt.datetime.now(ZONE)
        self.server = None
        self.address = ""
        self.pay_address = ""

    # The command line, at another moment if asked: history has to have happened then.
    def gridboard(self, *arguments, at=None, stdin=None):
        command = [str(self.bin / "gridboard"), "--data", str(self.centre), "--json", *map(str, arguments)]
        if at is not None:
            stamp = at.astimezone(dt.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
            command = ["faketime", "-f", f"@{stamp}", *command]
        environment = dict(os.environ, TZ="UTC")
        for _ in range(TRIES_OF_FAKETIME):
            done = subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment)
            if "sem_open: File exists" not in done.stderr:
                break
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def is_made_today(self):
        made = self.data / "made"
        whole = all(self.first_password(name).exists() for name, _, _ in STAFF)
        return whole and made.exists() and made.read_text() == f"{self.now:%Y-%m-%d}\n"

    def make(self):
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        self.import_files()
        self.tell_history()
        self.gridboard("pin", "issue", "--place", *PINS_FOR, "--out", self.pins, at=self.now - dt.timedelta(days=90))
        self.tell_last_month()
        for name, shown, role in STAFF:
            self.gridboard("account", "add", name, "--display-name", shown, "--grant", role, "--out", self.first_password(name))
        (self.data / "made").write_text(f"{self.now:%Y-%m-%d}\n")

    def first_password(self, name):
        return self.data / f"password-{name}"

    def import_files(self):
        demo = self.assets / "demo"
        bills = self.data / "bills.csv"
        demo_data.write_bills(self.assets, self.now.date(), bills)
        self.gridboard("init", "--supplier", "云溪供电", "--hotline", "95598", "--merchant-account", "0014YUNXIPOWER0001",
                       "--merchant-name", "YUNXI POWER", "--merchant-city", "YUNXI", at=self.now - dt.timedelta(days=900))
        for kind in ("managers", "supply", "places", "offices", "households"):
            self.gridboard("import", kind, demo / f"{kind}.csv")
        self.gridboard("import", "bills", bills)

    def tell_history(self):
        """Notices and outages in the order in which they were told."""
        notices = json.loads((self.assets / "demo" / "notices.json").read_text("utf-8"))["notices"]
        outages = json.loads((self.assets / "demo" / "outages.json").read_text("utf-8"))["outages"]
        events = []
        for notice in notices:
            at = self.now.replace(hour=9, minute=0, second=0, microsecond=0) - dt.timedelta(days=notice["days_ago"])
            events.append((at, lambda notice=notice, at=at: self.publish(notice, at)))
        for outage in outages:
            ids = {}
            for index, step in enumerate(outage["timeline"]):
                at = self.moment(step, "")
                events.append((at, lambda o=outage, s=step, i=index, at=at, ids=ids: self.tell_outage(o, s, i, at, ids)))
        for at, tell in sorted(events, key=lambda event: event[0]):
            tell()

    def moment(self, entry, name):
        prefix = f"{name}_" if name else ""
        if f"{prefix}in_h" in entry:
            return self.now + dt.timedelta(hours=entry[f"{prefix}in_h"])
        if f"{prefix}at_h" in entry:
            midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
            return midnight + dt.timedelta(hours=entry[f"{prefix}at_h"])
        return None

    @staticmethod
    def text(moment):
        """To five minutes, as people announce times."""
        moment = moment.replace(second=0, microsecond=0)
        return (moment - dt.timedelta(minutes=moment.minute % 5)).isoformat()

    def publish(self, notice, at):
        arguments = ["notice", "publish", "--title", notice["title"], "--body-file", "-", "--category",
                     notice["category"], "--by", "云溪供电", "--place", *notice["place"], "--to",
                     self.text(at + dt.timedelta(days=notice["valid_days"]))]
        if notice.get("pinned"):
            arguments.append("--pinned")
        if notice.get("image"):
            arguments += ["--image", notice["image"]]
        for part in notice.get("day_parts", []):
            arguments += ["--day-part", part]
        self.gridboard(*arguments, at=at, stdin=notice["body"])

    def tell_last_month(self):
        """A new server for each community: it takes only so many requests a minute from one phone."""
        for community, counts in demo_history.DONE_LAST_MONTH:
            self.start_server(at=demo_history.last_month(self.now))
            try:
                demo_history.tell_last_month(self, community, counts, demo_data.read_csv(self.pins)[0])
            finally:
                self.stop_server()
        self.gridboard("service-records", "publish")

    def tell_outage(self, outage, step, index, at, ids):
        if index == 0:
            arguments = ["outage", "announce", "--kind", outage["kind"], "--cause", outage["cause"], "--scope",
                         outage["scope"], "--line", outage["line"], "--start", self.text(self.moment(outage, "start")),
                         "--text", step["text"]]
            if outage.get("place"):
                arguments += ["--place", *outage["place"]]
            if outage.get("supply"):
                arguments += ["--supply", *outage["supply"]]
            first_estimate = self.moment(step, "etr") or (outage["kind"] != "fault" and self.moment(outage, "etr"))
            if first_estimate:
                arguments += ["--etr", self.text(first_estimate)]
            ids["id"] = self.gridboard(*arguments, at=at)["id"]
            self.offer_windows(outage, ids["id"], at)
        elif "restored_in_h" in outage and index == len(outage["timeline"]) - 1:
            self.gridboard("outage", "restore", ids["id"], "--text", step["text"], at=at)
        else:
            arguments = ["outage", "update", ids["id"], "--text", step["text"]]
            estimate = self.moment(step, "etr")
            if estimate:
                arguments += ["--etr", self.text(estimate)]
            self.gridboard(*arguments, at=at)

    def offer_windows(self, outage, outage_id, at):
        """Customers may choose when it is to be."""
        windows = outage.get("windows", [])
        if not windows:
            return
        arguments = ["outage", "offer", outage_id]
        for window in windows:
            spans = [self.text(self.moment(window, end)) for end in ("from", "to")]
            arguments += ["--window", "/".join(spans)]
        self.gridboard(*arguments, "--choose-by", self.text(self.moment(outage, "choose_by")), at=at)

    def port_of_before(self):
        """Boards keep the address at which they were enrolled; if somebody else has it now they are enrolled anew."""
        kept = self.data / "port"
        if not kept.exists():
            return 0
        try:
            with socket.create_server(("127.0.0.1", int(kept.read_text()))) as free:
                return free.getsockname()[1]
        except OSError:
            for board in self.data.glob("board-*"):
                shutil.rmtree(board) if board.is_dir() else board.unlink()
            for rest in (*self.data.glob("maintenance-pin-*.csv"), self.data / "greeted", kept):
                rest.unlink(missing_ok=True)
            return 0

    def start_server(self, at=None):
        address_file = self.data / "server.address"
        address_file.unlink(missing_ok=True)
        log = open(self.data / "server.log", "ab")
        command = [str(self.bin / "gridboard-server"), "--data", str(self.centre), "--listen",
                   f"127.0.0.1:{0 if at else self.port_of_before()}", "--address-file", str(address_file)]
        if at is not None:
            # faketime is a process of its own before the server; it has to outlive it, or leaves files in /dev/shm.
            command = ["env", "--ignore-signal=TERM", "faketime", "-f",
                       f"@{at.astimezone(dt.timezone.utc):%Y-%m-%d %H:%M:%S}", *command]
        self.server = subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ, TZ="UTC"),
                                       start_new_session=True)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise Failure(f"gridboard-server ended with {self.server.returncode}; see {self.data / 'server.log'}")
            if address_file.exists() and address_file.read_text().strip():
                self.address = f"http://{address_file.read_text().strip()}"
                if at is None:
                    (self.data / "port").write_text(self.address.rsplit(":", 1)[1])
                try:
                    with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                        if answer.status == 200:
                            return
                except OSError:
                    pass
            time.sleep(0.05)
        raise Failure(f"gridboard-server wasn't ready within 20 s; see {self.data / 'server.log'}")

    # A payment service of the demo's own: its page shows what a code asks for and "pays" it.
    def start_pay(self):
        kept = self.data / "pay.secret"
        self.gridboard("payment", "service", "demo", "--name", "演示支付")
        if not kept.exists():
            secret = self.gridboard("payment", "key", "demo")["secret"]
            kept.touch(0o600)
            kept.write_text(secret + "\n")
        pay = demo_pay.serve(self.address, kept.read_text().strip())
        threading.Thread(target=pay.serve_forever, daemon=True).start()
        self.pay_address = f"http://127.0.0.1:{pay.server_address[1]}"
        self.gridboard("payment", "service", "demo", "--name", "演示支付", "--page", self.pay_address)
        self.gridboard("init", "--payment-page", self.pay_address)

    def stop_server(self):
        if self.server and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGTERM)
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.server.pid, signal.SIGKILL)
                self.server.wait()

    def board_folder(self, board):
        return self.data / f"board-{board}"

    def kiosk(self, board, *options):
        return [str(self.bin / "gridboard-kiosk"), "--data", str(self.board_folder(board)), "--server", self.address,
                *map(str, options)]

    def enrol(self, board, place, name):
        """A board that is enrolled already keeps its identity."""
        if (self.board_folder(board) / "board.db").exists():
            return
        added = self.gridboard("board", "add", "--place", place, "--name", name, *(["--hall"] if board == "hall" else []))
        self.gridboard("board", "maintenance-pin", added["id"], "--out", self.maintenance_pin(board))
        with demo_board.DrivenBoard(self.kiosk(board), added["code"]) as driven:
            driven.wait_synced()
        (self.data / f"board-{board}.id").write_text(added["id"])

    def maintenance_pin(self, board):
        return self.data / f"maintenance-pin-{board}.csv"

    def board_id(self, board):
        return (self.data / f"board-{board}.id").read_text()

    def sign_in_manager(self, board):
        """周敏 stands before the board: her phone scans its code, she types her number and PIN."""
        slip = self.data / "manager-pin.csv"
        if not slip.exists():
            self.gridboard("manager", "pin", MANAGER, "--out", slip)
        pin = demo_data.read_csv(slip)[0]["pin"]
        with demo_board.DrivenBoard(self.kiosk(board)) as driven:
            driven.wait_synced()
            code = driven.sign_in_code(self.data / "sign-in.png").rsplit("/", 1)[-1]
        demo_history.read(f"{self.address}/s/{code}", {"manager": MANAGER, "pin": pin, "what": "arrival"})

    def greet(self):
        """What has happened this morning: the manager has come, a neighbour has reported the lights on the stairs."""
        if (self.data / "greeted").exists():
            return
        self.sign_in_manager("unit")
        demo_history.hand_in(self.address, self.board_id("unit"), "repair",
                             {"problem": "lights", "since": "hours", "phone": "13900000001"})
        (self.data / "greeted").touch()

    def done_requests(self, board, count):
        """Receipts of requests handed in at this board that are done: a tour rates one and opens it again."""
        with demo_board.DrivenBoard(self.kiosk(board)) as driven:
            driven.wait_synced()
            receipts = [driven.hand_in_repair() for _ in range(count)]
            for receipt in receipts:
                self.answer(receipt)
            driven.ask(do="wait", id="nothing", timeout_ms=1500)  # the answers come back
        return receipts

    def answer(self, receipt):
        """As soon as it has come from its board."""
        for _ in range(100):
            try:
                return self.gridboard("request", "answer", receipt, "--state", "done", "--text", "换了空气开关，已来电。", "--by", "周敏")
            except Failure as failure:
                last = failure
                time.sleep(0.1)
        raise last

    def tours(self, out, tours):
        """Two at a time, each lane with boards of its own: they hand in requests like any board."""
        unit = [tour for tour in tours if tour.board == "unit"]
        hall = [tour for tour in tours if tour.board == "hall"]
        half = (len(unit) + len(hall) + 1) // 2
        lanes = [("unit", unit[:half]), ("second", unit[half:] + hall)]
        with concurrent.futures.ThreadPoolExecutor(len(lanes)) as pool:
            done = [pool.submit(self.lane, out, board, each) for board, each in lanes]
            for lane in done:
                lane.result()

    def lane(self, out, unit_board, tours):
        receipts = {board: iter(self.done_requests(board, sum(tour.board == kind for tour in tours)))
                    for kind, board in (("unit", unit_board), ("hall", "hall")) if any(tour.board == kind for tour in tours)}
        for tour in tours:
            target = out / tour.folder
            target.mkdir(parents=True, exist_ok=True)
            for old in target.glob("*.*"):
                old.unlink()
            board = unit_board if tour.board == "unit" else "hall"
            command = self.kiosk(board, "--tour", target, "--pins", self.pins, "--maintenance-pin-file", self.maintenance_pin(board),
                                 "--receipt", next(receipts[board]), *tour.options)
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")

    def tell(self, out, tours):
        pin = next((row["pin"] for row in demo_data.read_csv(self.pins) if row["account"] == SAMPLE_ACCOUNT), "")
        gridboard = f"{self.bin / 'gridboard'} --data {self.centre}"
        staff = "\n".join(f"  {name:<12} {self.first_password(name).read_text().strip()}   {shown}, {role}; asks for another one at the first sign-in"
                          for name, shown, role in STAFF)
        print(f"""
Centre         {self.address}   (/livez, /readyz, /metrics)
Console        {self.address}/console/
Payments       {self.pay_address}   (the codes on boards lead there: it shows the sum and "pays" it)
{staff}
  data         {self.centre}
  log          {self.data / 'server.log'}
Unit board     新华社区 3栋2单元    data {self.board_folder('unit')}
Hall board     新华社区服务厅        data {self.board_folder('hall')}
A household    door 501, account {SAMPLE_ACCOUNT}, PIN {pin}
  other PINs   {self.pins}   (3栋2单元 and 1栋1单元, made for this demo)

Try
  {gridboard} notice publish --place 新华社区/3栋/2单元 --category community --title '试一试' --body '这条公告刚刚发布。'
  {gridboard} bill show --account {SAMPLE_ACCOUNT}
  {gridboard} payment record --account {SAMPLE_ACCOUNT} --period {self.newest_period()} --amount AMOUNT --reference DEMO-1
  {gridboard} request list
  {' '.join(self.kiosk('hall', '--orientation', 'landscape'))}""")
        if out:
            print("\nPictures")
            for tour in tours:
                print(f"  {out / tour.folder}   {len(list((out / tour.folder).glob('*.png')))} screens")
            print(f"  {out / 'sheet.png'}   all of them, small; {out / 'index.html'} screen by screen")
        sys.stdout.flush()

    def newest_period(self):
        return f"{demo_data.month_before(self.now.date(), 1):%Y-%m}"


def arguments():
    parser = argparse.ArgumentParser(prog="packaging/demo", add_help=False)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--headless", type=pathlib.Path, metavar="OUT")
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--keep-running", action="store_true")
    parser.add_argument("--all", action="store_true")
    return parser.parse_args()


def run(options):
    data = (options.data or options.project / "build" / "demo").resolve()
    demo = Demo(options.project.resolve(), data)
    try:
        if options.fresh or not demo.is_made_today():
            print(f"making demo data for {demo.now:%Y-%m-%d} in {data}", flush=True)
            demo.make()
        demo.start_server()
        demo.start_pay()
        out = options.headless.resolve() if options.headless else None
        if out is None and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            out = data / "pictures"
        demo.enrol("unit", UNIT, "3栋2单元门口")
        demo.enrol("hall", COMMUNITY, "新华社区服务厅")
        demo.greet()
        tours = demo_tours.ALL_TOURS if options.all else demo_tours.TOURS
        if out:
            demo.enrol("second", UNIT, "3栋2单元电梯厅")
            demo.tours(out, tours)
            demo_tours.write_sheets(out, tours)
        demo.tell(out, tours)
        if out is None:
            return subprocess.run(demo.kiosk("unit", "--orientation", "portrait")).returncode
        if options.keep_running:
            demo.server.wait()
        return 0
    finally:
        demo.stop_server()


if __name__ == "__main__":
    try:
        sys.exit(run(arguments()))
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
