# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The demo behind packaging/demo: a centre with a community's data, two boards, and what to try with them."""

import argparse
import datetime as dt
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import demo_data

UNIT = "YX/BT/G1/XH/3/2"
COMMUNITY = "YX/BT/G1/XH"
SAMPLE_ACCOUNT = "3301044471"  # 3栋2单元501
PINS_FOR = [UNIT, "YX/BT/G1/XH/1/1"]
ZONE = dt.timezone(dt.timedelta(hours=8))
TOURS = [  # folder, board, options
    ("portrait", "unit", ["--orientation", "portrait"]),
    ("landscape", "unit", ["--orientation", "landscape"]),
    ("portrait-large", "unit", ["--orientation", "portrait", "--large"]),
    ("hall-portrait", "hall", ["--orientation", "portrait"]),
    ("hall-landscape", "hall", ["--orientation", "landscape"]),
    ("portrait-en", "unit", ["--orientation", "portrait", "--locale", "en"]),
]


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

    # The command line, at another moment if asked: history has to have happened then.
    def gridboard(self, *arguments, at=None, stdin=None):
        command = [str(self.bin / "gridboard"), "--data", str(self.centre), "--json", *map(str, arguments)]
        if at is not None:
            stamp = at.astimezone(dt.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
            command = ["faketime", "-f", f"@{stamp}", *command]
        environment = dict(os.environ, TZ="UTC")
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def is_made_today(self):
        made = self.data / "made"
        return made.exists() and made.read_text() == f"{self.now:%Y-%m-%d}\n"

    def make(self):
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        self.import_files()
        self.tell_history()
        self.gridboard("pin", "issue", "--place", *PINS_FOR, "--out", self.pins)
        (self.data / "made").write_text(f"{self.now:%Y-%m-%d}\n")

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
        self.gridboard(*arguments, at=at, stdin=notice["body"])

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
        elif "restored_in_h" in outage and index == len(outage["timeline"]) - 1:
            self.gridboard("outage", "restore", ids["id"], "--text", step["text"], at=at)
        else:
            arguments = ["outage", "update", ids["id"], "--text", step["text"]]
            estimate = self.moment(step, "etr")
            if estimate:
                arguments += ["--etr", self.text(estimate)]
            self.gridboard(*arguments, at=at)

    def start_server(self):
        address_file = self.data / "server.address"
        address_file.unlink(missing_ok=True)
        log = open(self.data / "server.log", "ab")
        self.server = subprocess.Popen(
            [str(self.bin / "gridboard-server"), "--data", str(self.centre), "--listen", "127.0.0.1:0",
             "--address-file", str(address_file)], stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise Failure(f"gridboard-server ended with {self.server.returncode}; see {self.data / 'server.log'}")
            if address_file.exists() and address_file.read_text().strip():
                self.address = f"http://{address_file.read_text().strip()}"
                try:
                    with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                        if answer.status == 200:
                            return
                except OSError:
                    pass
            time.sleep(0.05)
        raise Failure(f"gridboard-server wasn't ready within 20 s; see {self.data / 'server.log'}")

    def stop_server(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()

    def board_folder(self, board):
        return self.data / f"board-{board}"

    def kiosk(self, board, *options):
        return [str(self.bin / "gridboard-kiosk"), "--data", str(self.board_folder(board)), "--server", self.address,
                *map(str, options)]

    def enrol(self, board, place, name):
        """A new code each run: a board that is enrolled already keeps its identity and ignores it."""
        if (self.board_folder(board) / "board.db").exists():
            return
        arguments = ["board", "add", "--place", place, "--name", name]
        if board == "hall":
            arguments.append("--hall")
        code = self.gridboard(*arguments)["code"]
        process = subprocess.Popen(self.kiosk(board, "--headless", "--drive", "--enrol-code-file", "-"),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write(code + "\n")
        process.stdin.write(json.dumps({"do": "wait_synced", "timeout_ms": 30000}) + "\n")
        process.stdin.write(json.dumps({"do": "quit"}) + "\n")
        process.stdin.flush()
        out, _ = process.communicate(timeout=90)
        answers = [json.loads(line) for line in out.splitlines() if line.strip()]
        if process.returncode != 0 or not all(answer.get("ok") for answer in answers):
            raise Failure(f"the {board} board did not enrol: {out.strip()}")

    def tour(self, out):
        for folder, board, options in TOURS:
            target = out / folder
            target.mkdir(parents=True, exist_ok=True)
            command = self.kiosk(board, "--tour", target, "--pins", self.pins, *options)
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")

    def tell(self, out):
        pin = next((row["pin"] for row in demo_data.read_csv(self.pins) if row["account"] == SAMPLE_ACCOUNT), "")
        gridboard = f"{self.bin / 'gridboard'} --data {self.centre}"
        print(f"""
Centre         {self.address}   (/livez, /readyz, /metrics)
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
            for folder, _, _ in TOURS:
                pictures = sorted((out / folder).glob("*.png"))
                print(f"  {out / folder}   {len(pictures)} screens")
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
    return parser.parse_args()


def run(options):
    data = (options.data or options.project / "build" / "demo").resolve()
    demo = Demo(options.project.resolve(), data)
    try:
        if options.fresh or not demo.is_made_today():
            print(f"making demo data for {demo.now:%Y-%m-%d} in {data}", flush=True)
            demo.make()
        demo.start_server()
        demo.enrol("unit", UNIT, "3栋2单元门口")
        demo.enrol("hall", COMMUNITY, "新华社区服务厅")
        out = options.headless.resolve() if options.headless else None
        if out is None and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            out = data / "pictures"
        if out:
            demo.tour(out)
        demo.tell(out)
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
